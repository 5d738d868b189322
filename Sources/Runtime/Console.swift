internal import CSystem
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import Synchronization
internal import TextScreen

/// Standard input and output, and the terminal behind them if there is one.
public struct Console: Sendable {
  /// Someone sits at a terminal on both sides.
  public let isTerminal: Bool

  /// To be called first: a closed standard stream must not become one of our files.
  public static func keepStandardStreams() { cs_keep_standard_descriptors() }

  /// Looks at standard input and output.
  public init() {
    cs_use_locale()
    isTerminal = isatty(0) == 1 && isatty(1) == 1
  }

  /// Writes all of a text to standard output. A reader that went away is no error: the recording goes on.
  ///
  /// - Returns: false if not all of it could be written.
  @discardableResult
  public func write(_ text: String) -> Bool { Console.write(text, to: 1) }

  /// Writes one line to standard error, safe for a terminal whatever it quotes.
  public static func complain(_ line: String) {
    complaints.withLock { lines in
      if lines.count == mostComplaints { lines.removeFirst() }
      lines.append(line)
    }
    _ = write(safeText(line) + "\n", to: 2)
  }

  private static let mostComplaints = 8
  private static let complaints = Mutex<[String]>([])

  /// The last that was complained of since the last time: a full screen that comes after it hides standard error.
  static func takeComplaints() -> [String] {
    complaints.withLock { lines in
      defer { lines = [] }
      return lines
    }
  }

  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = systemWrite(
          descriptor, UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[rest.startIndex...]))
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
          var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = poll(&wait, 1, 1000)
        } else if errno != EINTR {
          return false
        }
      }
      return true
    }
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
      return Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      return Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  /// Reads what waits on standard input, at most 64 KiB; nil at its end.
  func read() -> [UInt8]? {
    [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
      repeat {
        #if canImport(Darwin)
          count = Darwin.read(0, buffer.baseAddress, buffer.count)
        #else
          count = Glibc.read(0, buffer.baseAddress, buffer.count)
        #endif
      } while count < 0 && errno == EINTR
      if count < 0 { count = 0 }
    }.nonEmpty
  }

  /// Columns of the terminal, 80 if it does not tell.
  var width: Int {
    let width = Int(cs_terminal_width(1))
    return width > 0 ? width : 80
  }

  /// Columns of a character in this terminal.
  func columns(_ character: Character) -> Int {
    max(1, character.unicodeScalars.reduce(0) { $0 + Int(max(0, cs_columns($1.value))) })
  }
}

extension Array {
  fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}

/// A terminal that gives each key at once and echoes nothing, until `restore()`.
struct RawTerminal {
  private let before: termios

  /// Changes the terminal; nil if standard input is none.
  init?() {
    var settings = termios()
    guard tcgetattr(0, &settings) == 0 else { return nil }
    before = settings
    settings.c_iflag &= ~tcflag_t(ICRNL | IXON | ISTRIP | INLCR | IGNCR)
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    withUnsafeMutableBytes(of: &settings.c_cc) { keys in
      keys[Int(VMIN)] = 1
      keys[Int(VTIME)] = 0
    }
    guard tcsetattr(0, TCSADRAIN, &settings) == 0 else { return nil }
  }

  /// Gives the terminal back as it was.
  func restore() {
    var settings = before
    tcsetattr(0, TCSADRAIN, &settings)
  }
}
