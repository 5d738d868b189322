import Foundation
import Interview
import MemoryDisks
import SessionStorage
import Testing

@Suite("Hostile protocols", .serialized)
struct ProtocolHostileTests {
  @Test("are refused at once, however deep, long or entangled they are", arguments: HostileFile.all)
  func refused(_ file: HostileFile) throws {
    let peer = ownTime { _ = ProtocolReader.read(HostileFile.harmless, file: "x") }
    var read = ProtocolReader.read([], file: "x")
    let time = ownTime { read = ProtocolReader.read(file.bytes, file: "x") }
    let faults = try #require(failure(of: read))
    let first = try #require(faults.all.first)
    #expect("\(first.line):\(first.column): \(first.message)".hasPrefix(file.fault))
    // A harmless file of the same size is read to its end. It is nearly all comment, of which nothing is built; a hostile
    // one may have something to build in every other byte.
    #expect(time < peer * 60)
  }

  @Test("of one long line or of many keys in one map take time in proportion to their length")
  func inProportion() {
    func isRefused(_ yaml: String, at place: String) -> Duration {
      var read = ProtocolReader.read([], file: "x")
      let time = ownTime { read = ProtocolReader.read(Array(yaml.utf8), file: "x") }
      #expect(failure(of: read)?.description.hasPrefix("x:\(place): error: an alias (`*`)") == true)
      return time
    }
    func line(_ count: Int) -> Duration {
      let yaml = "[" + String(repeating: "{k: [a, 'b']}, \"c\", ", count: count) + "*a]"
      return isRefused(yaml, at: "1:\(20 * count + 2)")
    }
    func keys(_ count: Int) -> Duration {
      isRefused((1...count).map { "k\($0): 1\n" }.joined() + "a: *a\n", at: "\(count + 1):4")
    }
    #expect(line(52_000) < line(13_000) * 8)
    #expect(keys(88_000) < keys(22_000) * 8)
  }

  @Test("of a few bytes more than 1 MiB are refused unread, of 1 MiB not")
  func tooLong() throws {
    let yaml = ProtocolCase.top()
    let fill = ProtocolReader.mostBytes - yaml.utf8.count
    let longest = yaml + String(repeating: "#", count: fill)
    #expect(failure(of: ProtocolReader.read(Array(longest.utf8), file: "x")) == nil)
    let longer = try #require(failure(of: ProtocolReader.read(Array((longest + "#").utf8), file: "x")))
    #expect(longer.description == "x:1:1: error: the file is over 1 MiB: a protocol is a few pages")
  }

  @Test("as deep as may be are read, one deeper are refused")
  func deepest() throws {
    func message(_ lists: Int) throws -> String {
      let yaml = ProtocolCase.top(
        "x: " + String(repeating: "[", count: lists) + String(repeating: "]", count: lists))
      return try #require(failure(of: ProtocolReader.read(Array(yaml.utf8), file: "x"))).description
    }
    #expect(try message(63).hasPrefix("x:5:1: error: unknown key `x`"))
    #expect(try message(64) == "x:5:67: error: lists and maps more than 64 deep in each other")
  }

  @Test("that are good ones with random edits never trap, and their faults lie in the file")
  func mutated() {
    var random = Seeded(state: 20_260_314)
    let good = ProtocolCase.all.filter(\.faults.isEmpty).map { Array($0.yaml.utf8) }
    var accepted = 0
    for _ in 0..<5000 {
      var bytes = good.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...4, using: &random) { random.edit(&bytes) }
      guard let faults = failure(of: ProtocolReader.read(bytes, file: "x")) else {
        accepted += 1
        continue
      }
      let lines = bytes.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } + 2
      for fault in faults.all {
        let isRight =
          (1...lines).contains(fault.line) && fault.column >= 1
          && !fault.description.unicodeScalars.contains(where: \.isControlOrBidi)
          && !fault.message.contains("undefined alias") && !fault.message.contains("nesting level")
        if !isRight { Issue.record("\(fault) in \(String(decoding: bytes, as: UTF8.self).debugDescription)") }
      }
      #expect(faults.all.map(\.line) == faults.all.map(\.line).sorted())
    }
    #expect((100...4000).contains(accepted), "the edits are too small or too large to tell anything")
  }
}

/// What this thread works at something: what else the machine does is not the reader's fault.
private func ownTime(_ work: () -> Void) -> Duration {
  func now() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
  let start = now()
  work()
  return now() - start
}

/// A file that is made to break its reader.
struct HostileFile: CustomStringConvertible, Sendable {
  let description: String
  let bytes: [UInt8]
  /// How its first fault begins.
  let fault: String

  /// A well-formed protocol of 1 MiB, most of it one long comment.
  static let harmless: [UInt8] = {
    let yaml = ProtocolCase.top()
    let line = "# " + String(repeating: "x", count: 77) + "\n"
    let fill = (ProtocolReader.mostBytes - yaml.utf8.count) / line.utf8.count
    return Array((yaml + String(repeating: line, count: fill)).utf8)
  }()

  static let all = [
    repeated("[", "1:65: lists and maps more than 64 deep"),
    repeated("{", "1:2: a list or map cannot be a key"),
    repeated("{a: ", "1:257: lists and maps more than 64 deep"),
    repeated("- ", "1:129: lists and maps more than 64 deep"),
    repeated(": ", "1:1: malformed YAML: did not find expected key"),
    repeated("? ", "1:1: a question mark before a key"),
    repeated("a: [\"]\", ", "1:289: lists and maps more than 64 deep"),
    repeated("[\"]\", #]\n", "65:1: lists and maps more than 64 deep"),
    repeated("[{a: '}', b: ", "1:417: lists and maps more than 64 deep"),
    repeated("k: 1\n", "2:1: `k` is given twice, first in line 1"),
    repeated("- &a x\n", "1:3: an anchor (`&`)"),
    repeated("- *a\n", "1:3: an alias (`*`)"),
    repeated("- !a\n", "1:3: a tag (`!`)"),
    repeated("---\n", "2:1: a second document"),
    repeated("\0", "1:1: a text cannot hold the character U+0000"),
    repeated("\u{1B}[2J", "1:1: a text cannot hold the character U+001B"),
    repeated("\"", "1:1: a text that begins with {, [ or a quotation mark"),
    repeated("a", "1:1: a protocol is a map"),
    repeated("\t", "1:1: malformed YAML: found character that cannot start any token"),
    HostileFile(
      description: "no UTF-8", bytes: Array("title: é".utf8) + [0xFF], fault: "1:9: the file is not UTF-8"),
    HostileFile(
      description: "UTF-8 in more bytes than it needs", bytes: Array("a: ".utf8) + [0xC0, 0x80],
      fault: "1:4: the file is not UTF-8"),
    HostileFile(
      description: "UTF-16", bytes: [0xFF, 0xFE, 0x61, 0x00], fault: "1:1: the file is not UTF-8"),
    HostileFile(
      description: "a staircase", bytes: stair("a:\n"), fault: "65:65: lists and maps more than 64 deep"),
    HostileFile(
      description: "a staircase of lists", bytes: stair("- a\n"), fault: "1:1: a protocol is a map"),
    HostileFile(
      description: "a thousand million laughs", bytes: laughs, fault: "1:4: an anchor (`&`)"),
  ]

  /// 1 MiB of it.
  private static func repeated(_ text: String, _ fault: String) -> HostileFile {
    let count = ProtocolReader.mostBytes / text.utf8.count
    let whole = String(repeating: text, count: count)
    return HostileFile(
      description: "1 MiB of \(text.debugDescription)", bytes: Array(whole.utf8), fault: fault)
  }

  private static func stair(_ step: String) -> [UInt8] {
    (0..<1400).flatMap { Array((String(repeating: " ", count: $0) + step).utf8) }
  }

  private static var laughs: [UInt8] {
    let letters = (0..<26).map { String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0))) }
    let lines = zip(letters, letters.dropFirst()).map { "\($1): &\($1) {[*\($0), *\($0)]: *\($0)}\n" }
    return Array(("a: &a [x, x]\n" + lines.joined()).utf8)
  }
}

/// A generator that gives the same numbers each time (SplitMix64, Steele, Lea & Flood 2014).
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Changes, adds, removes or repeats a few bytes.
  mutating func edit(_ bytes: inout [UInt8]) {
    let telling = Array(" \n\t:-?[]{},#&*!|>'\"%@`\\~{}{}09azé\0\u{1B}\u{85}".utf8)
    let place = Int.random(in: 0...bytes.count, using: &self)
    let end = min(bytes.count, place + Int.random(in: 1...8, using: &self))
    switch Int.random(in: 0..<6, using: &self) {
    case 0: bytes.insert(telling.randomElement(using: &self) ?? 0, at: place)
    case 1: bytes.insert(UInt8.random(in: 0...255, using: &self), at: place)
    case 2: if place < bytes.count { bytes[place] = telling.randomElement(using: &self) ?? 0 }
    case 3: bytes.removeSubrange(place..<end)
    case 4: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &self))
    default: if place < bytes.count { bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &self) }
    }
  }
}
