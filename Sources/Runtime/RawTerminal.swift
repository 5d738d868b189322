internal import CSystem

/// A terminal that gives each key at once and echoes nothing, until `restore()`, or until the program crashes.
struct RawTerminal {
  /// Changes the terminal behind standard input; nil if there is none.
  init?() { guard cs_terminal_take() == 0 else { return nil } }

  /// Gives the terminal back as it was.
  func restore() { cs_terminal_give_back() }
}
