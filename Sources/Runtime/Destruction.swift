internal import Screens
internal import SessionStorage
internal import TextScreen

/// How far text was destroyed, in lines.
struct Destruction {
  /// No file of the study holds it any more.
  let isEverywhere: Bool
  /// What is said of it, safe for a terminal.
  let lines: [String]

  /// So many files are named.
  private static let named = 8

  init(_ erased: ErasedElsewhere) {
    isEverywhere = erased.isEverywhere
    let cleaned = erased.copies.cleaned.count
    let copies = cleaned == 0 ? "" : cleaned == 1 ? ", also in a copy" : ", also in \(cleaned) copies"
    guard !isEverywhere else {
      lines = ["its text is destroyed everywhere" + copies]
      return
    }
    var lines: [String] = []
    if !erased.reviewers.isEmpty { lines.append(RecordingScreen.notErased(erased.reviewers)) }
    let holders = erased.copies.holders
    lines += holders.prefix(Destruction.named).map {
      "its text may still be in \(safeText($0.name)): \(safeText($0.reason))"
    }
    if holders.count > Destruction.named {
      lines.append("and in \(holders.count - Destruction.named) more files")
    }
    self.lines = lines
  }
}
