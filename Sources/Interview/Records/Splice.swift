/// Some elements of a list are replaced by others.
///
/// The place is counted from the list's end, where lists grow: nothing stands behind what is appended, however long the
/// list has become. So the size of a change does not depend on the length of what it changes.
public struct Splice<Element: Equatable & Sendable>: Equatable, Sendable {
  /// How many elements behind the place stay.
  public var behind: Int
  /// How many elements before those go.
  public var dropped: Int
  /// What comes in their place.
  public var inserted: [Element]

  /// Appends, unless told where.
  public init(behind: Int = 0, dropped: Int = 0, inserted: [Element] = []) {
    self.behind = behind
    self.dropped = dropped
    self.inserted = inserted
  }

  /// The splice that turns one list into another; nil if they are the same.
  public init?(from old: [Element], to new: [Element]) {
    guard old != new else { return nil }
    let shorter = min(old.count, new.count)
    var before = 0
    while before < shorter, old[before] == new[before] { before += 1 }
    var behind = 0
    while behind < shorter - before, old[old.count - 1 - behind] == new[new.count - 1 - behind] {
      behind += 1
    }
    self.init(
      behind: behind, dropped: old.count - before - behind, inserted: Array(new[before..<new.count - behind]))
  }

  /// Changes a list.
  ///
  /// - Returns: what takes it back; nil if the list has not so many elements, and stays as it is.
  func apply(to list: inout [Element]) -> Splice? {
    guard behind >= 0, dropped >= 0, behind <= list.count, dropped <= list.count - behind else { return nil }
    let end = list.count - behind
    let gone = Array(list[end - dropped..<end])
    list.replaceSubrange(end - dropped..<end, with: inserted)
    return Splice(behind: behind, dropped: inserted.count, inserted: gone)
  }
}
