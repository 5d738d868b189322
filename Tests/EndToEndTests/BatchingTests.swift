#if os(Linux)
  import Foundation
  import PseudoTerminal
  import Testing

  @Suite("Many notes at once")
  struct BatchingTests {
    @Test("Notes that come faster than the disk share its syncs, and each is acknowledged and kept")
    func manyAtOnce() throws {
      let count = Repository.proves ? 50_000 : 5000
      let study = try Study()
      let texts = (1...count).map { "something was said, number \($0)" }
      let lines = texts.enumerated().map { "\($0.offset % 8 + 1) \($0.element)\n" }.joined()
      let syncs = Traced(["fdatasync", "fsync"])
      let outcome = try study.run(Study.session("many"), input: lines, under: syncs.wrapper)
      #expect(outcome.end == .exit(0) && outcome.err == "")
      let made = try syncs.calls().count { $0.name == "fdatasync" }
      #expect((1...count / 20).contains(made), "\(made) syncs for \(count) notes")
      #expect(outcome.saved.map { $0.split(separator: " ")[1] } == (1...count).map { "\($0)" })
      let session = try study.session("many")
      #expect(session.notes.map(\.number) == Array(1...count))
      #expect(session.texts == texts)
      #expect(study.sessionFiles == ["many.json"])
    }

    @Test("No note is acknowledged before a sync of its own has come back")
    func syncBeforeAnswer() throws {
      let study = try Study()
      let trace = Traced(["fdatasync", "write"])
      let program = try study.start(Study.session("slow"), under: trace.wrapper)
      try program.settle()
      for number in 1...20 {
        program.enter("3 note \(number)")
        try program.answer("saved \(number) ")
      }
      program.closeInput()
      #expect(try program.outcome().end == .exit(0))
      var syncs = 0
      var answers = 0
      for call in try trace.calls() {
        if call.name == "fdatasync" { syncs += 1 }
        guard call.description.hasPrefix("write(1, \"saved \(answers + 1) ") else { continue }
        answers += 1
        #expect(syncs >= answers, "\(call)")
      }
      #expect(answers == 20)
    }
  }
#endif
