import Testing

@testable import Interview

@Suite("A note in words")
struct NoteWordingTests {
  private static func note(_ content: NoteContent, redacted: Bool = false) -> Note {
    var note = Note(
      id: "a-7", number: 7, question: "K1", at: .seconds(67), time: WallTime(milliseconds: 0, utcOffset: 0),
      saved: .seconds(70), content: content, typed: "")
    note.redacted = redacted
    return note
  }

  private static let full = NoteContent(
    kind: .quote, speakers: [.participant(3), .participant(5)], unsure: true, replyTo: 1,
    text: "we only hear late",
    manner: "dryly", codes: ["bar.mes", "drv"], important: true, intense: true)

  struct Row: CustomTestStringConvertible {
    let name: String
    let note: Note
    let spoken, kept, listed, sign: String

    var testDescription: String { name }
  }

  static let rows: [Row] = [
    Row(
      name: "everything", note: note(full),
      spoken: "P3, P5? to P1 (important) (intense) “we only hear late” (dryly) #bar.mes #drv",
      kept: "P3, P5? to P1 important intense quote", listed: "* ! “we only hear late” (dryly)",
      sign: "P3,P5?→P1"),
    Row(
      name: "a stub",
      note: note(NoteContent(kind: .quote, speakers: [.participant(3)], text: "they", complete: false)),
      spoken: "P3 “they…”", kept: "P3 quote, to be completed", listed: "“they…", sign: "P3"),
    Row(
      name: "a moment", note: note(NoteContent(kind: .paraphrase, speakers: [.someone], complete: false)),
      spoken: "someone (moment, words to come)", kept: "someone moment, paraphrase",
      listed: "moment, words to come",
      sign: "P?"),
    Row(
      name: "hands",
      note: note(
        NoteContent(kind: .observation, speakers: [.participant(1)], text: "would", count: 1, of: 6)),
      spoken: "show of hands, 1 of 6 (P1): would", kept: "P1 show of hands: 1 of 6",
      listed: "1 of 6 hands (P1) would",
      sign: "="),
    Row(
      name: "a comment", note: note(NoteContent(kind: .comment, text: "they know each other")),
      spoken: "private comment: they know each other", kept: "private comment",
      listed: "(they know each other)",
      sign: "()"),
    Row(
      name: "the moderator",
      note: note(NoteContent(kind: .paraphrase, speakers: [.moderator], text: "who else?")),
      spoken: "moderator: who else?", kept: "moderator paraphrase", listed: "who else?", sign: "M"),
    Row(
      name: "a follow-up", note: note(NoteContent(kind: .followUp, text: "who decides")),
      spoken: "follow-up: who decides", kept: "follow-up", listed: "who decides", sign: "?"),
    Row(
      name: "redacted", note: note(NoteContent(kind: .quote), redacted: true), spoken: "redacted quote",
      kept: "redacted quote", listed: "redacted", sign: ""),
  ]

  @Test("It reads the same wherever it is shown, in three arrangements", arguments: rows)
  func words(_ row: Row) {
    #expect(row.note.words(.spoken) == row.spoken)
    #expect(row.note.words(.kept) == row.kept)
    #expect(row.note.words(.listed) == row.listed)
    #expect(row.note.content.sign == row.sign)
  }

  @Test("Other words can stand in for its content")
  func standIn() {
    #expect(Self.note(Self.full).words(.spoken, as: NoteContent(kind: .paraphrase, text: "late")) == "late")
  }
}
