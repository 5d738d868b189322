import Foundation

/// What comes out of a program, read on a thread of its own.
public final class Output: @unchecked Sendable {
  private let condition = NSCondition()
  private let reader: DescriptorReader
  private var bytes: [UInt8] = []
  private var isOver = false
  /// How far `next` has read.
  private var read = 0

  /// Reads a descriptor until its end, and closes it.
  public init(_ descriptor: Int32) {
    reader = DescriptorReader(descriptor)
    reader.start { [self] received in
      condition.withLock {
        bytes += received
        condition.broadcast()
      }
    } over: { [self] in
      condition.withLock {
        isOver = true
        condition.broadcast()
      }
    }
  }

  /// Reads no more and closes the descriptor; returns when it is closed.
  public func stop() { reader.stop() }

  /// All bytes so far.
  public var all: [UInt8] { condition.withLock { bytes } }

  /// All so far, as text.
  public var text: String { String(decoding: all, as: UTF8.self) }

  /// Waits for the end of the output and gives all of it.
  public func whole(within seconds: Double = 60) throws -> [UInt8] {
    try wait(within: seconds, for: "the end of the output") { isOver ? bytes : nil }
  }

  /// Waits until a text comes after what was waited for before, and gives the line that it is in, as far as it has
  /// come.
  @discardableResult
  public func next(_ text: String, within seconds: Double = 60) throws -> String {
    let wanted = [UInt8](text.utf8)
    var from = condition.withLock { read }
    return try wait(within: seconds, for: "“\(text)”") {
      while from + wanted.count <= bytes.count {
        guard bytes[from..<from + wanted.count].elementsEqual(wanted) else {
          from += 1
          continue
        }
        let start = bytes[..<from].lastIndex(of: 10).map { $0 + 1 } ?? 0
        let end = bytes[(from + wanted.count)...].firstIndex(of: 10) ?? bytes.count
        read = wanted.isEmpty ? from : max(from + wanted.count, min(end, bytes.count))
        return String(decoding: bytes[start..<end], as: UTF8.self)
      }
      return nil
    }
  }

  private func wait<Value>(within seconds: Double, for what: String, _ found: () -> Value?) throws -> Value {
    let deadline = Date(timeIntervalSinceNow: seconds)
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let value = found() { return value }
      let isLate = isOver || !condition.wait(until: deadline)
      if isLate, let value = found() { return value }
      guard !isLate else {
        let shown = String(decoding: bytes.suffix(1500), as: UTF8.self)
        throw Stuck("\(what) did not come; \(isOver ? "the output ended" : "so far"): …\(shown)")
      }
    }
  }
}
