internal import Screens
internal import SessionStorage
internal import Text
internal import TextScreen

/// How far text was destroyed, in lines.
struct Destruction {
  /// No file of the study holds it any more.
  let isEverywhere: Bool
  /// What is said of it, safe for a terminal.
  let lines: [String]
  /// The same for a screen, which has room for two files with their reasons.
  let short: [String]
  /// What is said of it when the screen that said the lines is gone: each file, however many there are.
  let farewell: [String]

  /// So many files are named.
  private static let named = 8

  init(_ erased: ErasedElsewhere) {
    isEverywhere = erased.isEverywhere
    let cleaned = erased.copies.cleaned.count
    let copies = cleaned == 0 ? "" : cleaned == 1 ? ", also in a copy" : ", also in \(cleaned) copies"
    guard !isEverywhere else {
      lines = ["its text is destroyed everywhere" + copies]
      short = lines
      farewell = []
      return
    }
    let reviews = erased.reviewers.isEmpty ? [] : [RecordingScreen.notErased(erased.reviewers)]
    let holders = erased.copies.holders
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
    farewell = reviews + holders.map { StorageNotice.mayHold(file: $0.name, reason: $0.reason).message }
  }
}
