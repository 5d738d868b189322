import Testing
import TextScreen

@Suite("A line is edited as everywhere")
struct LineEditorTests {
  private func edited(_ text: String, _ keys: Key...) -> String {
    var line = LineEditor(text)
    for key in keys { _ = line.handle(key) }
    return line.before + "|" + line.after
  }

  @Test("Keys move and delete by characters, words and to the ends")
  func keys() {
    #expect(edited("one two", .left, .left) == "one t|wo")
    #expect(edited("one two", .home, .right) == "o|ne two")
    #expect(edited("one two", .wordLeft, .wordLeft, .wordLeft) == "|one two")
    #expect(edited("one two", .home, .wordRight) == "one| two")
    #expect(edited("one two ", .control("w")) == "one |")
    #expect(edited("one two", .left, .control("u")) == "|o")
    #expect(edited("one two", .home, .right, .control("k")) == "o|")
    #expect(edited("one two", .control("a"), .delete, .control("e"), .backspace) == "ne tw|")
    #expect(edited("👍🏽é", .left, .left, .delete) == "|é")
    #expect(edited("", .backspace, .delete, .left, .right, .wordLeft, .control("w")) == "|")
  }

  @Test("A combining mark joins the character before it")
  func marks() {
    var line = LineEditor("e")
    _ = line.handle(.character("\u{301}"))
    #expect(line.text.count == 1)
    _ = line.handle(.backspace)
    #expect(line.isEmpty)
  }

  @Test("Typing is taken back by words, everything else by steps, and made again")
  func undo() {
    var line = LineEditor()
    for character in "one two" { _ = line.handle(.character(character)) }
    _ = line.handle(.control("u"))
    var seen: [String] = []
    while line.undo() { seen.append(line.text) }
    #expect(seen == ["one two", "one ", ""])
    seen = []
    while line.redo() { seen.append(line.text) }
    #expect(seen == ["one ", "one two", ""])
    _ = line.undo()
    _ = line.handle(.character("!"))
    let isMadeAgain = line.redo()
    #expect(!isMadeAgain)
    _ = line.undo()
    #expect(line.text == "one two")
  }

  @Test("A line is never longer than a mebibyte, and says so")
  func full() {
    var line = LineEditor(String(repeating: "x", count: LineEditor.longest - 1))
    let outcomes = [Key.paste("ab"), .character("a"), .character("a")].map { line.handle($0) }
    #expect(outcomes == [.full, .edited, .full])
    #expect(line.text.utf8.count == LineEditor.longest)
  }

  @Test("Other keys mean something else")
  func ignored() {
    var line = LineEditor("x")
    for key in [
      Key.enter, .tab, .escape, .up, .down, .pageUp, .function(1), .unknown, .control("z"), .alt("q"),
    ] {
      let outcome = line.handle(key)
      #expect(outcome == .ignored)
    }
  }
}
