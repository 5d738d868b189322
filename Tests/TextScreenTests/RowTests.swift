import Testing
import TextScreen

@Suite("Rows, frames and lines that fit")
struct RowTests {
  private func row(_ width: Int, _ text: String) -> Row {
    var row = Row(width: width)
    row.add(text)
    return row
  }

  @Test("What does not fit is cut, and the cut is shown; no wide character is split")
  func cut() {
    #expect(row(5, "hello").text == "hello")
    #expect(row(4, "hello").text == "hel…")
    #expect(row(4, "字字字").text == "字…")
    #expect(row(5, "字字字").text == "字字…")
    #expect(row(6, "字字字").text == "字字字")
    #expect(row(1, "字").text == "…")
    #expect(row(0, "x").columns == 0)
    #expect(row(3, "e\u{301}e\u{301}e\u{301}").text == "e\u{301}e\u{301}e\u{301}")
  }

  @Test("Nothing unsafe gets into a row")
  func safe() {
    #expect(row(40, "a\u{1B}[31m\u{202E}b\u{9B}c\0").text == "a\\u{1B}[31m\\u{202E}b\\u{9B}c\\u{0}")
  }

  @Test("Spans of one role are one; the right end is the right end")
  func spans() {
    var line = Row(width: 10)
    line.add("ab", .title)
    line.add("c", .title)
    var end = Row(width: 10)
    end.add("yz", .hint)
    line.addAtEnd(end)
    #expect(line.text == "abc     yz")
    #expect(line.spans.map(\.role) == [.title, .text, .hint])
    #expect(line.whole(.alert).spans.count == 1)
    #expect(line.whole(.alert).columns == 10)
  }

  @Test("A frame keeps its size and its cursor inside, whatever it is told")
  func frame() {
    var frame = Frame(Size(rows: 2, columns: 5))
    frame.set(7, row(5, "x"))
    frame.set(-1, row(5, "x"))
    frame.set(1, row(5, "in"))
    frame.putCursor(Position(row: 9, column: -3))
    #expect(frame.text == ["", "in"])
    #expect(frame.cursor == Position(row: 1, column: 0))
    #expect(Size(rows: 0, columns: -4) == Size(rows: 1, columns: 1))
  }
}
