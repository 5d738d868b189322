import Foundation
import PseudoTerminal
import Testing

extension Study {
  /// Enters notes of P3, each called by its number, and waits for each to be acknowledged.
  func record(_ program: Program, _ numbers: ClosedRange<Int>) throws {
    for number in numbers {
      program.enter("3 note \(number)")
      try program.answer("saved \(number) ")
    }
  }

  /// The notes that `show` has, each with what stands behind its number.
  func shown(_ id: String) throws -> [(number: Int, rest: String)] {
    let outcome = try run(["show", id])
    #expect(outcome.end == .exit(0), "show: \(outcome.err)")
    return outcome.lines.compactMap { line in
      let words = line.split(separator: " ", maxSplits: 2)
      guard line.hasPrefix("  "), words.count == 3, words[0].count == 8, words[0].contains(":"),
        let number = Int(words[1])
      else { return nil }
      return (number, String(words[2]))
    }
  }

  /// `show` has exactly these notes of `record`.
  func expectShown(_ id: String, _ numbers: ClosedRange<Int>) throws {
    #expect(try shown(id).map { "\($0.number) \($0.rest)" } == numbers.map { "\($0) P3 note \($0)" })
  }

  /// The session can be resumed, takes another note and is left whole.
  func expectResumed(_ id: String, after last: Int) throws {
    let outcome = try run(["resume", id, "--plain"], input: "3 note \(last + 1)\n/leave\n")
    #expect(outcome.end == .exit(0), "resume: \(outcome.err)")
    #expect(outcome.saved.map { $0.split(separator: " ")[1] } == ["\(last + 1)"])
    #expect(try session(id).texts == (1...last + 1).map { "note \($0)" })
    #expect(sessionFiles.filter { $0.hasSuffix(".json") || $0.contains(".journal") } == [id + ".json"])
  }

  /// Enters lines that cannot be saved: that is said at once, none is acknowledged, each is printed in the end,
  /// and what was saved before is whole and can be gone on with.
  func expectUnsaved(_ program: Program, _ id: String, saved: Int, lines: [String]) throws {
    for line in lines { program.enter(line) }
    // Said while the input is still open: a facilitator has to know it now.
    try program.answer("error: not saved yet: ")
    program.closeInput()
    let outcome = try program.outcome()
    #expect(outcome.end == .exit(74))
    #expect(outcome.saved.count == saved)
    let complaints = outcome.err.split(separator: "\n").map(String.init)
    #expect(complaints.filter { $0.hasPrefix("not saved: ") } == lines.map { "not saved: " + $0 })
    #expect(complaints.last?.hasPrefix("focusgroup: ") == true, "\(outcome.err)")
    // What a sync failed for may be on the disk nevertheless; what was acknowledged must be.
    let shown = try shown(id).count
    try #require((saved...saved + lines.count).contains(shown))
    try expectShown(id, 1...shown)
    try expectResumed(id, after: shown)
  }
}

extension Output {
  /// Waits for one of some texts, whenever it came.
  ///
  /// - Returns: the first of them that is there.
  @discardableResult
  func first(of wanted: String..., within seconds: Double = 90) throws -> String {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while Date() < deadline {
      let text = text
      if let found = wanted.first(where: text.contains) { return found }
      usleep(2000)
    }
    throw Stuck("none of \(wanted) came: …\(text.suffix(1500))")
  }
}
