public import SessionStorage
internal import TextScreen

/// What there is in a study, and what can be done with it, as lines.
public enum HomeText {
  /// The text of `focusgroup` alone.
  public static func text(_ study: StudyFolder) throws(StorageError) -> String {
    guard study.isThere else {
      return "there is no study at \(safeText(study.path)) yet; make one: focusgroup init\n"
    }
    let protocols = (try? study.protocols()) ?? []
    var lines = ["study: \(safeText(study.path))", "", "PROTOCOLS"]
    lines += protocols.isEmpty ? ["none; focusgroup init makes an example"] : protocols.map { safeText($0) }
    lines += [
      "", "start a session:  focusgroup run PROTOCOL", "go on with one:   focusgroup resume [SESSION]", "",
    ]
    let sessions = (try? study.sessions()) ?? []
    let entries = (try? study.catalogue().entries) ?? []
    let reviewers = entries.reduce(into: [String: [String]]()) { all, entry in
      if !entry.reviewers.isEmpty { all[entry.id] = entry.reviewers }
    }
    return lines.joined(separator: "\n") + "\n"
      + SessionTable.text(
        sessions, reviewers: reviewers, elsewhere: SessionTable.elsewhere(study))
  }
}
