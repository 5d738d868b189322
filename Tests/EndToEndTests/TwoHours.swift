import Foundation
import Interview
import PseudoTerminal
import SessionStorage

/// A two-hour group, typed line by line into a program that may be killed at any moment.
final class TwoHours {
  static let id = "two-hours"
  /// Words that mark what must be in no file: typed off the record; and, once their commands are acknowledged,
  /// struck out, redacted, erased.
  static let destroyed: [(word: String, by: String)] = [
    ("struckword", "/off since"), ("redactword", "/redact"), ("eraseword", "/withdraw 7 erase"),
  ]

  let study: Study
  let lines: [String]
  /// How many lines have taken effect.
  private(set) var done = 0
  /// Every acknowledgement of a note, of all runs.
  private(set) var acknowledged: [String] = []
  /// Drafts that were offered again.
  private(set) var offered: [String] = []
  private var program: Program
  private var settled = 0

  init() throws {
    study = try Study()
    lines = try Repository.fixture("two-hours.txt").split(separator: "\n").map(String.init)
    program = try study.start(Study.session(TwoHours.id))
  }

  /// Types lines up to an index, and waits until all of them are answered.
  func type(upTo end: Int) throws {
    guard end > done else { return }
    program.type(lines[done..<end].map { $0 + "\n" }.joined())
    done = end
    try settle()
  }

  /// Types the rest, whose last line ends the session.
  func finish() throws -> End {
    program.type(lines[done...].map { $0 + "\n" }.joined())
    done = lines.count
    let end = try program.running.wait()
    gather(try program.out.whole())
    return end
  }

  /// Killed when all is said.
  func killSettled() throws {
    try program.kill()
    try resume()
  }

  /// Killed some microseconds after the next line was typed; it is typed again unless it took effect.
  func killInTheNextLine(after microseconds: UInt32) throws {
    let before = try recovered().lastRecord
    program.enter(lines[done])
    usleep(microseconds)
    try program.kill()
    if try recovered().lastRecord > before { done += 1 }
    try resume()
  }

  /// Killed with half of the next line typed, once it is kept as a draft.
  func killInAHalfLine() throws {
    let half = String(lines[done].prefix(max(3, lines[done].count / 2)))
    program.type(half)
    let deadline = Date(timeIntervalSinceNow: 30)
    while try recovered().draft?.text != half {
      guard Date() < deadline else { throw Stuck("the draft “\(half)” is not kept") }
      usleep(50_000)
    }
    try program.kill()
    try resume()
    let lines = program.out.text.split(separator: "\n").map(String.init)
    guard let line = lines.first(where: { $0.hasPrefix("unfinished line, begun at") }), line.hasSuffix(half)
    else {
      throw Stuck("the draft “\(half)” is not offered: \(lines)")
    }
    offered.append(line)
    program.enter("/draft drop")
    try program.answer("the unfinished line is dropped")
  }

  /// The session as its files tell it now.
  func recovered() throws -> Session {
    try Recovery.read(
      in: StudyFolder(path: study.path, statePath: study.statePath + "/focusgroup"), id: TwoHours.id
    )
    .session
  }

  /// Marker words that are in a file though they must not be.
  func leaks() throws -> [String] {
    var gone = ["offword"]
    for (word, command) in TwoHours.destroyed {
      guard let last = lines.lastIndex(where: { $0.hasPrefix(command) }), last < done else { continue }
      gone.append(word)
    }
    return try gone.filter { try !study.places(of: $0).isEmpty }
  }

  private func resume() throws {
    gather(program.out.all)
    program = try study.start(["resume", TwoHours.id, "--plain"])
    try settle()
  }

  /// A command that there is not is answered when everything before it is.
  private func settle() throws {
    settled += 1
    program.enter("/nothing\(settled)")
    try program.answer("/nothing\(settled) is no command")
  }

  private func gather(_ bytes: [UInt8]) {
    acknowledged += String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix("saved ") }
  }
}

/// What an acknowledgement says: `saved 17 00:41:07 K1 P3 quote: …`.
struct Acknowledgement {
  let number: Int
  let time: String
  let question: String

  init?(_ line: String) {
    let words = line.split(separator: " ")
    guard words.count > 3, words[0] == "saved", let number = Int(words[1]) else { return nil }
    self.number = number
    time = String(words[2])
    question = String(words[3])
  }
}
