internal import Facilitation
internal import Interview

/// Answers that may be given only once what they tell of is on the disk.
struct HeldReplies: Sendable {
  private var waiting: [(after: Int, reply: Reply)] = []
  /// The number of the last record that is on the disk.
  private var durable: Int

  init(durable: Int = 0) { self.durable = durable }

  /// How many of the records up to this number are on no disk.
  func missing(of last: Int) -> Int { max(0, last - durable) }

  /// Keeps an answer until the records up to a number are on the disk; false if they are.
  mutating func hold(_ reply: Reply, until record: Int) -> Bool {
    guard record > durable else { return false }
    waiting.append((record, reply))
    return true
  }

  /// The records up to a number are on the disk.
  ///
  /// - Returns: what may be said now.
  mutating func reach(_ number: Int) -> [Reply] {
    durable = max(durable, number)
    let due = waiting.prefix { $0.after <= durable }.map(\.reply)
    waiting.removeFirst(due.count)
    return due
  }
}

extension Reply {
  /// The most lines that stand beside the input.
  private static let fewLines = 2

  /// It stands beside the input; a longer one is read in a panel.
  var isShort: Bool { lines.dropFirst(Reply.fewLines).isEmpty }
}

extension Effect {
  /// What is said.
  var reply: Reply? {
    guard case .say(let reply) = self else { return nil }
    return reply
  }
}
