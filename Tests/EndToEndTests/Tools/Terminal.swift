import Foundation
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
  private var master: Int32
  private let settings: Settings

  /// Starts the program on a study.
  init(_ arguments: [String], in study: Study, term: String = "dumb") throws {
    let (master, name) = try Terminal.open()
    self.master = master
    settings = try Settings(of: master)
    running = try Running(
      [Repository.binary] + arguments, environment: study.environment.merging(["TERM": term]) { $1 },
      folder: nil, standard: .terminal(name))
    screen = Output(fcntl(master, F_DUPFD_CLOEXEC, 0))
  }

  deinit { hangUp() }

  private static func open() throws -> (master: Int32, name: String) {
    let fault = Stuck("this system gives no pseudo-terminal")
    #if canImport(Darwin)
      let master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
      guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master) else {
        throw fault
      }
      return (master, String(cString: name))
    #else
      // What posix_openpt, unlockpt and ptsname do; Swift cannot see them in glibc's headers.
      let master = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
      var locked: Int32 = 0
      var number: Int32 = 0
      let unlock = UInt(0x4004_5431)
      let getNumber = UInt(0x8004_5430)
      guard master >= 0, ioctl(master, unlock, &locked) == 0, ioctl(master, getNumber, &number) == 0 else {
        throw fault
      }
      return (master, "/dev/pts/\(number)")
    #endif
  }

  /// Presses keys.
  func type(_ keys: String) { Glue.write([UInt8](keys.utf8), to: master) }

  /// Types a line, and Enter.
  func enter(_ line: String) { type(line + TerminalKey.enter) }

  /// Waits for a text after the one waited for before; gives its line without the line's end.
  @discardableResult
  func sees(_ text: String) throws -> String {
    try screen.next(text).trimmingCharacters(in: CharacterSet(charactersIn: "\r"))
  }

  /// Waits for the prompt of a place.
  func prompt(_ place: String) throws { try sees("\(place)> ") }

  /// Closes the terminal, as by closing its window.
  func hangUp() {
    guard master >= 0 else { return }
    screen.stop()
    close(master)
    master = -1
  }

  /// Waits for the program's end and looks whether the terminal is as it was.
  func end(within seconds: Double = 60) throws -> End {
    let end = try running.wait(within: seconds)
    if master >= 0 { #expect(try Settings(of: master) == settings, "the terminal is not as it was: \(end)") }
    return end
  }

  /// What can be set of a terminal, as far as a program might leave it otherwise.
  private struct Settings: Equatable {
    let flags: [UInt]

    init(of terminal: Int32) throws {
      var found = termios()
      guard tcgetattr(terminal, &found) == 0 else { throw Stuck("no settings of the terminal") }
      flags = [found.c_iflag, found.c_oflag, found.c_cflag, found.c_lflag].map { UInt($0) }
    }
  }
}
