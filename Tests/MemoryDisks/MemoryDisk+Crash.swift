import Foundation

extension MemoryDisk {
  /// The folders that a crash could take with all that is in them.
  package var unnamedFolders: [String] {
    lock.withLock { folders.filter { !$0.value.isNamed }.keys.sorted() }
  }

  /// The disk as it is now, after the program and not the machine has died: what was not synced is there, and can
  /// still be lost.
  package func afterKill() -> MemoryDisk {
    lock.withLock {
      var copies: [ObjectIdentifier: File] = [:]
      func copy(_ file: File) -> File {
        if let copied = copies[ObjectIdentifier(file)] { return copied }
        let new = File()
        new.kind = file.kind
        new.bytes = file.bytes
        new.durable = file.durable
        new.pending = file.pending
        copies[ObjectIdentifier(file)] = new
        return new
      }
      let disk = MemoryDisk()
      for (path, folder) in folders {
        let directory = Directory()
        directory.files = folder.files.mapValues(copy)
        directory.durable = folder.durable.mapValues(copy)
        directory.pending = folder.pending.map { naming in
          switch naming {
          case .link(let name, let file): return .link(name, copy(file))
          case .unlink: return naming
          case .rename(let name, let new, let file): return .rename(name, new, copy(file))
          case .exchange(let name, let file, let other, let second):
            return .exchange(name, copy(file), other, copy(second))
          }
        }
        disk.folders[path] = directory
      }
      disk.made = Array(copies.values)
      return disk
    }
  }

  /// One of the disks that a power cut could leave now: of what was not synced, any part may be there, in any
  /// order, and the parts of a write by sectors of a few bytes.
  package func afterPowerCut(_ random: inout SeededRandom) -> MemoryDisk {
    lock.withLock {
      let disk = MemoryDisk()
      // In a fixed order, so that the same seed gives the same disk.
      for (path, folder) in folders.sorted(by: { $0.key < $1.key }) {
        let directory = Directory()
        for (name, file) in folder.torn(&random).sorted(by: { $0.key < $1.key }) {
          let new = File()
          new.kind = file.kind
          new.bytes = file.torn(&random)
          new.durable = new.bytes
          directory.files[name] = new
        }
        directory.durable = directory.files
        disk.folders[path] = directory
      }
      return disk
    }
  }
}

extension MemoryDisk.Pending {
  package func apply(to bytes: inout [UInt8]) {
    switch self {
    case .write(let offset, let new):
      let end = offset + new.count
      if bytes.count < end { bytes += repeatElement(0, count: end - bytes.count) }
      bytes.replaceSubrange(offset..<end, with: new)
    case .truncate(let length):
      if bytes.count > length { bytes.removeLast(bytes.count - length) }
      if bytes.count < length { bytes += repeatElement(0, count: length - bytes.count) }
    }
  }
}

extension MemoryDisk.File {
  fileprivate func torn(_ random: inout SeededRandom) -> [UInt8] {
    var bytes = durable
    var parts: [MemoryDisk.Pending] = []
    for pending in pending {
      guard case .write(let offset, let new) = pending, Bool.random(using: &random) else {
        parts.append(pending)
        continue
      }
      let sector = [16, 64, 512].randomElement(using: &random) ?? 16
      for start in stride(from: 0, to: new.count, by: sector) {
        parts.append(.write(at: offset + start, Array(new[start..<min(start + sector, new.count)])))
      }
    }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: break
    case 1: parts = Array(parts.prefix(Int.random(in: 0...parts.count, using: &random)))
    case 2: parts = parts.filter { _ in Bool.random(using: &random) }
    default: parts = parts.filter { _ in Bool.random(using: &random) }.shuffled(using: &random)
    }
    for part in parts { part.apply(to: &bytes) }
    return bytes
  }
}

extension MemoryDisk.Directory {
  fileprivate func torn(_ random: inout SeededRandom) -> [String: MemoryDisk.File] {
    var names = durable
    let all = Int.random(in: 0..<3, using: &random) == 0
    for naming in pending where all || Bool.random(using: &random) {
      naming.apply(to: &names)
    }
    return names
  }
}

extension MemoryDisk.Naming {
  package func apply(to names: inout [String: MemoryDisk.File]) {
    switch self {
    case .link(let name, let file): names[name] = file
    case .unlink(let name): names[name] = nil
    case .rename(let name, let new, let file):
      names[name] = nil
      names[new] = file
    case .exchange(let name, let file, let other, let second):
      names[name] = file
      names[other] = second
    }
  }
}

/// The same numbers for the same seed (SplitMix64; Steele, Lea & Flood 2014).
package struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
