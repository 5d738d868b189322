import Foundation
import PseudoTerminal
import Testing

/// A key as a terminal sends it.
enum TerminalKey {
  static let enter = "\r"
  static let interrupt = "\u{3}"
  static let endOfInput = "\u{4}"
  static let undo = "\u{1A}"
  static let redo = "\u{19}"
  static let offTheRecord = "\u{F}"
  static let leave = "\u{11}"
  static let backspace = "\u{7F}"
  static let pageDown = "\u{1B}[6~"
}

/// The program in a pseudo-terminal that is all its own: keys in, text out.
final class Terminal {
  let running: Running
  /// All that came to the terminal.
  let screen: Output
  private let device: TerminalDevice
  private let settings: TerminalSettings

  /// Starts the program on a study.
  init(_ arguments: [String], in study: Study, term: String = "dumb") throws {
    device = try TerminalDevice()
    settings = try device.settings()
    running = try Running(
      [Repository.binary] + arguments, environment: study.environment.merging(["TERM": term]) { $1 },
      standard: .terminal(device.path))
    screen = Output(device.duplicate())
  }

  deinit { hangUp() }

  /// Presses keys.
  func type(_ keys: String) { device.write([UInt8](keys.utf8)) }

  /// Types a line, and Enter.
  func enter(_ line: String) { type(line + TerminalKey.enter) }

  /// Takes no output any more, as a terminal that nobody reads.
  func stops() { flow(TCOOFF) }

  /// Takes output again.
  func goesOn() { flow(TCOON) }

  private func flow(_ action: Int32) {
    let side = open(device.path, O_RDWR | O_NOCTTY)
    _ = tcflow(side, action)
    close(side)
  }

  /// Changes the window's size, and tells the program.
  func resize(columns: Int, rows: Int) { device.resize(rows: rows, columns: columns) }

  /// Waits for a text after the one waited for before; gives its line without the line's end.
  @discardableResult
  func sees(_ text: String) throws -> String {
    try screen.next(text).trimmingCharacters(in: CharacterSet(charactersIn: "\r"))
  }

  /// Waits for the prompt of a place.
  func prompt(_ place: String) throws { try sees("\(place)> ") }

  /// Closes the terminal, as by closing its window.
  func hangUp() {
    guard device.descriptor >= 0 else { return }
    screen.stop()
    device.close()
  }

  /// Waits for the program's end and looks whether the terminal is as it was.
  func end(within seconds: Double = 60) throws -> End {
    let end = try running.wait(within: seconds)
    if device.descriptor >= 0 {
      #expect(try device.settings() == settings, "the terminal is not as it was: \(end)")
    }
    return end
  }
}
