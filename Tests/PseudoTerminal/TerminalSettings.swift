import Foundation

/// What can be set of a terminal, as far as a program might leave it otherwise.
public struct TerminalSettings: Equatable, Sendable {
  private let flags: [UInt]

  init(of terminal: Int32) throws {
    var found = termios()
    guard tcgetattr(terminal, &found) == 0 else { throw Stuck("no settings of the terminal") }
    flags = [found.c_iflag, found.c_oflag, found.c_cflag, found.c_lflag].map { UInt($0) }
  }
}
