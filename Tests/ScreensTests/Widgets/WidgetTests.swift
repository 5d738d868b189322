import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("Widgets")
struct WidgetTests {
  // MARK: Messages

  private func drawn(_ said: MessageArea, free: Range<Int>?, over middle: Range<Int>) -> [String] {
    var frame = Frame(Size(rows: 6, columns: 20))
    said.draw(in: &frame, free: free, over: middle)
    return frame.text
  }

  @Test(
    "What is said stands on the free row if it fits, else over the lowest rows of the middle, and no others")
  func messages() {
    var said = MessageArea()
    said.say(.told, "short", at: Offset(1))
    #expect(drawn(said, free: 4..<5, over: 1..<4) == ["", "", "", "", " short", ""])
    #expect(drawn(said, free: nil, over: 1..<4) == ["", "", "", " short", "", ""])
    said.say(.warning, "something much longer that takes more rows than there are", at: Offset(2))
    #expect(
      drawn(said, free: 4..<5, over: 1..<4)
        == ["", " something much", " longer that takes", " more rows than…", "", ""])
    #expect(drawn(said, free: 4..<5, over: 2..<3) == ["", "", " something much…", "", "", ""])
    #expect(drawn(said, free: 4..<5, over: 0..<0) == ["", "", "", "", " something much lon…", ""])
    #expect(drawn(said, free: nil, over: 0..<0) == Array(repeating: "", count: 6))
  }

  @Test("The newest comes first, what was said at once keeps its order, and nothing is said twice")
  func order() {
    var said = MessageArea()
    said.say(.told, "a", at: Offset(1))
    said.say(.told, "b", at: Offset(2))
    said.say(.told, "c", at: Offset(2))
    said.say(.told, "a", at: Offset(3))
    #expect(drawn(said, free: 4..<5, over: 1..<4)[4] == " a · b · c")
    said.clear(olderThan: 1, at: Offset(4))
    #expect(drawn(said, free: 4..<5, over: 1..<4)[4] == " a")
  }

  @Test("While one types only what needs somebody stays, and what was told since the last key")
  func whileTyping() {
    var said = MessageArea()
    said.say(.told, "old", at: Offset(1))
    said.say(.warning, "warning", at: Offset(2))
    said.type(at: Offset(3))
    said.say(.told, "new", at: Offset(3))
    said.say(.saved, "saved", at: Offset(4))
    for (isTyping, seen) in [(true, "new · warning"), (false, "saved · new · warning · old")] {
      var frame = Frame(Size(rows: 2, columns: 40))
      said.draw(in: &frame, free: 1..<2, over: 0..<1, isTyping: isTyping)
      #expect(frame.text[1] == " " + seen)
    }
  }

  @Test("An error goes when something else is entered, and nothing else does")
  func refusals() {
    var said = MessageArea()
    said.say(.refused, "refused", at: Offset(1))
    said.say(.warning, "warning", at: Offset(2))
    said.clearRefusals()
    #expect(drawn(said, free: 4..<5, over: 1..<4)[4] == " warning")
  }

  @Test("What is told goes after six seconds, what needs somebody after thirty")
  func lifetimes() {
    var said = MessageArea()
    said.say(.told, "told", at: .zero)
    said.say(.refused, "refused", at: .zero)
    said.pass(to: Offset(5999))
    #expect(drawn(said, free: 4..<5, over: 1..<4)[4] == " told · refused")
    said.pass(to: Offset(6000))
    #expect(drawn(said, free: 4..<5, over: 1..<4)[4] == " refused")
    said.pass(to: Offset(30_000))
    #expect(said.isEmpty)
  }

  // MARK: Lists

  @Test("Of a long list what is around the choice is seen; a choice is never outside")
  func choices() {
    var list = ChoiceList()
    #expect(list.window(of: 10, height: 4) == 0..<4)
    _ = list.move(.pageDown, of: 10, page: 5)
    #expect(list.choice == 5 && list.window(of: 10, height: 4) == 3..<7)
    _ = list.move(.pageDown, of: 10, page: 5)
    #expect(list.choice == 9 && list.window(of: 10, height: 4) == 6..<10)
    list.turn(by: 1, of: 10)
    #expect(list.choice == 0)
    list.turn(by: -1, of: 10)
    #expect(list.choice == 9)
    list.choose(9, of: 3)
    #expect(list.choice == 2 && list.window(of: 3, height: 8) == 0..<3)
    list.choose(2, of: 0)
    #expect(
      list.choice == 0 && list.window(of: 0, height: 8).isEmpty && list.window(of: 5, height: 0).isEmpty)
    let isMoved = list.move(.enter, of: 3, page: 1)
    #expect(!isMoved)
  }

  @Test("The chosen entry is marked, and the last row says how many follow")
  func rows() {
    let list = ChoiceList(at: 1)
    let rows = list.rows(of: 6, width: 20, height: 3, marksMore: true) { $1.add("entry \($0)") }
    #expect(rows.map(\.text) == ["   entry 0", " ▸ entry 1", "   … 4 more"])
    #expect(rows[1].spans.map(\.role) == [.current])
  }

  // MARK: The line

  @Test("A line that was worth it is brought back; one that was not is not")
  func givenUp() {
    var prompt = Prompt("/memo 2 half said")
    prompt.giveUp(keeping: true)
    #expect(prompt.isEmpty)
    _ = prompt.handle(.character("x"))
    prompt.giveUp(keeping: false)
    prompt.bringBack()
    #expect(prompt.text == "/memo 2 half said")
  }

  @Test("The first candidate stands in the line at once; Tab goes on and around, typing takes the rest away")
  func completion() {
    var prompt = Prompt("say #b")
    func found(_ before: String) -> Offer? {
      Offer(["#bar", "#bed"].map { Offer.Candidate(word: $0, about: "") }, for: 2)
    }
    func tab(backwards: Bool = false) {
      let isDone = prompt.complete(backwards: backwards, found)
      #expect(isDone)
    }
    tab()
    #expect(prompt.text == "say #bar" && prompt.isCompleting)
    tab()
    #expect(prompt.text == "say #bed")
    tab()
    #expect(prompt.text == "say #bar")
    tab(backwards: true)
    #expect(prompt.text == "say #bed")
    _ = prompt.handle(.character("s"))
    #expect(prompt.text == "say #beds" && !prompt.isCompleting)
    let isDone = prompt.complete(backwards: false) { _ in nil }
    #expect(!isDone)
    #expect(Offer([], for: 0) == nil)
  }

  // MARK: What is read

  @Test(
    "A document tells from which line it is shown, where there is room to; an answer how many rows follow")
  func reading() {
    let lines = (1...9).map { "line \($0)" }
    var document = ReadingPanel("title", lines, .document)
    #expect(
      document.rows(width: 60, height: 4)[0].text
        == "── title ────────────────── from line 1 of 9 · Esc closes ──")
    #expect(document.rows(width: 30, height: 4)[0].text == "── title ─────── Esc closes ──")
    #expect(document.rows(width: 60, height: 10)[0].text.contains("line 1") == false)
    #expect(document.rows(width: 60, height: 4).map(\.text).dropFirst() == [" line 1", " line 2", " line 3"])
    _ = document.scroll(.pageDown, width: 60, height: 4)
    #expect(document.rows(width: 60, height: 4).map(\.text)[1] == " line 3")
    _ = document.scroll(.end, width: 60, height: 4)
    #expect(document.rows(width: 60, height: 4).map(\.text)[3] == " line 9")
    // On a higher screen as much is seen as fits.
    #expect(document.rows(width: 60, height: 8).map(\.text)[1] == " line 3")
    let isScrolled = document.scroll(.enter, width: 60, height: 4)
    #expect(!isScrolled)

    let answer = ReadingPanel("title", lines)
    #expect(answer.rows(width: 60, height: 4).map(\.text)[3] == "   … 7 more")
    #expect(answer.rows(width: 60, height: 10).map(\.text)[9] == " line 9")
  }

  @Test("What goes on of a line stands behind where its text begins, and each of its rows is scrolled to")
  func hanging() {
    var panel = ReadingPanel("title", ["  one two three four", "", "end"])
    #expect(
      panel.rows(width: 14, height: 7).map(\.text).dropFirst()
        == ["   one two", "    three four", "", " end"])
    _ = panel.scroll(.down, width: 14, height: 4)
    #expect(panel.rows(width: 14, height: 4).map(\.text)[1] == "    three four")
    _ = panel.scroll(.down, width: 14, height: 4)
    #expect(panel.rows(width: 14, height: 4).map(\.text)[1] == "    three four")
  }

  @Test("A title that is too long is cut; how the panel is closed is said all the same")
  func title() {
    #expect(titleRule(30, "a title that is much too long").text == "── a title tha…  Esc closes ──")
    #expect(titleRule(40, "a title").text == "── a title ─────────────── Esc closes ──")
  }
}
