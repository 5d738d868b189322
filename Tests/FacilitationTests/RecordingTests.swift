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

  @Test("A seat that nobody sits on is told, makes no participant and counts as someone until they come")
  func stranger() {
    var it = Facilitator()
    it.type(lines: "1 here", "P22: a slip")
    #expect(it.answer == "new: P22, nobody sits there: counts as someone until /in 22")
    #expect(it.session.participants.map(\.seat) == Array(1...8))
    let seats = Set(it.session.participants.map(\.seat))
    #expect(it.session.tally.questions["W"]?.extensiveness(among: seats) == 1)
    #expect(it.session.closingChecklist(at: .seconds(60)).contains(.unsettled([2])))
    it.type("2+ 22+")
    #expect(it.firstAnswer == "shown P2 agrees with 2" || it.firstAnswer.hasPrefix("saved"))
    it.type("/in 22")
    #expect(it.session.participant(22) != nil)
    #expect(!it.session.closingChecklist(at: .seconds(60)).contains(.unsettled([2])))
  }

  @Test("A seat wins over a number, which is said and listed at the end, where one key turns it")
  func doubtful() throws {
    var it = Facilitator()
    it.type("5 years ago it was worse")
    #expect(
      it.heard == [
        "saved 1 00:00:01 W P5 paraphrase: years ago it was worse",
        "speaker to check: P5, or the number? /edit 1 \\5 …",
      ])
    let item = OpenItem.speakerToCheck(1)
    #expect(it.session.closingChecklist(at: .seconds(60)).contains(item))
    let settling = Reports.settling(item, in: it.session)
    #expect(settling.text == "speaker to check in note 1: P5 says “years ago it was worse”")
    it.type(settling.command.line)
    #expect(it.texts == ["5 years ago it was worse"] && it.session.notes[0].content.speakers.isEmpty)
    #expect(!it.session.closingChecklist(at: .seconds(60)).contains(item))
    #expect(it.session.closingChecklist(at: .seconds(60)).contains(.noSpeaker([1])))
    it.type("50 years ago")
    #expect(it.heard.count == 1)
  }

  @Test("Several stances in one line are several people's")
  func severalStances() {
    var it = Facilitator()
    it.type(lines: "/go K1", "3 we are asked late", "2+ 8+")
    #expect(it.answer == "shown P2, P8 agree with 1")
    it.type("4+ 5- 6+")
    #expect(it.answer == "shown P4 agrees with 1; P5 dissents from 1; P6 agrees with 1")
    #expect(it.session.stances.count == 5)
    it.type("/undo")
    #expect(it.session.stances.count == 2)
    it.type("7+because it is late")
    #expect(it.session.notes.last?.content.text == "because it is late" && it.session.stances.count == 3)
  }

  @Test("A code alone codes the note entered last; undo takes it back")
  func codeAlone() {
    var it = Facilitator()
    it.type("#late")
    #expect(it.answer == "error: there is no note to code yet" && it.givenBack?.text == "#late")
    it.type(lines: "3 we are asked late", "#drv.mic")
    #expect(it.session.notes.map(\.content.codes) == [["drv.mic"]])
    #expect(it.answer == "edited 1 00:00:02 W P3 paraphrase: we are asked late")
    it.type("#late #drv.mic")
    #expect(it.session.notes.map(\.content.codes) == [["drv.mic", "late"]] && it.answer == "new: #late")
    it.type("/undo")
    #expect(it.session.notes.map(\.content.codes) == [["drv.mic"]])
    it.type("#drv.mic")
    #expect(it.answer == "error: note 1 has it already")
  }

  @Test("Who has left the room and is said to speak is told")
  func absent() {
    var it = Facilitator()
    it.type("/out 7", after: 60)
    it.type("7 bye", after: 30)
    #expect(it.answer == "P7 has left the room; /in 7 if they are back")
    it.type(lines: "/in 7", "7 here again")
    #expect(it.heard.count == 1)
  }

  @Test("What only put right who said it, or coded it, is not called edited")
  func editKinds() {
    var it = Facilitator()
    it.type(
      lines: "/go K1", "3 a", "3 b", "3 c", "3 d", "/reseat 3 5 since 4", "/edit 1 3 aa", "/moved K2 since 3")
    it.type("#late")
    let notes = it.session.notes
    #expect(notes.map(\.isEdited) == [true, false, false, false])
    #expect(notes.map(\.isReseated) == [false, false, false, true])
    #expect(notes.map(\.isMoved) == [false, false, true, true])
    #expect(notes[3].kind(ofEdit: 2) == .coded && notes[3].content.codes == ["late"])
    let shown = SessionText(it.session).lines.joined(separator: "\n")
    #expect(
      shown.contains("1 (edited) ") && shown.contains("3 (moved) ")
        && shown.contains("4 (moved, speaker put right) "))
  }

  @Test("A note tells its place in the audio recording that ran, where it is replayed and shown")
  func audioPlace() {
    var it = Facilitator()
    it.type("3 before", after: 3)
    it.type("/rec on tape-2", after: 10)
    it.type("4 so", after: 133)
    it.type("/rec off", after: 10)
    it.type("4 after", after: 10)
    let words = it.session.notes.map { it.session.audioWords(of: $0) }
    #expect(words[0] == nil && words[2] == nil && words[1]?.hasPrefix("rec 00:02:1") == true)
    let shown = SessionText(it.session).lines.joined(separator: "\n")
    #expect(shown.contains("(rec 00:02:1"))
    let replay = Replay(it.session, now: Facilitator.stamp(0))
    let told = replay.lines(after: .zero, through: replay.timeline.end)
    #expect(told.contains { $0.contains("(rec 00:02:1") && $0.contains("P4 so") })
  }

  @Test("What is noted late stands at its time, on the question that was open then")
  func late() throws {
    var it = Facilitator()
    it.type("/go K1", after: 60)
    it.type("/go K2", after: 60)
    it.type("<90 3 said on K1", after: 30)
    let note = try #require(it.session.notes.last)
    #expect(note.question == "K1" && note.late == 90_000 && note.content.speakers == [.participant(3)])
    #expect(note.saved - note.at >= 90_000)
    it.type("<15 4 said on K2", after: 30)
    #expect(it.session.notes.last?.question == "K2")
    it.type("/edit 2 <15 4 again")
    #expect(it.firstAnswer == "error: an edit keeps the note's time: leave < out")
  }

  @Test(
    "It never enters what was off the record, a pause or the time before the beginning: it comes at their end"
  )
  func lateButNotThere() throws {
    for (out, back) in [("/off", "/on"), ("/break", "/on")] {
      var it = Facilitator()
      it.type("/go K1", after: 60)
      it.type(out, after: 60)
      it.type(back, after: 30)
      let end = it.session.lastOffset
      it.type("<20 3 so", after: 5)
      let note = try #require(it.session.notes.last)
      #expect(note.at == end && note.late.map { $0 < 20_000 } == true, "\(out)")
      #expect(it.answer.hasPrefix("noted at "), "\(out)")
    }
    var it = Facilitator()
    it.type("<10m 3 so", after: 5)
    #expect(it.session.notes.last?.at == it.session.begunAt?.offset)
  }

  @Test("More hands than there are people, and a question that there is not, are told")
  func told() {
    var it = Facilitator()
    it.type("=9 nods")
    #expect(it.answer == "9 hands, and only 8 are here; /in, or /edit 1")
    it.type(">K9 3 because")
    #expect(it.answer == "there is no question K9: it is kept as text; /edit 2")
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

  @Test("Another question is stated of without going on; undo of a skip comes back to the question")
  func outcomesElsewhere() {
    var it = Facilitator()
    it.type(lines: "/go K1", "/skip K2 time", "/covered E1")
    #expect(it.session.currentQuestion == "K1")
    #expect(it.session.standing(of: "K2") == .skipped && it.session.standing(of: "E1") == .covered)
    it.type("/skip K9")
    #expect(it.firstAnswer.hasPrefix("error: no question “K9”"))
    it.type(lines: "/skip sensitive", "/undo")
    #expect(it.session.currentQuestion == "K1" && it.session.outcome(of: "K1") == nil)
    it.type(lines: "/go K2", "/go E1", "3 noted", "/undo")
    #expect(it.session.currentQuestion == "E1")
  }

  @Test(
    "What is noted, shown or ticked while it is open takes back that a question was skipped; what is filed there does not"
  )
  func cleared() {
    for line in ["3 it was asked after all", "3+", "/1"] {
      var it = Facilitator()
      it.type(lines: "/go K1", "/skip time", "/go K1", line)
      #expect(it.session.outcome(of: "K1") == nil, "\(line)")
      #expect(it.session.standing(of: "K1") == .current)
      it.type("/undo")
      #expect(it.session.outcome(of: "K1")?.outcome == .skipped, "\(line)")
    }
    var it = Facilitator()
    it.type(lines: "/go K1", "/skip time", ">K1 3 raised late")
    #expect(it.session.outcome(of: "K1")?.outcome == .skipped)
    it.type(lines: "4 on K2, no: on K1 still", "/moved K1 since 2")
    #expect(it.session.outcome(of: "K1") == nil && it.session.standing(of: "K1") != .skipped)
  }

  @Test("A question that must be asked, or has notes, is said before it is skipped; nothing else is")
  func skipIsSaid() {
    var it = Facilitator(interactive: true)
    it.type(lines: "/go K2", "/skip time")
    #expect(it.session.outcome(of: "K2")?.outcome == .skipped && it.session.currentQuestion == "E1")
    it.type(lines: "/go K1", "3 so", "/skip time")
    #expect(it.session.outcome(of: "K1") == nil)
    #expect(it.heard.contains("it must be asked and has 1 note"))
  }

  @Test("A peek says a question with its probes and opens nothing, also before the group has begun")
  func peek() {
    var it = Facilitator(begun: false)
    it.type("/peek")
    #expect(it.heard.first == "question W: Welcome" && it.session.visits.isEmpty)
    it.type(lines: "/begin", "/peek K1")
    #expect(it.heard.contains { $0.hasPrefix("probe 1: ") } && it.session.currentQuestion == "W")
    #expect(it.session.visits.count == 1)
    it.type("/peek K9")
    #expect(it.firstAnswer.hasPrefix("error: no question “K9”"))
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
