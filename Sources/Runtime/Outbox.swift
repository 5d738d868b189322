internal import Facilitation

/// Answers that wait until what they speak of is durable, in their order.
struct Outbox {
  private var waiting: [(after: Int, reply: Reply)] = []
  private var next = 0
  private var urgent: [Reply] = []

  var isEmpty: Bool { next == waiting.count && urgent.isEmpty }

  /// Says it once all records up to a number are durable.
  mutating func add(_ reply: Reply, after number: Int) { waiting.append((number, reply)) }

  /// Says it as soon as anything can be said, before whatever waits: what the disk refuses.
  mutating func addUrgent(_ reply: Reply) { urgent.append(reply) }

  /// Takes what may be said now.
  mutating func take(durable: Int) -> [Reply] {
    let start = next
    while next < waiting.count, waiting[next].after <= durable { next += 1 }
    let replies = urgent + waiting[start..<next].map(\.reply)
    urgent = []
    if next == waiting.count {
      waiting = []
      next = 0
    }
    return replies
  }
}
