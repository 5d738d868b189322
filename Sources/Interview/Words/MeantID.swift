/// Which of some ids a name means. An id itself always wins, then one that differs in nothing but case, then the only one
/// that begins like the name.
public enum MeantID: Equatable, Sendable {
  /// This one, of the list with this place.
  case one(String, list: Int)
  /// Any of these: by list, and sorted in each.
  case several([String])
  /// None of them.
  case none

  /// - Parameters:
  ///   - name: as it was typed; an empty one means nothing.
  ///   - lists: ids of one kind each. Where a name fits as well in a later list, the earlier is meant.
  public init(_ name: String, among lists: [String]...) {
    let wanted = name.lowercased()
    guard !wanted.isEmpty else {
      self = .none
      return
    }
    self =
      MeantID.first(lists) { $0 == name } ?? MeantID.first(lists) { $0.lowercased() == wanted }
      ?? MeantID.first(lists) { $0.lowercased().hasPrefix(wanted) } ?? .none
  }

  /// What fits in the first list in which anything does; nil if nothing does. If that is more than one, those of later
  /// lists could be meant as well.
  private static func first(_ lists: [[String]], _ fits: (String) -> Bool) -> MeantID? {
    for (place, ids) in lists.enumerated() {
      let found = Set(ids.filter(fits))
      if found.count == 1, let only = found.first { return .one(only, list: place) }
      guard found.isEmpty else {
        return .several(found.sorted() + lists[(place + 1)...].flatMap { Set($0.filter(fits)).sorted() })
      }
    }
    return nil
  }
}
