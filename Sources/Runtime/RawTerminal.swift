#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A terminal that gives each key at once and echoes nothing, until `restore()`. Neither waits for output that nobody
/// takes.
struct RawTerminal {
  private let before: termios

  /// Changes the terminal; nil if standard input is none.
  init?() {
    var settings = termios()
    guard tcgetattr(0, &settings) == 0 else { return nil }
    before = settings
    settings.c_iflag &= ~tcflag_t(ICRNL | IXON | ISTRIP | INLCR | IGNCR | BRKINT | PARMRK | INPCK)
    #if !canImport(Darwin)
      settings.c_iflag &= ~tcflag_t(IUCLC)
    #endif
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    withUnsafeMutableBytes(of: &settings.c_cc) { keys in
      keys[Int(VMIN)] = 1
      keys[Int(VTIME)] = 0
    }
    guard tcsetattr(0, TCSANOW, &settings) == 0 else { return nil }
  }

  /// Gives the terminal back as it was.
  func restore() {
    var settings = before
    tcsetattr(0, TCSANOW, &settings)
  }
}
