import Foundation
import PseudoTerminal

/// A contender that runs in a pseudo-terminal of 24 rows and 80 columns, on the one thread that measures.
final class AtWork {
  let contender: Contender
  let emulator: Emulator
  /// When it was started.
  let started: Double
  let running: Running
  private let device: TerminalDevice
  private var buffer = [UInt8](repeating: 0, count: 65_536)

  /// Starts it.
  init(_ contender: Contender, notes: Int, in workspace: Workspace) throws {
    workspace.tidy()
    self.contender = contender
    emulator = try Emulator(rows: 24, columns: 80)
    device = try TerminalDevice(rows: 24, columns: 80)
    _ = fcntl(device.descriptor, F_SETFL, O_NONBLOCK)
    let command = contender.command(notes)
    started = microseconds()
    running = try Running(command, environment: workspace.environment, standard: .terminal(device.path))
  }

  /// Sends keys.
  func type(_ keys: String) { device.write([UInt8](keys.utf8)) }

  /// Reads what has come, without waiting, and gives it to the emulator.
  ///
  /// - Returns: when it came; nil if nothing has.
  func pump() throws -> Double? {
    guard let arrival = try arrival() else { return nil }
    take(arrival.bytes)
    return arrival.time
  }

  /// Reads what has come, without waiting; the emulator has to take it.
  func arrival() throws -> (time: Double, bytes: ArraySlice<UInt8>)? {
    let count = Glue.read(device.descriptor, into: &buffer)
    let time = microseconds()
    if count > 0 { return (time, buffer[..<count]) }
    guard count < 0, errno == EAGAIN || errno == EINTR else { throw fault("has ended") }
    return nil
  }

  /// Gives the emulator what has come, and the program what the terminal answers.
  func take(_ bytes: ArraySlice<UInt8>) {
    emulator.feed(bytes)
    let replies = emulator.takeReplies()
    if !replies.isEmpty { device.write(replies) }
  }

  /// Waits until nothing has come for so many milliseconds.
  ///
  /// - Returns: when the last came; nil if nothing has.
  @discardableResult
  func rest(for milliseconds: Double) throws -> Double? {
    let begin = microseconds()
    var last: Double?
    while true {
      if let time = try pump() {
        last = time
        continue
      }
      let left = (last ?? begin) + milliseconds * 1000 - microseconds()
      guard left > 0 else { return last }
      guard microseconds() - begin < 20e6 else { throw fault("does not come to rest") }
      var waiting = pollfd(fd: device.descriptor, events: Int16(POLLIN), revents: 0)
      _ = poll(&waiting, 1, Int32(left / 1000) + 1)
    }
  }

  /// Waits until the program can be used and nothing has come for so many milliseconds.
  ///
  /// - Returns: when the last came.
  @discardableResult
  func ready(rest milliseconds: Double) throws -> Double {
    var last = started
    while microseconds() - started < 10e6 {
      if let time = try rest(for: milliseconds) { last = time }
      if shows(contender.ready) { return last }
    }
    throw fault("does not begin")
  }

  /// One of some texts is on the screen.
  func shows(_ texts: [String]) -> Bool {
    emulator.rows.contains { row in texts.contains { row.contains($0) } }
  }

  /// Waits so many milliseconds, whatever comes.
  func pass(_ milliseconds: Double) throws {
    let begin = microseconds()
    while microseconds() - begin < milliseconds * 1000 { if try pump() == nil { usleep(500) } }
  }

  /// Ends it; looks once more before, and again and again while it leaves.
  func end(looking look: () -> Void = {}) throws {
    look()
    if let leave = contender.leave {
      type(leave)
      let begin = microseconds()
      while running.poll() == nil {
        guard microseconds() - begin < 90e6 else { throw fault("does not leave") }
        // The last output may end with the program.
        _ = try? pump()
        look()
        usleep(1000)
      }
    } else {
      running.send(SIGKILL)
    }
    _ = try running.wait()
  }

  /// What went wrong, with the screen as it is.
  func fault(_ what: String) -> Stuck { Stuck("\(contender.name) \(what):\n\(emulator.screenshot)") }
}
