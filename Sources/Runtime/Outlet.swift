internal import CSystem
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import Synchronization

/// Standard output or error. What is not taken at once waits here and never in a system call, so that keys and signals
/// are heard while nobody reads: a stopped terminal, a full pipe, a dead link.
final class Outlet: Sendable {
  /// Standard output.
  static let output = Outlet(1)
  /// Standard error.
  static let error = Outlet(2)

  private struct State {
    var waiting: [UInt8] = []
    /// How much of it is sent.
    var sent = 0
    /// Where it is written to; nil until something is.
    var descriptor: Int32?
    /// Nobody will ever read it.
    var isBroken = false
    /// It was waited for in vain once, at the end.
    var isGivenUp = false
  }

  private let standard: Int32
  private let state = Mutex(State())

  /// So much is sent before room is made of it.
  private static let piece = 1 << 20
  /// Milliseconds that the end of the program waits for whoever reads.
  private static let patience = 200

  private init(_ standard: Int32) { self.standard = standard }

  /// To be polled for writing; -1 as long as nothing waits.
  var descriptor: Int32 { state.withLock { $0.waiting.isEmpty ? -1 : $0.descriptor ?? -1 } }

  /// Everything is sent, or nobody will read it.
  var isEmpty: Bool { state.withLock { $0.waiting.isEmpty } }

  /// Sends what is taken at once; the rest waits.
  func add(_ bytes: [UInt8]) {
    state.withLock { state in
      guard !state.isBroken else { return }
      state.waiting += bytes
      send(&state)
    }
  }

  /// Sends of what waits as much as is taken now.
  func send() { state.withLock { send(&$0) } }

  /// What waits is not sent any more. It may end inside of a sequence, which is called off.
  func drop() {
    state.withLock { state in
      guard !state.waiting.isEmpty else { return }
      state.waiting = [0x18]
      state.sent = 0
    }
  }

  /// Waits until all is sent. Once the program is told to end it waits a moment only, and only once.
  ///
  /// - Parameter milliseconds: to wait at most; nil for as long as it takes.
  /// - Returns: false if not all was sent.
  @discardableResult
  func finish(within milliseconds: Int? = nil) -> Bool {
    defer { SignalPipe.giveBack() }
    var deadline = milliseconds.map { ClockReading.now().running + $0 }
    while true {
      send()
      let (isEmpty, isBroken, isGivenUp) = state.withLock { ($0.waiting.isEmpty, $0.isBroken, $0.isGivenUp) }
      guard !isEmpty, !isBroken else { return !isBroken }
      if SignalPipe.hasToEnd {
        guard !isGivenUp else { return false }
        deadline = min(deadline ?? .max, ClockReading.now().running + Outlet.patience)
        guard wait(until: deadline) else {
          state.withLock { $0.isGivenUp = true }
          return false
        }
      } else if !wait(until: deadline) {
        return false
      }
    }
  }

  /// Waits until more is taken, or a signal comes; false when the time is over.
  private func wait(until deadline: Int?) -> Bool {
    let rest = deadline.map { $0 - ClockReading.now().running }
    if let rest, rest <= 0 { return false }
    var descriptors = [
      pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: SignalPipe.installed, events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&descriptors, nfds_t(descriptors.count), rest.map { Int32(clamping: $0) } ?? -1)
    if descriptors[1].revents != 0 { SignalPipe.hear() }
    return ready != 0
  }

  private func send(_ state: inout State) {
    let descriptor = state.descriptor ?? cs_own_outlet(standard)
    state.descriptor = descriptor
    while state.sent < state.waiting.count {
      let sent = state.waiting[state.sent...].withUnsafeBytes {
        cs_write_at_once(descriptor, $0.baseAddress, $0.count)
      }
      if sent > 0 {
        state.sent += sent
        guard state.sent >= Outlet.piece else { continue }
        state.waiting.removeFirst(state.sent)
        state.sent = 0
      } else if sent < 0, errno == EAGAIN {
        return
      } else if sent == 0 || errno != EINTR {
        state.isBroken = true
        break
      }
    }
    state.waiting.removeAll(keepingCapacity: true)
    state.sent = 0
  }
}
