import Foundation
import MemoryDisks
import RandomSessions
import Testing

@testable import SessionStorage

/// The disks that power cuts were found to leave: each different one counts once and is looked at once.
///
/// Which calls a program made since its last sync is the disk's log; a state drops, reorders and tears these.
struct CrashStates {
  /// How many the long form has to look at.
  static let wanted = 100_000
  /// How many are drawn before each call; more with `FOCUSGROUP_CRASHES`.
  static let draws = ProcessInfo.processInfo.environment["FOCUSGROUP_CRASHES"].flatMap { Int($0) } ?? 8
  /// `make prove`.
  static let proves = Trials.proves

  /// The ordinary run tries every third of a row's cases, the long form all of them.
  static let stride = 3

  /// Those of some cases that this run tries: all of them come in turn over as many rows as the stride has numbers.
  static func chosen<Case>(_ cases: some Sequence<Case>, row: Int, stride: Int = stride) -> [Case] {
    cases.enumerated().filter { proves || ($0.offset + row) % stride == 0 }.map(\.element)
  }

  private(set) var drawn = 0
  private var seen: Set<Int> = []

  /// How many different ones there were; the same disk with other promises is another state.
  var count: Int { seen.count }

  /// Draws what a power cut could leave, and looks at what was not seen before.
  ///
  /// - Parameter promises: what has to be on the disk, as a number.
  mutating func draw(
    from disk: MemoryDisk, promises: Int, times: Int = draws, _ random: inout SeededRandom,
    _ look: (MemoryDisk, _ cut: Int) -> Void
  ) {
    for cut in 0..<times {
      let left = disk.afterPowerCut(&random)
      drawn += 1
      var hasher = Hasher()
      hasher.combine(promises)
      for (path, bytes) in left.contents.sorted(by: { $0.key < $1.key }) {
        hasher.combine(path)
        hasher.combine(bytes)
      }
      guard seen.insert(hasher.finalize()).inserted else { continue }
      look(left, cut)
    }
  }

  /// Says how many it were.
  ///
  /// - Parameter wanted: how many they have to be.
  func report(_ story: String, wanted: Int = 0) {
    print("crash states of \(story): \(count) different ones in \(drawn) draws")
    #expect(count >= wanted, "too few states: \(count)")
  }
}
