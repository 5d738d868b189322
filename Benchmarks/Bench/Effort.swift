/// How much is measured.
struct Effort: Sendable {
  let rounds: Int
  /// Lines in a round, after the one to warm up.
  let lines: Int
  /// Starts in a round.
  let starts: Int
  /// Notes in a round that are made durable.
  let entries: Int
  /// How often something is saved in a round on a disk that stalls, and for how many milliseconds it does.
  let stalls: Int
  let stallLength: Int
  /// How many notes the sessions have, beside the empty one.
  let sizes: [Int]
  /// How many sessions the studies have that home is opened on.
  let studies = [10, 100, 10_000]

  /// Laps of jumps in a round, after the one to warm up.
  let laps: Int
  /// How many notes the finished sessions have that are replayed.
  let replays: [Int]

  /// What the figures are stated with.
  static let full = Effort(
    rounds: 5, lines: 8, starts: 5, entries: 40, stalls: 2, stallLength: 1000,
    sizes: [1000, 10_000, 100_000], laps: 3,
    replays: [1000, 10_000, 100_000])
  /// To see whether it runs.
  static let short = Effort(
    rounds: 2, lines: 2, starts: 2, entries: 10, stalls: 1, stallLength: 300, sizes: [1000], laps: 1,
    replays: [1000, 10_000])

  /// How many notes the longest session has that keys are typed into.
  var most: Int { sizes.max() ?? 0 }

  /// Keys in a line: it stays short of the terminal's width.
  static let keysInLine = 40
}
