import Foundation

/// Reads a descriptor on a thread of its own, to its end or until it is told to stop, and closes it.
final class DescriptorReader: @unchecked Sendable {
  private let descriptor: Int32
  private let condition = NSCondition()
  private var isStopped = false
  private var isOver = false

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Begins.
  ///
  /// - Parameters:
  ///   - received: what to do with what came; called on the reader's thread, as is `over`.
  ///   - over: what to do when nothing more will come; the descriptor is closed then.
  func start(
    received: @escaping @Sendable (ArraySlice<UInt8>) -> Void, over: @escaping @Sendable () -> Void
  ) {
    Thread.detachNewThread { [self] in
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while true {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let ready = poll(&waiting, 1, 20)
        if condition.withLock({ isStopped }) { break }
        guard ready != 0 else { continue }
        let count = Glue.read(descriptor, into: &buffer)
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        guard count > 0 else { break }
        received(buffer[..<count])
      }
      close(descriptor)
      over()
      condition.withLock {
        isOver = true
        condition.broadcast()
      }
    }
  }

  /// Reads no more; returns when the descriptor is closed.
  func stop() {
    condition.lock()
    isStopped = true
    while !isOver { condition.wait() }
    condition.unlock()
  }
}
