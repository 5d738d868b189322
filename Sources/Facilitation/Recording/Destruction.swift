internal import Text

/// How far text was destroyed, in lines that are safe for a terminal.
public struct Destruction: Equatable, Sendable {
  /// A file that may still hold it.
  public struct Holder: Equatable, Sendable {
    /// Its name in the study, else its path.
    public let name: String
    /// Why it may.
    public let reason: String

    public init(name: String, reason: String) {
      self.name = name
      self.reason = reason
    }
  }

  /// No file of the study holds it any more.
  public let isEverywhere: Bool
  /// What is said of it.
  public let lines: [String]
  /// The same for a screen, which has room for two files with their reasons.
  public let short: [String]

  /// The most files that are named.
  private static let named = 8

  /// - Parameters:
  ///   - reviewers: whose reviews may quote it and are in use.
  ///   - cleaned: how many copies it was taken out of.
  ///   - holders: files that may still hold it.
  public init(reviewers: [String], cleaned: Int, holders: [Holder]) {
    isEverywhere = reviewers.isEmpty && holders.isEmpty
    let copies = cleaned == 0 ? "" : cleaned == 1 ? ", also in a copy" : ", also in \(cleaned) copies"
    guard !isEverywhere else {
      lines = ["its text is destroyed everywhere" + copies]
      short = lines
      return
    }
    let reviews = reviewers.isEmpty ? [] : [Destruction.notErased(reviewers)]
    var files = holders.prefix(Destruction.named).map {
      "its text may still be in \(safeText($0.name)): \(safeText($0.reason))"
    }
    if holders.count > Destruction.named {
      files.append("and in \(holders.count - Destruction.named) more files")
    }
    lines = reviews + files
    let names = holders.map { safeText($0.name) }.joined(separator: ", ")
    let all = ["its text may still be in \(holders.count) files; leaving tells why of each: \(names)"]
    short = reviews + (holders.count > 2 ? all : files)
  }

  /// What is said when reviews may still quote what was destroyed.
  public static func notErased(_ reviewers: [String]) -> String {
    "the reviews of \(reviewers.joined(separator: ", ")) may quote it and are in use: what they say of it is "
      + "destroyed when they are closed or opened next"
  }
}
