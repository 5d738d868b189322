import CSystem
import Testing
import Text

@testable import SessionStorage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite("Paths are bytes")
struct PathTextTests {
  /// What the storage's calls would open for a text.
  private func bytes(of text: String) -> [UInt8] {
    guard let path = cs_path_bytes(text) else { return [] }
    defer { free(path) }
    return (0..<strlen(path)).map { UInt8(bitPattern: path[$0]) }
  }

  @Test("The text of a path leads back to its bytes, whatever they are, and no two paths have one text")
  func roundTrip() {
    var random = SystemRandomNumberGenerator()
    let pieces: [[UInt8]] = [
      Array("café".utf8), [0xE9], [0xC3], [0xA9], [0xF4, 0x8F, 0xBA, 0x80], [0xF4, 0x8F, 0xBB, 0xBF],
      [0xF4, 0x8F],
      [0xBA], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0x80], Array("/".utf8),
      Array("e\u{301}".utf8),
      [0xC0, 0xAF], [0xE2, 0x82], Array("漢😀".utf8),
    ]
    var found: [[UInt8]: String] = [:]
    for _ in 0..<20_000 {
      let path = (0..<Int.random(in: 0...6, using: &random)).flatMap { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }
      let text = PathText.text(of: path)
      #expect(bytes(of: text) == path)
      let fromC = (path + [0]).withUnsafeBytes { pointer in
        pointer.bindMemory(to: CChar.self).baseAddress.map { PathText.text(of: $0) }
      }
      #expect(fromC.map { Array($0.utf8) } == Array(text.utf8))
      found[path] = text
    }
    #expect(Set(found.values.map { Array($0.utf8) }).count == found.count)
  }

  @Test("What is UTF-8 is itself; every other byte is shown as it is written in a shell")
  func shown() {
    #expect(PathText.text(of: Array("/café/漢".utf8)) == "/café/漢")
    #expect(safeText(PathText.text(of: Array("caf".utf8) + [0xE9, 0x2F, 0xFF])) == #"caf\xE9/\xFF"#)
    #expect(PathText.repaired(PathText.text(of: [0x61, 0xE9, 0x62])) == "a\u{FFFD}b")
    #expect(PathText.repaired("a😀\u{10FFFF}") == "a😀\u{10FFFF}")
  }
}
