internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What a folder's file system keeps of what it is asked for, learnt from its first answers.
///
/// Some shares, FUSE file systems and folders of virtual machines cannot sync a folder or a file, or have no locks. They
/// say so with one of a few numbers, and the first answer tells. An error of the same number after an answer that was
/// good is an error: the disk has failed meanwhile.
final class FolderPromises: Sendable {
  /// What is asked of a file system.
  enum Promise: CaseIterable, Sendable {
    /// Names that were made, changed or removed are durable once the folder is synced.
    case namesAreDurable
    /// Bytes are durable once the file is synced.
    case bytesAreDurable
    /// Two programs see each other's locks.
    case locksAreSeen
    /// A file has the same number as long as it is there.
    case filesAreTold
  }

  private struct Answers {
    var kept: Set<Promise> = []
    var broken: Set<Promise> = []
  }

  private let answers = Mutex(Answers())

  /// What this file system does not promise.
  var broken: Set<Promise> { answers.withLock { $0.broken } }

  /// Asks for something, unless it is known that it is not to be had.
  ///
  /// - Returns: nil if it is not to be had.
  func ask<Result>(
    _ promise: Promise, _ call: () throws(SystemFault) -> Result
  ) throws(SystemFault) -> Result? {
    guard !broken.contains(promise) else { return nil }
    do {
      let result = try call()
      answers.withLock { _ = $0.kept.insert(promise) }
      return result
    } catch {
      guard FolderPromises.says(error.code, promise), !answers.withLock({ $0.kept.contains(promise) }) else {
        throw error
      }
      give(up: promise)
      return nil
    }
  }

  /// Notes that something is not to be had here.
  func give(up promise: Promise) { answers.withLock { _ = $0.broken.insert(promise) } }

  /// The number means that the file system cannot do it.
  private static func says(_ code: Int32, _ promise: Promise) -> Bool {
    switch code {
    case EINVAL, ENOTSUP, EOPNOTSUPP, ENOSYS, EBADF, EPERM: return true
    case ENOLCK: return promise == .locksAreSeen
    default: return false
    }
  }
}
