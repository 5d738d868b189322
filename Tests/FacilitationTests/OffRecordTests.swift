import Facilitation
import Facilitators
import Interview
import Testing

@Suite("Off the record and out of it")
struct OffRecordTests {
  @Test("While off the record nothing is kept: no note, edit, stance or draft; navigation works")
  func off() {
    var it = Facilitator()
    it.type(lines: "/go K1", "3 before", "/off")
    let records = it.session.lastRecord
    it.type("xsecretx")
    #expect(it.heard == ["off the record: not kept"])
    it.type("/edit 1 xsecretx")
    #expect(it.heard == ["error: off the record: not kept; /on goes back on the record"])
    it.type("5+")
    #expect(
      it.recording.keepDraft(
        TypedLine("xsecretx", begun: Facilitator.stamp(9), question: "K1"), now: Facilitator.stamp(9)) == [])
    #expect(it.session.lastRecord == records)
    it.type("/go K2")
    #expect(it.session.currentQuestion == "K2")
    it.type("/on")
    it.type("4 after")
    #expect(it.texts == ["before", "after"])
    #expect(it.session.offRecord.count == 1)
  }

  @Test("Off the record for the past destroys what was noted since, and stays off")
  func since() {
    var it = Facilitator()
    it.type(lines: "/go K1", "1 stays", "2 xsecretx one", "3 xsecretx two", "/off since 2")
    #expect(it.effects.contains(.beginAnew))
    var dumped = ""
    dump(it.session, to: &dumped)
    #expect(!dumped.contains("xsecretx"))
    #expect(it.session.isOffRecord && it.session.notes.map(\.redacted) == [false, true, true])
    it.type(lines: "/on", "/undo")
    #expect(it.answer == "error: nothing to undo")
  }

  @Test("A note that was taken back can still be destroyed, and off the record since it goes off in any case")
  func takenBack() {
    var it = Facilitator()
    it.type(lines: "3 xsecretx", "/retract 1", "/redact 1")
    #expect(it.effects.contains(.beginAnew))
    it.type(lines: "4 more", "/off since 1")
    #expect(it.session.isOffRecord && it.session.notes.allSatisfy(\.redacted))
    it.type(lines: "/on", "5 stays", "/off since 99")
    #expect(it.session.isOffRecord && it.session.notes.last?.redacted == false)
  }

  @Test("Off for the last minutes reaches back that far")
  func minutes() {
    var it = Facilitator()
    it.type("1 long ago", after: 10)
    it.type("2 just now", after: 100)
    it.type("/off 1m", after: 10)
    #expect(it.session.notes.map(\.redacted) == [false, true])
    #expect(it.session.offRecord.last?.from == .seconds(60))
  }

  @Test("A redaction is told after the files are begun anew, and cannot be undone")
  func redact() {
    var it = Facilitator()
    it.type(lines: "3 xsecretx", "/redact 1")
    #expect(it.effects.count == 3)
    if case .append = it.effects[0] {} else { Issue.record("first the record") }
    #expect(it.effects[1] == .beginAnew)
    it.type("/undo")
    #expect(it.answer == "error: nothing to undo")
    it.type("/edit 1 new words")
    #expect(it.answer == "error: note 1 is redacted: nothing of it is left")
  }

  @Test("Several notes are redacted at once, with those that were taken back; each is shown first")
  func redactSeveral() throws {
    var it = Facilitator()
    it.type(lines: "1 a", "2 b", "3 xsecretx", "4 d", "5 e", "/retract 3", "/redact 2-4 2")
    #expect(it.session.notes.map(\.content.text) == ["a", "", "", "e"])
    #expect(it.answer == "redacted 2, 4; 3, which was out of the record already; undo begins afresh")
    #expect(it.effects.contains(.beginAnew))
    for case .append(let record) in it.effects { #expect(record.change.destroysUnknown) }
    it.type("/redact 5-9")
    #expect(it.answer == "error: there is no note 6" && !it.session.notes[3].redacted)
    it.type("/redact 2 4")
    #expect(it.answer == "error: notes 2, 4 are redacted: nothing of them is left")
    it.type("/redact 5-1")
    #expect(
      it.firstAnswer == "error: /redact is used like this: /redact 17, /redact 41-48 or /redact \"Johnson\"")
    var asked = Facilitator(interactive: true)
    asked.type(lines: "1 a", "2 b", "/redact 1-2")
    #expect(asked.heard.contains("destroyed for ever, 2 notes:") && !asked.session.notes[0].redacted)
  }

  @Test("A word is taken out of all notes, answers and labels: what goes is shown first, and wants a yes")
  func redactWord() throws {
    var it = Facilitator(interactive: true)
    it.type(
      lines: "/p 3 label=Horvat", "/set place Horvatovo", "1 ask Mrs HORVAT", "2 \"Horvata knows\" #horvat.1",
      "3 the council", "/edit 3 the hall")
    it.type("/redact \"Horvat\"")
    #expect(it.heard.contains("destroyed for ever: HORVAT, Horvata, horvat, Horvat, Horvatovo"))
    #expect(it.heard.contains("in 2 notes, what is known of P3, the place, in reviews and copies:"))
    #expect(it.session.notes[0].content.text == "ask Mrs HORVAT")
    it.sayYes()
    #expect(it.session.notes.map(\.content.text) == ["ask Mrs […]", "[…] knows", "the hall"])
    #expect(it.session.notes[1].content.codes.isEmpty && it.session.notes[1].content.speakers.count == 1)
    #expect(it.session.participant(3)?.label == "[…]" && it.session.group.place == "[…]")
    #expect(it.effects.contains(.beginAnew))
    #expect(it.heard.contains { $0.hasPrefix("redacted […] in 2 notes, what is known of P3, the place;") })
    it.type("/undo")
    #expect(it.answer == "error: nothing to undo")
  }

  @Test("A word that is in no note can be taken out of reviews and copies; one letter is no word")
  func redactWordElsewhere() {
    var it = Facilitator(interactive: true)
    it.type(lines: "1 a", "/redact „Kovač“")
    #expect(it.heard.contains { $0.hasPrefix("“Kovač” is in nothing that was noted here") })
    it.sayYes()
    #expect(it.effects.contains(.beginAnew))
    #expect(it.heard.contains { $0.hasPrefix("redacted […]; undo begins afresh") })
    it.type(lines: "/p 1 label=Horvat", "/redact \"Horvat\"")
    #expect(it.heard.contains("in what is known of P1, in reviews and copies:"))
    it.sayYes()
    #expect(it.heard.contains { $0.hasPrefix("redacted […] in what is known of P1; undo") })
    it.type("/redact \"K\"")
    #expect(it.firstAnswer.hasPrefix("error: /redact is used like this"))
  }

  @Test("A session is discarded once its id is typed; as long as nothing was noted a yes will do")
  func discard() {
    var it = Facilitator(interactive: true)
    it.type(lines: "1 a", "/discard")
    #expect(it.heard.contains { $0.hasSuffix("is destroyed for ever with its reviews and copies: 1 note") })
    for wrong in ["yes", "another-id"] {
      it.recording.questionIsShown(at: .seconds(it.seconds))
      it.type(wrong)
      #expect(it.recording.isAskingForYes && !it.recording.isDiscarded && it.session.notes.count == 1)
    }
    it.recording.questionIsShown(at: .seconds(it.seconds))
    it.type(it.recording.name)
    #expect(it.recording.isDiscarded && it.effects.last == .leave)

    var empty = Facilitator(interactive: true)
    empty.type("/discard")
    empty.sayYes()
    #expect(empty.recording.isDiscarded)

    var pipe = Facilitator()
    pipe.type(lines: "1 a", "/discard")
    #expect(pipe.answer == "error: this destroys the whole session: /discard \(pipe.recording.name)")
    pipe.type("/discard \(pipe.recording.name)")
    #expect(pipe.recording.isDiscarded)
  }

  @Test("A session cut off while off the record comes back off the record")
  func comesBackOff() {
    var it = Facilitator()
    it.type(lines: "/go K1", "/off")
    it = it.killedAndResumed(after: 5)
    #expect(it.session.isOffRecord)
    #expect(it.heard.contains("OFF THE RECORD, still; /on goes back on the record"))
  }
}
