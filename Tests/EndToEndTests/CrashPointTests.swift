#if os(Linux)
  import Foundation
  import Testing

  /// kill -9 before each system call that storage makes. What such a kill cannot show, a missing sync, is the
  /// matter of the crash-state model beside the storage module.
  @Suite("Killed between any two steps of storage")
  struct CrashPointTests {
    @Test("A group that is recorded, with redactions, until it is left")
    func recording() throws {
      try sweep(
        CrashStory(steps: Script.recording + Script.leaving, before: []) { Study.session($0) },
        spread: 20)
    }

    @Test("A group that is taken up after it was left, until it is finished")
    func afterLeaving() throws {
      try sweep(
        CrashStory(steps: Script.finishing, before: Script.recording + Script.leaving) {
          ["resume", $0, "--plain"]
        },
        spread: 12)
    }

    @Test("A group that is taken up after it was cut off, until it is finished")
    func afterCut() throws {
      try sweep(
        CrashStory(steps: Script.finishing, before: Script.recording) { ["resume", $0, "--plain"] },
        spread: 12)
    }

    /// - Parameter spread: how many points are tried in the ordinary run; `make prove` tries all.
    private func sweep(_ story: CrashStory, spread: Int) throws {
      let points = try story.points()
      #expect(points.count > 40, "too few storage calls were seen: \(points)")
      let step = Repository.proves ? 1 : max(1, points.count / spread)
      let chosen = stride(from: 0, to: points.count, by: step).map { points[$0] }
      var killed = 0
      for point in chosen where try story.isKilled(at: point) { killed += 1 }
      // Batches can be one larger or smaller from run to run; nearly all points have to be met all the same.
      #expect(killed * 10 >= chosen.count * 9, "only \(killed) of \(chosen.count) kills came to pass")
    }
  }
#endif
