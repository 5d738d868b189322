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
  /// An earlier writing of the state, until it is overwritten.
  var jsonOld: String { "." + stem + ".json.old" }
  /// The records since the state was written.
  var journal: String { stem + ".journal" }
  /// The journal while it is begun anew.
  var journalTemporary: String { "." + stem + ".journal.tmp" }

  /// Where records go on when the file before cannot be trusted any more; numbered from 2, without an end.
  func segment(_ number: Int) -> String { stem + ".journal-\(number)" }

  /// The same outside the study, where sessions of other studies are too.
  func segment(_ number: Int, uuid: String) -> String { stem + "." + uuid + ".journal-\(number)" }

  /// A second journal outside the study with the same records, for a folder that promises too little.
  func secondJournal(uuid: String) -> String { stem + "." + uuid + ".journal" }

  /// The state outside the study, when the study's folder is gone.
  func outsideJSON(uuid: String) -> String { stem + "." + uuid + ".json" }

  /// What was cut off or damaged, kept aside; the copy is numbered from 1.
  func torn(_ copy: Int) -> String { journal + ".torn" + (copy == 1 ? "" : "-\(copy)") }

  /// Why a whole file is set aside.
  enum Aside: String {
    /// It cannot be read, or not whole.
    case damaged
    /// It was written elsewhere.
    case theirs
  }

  /// A file set aside at a time, `yyyymmddThhmmss`; the copy is numbered from 1.
  func aside(_ why: Aside, at time: String, copy: Int) -> String {
    stem + ".\(why.rawValue)-" + time + (copy == 1 ? "" : "-\(copy)") + ".json"
  }

  /// The id under which a file of another session goes on that stood under one of these names.
  func strangerID(at time: String, copy: Int) -> String {
    let ending = "-theirs-" + time + (copy == 1 ? "" : "-\(copy)")
    return id.prefix(100 - ending.utf8.count) + ending
  }

  /// The number of the first segment.
  static let firstSegment = 2

  /// There is nothing of it.
  var notFound: StorageError { .notFound(reviewer == nil ? "session" : "review", stem) }

  /// Another program writes to it.
  var openElsewhere: StorageError { .openElsewhere(session: id, reviewer: reviewer) }

  /// Stands between a session's id and its reviewer's name.
  private static let reviewMark = ".review-"

  static func isID(_ text: String) -> Bool { PlainName.isValid(text) }

  /// What a file's name says it is.
  enum Role: Equatable {
    case json
    /// An earlier writing of the state.
    case old
    case journal
    case segment(Int)
    case torn
    case aside(Aside)

    /// It holds a session or a review, or a part of one, and is not only kept beside it.
    var isKept: Bool {
      switch self {
      case .json, .old, .journal, .segment: return true
      case .torn, .aside: return false
      }
    }
  }

  /// Whose file a name in `Sessions/` is, and which; nil if it is none of a session or a review.
  static func parse(_ name: String) -> (id: String, reviewer: String?, role: Role)? {
    // There may be ten thousand names, nearly all of them of a session's file: by bytes.
    if let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")), name.utf8[dot...].elementsEqual(".json".utf8) {
      let id = String(name[..<dot])
      return isID(id) ? (id, nil, .json) : nil
    }
    let isHidden = name.utf8.first == UInt8(ascii: ".")
    let parts = parts(isHidden ? String(name.dropFirst()) : name)
    guard let (id, reviewer, rest) = owner(parts[...]), let first = rest.first, let last = rest.last else {
      return nil
    }
    let role: Role?
    switch (rest.count, first) {
    case (2, "json") where isHidden && last == "old": role = .old
    case _ where isHidden: role = nil
    case (1, "json"): role = .json
    case (1, "journal"): role = .journal
    case (1, _): role = segmentNumber(first).map(Role.segment)
    case (2, "journal") where last.hasPrefix("torn"): role = .torn
    case (2, _) where last == "json": role = aside(first).map(Role.aside)
    default: role = nil
    }
    return role.map { (id, reviewer, $0) }
  }

  /// What stands between the dots of a name.
  private static func parts(_ name: String) -> [Substring] {
    name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Substring.init)
  }

  /// Why a file was set aside, by the part of its name that says so.
  private static func aside(_ part: Substring) -> Aside? {
    guard let dash = part.firstIndex(of: "-"), dash < part.index(before: part.endIndex) else { return nil }
    return Aside(rawValue: String(part[..<dash]))
  }

  /// Whose segment or second journal a name outside the study is; nil if it is none.
  static func parseOutside(_ name: String) -> (id: String, reviewer: String?, uuid: String, role: Role)? {
    guard !name.hasPrefix("."), let found = ownerOutside(name), found.rest.count == 1,
      let ending = found.rest.first
    else { return nil }
    let role = ending == "journal" ? Role.journal : segmentNumber(ending).map(Role.segment)
    return role.map { (found.id, found.reviewer, found.uuid, $0) }
  }

  /// Whose any file outside the study is by its name, also while it is being written, and what comes after the uuid; nil if
  /// it is no name of the program's.
  static func ownerOutside(
    _ name: String
  ) -> (id: String, reviewer: String?, uuid: String, rest: ArraySlice<Substring>)? {
    let parts = parts(name.hasPrefix(".") ? String(name.dropFirst()) : name)
    guard let (id, reviewer, rest) = owner(parts[...]), rest.count >= 2,
      let uuid = rest.first.map(String.init),
      isID(uuid), !uuid.hasPrefix(reviewMark.dropFirst())
    else { return nil }
    return (id, reviewer, uuid, rest.dropFirst())
  }

  /// Whose a file in `Sessions/` is by its name, also while it is being written; nil if it is none of a session or a review.
  static func ownerInside(_ name: String) -> (id: String, reviewer: String?)? {
    parse(finished(name)).map { ($0.id, $0.reviewer) }
  }

  /// The name that a file gets which is being written; of any other file its own.
  static func finished(_ name: String) -> String {
    name.hasPrefix(".") && name.hasSuffix(".tmp") ? String(name.dropFirst().dropLast(4)) : name
  }

  /// What a name in `Sessions/` is of these files; nil if it is none of them.
  func role(of name: String) -> Role? {
    guard name.utf8.starts(with: stem.utf8) || name.utf8.starts(with: ("." + stem).utf8),
      let found = SessionFiles.parse(name), found.id == id, found.reviewer == reviewer
    else { return nil }
    return found.role
  }

  /// The segments among some names in `Sessions/`, in the order of their numbers.
  func segments(among names: [String]) -> [String] {
    let numbers = names.compactMap { name -> Int? in
      guard case .segment(let number)? = role(of: name) else { return nil }
      return number
    }
    return numbers.sorted().map { segment($0) }
  }

  /// A name outside the study is one of these files'; the case of the id does not count.
  func ownsOutside(_ name: String) -> Bool {
    guard let found = SessionFiles.parseOutside(name) else { return false }
    return found.reviewer == reviewer && found.id.lowercased() == id.lowercased()
  }

  /// The files outside the study that are these files', second journals first, then segments by their numbers.
  func outside(among names: [String]) -> [String] {
    names.filter(ownsOutside).sorted { (number(of: $0), $0) < (number(of: $1), $1) }
  }

  /// The number of a segment, in the study or outside; 1 for a journal.
  func number(of name: String) -> Int {
    switch SessionFiles.parseOutside(name)?.role ?? role(of: name) {
    case .segment(let number)?: return number
    default: return 1
    }
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
    guard text.hasPrefix("journal-"), let number = Int(text.dropFirst(8)), number >= firstSegment,
      "journal-\(number)" == text
    else { return nil }
    return number
  }
}
