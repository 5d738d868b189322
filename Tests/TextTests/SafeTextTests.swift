import Testing
import Text

@Suite("Text is safe for a terminal")
struct SafeTextTests {
  @Test("No control, bidirectional override or separator gets through, and nothing is lost of the rest")
  func safe() {
    #expect(safeText("a\u{1B}[31mb") == "a\\u{1B}[31mb")
    #expect(safeText("a\u{9B}b\u{7F}\u{0}") == "a\\u{9B}b\\u{7F}\\u{0}")
    #expect(safeText("a\u{202E}b\u{2066}\u{200F}") == "a\\u{202E}b\\u{2066}\\u{200F}")
    #expect(safeText("a\tb\nc\u{2028}") == "a b\\nc\\u{2028}")
    for text in ["čšžđ", "العربية", "👨‍👩‍👧", "क्‍ष", "e\u{301}"] { #expect(safeText(text) == text) }
    for value in 0...0x10FFFF {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      let safe = safeText(String(scalar)).unicodeScalars
      let bad = safe.contains {
        $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || (0x202A...0x202E).contains($0.value)
      }
      if bad { Issue.record("U+\(String(value, radix: 16))") }
    }
  }

  @Test("What is safe already stays as it is, so that making it safe twice does nothing more")
  func twice() {
    for text in ["a\u{1B}[31mb", "a\tb\nc", "\u{10FEE9}", "plain"] {
      let once = safeText(text)
      #expect(safeText(once) == once)
    }
    #expect(safeText("caf\u{10FEE9}") == "caf\\xE9")
  }

  @Test("A byte of a path is carried there and back; no other character carries one")
  func carried() {
    for byte in UInt8(0x80)...0xFF { #expect(Unicode.Scalar(carrying: byte)?.carriedByte == byte) }
    for scalar: Unicode.Scalar in ["a", "\u{10FE7F}", "\u{10FF00}"] { #expect(scalar.carriedByte == nil) }
  }

  @Test("What a protocol's text must not hold is unsafe on a terminal, too, but for what is no character")
  func sets() {
    for value in 0...0x10FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value), scalar.isUnfitForText, value & 0xFFFE != 0xFFFE else {
        continue
      }
      #expect(scalar.isUnsafe, "U+\(String(value, radix: 16))")
    }
  }
}
