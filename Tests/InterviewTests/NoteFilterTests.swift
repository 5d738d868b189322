import Interview
import Testing

struct NoteFilterTests {
  private static let session: Session = {
    var fold = Fold()
    fold.go("K1", at: 10)
    let first = fold.note("We hear it Too Late", by: [3], at: 20, codes: ["bar.mes"], important: true)  // 1
    fold.note("the council decides", by: [5], at: 30, codes: ["bar.mac"])  // 2
    fold.note("laughter", kind: .observation, at: 40)  // 3
    fold.note("too late for whom?", by: [5], kind: .quote, at: 50)  // 4
    fold.note("Šibenik plan", by: [3, 5], at: 55, on: "K2", raisedAt: "K1", codes: ["drv.mic"])  // 5
    fold.stance(5, .dissent, on: first, at: 60)
    fold.edit(2, "the council decides", at: 70)
    return fold.session
  }()

  private static func found(_ text: String) -> [Int] {
    let filter = NoteFilter(text, questions: session.protocol.questions.map(\.id))
    return session.notes.filter { note in
      filter.admits(
        note,
        NoteFilter.Facts(
          stances: Dictionary(
            session.stances(onNote: note.id).map { ($0.participant, $0.value) }, uniquingKeysWith: { $1 }),
          isToCheck: note.number == 2, hasMemo: note.number == 3, remarks: note.number == 3 ? ["Irony"] : []))
    }.map(\.number)
  }

  @Test(
    arguments: [
      ("", [1, 2, 3, 4, 5]), ("P3", [1, 5]), ("p3 P5", [1, 2, 4, 5]), ("k2", [5]), ("#bar.*", [1, 2]),
      ("#bar.mes", [1]), ("#bar", [1, 2]), ("#ba", []), ("bar.mac", [2]), ("quote", [4]), ("\"quote\"", []),
      ("quote observation", [3, 4]),
      ("dissent", [1]), ("P5 dissent", [1]), ("P3 dissent", []), ("agree", []), ("too late", [1, 4]),
      ("\"too late\"", [1, 4]), ("late too P5", [4]),
      ("TOO", [1, 4]), ("šibenik", [5]), ("important", [1]), ("edited", [2]), ("check", [2]), ("memo", [3]),
      ("irony", [3]), ("uncoded", [3, 4]), ("#bar.* P5", [2]), ("P5 dissent #bar.mes late", [1]),
      ("nothing such", []),
    ])
  func conditionsOfAKindAreAlternativesAndKindsAreCombined(text: String, numbers: [Int]) {
    #expect(NoteFilterTests.found(text) == numbers)
  }

  @Test(
    arguments: [
      // A letter with an accent is one whichever byte form it has, and another one than the letter without.
      ("Caf\u{E9}", "caf\u{E9}", true), ("Caf\u{E9}", "cafe\u{301}", true),
      ("Cafe\u{301}", "caf\u{E9}", true),
      ("Cafe\u{301}", "cafe\u{301}", true), ("Cafe\u{301}", "cafe", false), ("Caf\u{E9}", "cafe", false),
      ("Cafe\u{301}, cafe", "cafe", true), ("Cafe\u{301}", "caf", true), ("cafe\u{2026}", "cafe", true),
      ("cafe\u{1F600}", "cafe", true), ("cafe\u{200D}", "cafe", true),
    ])
  func theTwoByteFormsOfALetterAreOne(text: String, word: String, holds: Bool) {
    #expect(NoteFilter(word, questions: []).holdsWords(NoteContent(text: text)) == holds)
  }
}
