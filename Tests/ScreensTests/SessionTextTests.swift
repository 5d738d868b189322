import Facilitation
import Facilitators
import Interview
import Screens
import Testing

@Suite("A session as readable text")
struct SessionTextTests {
  @Test(
    "Question by question, with who was heard, who agrees, what was raised early, and the course of the group"
  )
  func golden() throws {
    var it = Facilitator(
      participants: 5, group: Group(code: "NL02", country: "NL", setting: "museum", place: "Utrecht"))
    it.type(lines: "/consent all yes", "/consent 2 quote no", "/p 1 policy", "/rec on table")
    it.type("/go K1", after: 60)
    it.type("*3 \"we only hear late #bar.mes", after: 60)
    it.type(
      lines: "5+ rules leave no room", "1,4-", "2 \"as if nobody knew\" quietly", "~laughter, P1 looks at P4",
      "=3,4 would do it again")
    it.type(
      lines: "3 \"the audit office...", "...decides everything #drv.mic", "3? money", "0 someone at the back",
      "m: who else?")
    it.type(
      lines: "?who decides about rent", "(they know each other)", ">K2 1 training together", "/1", "/2u",
      "5@3 no, the council")
    it.type(
      lines: "4 gone", "/retract 14", "2 xsecretx",
      "/redact 15")
    it.type("/break", after: 300)
    it.type("/on", after: 300)
    it.type(
      lines: "/off", "nothing of this", "/on", "/in 6", "6: late but here", "/out 5",
      "/edit 1 *!3 \"we only hear too late #bar.mes")
    it.type(
      lines: "/go K2", "/sum read", "/skip time", "3 stay in touch", "/withdraw 4 leave",
      "/set facilitator A. B.")
    it.type("/set surprises how calm it was")
    it.type("/end", after: 60)
    // As it is in a file: leaving has forgotten what the edit took away.
    try expectGolden("show", SessionText(it.session.forgettingEarlierWords).lines)
    #expect(SessionText(it.session).lines.contains { $0.hasPrefix("The file still keeps words that edits") })
  }

  @Test("Of an interview nothing is told that only a group has, but stances that were typed all the same")
  func interview() {
    var it = Facilitator(participants: 1)
    it.type(lines: "/go K1", "3 years ago #bar.mes", "~leans back")
    let text = SessionText(it.session).lines.joined(separator: "\n")
    #expect(text.contains("P1 3 years ago #bar.mes") && text.contains("\n1 participant, 2 notes\n"))
    #expect(text.contains("of 10:00; 2 notes\n") && text.contains("\nCodes: notes\n"))
    for word in ["heard", "stance", "not shown", "in no note", "different participants"] {
      #expect(!text.contains(word), "\(word)")
    }
    it.type(lines: "P2 rules leave no room", "1-")
    let shown = SessionText(it.session).lines.joined(separator: "\n")
    #expect(shown.contains("2 notes") == false && shown.contains("3 notes, 1 stance\n"))
    #expect(shown.contains("dissent: P1"))
  }

  @Test("No line is wider than asked, but for a word that is, and none could move a terminal")
  func width() {
    var it = Facilitator(participants: 2)
    it.type(
      lines: "/go K1", "1 " + String(repeating: "many words and ", count: 40), "2 \u{1B}]0;x\u{7}\u{202E}y")
    for line in SessionText(it.session, width: 60).lines {
      #expect(line.count <= 60)
      #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" })
    }
  }

  @Test(
    "The note-taker's own comments are in it only if they are asked for, and that they are left out is said")
  func comments() {
    var it = Facilitator()
    it.type(lines: "3 said aloud", "(P3 is nervous", "~laughter")
    let text = SessionText(it.session).lines.joined(separator: "\n")
    #expect(
      !text.contains("nervous") && text.contains("1 private comment left out") && text.contains("2 notes"))
    let all = SessionText(it.session, comments: true).lines.joined(separator: "\n")
    #expect(all.contains("private comment: P3 is nervous") && !all.contains("left out"))
    #expect(it.session.withoutComments.notes.map(\.number) == [1, 3])
    #expect(it.session.withoutComments.tally.questions["W"]?.notes == 2)
  }

  @Test("Records without a place are told of, also where nothing else is open")
  func unplaced() {
    let route = InterviewProtocol(id: "p", version: "1", title: .plain("P"), questions: [])
    var session = Session(
      id: "p-1", uuid: "u", title: "", startedAt: WallTime(milliseconds: 0), timeZone: "", group: Group(),
      protocol: route)
    #expect(!SessionText(session).lines.contains("Still open"))
    session.unapplied = [.null]
    let told = "1 record could not be placed and is kept whole"
    #expect(SessionText(session).lines.joined(separator: "\n").contains(told))
  }
}
