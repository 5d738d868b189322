import Foundation

/// An emulator that is fed on one thread and looked at on another.
final class LiveScreen: @unchecked Sendable {
  private let condition = NSCondition()
  private let emulator: Emulator
  private var isOver = false

  init(rows: Int, columns: Int) throws { emulator = try Emulator(rows: rows, columns: columns) }

  /// Takes what the program has written and gives what the terminal answers.
  func feed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    condition.withLock {
      emulator.feed(bytes)
      condition.broadcast()
      return emulator.takeReplies()
    }
  }

  /// Nothing more will come.
  func finish() {
    condition.withLock {
      isOver = true
      condition.broadcast()
    }
  }

  /// Looks at the emulator while nothing is fed.
  func look<Value>(_ body: (Emulator) throws -> Value) rethrows -> Value {
    try condition.withLock { try body(emulator) }
  }

  /// Waits until the emulator gives something.
  ///
  /// - Throws: when it is late, or the output has ended; with the screen as it was.
  func wait<Value>(within seconds: Double, for what: String, _ found: (Emulator) -> Value?) throws -> Value {
    let deadline = Date(timeIntervalSinceNow: seconds)
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let value = found(emulator) { return value }
      guard isOver || !condition.wait(until: deadline) else { continue }
      if let value = found(emulator) { return value }
      let shown = isOver ? "the output ended with" : "it shows"
      throw Stuck("\(what) did not come; \(shown):\n\(emulator.screenshot)")
    }
  }

  /// Waits until the screen has been the same for so long.
  func settle(for quiet: Double, within seconds: Double) throws {
    let deadline = Date(timeIntervalSinceNow: seconds)
    condition.lock()
    defer { condition.unlock() }
    var shown = emulator.screenshot
    var since = Date()
    while true {
      let rest = since.addingTimeInterval(quiet)
      if isOver || Date() >= rest { return }
      guard Date() < deadline else {
        throw Stuck("the screen does not come to rest; it shows:\n\(shown)")
      }
      _ = condition.wait(until: min(rest, deadline))
      let now = emulator.screenshot
      guard now != shown else { continue }
      shown = now
      since = Date()
    }
  }

  /// Waits for the end of the output; gives up without a word, as a grandchild may keep the terminal.
  func waitForEnd(within seconds: Double) {
    let deadline = Date(timeIntervalSinceNow: seconds)
    condition.lock()
    while !isOver, condition.wait(until: deadline) {}
    condition.unlock()
  }
}
