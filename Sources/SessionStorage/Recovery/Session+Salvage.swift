internal import Interview

extension Session {
  /// A session out of a file that cannot be read as a whole: its lines one by one, and what they do not tell made up.
  ///
  /// - Returns: nil if the lines tell next to nothing.
  static func salvaged(from bytes: [UInt8], of files: SessionFiles) -> (state: Session, losses: FileLosses)? {
    var file = SalvagedFile(bytes)
    let notes = file.notes()
    guard !notes.isEmpty || file.lines.members["protocol"] != nil && file.lines.members["uuid"] != nil else {
      return nil
    }
    guard let session = try? file.session(of: files, notes: notes) else { return nil }
    // What is not written back as it was read is nothing to go on from.
    guard session.isRead(from: SessionFormat.bytes(of: session)) else { return nil }
    let known = Set(session.notes.map(\.number) + session.retracted.compactMap(\.number))
    let told: [ClosedRange<Int>] =
      file.summary.map {
        $0.notes == session.notes.count ? [] : .init(in: 1...max(1, $0.nextNote - 1), without: known)
      }
      ?? .init(in: 1...max(1, session.notes.last?.number ?? 1), without: known)
    let losses = FileLosses(
      lines: file.lines.unreadable, isCut: !file.lines.isWhole, notes: session.notes.count,
      of: file.summary?.notes, missing: told)
    return (session, losses)
  }
}

/// A session's file, line by line.
private struct SalvagedFile {
  private(set) var lines: FileLines
  let summary: Summary?

  init(_ bytes: [UInt8]) {
    lines = FileLines(bytes)
    summary = lines.members["summary"].flatMap { try? Summary(json: $0) }
  }

  /// In the order of their numbers, each once. Should two lines claim a number, as where two versions of the file
  /// were put into one, the later is counted on.
  mutating func notes() -> [Note] {
    let all: [Note] = lines.values("notes")
    var next = all.map(\.number).max() ?? 0
    var numbers: Set<Int> = []
    var ids: Set<String> = []
    var notes: [Note] = []
    for var note in all where ids.insert(note.id).inserted {
      if !numbers.insert(note.number).inserted {
        guard next < Limit.note.upperBound else { continue }
        next += 1
        note.number = next
        numbers.insert(next)
      }
      notes.append(note)
    }
    return notes.sorted { $0.number < $1.number }
  }

  mutating func session(of files: SessionFiles, notes: [Note]) throws(Mismatch) -> Session {
    let started = notes.first.map { $0.time.adding(-$0.at.rawValue) }
    let uuid: String? = lines.value("uuid")
    var session = Session(
      id: lines.value("id").flatMap { SessionFiles.isID($0) ? $0 : nil } ?? files.id,
      uuid: uuid.flatMap { SessionFiles.isID($0) ? $0 : nil } ?? files.lostUUID,
      title: lines.value("title") ?? files.id,
      startedAt: lines.value("startedAt") ?? started ?? WallTime(milliseconds: 0),
      timeZone: lines.value("timeZone") ?? "",
      group: lines.value("group") ?? Group(), budget: lines.value("budget") ?? Budget(),
      protocol: lines.value("protocol") ?? .lost(files.id, questions: notes.map(\.question)))
    session.status = lines.value("status") ?? .open
    session.begunAt = stamp("begunAt", "begun")
    session.endedAt = stamp("endedAt", "ended")
    let course = try StoredSessionCourse(&lines, nil)
    session.draft = course.draft
    session.putAside = course.putAside
    session.recorders = course.recorders.once { $0.id }
    session.unapplied = course.unapplied
    let last = session.recorders.compactMap(\.last).max() ?? 0
    session.lastRecord = max(summary?.lastRecord ?? 0, last)
    session.nextNote = summary?.nextNote ?? 1
    session.restore(parts(course.parts, notes))
    session.lastOffset = summary?.duration ?? session.latest
    session.unknown = lines.members.filter { !SessionFormat.keys.contains($0.key) }
    return session
  }

  private func stamp(_ wall: String, _ offset: String) -> Stamp? {
    guard let time: WallTime = lines.value(wall), let at: Offset = lines.value(offset) else { return nil }
    return Stamp(offset: at, wall: time)
  }

  private mutating func parts(_ read: Session.Parts, _ notes: [Note]) -> Session.Parts {
    var parts = read
    parts.notes = notes
    parts.participants = read.participants.once { $0.seat }
    parts.outcomes = read.outcomes.once { $0 }
    parts.probes = read.probes.once { [$0.question, $0.probe] }
    parts.stances = read.stances.once { [$0.participant.id, $0.target.question, $0.target.note ?? ""] }
    parts.retracted = read.retracted.once { $0.id }
    parts.visits = []
    for visit in read.visits {
      // Only the last can be open, and none begins before the one before it ends.
      if let open = parts.visits.last, open.to.map({ $0 > visit.from }) ?? true {
        guard visit.from > open.from else { continue }
        parts.visits[parts.visits.count - 1].to = visit.from
      }
      parts.visits.append(visit)
    }
    return parts
  }
}

extension Session {
  /// The latest time that anything in it has.
  fileprivate var latest: Offset {
    let notes = self.notes.map(\.saved).max() ?? .zero
    let visits = self.visits.map { $0.to ?? $0.from }.max() ?? .zero
    return max(notes, visits)
  }
}

extension RetractedNote {
  /// Its number, as its id has it.
  fileprivate var number: Int? { id.lastIndex(of: "-").flatMap { Int(id[id.index(after: $0)...]) } }
}

extension Array {
  /// Each identity once: the last counts.
  func once(_ identity: (Element) -> some Hashable) -> [Element] {
    var places: [AnyHashable: Int] = [:]
    var result: [Element] = []
    for element in self {
      let key = AnyHashable(identity(element))
      if let place = places[key] {
        result[place] = element
      } else {
        places[key] = result.count
        result.append(element)
      }
    }
    return result
  }
}

extension InterviewProtocol {
  /// Stands for one that is lost: its questions are known by their ids only.
  static func lost(_ title: String, questions: [QuestionID]) -> InterviewProtocol {
    var ids: [QuestionID] = []
    for id in questions where !ids.contains(id) { ids.append(id) }
    let route = (ids.isEmpty ? ["lost"] : ids).map { id in
      Question(id: id, kind: .key, title: .plain(id), minutes: 10)
    }
    return InterviewProtocol(id: "lost", version: "0", title: .plain(title), questions: route)
  }
}
