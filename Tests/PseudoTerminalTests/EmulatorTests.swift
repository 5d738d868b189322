import PseudoTerminal
import Testing

@Suite("The emulator")
struct EmulatorTests {
  private func showing(_ text: String, rows: Int = 4, columns: Int = 12) throws -> Emulator {
    let emulator = try Emulator(rows: rows, columns: columns)
    emulator.feed(text)
    return emulator
  }

  @Test("Text stands in its rows, without the blanks at their ends, and the cursor after it")
  func text() throws {
    let emulator = try showing("one  \r\n two\u{1B}[4;3Hx")
    #expect(emulator.rows == ["one", " two", "", "  x"])
    #expect(emulator.cursor == (3, 3))
    #expect(emulator.byteCount == 18)
    #expect(emulator.isCursorVisible && !emulator.isAlternateScreen && !emulator.bracketsPaste)
  }

  @Test("A wide character takes two cells, and what combines goes with its letter")
  func characters() throws {
    let emulator = try showing("日本 e\u{301}! č")
    #expect(emulator.rows[0] == "日本 e\u{301}! č")
    #expect(emulator.cursor == (0, 9))
    #expect(emulator.cell(0, 0)?.text == "日" && emulator.cell(0, 1)?.isRightHalf == true)
    #expect(emulator.cell(0, 2)?.text == "本")
    #expect(emulator.cell(0, 5)?.text.unicodeScalars.count == 2)
    #expect(emulator.cell(0, 8)?.text == "č")
  }

  @Test("Characters and sequences may come byte by byte")
  func split() throws {
    let whole = "\u{1B}[2;2H\u{1B}[1;31m日é\u{1B}[0m\u{1B}[?2004h"
    let emulator = try Emulator(rows: 4, columns: 12)
    for byte in whole.utf8 { emulator.feed([byte]) }
    #expect(try emulator.screenshot == showing(whole).screenshot)
    #expect(emulator.rows[1] == " 日é" && emulator.bracketsPaste)
    #expect(emulator.byteCount == whole.utf8.count)
  }

  @Test("Bold, reverse, underline and colours are those of the cell")
  func styles() throws {
    let emulator = try showing(
      "a\u{1B}[1mb\u{1B}[0;7mc\u{1B}[0;4md\u{1B}[0;31;44me\u{1B}[38;5;200mf\u{1B}[38;2;1;2;3mg\u{1B}[0mh")
    let cells = (0..<8).compactMap { emulator.cell(0, $0) }
    #expect(cells.map(\.text).joined() == "abcdefgh")
    #expect(cells.map(\.isBold) == [false, true, false, false, false, false, false, false])
    #expect(cells.map(\.isReverse) == [false, false, true, false, false, false, false, false])
    #expect(cells.map(\.isUnderlined) == [false, false, false, true, false, false, false, false])
    #expect(
      cells.map(\.foreground) == [nil, nil, nil, nil, .indexed(1), .indexed(200), .rgb(1, 2, 3), nil])
    #expect(cells.map(\.background) == [nil, nil, nil, nil, .indexed(4), .indexed(4), .indexed(4), nil])
    #expect(emulator.cell(3, 11) == Cell(), "nothing was written there")
    #expect(emulator.cell(4, 0) == nil && emulator.cell(0, 12) == nil && emulator.cell(-1, 0) == nil)
  }

  @Test("The alternate screen comes and goes and leaves what was there")
  func alternateScreen() throws {
    let emulator = try showing("before\u{1B}[?1049h\u{1B}[2J\u{1B}[Hin it\u{1B}[?25l")
    #expect(emulator.isAlternateScreen && !emulator.isCursorVisible)
    #expect(emulator.rows[0] == "in it")
    emulator.feed("\u{1B}[?25h\u{1B}[?1049l")
    #expect(!emulator.isAlternateScreen && emulator.isCursorVisible)
    #expect(emulator.rows[0] == "before")
    #expect(emulator.cursor == (0, 6))
  }

  @Test("Brackets around a paste are on when the program asked for them, and asking does no harm")
  func bracketedPaste() throws {
    let emulator = try showing("\u{1B}[6n\u{1B}[?2004h")
    #expect(emulator.bracketsPaste)
    #expect(emulator.bracketsPaste)
    #expect(emulator.takeReplies() == [UInt8]("\u{1B}[1;1R".utf8), "the answer is still there, alone")
    emulator.feed("\u{1B}[?2004l")
    #expect(!emulator.bracketsPaste)
    #expect(emulator.takeReplies().isEmpty)
  }

  @Test(
    "Another size keeps what still fits",
    arguments: [(2, 6, "one_日"), (1, 1, "o"), (200, 500, "one_日本"), (3, 40, "one_日本")])
  func resize(rows: Int, columns: Int, first: String) throws {
    let emulator = try showing("one_日本\u{1B}[1;1H")
    emulator.resize(rows: rows, columns: columns)
    #expect(emulator.size == (rows, columns))
    #expect(emulator.rows.count == rows)
    #expect(emulator.rows[0] == first)
    emulator.feed("\u{1B}[\(rows);\(columns)Hé")
    #expect(emulator.cell(rows - 1, columns - 1)?.text == "é")
  }

  @Test("Margins end with the size they were set in, and the cursor stays")
  func margins() throws {
    let emulator = try showing("one\u{1B}[30;38r\u{1B}[3;5Hx", rows: 40)
    emulator.resize(rows: 10, columns: 12)
    #expect(emulator.cursor == (2, 5))
    emulator.feed("\u{1B}[10;1Hlast\nand")
    #expect(emulator.rows == ["", "    x"] + Array(repeating: "", count: 6) + ["last", "    and"])
    for rows in [50, 1, 200] { emulator.resize(rows: rows, columns: 300) }
    #expect(emulator.size == (200, 300))
  }

  @Test("Another size in the middle of a character or a sequence breaks neither")
  func resizedMidway() throws {
    let whole = "\u{1B}[1;31m日é\u{1B}]0;title\u{7}\u{1B}]0;title\u{1B}\\\u{1B}(B\u{1B}[2;2H本\u{1B}[0m!"
    let emulator = try Emulator(rows: 4, columns: 12)
    for byte in whole.utf8 {
      emulator.feed([byte])
      emulator.resize(rows: 5, columns: 13)
      emulator.resize(rows: 4, columns: 12)
    }
    #expect(try emulator.screenshot == showing(whole).screenshot)
    #expect(emulator.rows == ["日é", " 本!", "", ""])
    #expect(emulator.cell(1, 1)?.isBold == true && emulator.cell(1, 3)?.isBold == false)
  }

  @Test("A wide character in a screen of one column breaks nothing")
  func oneColumn() throws {
    let emulator = try showing("日")
    emulator.resize(rows: 2, columns: 1)
    emulator.feed("\u{1B}[1;1H本\u{1B}[2;1Ha日")
    #expect(emulator.size == (2, 1))
    #expect(emulator.cell(0, 1) == nil)
    #expect(emulator.cursor.column == 0)
  }
}
