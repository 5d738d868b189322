import Facilitation
import Facilitators
import Interview
import Testing

@Suite("A group of one: an interview")
struct GroupOfOneTests {
  private static let told = "an interview: a line without a seat is P1's, m: the interviewer's"

  private func speakers(_ it: Facilitator) -> [[Speaker]] { it.session.notes.map(\.content.speakers) }

  @Test("What is typed without a seat is the participant's, and that is said at the beginning")
  func lines() {
    var it = Facilitator(participants: 1)
    #expect(it.heard.contains(Self.told))
    it.type("3 years ago it changed")
    #expect(it.heard == ["saved 1 00:00:01 W P1 paraphrase: 3 years ago it changed"])
    it.type(lines: "1 year ago too", "m: what else?", "~leans back", "P2 comes in")
    #expect(it.answer == "new: P2, nobody sits there: counts as someone until /in 2")
    #expect(
      speakers(it) == [[.participant(1)], [.participant(1)], [.moderator], [], [.participant(2)]])
  }

  @Test(
    "A second participant makes it a group in the middle, undo an interview again; notes keep their speakers")
  func becomesGroup() {
    var it = Facilitator(participants: 1)
    it.type(lines: "1 year ago", "/in 2")
    #expect(it.answer == "a group now: a line without a seat is nobody's, 1 text is P1's")
    it.type(lines: "1 later", "nobody in particular")
    #expect(it.texts == ["1 year ago", "later", "nobody in particular"])
    #expect(speakers(it) == [[.participant(1)], [.participant(1)], []])
    // The number was no seat when it was typed.
    #expect(!it.session.closingChecklist(at: .seconds(60)).contains(.speakerToCheck(1)))
    it.type("/edit 1")
    #expect(it.answer == "note 1: 1 1 year ago")
    it.type(lines: "/undo", "/undo", "/undo")
    #expect(it.answer == Self.told)
    it.type("1 more")
    #expect(speakers(it) == [[.participant(1)], [.participant(1)]] && it.texts.last == "1 more")
  }

  @Test("Several who come at once are a group at once")
  func severalCome() {
    var it = Facilitator(participants: 0)
    it.type("/in 1-3")
    #expect(!it.heard.contains(Self.told))
    it.type("2 text")
    #expect(speakers(it) == [[.participant(2)]])
  }

  @Test("A note that nobody said, of the time before, keeps that when its words are edited")
  func earlierNotes() {
    var it = Facilitator(participants: 0)
    it.type(lines: "a room full of chairs", "\"so late", "/in 1")
    #expect(it.heard.contains(Self.told))
    #expect(speakers(it) == [[], []])
    it.type("/edit 1")
    #expect(it.answer == "note 1: P0 a room full of chairs")
    it.type(lines: "/edit 1 P0 a room full of tables", "/edit 2 P0 \"so late\" quietly")
    #expect(it.texts == ["a room full of tables", "so late"] && speakers(it) == [[], []])
    it.type(lines: "/edit 1 P0? a room", "/edit 2 so late")
    #expect(speakers(it) == [[.someone], [.participant(1)]])
  }

  @Test("An edit gives back what was typed, and changes no speaker")
  func edits() {
    var it = Facilitator(participants: 1)
    let typed = [
      "3 years ago", "\"word for word\" dryly", "m: what helped?", "~leans back", "(tired", "?who pays",
      "P0 from the door",
      "P2 comes in", "*", "P1 ~nods",
    ]
    for line in typed { it.type(line) }
    let before = it.session.notes.map(\.content)
    for number in 1...typed.count {
      it.type("/edit \(number)")
      let shorthand = it.answer.dropFirst("note \(number): ".count)
      it.type("/edit \(number) \(shorthand)")
    }
    #expect(it.session.notes.map(\.content) == before)
  }

  @Test("Nothing is said of who is not heard, of stances that nobody showed, or of speakers to check")
  func reports() {
    var it = Facilitator(participants: 1)
    it.type(lines: "/go K1", "/who")
    #expect(it.heard == ["P1 here, consent unknown, 0 notes"])
    it.type("/point")
    #expect(it.heard == ["no point since this question was opened"])
    #expect(!it.session.closingChecklist(at: .seconds(60)).contains(.notHeard([1])))
    it.type(lines: "5 years ago", "/point")
    #expect(it.heard.count == 1 && it.answer.hasSuffix("5 years ago"))
    // What is typed all the same counts.
    it.type(lines: "P2 rules leave no room", "1-", "/point")
    #expect(it.answer == "agree 0, dissent 1")
  }

  @Test("The form takes one participant as an interview, and asks of nobody else")
  func form() {
    var it = Facilitator(participants: 0, interactive: true, begun: false)
    while it.recording.form?.step != .participants { it.type("") }
    it.type("1")
    #expect(
      it.firstAnswer == "1 participant, P1, an interview: a line without a seat is P1's, m: the interviewer's"
    )
    it.type("perhaps")
    #expect(it.firstAnswer == "error: yes, no or all")
    var again = Facilitator(participants: 1, interactive: true, begun: false)
    while again.recording.form?.step != .practice { again.type("") }
    #expect(again.answer.hasPrefix("practice: type \"hello and ~laughter"))
    again.type("3 hello")
    #expect(again.firstAnswer == "that would be: P1 · paraphrase")
  }

  @Test("A session that is gone on with says how its lines are read")
  func resumed() {
    var it = Facilitator(participants: 1)
    it.type("3 years ago")
    let again = it.killedAndResumed(after: 10)
    #expect(again.heard.contains(Self.told))
    #expect(speakers(again) == [[.participant(1)]])
  }

  @Test("The help tells an interviewer nothing of seats, stances and hands")
  func help() {
    var it = Facilitator(participants: 1)
    it.type("/help")
    let alone = it.heard.prefix { $0 != "commands:" }.joined(separator: "\n")
    #expect(alone.contains("only P1, 1:, 1+ and 1- are the seat"))
    for word in ["agrees", "hands", "P3", "P5", "3+"] { #expect(!alone.contains(word), "\(word)") }
    var group = Facilitator(participants: 2)
    group.type("/help")
    let text = group.heard.prefix { $0 != "commands:" }.joined(separator: "\n")
    #expect(text.contains("3+ or 3-: P3 agrees") && !text.contains("only P1"))
    #expect(text.contains("with one participant (an interview) a line without a seat is theirs"))
  }

  @Test("Nobody goes round in an interview")
  func round() {
    var route = Facilitator.route
    route.questions[0].round = true
    for (participants, isRound) in [(1, false), (2, true)] {
      var it = Facilitator(participants: participants)
      #expect(it.session.goesRound(on: route.questions[0]) == isRound)
      it.type("/in 3")
      #expect(it.session.goesRound(on: route.questions[0]))
    }
  }
}
