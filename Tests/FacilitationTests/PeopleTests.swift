import Facilitation
import Facilitators
import Interview
import Testing

@Suite("Participants, arrival and consent")
struct PeopleTests {
  @Test("Consent is kept per purpose and person, with its time")
  func consent() throws {
    var it = Facilitator(participants: 3)
    it.type(lines: "/consent all yes", "/consent 2 quote no")
    let second = try #require(it.session.participant(2))
    #expect(second.consents(to: .part) == .yes)
    #expect(second.consent[.quote] == Consent(.no, at: .seconds(2)))
    #expect(it.answer == "consent of P2, quote: no")
  }

  @Test("Consent of all fills what is open; who said no is asked again by name only")
  func refusalStays() {
    var it = Facilitator(participants: 3)
    it.type(lines: "/consent 3 part no", "/consent all yes")
    #expect(it.session.participant(3)?.consents(to: .part) == .no)
    #expect(it.session.participant(3)?.consents(to: .recording) == .yes)
    #expect(it.answer == "P3 said no, and it stays no: part")
  }

  @Test("Undo does not reach beyond the beginning, and says what holds of a participant")
  func undoOfConsent() {
    var it = Facilitator(participants: 2, begun: false)
    it.type(lines: "/consent all yes", "/consent 2 quote no", "/begin", "/undo")
    #expect(it.answer == "error: nothing to undo")
    #expect(it.session.participant(2)?.consents(to: .quote) == .no)
    it.type(lines: "/consent 2 quote yes", "/undo")
    #expect(
      it.answer == "P2 here, consent: part yes, recording yes, quote no, archive yes, contact yes, 0 notes")
  }

  @Test("Of who refused to take part nothing is noted, and the line is given back")
  func refused() {
    var it = Facilitator(participants: 3)
    it.type(lines: "/consent 2 part no", "2 something")
    #expect(it.answer.hasPrefix("error: P2 did not consent"))
    #expect(it.givenBack?.text == "2 something" && it.session.notes.isEmpty)
  }

  @Test("At a terminal missing consent is pointed out once, of all whom it concerns")
  func reminded() {
    var it = Facilitator(participants: 3, interactive: true)
    it.type(lines: "/consent 2 all yes", "1 hello")
    #expect(it.answer == "consent is not recorded: P1, P3; /consent all yes, or /consent 4 quote no")
    it.type("3 hello too")
    #expect(it.heard == ["saved 2 P3 paraphrase"])
    it.type(lines: "/in 9", "9 late")
    #expect(it.answer == "consent is not recorded: P1, P3, P9; /consent all yes, or /consent 4 quote no")
  }

  @Test("Before the group begins nothing is noted of a person without consent; what is seen may be")
  func beforeBegin() {
    var it = Facilitator(participants: 2, begun: false)
    it.type("1 hello")
    #expect(it.answer.hasPrefix("error: P1 has not consented yet"))
    it.type(lines: "/consent 1 part yes", "1 hello", "~a manager is in the room")
    #expect(it.texts == ["hello", "a manager is in the room"])
  }

  @Test("Late, left and back again")
  func presence() {
    var it = Facilitator(participants: 2)
    it.type(lines: "/in 3", "/out 3")
    it.type("/in 3", after: 10)
    #expect(it.heard.first == "P3 is back")
    #expect(it.session.participant(3)?.present.count == 2)
    it.type("/in 3")
    #expect(it.answer == "error: P3 is here")
  }

  @Test("Attributes are closed, found by value alone where that is clear")
  func attributes() {
    var it = Facilitator(participants: 2)
    it.type("/p 1 policy")
    #expect(it.session.participant(1)?.attributes == ["function": "policy"])
    it.type("/p 1 astronaut")
    #expect(it.answer == "error: “astronaut” is none of function: frontline · policy")
  }

  @Test("A label goes as far as the next attribute that is named")
  func label() {
    var it = Facilitator(participants: 2)
    it.type("/p 1 label=the tall one in blue function=policy")
    #expect(it.session.participant(1)?.label == "the tall one in blue")
    #expect(it.session.participant(1)?.attributes == ["function": "policy"])
    it.type("/p 2 function=frontline label=“the other one”")
    #expect(it.session.participant(2)?.label == "the other one")
    #expect(it.session.participant(2)?.attributes == ["function": "frontline"])
  }

  @Test("Who says no after having spoken: what was said stays, and that is told")
  func partNoLate() {
    var it = Facilitator(participants: 4)
    it.type(lines: "3 one", "3 two", "/consent 3 part no")
    #expect(it.answer == "P3 has 2 notes from before, and what was said stays: /withdraw 3 erase destroys it")
    it.type("/consent 4 part no")
    #expect(it.heard.count == 1)
  }

  @Test("Withdrawal in three scopes")
  func withdrawal() {
    var it = Facilitator(participants: 3)
    it.type(
      lines: "1 one", "2 two", "3 xsecretx", "/withdraw 1 leave", "/withdraw 2 noquote", "/withdraw 3 erase")
    #expect(it.session.notes.map(\.redacted) == [false, false, true])
    #expect(it.session.present(at: .seconds(20)) == [2])
    #expect(it.session.participant(2)?.consents(to: .quote) == .no)
    it.type("1 more")
    #expect(it.answer == "error: P1 has withdrawn: nothing more is noted of them")
  }

  @Test(
    "Who has withdrawn is not let in again, and no count holds them; who is only not quoted goes and comes")
  func withdrawnStaysOut() {
    var it = Facilitator(participants: 4)
    it.type(lines: "/withdraw 1 leave", "/withdraw 2 noquote", "/withdraw 3 erase", "/out 2", "/in 2")
    #expect(it.firstAnswer == "P2 is back")
    for seat in ["1", "3"] {
      it.type("/in \(seat)")
      #expect(
        it.answer
          == "error: P\(seat) has withdrawn and does not come back; somebody new takes a free seat: /in 5")
    }
    #expect(it.session.present(at: .seconds(it.seconds)) == [2, 4])
    it.type("=2 for it")
    #expect(it.session.notes.last?.content.of == 2)
    it.type("/who")
    #expect(it.answer == "no note yet on W of: P2, P4")
  }

  @Test("A file in which somebody is back who has withdrawn does not count them")
  func backAfterWithdrawal() {
    let back = Participant(
      seat: 3, present: [Stretch(from: Offset(0), to: Offset(10)), Stretch(from: Offset(20))],
      withdrawn: Withdrawal(.erase, at: Offset(10)))
    #expect(back.isPresent(at: Offset(9)) && !back.isPresent(at: Offset(30)))
  }

  @Test("Who withdrew before the beginning is not here when it begins")
  func withdrawnBefore() {
    var it = Facilitator(participants: 3, begun: false)
    it.type(lines: "/consent all yes", "/withdraw 2 leave", "/begin")
    #expect(it.session.present(at: .seconds(it.seconds)) == [1, 3])
  }

  @Test("At a terminal the set-up asks what is not given, offers last time's answer, then consent one by one")
  func form() {
    var it = Facilitator(participants: 0, interactive: true, begun: false)
    #expect(it.answer == "country, two letters?")
    it.type("NL")
    #expect(it.heard == ["country: NL", "setting?", "one of: museum"])
    it.type("mus")
    #expect(it.session.group.setting == "museum")
    it.type(lines: "", "", "")
    #expect(it.heard == ["Who facilitates?", "Enter takes: A. B."])
    it.type("")
    #expect(it.session.answers["facilitator"] == "A. B.")
    #expect(it.answer.hasPrefix("practice: type 3 \"hello and ~laughter"))
    it.type("3 “hello ´a")
    #expect(it.heard.contains("that would be: P3 · quote"))
    #expect(it.heard.contains("“ arrived as U+201C: a quote"))
    #expect(it.heard.contains("´ arrived as U+00B4: a dead key; press space after it to get the sign itself"))
    #expect(it.heard.contains { $0.hasPrefix("no tilde came") })
    it.type("")
    #expect(it.texts.isEmpty && it.answer.hasPrefix("how many participants?"))
    it.type("/back")
    it.type("")
    it.type("2")
    #expect(it.answer == "P1: consent to taking part? yes, no, all; Enter leaves it open")
    it.type("all")
    #expect(it.answer == "P1, Function: front line, policy")
    it.type("1")
    #expect(it.session.participant(1)?.attributes["function"] == "frontline")
    it.type("no")
    #expect(it.session.participant(2)?.consents(to: .part) == .no)
    it.type("/begin")
    #expect(it.session.present(at: .seconds(60)) == [1])
    it.type("1 now it is a note")
    #expect(it.texts == ["now it is a note"])
  }
}

@Suite("The beginning")
struct BeginningTests {
  @Test("Where nobody was asked yet all are here, and it warns; where some were, only who said yes is")
  func whoIsHere() {
    var it = Facilitator(participants: 3, interactive: true, begun: false)
    it.type("/begin")
    #expect(it.session.present(at: .seconds(60)) == [1, 2, 3])
    #expect(it.heard.contains("nobody's consent is recorded; /consent all yes, or /consent 4 part no"))
    it = Facilitator(participants: 3, interactive: true, begun: false)
    it.type(lines: "/consent 1 all yes", "/consent 2 part no", "/begin")
    #expect(it.session.present(at: .seconds(60)) == [1])
    #expect(it.heard.contains("expected, consent not recorded: P3; /in 3 when they come"))
    it.type("/in 3")
    #expect(it.heard.contains("P3 is here"))
  }

  @Test(
    "What is entered of the group is canonical; what is none of it is refused, and a language that lacks is said"
  )
  func groupFields() {
    var it = Facilitator(begun: false)
    it.type(
      lines: "/set country uk", "/set language NL_be", "/set notes-language EN", "/set setting Museum",
      "/set place Utrecht 2")
    let group = it.session.group
    #expect(group.country == "GB" && group.language == "nl-BE" && group.notesLanguage == "en")
    #expect(group.setting == "museum" && group.place == "Utrecht 2")
    for (field, text, why) in [
      ("country", "XX", "no country"), ("language", "English", "no language"),
      ("notes-language", "8", "no language"),
      ("place", "8", "no place"),
    ] {
      it.type("/set \(field) \(text)")
      #expect(it.firstAnswer.hasPrefix("error: “\(text)” is \(why)"), "\(field)")
    }
    #expect(it.session.group == group)
    it.type("/set language fr")
    #expect(
      it.answer.hasPrefix("the protocol has no fr: its questions are in")
        || it.session.protocol.languages.isEmpty)
  }

  @Test("What was taken for ISO's letters or tag is said once, by the form and by /set")
  func takenForAnother() {
    var it = Facilitator(participants: 0, interactive: true, begun: false)
    #expect(it.answer == "country, two letters?")
    it.type("uk")
    #expect(it.heard.first == "country: GB; UK is GB in ISO 3166-1: taken as GB")
    it.type("/set country el")
    #expect(it.heard.contains("country: GR; EL is GR in ISO 3166-1: taken as GR"))
    it.type("/set country gr")
    #expect(it.heard.contains("country: GR"))
    it.type("/set notes-language nl_BE")
    #expect(it.heard.contains("notes-language: nl-BE; nl_BE is nl-BE in BCP 47: taken as nl-BE"))
  }

  @Test("An audio recording warns of who was not asked; a no wants a yes")
  func audio() {
    var it = Facilitator(participants: 3, interactive: true, begun: false)
    it.type(lines: "/consent 1 all yes", "/consent 2 part yes", "/begin", "/rec on")
    #expect(it.session.isRecordingAudio)
    #expect(it.heard.contains("warning: P2 not asked about audio recording; /rec off ends it"))
    it.type(lines: "/rec off", "/consent 2 recording no", "/rec on")
    #expect(
      !it.session.isRecordingAudio && it.heard.contains { $0.hasPrefix("P2 said no to audio recording") })
  }
}

@Suite("Corrections")
struct CorrectionCommandTests {
  @Test("An edit keeps number and time, and undo takes it back")
  func edit() {
    var it = Facilitator()
    it.type(lines: "3 frist", "/edit 1 4 \"first #bar.mes")
    #expect(it.session.notes[0].content.speakers == [.participant(4)])
    #expect(it.session.notes[0].at == .seconds(1) && it.session.notes[0].revisions.count == 1)
    it.type("/undo")
    #expect(it.answer == "undone: edit of note 1" && it.texts == ["frist"])
    it.type("/redo")
    #expect(it.texts == ["first"])
  }

  @Test("Right after Enter, undo brings the line back with its time")
  func undoGivesBack() {
    var it = Facilitator(interactive: true)
    it.type("3 oops", after: 10, thinking: 4)
    it.type("/undo")
    #expect(it.givenBack == TypedLine("3 oops", begun: Facilitator.stamp(6), question: "W"))
  }

  @Test("A note is retracted once")
  func retract() {
    var it = Facilitator()
    it.type(lines: "3 no", "/retract 1")
    #expect(it.session.notes.isEmpty && it.session.retracted.count == 1)
    it.type("/retract 1")
    #expect(it.answer == "error: there is no note 1")
  }

  @Test("Mixed up seats are swapped in bulk")
  func swap() {
    var it = Facilitator()
    it.type(lines: "3 one", "5 two", "/swap 3 5 since 1")
    #expect(it.session.notes.map { $0.content.speakers } == [[.participant(5)], [.participant(3)]])
    #expect(it.answer == "corrected: P3 and P5 are swapped since 1, 2 notes; /undo takes it back")
  }

  @Test("A follow-up stays open till it was asked")
  func followUp() {
    var it = Facilitator()
    it.type(lines: "?who decides on rent", "/asked 1")
    #expect(it.answer == "asked 1; 0 follow-ups left" && it.session.openFollowUps.isEmpty)
  }
}
