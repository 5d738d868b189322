import Facilitation
import Facilitators
import Interview
import Testing

@Suite("Notes as they are typed")
struct NoteTests {
  @Test("A note is stamped with its first key, its speaker and the question it was begun on")
  func stamped() throws {
    var it = Facilitator()
    it.type("/go K1")
    it.type("3 \"we only hear late #bar.mes", after: 60, thinking: 5)
    #expect(it.heard == ["saved 1 00:00:56 K1 P3 quote: we only hear late"])
    let note = try #require(it.session.notes.first)
    #expect(note.at == .seconds(56) && note.saved == .seconds(61) && note.question == "K1")
    #expect(note.content.codes == ["bar.mes"] && note.id == "abcd-1")
  }

  @Test("At a terminal the answer is short: one has just typed it")
  func short() {
    var it = Facilitator(interactive: true)
    it.type("m: what do the others think")
    #expect(it.firstAnswer == "saved 1 moderator paraphrase")
  }

  @Test("A note begun on one question and entered on the next belongs to the first")
  func begunBefore() {
    var it = Facilitator()
    it.type("/go K1")
    let line = TypedLine("3 late words", begun: Facilitator.stamp(1), question: "K1")
    it.type("/go K2", after: 5)
    it.enter(line)
    #expect(it.session.notes.map(\.question) == ["K1"])
  }

  @Test("A note filed under another question says where it was raised, and is shown when that is reached")
  func raisedEarly() {
    var it = Facilitator()
    it.type(lines: "/go K1", ">K2 2 the audit office decides", "/go K2")
    #expect(it.session.notes.first?.raisedAt == "K1")
    #expect(it.heard.contains("raised at K1: 1 00:00:02 K2 P2 the audit office decides"))
  }

  @Test("A correction that is too much for one record is refused, and so is what takes back too much")
  func tooLarge() throws {
    var session = Facilitator().session
    var parts = Session.Parts(of: session)
    parts.visits = session.visits
    parts.participants = session.participants
    let said = NoteContent(speakers: [.participant(2)], text: "late")
    var note = Note(
      id: "abcd-1", number: 1, question: "W", at: .seconds(1), time: Facilitator.wall(1), saved: .seconds(1),
      content: said)
    parts.notes = [note]
    let shown = Stance.Change(at: .seconds(2), value: .agree)
    parts.stances = [
      Stance(
        participant: .participant(3), target: StanceTarget(question: "W", note: note.id),
        changes: Array(repeating: shown, count: 100_000))
    ]
    session.restore(parts)
    var recording = Recording(session: session, interactive: false)
    func enter(_ line: String) -> Effect? {
      recording.enter(TypedLine(line, begun: Facilitator.stamp(9), question: "W"), now: Facilitator.stamp(9))
        .first
    }
    #expect(
      enter("/swap 3 5 since 1")
        == .say(
          Reply(
            .refused("that is too much for one correction; correct since a later note"),
            ["error: that is too much for one correction; correct since a later note"])))
    let isSame = recording.session == session
    #expect(isSame)

    let old = Revision(
      at: .seconds(2), content: NoteContent(text: String(repeating: "late ", count: 13_000)), question: "W",
      typed: "")
    note.revisions = Array(repeating: old, count: 140)
    parts.notes = [note]
    session.restore(parts)
    recording = Recording(session: session, interactive: false)
    _ = enter("/retract 1")
    #expect(
      enter("/undo")
        == .say(
          Reply(
            .refused("the last change is too large to be undone"),
            ["error: the last change is too large to be undone"])))
    #expect(recording.session.notes.isEmpty)
  }

  @Test("Agreeing is one line, with a statement one note; one undo takes both back")
  func stances() {
    var it = Facilitator()
    it.type(lines: "/go K1", "3 \"we hear late", "5+ rules leave no room", "1,4-")
    #expect(it.answer == "shown P1, P4 dissent from 2")
    #expect(it.session.stances.count == 3)
    it.type(lines: "/undo")
    #expect(it.session.stances.count == 1)
    it.type(lines: "/undo")
    #expect(it.texts == ["we hear late"])
    #expect(it.session.stances.isEmpty)
  }

  @Test("A stub is completed later, in its place")
  func stub() {
    var it = Facilitator()
    it.type(lines: "/go K1", "3 \"we are asked...", "4 something else", "...but only after #drv.mic")
    #expect(it.texts == ["we are asked but only after", "something else"])
    #expect(it.session.notes[0].content.complete && it.session.notes[0].content.codes == ["drv.mic"])
    it.type("...again #late!")
    #expect(it.givenBack?.text == "...again #late!")
    it.type("...nothing waits")
    #expect(it.firstAnswer.hasPrefix("error: no note is waiting"))
    #expect(it.givenBack?.text == "...nothing waits")
  }

  @Test("A show of hands counts those present")
  func hands() {
    var it = Facilitator()
    it.type(lines: "/out 8", "=6 would do it again")
    #expect(it.session.notes[0].content.count == 6 && it.session.notes[0].content.of == 7)
  }

  @Test("An empty line is nothing")
  func empty() {
    var it = Facilitator()
    let before = it.session
    it.type("   ")
    #expect(it.session == before && it.heard.isEmpty)
  }

  @Test("An unknown command stays in the line, unsaved, and is told how it is written as text")
  func unknownCommand() {
    var it = Facilitator()
    it.type("/skipp time")
    #expect(
      it.answer
        == "error: /skipp is no command, perhaps /skip; /? lists them; to write it as text: \\/skipp time"
    )
    #expect(it.givenBack?.text == "/skipp time" && it.session.notes.isEmpty)
    it.type("\\/skipp time")
    #expect(it.texts == ["/skipp time"])
  }

  @Test("What a person types never reaches a terminal raw")
  func safe() {
    var it = Facilitator()
    it.type("3 \"\u{1B}]8;;http://x\u{7}\u{202E}\u{9B}31m")
    #expect(it.session.notes[0].content.text.unicodeScalars.contains("\u{1B}"))
    for line in it.heard {
      #expect(
        !line.unicodeScalars.contains {
          $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}"
        })
    }
  }
}

@Suite("The course of the group")
struct CourseCommandTests {
  @Test("A question is announced by id and title, then its text, then its probes; materials a question ahead")
  func announced() {
    var it = Facilitator()
    it.type("/go 2")
    #expect(
      it.heard == [
        "question K1: What helps", "Drivers, key question, must be asked, 10 minutes", "What helps here?",
        "probe 1: time?", "probe 2: rules?", "get ready for K2: cards",
      ])
  }

  @Test(
    "A question is found by id, number or a word of its title",
    arguments: ["K2", "k2", "3", "hinders", "What hinders"])
  func found(wanted: String) {
    var it = Facilitator()
    it.type("/go \(wanted)")
    #expect(it.session.currentQuestion == "K2")
  }

  @Test("What may be several, or none, says what there is")
  func ambiguous() {
    var it = Facilitator()
    it.type("/go what")
    #expect(it.answer == "error: “what” may be: K1 K2")
    it.type("/go zebra")
    #expect(it.answer == "error: no question “zebra”; there are: W K1 K2 E1")
  }

  @Test("Probes are ticked as asked, unprompted or neither")
  func probes() {
    var it = Facilitator()
    it.type(lines: "/go K1", "/2u", "/1")
    #expect(it.answer == "probe 1 asked, 0 left")
    #expect(it.session.use(of: "2", on: "K1") == .unprompted)
    it.type("/1x")
    #expect(it.session.use(of: "1", on: "K1") == .none)
    it.type("/7")
    #expect(it.answer == "error: K1 has 2 probes")
  }

  @Test("A skipped or covered question leads on to the next; adapted does not")
  func outcomes() {
    var it = Facilitator()
    it.type(lines: "/go K1", "/adapted")
    #expect(it.session.currentQuestion == "K1" && it.session.outcome(of: "K1")?.wording == .adapted)
    it.type("/skip time")
    #expect(it.session.currentQuestion == "K2" && it.session.outcome(of: "K1")?.reason == .time)
    it.type("/covered")
    #expect(it.session.currentQuestion == "E1" && it.session.standing(of: "K2") == .covered)
    #expect(it.session.outcomes.map(\.question) == ["K1", "K1", "K2"])
    it.type(lines: "/undo", "/undo")
    #expect(it.session.outcome(of: "K1")?.wording == .adapted && it.session.outcome(of: "K2") == nil)
    it.type(lines: "/redo", "/redo")
    #expect(it.session.outcomes.map(\.outcome) == [.asked, .skipped, .covered])
  }

  @Test("A break stops the clocks and /on starts them")
  func pause() {
    var it = Facilitator()
    it.type("/break", after: 60)
    it.type("/on", after: 300)
    #expect(it.session.elapsed(at: .seconds(400)) == 100_000)
    it.type("/on")
    #expect(it.answer.hasPrefix("error: there is no break"))
  }

  @Test("A break may have begun or ended earlier than its command, never before the last one or the group")
  func pauseBefore() {
    var it = Facilitator()
    it.type("3 before", after: 300)
    it.type("/break 2m", after: 10)
    #expect(it.session.pauses.map(\.from) == [.seconds(190)])
    #expect(it.answer == "break since 00:03:10; /on ends it")
    it.type("/on 90s", after: 290)
    #expect(it.session.pauses.map(\.to) == [.seconds(510)])
    #expect(it.answer == "on since 00:08:30, after a break of 05:20")
    it.type("/break 60m")
    #expect(it.session.pauses.last?.from == .seconds(510))
    it.type("/on 60m", after: 5)
    #expect(it.session.pauses.last?.to == .seconds(510))
    #expect(it.session.elapsed(at: .seconds(605)) == 285_000)
    it.type(lines: "/off", "/on 1m")
    #expect(it.answer.hasPrefix("error: what was said off the record") && it.session.isOffRecord)
    for wrong in ["/break soon", "/break 0m", "/break 601m", "/on 2h", "/break 2 m"] {
      it.type(wrong)
      #expect(it.answer.hasPrefix("error: "), "\(wrong)")
    }
  }

  @Test("What is noted in a break is kept, and said once to be in the break")
  func notedInTheBreak() {
    var it = Facilitator()
    it.type(lines: "3 before", "/break", "4 goes on")
    #expect(it.heard.last == "noted in the break; if the group goes on already: /on, or /on 2m")
    it.type("5 too")
    #expect(it.heard.count == 1)
    it.type(lines: "/on", "6 after")
    #expect(it.texts == ["before", "goes on", "too", "after"] && it.heard.count == 1)
  }

  @Test("Destroyed notes are not counted as notes")
  func counted() {
    var it = Facilitator()
    it.type(lines: "3 one", "4 two", "5 three", "/redact 2")
    #expect(it.session.notes.count == 3 && it.session.notes[1].redacted)
    #expect(it.recording.noteCount == 2)
    it.type("/leave")
    #expect(it.heard.contains { $0.hasPrefix("left: 2 notes (1 destroyed); ") }, "\(it.heard)")
  }

  @Test("The plan can be changed while it runs, and overrun says what could be shortened")
  func budget() {
    var it = Facilitator()
    it.type("/minutes 20")
    it.type("/time")
    #expect(
      it.heard.contains(
        "could be shortened: K2 10 minutes; E1 5 minutes, must be asked; K1 10 minutes, must be asked"))
    it.type("/until 16:00")
    #expect(it.session.budget.until?.civil.timeOfDay == "16:00")
  }
}
