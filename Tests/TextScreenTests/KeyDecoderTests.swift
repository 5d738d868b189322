import Testing
import TextScreen

@Suite("Bytes become keys")
struct KeyDecoderTests {
  private func keys(_ bytes: [UInt8], split: Int? = nil) -> [Key] {
    var decoder = KeyDecoder()
    guard let split else { return decoder.decode(bytes) + decoder.flush() }
    return decoder.decode(bytes[..<split]) + decoder.decode(bytes[split...]) + decoder.flush()
  }

  private func keys(_ text: String, split: Int? = nil) -> [Key] { keys(Array(text.utf8), split: split) }

  static let table: [(String, [Key])] = [
    ("aé漢😀", [.character("a"), .character("é"), .character("漢"), .character("😀")]),
    ("\r\n\t\u{7F}\u{8}", [.enter, .enter, .tab, .backspace, .backspace]),
    ("\u{7}\u{1A}", [.control("g"), .control("z")]),
    ("\u{1B}[A\u{1B}[B\u{1B}OC\u{1B}OD", [.up, .down, .right, .left]),
    ("\u{1B}[1;5D\u{1B}[1;5C\u{1B}b\u{1B}f", [.wordLeft, .wordRight, .wordLeft, .wordRight]),
    ("\u{1B}[5~\u{1B}[6~\u{1B}[3~\u{1B}[2~", [.pageUp, .pageDown, .delete, .insert]),
    ("\u{1B}[H\u{1B}[F\u{1B}[1~\u{1B}[4~\u{1B}OH\u{1B}OF", [.home, .end, .home, .end, .home, .end]),
    ("\u{1B}OP\u{1B}[11~\u{1B}[[A\u{1B}[24~", [.function(1), .function(1), .function(1), .function(12)]),
    ("\u{1B}3\u{1B}9", [.alt("3"), .alt("9")]),
    ("\u{1B}&\u{1B}é\u{1B}\"\u{1B}(", [.alt("&"), .alt("é"), .alt("\""), .alt("(")]),
    ("\u{1B}[6;3~\u{1B}[5;3~", [.altPageDown, .altPageUp]),
    ("\u{1B}[Z", [.backTab]),
    ("\u{1B}[99;99X\u{1B}[?1;2c", [.unknown]),
    ("\u{1B}[200~a\rb\r\nc\u{1B}[31m\u{1B}[201~d", [.paste("a\nb\nc\u{1B}[31m"), .character("d")]),
    ("\u{1B}", [.escape]),
    ("\u{1B}\u{1B}[A", [.escape, .up]),
  ]

  @Test("Every sequence is one key, in one read or split at any byte", arguments: 0..<14)
  func sequences(row: Int) {
    let (text, wanted) = KeyDecoderTests.table[row]
    #expect(keys(text) == wanted)
    for split in 0...text.utf8.count { #expect(keys(text, split: split) == wanted, "split at \(split)") }
  }

  @Test("Invalid bytes become U+FFFD and swallow nothing")
  func invalid() {
    #expect(keys([0xFF, 0x61]) == [.character("\u{FFFD}"), .character("a")])
    #expect(keys([0xE2, 0x82, 0x61]) == [.character("\u{FFFD}"), .character("a")])
    #expect(keys([0xC2, 0x9B, 0x61]) == [.character("\u{FFFD}"), .character("a")])
    #expect(keys([0xED, 0xA0, 0x80]).allSatisfy { $0 == .character("\u{FFFD}") })
    #expect(keys([0xE2, 0x82]) == [.character("\u{FFFD}")])
  }

  @Test("Any bytes, in any pieces, never trap, and ASCII letters are never lost outside a sequence")
  func fuzz() {
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pieces: [[UInt8]] = [
      [0x1B], [0x5B], [0x32, 0x30, 0x30, 0x7E], [0xC3], [0xA9], [0x61], [0x00], [0xFF], [0x4F], [0x3B],
    ]
    for _ in 0..<2000 {
      var decoder = KeyDecoder()
      for _ in 0..<random(30) { _ = decoder.decode(pieces[random(pieces.count)]) }
      _ = decoder.flush()
      _ = decoder.decode(Array("\u{1B}[201~".utf8))
      #expect(decoder.decode(Array("z".utf8)).last == .character("z"))
    }
  }

  @Test("A paste whose end does not come is what has come of it; keys are keys again")
  func unendedPaste() {
    var decoder = KeyDecoder()
    #expect(decoder.decode(Array("\u{1B}[200~one\rtwo\u{1B}[20".utf8)) == [])
    #expect(decoder.patience == KeyDecoder.pastePatience)
    #expect(decoder.flush() == [.paste("one\ntwo\u{1B}[20")])
    #expect(decoder.flush() == [] && decoder.patience == nil)
    #expect(decoder.decode(Array("x".utf8)) == [.character("x")])
  }
}
