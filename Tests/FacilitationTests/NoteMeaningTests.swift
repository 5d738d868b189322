import Facilitation
import Facilitators
import Interview
import Testing

@Suite("What a line is taken for, and what is said of it")
struct NoteMeaningTests {
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
    #expect(it.answer == "edited 1 00:00:02 W P3 paraphrase, #drv.mic: we are asked late")
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

  @Test(
    "A new code alone, the rest of a stub, the words of a moment: nothing was taken away, now and after leaving"
  )
  func nothingTakenAway() {
    var it = Facilitator()
    it.type(
      lines: "/go K1", "3 a", "#late", "4 \"we only hear...", "...when it is decided", "5\"", "6 \"they...")
    it.type(lines: "/edit 3 5 \"at last", "/edit 4 6 \"we")
    for session in [it.session, it.session.forgettingEarlierWords] {
      #expect(session.notes.map(\.isEdited) == [false, false, false, true])
      #expect(
        session.notes[1].kind(ofEdit: 0) == .completed && session.notes[2].kind(ofEdit: 0) == .completed)
      #expect(session.notes[1].revisions[0].content.text == "we only hear")
    }
    #expect(it.session.forgettingEarlierWords.notes[3].revisions[0].content.text == "we")
    let leftOut = it.session.forgettingEarlierWords.editsWithEarlierWords()
    #expect(leftOut == 0 && it.session.editsWithEarlierWords() == 1)
  }

  @Test("No time is shown as before the beginning")
  func beforeTheBeginning() {
    var it = Facilitator(begun: false)
    it.type("/consent all yes", after: 10)
    it.type("/rec on", after: 20)
    #expect(it.firstAnswer == "audio recording begins, before the beginning")
    it.type("/begin", after: 20)
    it.type("/off 5m", after: 5)
    #expect(it.heard.contains { $0.hasPrefix("off the record since 00:00:00") })
    #expect(!SessionText(it.session).lines.contains { $0.contains("-00:") })
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

  @Test("A stance that is noted late is about the point of then, and comes before what was shown since")
  func lateStance() throws {
    var it = Facilitator()
    it.type("/go K1", after: 60)
    it.type("3 on K1", after: 10)
    it.type("/go K2", after: 60)
    it.type("4 on K2", after: 10)
    it.type("<60 5+", after: 10)
    let stance = try #require(it.session.stances.first)
    #expect(stance.target == StanceTarget(question: "K1", note: it.session.notes[0].id))
    #expect(it.answer == "shown P5 agrees with 1")
    it = Facilitator()
    it.type("/go K1", after: 60)
    it.type("3 so", after: 10)
    it.type("5-", after: 60)
    it.type("<30 5+", after: 5)
    #expect(it.session.stances.first?.changes.map(\.value) == [.agree, .dissent])
    #expect(it.session.stances.first?.value == .dissent, "what was shown last counts")
    it.type("/undo")
    #expect(it.session.stances.first?.changes.map(\.value) == [.dissent])
  }
}
