import Foundation
import PseudoTerminal
import Testing

/// A facilitator at the built program on its full screen: types, presses, sees. Every wait is for what the screen
/// shows, never for a time.
final class Facilitation {
  /// A guide size; columns, rows.
  static let usual = (columns: 80, rows: 24)

  /// Seconds to wait for anything before it counts as not coming; the machine may be busy.
  private static let patience: Double = 60

  let study: Study
  let id: String
  private(set) var terminal: EmulatedTerminal
  private let environment: [String: String]

  /// Starts a session of eight that begins at once, in a terminal of its own.
  ///
  /// - Parameters:
  ///   - environment: on top of the study's; `TERM` is `xterm-256color` unless it says otherwise.
  ///   - arguments: of the program, when other ones are wanted.
  ///   - wrapper: what to put before the program's name.
  init(
    _ id: String = "one", in study: Study? = nil, columns: Int = usual.columns, rows: Int = usual.rows,
    with environment: [String: String] = [:], arguments: [String]? = nil, under wrapper: [String] = []
  ) throws {
    let study = try study ?? Study()
    self.study = study
    self.id = id
    self.environment = study.environment.merging(["TERM": "xterm-256color"]) { $1 }
      .merging(environment) { $1 }
    terminal = try EmulatedTerminal(
      wrapper + [Repository.binary] + (arguments ?? Facilitation.run(id)), environment: self.environment,
      rows: rows, columns: columns)
  }

  /// The arguments of a session of eight on the full screen.
  static func run(_ id: String) -> [String] { Study.session(id).filter { $0 != "--plain" } }

  // MARK: Doing

  /// Presses the keys of a text.
  func type(_ keys: String) { terminal.type(keys) }

  /// Presses keys.
  func press(_ keys: Keystroke...) { for key in keys { terminal.send(key.bytes) } }

  /// Types a line, and Enter.
  func enter(_ line: String) {
    type(line)
    press(.enter)
  }

  /// Reads the question that waits for a yes, and answers it.
  func answer(_ line: String) throws {
    try sees("yes?>")
    usleep(400_000)
    enter(line)
  }

  /// Pastes a block, as a terminal does that was asked to mark pastes.
  func paste(_ block: String) { type("\u{1B}[200~" + block + "\u{1B}[201~") }

  /// Gives the window another size.
  func resize(columns: Int, rows: Int) { terminal.resize(rows: rows, columns: columns) }

  /// Kills it, as a power cut would.
  func kill() throws {
    terminal.signal(SIGKILL)
    #expect(try terminal.end(within: Facilitation.patience) == .signal(SIGKILL))
  }

  /// Waits until the program is stopped, as a shell does: it gives the terminal back first, and what goes on before it
  /// stops, stops.
  func stops() throws {
    #if os(Linux)
      let deadline = Date(timeIntervalSinceNow: Facilitation.patience)
      let status = "/proc/\(terminal.running.pid)/status"
      while try !String(contentsOfFile: status, encoding: .utf8).contains("State:\tT") {
        guard Date() < deadline else { throw Stuck("the program does not stop") }
        usleep(2000)
      }
    #endif
  }

  /// Starts the program again in a new terminal, to go on with the session.
  func resume(columns: Int = usual.columns, rows: Int = usual.rows) throws {
    terminal = try EmulatedTerminal(
      [Repository.binary, "resume", id], environment: environment, rows: rows, columns: columns)
  }

  /// Leaves, and looks whether the terminal is as it was.
  func leaves(_ way: Keystroke = .control("q")) throws {
    press(way)
    try ends(with: .exit(0))
  }

  /// Waits for the end of the program, and looks whether the terminal is as it was.
  func ends(with wanted: End, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let end = try terminal.end(within: Facilitation.patience)
    #expect(end == wanted, "\(terminal.screen)", sourceLocation: sourceLocation)
    let unrestored = try terminal.unrestored()
    #expect(unrestored.isEmpty, "\(unrestored)", sourceLocation: sourceLocation)
  }

  // MARK: Seeing

  /// Waits until a text is on the screen, and gives the row.
  @discardableResult
  func sees(_ text: String) throws -> String { try terminal.sees(text, within: Facilitation.patience) }

  /// Waits until the screen is as wanted, and gives it.
  @discardableResult
  func waits(_ what: String, until wanted: (Screenshot) -> Bool) throws -> Screenshot {
    try terminal.waits(until: wanted, what, within: Facilitation.patience)
  }

  /// Waits until a text is nowhere on the screen.
  func misses(_ text: String) throws {
    try waits("a screen without “\(text)”") { !$0.text.contains(text) }
  }

  /// Waits until the cursor's row is this, as in `K1> 3 we only`.
  func line(_ wanted: String) throws {
    try waits("the line “\(wanted)”") { $0.rows[$0.cursorRow] == wanted }
  }

  /// Waits until so many notes are called saved.
  func saved(_ count: Int) throws {
    try waits("\(count) notes saved") { $0.savedCount == count }
  }

  /// Waits until the screen calls a note saved: it stands there without the mark of a pending one, in a screen that
  /// counts so many.
  func saved(_ word: String, count: Int? = nil) throws {
    try waits("“\(word)” as saved note") { shown in
      guard count == nil || shown.savedCount == count else { return false }
      return shown.rows.indices.contains { row in
        row != shown.cursorRow && shown.rows[row].contains(word) && !shown.rows[row].hasPrefix("○")
      }
    }
  }

  /// How many notes the screen calls saved now.
  var savedCount: Int? { terminal.screen.savedCount }

  /// The session as it was written.
  var written: WrittenSession { get throws { try study.session(id) } }
}

extension Screenshot {
  /// The number in `112 notes saved` of the header; nil where there is no room for it.
  var savedCount: Int? {
    let words = (rows.first ?? "").split(separator: " ")
    guard words.last == "saved" else { return nil }
    return words.dropLast().suffix(2).lazy.compactMap { Int($0) }.first
  }
}
