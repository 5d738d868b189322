import Foundation
import MemoryDisks
import Testing

@testable import SessionStorage

/// Frames and what is left of them, apart from what is in them.
@Suite struct JournalTests {
  // MARK: Checksum

  /// A text of RFC 3720, B.4, or the customary check value, and its checksum.
  struct Vector: Sendable {
    let bytes: [UInt8]
    let checksum: UInt32
  }

  static let command: [UInt8] = [
    0x01, 0xC0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x14, 0, 0, 0, 0, 0, 4, 0,
    0, 0, 0, 0x14, 0, 0, 0, 0x18, 0x28, 0, 0, 0, 0, 0, 0, 0, 0x02, 0, 0, 0, 0, 0, 0, 0,
  ]

  static let vectors = [
    Vector(bytes: [UInt8](repeating: 0, count: 32), checksum: 0x8A91_36AA),
    Vector(bytes: [UInt8](repeating: 0xFF, count: 32), checksum: 0x62A8_AB43),
    Vector(bytes: Array(0...31), checksum: 0x46DD_794E),
    Vector(bytes: Array((0...31).reversed()), checksum: 0x113F_DB5C),
    Vector(bytes: command, checksum: 0xD996_3A56),
    Vector(bytes: Array("123456789".utf8), checksum: 0xE306_9283),
    Vector(bytes: [], checksum: 0),
  ]

  @Test(arguments: vectors)
  func `the checksum is that of RFC 3720`(vector: Vector) {
    #expect(vector.bytes.withUnsafeBytes { CRC32C.checksum($0) } == vector.checksum)
  }

  @Test func `the checksum does not depend on where the bytes lie`() {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for start in 0..<16 {
      for end in start..<bytes.count {
        var slow = ~UInt32(0)
        for byte in bytes[start..<end] {
          slow ^= UInt32(byte)
          for _ in 0..<8 { slow = slow & 1 == 1 ? slow >> 1 ^ 0x82F6_3B78 : slow >> 1 }
        }
        let fast = bytes.withUnsafeBytes {
          CRC32C.checksum(UnsafeRawBufferPointer(rebasing: $0[start..<end]))
        }
        guard fast != ~slow else { continue }
        Issue.record("bytes \(start)..<\(end)")
        return
      }
    }
  }

  // MARK: Frames

  /// A journal of some payloads.
  private func journal(_ payloads: [String]) -> [UInt8] {
    payloads.flatMap { JournalFrame.bytes(of: Array($0.utf8)) }
  }

  private func texts(_ scan: JournalScan, _ bytes: [UInt8]) -> [String] {
    scan.payloads.map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  private let few = [#"{"kind":"journal"}"#, "", #"{"n":1,"text":"P3 ümit"}"#, #"{"n":2}"#, #"{"n":3}"#]

  @Test func `a frame reads as a line with its checksum and length`() {
    let frame = String(decoding: JournalFrame.bytes(of: Array("{\"n\":1}".utf8)), as: UTF8.self)
    #expect(frame == "348ce320 00000007 {\"n\":1}\n")
  }

  @Test func `a line break in a payload does not break the line`() {
    let bytes = journal(["{\n\"n\":1}"])
    #expect(texts(JournalScan(bytes), bytes) == ["{ \"n\":1}"])
  }

  @Test func `whole frames come back, and nothing else is said`() {
    let bytes = journal(few)
    let scan = JournalScan(bytes)
    #expect(texts(scan, bytes) == few)
    #expect(scan.damage.isEmpty && scan.torn == nil && scan.end == bytes.count)
    #expect(JournalScan([]).payloads.isEmpty)
  }

  @Test func `cut at any byte, exactly the whole frames before it are left`() {
    let bytes = journal(few)
    var ends = [0]
    for payload in few {
      ends.append(ends[ends.count - 1] + JournalFrame.headLength + payload.utf8.count + 1)
    }
    for cut in 0...bytes.count {
      let scan = JournalScan(Array(bytes[..<cut]))
      let whole = ends.lastIndex { $0 <= cut } ?? 0
      #expect(texts(scan, bytes) == Array(few[..<whole]), "cut at \(cut)")
      #expect(scan.end == ends[whole], "cut at \(cut)")
      #expect(scan.torn == (cut == ends[whole] ? nil : ends[whole]..<cut), "cut at \(cut)")
      #expect(scan.damage.isEmpty, "cut at \(cut)")
    }
  }

  @Test func `every flipped bit is found, and only the record that was hit is lost`() {
    var payloads: [String] = []
    var size = 0
    while size < 4096 {
      let text = String(repeating: "we hear late ", count: payloads.count % 7)
      let payload = "{\"n\":\(payloads.count),\"text\":\"\(text)\"}"
      payloads.append(payload)
      size += JournalFrame.headLength + payload.utf8.count + 1
    }
    var bytes = journal(payloads)
    var record = 0
    var end = JournalFrame.headLength + payloads[0].utf8.count + 1
    for index in bytes.indices {
      if index == end {
        record += 1
        end += JournalFrame.headLength + payloads[record].utf8.count + 1
      }
      for bit in 0..<8 {
        bytes[index] ^= 1 << bit
        let scan = JournalScan(bytes)
        bytes[index] ^= 1 << bit
        let isFound = !scan.damage.isEmpty
        var lost = payloads
        // A line break that was hit costs no record: the checksum vouches for the one before it.
        if index != end - 1 { lost.remove(at: record) }
        let isKept = scan.payloads.count == lost.count && texts(scan, bytes) == lost
        guard isFound, isKept else {
          Issue.record("byte \(index), bit \(bit): found \(isFound), kept \(isKept)")
          return
        }
      }
    }
  }

  @Test func `bytes of any kind between frames are damage, and the frames after them come back`() {
    var random = SeededRandom(seed: 7)
    for round in 0..<300 {
      var bytes = journal(few)
      let start = bytes.count
      for _ in 0..<Int.random(in: 1...200, using: &random) {
        bytes.append(UInt8.random(in: 0...255, using: &random))
      }
      bytes.append(JournalFrame.newline)
      let hit = start..<bytes.count
      bytes += journal(few)
      let scan = JournalScan(bytes)
      #expect(texts(scan, bytes) == few + few, "round \(round)")
      #expect(scan.damage.reduce(0) { $0 + $1.count } == hit.count, "round \(round)")
      #expect(scan.end == bytes.count && scan.torn == nil, "round \(round)")
    }
  }

  @Test func `zeros where a file system had put off the bytes are no damage`() {
    let bytes = journal(few)
    let scan = JournalScan(bytes + [UInt8](repeating: 0, count: 5000))
    #expect(scan.damage.isEmpty && scan.torn == nil && scan.end == bytes.count)
    let torn = JournalScan(bytes + bytes.prefix(25) + [UInt8](repeating: 0, count: 50))
    #expect(torn.damage.isEmpty && torn.torn == bytes.count..<bytes.count + 25)
  }

  @Test func `a damaged record before a torn one is damage and not torn`() {
    let good = journal(few)
    var hit = journal(["{\"n\":9}"])
    hit[20] ^= 1
    let bytes = good + hit + journal(["{\"n\":10}"]).dropLast(4)
    let scan = JournalScan(bytes)
    #expect(scan.damage == [good.count..<good.count + hit.count])
    #expect(scan.torn == good.count + hit.count..<bytes.count)
  }

  static let hostile: [[UInt8]] = {
    let bare = Array(JournalFrame.bytes(of: []).dropLast())
    return [
      Array(String(repeating: "00000000 0fffffff x\n", count: 200_000).utf8),
      Array(String(repeating: "00000000 0fffffff ", count: 200_000).utf8),
      [UInt8](repeating: 10, count: 4_000_000), [UInt8](repeating: 0, count: 4_000_000),
      Array(repeatElement(bare, count: 200_000).joined()),
      Array(repeatElement(bare + [0], count: 200_000).joined()),
    ]
  }()

  @Test(arguments: 0..<hostile.count)
  func `hostile bytes take no more time than others`(kind: Int) {
    let bytes = Self.hostile[kind]
    let start = ContinuousClock.now
    let scan = JournalScan(bytes)
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(scan.end <= bytes.count)
  }

  // MARK: What is kept

  @Test func `frames of a journal are kept as they stand in it, and others are made`() {
    let (first, second) = (journal(["4", "5"]), journal(["7"]))
    var kept = KeptFrames()
    for (number, place) in zip([4, 5], JournalScan(first).payloads) {
      kept.append(number, payload: place, of: first, isSame: number > 4)
    }
    kept.append(7, payload: JournalScan(second).payloads[0], of: second, isSame: false)
    kept.append(9, payload: Array("9".utf8))
    #expect(kept.bytes == journal(["4", "5", "7", "9"]))
    #expect(Array(kept.frames(from: 1)) == journal(["5", "7", "9"]))
    #expect(Array(kept.frames(from: 3)) == journal(["9"]))
    var cut = kept
    cut.drop(from: 1)
    cut.append(8, payload: Array("8".utf8))
    #expect(cut.bytes == journal(["4", "8"]))
    kept.drop(from: 3)
    let gone = kept.forget(through: 4)
    #expect(gone == 1 && kept.number(at: 0) == 5 && kept.bytes == journal(["5", "7"]))
  }

  @Test func `a file is compared piece by piece to its end`() throws {
    let place = try RealFolder()
    let folder = try Folder(path: place.path, disk: SystemDisk())
    let bytes = (0..<(1 << 20) * 2 + 5).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    for (count, changed) in [(bytes.count, false), (1 << 20, false), (0, false), (bytes.count, true)] {
      let file = try folder.create("pieces")
      var written = Array(bytes[..<count])
      try file.write(written[...], at: 0)
      if changed { written[1 << 20] ^= 1 }
      #expect(try file.holds(written) == !changed)
      #expect(try !file.holds(written + [0]))
      if count > 0 { #expect(try !file.holds(Array(written.dropLast()))) }
      try folder.remove("pieces")
    }
  }

  @Test func `kept frames are forgotten from either end`() {
    var kept = KeptFrames()
    for number in [4, 5, 7, 9] { kept.append(number, payload: Array("\(number)".utf8)) }
    #expect(Array(kept.frames(from: 2)) == journal(["7", "9"]))
    let gone = kept.forget(through: 5)
    #expect(gone == 2)
    #expect(kept.number(at: 0) == 7 && kept.lastNumber == 9 && kept.bytes == journal(["7", "9"]))
    kept.drop(from: 1)
    kept.append(8, payload: Array("8".utf8))
    #expect(kept.bytes == journal(["7", "8"]) && kept.number(at: 1) == 8)
    let rest = kept.forget(through: 100)
    #expect(rest == 2 && kept.count == 0 && kept.bytes.isEmpty && kept.number(at: 0) == nil)
  }
}
