import Facilitation
import Facilitators
import Interview
import Testing

@Suite("Answers as values")
struct AnswerTests {
  private func answers(_ it: Facilitator) -> [Answer] {
    it.effects.compactMap { if case .say(let reply) = $0 { reply.answer } else { nil } }
  }

  @Test("A note that was kept, written anew, taken back or made again comes with the answer")
  func notes() throws {
    var it = Facilitator()
    it.type("/go K1")
    #expect(answers(it) == [.question("K1", isWanted: false)])
    it.type("3 late")
    #expect(answers(it) == [.saved(try #require(it.session.note(1)), "")])
    it.type("4+ and rules")
    #expect(answers(it) == [.saved(try #require(it.session.note(2)), ", agrees with 1")])
    it.type("/edit 1 3 too late")
    #expect(answers(it) == [.edited(try #require(it.session.note(1)), "")])
    it.type("/undo")
    #expect(answers(it) == [.undone("edit of note 1", about: [])])
    it.type("/redo")
    #expect(answers(it) == [.redone("edit of note 1", about: [])])
    it.type("/consent 3 quote no")
    it.type("/undo")
    #expect(answers(it) == [.undone("change of P3", about: [3])])
  }

  @Test("A report tells what it is about, whatever its length")
  func reports() {
    var it = Facilitator()
    it.type(lines: "/go K1", "3 late", "4 rules", "5 late again")
    for (line, wanted) in [
      ("/find late", Answer.found([1, 3])), ("/find never", .found([])), ("/notes", .notes([1, 2, 3])),
      ("/who", .people), ("/time", .time), ("/codes", .codes), ("/point", .point),
      ("/help off", .help("off")),
      ("/q", .question("K1", isWanted: true)), ("/retract 9", .refused("there is no note 9")),
    ] {
      it.type(line)
      #expect(answers(it) == [wanted], "\(line)")
      #expect(!it.heard.isEmpty, "\(line)")
    }
  }

  @Test("At a terminal the end says first what is open, as a list of what it is")
  func checklist() {
    var it = Facilitator(participants: 1, interactive: true)
    it.type(lines: "1 late", "/end")
    guard case .checklist(let items) = answers(it).first else {
      Issue.record("no checklist")
      return
    }
    #expect(items == it.session.closingChecklist(at: .seconds(it.seconds)))
    #expect(items.contains(.mustAsk("E1")))
    #expect(it.heard.contains("must be asked: E1 In the end; /go E1"))
  }

  @Test("What needs a yes is a confirmation, and what a form asks a form")
  func questions() {
    var it = Facilitator(participants: 1, interactive: true)
    it.type(lines: "1 late", "/redact 1")
    guard case .confirmation(let lines) = answers(it).last else {
      Issue.record("no confirmation")
      return
    }
    #expect(lines.first == "destroyed for ever:")
    var setUp = Facilitator(interactive: true, begun: false)
    setUp.type("NL")
    guard case .form(_, isOver: false) = answers(setUp).last else {
      Issue.record("no form")
      return
    }
  }
}
