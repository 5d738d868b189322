import Foundation
import PseudoTerminal
import Testing

/// A group told at the screen, which remembers each note that the screen showed as saved, and when its first key was
/// pressed.
final class ScreenStory {
  struct Noted {
    var text: String
    let question: String
    /// Between these two the program got the first key.
    let firstKey: ClosedRange<Date>
  }

  let desk: Facilitation
  private(set) var noted: [Noted] = []
  private(set) var question = "W"
  /// A line that was begun and not entered.
  private var begun: Noted?

  init(_ id: String) throws {
    desk = try Facilitation(id)
    try desk.line("W>")
  }

  /// Goes on to the next question.
  func next(_ id: String) throws {
    desk.press(.pageDown)
    question = id
    try desk.line("\(id)>")
  }

  /// Types the first words of a note, and sees its first key before the others are pressed.
  func begins(_ line: String) throws {
    let before = Date()
    desk.type(String(line.prefix(1)))
    try desk.line("\(question)> \(line.prefix(1))")
    begun = Noted(text: "", question: question, firstKey: before...Date())
    // Some notes take a while: their time is told apart from that of Enter.
    if noted.count % 8 == 0 { usleep(250_000) }
    desk.type(String(line.dropFirst()))
    try desk.line("\(question)> \(line)")
  }

  /// Types the rest of the line that was begun, enters it, and sees it as saved.
  func ends(_ rest: String, as text: String) throws {
    var note = try #require(begun)
    begun = nil
    note.text = text
    desk.enter(rest)
    noted.append(note)
    try desk.saved(String(text.prefix(10)), count: noted.count)
  }

  /// Types a note whole.
  func notes(_ line: String, as text: String) throws {
    try begins(line)
    try ends("", as: text)
  }

  /// Walks back to the last note and writes it anew.
  func editsLast(_ line: String, as text: String) throws {
    desk.press(.up)
    try desk.sees("Enter edits")
    desk.press(.enter)
    try desk.sees("edit \(noted.count)> ")
    desk.press(.control("u"))
    desk.enter(line)
    noted[noted.count - 1].text = text
    try desk.saved("\(text) (edited)", count: noted.count)
  }

  /// Takes the last note back, and makes it again.
  func undoesAndRedoes(_ line: String) throws {
    desk.press(.control("z"))
    try desk.line("\(question)> \(line)")
    try desk.saved(noted.count - 1)
    desk.press(.control("y"))
    try desk.line("\(question)>")
    try desk.saved(noted.count)
  }

  /// Waits until the line that was begun is kept as a draft, and kills the program.
  func isKilled(with draft: String) throws {
    let deadline = Date(timeIntervalSinceNow: 60)
    while try desk.study.places(of: "\"\(draft)\"").isEmpty {
      guard Date() < deadline else { throw Stuck("“\(draft)” is not kept as draft") }
      usleep(20_000)
    }
    try desk.kill()
  }

  /// Every note that the screen called saved is written with its words, its question and the time of its first key.
  func expectAllWritten() throws {
    let session = try desk.written
    #expect(session.texts == noted.map(\.text))
    #expect(session.notes.map(\.question) == noted.map(\.question))
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    let started = try style.parse(session.startedAt)
    for (note, shown) in zip(session.notes, noted) {
      let tolerance = 0.02
      let firstKey =
        shown.firstKey.lowerBound.addingTimeInterval(
          -tolerance)...shown.firstKey.upperBound
        .addingTimeInterval(tolerance)
      #expect(firstKey.contains(try style.parse(note.time)), "\(note) not in \(firstKey)")
      let at = started.addingTimeInterval(Double(note.at) / 1000)
      #expect(firstKey.contains(at), "\(note) not in \(firstKey), from \(session.startedAt)")
    }
  }
}
