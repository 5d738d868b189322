internal import CSystem
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

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

  /// Installs the handlers. Without a pipe (no descriptors left) the signals keep their defaults.
  init() {
    descriptor = SignalPipe.ends[0]
    if descriptor >= 0 { _ = cs_signals_install(SignalPipe.ends[1]) }
  }

  /// What came since the last time, each signal once.
  func take() -> [Signal] {
    guard descriptor >= 0 else { return [] }
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return [] }
    var signals: [Signal] = []
    for byte in buffer[..<count] {
      if let signal = Signal(rawValue: Int32(byte)), !signals.contains(signal) { signals.append(signal) }
    }
    return signals
  }
}
