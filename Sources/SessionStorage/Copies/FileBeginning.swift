internal import Interview

/// What a file of ours holds.
public enum FileContents: Equatable, Sendable {
  /// A session, as it was left.
  case session
  /// A reviewer's review of one.
  case review
  /// Records of either.
  case journal
}

/// What the first bytes of a file say of it, whatever its name: whose it is and what it holds.
struct FileBeginning: Equatable {
  var kind: FileContents
  /// The session's, or the review's own.
  var uuid: String
  /// The id of the session that it says it is or belongs to.
  var session: String
  /// Whose review it is; nil of a session's own file or journal.
  var reviewer: String?
  /// The session's uuid; nil of a review's journal, which does not tell.
  var sessionUUID: String?

  /// How much of a file is looked at.
  static let length = SessionFormat.headingLength

  /// - Returns: nil if it is no file of ours, or does not tell so early.
  init?(_ bytes: [UInt8]) {
    // An editor's mark in front of a file changes nothing of what is in it.
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    if let first = bytes.first(where: { !FileBeginning.isSpace($0) }), first == UInt8(ascii: "{") {
      self.init(json: bytes)
    } else {
      self.init(journal: bytes)
    }
  }

  private init?(json bytes: [UInt8]) {
    let texts = FileBeginning.texts(bytes)
    guard let uuid = texts["uuid"], SessionFiles.isID(uuid) else { return nil }
    switch texts["format"] {
    case SessionFormat.name:
      guard let id = texts["id"], SessionFiles.isID(id) else { return nil }
      (kind, session, sessionUUID) = (.session, id, uuid)
    case ReviewFormat.name:
      guard let id = texts["session"], SessionFiles.isID(id), let owner = texts["sessionUUID"],
        SessionFiles.isID(owner), let name = texts["reviewer"], Review.isName(name)
      else { return nil }
      (kind, session, sessionUUID, reviewer) = (.review, id, owner, name)
    default: return nil
    }
    self.uuid = uuid
  }

  private init?(journal bytes: [UInt8]) {
    guard let first = JournalScan(bytes).payloads.first else { return nil }
    let newest = max(RecordFormat.version, ReviewRecordFormat.version)
    guard let heading = try? JournalHeading.read(Array(bytes[first]), newest: newest) else { return nil }
    kind = .journal
    uuid = heading.uuid
    session = heading.session
    reviewer = heading.reviewer
    sessionUUID = heading.reviewer == nil ? heading.uuid : nil
  }

  private static let keys: Set = ["format", "id", "uuid", "session", "sessionUUID", "reviewer"]

  /// The texts at the top that tell whose it is, as far as the bytes reach.
  private static func texts(_ bytes: [UInt8]) -> [String: String] {
    var texts: [String: String] = [:]
    var reader = JSONReader(bytes)
    var first = true
    do {
      try reader.openObject()
      while let key = try reader.nextKey(&first) {
        let value = try reader.value(depth: 1)
        if keys.contains(key), case .string(let text) = value, texts[key] == nil { texts[key] = text }
      }
    } catch {
      // The bytes end somewhere, or are no JSON from here on.
    }
    return texts
  }

  private static func isSpace(_ byte: UInt8) -> Bool { [9, 10, 13, 32].contains(byte) }
}
