import Foundation

/// A pseudo-terminal: its side of the screen and the keyboard. It is closed with this value.
public final class TerminalDevice {
  /// Where keys are written and the program's output is read; -1 once closed.
  public private(set) var descriptor: Int32
  /// The program's side, to be opened by its name.
  public let path: String

  /// Opens one of no size, as a line printer is.
  public init() throws {
    let fault = Stuck("this system gives no pseudo-terminal")
    #if canImport(Darwin)
      descriptor = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
      guard descriptor >= 0, grantpt(descriptor) == 0, unlockpt(descriptor) == 0,
        let name = ptsname(descriptor)
      else { throw fault }
      path = String(cString: name)
    #else
      // What posix_openpt, unlockpt and ptsname do; Swift cannot see them in glibc's headers.
      descriptor = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
      var locked: Int32 = 0
      var number: Int32 = 0
      let unlock = UInt(0x4004_5431)
      let getNumber = UInt(0x8004_5430)
      guard descriptor >= 0, ioctl(descriptor, unlock, &locked) == 0,
        ioctl(descriptor, getNumber, &number) == 0
      else { throw fault }
      path = "/dev/pts/\(number)"
    #endif
  }

  /// Opens one of a size.
  public convenience init(rows: Int, columns: Int) throws {
    try self.init()
    resize(rows: rows, columns: columns)
  }

  deinit { close() }

  /// Presses keys.
  public func write(_ bytes: [UInt8]) { Glue.write(bytes, to: descriptor) }

  /// Changes the size; the kernel tells the program with SIGWINCH.
  public func resize(rows: Int, columns: Int) {
    var size = winsize(
      ws_row: UInt16(clamping: rows), ws_col: UInt16(clamping: columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
  }

  /// How the terminal is set now.
  public func settings() throws -> TerminalSettings { try TerminalSettings(of: descriptor) }

  /// Another descriptor of the same side, for a reader of its own.
  public func duplicate() -> Int32 { fcntl(descriptor, F_DUPFD_CLOEXEC, 0) }

  /// Hangs up, as by closing the window, if nobody has a duplicate.
  public func close() {
    guard descriptor >= 0 else { return }
    #if canImport(Darwin)
      _ = Darwin.close(descriptor)
    #else
      _ = Glibc.close(descriptor)
    #endif
    descriptor = -1
  }
}
