/// The names of all files of one session. Nothing else in the program makes or reads such a name.
struct SessionFiles: Equatable, Sendable {
  /// The session's id, checked.
  let id: String

  /// - Throws: `badName` before any file is touched.
  init(_ id: String) throws(StorageError) {
    guard SessionFiles.isID(id) else { throw StorageError.badName(id) }
    self.id = id
  }

  /// The session's state.
  var json: String { id + ".json" }
  /// The state while it is being written.
  var jsonTemporary: String { "." + id + ".json.tmp" }
  /// The running session's records.
  var journal: String { id + ".journal" }
  /// The journal while it is begun anew.
  var journalTemporary: String { "." + id + ".journal.tmp" }

  /// Where records go on when a sync of the segment before has failed.
  func segment(_ number: Int) -> String { id + ".journal-\(number)" }

  /// The same outside the study, where sessions of other studies are too.
  func segment(_ number: Int, uuid: String) -> String { id + "." + uuid + ".journal-\(number)" }

  /// What was cut off or damaged, kept aside; the copy is numbered from 1.
  func torn(_ copy: Int) -> String { journal + ".torn" + (copy == 1 ? "" : "-\(copy)") }

  /// The numbers that segments can have.
  static let segments = 2...9

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

  /// Whose file a name in `Sessions/` is, and which; nil if it is none of a session.
  static func parse(_ name: String) -> (id: String, role: Role)? {
    guard let dot = name.firstIndex(of: "."), isID(String(name[..<dot])) else { return nil }
    let id = String(name[..<dot])
    let rest = name[name.index(after: dot)...]
    if rest == "json" { return (id, .json) }
    if rest == "journal" { return (id, .journal) }
    if rest.hasPrefix("journal.torn") { return (id, .torn) }
    return segmentNumber(rest) == nil ? nil : (id, .segment)
  }

  /// Whose segment a name outside the study is; nil if it is none.
  static func parseOutside(_ name: String) -> (id: String, uuid: String)? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, isID(String(parts[0])), isID(String(parts[1])), segmentNumber(parts[2]) != nil
    else { return nil }
    return (String(parts[0]), String(parts[1]))
  }

  private static func segmentNumber(_ text: Substring) -> Int? {
    guard text.hasPrefix("journal-"), let number = Int(text.dropFirst(8)), segments.contains(number) else {
      return nil
    }
    return number
  }
}
