/// A reviewer's layer over one session: codes, memos and corrections that were added later, each under the
/// reviewer's name. The fold of its numbered records (`apply`); the session itself never changes.
public struct Review: Equatable, Sendable {
  /// Made at its start; names it for ever.
  public let uuid: String
  /// The reviewer, `[a-z0-9-]`, 1-40.
  public let reviewer: String
  /// The id of the session.
  public let session: String
  /// The uuid of the session.
  public let sessionUUID: String
  /// When the review was begun.
  public let startedAt: WallTime
  /// The number of the last record that is in this state.
  public var lastRecord: Int
  /// When the last record was made.
  public var lastChange: WallTime
  /// The number the next memo gets.
  public var nextMemo: Int
  /// Each opening for writing; empty where only older programs have written.
  public internal(set) var recorders: [ReviewRecorder]
  /// Codes that the reviewer made.
  public var codebook: [Code: ReviewerCode]
  /// What is said of each note, by its id. Ids that the session does not have are kept.
  public var notes: [String: NoteReview]
  /// Records that could not be placed, whole.
  public var unapplied: [JSON]
  public var unknown: UnknownFields

  public init(_ head: ReviewHead) {
    uuid = head.uuid
    reviewer = head.reviewer
    session = head.session
    sessionUUID = head.sessionUUID
    startedAt = head.startedAt
    lastRecord = 0
    lastChange = head.startedAt
    nextMemo = 1
    recorders = []
    codebook = [:]
    notes = [:]
    unapplied = []
    unknown = [:]
  }

  /// The review is opened for writing: the records that come are this recorder's.
  public mutating func open(by recorder: ReviewRecorder) {
    var recorder = recorder
    recorder.last = lastRecord
    recorders.append(recorder)
  }

  /// Takes the recorders a file holds.
  public mutating func restore(_ recorders: [ReviewRecorder]) { self.recorders = recorders }

  /// What is said of a note.
  public subscript(note: Note) -> NoteReview { notes[note.id] ?? NoteReview() }

  /// Codes that the reviewer gave to a note, sorted.
  public func codes(given note: Note) -> [Code] {
    self[note].codes.filter { $0.value.isGiven }.keys.sorted()
  }

  /// The review is of this session. The uuid tells, since another session may have the same name; a review whose
  /// beginning is lost has none to compare, and counts as one of it.
  public func isOf(_ session: Session) -> Bool {
    sessionUUID == session.uuid || sessionUUID.hasPrefix("lost-")
  }

  /// A name that a reviewer can have: `[a-z0-9-]`, 1-40.
  public static func isName(_ text: String) -> Bool {
    (1...40).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
          return true
        default: return false
        }
      }
  }
}

/// What the first record of a review says.
public struct ReviewHead: Equatable, Sendable {
  /// Names the review for ever.
  public var uuid: String
  /// The reviewer, `[a-z0-9-]`, 1-40.
  public var reviewer: String
  /// The id of the session.
  public var session: String
  /// The uuid of the session.
  public var sessionUUID: String
  /// When the review was begun.
  public var startedAt: WallTime

  public init(uuid: String, reviewer: String, session: String, sessionUUID: String, startedAt: WallTime) {
    self.uuid = uuid
    self.reviewer = reviewer
    self.session = session
    self.sessionUUID = sessionUUID
    self.startedAt = startedAt
  }
}

/// One opening of a review for writing.
public struct ReviewRecorder: Equatable, Sendable {
  /// Four random letters.
  public var id: String
  /// The program's version.
  public var program: String
  /// When it was opened.
  public var from: WallTime
  /// The number of its highest record in the review, or before its first the one that it goes on from.
  public var last: Int?
  public var unknown: UnknownFields

  public init(
    id: String, program: String, from: WallTime, last: Int? = nil, unknown: UnknownFields = [:]
  ) {
    self.id = id
    self.program = program
    self.from = from
    self.last = last
    self.unknown = unknown
  }
}

/// A code that a reviewer made.
public struct ReviewerCode: Equatable, Sendable {
  /// What it means; may be empty.
  public var about: String
  /// When it was made.
  public var at: WallTime
  public var unknown: UnknownFields

  public init(about: String, at: WallTime, unknown: UnknownFields = [:]) {
    self.about = about
    self.at = at
    self.unknown = unknown
  }
}

/// What a reviewer says of one note.
public struct NoteReview: Equatable, Sendable {
  /// A code, given to the note or taken from it.
  public struct CodeMark: Equatable, Sendable {
    /// True if the reviewer gives the code; false if the note has it live and the reviewer holds that it should not.
    public var isGiven: Bool
    /// When.
    public var at: WallTime
    public var unknown: UnknownFields

    public init(isGiven: Bool, at: WallTime, unknown: UnknownFields = [:]) {
      self.isGiven = isGiven
      self.at = at
      self.unknown = unknown
    }
  }

  /// A remark.
  public struct Memo: Equatable, Sendable {
    /// Unique in the review, never reused.
    public var number: Int
    /// The words.
    public var text: String
    /// When.
    public var at: WallTime
    public var unknown: UnknownFields

    public init(number: Int, text: String, at: WallTime, unknown: UnknownFields = [:]) {
      self.number = number
      self.text = text
      self.at = at
      self.unknown = unknown
    }
  }

  /// "Check this": somebody has to listen or think again.
  public struct Check: Equatable, Sendable {
    /// Why; may be empty.
    public var about: String
    /// When.
    public var at: WallTime
    public var unknown: UnknownFields

    public init(about: String, at: WallTime, unknown: UnknownFields = [:]) {
      self.about = about
      self.at = at
      self.unknown = unknown
    }
  }

  /// Who said it, as the reviewer heard.
  public struct SpeakerCorrection: Equatable, Sendable {
    /// Who; empty for nobody in particular.
    public var speakers: [Speaker]
    /// When it was corrected.
    public var at: WallTime
    public var unknown: UnknownFields

    public init(speakers: [Speaker], at: WallTime, unknown: UnknownFields = [:]) {
      self.speakers = speakers
      self.at = at
      self.unknown = unknown
    }
  }

  /// The words, verified from the recording: they complete a stub or a moment.
  public struct VerifiedText: Equatable, Sendable {
    /// The words.
    public var text: String
    /// When they were verified.
    public var at: WallTime
    public var unknown: UnknownFields

    public init(text: String, at: WallTime, unknown: UnknownFields = [:]) {
      self.text = text
      self.at = at
      self.unknown = unknown
    }
  }

  /// Codes given and taken.
  public var codes: [Code: CodeMark]
  /// In the order of their numbers.
  public var memos: [Memo]
  /// To be checked.
  public var check: Check?
  /// Who said it.
  public var speakers: SpeakerCorrection?
  /// What was said.
  public var verified: VerifiedText?
  public var unknown: UnknownFields

  public init() {
    codes = [:]
    memos = []
    unknown = [:]
  }

  /// It says nothing.
  public var isEmpty: Bool { self == NoteReview() }

  /// The note's content as the reviewer holds it to be: codes given and taken, speakers corrected, words verified.
  public func applied(to content: NoteContent) -> NoteContent {
    var content = content
    content.codes.removeAll { codes[$0]?.isGiven == false }
    content.codes += codes.filter { $0.value.isGiven && !content.codes.contains($0.key) }.keys.sorted()
    if let speakers {
      content.speakers = speakers.speakers
      content.unsure = false
    }
    if let verified {
      content.text = verified.text
      content.complete = true
    }
    return content
  }
}
