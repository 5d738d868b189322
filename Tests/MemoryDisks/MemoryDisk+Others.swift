import Foundation

package import SessionStorage

/// What others see of the disk, and what they do to it.
extension MemoryDisk {
  /// Every file by its path.
  package var contents: [String: [UInt8]] {
    lock.withLock {
      var contents: [String: [UInt8]] = [:]
      for (path, folder) in folders {
        for (name, file) in folder.files where file.kind == .file { contents[path + "/" + name] = file.bytes }
      }
      return contents
    }
  }

  /// The text stands in a file that was ever made here, whether it still has a name or not, in memory or on the
  /// disk.
  package func everHolds(_ text: String) -> Bool {
    lock.withLock { made.contains { $0.bytes.contains(text: text) || $0.durable.contains(text: text) } }
  }

  /// Somebody gives a file a second name, in another folder too.
  package func linkInto(_ path: String, _ other: String) {
    lock.withLock {
      func parts(_ path: String) -> (Directory?, String) {
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        return (folders[String(path[..<slash])], String(path[path.index(after: slash)...]))
      }
      let (from, name) = parts(path)
      let (to, second) = parts(other)
      to?.files[second] = from?.files[name]
      to?.durable[second] = from?.files[name]
    }
  }

  /// Another program moves a folder with all that is in it, or removes it.
  package func moveFolder(_ path: String, to new: String?) {
    lock.withLock {
      for old in folders.keys where old == path || old.hasPrefix(path + "/") {
        let folder = folders.removeValue(forKey: old)
        if let new { folders[new + old.dropFirst(path.count)] = folder }
      }
    }
  }

  /// Another program puts a file with these bytes under the name: another file, as synchronising programs do.
  package func swapIn(_ path: String, _ bytes: [UInt8]) {
    replace(path, with: nil)
    replace(path, with: bytes)
  }

  /// Somebody puts what is no file under the name, whatever was there.
  package func putObstacle(_ path: String, _ kind: FileKind) {
    replace(path, with: nil)
    replace(path, with: [])
    lock.withLock { file(at: path)?.kind = kind }
  }

  /// What stands at a path, if it is no folder with files.
  package func kind(at path: String) -> FileKind? { lock.withLock { file(at: path)?.kind } }

  private func file(at path: String) -> File? {
    guard let slash = path.lastIndex(of: "/") else { return nil }
    return folders[String(path[..<slash])]?.files[String(path[path.index(after: slash)...])]
  }

  package func replace(_ path: String, with bytes: [UInt8]?) {
    lock.withLock {
      guard let slash = path.lastIndex(of: "/"), let folder = folders[String(path[..<slash])] else { return }
      let name = String(path[path.index(after: slash)...])
      guard let bytes else {
        folder.files[name] = nil
        folder.durable[name] = nil
        return
      }
      let file = folder.files[name] ?? File()
      touch(file)
      file.bytes = bytes
      file.durable = bytes
      folder.files[name] = file
      folder.durable[name] = file
    }
  }
}

extension [UInt8] {
  /// The text stands somewhere in the bytes.
  package func contains(text: String) -> Bool {
    contains(Array(text.utf8))
  }

  /// These bytes stand somewhere in the bytes.
  package func contains(_ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first, count >= wanted.count else { return false }
    return indices.dropLast(wanted.count - 1).contains {
      self[$0] == first && self[$0...].starts(with: wanted)
    }
  }
}

extension MemoryDisk {
  /// How many bytes were written since the last sync of their files.
  package var unsyncedBytes: Int {
    lock.withLock {
      folders.values.flatMap(\.files.values).flatMap(\.pending).reduce(0) { sum, pending in
        guard case .write(_, let bytes) = pending else { return sum }
        return sum + bytes.count
      }
    }
  }
}
