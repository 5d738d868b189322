#if os(Linux)
  import Foundation
  import PseudoTerminal
  import Testing

  @Suite("Faults on the screen")
  struct ScreenFaultTests {
    @Test("A faulty protocol is 65 with each fault in a line, and the screen is not taken")
    func faultyProtocol() throws {
      let study = try Study()
      try study.write("protocol: faulty\nversion: 1\nquestion: []\n", to: "Protocols/faulty.yaml")
      let desk = try Facilitation(in: study, arguments: ["run", "faulty", "--yes"])
      try desk.ends(with: .exit(65))
      try desk.sees("Protocols/faulty.yaml:3:1: error: ")
      #expect(study.sessionFiles == [])
    }

    @Test("A session that is open elsewhere is 75, and the screen that records it goes on")
    func openElsewhere() throws {
      let desk = try Facilitation()
      try desk.line("W>")
      let second = try Facilitation(in: desk.study, arguments: ["resume", "one"])
      try second.ends(with: .exit(75))
      try second.sees("one is open in another terminal")
      desk.enter("1 undisturbed")
      try desk.saved("undisturbed", count: 1)
      try desk.leaves()
    }

    @Test("On a full disk it says NOT SAVED, the notes stay in sight, and the end prints what is lost")
    func fullDisk() throws {
      let limit = try FullDiskTests.journalBegun() + 2
      let desk = try Facilitation(under: ["bash", "-c", "ulimit -f \(limit); exec \"$0\" \"$@\""])
      try desk.line("W>")
      var count = 0
      while count < 100 {
        count += 1
        desk.enter("3 note number \(count)")
        let shown = try desk.waits("note \(count)") {
          $0.savedCount == count || $0.text.contains("NOT SAVED: ")
        }
        if shown.text.contains("NOT SAVED: ") { break }
      }
      #expect((2..<100).contains(count))
      try desk.sees("no larger file is allowed")
      desk.enter("4 typed all the same")
      try desk.sees("NOT SAVED: 2 changes")
      try desk.waits("the notes with the mark of pending ones") { shown in
        ["note number \(count)", "typed all the same"].allSatisfy { text in
          shown.rows.contains { $0.hasPrefix("○") && $0.contains(text) }
        }
      }
      #expect(desk.savedCount == count - 1)
      desk.type("5 unfinished")
      try desk.sees("5 unfinished")
      desk.terminal.signal(SIGTERM)
      try desk.ends(with: .exit(74))
      try desk.sees("not saved: 3 note number \(count)")
      try desk.sees("not saved: 4 typed all the same")
      try desk.study.expectShownOnScreen(count - 1)
    }
  }

  extension Study {
    /// The notes of the full disk are there as far as the screen called them saved.
    fileprivate func expectShownOnScreen(_ count: Int) throws {
      let outcome = try run(["show", "one"])
      #expect(outcome.end == .exit(0), "\(outcome.err)")
      for number in 1...count { #expect(outcome.out.contains("note number \(number)\n")) }
    }
  }
#endif
