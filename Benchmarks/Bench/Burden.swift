import Foundation
import Interview
import PseudoTerminal
import SessionStorage

/// Something of which there is far more than in any group: what it costs must grow with it at most, and not at all where
/// it is not seen.
enum Burden: String, CaseIterable, Sendable {
  case edits = "replay, edits of one note"
  case reviews = "replay, reviews"
  case questions = "key in go to, questions"
  case word = "key, letters of a note without a blank"
  case heading = "list, MiB before a summary"

  /// How much there is, and four times as much.
  func sizes(_ effort: Effort) -> [Int] {
    let many: Int
    switch self {
    case .edits: many = 100_000
    case .reviews: many = 20_000
    case .questions: many = 5000
    case .word: many = 200_000
    case .heading: many = 1024
    }
    return effort.rounds < Effort.full.rounds ? [many / 40, many / 10] : [many / 4, many]
  }

  /// How many times as much four times as much may cost.
  var goal: Double {
    switch self {
    case .edits, .reviews, .questions: 6
    case .word, .heading: 1.5
    }
  }

  /// It is opened on the full screen, and a key is pressed.
  var isKey: Bool { self == .questions || self == .word }

  /// The key that is timed, and what is typed before the first.
  var key: (before: String, key: String) { self == .questions ? ("\u{7}", "\u{1B}[B") : ("", "\u{1B}OQ") }
}

extension Workspace {
  private func study(_ burden: Burden, _ size: Int) -> String { "\(root)/\(burden)\(size)" }

  /// The program on so much of it.
  func contender(_ burden: Burden) -> Contender {
    let command: @Sendable (Int) -> [String] = { [self] size in
      let words: [String]
      switch burden {
      case .edits, .reviews: words = ["replay", "heavy"]
      case .questions, .word: words = ["resume", "heavy"]
      case .heading: words = ["list"]
      }
      return [binary] + words + ["--study", study(burden, size)]
    }
    return Contender(
      name: "focusgroup", command: command, ready: ["notes saved", "note saved", "K1>"],
      leave: "\u{1B}\u{15}/leave\r")
  }

  /// Makes a study with so much of it.
  func make(_ burden: Burden, _ size: Int) throws {
    let path = study(burden, size)
    try run([binary, "init", path])
    let count = burden == .questions ? size : 3
    let route = InterviewProtocol(
      id: "heavy", version: "1", title: .plain("Heavy"),
      questions: (1...count).map {
        Question(id: "K\($0)", kind: .key, title: .plain("What helps \($0)"), minutes: 1)
      })
    let session = heavy(route, burden, size)
    var bytes = SessionFormat.bytes(of: session)
    if burden == .heading {
      // Before the summary, and more than is looked at; what comes behind need not be JSON.
      let text = String(decoding: bytes, as: UTF8.self)
      let zeros = String(repeating: "0,", count: 1 << 20)
      bytes = Array(text.replacing("\"summary\"", with: "\"x\": [\(zeros)0],\n\"summary\"").utf8)
    }
    let file = "\(path)/Sessions/heavy.json"
    try Data(bytes).write(to: URL(filePath: file))
    if burden == .heading, truncate(file, off_t(size) << 20) != 0 { throw Stuck("cannot lengthen \(file)") }
    guard burden == .reviews else { return }
    for number in 0..<size {
      var review = Review(
        ReviewHead(
          uuid: "r\(number)", reviewer: "r\(number)", session: "heavy", sessionUUID: session.uuid,
          startedAt: session.startedAt))
      var said = NoteReview()
      said.memos = [.init(number: 1, text: "is this what was meant?", at: session.startedAt)]
      review.notes["abcd-\(number % 8 + 1)"] = said
      try Data(ReviewFormat.bytes(of: review)).write(
        to: URL(filePath: "\(path)/Sessions/heavy.review-r\(number).json"))
    }
  }

  private func heavy(_ route: InterviewProtocol, _ burden: Burden, _ size: Int) -> Session {
    let start = WallTime(milliseconds: 1_773_480_000_000, utcOffset: 60)
    var session = Session(
      id: "heavy", uuid: "0b7c51d9-6e3f-4a28-b5d4-0c7f92e813ab", title: "Heavy", startedAt: start,
      timeZone: "",
      group: Group(code: "NL01"), protocol: route)
    session.begunAt = Stamp(offset: .zero, wall: start)
    session.lastRecord = 100
    session.lastOffset = Offset.minutes(90)
    var parts = Session.Parts(of: session)
    parts.visits = [Visit(question: "K1", from: .zero)]
    parts.notes = (1...8).map { number in
      let at = Offset.minutes(number)
      var text = "they told us late"
      if burden == .word { text = String(repeating: "QUJDREVG", count: size / 8) }
      var note = Note(
        id: "abcd-\(number)", number: number, question: "K1", at: at, time: start.adding(at.rawValue),
        saved: at,
        content: NoteContent(text: text))
      if burden == .edits, number == 1 {
        note.revisions = (0..<size).map { edit in
          var before = note.content
          before.codes = ["code\(edit % 7)"]
          return Revision(at: Offset.minutes(10) + edit, content: before, question: "K1", typed: "")
        }
      }
      return note
    }
    session.restore(parts)
    return session
  }
}
