/// What changes in the text of the unfinished line since its last record. All counts are of UTF-8 bytes.
public struct DraftEdit: Equatable, Sendable {
  /// The line's first keystroke, which tells it from other lines.
  public var line: Offset
  /// How long it was.
  public var length: Int
  /// How much of it stays behind the place.
  public var behind: Int
  /// How much before that goes.
  public var dropped: Int
  /// What comes in its place.
  public var inserted: String

  public init(line: Offset, length: Int, behind: Int = 0, dropped: Int = 0, inserted: String = "") {
    self.line = line
    self.length = length
    self.behind = behind
    self.dropped = dropped
    self.inserted = inserted
  }

  /// The edit that turns one draft into another; nil if more than the text differs.
  public init?(from old: Draft, to new: Draft) {
    guard old.at == new.at, old.question == new.question, old.editing == new.editing,
      old.unknown == new.unknown
    else { return nil }
    let (before, after) = (Array(old.text.utf8), Array(new.text.utf8))
    let shorter = min(before.count, after.count)
    var start = 0
    while start < shorter, before[start] == after[start] { start += 1 }
    while start > 0, before.isInside(start) || after.isInside(start) { start -= 1 }
    var behind = 0
    while behind < shorter - start, before[before.count - 1 - behind] == after[after.count - 1 - behind] {
      behind += 1
    }
    while behind > 0, before.isInside(before.count - behind) || after.isInside(after.count - behind) {
      behind -= 1
    }
    self.init(
      line: old.at, length: before.count, behind: behind, dropped: before.count - start - behind,
      inserted: String(decoding: after[start..<after.count - behind], as: UTF8.self))
  }

  /// The text that a draft has after it; nil if it is another line, or one that was not like that.
  func text(of draft: Draft) -> String? {
    let bytes = Array(draft.text.utf8)
    guard draft.at == line, bytes.count == length, behind >= 0, dropped >= 0, behind <= length,
      dropped <= length - behind
    else { return nil }
    let end = length - behind
    let start = end - dropped
    guard !bytes.isInside(start), !bytes.isInside(end) else { return nil }
    return String(decoding: bytes[..<start] + Array(inserted.utf8) + bytes[end...], as: UTF8.self)
  }
}

extension [UInt8] {
  /// A place in the middle of a character (Unicode scalar).
  fileprivate func isInside(_ place: Int) -> Bool { place < count && self[place] & 0xC0 == 0x80 }
}
