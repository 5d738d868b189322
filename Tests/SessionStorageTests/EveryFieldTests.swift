import Interview
import MemoryDisks
import RandomSessions
import Testing

@testable import SessionStorage

/// What a new field of a session or of a note could forget: what is destroyed, what is forgotten, what had not happened yet.
/// Each looks at all that is written, whatever it is called, so that a new field has to be decided on.
@Suite("Every field")
struct EveryFieldTests {
  private static let seeds = 0..<60

  private static func whole(_ seed: Int) -> Session {
    var random = RandomSession(seed: seed, isFull: true)
    return random.session()
  }

  /// What a file of it holds, but for what this version does not know.
  private static func written(_ session: Session) throws -> JSON {
    try JSONReader.read(SessionFormat.bytes(of: session))
  }

  /// All values, each with the keys that lead to it.
  private static func values(_ json: JSON, under path: [String] = []) -> [(path: [String], value: JSON)] {
    switch json {
    case .object(let members):
      members.filter { !RandomSession.isUnknown($0.key) }.flatMap { values($1, under: path + [$0]) }
    case .array(let elements): elements.flatMap { values($0, under: path) }
    default: [(path, json)]
    }
  }

  @Test("that a note has can be set by an edit and is in a revision, in the schema too")
  func edits() throws {
    var random = RandomSession(seed: 1, isFull: true)
    let note = random.note(1)
    let version = FieldNames.of { names in _ = NoteVersion(&names, NoteVersion(note)) }
    let edit = FieldNames.of { names in _ = NoteEdit(&names, random.noteEdit()) }
    #expect(Set(edit) == Set(version))
    let revision = try FormNamesTests.names(in: FormNamesTests.session, "definitions/revision")
    #expect(revision == Set(version).union(["at", "reworded", "redacted"]))
  }

  @Test("is in a session that is made at random in full, so that every property test has it")
  func random() throws {
    var keys: Set<String> = []
    var ofNotes: Set<String> = []
    for seed in Self.seeds {
      guard case .object(let members) = try Self.written(Self.whole(seed)) else { continue }
      keys.formUnion(members.keys)
      guard case .array(let notes)? = members["notes"] else { continue }
      for case .object(let note) in notes { ofNotes.formUnion(note.keys) }
    }
    let note = Self.whole(1).notes[0]
    #expect(SessionFormat.keys.subtracting(keys) == [])
    #expect(Set(FieldNames.of { names in _ = Note(&names, note) }).subtracting(ofNotes) == [])
  }

  @Test("of a note that holds words is forgotten with an edit that took them away")
  func forgotten() throws {
    // None of them is words. Codes are looked at by themselves: some are words, and go.
    let kept: Set = [
      "question", "kind", "participants", "unsure", "replyTo", "codes", "important", "intense", "count", "of",
      "complete",
    ]
    let words: Set = ["text", "manner", "typed"]
    for seed in Self.seeds {
      for note in Self.whole(seed).forgettingEarlierWords.notes {
        for case .object(let change) in NoteVersion.changes(of: note) {
          for (key, value) in change
          where !["at", "reworded", "redacted"].contains(key) && !RandomSession.isUnknown(key) {
            // A moment had none yet.
            #expect(kept.contains(key) || words.contains(key) && value == .null, "seed \(seed): \(key)")
          }
        }
      }
    }
  }

  @Test("that holds words is without them once all of a session was struck out, but for these")
  func struckOut() throws {
    // Whom and where it was, what the protocol asks, what became of its questions, and names of things.
    let kept: Set = [
      "format", "id", "uuid", "title", "status", "startedAt", "begunAt", "endedAt", "timeZone", "group.code",
      "group.country", "group.setting", "group.place", "group.language", "group.notesLanguage",
      "budget.until", "summary.protocol.id", "summary.protocol.version", "recorders.id", "recorders.program",
      "visits.question", "outcomes.question", "outcomes.outcome", "outcomes.reason", "outcomes.wording",
      "probes.question", "probes.probe", "probes.changes.how", "pauses.why", "recordings.label",
      "summaries.notes", "retracted.id", "unapplied.kind", "notes.id", "notes.time", "notes.question",
      "notes.kind", "notes.raisedAt",
    ]
    for seed in Self.seeds {
      var session = Self.whole(seed)
      let change = Change.struckOut(from: .zero, to: Offset(1 << 50))
      _ = session.apply(Record(number: session.lastRecord + 1, at: session.lastOffset, change: change))
      for (path, value) in Self.values(try Self.written(session)) {
        guard case .string = value, !["protocol", "participants", "answers"].contains(path[0]) else {
          continue
        }
        #expect(kept.contains(path.joined(separator: ".")), "seed \(seed)")
      }
    }
  }

  @Test("of a newer version is without a word that was destroyed, in a session and in a review")
  func wordless() throws {
    for seed in Self.seeds {
      var session = try SessionFormat.read(
        Self.naming(SessionFormat.bytes(of: Self.whole(seed))), file: "session")
      let change = Change.wordRedacted("jansen", at: session.lastOffset)
      _ = session.apply(Record(number: session.lastRecord + 1, at: session.lastOffset, change: change))
      // It is not what people said.
      session.protocol = Story.route
      #expect(!SessionFormat.bytes(of: session).contains(text: "Jansen"), "seed \(seed)")
      var random = RandomSession(seed: seed, isFull: true)
      let named = try Self.naming(ReviewFormat.bytes(of: random.review()))
      let review = try ReviewFormat.read(named, file: "review").review
      let left = try #require(review.takingOut(word: "jansen", keeping: []))
      #expect(!ReviewFormat.bytes(of: left).contains(text: "Jansen"), "seed \(seed)")
    }
  }

  /// The file with a name in every field that this version does not know, and in its key.
  private static func naming(_ bytes: [UInt8]) throws -> [UInt8] {
    func named(_ json: JSON) -> JSON {
      switch json {
      case .object(let members):
        var all = members.filter { !RandomSession.isUnknown($0.key) }.mapValues(named)
        if all.count < members.count { all["x-Jansen"] = .array([.string("of Jansen")]) }
        return .object(all)
      case .array(let elements): return .array(elements.map(named))
      default: return json
      }
    }
    return JSONWriter.bytes(of: named(try JSONReader.read(bytes)))
  }

  @Test("is as it was at a time: nothing of it happened later")
  func asOf() throws {
    let times: Set = ["at", "from", "to", "saved", "begun", "ended", "askedAt", "retractedAt"]
    // A note begins before it is saved or taken back; made at random, whenever.
    let begun = [["notes", "at"], ["retracted", "at"]]
    for seed in Self.seeds {
      let session = Self.whole(seed)
      let all = session.notes.map(\.saved).sorted()
      let time = all[all.count / 2]
      for (path, value) in Self.values(try Self.written(session.asOf(time))) {
        guard case .integer(let at) = value, let key = path.last, times.contains(key),
          !["unapplied", "protocol"].contains(path[0]), !begun.contains(path)
        else { continue }
        #expect(at <= time.rawValue, "seed \(seed): \(path)")
      }
    }
  }
}

extension RandomSession {
  /// A key as those of a newer version are made at random.
  fileprivate static func isUnknown(_ key: String) -> Bool { key.hasPrefix("x-") }
}
