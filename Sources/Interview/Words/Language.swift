/// A language as it is entered: a tag of BCP 47 (`nl`, `nl-BE`), in whichever case, also as systems write it
/// (`nl_NL.UTF-8`). What an older file holds is not judged by it.
public struct Language: Equatable, Sendable {
  /// As BCP 47 recommends: the language small, a script with a capital, a region in capitals.
  public let tag: String

  /// - Parameter typed: a language of two or three letters, and what narrows it behind `-` or `_`.
  public init?(_ typed: String) {
    let name = typed.prefix { $0 != "." && $0 != "@" }
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
      .flatMap { $0.split(separator: "_", omittingEmptySubsequences: false) }
    guard let language = parts.first, (2...3).contains(language.utf8.count),
      language.utf8.allSatisfy(\.isLetter)
    else { return nil }
    let narrower = parts.dropFirst()
    guard narrower.allSatisfy({ (2...8).contains($0.utf8.count) && $0.utf8.allSatisfy(\.isLetterOrDigit) })
    else {
      return nil
    }
    tag = ([language.lowercased()] + narrower.map(Language.narrowed)).joined(separator: "-")
  }

  /// What to say of a language that was written otherwise than as a tag, but for its case; nil of others.
  ///
  /// - Parameter typed: as it was typed.
  public static func notice(_ typed: String) -> String? {
    guard let language = Language(typed), language.tag.lowercased() != typed.lowercased() else { return nil }
    return "\(typed) is \(language.tag) in BCP 47: taken as \(language.tag)"
  }

  /// The language alone, in small letters, without what narrows it; of whatever is written for one.
  public static func base(of text: String) -> String {
    text.prefix { $0 != "-" && $0 != "_" }.lowercased()
  }

  private static func narrowed(_ part: Substring) -> String {
    switch part.utf8.count {
    case 2: part.uppercased()
    case 4 where part.utf8.allSatisfy(\.isLetter): part.prefix(1).uppercased() + part.dropFirst().lowercased()
    default: part.lowercased()
    }
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (0x41...0x5A).contains(self & 0xDF) }
  fileprivate var isLetterOrDigit: Bool { isLetter || (0x30...0x39).contains(self) }
}

extension InterviewProtocol {
  /// The language of its own in which it has texts for another: that one, or the same without what narrows it, in
  /// whichever case it is written; nil if it has none.
  public func language(for tag: String) -> String? {
    func own(_ wanted: String) -> String? { languages.first { $0.lowercased() == wanted } }
    return own(tag.lowercased()) ?? own(Language.base(of: tag))
  }

  /// The language in which its texts are read when it lacks a group's; nil if it has it.
  public func languageInstead(of group: Group) -> String? {
    guard let wanted = group.language, language(for: wanted) == nil else { return nil }
    return languages.first
  }
}

extension Session {
  /// The language in which the protocol's texts are read when it lacks the group's; nil if it has it.
  public var languageInstead: String? { `protocol`.languageInstead(of: group) }
}
