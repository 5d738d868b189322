#if os(Linux)
  import Foundation
  import PseudoTerminal
  import Testing

  /// A story that is told again and again, each time cut off at another system call.
  struct CrashStory {
    /// What is entered until the kill, and after the kill nothing.
    let steps: [Script.Step]
    /// What was entered, and acknowledged, before.
    let before: [Script.Step]
    let arguments: (_ id: String) -> [String]

    private static let id = "crash"

    /// Where to kill: at the entry of this call, counted in each thread among the calls that touch these paths.
    struct Point: CustomStringConvertible {
      let call: String
      let count: Int
      let paths: [String]

      var description: String { "\(call) \(count) \(paths.map { ($0 as NSString).lastPathComponent })" }
    }

    private static let calls = [
      "write", "pwrite64", "fdatasync", "fsync", "?rename", "?renameat", "?renameat2", "?unlink", "?unlinkat",
      "ftruncate", "fchmod", "?mkdir", "?mkdirat",
    ]

    /// Paths by which calls are told apart: strace counts in each thread, and what one thread reaches first hides
    /// the other's call with the same count. Empty for all paths.
    private static let lanes: [[String]] = [
      [], ["Sessions"], [".\(id).json.tmp"], [".\(id).journal.tmp"], ["\(id).json"], ["\(id).journal"],
    ]

    private func calls(for lane: [String]) -> [String] { Self.calls + (lane.isEmpty ? [] : ["openat"]) }

    private func paths(of lane: [String], in study: Study) -> [String] {
      lane.flatMap { name in
        name == "Sessions" ? ["\(study.path)/Sessions"] : [name, "\(study.path)/Sessions/\(name)"]
      }
    }

    /// All points there are, from runs that nothing is done to.
    func points() throws -> [Point] {
      var points: [Point] = []
      for lane in Self.lanes {
        let study = try begin()
        let trace = Traced(calls(for: lane), only: paths(of: lane, in: study))
        let program = try study.start(arguments(Self.id), under: trace.wrapper)
        try #require(Script.play(steps, to: program) == steps.count)
        #expect(try program.outcome().end == .exit(0))
        var highest: [String: Int] = [:]
        for calls in Dictionary(grouping: try trace.calls(), by: \.thread).values {
          for (name, made) in Dictionary(grouping: calls, by: \.name) {
            highest[name] = max(highest[name] ?? 0, made.count)
          }
        }
        for (name, count) in highest.sorted(by: { $0.key < $1.key }) {
          points += (1...count).map { Point(call: name, count: $0, paths: lane) }
        }
      }
      return points
    }

    /// Tells the story until the kill and checks what is left.
    ///
    /// - Returns: the kill came to pass.
    func isKilled(at point: Point) throws -> Bool {
      let study = try begin()
      let trace = Traced(
        [point.call], inject: ["\(point.call):signal=KILL:when=\(point.count)"],
        only: paths(of: point.paths, in: study))
      let program = try study.start(arguments(Self.id), under: trace.wrapper)
      let answered = Script.play(steps, to: program)
      program.closeInput()
      let end = try program.outcome().end
      #expect(end == .signal(SIGKILL) || answered == steps.count, "\(point): \(end)")
      let sent = before + steps.prefix(answered + 1)
      try check(study, Array(sent), answered: before.count + answered, "\(point), \(answered) lines answered")
      return end == .signal(SIGKILL)
    }

    /// A study in which everything was entered that comes before.
    private func begin() throws -> Study {
      let study = try Study()
      guard !before.isEmpty else { return study }
      let program = try study.start(Study.session(Self.id))
      try #require(Script.play(before, to: program) == before.count)
      try program.kill()
      return study
    }

    // MARK: What has to be true

    private func check(_ study: Study, _ sent: [Script.Step], answered: Int, _ place: String) throws {
      try checkDestroyed(study, sent, answered: answered, place)
      guard answered > 0 || FileManager.default.fileExists(atPath: study.path + "/Sessions") else { return }
      let listed = try study.run(["list"])
      #expect(listed.end == .exit(0), "\(place): \(listed.err)")
      guard listed.out.contains(Self.id + " ") else {
        #expect(answered == 0, "\(place): the session is gone: \(listed.out)\(listed.err)")
        return
      }
      let shown = try study.run(["show", Self.id])
      #expect(shown.end == .exit(0), "\(place): \(shown.err)")
      let resumed = try study.run(["resume", Self.id, "--plain"], input: "/on\nthe last words\n/leave\n")
      #expect(resumed.end == .exit(0), "\(place): \(resumed.err)")
      #expect(resumed.saved.count == 1, "\(place): \(resumed.out)")
      #expect(study.sessionFiles == [Self.id + ".json"], "\(place)")
      try checkNotes(try study.session(Self.id), sent, answered: answered, shown.out, place)
      try checkDestroyed(study, sent, answered: answered, place)
    }

    private func checkNotes(
      _ session: WrittenSession, _ sent: [Script.Step], answered: Int, _ shown: String, _ place: String
    ) throws {
      var possible: Set<String> = ["the last words"]
      for (index, step) in sent.enumerated() {
        guard let (number, text) = step.note else { continue }
        possible.insert(text)
        let note = session.note(number)
        guard index < answered else { continue }
        let destroyer = sent.firstIndex { $0.destroys == number }
        let isWhole = note?.text == text && note?.redacted != true
        let isRedacted = note?.redacted == true && note?.text == nil
        switch destroyer {
        case nil:
          #expect(isWhole, "\(place): note \(number) was acknowledged and is \(String(describing: note))")
          #expect(shown.components(separatedBy: text).count == 2, "\(place): \(text) is not once in \(shown)")
        case .some(let index) where index < answered:
          #expect(isRedacted, "\(place): note \(number) was destroyed and is \(String(describing: note))")
        case .some:
          #expect(isWhole || isRedacted, "\(place): note \(number) is \(String(describing: note))")
        }
        #expect(note?.question == "K1", "\(place): note \(number)")
      }
      #expect(
        Set(session.notes.map(\.number)).count == session.notes.count, "\(place): a note is there twice")
      let texts = session.notes.compactMap(\.text)
      #expect(Set(texts).count == texts.count && Set(texts).isSubset(of: possible), "\(place): \(texts)")
    }

    /// What was destroyed and acknowledged is in no file, and what was said off the record never was.
    private func checkDestroyed(
      _ study: Study, _ sent: [Script.Step], answered: Int, _ place: String
    ) throws {
      let destroyed = Set(sent.prefix(answered).compactMap(\.destroys))
      let words = sent.compactMap(\.note).filter { destroyed.contains($0.number) }.map(\.text)
      for word in words + [Script.unsaid] {
        #expect(try study.places(of: word) == [], "\(place): “\(word)” is in a file")
      }
    }
  }
#endif
