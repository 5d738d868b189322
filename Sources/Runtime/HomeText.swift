public import SessionStorage
internal import Facilitation
internal import Text
internal import TextScreen

/// What there is in a study, and what can be done with it, as lines.
public enum HomeText {
  /// The text of `focusgroup` alone.
  public static func text(_ study: StudyFolder) throws(StorageError) -> String {
    guard study.isThere else {
      return "there is no study at \(safeText(study.path)) yet; make one: focusgroup init\n"
    }
    var faults: [String] = []
    let protocols = names(&faults) { () throws(StorageError) in try study.protocols() }
    var lines = ["study: \(safeText(study.path))", "", "PROTOCOLS"]
    let read = HomeReader(study).protocols(protocols)
    let none = faults.isEmpty ? ["none; focusgroup init makes an example"] : ["they cannot be read"]
    lines += protocols.isEmpty ? none : read.compactMap { $0.fault == nil ? safeText($0.id) : nil }
    lines += read.compactMap { found in
      found.fault.map { safeText($0.contains(found.id) ? $0 : "\(found.id): \($0)") }
    }
    // What cannot be listed was said already.
    lines += ((try? study.unusableProtocols()) ?? []).map { safeText(study.whyUnusable($0)) }
    lines += [
      "", "start a session:  focusgroup run PROTOCOL", "go on with one:   focusgroup resume [SESSION]", "",
    ]
    let sessions = names(&faults) { () throws(StorageError) in try study.sessions() }
    let entries = (try? study.catalogue().entries) ?? []
    let reviewers = entries.reduce(into: [String: [String]]()) { all, entry in
      if !entry.reviewers.isEmpty { all[entry.id] = entry.reviewers }
    }
    let elsewhere = SessionTable.elsewhere(study)
    // Where something cannot be read, nobody can say that there is nothing.
    let lost = SessionTable.lost(sessions, in: study)
    let isEmpty = sessions.isEmpty && elsewhere.isEmpty && lost.isEmpty
    let table =
      isEmpty && !faults.isEmpty
      ? "" : SessionTable.text(sessions, reviewers: reviewers, elsewhere: elsewhere, lost: lost)
    return (lines + faults.map { safeText($0) }).joined(separator: "\n") + "\n" + table
  }

  /// What a folder holds: nothing if it is not there, and a fault if it cannot be read.
  private static func names<Element>(
    _ faults: inout [String], _ what: () throws(StorageError) -> [Element]
  ) -> [Element] {
    do throws(StorageError) {
      return try what()
    } catch {
      if case .notFound = error { return [] }
      faults.append(error.message)
      return []
    }
  }
}
