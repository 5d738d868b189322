internal import Facilitation
internal import Interview
public import SessionStorage
internal import Text

/// A protocol as text: which one a person means, and in which words.
public enum GuidePrint {
  /// A protocol of a study in lines.
  ///
  /// - Parameters:
  ///   - wanted: a file, an id or an unambiguous start of one.
  ///   - language: a tag; the protocol's first if nil.
  ///   - setting: one of the protocol's, in whichever case; nil leaves placeholders as they are.
  ///   - short: in the protocol's short version.
  /// - Returns: the lines, and the exit status; unless it is 0 they say what is wrong: 64 for a language or a setting that
  ///   the protocol does not have, 65 for faults in its file.
  /// - Throws: what keeps the file from being opened.
  public static func lines(
    of wanted: String, language: String? = nil, setting: String? = nil, short: Bool = false,
    in study: StudyFolder
  ) throws(StorageError) -> (lines: [String], status: Int32) {
    let route: InterviewProtocol
    switch try FileCheck.readProtocol(wanted, in: study) {
    case .success(let read): route = read
    case .failure(let faults): return (faults.all.map(\.description), 65)
    }
    if let language, route.language(for: language) == nil {
      let known = route.languages.joined(separator: ", ")
      return (["focusgroup: \(route.id) has no language “\(safeText(language))”; it has: \(known)"], 64)
    }
    switch route.meant(setting: setting) {
    case .success(let setting):
      return (GuideText(route, for: Group(setting: setting, language: language), short: short).lines, 0)
    case .failure(let none): return (["focusgroup: \(none.message)"], 64)
    }
  }

  /// A name means a protocol: it is a protocol's file, or an id that is a protocol's and no session's, or it begins a
  /// protocol's id and no session's.
  ///
  /// - Throws: `notFound` if there is neither, `ambiguous`, `badName`.
  public static func isMeant(by name: String, in study: StudyFolder) throws(StorageError) -> Bool {
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return true }
    guard !StudyFolder.isPath(name) else { return false }
    if case .protocol = try study.meant(by: name) { return true }
    return false
  }
}

/// A protocol does not have the setting that was named.
struct NoSetting: Error {
  let message: String
}

extension InterviewProtocol {
  /// Its setting that is meant, in whichever case it is written. A protocol without settings takes any.
  func meant(setting typed: String?) -> Result<String?, NoSetting> {
    guard let typed, !settings.isEmpty else { return .success(typed) }
    if let found = settings.keys.first(where: { $0.lowercased() == typed.lowercased() }) {
      return .success(found)
    }
    let known = settings.keys.sorted().joined(separator: ", ")
    return .failure(
      NoSetting(message: "\(id) has no setting “\(safeText(typed))”; it has: \(known)"))
  }
}
