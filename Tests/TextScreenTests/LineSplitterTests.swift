import Testing

import TextScreen

@Suite("Lines out of a pipe")
struct LineSplitterTests {
  @Test("Lines come whole however they are cut, also in the middle of a character")
  func pieces() {
    let bytes = Array("één\r\ntwo\n\nžž".utf8)
    for cut in 0...bytes.count {
      var splitter = LineSplitter()
      var lines = splitter.take(Array(bytes[..<cut])) + splitter.take(Array(bytes[cut...]))
      if let rest = splitter.end() { lines.append(rest) }
      #expect(lines == [.text("één"), .text("two"), .text(""), .text("žž")], "cut at \(cut)")
    }
  }

  @Test("A line over the limit is told by its length and costs no memory; the next one comes whole")
  func tooLong() {
    var splitter = LineSplitter()
    var lines: [LineSplitter.Line] = []
    let block = [UInt8](repeating: 0x61, count: 1 << 16)
    for _ in 0..<17 { lines += splitter.take(block) }
    lines += splitter.take(Array("\nnext\n".utf8))
    #expect(lines == [.tooLong(bytes: 17 << 16), .text("next")])
    #expect(splitter.end() == nil)
  }

  @Test("Invalid UTF-8 and NUL are kept as data")
  func invalid() {
    var splitter = LineSplitter()
    #expect(splitter.take([0x61, 0xFF, 0x00, 0x62, 0x0A]) == [.text("a\u{FFFD}\u{0}b")])
  }
}
