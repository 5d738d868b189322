import Growth
import Testing
import Text

/// Breaking texts into lines, however long they or their words are.
@Suite("Breaking into lines")
struct WrappingTests {
  /// A word without a blank, in so many characters.
  enum Endless: String, CaseIterable, CustomTestStringConvertible {
    case base64, chinese, joined, flags, accents

    var testDescription: String { rawValue }

    func word(_ count: Int) -> String {
      switch self {
      case .base64: String(repeating: "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZn", count: count / 44)
      case .chinese: String(repeating: "我們太晚才聽說這件事情了啊", count: count / 13)
      case .joined: String(repeating: "👩‍", count: count)
      case .flags: String(repeating: "🇳🇱", count: count)
      case .accents: String(repeating: "e\u{301}", count: count)
      }
    }
  }

  @Test("costs four times as much for four times as much", arguments: Endless.allCases)
  func linear(_ kind: Endless) {
    let (short, long) = (kind.word(4000), kind.word(16_000))
    let little = Cost { _ = wrapped(short, width: 40, breakingWords: true) }
    let much = Cost { _ = wrapped(long, width: 40, breakingWords: true) }
    #expect(much.times(little) < linearly)
  }

  @Test(
    "costs what is asked for, however much follows", arguments: [Endless.base64, .chinese, .flags, .accents])
  func lazy(_ kind: Endless) {
    for text in [kind.word(4000), Array(repeating: kind.word(88), count: 50).joined(separator: " ")] {
      let much = String(repeating: text, count: 64)
      let shown = Cost { _ = wrapped(text, width: 40, breakingWords: true, most: 4) }
      let same = Cost { _ = wrapped(much, width: 40, breakingWords: true, most: 4) }
      #expect(same.times(shown) < hardly)
    }
  }

  @Test("into some lines gives the first of all lines")
  func most() {
    for text in WrappingTests.texts {
      for width in [1, 2, 5, 17] {
        for breaks in [false, true] {
          let all = wrapped(text, width: width, breakingWords: breaks)
          for most in 0...(all.count + 1) {
            let some = wrapped(text, width: width, breakingWords: breaks, most: most)
            #expect(some == Array(all.prefix(most)), "\(text) at \(width)")
          }
        }
      }
    }
  }

  @Test("is what it is to measure and cut the rest for each line")
  func same() {
    for text in WrappingTests.texts {
      for width in [-1, 0, 1, 2, 3, 7, 20] {
        for breaks in [false, true] {
          #expect(
            wrapped(text, width: width, breakingWords: breaks)
              == slowly(text, width: width, breaking: breaks),
            "\(text) at \(width)")
        }
      }
    }
  }

  @Test("looks at the first scalars of a chain of joiners only")
  func chain() {
    for mark in ["\u{200D}", "\u{301}", "\u{E0041}", "\u{FE0F}"] {
      let drawn = DrawnCharacter(Character("👩" + String(repeating: mark, count: 50_000)))
      #expect(drawn.text.unicodeScalars.count < 1000 && drawn.columns < 1000)
    }
    // The longest that people write are drawn as ever.
    #expect(DrawnCharacter("👨‍👩‍👧‍👦").columns == 2)
    #expect(DrawnCharacter("🏴󠁧󠁢󠁳󠁣󠁴󠁿").text.contains("\\u{E0067}"))
  }

  @Test("A word is measured as far as it matters")
  func measured() {
    for text in WrappingTests.texts {
      let columns = DisplayWidth.of(text)
      for most in 0...(columns + 2) {
        let found = DisplayWidth.of(text[...], atMost: most)
        #expect(columns <= most ? found == columns : found > most, "\(text) to \(most)")
      }
    }
    let (short, long) = (Endless.base64.word(4400)[...], Endless.base64.word(4_400_000)[...])
    let shown = Cost { for _ in 0..<20 { _ = DisplayWidth.of(short, atMost: 80) } }
    let same = Cost { for _ in 0..<20 { _ = DisplayWidth.of(long, atMost: 80) } }
    #expect(same.times(shown) < hardly)
  }

  private static let texts: [String] = {
    var texts = [
      "", " ", "a", "one two  three\nfour", "字字字 字", "a\u{A0}b c", "  x ", "e\u{301}e\u{301}x e\u{301}",
      "👩‍👩‍👧‍👦🇳🇱🇸🇮 🇳", "\u{301}lone", "a\u{7}b\u{202E}c", "supercalifragilistic x", "tab\there", "x\r\ny",
      "日本e\u{301}語abc", "\u{200D}\u{200D}", "a\u{1F468}\u{200D}",
    ]
    var state: UInt64 = 7
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let pieces = [
      "a", "bc", " ", "字", "e\u{301}", "🇳🇱", "👩‍👧", "\u{200D}", "\n", "word", "\u{301}", "\u{85}", "-",
    ]
    for _ in 0..<60 { texts.append((0..<next(25)).map { _ in pieces[next(pieces.count)] }.joined()) }
    return texts
  }()

  /// As it was done before: right, and quadratic.
  private func slowly(_ text: String, width: Int, breaking: Bool) -> [String] {
    var lines: [String] = []
    var line = ""
    var length = 0
    func add(_ word: String, _ columns: Int) {
      if length > 0, length + 1 + columns > width {
        lines.append(line)
        (line, length) = ("", 0)
      }
      if length > 0 { (line, length) = (line + " ", length + 1) }
      (line, length) = (line + word, length + columns)
    }
    for word in text.utf8.split(whereSeparator: { $0 == 0x20 || (0x09...0x0D).contains($0) }) {
      var word = String(word) ?? ""
      while breaking, DisplayWidth.of(word) > max(1, width) {
        var head = ""
        for character in word {
          let columns = DisplayWidth.of(head + String(character))
          if columns > max(1, width), !head.isEmpty { break }
          head.append(character)
        }
        add(head, DisplayWidth.of(head))
        word = String(word.dropFirst(head.count))
      }
      if !word.isEmpty { add(word, DisplayWidth.of(word)) }
    }
    return length > 0 ? lines + [line] : lines
  }

  @Test("Text is wrapped by columns; a word that is too long is broken where that is wanted")
  func wrapping() {
    #expect(wrapped("one two  three\nfour", width: 9) == ["one two", "three", "four"])
    #expect(wrapped("字字 字字", width: 5) == ["字字", "字字"])
    #expect(wrapped("abcdefgh ij", width: 3) == ["abcdefgh", "ij"])
    #expect(wrapped("abcdefgh ij", width: 3, breakingWords: true) == ["abc", "def", "gh", "ij"])
    #expect(wrapped("字字字", width: 1, breakingWords: true) == ["字", "字", "字"])
    #expect(wrapped(" \n ", width: 5) == [])
    #expect(wrapped("a-very-long-word b", width: 5) == ["a-very-long-word", "b"])
  }
}
