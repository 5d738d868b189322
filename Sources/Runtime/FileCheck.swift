public import Interview
public import SessionStorage
internal import Text
internal import TextScreen

/// What `check` finds in a file, and how a protocol is read.
public enum FileCheck {
  /// Reads a protocol of a study.
  ///
  /// - Parameter wanted: a file, an id or an unambiguous start of one.
  /// - Throws: what keeps the file from being opened.
  public static func readProtocol(
    _ wanted: String, in study: StudyFolder
  ) throws(StorageError) -> Result<InterviewProtocol, ProtocolFaults> {
    let file = try study.protocolBytes(named: wanted, currentFolder: Here.folder(for: wanted))
    return ProtocolReader.read(file.bytes, file: file.file)
  }

  /// Checks a protocol or a session.
  ///
  /// - Returns: lines to print, and the exit status: 0 when all is well.
  public static func check(_ file: String, in study: StudyFolder) -> (lines: [String], status: Int32) {
    do throws(StorageError) {
      switch PlainFile.contents(file, in: try Here.folder(for: file)) {
      case .review: return try checkReview(file)
      // Whatever its name: what is asked for by a name alone is an id.
      case .session: return try checkSession(StudyFolder.isPath(file) ? file : "./" + file, in: study)
      case .journal, nil: break
      }
      if try isSchema(file) {
        return (["\(safeText(file)): a JSON Schema, which describes files of a study"], 0)
      }
      if file.hasSuffix(".json") || file.hasSuffix(".journal") { return try checkSession(file, in: study) }
      // No id holds a dot or a slash.
      if !file.contains("/"), !file.contains("."),
        case .session(let id) = try study.meant(by: file, protocolsFirst: true)
      {
        return try checkSession(id, in: study)
      }
      let bytes = try study.protocolBytes(named: file, currentFolder: Here.folder(for: file))
      switch ProtocolReader.read(bytes.bytes, file: bytes.file) {
      case .success(let route):
        let minutes = route.questions.minutes(short: false)
        let short = route.questions.minutes(short: true)
        return (
          ProtocolReader.warnings(of: route, in: bytes.bytes, file: bytes.file) + [
            "\(safeText(file)): well-formed protocol \(route.id), version \(safeText(route.version)): "
              + "\(counted(route.questions.count, "question")), \(plainNumber(minutes)) minutes, short \(plainNumber(short)), "
              + "\(route.languages.joined(separator: " "))"
          ], 0
        )
      case .failure(let faults): return (faults.all.map(\.description), 65)
      }
    } catch {
      return (["focusgroup: \(error.message)"], error.exitStatus)
    }
  }

  /// The file describes others, as those beside the sessions of a study do.
  private static func isSchema(_ file: String) throws(StorageError) -> Bool {
    guard file.hasSuffix(".schema.json") else { return false }
    let bytes = try PlainFile.bytes(file, in: Here.folder(for: file), limit: 1 << 20)
    return bytes.prefix(200).firstRange(of: "\"$schema\"".utf8) != nil
  }

  /// Checks a review's file by itself.
  private static func checkReview(_ file: String) throws(StorageError) -> (lines: [String], status: Int32) {
    let isAbsolute = file.utf8.first == UInt8(ascii: "/")
    let path = try isAbsolute ? file : Here.folder(for: file) + "/" + file
    let read = try Recovery.read(reviewFile: path)
    let lines = read.notices.map { notice in
      let line = notice.message.replacing(path, with: file)
      return line.hasPrefix(file + ":") ? safeText(line) : "\(safeText(file)): \(safeText(line))"
    }
    guard !read.notices.contains(where: \.isDamage) else { return (lines, 65) }
    let review = read.review
    return (
      lines + review.oldWords.map { "\(safeText(file)): warning: \(safeText($0))" } + [
        "\(safeText(file)): well-formed review of session \(review.session) by \(review.reviewer), "
          + counted(review.notes.count, "note")
      ], 0
    )
  }

  private static func checkSession(
    _ file: String, in study: StudyFolder
  ) throws(StorageError) -> (lines: [String], status: Int32) {
    let read = try readSession(file, in: study)
    let session = read.session
    let faults = session.inconsistencies
    let lines = (read.notices + faults.map { "error: \($0)" }).map { line in
      // What tells its place names the file already.
      line.hasPrefix(file + ":") ? safeText(line) : "\(safeText(file)): \(safeText(line))"
    }
    guard faults.isEmpty, !read.isDamaged else { return (lines, 65) }
    let kept = session.editsWithEarlierWords()
    var warnings = session.oldWords.map { safeText($0) }
    let name = file.split(separator: "/").last.map(String.init) ?? file
    if name.hasSuffix(".json"), name != session.id + ".json" {
      warnings.append(
        "another name than \(session.id).json: a copy of session \(session.id), or its file renamed")
    }
    warnings += session.seatsOfNobody.map { seat, notes in
      "P\(seat) was never in the room and is in \(counted(notes, "note")): counts as someone"
    }
    if kept > 0 {
      warnings.append(
        "keeps words that \(counted(kept, "edit")) took away; "
          + "they go when the session is left the next time: focusgroup resume \(session.id), then /leave")
    }
    let (copies, unread) = beside(file, in: study)
    warnings += unread.map { "\($0) keeps what could not be read of it" }
    let line =
      "\(safeText(file)): well-formed session \(session.id), \(session.status.rawValue), "
      + counted(session.notes.count, "note")
    return (
      lines + copies.map { "\(safeText(file)): \(safeText($0.text))" }
        + warnings.map { "\(safeText(file)): warning: \($0)" } + [line], 0
    )
  }

  /// The copies of a session of a study, and what keeps the unreadable parts of it; none of a file by itself.
  private static func beside(
    _ file: String, in study: StudyFolder
  ) -> (copies: [FileCopy], unread: [String]) {
    guard
      case .session(let place, let id)? = try? study.place(of: file, currentFolder: Here.folder(for: file))
    else {
      return ([], [])
    }
    return ((try? place.copies(of: id)) ?? [], place.keptUnread(of: id))
  }

  /// Reads a session wherever a person says it is, without touching anything.
  ///
  /// - Returns: the session, what recovery found, as lines, and whether something that was saved is lost.
  public static func readSession(
    _ wanted: String, in study: StudyFolder
  ) throws(StorageError) -> (session: Session, notices: [String], isDamaged: Bool) {
    switch try study.place(of: wanted, currentFolder: Here.folder(for: wanted)) {
    case .session(let place, let id):
      let recovered = try Recovery.read(in: place, id: id)
      let notices = recovered.notices
      return (recovered.session, notices.map(\.message), notices.contains(where: \.isDamage))
    case .file(let path):
      do throws(StorageError) {
        let recovered = try Recovery.read(file: path)
        let notices = recovered.notices.map { $0.message.replacing(path, with: wanted) }
        return (recovered.session, notices, recovered.notices.contains(where: \.isDamage))
      } catch .invalid(_, let problem) {
        throw StorageError.invalid(path: wanted, problem: problem.replacing(path, with: wanted))
      }
    }
  }
}
