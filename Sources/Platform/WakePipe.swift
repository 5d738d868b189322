internal import CSystem

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A pipe that is readable while something waits: what a loop polls.
package final class WakePipe: Sendable {
  package let readEnd: Int32
  private let writeEnd: Int32

  package init() throws(SystemFailure) {
    var ends: [Int32] = [-1, -1]
    guard cs_pipe(&ends) == 0 else { throw SystemFailure(of: "pipe") }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Makes it readable. A full pipe is readable already.
  package func signal() {
    var byte: UInt8 = 1
    _ = write(writeEnd, &byte, 1)
  }

  /// Makes it unreadable.
  package func clear() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(readEnd, &bytes, bytes.count) == bytes.count {}
  }
}
