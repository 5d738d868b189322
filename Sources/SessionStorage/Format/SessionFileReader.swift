internal import Interview

/// The contents of a session's file. The notes are taken one at a time, so that a long session never lies in
/// memory twice.
struct SessionFileReader {
  private var fields: Fields
  /// Takes numbers that are out of range as the nearest that is in it.
  private var mender: NumberMender?
  private var notes: [Note] = []
  private let keepsNotes: Bool
  /// How many notes there are.
  private(set) var count = 0
  private var noteFault: Mismatch?
  private let members = MemberStack()
  /// The highest number so far, but for those that leave no room to count on.
  private var lastNumber = 0
  /// Numbers so far that leave no room to count on.
  private var beyond: Set<Int> = []
  /// The number of the next note whose own cannot be: it gets another when the session goes on.
  private var standIn = Limit.numbered.upperBound + 1
  private var hasNotes = false
  /// The version of the format; 1 if the file does not tell.
  private(set) var version = SessionFormat.version

  /// - Parameters:
  ///   - mending: numbers out of range are held in it, and told by `faults`.
  ///   - keepsNotes: false if the notes are only read, and counted.
  init(_ bytes: [UInt8], mending: Bool = false, keepsNotes: Bool = true) throws(JSONReader.Fault) {
    self.keepsNotes = keepsNotes
    var members: [String: JSON] = [:]
    fields = Fields([:])
    mender = mending ? NumberMender() : nil
    var reader = JSONReader(bytes, takesAnyNumber: mending)
    var first = true
    try reader.openObject()
    while let key = try reader.nextKey(&first) {
      let start = reader.keyOffset
      let isTwice: Bool
      if key == "notes", reader.nextIsArray() {
        isTwice = hasNotes
        // What is reserved and not used takes no memory.
        if keepsNotes { notes.reserveCapacity(min(Self.notes(in: members), bytes.count / Self.leastOfNote)) }
        try takeNotes(&reader)
      } else {
        isTwice = members.updateValue(try reader.value(depth: 1), forKey: key) != nil
      }
      guard !isTwice else {
        throw JSONReader.Fault(offset: start, problem: "the key \(JSONWriter.quoted(key)) is there twice")
      }
    }
    try reader.end()
    if case .integer(let version) = members["version"] { self.version = version }
    fields = Fields(members)
  }

  /// No note has fewer bytes.
  private static let leastOfNote = 100

  /// How many notes there are, as the summary has it.
  private static func notes(in members: [String: JSON]) -> Int {
    guard case .object(let summary) = members["summary"], case .integer(let notes) = summary["notes"] else {
      return 0
    }
    return max(0, notes)
  }

  private mutating func takeNotes(_ reader: inout JSONReader) throws(JSONReader.Fault) {
    hasNotes = true
    var first = true
    try reader.openArray()
    while try reader.nextElement(&first) {
      let place = count
      do throws(Mismatch) {
        if var note = rightNote(&reader) {
          try number(&note, place)
          keep(note)
          continue
        }
      } catch {
        noteFault = error.under(place).under("notes")
        continue
      }
      let json = try reader.value(depth: 2)
      guard noteFault == nil else { continue }
      do throws(Mismatch) {
        var note = try note(json, place)
        try number(&note, place)
        keep(note)
      } catch {
        noteFault = error.under(place).under("notes")
      }
    }
  }

  private mutating func keep(_ note: consuming Note) {
    count += 1
    if keepsNotes { notes.append(note) }
  }

  /// A note with nothing wrong in it; nil, and nothing was read, for any other, and where one is mended.
  private func rightNote(_ reader: inout JSONReader) -> Note? {
    guard mender == nil, noteFault == nil else { return nil }
    reader.skipSpace()
    let place = reader.offset..<reader.bytes.count
    let read = try? ByteReader.read(reader.bytes, place, members, depth: 2) { reader throws(Mismatch) in
      try Note(from: &reader)
    }
    guard let (note, end) = read else { return nil }
    reader.offset = end
    return note
  }

  private mutating func note(_ json: JSON, _ place: Int) throws(Mismatch) -> Note {
    guard mender != nil else { return try Note(json: json) }
    return try mended(json, under: [.index(place), .key("notes")]) { json throws(Mismatch) in
      try Note(json: json)
    }
  }

  /// Sees to the number of a note at a place: it is more than those before.
  private mutating func number(_ note: inout Note, _ place: Int) throws(Mismatch) {
    // Numbers begin with 1.
    let fault: String?
    if note.number > Limit.numbered.upperBound {
      fault = "found \(note.number), wanted at most \(Limit.numbered.upperBound): no room to count on"
    } else if note.number <= lastNumber {
      fault = "found \(note.number) after \(lastNumber), wanted more"
    } else {
      fault = nil
    }
    if let fault {
      let mismatch = Mismatch(fault).under("number")
      guard mender != nil else { throw mismatch }
      mender?.tell(mismatch.under(place).under("notes"))
      // One that leaves no room stays till its journal has been applied, which names it by its number.
      if note.number <= lastNumber || !beyond.insert(note.number).inserted {
        note.number = standIn
        standIn += 1
      }
    } else {
      lastNumber = note.number
    }
  }

  // MARK: Mending

  /// What was mended, in the order in which it was found.
  var faults: [Mismatch] { mender?.faults ?? [] }

  private mutating func mended<Value>(
    _ json: JSON, under outer: [Mismatch.Step] = [], _ read: (JSON) throws(Mismatch) -> Value
  ) throws(Mismatch) -> Value {
    var mender = mender ?? NumberMender()
    defer { self.mender = mender }
    return try mender.read(json, under: outer, read)
  }

  /// The session; every value of it is checked.
  mutating func session() throws(Mismatch) -> Session {
    guard mender != nil else { return try strictSession() }
    let whole = self
    let (session, kept) = try mended(.object(fields.rest)) { json throws(Mismatch) in
      var attempt = whole
      attempt.fields = try Fields(json)
      return (try attempt.strictSession(), attempt.fields)
    }
    fields = kept
    return session
  }

  private mutating func strictSession() throws(Mismatch) -> Session {
    let stored = try StoredHeading(&fields, nil)
    let heading = stored.heading
    if let noteFault { throw noteFault }
    if !hasNotes { notes = try fields.required("notes", nil) }
    var course = try StoredSessionCourse(&fields, nil)
    var session = Session(
      id: heading.id, uuid: heading.uuid, title: heading.title, startedAt: heading.startedAt,
      timeZone: stored.timeZone, group: heading.group, budget: stored.budget,
      protocol: try fields.required("protocol", nil))
    session.status = heading.status
    session.begunAt = heading.begunAt
    session.endedAt = heading.endedAt
    session.lastRecord = heading.lastRecord
    session.nextNote = heading.nextNote
    session.lastOffset = heading.lastOffset
    session.draft = course.draft
    session.putAside = course.putAside
    session.recorders = course.recorders
    session.unapplied = course.unapplied
    course.parts.notes = notes
    session.restore(course.parts)
    session.unknown = fields.rest
    if !stored.unknownInSummary.isEmpty {
      session.unknown["summary"] = .object(stored.unknownInSummary)
    }
    return session
  }
}
