import Foundation

/// A command in a pseudo-terminal of its own with an emulator behind it: keys in, screens out. It does not outlive
/// this value.
public final class EmulatedTerminal {
  /// The command's process.
  public let running: Running
  private let device: TerminalDevice
  private let settings: TerminalSettings
  private let live: LiveScreen
  private let reader: DescriptorReader

  /// Starts a command, whose first word is a path or a name in `$PATH`.
  ///
  /// - Parameter environment: all of it; `TERM` is `xterm-256color` where it says nothing else.
  public init(
    _ command: [String], environment: [String: String], folder: String? = nil, rows: Int = 24,
    columns: Int = 80
  ) throws {
    let device = try TerminalDevice(rows: rows, columns: columns)
    let live = try LiveScreen(rows: rows, columns: columns)
    self.device = device
    self.live = live
    settings = try device.settings()
    running = try Running(
      command, environment: ["TERM": "xterm-256color"].merging(environment) { $1 }, folder: folder,
      standard: .terminal(device.path))
    let descriptor = device.duplicate()
    reader = DescriptorReader(descriptor)
    reader.start {
      let answer = live.feed($0)
      if !answer.isEmpty { Glue.write(answer, to: descriptor) }
    } over: {
      live.finish()
    }
  }

  deinit { hangUp() }

  // MARK: What a person does

  /// Presses keys.
  public func type(_ keys: String) { send([UInt8](keys.utf8)) }

  /// Sends bytes as a keyboard would.
  public func send(_ bytes: [UInt8]) { device.write(bytes) }

  /// Changes the window's size, and tells the program.
  public func resize(rows: Int, columns: Int) {
    live.look { $0.resize(rows: rows, columns: columns) }
    device.resize(rows: rows, columns: columns)
  }

  /// Sends a signal to the command.
  public func signal(_ signal: Int32) { running.send(signal) }

  /// Closes the terminal, as by closing its window.
  public func hangUp() {
    guard device.descriptor >= 0 else { return }
    reader.stop()
    device.close()
  }

  // MARK: What a person sees

  /// What it shows now.
  public var screen: Screenshot { live.look { $0.screenshot } }

  /// One cell now, counted from 0; nil outside of the screen.
  public func cell(_ row: Int, _ column: Int) -> Cell? { live.look { $0.cell(row, column) } }

  /// All cells now, row by row.
  public var cells: [[Cell]] {
    live.look { emulator in
      let size = emulator.size
      return (0..<size.rows).map { row in (0..<size.columns).compactMap { emulator.cell(row, $0) } }
    }
  }

  /// All bytes that the command has written so far.
  public var byteCount: Int { live.look { $0.byteCount } }

  /// Waits until the screen is as wanted, and gives it. What is wanted is told by the screenshot alone: asking the
  /// terminal itself meanwhile would wait for ever.
  @discardableResult
  public func waits(
    until wanted: (Screenshot) -> Bool, _ what: String = "the screen", within seconds: Double = 90
  ) throws -> Screenshot {
    try live.wait(within: seconds, for: what) { emulator in
      let shown = emulator.screenshot
      return wanted(shown) ? shown : nil
    }
  }

  /// Waits until a text is somewhere on the screen, and gives the first row with it.
  @discardableResult
  public func sees(_ text: String, within seconds: Double = 90) throws -> String {
    try live.wait(within: seconds, for: "“\(text)”") { emulator in
      emulator.rows.first { $0.contains(text) }
    }
  }

  /// Waits until the screen has been the same for so many milliseconds, and gives it. A command that has ended
  /// changes nothing any more.
  @discardableResult
  public func settles(for milliseconds: Int = 100, within seconds: Double = 90) throws -> Screenshot {
    try live.settle(for: Double(milliseconds) / 1000, within: seconds)
    return screen
  }

  /// How the terminal is set at this moment.
  public func settingsNow() throws -> TerminalSettings { try device.settings() }

  // MARK: The end

  /// Waits for the command's end and for all that it wrote.
  ///
  /// - Throws: if it still runs after so many seconds; it is killed then.
  public func end(within seconds: Double = 90) throws -> End {
    let end: End
    do {
      end = try running.wait(within: seconds)
    } catch {
      throw Stuck("\(error); it shows:\n\(screen)")
    }
    live.waitForEnd(within: 5)
    return end
  }

  /// What of the terminal is not as the command found it, in words; empty when all is restored. After a hang-up
  /// there is no terminal to look at.
  public func unrestored() throws -> [String] {
    guard device.descriptor >= 0 else { return [] }
    let shown = screen
    var found: [String] = []
    if try device.settings() != settings { found.append("the settings are other ones") }
    if !shown.isCursorVisible { found.append("the cursor is hidden") }
    if shown.isAlternateScreen { found.append("the alternate screen is on") }
    if shown.bracketsPaste { found.append("pastes are bracketed") }
    return found
  }
}
