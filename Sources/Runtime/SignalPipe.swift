internal import CSystem
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import Synchronization

/// Signals as bytes in a pipe: they only wake the loop.
struct SignalPipe {
  enum Signal: Int32 {
    case resize = 87
    case terminate = 84
    case hangUp = 72
    case interrupt = 73
    case `continue` = 67
    case stop = 90
  }

  /// To be polled.
  let descriptor: Int32

  /// One pipe for the whole process, however many screens come and go.
  private static let ends: [Int32] = {
    var ends: [Int32] = [-1, -1]
    return cs_pipe(&ends) == 0 ? ends : [-1, -1]
  }()

  private struct State {
    var isInstalled = false
    var hasToEnd = false
    /// Heard, and to be given back.
    var heard: [UInt8] = []
  }

  private static let state = Mutex(State())

  /// The pipe of the handlers that are installed; -1 if none are.
  static var installed: Int32 { state.withLock { $0.isInstalled ? ends[0] : -1 } }

  /// A signal has told the program to end.
  static var hasToEnd: Bool { state.withLock { $0.hasToEnd } }

  /// Installs the handlers. Without a pipe (no descriptors left) the signals keep their defaults.
  init() {
    descriptor = SignalPipe.ends[0]
    guard descriptor >= 0, cs_signals_install(SignalPipe.ends[1]) == 0 else { return }
    SignalPipe.state.withLock { $0.isInstalled = true }
  }

  /// What came since the last time, each signal once.
  func take() -> [Signal] {
    SignalPipe.signals(SignalPipe.bytes())
  }

  /// What bytes from the pipe tell, each signal once. What has to end does not stop before.
  static func signals(_ bytes: [UInt8]) -> [Signal] {
    var signals: [Signal] = []
    for byte in bytes {
      if let signal = Signal(rawValue: Int32(byte)), !signals.contains(signal) { signals.append(signal) }
    }
    return tellToEnd(bytes) ? signals.filter { $0 != .stop } : signals
  }

  private static func tellToEnd(_ bytes: [UInt8]) -> Bool {
    [Signal.terminate, .hangUp].contains { bytes.contains(UInt8($0.rawValue)) }
  }

  /// Looks whether what came tells the program to end, while something is waited for outside of a loop. The loop still
  /// gets all of it, once it is given back.
  static func hear() {
    let bytes = bytes()
    state.withLock { $0.heard += bytes }
  }

  /// Puts what was heard back for the loop.
  static func giveBack() {
    let heard = state.withLock { state in
      defer { state.heard = [] }
      return state.heard
    }
    guard !heard.isEmpty else { return }
    // The pipe was emptied of them: there is room.
    _ = write(ends[1], heard, heard.count)
  }

  private static func bytes() -> [UInt8] {
    guard ends[0] >= 0 else { return [] }
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = read(ends[0], &buffer, buffer.count)
    guard count > 0 else { return [] }
    let bytes = Array(buffer[..<count])
    if tellToEnd(bytes) { state.withLock { $0.hasToEnd = true } }
    return bytes
  }
}
