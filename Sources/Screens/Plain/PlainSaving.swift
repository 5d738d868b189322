internal import Text

/// What was entered in lines and is on no disk yet, and what a disk that takes nothing says.
struct PlainSaving: Sendable {
  /// The number of the last record.
  private(set) var appended: Int
  /// The number of the last record that is on the disk.
  private(set) var durable: Int
  /// No disk of this machine promises that what was written survives a power cut.
  var isUnsynced = false
  private var waiting: [(number: Int, text: String)] = []
  /// The last of them of which it was said.
  private var told = 0
  /// Why the disk takes nothing; nil when it does.
  private var trouble: String?

  /// Records that may be on no disk before no more lines are read.
  private static let mostAhead = 20_000

  init(durable: Int) {
    self.durable = durable
    appended = durable
  }

  /// More came than the disk has taken.
  var isAhead: Bool { appended - durable > PlainSaving.mostAhead }

  /// What is on no disk, as typed.
  var texts: [String] { waiting.map(\.text) }

  /// A record was made.
  mutating func add(_ number: Int) { appended = max(appended, number) }

  /// The records up to this number are what became of a line.
  mutating func add(_ number: Int, typed text: String) { waiting.append((number, text)) }

  /// All records up to a number are on the disk.
  ///
  /// - Returns: whether the disk takes things again.
  mutating func reach(_ number: Int) -> Bool {
    durable = max(durable, number)
    waiting.removeAll { $0.number <= durable }
    guard trouble != nil, durable >= appended else { return false }
    trouble = nil
    return true
  }

  /// The disk does not take what it was given.
  ///
  /// - Returns: what is said of it, safe for a terminal; nothing when all of it was said.
  mutating func fail(_ reason: String) -> [String] {
    let isNew = trouble != reason
    trouble = reason
    let untold = waiting.filter { $0.number > told }
    guard isNew || !untold.isEmpty else { return [] }
    told = max(told, untold.last?.number ?? 0)
    let lines = ["error: not saved yet: \(safeText(reason))"]
    let rest = isNew ? ["nothing is lost while this runs; it is tried again"] : []
    return lines + untold.map { "not saved yet: \(safeText($0.text))" } + rest
  }
}
