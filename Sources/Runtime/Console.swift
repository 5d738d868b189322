internal import CSystem
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import Synchronization
internal import Text
internal import TextScreen

/// Standard input and output, and the terminal behind them if there is one.
public struct Console: Sendable {
  /// Someone sits at a terminal on both sides.
  public let isTerminal: Bool

  /// Looks at standard input and output.
  public init() {
    cs_use_locale()
    isTerminal = isatty(0) == 1 && isatty(1) == 1
  }

  /// Writes all of a text to standard output, however long that takes. A reader that went away is no error: the
  /// recording goes on.
  ///
  /// - Returns: false if not all of it could be written.
  @discardableResult
  public func write(_ text: String) -> Bool {
    Outlet.output.add(Array(text.utf8))
    return finish()
  }

  /// Asks a question on standard output and reads one line; nil if the input ends before.
  func ask(_ question: String) -> String? {
    write(question)
    var splitter = LineSplitter()
    while let bytes = read() {
      guard let line = splitter.take(bytes).first else { continue }
      guard case .text(let text) = line else { return nil }
      return text
    }
    write("\n")
    return nil
  }

  /// Writes a text to standard output as it is taken: what is not yet taken waits for `sendOn()`.
  func send(_ text: String) { Outlet.output.add(Array(text.utf8)) }

  /// Asks the terminal for no reports of the mouse and of focus, which a program that was killed may have left on: a
  /// line would hold them. Nothing is said to one that is no terminal, or obeys nothing.
  func forbidMouse() {
    guard isTerminal, let term = getenv("TERM").map({ String(cString: $0) }),
      !["", "dumb", "unknown"].contains(term)
    else { return }
    send(Console.mouseOff)
  }

  /// Each mode by itself: not every terminal reads more than the first of a list.
  private static let mouseOff = ["1000", "1002", "1003", "1001", "1006", "1015", "1005", "1016", "1004", "9"]
    .map { "\u{1B}[?\($0)l" }.joined()

  /// What has to be polled for `sendOn()` besides what a loop waits for; nothing ever comes of it when nothing waits.
  var unsent: pollfd { pollfd(fd: Outlet.output.descriptor, events: Int16(POLLOUT), revents: 0) }

  /// Sends more of what waits.
  func sendOn() { Outlet.output.send() }

  /// Waits until all is written.
  ///
  /// - Returns: false if it could not be, or the program had to end before.
  @discardableResult
  func finish() -> Bool { Outlet.output.finish() }

  /// Writes one line to standard error, safe for a terminal whatever it quotes.
  public static func complain(_ line: String) {
    complaints.withLock { lines in
      if lines.count == mostComplaints { lines.removeFirst() }
      lines.append(line)
    }
    Outlet.error.add(Array((safeText(line) + "\n").utf8))
    Outlet.error.finish()
  }

  /// Says what need not be said again while the program runs.
  public static func complainOnce(_ line: String) {
    guard said.withLock({ $0.insert(line).inserted }) else { return }
    complain(line)
  }

  private static let said = Mutex<Set<String>>([])
  private static let mostComplaints = 8
  private static let complaints = Mutex<[String]>([])

  /// The last that was complained of since the last time: a full screen that comes after it hides standard error.
  static func takeComplaints() -> [String] {
    complaints.withLock { lines in
      defer { lines = [] }
      return lines
    }
  }

  /// Takes what waits on standard input, at most 64 KiB; empty if nothing does, nil at its end. Never waits: that
  /// something waited when a loop was woken says nothing any more once a signal has been answered.
  ///
  /// - Parameter input: instead of standard input.
  func take(from input: Int32 = 0) -> [UInt8]? {
    var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 0) > 0 ? read(from: input) : []
  }

  /// Waits for standard input, and reads at most 64 KiB; nil at its end.
  func read(from input: Int32 = 0) -> [UInt8]? {
    [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
      repeat {
        #if canImport(Darwin)
          count = Darwin.read(input, buffer.baseAddress, buffer.count)
        #else
          count = Glibc.read(input, buffer.baseAddress, buffer.count)
        #endif
      } while count < 0 && errno == EINTR
      if count < 0 { count = 0 }
    }.nonEmpty
  }

  /// Columns of the terminal, 80 if it does not tell; of one that is wider than any, 1,000.
  public var width: Int {
    let width = Int(cs_terminal_width(1))
    return width > 0 ? min(width, 1000) : 80
  }
}

extension Array {
  fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}
