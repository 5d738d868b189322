/// A scripted part of a session, line by line, with what has to be true of it whenever it is cut off.
struct Script: Sendable {
  struct Step: Sendable {
    let line: String
    /// What acknowledges the line.
    let answer: String
    /// The note it makes.
    var note: (number: Int, text: String)?
    /// The note it destroys.
    var destroys: Int?
  }

  /// Marks what was said off the record: it is in no file, ever.
  static let unsaid = "offword"

  /// A group from its first question to leaving, with everything that destroys text in it.
  static let recording: [Step] = [
    Step(line: "/go K1", answer: "question K1"),
    Step(line: "3 \"we only hear late", answer: "saved 1 ", note: (1, "we only hear late")),
    Step(line: "5+ rules leave no room", answer: "saved 2 ", note: (2, "rules leave no room")),
    Step(line: "4 redactword", answer: "saved 3 ", note: (3, "redactword")),
    Step(line: "/redact 3", answer: "redacted 3", destroys: 3),
    Step(line: "6 after the redaction", answer: "saved 4 ", note: (4, "after the redaction")),
    Step(line: "2 struckword", answer: "saved 5 ", note: (5, "struckword")),
    Step(line: "/off since 5", answer: "off the record: nothing is kept", destroys: 5),
    Step(line: "3 " + unsaid, answer: "off the record: not kept"),
    Step(line: "/on", answer: "on the record"),
    Step(line: "7 eraseword", answer: "saved 6 ", note: (6, "eraseword")),
    Step(line: "/withdraw 7 erase", answer: "P7 withdrew: ", destroys: 6),
    Step(line: "1 on again", answer: "saved 7 ", note: (7, "on again")),
  ]

  /// Leaving.
  static let leaving = [Step(line: "/leave", answer: "left: ")]

  /// The debrief of the same group, after a resume, to the end.
  static let finishing: [Step] = [
    Step(line: "more of it", answer: "saved 8 ", note: (8, "more of it")),
    Step(line: "4 lateword", answer: "saved 9 ", note: (9, "lateword")),
    Step(line: "/redact 9", answer: "redacted 9", destroys: 9),
    Step(line: "3 \"that was all", answer: "saved 10 ", note: (10, "that was all")),
    Step(line: "/end", answer: ""),
    Step(line: "/finish", answer: "finished: "),
  ]

  /// Enters lines as long as they are answered.
  ///
  /// - Returns: how many were.
  static func play(_ steps: [Step], to program: Program) -> Int {
    for (index, step) in steps.enumerated() {
      program.enter(step.line)
      guard step.answer.isEmpty || (try? program.answer(step.answer)) != nil else { return index }
    }
    return steps.count
  }
}
