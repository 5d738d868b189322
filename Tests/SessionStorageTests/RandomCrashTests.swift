import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// Power cuts in stories that nobody has thought out: many notes in one batch, long ones, redactions, leaving and
/// coming back, in any order.
@Suite struct RandomCrashTests {
  /// So many stories, each with its share of the states that are wanted.
  static let seeds: ClosedRange<UInt64> = CrashStates.proves ? 1...40 : 1...2
  /// How many different disks are looked at in each story.
  static let share = CrashStates.proves ? CrashStates.wanted / 40 : 150

  @Test(arguments: seeds)
  func `a power cut anywhere in any story leaves what was acknowledged`(seed: UInt64) {
    let whole = MemoryDisk()
    let told = Story(whole)
    told.tell(seed: seed)
    #expect(told.errors.isEmpty && told.acknowledged == told.session.lastRecord)
    var states = CrashStates()
    var random = SeededRandom(seed: seed)
    // Before a sync of bytes there are more disks than anybody can look at, elsewhere a few.
    let calls = whole.calls.count
    for round in 1...20 where states.count < Self.share {
      for call in 1...calls {
        let disk = MemoryDisk()
        disk.diesAt = call
        let story = Story(disk)
        story.tell(seed: seed)
        let times = disk.unsyncedBytes > 0 ? Self.share / 10 : round == 1 ? 6 : 0
        states.draw(from: disk, promises: story.promises, times: times, &random) { left, cut in
          story.expectKept(on: left, "seed \(seed), round \(round), cut \(cut) before call \(call)")
        }
      }
    }
    states.report("story \(seed)", wanted: Self.share)
  }
}

extension Story {
  /// Any story, the same for the same seed; the first step that fails ends it.
  func tell(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    guard create() else { return die() }
    for _ in 0..<14 {
      let isDone =
        switch Int.random(in: 0..<9, using: &random) {
        case 0 where !isDestroyed && notes.isEmpty:
          say(Story.secret) && say(Story.secret, "council rules")
        case 1 where !isDestroyed && hasSecret: destroySecret()
        case 2: leave() && resume()
        case 3: abandon() && resume()
        case 4: renew()
        default: say((0..<Int.random(in: 1...6, using: &random)).map { _ in Story.words(&random) })
        }
      guard isDone else { return die() }
    }
    _ = Bool.random(using: &random) ? leave() : abandon()
  }

  private var notes: [Note] { session.notes }
  private var hasSecret: Bool { notes.contains { $0.content.text == Story.secret } }

  /// All notes with the secret, in one record.
  private func destroySecret() -> Bool {
    redact(notes.filter { $0.content.text == Story.secret }.map(\.number))
  }

  private static func words(_ random: inout SeededRandom) -> String {
    let length = [3, 20, 90, 600].randomElement(using: &random) ?? 3
    return String(
      (0..<Int.random(in: 1...length, using: &random)).map { _ in
        "abc čž字 ".randomElement(using: &random) ?? "a"
      })
  }
}
