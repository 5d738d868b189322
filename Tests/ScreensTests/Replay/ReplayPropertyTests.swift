import Interview
import RandomSessions
import Testing
import Text
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("However one comes to a time")
struct ReplayPropertyTests {
  private static func session(_ seed: Int) -> Session {
    seed % 3 == 0 ? Viewer.session : RandomSession.eventful(seed)
  }

  private static let keys: [Key] =
    " +-i[]?nN.gfF/cxm!svulatqh3 aP#".map { Key.character($0) }
    + [
      .left, .right, .up, .down, .pageUp, .pageDown, .home, .end, .escape, .enter, .tab, .backspace,
      .control("g"), .control("r"), .control("z"), .control("y"), .paste("00:00:30"), .function(1), .unknown,
    ]

  /// Keys and commands at random, from which one may come to any state.
  private static func wander(_ viewer: inout Viewer, _ random: inout SeededNumbers) {
    for _ in 0..<Int.random(in: 5...40, using: &random) {
      switch Int.random(in: 0..<8, using: &random) {
      case 0: viewer.wait(milliseconds: Int.random(in: 1...4000, using: &random))
      case 1:
        viewer.size = Size(
          rows: .random(in: 1...40, using: &random), columns: .random(in: 1...120, using: &random))
      default: viewer.press(keys.randomElement(using: &random) ?? .enter)
      }
    }
  }

  @Test("The frame at a time is the same", arguments: 0..<Trials.some(of: 24))
  func sameFrame(seed: Int) {
    var random = SeededNumbers(seed: UInt64(seed))
    let session = ReplayPropertyTests.session(seed)
    var viewer = Viewer(session, layers: seed % 2 == 0 ? Viewer.layers : Layers(reviewer: "eva"))
    for _ in 0..<6 {
      ReplayPropertyTests.wander(&viewer, &random)
      let size = Size(
        rows: .random(in: 1...40, using: &random), columns: .random(in: 1...120, using: &random))
      let time = Offset(Int.random(in: 0...max(1, viewer.replay.timeline.end.rawValue), using: &random))
      var come = viewer.screen
      var fresh = ReplayScreen(Replay(session, layers: come.replay.layers, now: viewer.now))
      for index in 0..<2 {
        var screen = index == 0 ? come : fresh
        screen.line = nil
        screen.reading = nil
        screen.said.clear()
        screen.replay.setPlaying(false)
        _ = screen.begin(with: .gap(Replay.usualGap), at: viewer.now)
        _ = screen.begin(with: .speed(1), at: viewer.now)
        _ = screen.begin(with: .filter(come.replay.filterText), at: viewer.now)
        _ = screen.begin(with: .find(come.replay.searchText), at: viewer.now)
        screen.said.clear()
        screen.reading = nil
        screen.replay.seek(to: time)
        if index == 0 { come = screen } else { fresh = screen }
      }
      let (one, other) = (come.frame(size), fresh.frame(size))
      let isSame = one == other
      #expect(
        isSame,
        "at \(time.clock):\n\(one.text.joined(separator: "\n"))\n\(other.text.joined(separator: "\n"))")
      guard isSame else { return }
    }
  }

  @Test("What it says of a time is what the session says of it", arguments: 0..<Trials.some(of: 30))
  func sameAsSession(seed: Int) {
    let session = ReplayPropertyTests.session(seed)
    var replay = Replay(session, now: Viewer.stamp(0))
    var random = SeededNumbers(seed: UInt64(seed + 500))
    for _ in 0..<40 {
      let time = Offset(Int.random(in: 0...max(1, replay.timeline.end.rawValue), using: &random))
      replay.seek(to: time)
      let past = session.asOf(replay.position)
      #expect(replay.admittedCount == past.notes.count)
      #expect(replay.currentNote.map { past.note($0.number) == $0 } ?? past.notes.isEmpty)
    }
  }

  @Test("The lines of the whole are the lines of its parts", arguments: 0..<Trials.some(of: 20))
  func lines(seed: Int) {
    let replay = Replay(ReplayPropertyTests.session(seed), now: Viewer.stamp(0))
    var random = SeededNumbers(seed: UInt64(seed + 900))
    let end = replay.timeline.end
    let cuts = (0..<9).map { _ in Offset(Int.random(in: 0...max(1, end.rawValue), using: &random)) }.sorted()
    var parts: [String] = []
    var last = Offset(-1)
    for cut in cuts + [end] {
      parts += replay.lines(after: last, through: cut)
      last = cut
    }
    let isWhole = parts == replay.lines(after: Offset(-1), through: end)
    #expect(isWhole)
    let isSafe = parts.allSatisfy { $0.unicodeScalars.allSatisfy { !$0.isUnsafe } }
    #expect(isSafe)
  }
}
