internal import Interview
internal import SessionStorage
internal import TextScreen

/// Which session `resume` without a name goes on with: the one that was cut off last, else the one left last. An older
/// one is never taken in silence because a newer one cannot be read.
struct ResumeChoice {
  /// The one to go on with; nil if there is none.
  let id: String?
  /// What could be meant instead, a line each: it was written later, or nobody can tell.
  let rivals: [String]
  /// Sessions that are being recorded now, by their ids.
  let running: [String]

  init(of study: StudyFolder) throws(StorageError) {
    let all = try SessionTable.sessions(of: study)
    running = all.filter(\.isBeingRecorded).map(\.id)
    let listings = all.filter { !$0.isBeingRecorded }
    let open = listings.filter { listing in
      guard case .success(let heading) = listing.heading else { return false }
      return listing.wasCutOff || heading.status == .open
    }
    let chosen = open.last { $0.wasCutOff } ?? open.last
    id = chosen?.id
    let written = chosen.flatMap { study.lastWritten($0.id) }
    func isNewer(_ time: Int?) -> Bool {
      guard let time, let written else { return true }
      return time > written
    }
    var rivals: [String] = []
    for listing in listings {
      guard case .failure(let error) = listing.heading, listing.hasJournal || chosen?.wasCutOff != true,
        isNewer(study.lastWritten(listing.id))
      else { continue }
      // Nothing was ever saved there.
      if case .nothingRecorded = error { continue }
      rivals.append("\(listing.id) cannot be read: \(error.message)")
    }
    for saved in SessionTable.elsewhere(study) where isNewer(saved.written) { rivals.append(saved.message) }
    self.rivals = rivals
  }

  /// Says what could be meant, and at a terminal asks; from a pipe nothing is asked.
  ///
  /// - Returns: whether to go on with the one chosen.
  func isConfirmed(_ console: Console) -> Bool {
    guard let id, !rivals.isEmpty else { return id != nil }
    for rival in rivals { Console.complain("focusgroup: \(rival)") }
    guard console.isTerminal else {
      Console.complain("focusgroup: which one is meant? Say it: focusgroup resume \(id)")
      return false
    }
    if console.ask("go on with \(id) instead? yes or no: ") == "yes" { return true }
    Console.complain(
      "focusgroup: nothing is gone on with; name the one that is meant: focusgroup resume SESSION")
    return false
  }
}
