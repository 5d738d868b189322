internal import FoundationEssentials
internal import NcursesTerminal
internal import Runtime
internal import TextScreen

/// The full screen, where the terminal can show one.
enum Screen {
  /// Takes the terminal; nil for plain mode: when it is wanted, and on a terminal that cannot move its cursor.
  static func opener(plain: Bool) -> SessionRun.DisplayOpener? {
    let environment = ProcessInfo.processInfo.environment
    let term = environment["TERM"] ?? ""
    guard !plain, !["", "dumb", "unknown"].contains(term) else { return nil }
    // https://no-color.org: present and not empty.
    let colour = (environment["NO_COLOR"] ?? "").isEmpty
    return { NcursesTerminal(term: term, colour: colour) }
  }
}
