internal import Facilitation

/// Answers that wait until what they speak of is on the disk, in their order.
struct Outbox: Sendable {
  private enum Waiting: Sendable {
    /// Until all records up to a number are durable.
    case durable(Int, Reply)
    /// Until it is known whether text was destroyed.
    case destroyed
  }

  private var waiting: [Waiting] = []
  private var next = 0
  private var urgent: [Reply] = []

  var isEmpty: Bool { next == waiting.count && urgent.isEmpty }

  /// Says it once all records up to a number are durable.
  mutating func add(_ reply: Reply, after number: Int) { waiting.append(.durable(number, reply)) }

  /// Says it as soon as anything can be said, before whatever waits: what the disk refuses.
  mutating func addUrgent(_ reply: Reply) { urgent.append(reply) }

  /// What comes now is said when it is known what came of a destruction.
  mutating func addDestruction() { waiting.append(.destroyed) }

  /// It is known what came of the first destruction that is waited for: this is said of it.
  mutating func settleDestruction(saying replies: [Reply]) {
    guard let index = waiting[next...].firstIndex(where: { if case .destroyed = $0 { true } else { false } })
    else { return }
    waiting.replaceSubrange(index...index, with: replies.map { .durable(0, $0) })
  }

  /// Takes what may be said now.
  mutating func take(durable: Int) -> [Reply] {
    var replies = urgent
    urgent = []
    while next < waiting.count, case .durable(let after, let reply) = waiting[next], after <= durable {
      replies.append(reply)
      next += 1
    }
    if next == waiting.count {
      waiting = []
      next = 0
    }
    return replies
  }
}

extension Reply {
  /// Its lines where no disk promises that what was written survives a power cut.
  var unsynced: [String] {
    guard case .saved = answer, let first = lines.first else { return lines }
    return ["written, not synced " + first.dropFirst("saved ".count)] + lines.dropFirst()
  }
}
