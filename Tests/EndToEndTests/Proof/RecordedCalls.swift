#if os(Linux)
  import Foundation
  import PseudoTerminal

  /// What a program did to the files of one folder and what it said, in order, as strace recorded it.
  struct RecordedCalls {
    enum Event {
      case create(Int, name: String)
      case write(Int, at: Int, [UInt8])
      case truncate(Int, to: Int)
      case sync(Int)
      case syncFolder
      case rename(String, to: String)
      /// Two names, and the file that each leads to now.
      case exchange(String, Int, String, Int)
      case link(String, Int)
      case remove(String)
      /// A line on standard output.
      case say(String)
    }

    private(set) var events: [Event] = []
    /// Files by descriptor; each file ever opened has a number of its own.
    private var files: [Int: Int] = [:]
    private var folders: Set<Int> = []
    private var nodes: [String: Int] = [:]
    private var count = 0
    private var unfinished: [Substring: Substring] = [:]

    static let traced =
      "openat,pwrite64,write,fdatasync,fsync,ftruncate,renameat,renameat2,linkat,unlinkat,close"

    /// Reads a log of `strace -f -xx` about a folder with this name.
    init(_ log: String, folder: String) throws {
      for line in log.split(separator: "\n") {
        let words = line.split(separator: " ", maxSplits: 1)
        guard words.count == 2 else { continue }
        var call = words[1].drop { $0 == " " }
        if call.hasSuffix("<unfinished ...>") {
          unfinished[words[0]] = call.dropLast("<unfinished ...>".count)
          continue
        }
        if call.hasPrefix("<... "), let end = call.range(of: "resumed>"), let start = unfinished[words[0]] {
          unfinished[words[0]] = nil
          call = Substring(start + call[end.upperBound...])
        }
        take(call, folder)
      }
      guard !events.isEmpty else { throw Stuck("strace has recorded nothing: \(log.prefix(400))") }
    }

    private mutating func take(_ call: Substring, _ folder: String) {
      guard let open = call.firstIndex(of: "("), let end = call.range(of: " = ", options: .backwards),
        let result = Int(call[end.upperBound...].prefix { $0.isNumber }),
        let close = call[..<end.lowerBound].lastIndex(of: ")")
      else { return }
      let arguments = call[call.index(after: open)..<close].components(separatedBy: ", ")
      func number(_ index: Int) -> Int { Int(arguments[index]) ?? -1 }
      switch call[..<open] {
      case "openat": opened(arguments, result, folder)
      case "close":
        files[number(0)] = nil
        folders.remove(number(0))
      case "pwrite64":
        guard let file = files[number(0)] else { return }
        events.append(.write(file, at: number(3), Array(bytes(arguments[1]).prefix(result))))
      case "write" where number(0) == 1:
        for line in String(decoding: bytes(arguments[1]), as: UTF8.self).split(separator: "\n") {
          events.append(.say(String(line)))
        }
      case "fdatasync", "fsync":
        if let file = files[number(0)] { events.append(.sync(file)) }
        if folders.contains(number(0)) { events.append(.syncFolder) }
      case "ftruncate":
        if let file = files[number(0)] { events.append(.truncate(file, to: number(1))) }
      case "renameat" where folders.contains(number(0)):
        let (old, new) = (text(arguments[1]), text(arguments[3]))
        nodes[new] = nodes.removeValue(forKey: old)
        events.append(.rename(old, to: new))
      case "renameat2" where folders.contains(number(0)):
        let (old, new) = (text(arguments[1]), text(arguments[3]))
        guard arguments[4].contains("RENAME_EXCHANGE") else {
          nodes[new] = nodes.removeValue(forKey: old)
          events.append(.rename(old, to: new))
          return
        }
        guard let one = nodes[old], let other = nodes[new] else { return }
        nodes[old] = other
        nodes[new] = one
        events.append(.exchange(old, other, new, one))
      case "linkat" where folders.contains(number(0)):
        guard let file = nodes[text(arguments[1])] else { return }
        nodes[text(arguments[3])] = file
        events.append(.link(text(arguments[3]), file))
      case "unlinkat" where folders.contains(number(0)):
        nodes[text(arguments[1])] = nil
        events.append(.remove(text(arguments[1])))
      default: break
      }
    }

    private mutating func opened(_ arguments: [String], _ descriptor: Int, _ folder: String) {
      let name = text(arguments[1])
      files[descriptor] = nil
      folders.remove(descriptor)
      if arguments[2].contains("O_DIRECTORY") {
        if (name as NSString).lastPathComponent == folder
          || name == "." && folders.contains(Int(arguments[0]) ?? -1)
        {
          folders.insert(descriptor)
        }
      } else if folders.contains(Int(arguments[0]) ?? -1) {
        if arguments[2].contains("O_CREAT") {
          count += 1
          nodes[name] = count
          events.append(.create(count, name: name))
        }
        files[descriptor] = nodes[name]
      }
    }

    private func text(_ quoted: String) -> String { String(decoding: bytes(quoted), as: UTF8.self) }

    /// The bytes of `"\x61\x62"`.
    private func bytes(_ quoted: String) -> [UInt8] {
      let digits = Array(quoted.utf8.dropFirst().dropLast())
      return stride(from: 0, to: digits.count - 3, by: 4).map { place in
        UInt8(String(decoding: digits[(place + 2)..<(place + 4)], as: UTF8.self), radix: 16) ?? 0
      }
    }
  }

  /// A folder as recorded calls have left it, with what of it a power cut could not take away.
  struct RecordedFolder {
    enum Change {
      case write(at: Int, [UInt8])
      case truncate(Int)

      func apply(to bytes: inout [UInt8]) {
        switch self {
        case .write(let place, let new):
          if bytes.count < place + new.count {
            bytes += repeatElement(0, count: place + new.count - bytes.count)
          }
          bytes.replaceSubrange(place..<place + new.count, with: new)
        case .truncate(let length):
          bytes = Array(bytes.prefix(length)) + Array(repeating: 0, count: max(0, length - bytes.count))
        }
      }
    }

    struct File {
      var durable: [UInt8] = []
      var pending: [Change] = []
    }

    enum Naming {
      case set(String, Int)
      case remove(String)
      case rename(String, String)
      case exchange(String, Int, String, Int)

      func apply(to names: inout [String: Int]) {
        switch self {
        case .set(let name, let file): names[name] = file
        case .remove(let name): names[name] = nil
        case .rename(let old, let new): if let file = names.removeValue(forKey: old) { names[new] = file }
        case .exchange(let one, let first, let other, let second):
          names[one] = first
          names[other] = second
        }
      }
    }

    private var files: [Int: File] = [:]
    private var names: [String: Int] = [:]
    private var naming: [Naming] = []

    /// Nothing of it would be lost in a power cut.
    var isDurable: Bool { naming.isEmpty && files.values.allSatisfy(\.pending.isEmpty) }

    mutating func take(_ event: RecordedCalls.Event) {
      switch event {
      case .create(let file, let name):
        files[file] = File()
        naming.append(.set(name, file))
      case .write(let file, let place, let bytes): files[file]?.pending.append(.write(at: place, bytes))
      case .truncate(let file, let length): files[file]?.pending.append(.truncate(length))
      case .sync(let file):
        guard var synced = files[file] else { return }
        for change in synced.pending { change.apply(to: &synced.durable) }
        synced.pending = []
        files[file] = synced
      case .syncFolder:
        for change in naming { change.apply(to: &names) }
        naming = []
      case .rename(let old, let new): naming.append(.rename(old, new))
      case .exchange(let one, let first, let other, let second):
        naming.append(.exchange(one, first, other, second))
      case .link(let name, let file): naming.append(.set(name, file))
      case .remove(let name): naming.append(.remove(name))
      case .say: break
      }
    }

    /// One of the folders that a power cut could leave now: of what was not synced any part, in any order, and of
    /// each write any sectors.
    func afterPowerCut(_ random: inout SeededMoments) -> [String: [UInt8]] {
      var left = names
      let all = Int.random(in: 0..<3, using: &random) == 0
      for change in naming where all || Bool.random(using: &random) { change.apply(to: &left) }
      var contents: [String: [UInt8]] = [:]
      for (name, number) in left.sorted(by: { $0.key < $1.key }) {
        guard let file = files[number] else { continue }
        var bytes = file.durable
        let sector = [16, 64, 512].randomElement(using: &random) ?? 16
        var parts = file.pending.flatMap { change -> [Change] in
          guard case .write(let place, let new) = change else { return [change] }
          return stride(from: 0, to: new.count, by: sector).map { start in
            .write(at: place + start, Array(new[start..<min(new.count, start + sector)]))
          }
        }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: break
        case 1: parts = Array(parts.prefix(Int.random(in: 0...parts.count, using: &random)))
        case 2: parts = parts.filter { _ in Bool.random(using: &random) }
        default: parts = parts.filter { _ in Bool.random(using: &random) }.shuffled(using: &random)
        }
        for part in parts { part.apply(to: &bytes) }
        contents[name] = bytes
      }
      return contents
    }
  }
#endif
