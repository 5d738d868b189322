#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The system has none of something left: memory, threads, descriptors.
package struct SystemFailure: Error, Equatable, Sendable {
  /// What was asked for: `thread`.
  package let what: String
  /// The system's words for why there is none.
  package let reason: String

  init(of what: String, reason: String = String(cString: strerror(errno))) {
    self.what = what
    self.reason = reason
  }
}
