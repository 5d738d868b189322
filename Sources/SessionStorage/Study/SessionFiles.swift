internal import Interview

/// The names of all files of one session, or of one reviewer's review of it. Nothing else in the program makes or
/// reads such a name.
struct SessionFiles: Equatable, Sendable {
  /// The session's id, checked.
  let id: String
  /// The reviewer whose files they are, checked; nil for the session's own.
  let reviewer: String?

  /// - Throws: `badName` before any file is touched.
  init(_ id: String, reviewer: String? = nil) throws(StorageError) {
    guard SessionFiles.isID(id) else { throw StorageError.badName(id) }
    if let reviewer, !Review.isName(reviewer) { throw StorageError.badReviewer(reviewer) }
    self.id = id
    self.reviewer = reviewer
  }

  /// What all the names begin with.
  var stem: String { reviewer.map { id + SessionFiles.reviewMark + $0 } ?? id }
  /// The state.
  var json: String { stem + ".json" }
  /// The state while it is being written.
  var jsonTemporary: String { "." + stem + ".json.tmp" }
  /// The records since the state was written.
  var journal: String { stem + ".journal" }
  /// The journal while it is begun anew.
  var journalTemporary: String { "." + stem + ".journal.tmp" }

  /// Where records go on when a sync of the segment before has failed.
  func segment(_ number: Int) -> String { stem + ".journal-\(number)" }

  /// The same outside the study, where sessions of other studies are too.
  func segment(_ number: Int, uuid: String) -> String { stem + "." + uuid + ".journal-\(number)" }

  /// What was cut off or damaged, kept aside; the copy is numbered from 1.
  func torn(_ copy: Int) -> String { journal + ".torn" + (copy == 1 ? "" : "-\(copy)") }

  /// The file as it was before its numbers were put right; the copy is numbered from 1.
  func kept(_ copy: Int) -> String { stem + ".damaged-\(copy).json" }

  /// The numbers that segments can have.
  static let segments = 2...9

  /// There is nothing of it.
  var notFound: StorageError { .notFound(reviewer == nil ? "session" : "review", stem) }

  /// Another program writes to it.
  var openElsewhere: StorageError { .openElsewhere(session: id, reviewer: reviewer) }

  /// Stands between a session's id and its reviewer's name.
  private static let reviewMark = ".review-"

  /// `[A-Za-z0-9_-]`, 1 to 100.
  static func isID(_ text: String) -> Bool {
    (1...100).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          return true
        default: return false
        }
      }
  }

  /// What a file's name says it is.
  enum Role: Equatable {
    case json
    case journal
    case segment
    case torn
  }

  /// Whose file a name in `Sessions/` is, and which; nil if it is none of a session or a review.
  static func parse(_ name: String) -> (id: String, reviewer: String?, role: Role)? {
    // There may be ten thousand names, nearly all of them of a session's file: by bytes.
    if let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")), name.utf8[dot...].elementsEqual(".json".utf8) {
      let id = String(name[..<dot])
      return isID(id) ? (id, nil, .json) : nil
    }
    let parts = parts(name)
    guard let (id, reviewer, rest) = owner(parts[...]), let ending = rest.first else { return nil }
    let isTorn = ending == "journal" && rest.count == 2 && rest[rest.startIndex + 1].hasPrefix("torn")
    if isTorn { return (id, reviewer, .torn) }
    guard rest.count == 1 else { return nil }
    if ending == "json" { return (id, reviewer, .json) }
    if ending == "journal" { return (id, reviewer, .journal) }
    return segmentNumber(ending) == nil ? nil : (id, reviewer, .segment)
  }

  /// What stands between the dots of a name.
  private static func parts(_ name: String) -> [Substring] {
    name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Substring.init)
  }

  /// Whose segment a name outside the study is; nil if it is none.
  static func parseOutside(_ name: String) -> (id: String, reviewer: String?, uuid: String)? {
    let parts = parts(name)
    guard (3...4).contains(parts.count), let owner = owner(parts.dropLast(2)), owner.rest.isEmpty,
      isID(String(parts[parts.count - 2])), segmentNumber(parts[parts.count - 1]) != nil
    else { return nil }
    return (owner.id, owner.reviewer, String(parts[parts.count - 2]))
  }

  /// A name outside the study is one of these files'; the case of the id does not count.
  func ownsOutside(_ name: String) -> Bool {
    guard let found = SessionFiles.parseOutside(name) else { return false }
    return found.reviewer == reviewer && found.id.lowercased() == id.lowercased()
  }

  /// The session and the reviewer that a name begins with, and what comes after them.
  private static func owner(
    _ parts: ArraySlice<Substring>
  ) -> (id: String, reviewer: String?, rest: ArraySlice<Substring>)? {
    guard let id = parts.first.map(String.init), isID(id) else { return nil }
    let rest = parts.dropFirst()
    let mark = reviewMark.dropFirst()
    guard let second = rest.first, second.hasPrefix(mark) else { return (id, nil, rest) }
    let reviewer = String(second.dropFirst(mark.count))
    return Review.isName(reviewer) ? (id, reviewer, rest.dropFirst()) : nil
  }

  private static func segmentNumber(_ text: Substring) -> Int? {
    guard text.hasPrefix("journal-"), let number = Int(text.dropFirst(8)), segments.contains(number) else {
      return nil
    }
    return number
  }
}
