import Testing
import TextScreen

@Suite("Areas of a screen")
struct AreasTests {
  private enum Part: ScreenArea, CaseIterable {
    case head, list, saying, input, hints

    static let arrangements: [Arrangement<Part>] = [
      Arrangement(.full, rows: 8, columns: 20, [.head: 2, .list: .rest, .saying: 1, .input: 1, .hints: 1]),
      Arrangement(.tiny, rows: 4, columns: 10, [.head: 1, .list: .rest, .input: 1]),
      Arrangement(.line, [.head: 1, .list: .rest, .input: 1]),
    ]
  }

  private func rows(_ rows: Int, _ columns: Int) -> [Range<Int>] {
    let areas = Areas<Part>(Size(rows: rows, columns: columns))
    return Part.allCases.map { areas[$0] }
  }

  @Test("The first arrangement that fits is taken, in rows and in columns")
  func arrangement() {
    func room(_ rows: Int, _ columns: Int) -> ScreenRoom {
      Areas<Part>(Size(rows: rows, columns: columns)).room
    }
    #expect(room(8, 20) == .full)
    #expect(room(40, 19) == .tiny)
    #expect(room(7, 200) == .tiny)
    #expect(room(3, 200) == .line)
    #expect(room(1, 1) == .line)
  }

  @Test("Areas follow each other from the top, and one gets what the others leave")
  func heights() {
    #expect(rows(8, 20) == [0..<2, 2..<5, 5..<6, 6..<7, 7..<8])
    #expect(rows(30, 20) == [0..<2, 2..<27, 27..<28, 28..<29, 29..<30])
    #expect(rows(4, 20) == [0..<1, 1..<3, 0..<0, 3..<4, 0..<0])
  }

  @Test("Where there are too few rows the line at the bottom is left")
  func tooFew() {
    #expect(rows(2, 5) == [0..<1, 1..<1, 0..<0, 1..<2, 0..<0])
    #expect(rows(1, 5) == [0..<0, 0..<0, 0..<0, 0..<1, 0..<0])
    let areas = Areas<Part>(Size(rows: 1, columns: 5))
    #expect(areas.has(.input) && !areas.has(.head) && !areas.has(.saying))
  }

  @Test("What does not fit into an area is left out, and an area without rows takes nothing")
  func frame() {
    let areas = Areas<Part>(Size(rows: 5, columns: 12))
    func row(_ text: String) -> Row {
      var row = areas.blank
      row.add(text)
      return row
    }
    var frame = Frame(areas.size)
    frame.set(areas[.head], [row("head"), row("no")])
    frame.set(areas[.list], [row("1"), row("2"), row("3"), row("no")])
    frame.set(areas[.saying], row("no"))
    frame.set(areas[.input], row("line"))
    #expect(frame.text == ["head", "1", "2", "3", "line"])
    frame.set(above: areas[.input].lowerBound, [row("a"), row("b")])
    #expect(frame.text == ["head", "1", "a", "b", "line"])
    frame.set(above: 1, [row("out"), row("in")])
    #expect(frame.text == ["in", "1", "a", "b", "line"])
  }
}
