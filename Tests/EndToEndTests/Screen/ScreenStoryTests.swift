import Foundation
import PseudoTerminal
import Testing

@Suite("A whole group on the screen")
struct ScreenStoryTests {
  private static let questions = [
    "W", "O1", "I1", "T1", "K1", "K2", "K3", "K4", "K5", "E1", "E2", "E3",
  ]

  @Test("Killed in the middle of a line, it ends with every note that was shown as saved, and with its time")
  func wholeGroup() throws {
    let story = try ScreenStory("story")
    let desk = story.desk
    for (index, question) in Self.questions.enumerated() {
      if index > 0 { try story.next(question) }
      for number in index * 5..<index * 5 + 5 { try note(number, in: story) }
      try happens(in: question, of: story)
    }
    desk.press(.control("d"))
    try desk.sees("before the people go")
    try desk.line("checklist>")
    desk.enter("end")
    try desk.line("debrief>")
    for answer in ["trust in each other", "more dissent than before", "nothing new"] {
      desk.enter(answer)
      try desk.sees(answer)
      try desk.line("debrief>")
    }
    desk.enter("/finish")
    try desk.ends(with: .exit(0))
    try desk.sees("finished: \(story.noted.count) notes")

    try story.expectAllWritten()
    #expect(story.noted.count > 60)
    #expect(desk.study.sessionFiles == ["story.json"])
    #expect(try desk.study.places(of: "offword") == [])
    let session = try desk.written
    #expect(session.status == "finished" && session.draft == nil)
    #expect(
      session.answers == [
        "themes": "trust in each other", "differences": "more dissent than before", "new": "nothing new",
      ])
    #expect(session.probes?.map(\.question) == ["I1"] && session.probes?[0].changes.map(\.how) == ["asked"])
    #expect(session.stances?.contains { $0.participant == "P7" && $0.question == "T1" } == true)
    #expect(session.pauses?.map(\.why) == ["break", "cut"])
    #expect(session.offRecord?.count == 1 && session.offRecord?[0].to != nil)
    let late = session.participants?.first { $0.id == "P9" }
    #expect(late?.consent?["quote"]?.answer == "yes")
    #expect(session.visits?.map(\.question).filter { $0 == "K5" }.count == 1)
  }

  /// One of the kinds of notes there are.
  private func note(_ number: Int, in story: ScreenStory) throws {
    let word = String(format: "word%02d", number)
    let seat = number % 8 + 1
    switch number % 5 {
    case 0: try story.notes("\(seat) \(word) is said", as: "\(word) is said")
    case 1: try story.notes("\(seat) \"\(word) we hear late\" firmly", as: "\(word) we hear late")
    case 2: try story.notes("~\(word) laughter, čšž 字", as: "\(word) laughter, čšž 字")
    case 3: try story.notes("?\(word) and the rent", as: "\(word) and the rent")
    default: try story.notes("\(seat)+ \(word) here too #bar.mes", as: "\(word) here too")
    }
  }

  /// What happens besides notes.
  private func happens(in question: String, of story: ScreenStory) throws {
    let desk = story.desk
    switch question {
    case "W": try story.editsLast("6 edited in another word", as: "edited in another word")
    case "O1":
      try story.notes("2 undone and redone", as: "undone and redone")
      try story.undoesAndRedoes("2 undone and redone")
    case "I1":
      desk.press(.alt("2"))
      try desk.sees("probe 2 asked")
    case "T1":
      desk.enter("7-")
      try desk.sees("shown P7 dissents")
    case "K1":
      desk.press(.control("t"))
      try desk.sees("! BREAK 00:0")
      desk.press(.control("t"))
      try desk.misses("BREAK")
    case "K2": try goesOffTheRecord(story)
    case "K3":
      desk.enter("/in 9")
      try desk.sees("P9 is here")
      desk.press(.control("p"))
      try desk.line("participants>")
      desk.enter("consent 9 all yes")
      try desk.sees("P9 here, consent to all")
      desk.press(.escape)
      try desk.line("K3>")
      try story.notes("9 latecomer speaks", as: "latecomer speaks")
    case "K4": try changesSize(story)
    case "K5": try isCutOff(story)
    default: break
    }
  }

  private func goesOffTheRecord(_ story: ScreenStory) throws {
    let desk = story.desk
    try story.begins("2 begun before")
    desk.press(.control("o"))
    try desk.line("OFF>")
    desk.enter("3 offword is said")
    desk.paste("offword pasted")
    desk.type("4 offword unfinished")
    try desk.sees("off the record: not kept")
    #expect(!desk.terminal.screen.text.contains("offword"))
    desk.press(.control("o"))
    try desk.line("K2> 2 begun before")
    try story.ends(", ended after", as: "begun before, ended after")
    #expect(try desk.study.places(of: "offword") == [])
  }

  private func changesSize(_ story: ScreenStory) throws {
    let desk = story.desk
    desk.resize(columns: 40, rows: 12)
    try desk.waits("the small screen") { $0.cursorRow == 10 && $0.rows[10] == "K4>" }
    try story.notes("5 narrowed to forty", as: "narrowed to forty")
    try story.begins("6 tinytext and")
    desk.resize(columns: 20, rows: 5)
    try desk.waits("the tiny screen") { $0.cursorRow == 4 && $0.rows[4].hasSuffix("and") }
    desk.resize(columns: 3, rows: 1)
    desk.resize(columns: 120, rows: 40)
    try desk.waits("the large screen") { $0.cursorRow == 38 && $0.rows[38] == "K4> 6 tinytext and" }
    try story.ends(" large", as: "tinytext and large")
    desk.resize(columns: 80, rows: 24)
    try desk.waits("the usual screen") { $0.cursorRow == 22 && $0.rows[22] == "K4>" }
    try desk.saved("tinytext", count: story.noted.count)
  }

  private func isCutOff(_ story: ScreenStory) throws {
    let desk = story.desk
    try story.begins("3 cut off in the midd")
    try story.isKilled(with: "3 cut off in the midd")
    try desk.resume()
    try desk.sees("type pause, or on if the group went on")
    try desk.saved(story.noted.count)
    desk.enter("pause")
    try desk.sees("unfinished line, begun at 00:00:")
    try desk.line("K5> 3 cut off in the midd")
    try story.ends("le", as: "cut off in the middle")
  }
}
