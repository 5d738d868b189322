internal import Interview
internal import Text

/// A file in `Sessions/` that is a copy of a session or of a review: it has the same uuid, and another name. Other
/// programs make them: one that synchronises folders, an editor, a person.
public struct FileCopy: Equatable, Sendable {
  /// What is in it.
  public enum Content: Equatable, Sendable {
    /// A session that has so many notes which the original does not have; nil where they were not compared.
    case session(more: Int?)
    /// A reviewer's review.
    case review(by: String)
    /// Records that were not put together with a session's or a review's file yet.
    case journal
    /// An editor's own copy; nobody but the editor reads it.
    case editor
    /// It cannot be read whole.
    case unreadable
  }

  /// The file's name.
  public let name: String
  /// The id of the session that it is a copy of, or belongs to.
  public let original: String
  /// What is in it.
  public let content: Content

  /// In a line, with the name as it is: not yet safe for a terminal.
  public var text: String {
    switch content {
    case .session(more: 0?): return "copy: \(name), nothing more"
    case .session(let more?): return "copy: \(name), \(counted(more, "note")) more"
    case .session(more: nil): return "copy: \(name), not compared"
    case .review(let reviewer): return "copy: \(name), of the review by \(reviewer)"
    case .journal: return "copy: \(name), a journal"
    case .editor: return "copy: \(name), an editor's, which only that can read"
    case .unreadable: return "copy: \(name), cannot be read whole"
    }
  }
}

extension SessionFiles {
  /// What an editor calls its own copy of one of these or another session's files, `.x.json.swp`: the file that it
  /// is a copy of.
  static func edited(_ name: String) -> (id: String, reviewer: String?)? {
    guard name.hasPrefix("."), let dot = name.lastIndex(of: "."), name[dot...].count == 4,
      name[dot...].hasPrefix(".sw")
    else { return nil }
    return parse(String(name[..<dot].dropFirst())).map { ($0.id, $0.reviewer) }
  }

  /// The id that a name begins with which is none of the program's own; nil without one, and of a file that is being
  /// written.
  static func beginning(of name: String) -> String? {
    guard !isPlain(name), !CopyFinder.isUnderWay(name) else { return nil }
    let rest = name.hasPrefix(".") ? name.dropFirst() : name[...]
    let id = rest.prefix { isID(String($0)) }
    return isID(String(id)) ? String(id) : nil
  }

  /// A name that only this program gives: it is one of these files, or stands beside them while they are written.
  func isOwn(_ name: String) -> Bool {
    if [json, jsonTemporary, ".\(stem).json.old", journal, journalTemporary].contains(name) { return true }
    let rest = name.dropFirst(journal.utf8.count)
    guard name.hasPrefix(journal) else { return false }
    return rest.hasPrefix(".torn") || (rest.hasPrefix("-") && Int(rest.dropFirst()) != nil)
  }
}
