#if os(Linux)
  import Foundation
  import PseudoTerminal
  import Testing

  @Suite("A disk that fails")
  struct DiskFaultTests {
    @Test("A sync that fails once: the recording goes on in another file, and show has everything")
    func syncFailsOnce() throws {
      let study = try Study()
      let syncs = Traced(["fdatasync"], inject: ["fdatasync:error=EIO:when=3"])
      let program = try study.start(Study.session("once"), under: syncs.wrapper)
      try study.record(program, 1...2)
      program.enter("3 note 3")
      try program.answer("warning: ")
      #expect(try program.answer("going on in ").hasSuffix("/Sessions/once.journal-2"))
      try program.out.first(of: "saved 3 ")
      try study.record(program, 4...5)
      try syncs.kill(program)
      #expect(study.sessionFiles == ["once.journal", "once.journal-2"])
      try study.expectShown("once", 1...5)
      try study.expectResumed("once", after: 5)
      #expect(try syncs.calls().contains { $0.description.contains("(INJECTED)") })
    }

    @Test(
      "Syncs that fail for ever: the files go on and on, and each note is in one of them; leaving saves all")
    func syncsFailForEver() throws {
      let study = try Study()
      let syncs = Traced(["fdatasync"], inject: ["fdatasync:error=EIO:when=2+"])
      let program = try study.start(Study.session("ever"), under: syncs.wrapper)
      let count = 24
      for number in 1...count {
        program.enter("3 note \(number)")
        try program.out.first(of: "saved \(number) ", "error: not saved yet: ")
      }
      // There is no last file: a sync that fails is tried again in another one for as long as it takes.
      #expect(program.out.text.contains("/Sessions/ever.journal-\(count)"))
      program.closeInput()
      let outcome = try program.outcome()
      #expect(outcome.end == .exit(0), "\(outcome.err)")
      #expect(outcome.saved.map { $0.split(separator: " ")[1] } == (1...count).map { "\($0)" })
      try study.expectShown("ever", 1...count)
    }

    @Test("A study folder in which no other file can be made: the recording goes on outside of it")
    func folderFails() throws {
      let study = try Study()
      let faults = Traced.noOtherFile(in: study, "away")
      let program = try study.start(Study.session("away"), under: faults.wrapper)
      try study.record(program, 1...2)
      program.enter("3 note 3")
      try program.answer("warning: ")
      #expect(try program.answer("going on in ").contains(study.statePath + "/focusgroup/away."))
      try program.out.first(of: "saved 3 ")
      try study.record(program, 4...5)
      try faults.kill(program)
      #expect(study.sessionFiles == ["away.journal"])
      let listed = try study.run(["list"])
      #expect(listed.lines.contains { $0.hasPrefix("away ") && $0.contains("cut off") }, "\(listed.out)")
      try study.expectShown("away", 1...5)
      try study.expectResumed("away", after: 5)
      let left = try FileManager.default.contentsOfDirectory(atPath: study.statePath + "/focusgroup")
      #expect(!left.contains { $0.contains("journal") }, "what was brought home is left outside: \(left)")
    }

    @Test("No file takes anything any more: it is said at once, and what is not saved is printed")
    func everythingFails() throws {
      let study = try Study()
      let faults = Traced.noOtherFile(in: study, "none", norSessionFile: true)
      let program = try study.start(
        Study.session("none"), under: faults.wrapper, with: ["XDG_STATE_HOME": "/dev/null/nowhere"])
      try study.record(program, 1...2)
      try study.expectUnsaved(program, "none", saved: 2, lines: (3...5).map { "3 note \($0)" })
    }

    @Test("A disk that became read-only: it is said at once, and what is not saved is printed")
    func readOnly() throws {
      let study = try Study()
      let faults = Traced(["pwrite64"], inject: ["pwrite64:error=EROFS:when=3+"])
      let program = try study.start(Study.session("read-only"), under: faults.wrapper)
      try study.record(program, 1...2)
      try study.expectUnsaved(program, "read-only", saved: 2, lines: (3...5).map { "3 note \($0)" })
    }

    @Test("A session file that cannot be made: everything stays in the journal, and the status is 74")
    func noSessionFile() throws {
      let study = try Study()
      let faults = Traced(
        ["openat"], inject: ["openat:error=EROFS"], only: [".stay.json.tmp"])
      let program = try study.start(Study.session("stay"), under: faults.wrapper)
      try study.record(program, 1...5)
      program.enter("/leave")
      let outcome = try program.outcome()
      #expect(outcome.end == .exit(74))
      #expect(outcome.err.contains("read-only"))
      #expect(!outcome.err.contains("not saved: 3 note"))
      #expect(study.sessionFiles == ["stay.journal"])
      try study.expectShown("stay", 1...5)
      try study.expectResumed("stay", after: 5)
    }

    @Test(
      "A session that cannot be begun leaves nothing behind and says where and why",
      arguments: ["openat:error=EROFS", "pwrite64:error=ENOSPC", "fsync:error=EIO", "fsync:error=EDQUOT"])
    func cannotBegin(_ fault: String) throws {
      let study = try Study()
      let name = String(fault.prefix { $0 != ":" })
      let faults = Traced(
        [name], inject: [fault], only: ["new.journal", study.path + "/Sessions/new.journal"])
      let outcome = try study.run(Study.session("new"), input: "3 note 1\n", under: faults.wrapper)
      #expect([.exit(73), .exit(74)].contains(outcome.end))
      #expect(outcome.out == "")
      #expect(outcome.err.contains("/Sessions/new.journal"), "\(outcome.err)")
      #expect(study.sessionFiles == [])
      #expect(try faults.calls().contains { $0.description.contains("(INJECTED)") })
    }

    @Test("A redaction that cannot be finished says so, and the next way out destroys the text")
    func redactionFails() throws {
      let study = try Study()
      let faults = Traced(
        ["fsync"], inject: ["fsync:error=EIO:when=1"], only: [study.path + "/Sessions/.gone.json.tmp"])
      let program = try study.start(Study.session("gone"), under: faults.wrapper)
      program.enter("3 first")
      try program.answer("saved 1 ")
      program.enter("3 redactword")
      try program.answer("saved 2 ")
      program.enter("/redact 2")
      try program.answer("not yet off the disk")
      program.enter("3 third")
      try program.answer("saved 3 ")
      program.enter("/leave")
      let outcome = try program.outcome()
      #expect(outcome.end == .exit(0))
      #expect(!outcome.out.contains("redacted 2"))
      #expect(try study.places(of: "redactword") == [])
      #expect(try study.session("gone").texts == ["first", "", "third"])
    }

    @Test("Whoever stops it before the text is destroyed is told, and the next leave destroys it")
    func redactionWaits() throws {
      let study = try Study()
      let faults = Traced(
        ["fsync"], inject: ["fsync:error=EIO"], only: [study.path + "/Sessions/.waits.json.tmp"])
      let program = try study.start(Study.session("waits"), under: faults.wrapper)
      program.enter("3 redactword")
      try program.answer("saved 1 ")
      program.enter("/redact 1")
      try program.answer("not yet off the disk")
      let pid = try #require(
        Int32(
          try String(
            contentsOfFile: "/proc/\(program.running.pid)/task/\(program.running.pid)/children",
            encoding: .utf8
          ).split(separator: " ").first ?? ""))
      kill(pid, SIGTERM)
      let outcome = try program.outcome()
      #expect(outcome.err.contains("what was redacted is not off the disk yet"), "\(outcome.err)")
      #expect(try study.run(["resume", "waits"], input: "/leave\n").end == .exit(0))
      #expect(try study.places(of: "redactword") == [])
    }
  }

  extension Traced {
    /// From the second note on no sync of a session's journal succeeds, and no other journal can be made beside
    /// it; nor a session file, if wished.
    fileprivate static func noOtherFile(in study: Study, _ id: String, norSessionFile: Bool = false) -> Traced
    {
      Traced(
        ["fdatasync", "openat"], inject: ["fdatasync:error=EIO:when=3+", "openat:error=EROFS"],
        only: ["\(study.path)/Sessions/\(id).journal"] + (2...9).map { "\(id).journal-\($0)" }
          + (norSessionFile ? [".\(id).json.tmp"] : []))
    }
  }
#endif
