import Foundation

/// What comes out of a program, read on a thread of its own.
final class Output: @unchecked Sendable {
  private let condition = NSCondition()
  private var bytes: [UInt8] = []
  private var isOver = false
  private var isStopped = false
  /// How far `next` has read.
  private var read = 0

  /// Reads a descriptor until its end, and closes it.
  init(_ descriptor: Int32) {
    Thread.detachNewThread { [self] in
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while true {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let ready = poll(&waiting, 1, 20)
        if condition.withLock({ isStopped }) { break }
        guard ready != 0 else { continue }
        let count = systemRead(descriptor, &buffer)
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        condition.lock()
        if count > 0 { bytes += buffer[..<count] }
        condition.broadcast()
        condition.unlock()
        guard count > 0 else { break }
      }
      close(descriptor)
      condition.withLock {
        isOver = true
        condition.broadcast()
      }
    }
  }

  /// Reads no more and closes the descriptor; returns when it is closed.
  func stop() {
    condition.lock()
    isStopped = true
    while !isOver { condition.wait() }
    condition.unlock()
  }

  /// All bytes so far.
  var all: [UInt8] { condition.withLock { bytes } }

  /// All so far, as text.
  var text: String { String(decoding: all, as: UTF8.self) }

  /// Waits for the end of the output and gives all of it.
  func whole(within seconds: Double = 60) throws -> [UInt8] {
    try wait(within: seconds, for: "the end of the output") { isOver ? bytes : nil }
  }

  /// Waits until a text comes after what was waited for before, and gives the line that it is in, as far as it has
  /// come.
  @discardableResult
  func next(_ text: String, within seconds: Double = 60) throws -> String {
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

private func systemRead(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
  let count = buffer.count
  #if canImport(Darwin)
    return Darwin.read(descriptor, &buffer, count)
  #else
    return Glibc.read(descriptor, &buffer, count)
  #endif
}
