import Facilitators
import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("What is longer than a note may be")
struct LongLineTests {
  private static let longest = NoteContent.longestText
  private static let paragraphs = (1...400).map {
    "paragraph \($0) " + String(repeating: "word ", count: 100) + "end"
  }

  @Test("At the limit it is one note; beyond it a pipe keeps it as several, in order, and says so")
  func pipe() {
    var it = Facilitator()
    it.type("3 " + String(repeating: "x", count: Self.longest))
    #expect(it.session.notes.count == 1 && it.texts[0].utf8.count == Self.longest)
    let text = Self.paragraphs.joined(separator: "\n")
    it.type("3 *" + text + " #bar.mes")
    let parts = it.session.notes.dropFirst()
    #expect(it.answer.hasSuffix("kept as \(parts.count) notes, 2 to \(parts.count + 1)"))
    #expect(parts.count == 4 && parts.allSatisfy { $0.content.text.utf8.count <= Self.longest })
    #expect(parts.map(\.content.text).joined(separator: "\n") == text)
    #expect(parts.allSatisfy { $0.content.speakers == [.participant(3)] })
    #expect(parts.map(\.content.codes.count) == [1, 0, 0, 0])
    #expect(parts.map(\.content.important) == [true, false, false, false])
    let context = it.session.shorthandContext
    for note in parts { #expect(Shorthand.read(note.typed, in: context).content.text == note.content.text) }
  }

  @Test("At a terminal it stays in the line and is offered in parts; a second Enter keeps them")
  func terminal() {
    var desk = Desk()
    let words = (1...20_000).map { "word\($0)" }.joined(separator: " ")
    desk.press(.paste("3 " + words), .enter)
    #expect(desk.session.notes.isEmpty)
    desk.messages.says("a note holds 65536: Enter again keeps it as 3 notes")
    desk.press(.enter)
    #expect(desk.session.notes.count == 3)
    #expect(desk.texts.joined(separator: " ") == words)
    #expect(desk.line == "W>")
    desk.press(.paste("4 " + words), .enter, .end, .character("!"), .enter)
    #expect(desk.session.notes.count == 3, "another line is offered anew")
    var it = Facilitator(interactive: true)
    it.type("3 " + words)
    #expect(it.givenBack?.text == "3 " + words && it.session.notes.isEmpty)
    it.type("3 " + words)
    #expect(it.givenBack == nil && it.session.notes.count == 3)
  }

  @Test("A quote stays one: its manner is with the last part, and what is to come is to come after that")
  func quote() {
    var it = Facilitator()
    let words = (1...20_000).map { "word\($0)" }.joined(separator: " ")
    it.type("3 \"\(words)\" ironic")
    #expect(it.session.notes.map(\.content.manner) == [nil, nil, "ironic"])
    #expect(it.session.notes.allSatisfy { $0.content.kind == .quote && $0.content.complete })
    it.type("4 \"\(words)...")
    #expect(it.session.notes.suffix(3).map(\.content.complete) == [true, true, false])
    it.type("...and the rest")
    #expect(it.texts.last?.hasSuffix("and the rest") == true)
  }

  @Test("Neither an edit nor the rest of a quote makes a note too long; one that was longer may stay so")
  func edits() {
    var it = Facilitator()
    let long = String(repeating: "word ", count: 13_000)
    it.type(lines: "3 short", "/edit 1 3 \(long)\(long)")
    #expect(it.heard.first?.hasPrefix("error: ") == true)
    #expect(it.texts == ["short"])
    it.type(lines: "4 \"" + long + "...", "..." + long)
    #expect(it.session.notes.count == 3)
    #expect(it.session.notes[2].content.speakers == [.participant(4)])
    #expect(it.heard.contains { $0.contains("kept on its own") })
    var at = Facilitator(interactive: true)
    at.type(lines: "4 \"" + long + "...", "..." + long)
    #expect(at.givenBack?.text == "..." + long && at.session.notes.count == 1)
  }

  @Test(
    "A text is cut at line breaks, then at blanks, then between characters; only the blank at a cut is lost",
    arguments: [
      "a b c d e f", "ab\ncd ef\ngh", "abcdefghijklmnop", "ééééééééé", "字字字字字", "a\u{301}\u{302}b c", "",
    ])
  func cutting(text: String) {
    for most in 4...12 {
      let parts = LongText.parts(of: text, most: most)
      #expect(parts.allSatisfy { $0.utf8.count <= most && !$0.isEmpty })
      func solid(_ text: some StringProtocol) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
      }
      #expect(solid(parts.joined()) == solid(text), "\(parts)")
    }
    #expect(LongText.parts(of: "one two\nthree four", most: 15) == ["one two", "three four"])
    #expect(LongText.parts(of: "one two three", most: 7) == ["one two", "three"])
    #expect(LongText.parts(of: "👩‍👩‍👧👩‍👩‍👧", most: 20) == ["👩‍👩‍👧", "👩‍👩‍👧"])
  }

  @Test("The line of a plain terminal says once that it is full")
  func full() {
    var line = PlainLine()
    let recording = Facilitator(interactive: true).recording
    let now = Desk.stamp(1000)
    let block = String(repeating: "x", count: PlainLine.longest)
    guard case .echo = line.handle(.paste(block), now: now, in: recording) else {
      Issue.record("a line of 1 MiB fits")
      return
    }
    #expect(line.handle(.character("y"), now: now, in: recording) == .full)
    #expect(line.handle(.character("y"), now: now, in: recording) == .nothing)
  }
}
