internal import CSystem
public import Foundation

/// Calls whose names are hidden by methods.
public enum Glue {
  /// Sends a signal to a process.
  public static func kill(_ pid: pid_t, _ signal: Int32) {
    #if canImport(Darwin)
      _ = Darwin.kill(pid, signal)
    #else
      _ = Glibc.kill(pid, signal)
    #endif
  }

  /// A pipe that no child inherits by accident.
  public static func pipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    guard cs_pipe(&ends) == 0 else { throw Stuck("no pipe") }
    for end in ends { _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) & ~O_NONBLOCK) }
    return (ends[0], ends[1])
  }

  /// Writes all of some bytes; a reader that went away is the reader's business.
  public static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { buffer in
        #if canImport(Darwin)
          Darwin.write(descriptor, buffer.baseAddress, buffer.count)
        #else
          Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Reads what is there into a buffer, as read(2).
  public static func read(_ descriptor: Int32, into buffer: inout [UInt8]) -> Int {
    let count = buffer.count
    #if canImport(Darwin)
      return Darwin.read(descriptor, &buffer, count)
    #else
      return Glibc.read(descriptor, &buffer, count)
    #endif
  }
}
