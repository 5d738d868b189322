#if os(Linux)
  import Foundation
  import PseudoTerminal
  import Testing

  @Suite("A full disk")
  struct FullDiskTests {
    /// Puts the rest of a command into a room of its own, in which disks can be mounted.
    private static let apart = ["unshare", "--user", "--map-root-user", "--mount"]

    /// Whether disks can be mounted here; in many containers nobody may.
    private static let canMount: Bool = {
      let probe = "mount -t tmpfs -o size=64k none /tmp && echo mounted"
      guard let study = try? Study(),
        let program = try? Program(apart + ["bash", "-c", probe], in: study),
        let outcome = try? program.outcome()
      else { return false }
      return outcome.out.contains("mounted")
    }()

    /// What a session's journal takes before its first note, in KiB.
    static func journalBegun() throws -> Int {
      let study = try Study()
      let program = try study.start(Study.session("size"))
      try program.settle()
      try program.kill()
      let file = study.path + "/Sessions/size.journal"
      let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
      return try #require(size) / 1024 + 1
    }

    @Test("A file that may not grow any more: it is said, and what is not saved is printed")
    func largestFile() throws {
      let limit = try Self.journalBegun() + 2
      let study = try Study()
      let program = try study.start(
        Study.session("limit"), under: ["bash", "-c", "ulimit -f \(limit); exec \"$0\" \"$@\""])
      try program.settle()
      var saved = 0
      while saved < 100 {
        program.enter("3 note \(saved + 1)")
        guard try program.out.first(of: "saved \(saved + 1) ", "error: not saved yet: ").hasPrefix("saved")
        else { break }
        saved += 1
      }
      #expect((1..<100).contains(saved))
      // Too long for the session file to be written either.
      let last = "3 " + String(repeating: "the last words ", count: 400) + "of all"
      program.enter(last)
      program.closeInput()
      let outcome = try program.outcome()
      #expect(outcome.end == .exit(74))
      #expect(outcome.saved.count == saved)
      let printed = outcome.err.split(separator: "\n").filter { $0.hasPrefix("not saved: ") }
      #expect(printed == ["not saved: 3 note \(saved + 1)", "not saved: \(last)"])
      #expect(outcome.err.contains("no larger file is allowed"))
      try study.expectShown("limit", 1...saved)
      try study.expectResumed("limit", after: saved)
    }

    @Test(
      "A disk that is full takes notes again as soon as there is room, and all of them are saved",
      .enabled(if: canMount, "no disk can be mounted here"))
    func room() throws {
      let study = try Study()
      let sessions = study.path + "/Sessions"
      try FileManager.default.createDirectory(atPath: sessions, withIntermediateDirectories: false)
      let begun = try Self.journalBegun()
      // A disk of its own with room for two session files, most of it taken by something else.
      let script = """
        mount -t tmpfs -o size=\(begun * 3 + 64)k,mode=0700 none "$1" || { echo "no disk can be mounted"; exit 99; }
        head -c \((begun * 2 + 48) * 1024) /dev/zero > "$1/filler"
        shift; exec "$@"
        """
      let program = try study.start(
        Study.session("full"),
        under: Self.apart + ["bash", "-c", script, "bash", sessions])
      try program.settle()
      let inside = "/proc/\(program.running.pid)/root" + sessions
      var saved = 0
      while saved < 400 {
        program.enter("3 note \(saved + 1)")
        guard try program.out.first(of: "saved \(saved + 1) ", "error: not saved yet: ").hasPrefix("saved")
        else { break }
        saved += 1
      }
      #expect((1..<400).contains(saved))
      program.enter("3 note \(saved + 2)")
      try FileManager.default.removeItem(atPath: inside + "/filler")
      try program.answer("saved \(saved + 1) ")
      try program.answer("saved \(saved + 2) ")
      program.enter("3 note \(saved + 3)")
      try program.answer("saved \(saved + 3) ")
      // The disk goes away with the program: its files are looked at while it lives.
      let copy = try Study()
      let journal = try Data(contentsOf: URL(filePath: inside + "/full.journal"))
      try copy.write([UInt8](journal), to: "Sessions/full.journal")
      program.enter("/leave")
      let outcome = try program.outcome()
      #expect(outcome.end == .exit(0), "\(outcome.err)")
      #expect(outcome.saved.count == saved + 3)
      try copy.expectShown("full", 1...saved + 3)
      try copy.expectResumed("full", after: saved + 3)
    }
  }
#endif
