internal import NcursesTerminal
internal import Runtime
internal import TextScreen

/// The full screen, where the terminal can show one.
enum Screen {
  /// Takes the terminal; nil for plain mode: when it is wanted, and on a terminal that cannot move its cursor.
  static func opener(plain: Bool) -> SessionRun.DisplayOpener? {
    let environment = Here.environment
    let term = environment["TERM"] ?? ""
    guard !plain, !["", "dumb", "unknown"].contains(term) else { return nil }
    // https://no-color.org: present and not empty.
    let colour = (environment["NO_COLOR"] ?? "").isEmpty
    return {
      if let display = NcursesTerminal(term: term, colour: colour) { return display }
      Console.complainOnce(
        "focusgroup: this system's terminfo does not know TERM=\(term), so there are plain lines; "
          + "TERM=xterm-256color may show the screen")
      return nil
    }
  }
}
