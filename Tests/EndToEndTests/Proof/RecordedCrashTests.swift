#if os(Linux)
  import Foundation
  import Interview
  import PseudoTerminal
  import SessionStorage
  import Testing

  /// Power cuts in what the built program really did: its system calls are recorded, and from them every kind of disk
  /// is made that the machine could find after the power came back.
  @Suite("The power fails at any recorded call")
  struct RecordedCrashTests {
    private static let wanted = Repository.proves ? 20_000 : 300
    private static let id = "crash"

    @Test("What the program has called saved is in the session, and what it has destroyed is in no file")
    func powerCuts() throws {
      let steps = Script.recording + Script.leaving
      let recorded = try record(steps, Study.session(Self.id))
      let place = try Shelf()
      var seen: Set<Int> = []
      var drawn = 0
      var random = SeededMoments(state: 20_261_129)
      for _ in 1...200 where seen.count < Self.wanted {
        var folder = RecordedFolder()
        var said: [String] = []
        for event in recorded.events {
          folder.take(event)
          if case .say(let line) = event { said.append(line) }
          let draws = folder.isDurable ? 1 : Self.wanted / 40
          for _ in 0..<draws {
            let contents = folder.afterPowerCut(&random)
            drawn += 1
            guard seen.insert(Self.hash(contents, said.count)).inserted else { continue }
            try place.put(contents)
            try expectKept(place, contents, steps, said)
          }
        }
      }
      print(
        "recorded calls: \(recorded.events.count), \(seen.count) different disks in \(drawn) draws, seed 20261129"
      )
      #expect(seen.count >= Self.wanted)
    }

    /// Plays a script to the program under strace.
    private func record(_ steps: [Script.Step], _ arguments: [String]) throws -> RecordedCalls {
      let study = try Study()
      let log = study.root + "/calls"
      let program = try study.start(
        arguments,
        under: ["strace", "-f", "-xx", "-s", "4000000", "-e", "trace=" + RecordedCalls.traced, "-o", log])
      try #require(Script.play(steps, to: program) == steps.count)
      #expect(try program.outcome().end == .exit(0))
      return try RecordedCalls(try String(contentsOfFile: log, encoding: .utf8), folder: "Sessions")
    }

    private static func hash(_ contents: [String: [UInt8]], _ said: Int) -> Int {
      var hasher = Hasher()
      hasher.combine(said)
      for (name, bytes) in contents.sorted(by: { $0.key < $1.key }) {
        hasher.combine(name)
        hasher.combine(bytes)
      }
      return hasher.finalize()
    }

    private func expectKept(
      _ place: Shelf, _ contents: [String: [UInt8]], _ steps: [Script.Step], _ said: [String]
    ) throws {
      let answered = steps.prefix { step in said.contains { $0.contains(step.answer) } }
      let destroyed = Set(answered.compactMap(\.destroys))
      let notes = answered.compactMap(\.note)
      for note in notes where destroyed.contains(note.number) {
        let holders = contents.filter { $0.value.firstRange(of: Array(note.text.utf8)) != nil }.keys
        #expect(
          holders.isEmpty, "“\(note.text)” was destroyed and is in \(holders) after \(said.count) lines")
      }
      guard said.contains(where: { $0.hasPrefix("session ") }) else { return }
      let session: Session
      do { session = try Recovery.read(in: place.study, id: Self.id).session } catch {
        Issue.record("the session is gone after \(said.count) lines: \(error)")
        return
      }
      // A redaction may have come to pass before it was acknowledged.
      let doomed = Set(steps.compactMap(\.destroys))
      for note in notes {
        let found = session.note(note.number)
        let isWhole = found?.content.text == note.text
        #expect(
          isWhole || (doomed.contains(note.number) && found?.redacted == true),
          "note \(note.number) was acknowledged and is \(String(describing: found?.content.text)) after \(said.count) lines"
        )
      }
      #expect(Set(session.notes.map(\.number)).count == session.notes.count, "a note is there twice")
    }
  }

  /// A study whose session files are put there and taken away again, in memory if the system has a place for that.
  private final class Shelf {
    let study: StudyFolder
    private let path: String

    init() throws {
      let shared = "/dev/shm"
      let folder = FileManager.default.isWritableFile(atPath: shared) ? shared : NSTemporaryDirectory()
      path = folder + "/focusgroup-\(UUID().uuidString)"
      study = StudyFolder(path: path, statePath: path + "/state")
      try FileManager.default.createDirectory(atPath: path + "/Sessions", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func put(_ contents: [String: [UInt8]]) throws {
      for name in try FileManager.default.contentsOfDirectory(atPath: path + "/Sessions") {
        try FileManager.default.removeItem(atPath: path + "/Sessions/" + name)
      }
      for (name, bytes) in contents {
        try Data(bytes).write(to: URL(filePath: path + "/Sessions/" + name))
      }
    }
  }
#endif
