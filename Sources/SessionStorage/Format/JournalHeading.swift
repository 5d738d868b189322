public import Interview

/// What the first frame of a journal says: whose records follow, from which number on, and what file they go on from.
public struct JournalHeading: Equatable, Sendable {
  /// The version of the records of a session's journal.
  public static let sessionVersion = 2

  /// The file that a journal goes on from.
  public struct Base: Equatable, Sendable {
    /// What `FileChecksum` says of its bytes.
    public var checksum: String
    /// Its newest recorder, if it names any.
    public var recorder: String?
    /// The number of the last record in it.
    public var last: Int
    /// The numbers of those of its notes that have another one than their id says, by their ids: records name notes by
    /// their numbers, which are only true for this file.
    public var numbers: [String: Int]
    /// The number of the last record of each of its recorders, by their ids; empty in a journal of an older program.
    public var recorders: [String: Int]

    public init(
      checksum: String, recorder: String?, last: Int, numbers: [String: Int] = [:],
      recorders: [String: Int] = [:]
    ) {
      self.checksum = checksum
      self.recorder = recorder
      self.last = last
      self.numbers = numbers
      self.recorders = recorders
    }
  }

  /// The version of the records that follow.
  public var version: Int
  /// The session's uuid, or the review's.
  public var uuid: String
  /// The study's name or folder, as the one who writes calls it; for people.
  public var study: String
  /// The session's id.
  public var session: String
  /// Whose review it is; nil for the session's own journal.
  public var reviewer: String?
  /// The number of the record before the first that follows; 0 for the first journal.
  public var from: Int
  /// An opening of a review for writing.
  public struct Opening: Equatable, Sendable {
    /// The program's version.
    public var program: String
    /// When.
    public var at: WallTime

    public init(program: String, at: WallTime) {
      self.program = program
      self.at = at
    }
  }

  /// Whose the records are that follow, up to the next record that names another recorder; nil in an older journal.
  public var recorder: String?
  /// The file that it goes on from; nil without one, and in an older journal.
  public var base: Base?
  /// Of a review, whose records name no recorder: the one that `recorder` is about.
  public var opening: Opening?

  public init(
    version: Int = JournalHeading.sessionVersion, uuid: String, study: String, session: String,
    reviewer: String? = nil, from: Int, recorder: String? = nil, base: Base? = nil,
    opening: Opening? = nil
  ) {
    self.version = version
    self.uuid = uuid
    self.study = study
    self.session = session
    self.reviewer = reviewer
    self.from = from
    self.recorder = recorder
    self.base = base
    self.opening = opening
  }

  /// One line of JSON without its line break.
  public var bytes: [UInt8] {
    var line = RecordLine(version: version, number: from)
    line.put("kind", JournalHeading.kind)
    line.put("data", Names(of: self))
    return line.end()
  }

  /// Reads one.
  ///
  /// - Parameter newest: the newest version of records that the program reads.
  /// - Throws: `newer` (without a session) for a journal of a newer program, `invalid` for anything else that is
  ///   no heading.
  public static func read(
    _ bytes: [UInt8], newest: Int = JournalHeading.sessionVersion
  ) throws(FormatError) -> JournalHeading {
    let line = try RecordLine.read(bytes, file: RecordLine.journal, newest: newest)
    var fields = line.fields
    do throws(Mismatch) {
      let kind: String = try fields.required("kind", nil)
      guard kind == JournalHeading.kind else {
        throw Mismatch("found \(JSONWriter.quoted(kind)), wanted \"\(JournalHeading.kind)\"").under("kind")
      }
      let from = try fields.requiredWhole("n", nil, in: 0...Limit.record.upperBound)
      let names: Names = try fields.required("data", nil)
      return JournalHeading(
        version: line.version, uuid: names.uuid, study: names.study, session: names.session,
        reviewer: names.reviewer, from: from, recorder: names.recorder, base: names.base,
        opening: names.opening)
    } catch {
      throw error.error(in: bytes, file: RecordLine.journal)
    }
  }

  static let kind = "journal"

  private struct Names: StoredObject {
    var uuid, study, session: String
    var reviewer, recorder: String?
    var base: Base?
    var opening: Opening?

    init(of heading: JournalHeading) {
      (uuid, study, session) = (heading.uuid, heading.study, heading.session)
      (reviewer, recorder) = (heading.reviewer, heading.recorder)
      (base, opening) = (heading.base, heading.opening)
    }

    init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
      uuid = try archive.name("uuid", old?.uuid)
      study = try archive.optional("study", old?.study) ?? ""
      session = try archive.name("session", old?.session)
      reviewer = try archive.optional("reviewer", old?.reviewer)
      recorder = try archive.optional("recorder", old?.recorder)
      base = try archive.optional("base", old?.base)
      opening = try archive.optional("opening", old?.opening)
    }
  }
}

extension JournalHeading.Base: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    checksum = try archive.filledText("checksum", old?.checksum)
    recorder = try archive.optional("recorder", old?.recorder)
    last = try archive.requiredWhole("last", old?.last, in: 0...Limit.record.upperBound)
    numbers = try archive.table("numbers", old?.numbers)
    recorders = try archive.table("recorders", old?.recorders)
  }
}

extension JournalHeading.Opening: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    program = try archive.required("program", old?.program)
    at = try archive.required("at", old?.at)
  }
}
