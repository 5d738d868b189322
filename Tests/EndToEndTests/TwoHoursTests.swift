import Foundation
import Interview
import PseudoTerminal
import SessionStorage
import Testing

@Suite("A two-hour session of 400 lines")
struct TwoHoursTests {
  @Test("Every command and every sign is in it")
  func complete() throws {
    let lines = try Repository.fixture("two-hours.txt").split(separator: "\n")
    #expect(lines.count == 400)
    let later = ["/begin", "/leave", "/finish", "/gap", "/draft"]
    let page = try String(
      contentsOf: Repository.root.appending(path: "Documentation/focusgroup.1"), encoding: .utf8)
    // Those of home and of a replay are another matter.
    let recording = page.components(separatedBy: ".SH RECORDING")[1].components(
      separatedBy: ".SH REHEARSING")[0]
    let commands = recording.replacing("\\-", with: "-").split(whereSeparator: \.isWhitespace)
      .filter { $0.hasPrefix("/") && $0.count > 2 && $0.dropFirst().allSatisfy { $0.isLetter || $0 == "-" } }
    #expect(commands.count > 30)
    for command in Set(commands) where !later.contains(String(command)) {
      #expect(lines.contains { $0 == command || $0.hasPrefix(command + " ") }, "\(command)")
    }
  }

  @Test("Killed with -9 at 50 random moments and resumed, it ends as if nothing had happened")
  func killed() throws {
    let whole = try TwoHours()
    #expect(try whole.finish() == .exit(0))
    let wanted = try whole.study.session(TwoHours.id)

    let run = try TwoHours()
    var random = SeededMoments(state: 20_261_124)
    var moments = Set<Int>()
    while moments.count < 50 { moments.insert(Int.random(in: 1..<run.lines.count - 1, using: &random)) }
    for (count, moment) in moments.sorted().enumerated() {
      try run.type(upTo: moment)
      let isNote = !run.lines[run.done].hasPrefix("/") && run.lines[run.done].count > 6
      if count % 8 == 0, isNote, try !run.recovered().isOffRecord {
        try run.killInAHalfLine()
      } else if count % 2 == 0 {
        try run.killSettled()
      } else {
        try run.killInTheNextLine(after: UInt32.random(in: 0...4000, using: &random))
      }
      #expect(try run.leaks() == [], "after kill \(count + 1), at line \(run.done)")
    }
    #expect(try run.finish() == .exit(0))
    #expect(!run.offered.isEmpty)

    let session = try run.study.session(TwoHours.id)
    #expect(session.notes.map(\.number) == wanted.notes.map(\.number))
    #expect(session.texts == wanted.texts)
    #expect(session.notes.map(\.question) == wanted.notes.map(\.question))
    #expect(session.notes.map(\.kind) == wanted.notes.map(\.kind))
    #expect(session.notes.map { $0.participants ?? [] } == wanted.notes.map { $0.participants ?? [] })
    #expect(session.notes.map { $0.codes ?? [] } == wanted.notes.map { $0.codes ?? [] })
    #expect(session.standings == wanted.standings)
    #expect(session.answers == wanted.answers)
    try expectAcknowledged(run)
    #expect(try whole.leaks() == [])
    #expect(try run.leaks() == [])
    #expect(run.study.sessionFiles == [TwoHours.id + ".json"])
  }

  /// Every acknowledged note is there with its time, or was taken away by a line that came later.
  private func expectAcknowledged(_ run: TwoHours) throws {
    let session = try run.recovered()
    let acknowledged = run.acknowledged.compactMap(Acknowledgement.init)
    #expect(acknowledged.count > 200)
    let taken = run.lines.count { $0.hasPrefix("/undo") || $0.hasPrefix("/retract") }
    var missing = 0
    for each in acknowledged {
      guard let note = session.note(each.number) else {
        missing += 1
        continue
      }
      #expect(session.clock(note.at) == each.time, "note \(each.number)")
      #expect(
        note.question == each.question || note.revisions.contains { $0.question == each.question },
        "note \(each.number)")
    }
    #expect(missing <= taken)
  }
}

/// Moments that are the same each run (SplitMix64, Steele, Lea & Flood 2014).
struct SeededMoments: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension WrittenSession {
  /// Who stands how to which note, as lines that do not depend on the recorders' ids.
  fileprivate var standings: [String] {
    (stances ?? []).map { stance in
      let number = stance.note.flatMap { $0.split(separator: "-").last } ?? "the question"
      return "\(stance.participant) \(stance.question) \(number) \(stance.changes.map(\.value))"
    }.sorted()
  }
}
