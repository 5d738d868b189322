/// Whom note-takers may practise on: a group that was made up, or people who all said yes to being archived for others.
/// Every rehearsal asks here.
extension Session {
  /// Why nobody may practise on it; nil if one may.
  public var rehearsalObstacle: RehearsalObstacle? {
    guard !Session.isFictional(id: id, title: title) else { return nil }
    guard !participants.isEmpty else { return .nobodyAsked }
    let withdrawn = participants.filter { $0.withdrawn != nil }.map(\.seat)
    guard withdrawn.isEmpty else { return .withdrew(withdrawn) }
    let others = participants.filter { $0.consents(to: .archive) != .yes }.map(\.seat)
    guard others.isEmpty else { return .notArchived(others) }
    let unknown = seatsOfNobody.map(\.seat)
    return unknown.isEmpty ? nil : .notEntered(unknown)
  }

  /// A group that never met: its team says so in the title, `(fictional)`, and its id begins with `sample-`.
  public static func isFictional(id: String, title: String) -> Bool {
    id.hasPrefix("sample-") && title.lowercased().contains("(fictional)")
  }
}

/// Why nobody may practise on a session.
public enum RehearsalObstacle: Equatable, Sendable {
  /// Nobody is entered who could have said yes.
  case nobodyAsked
  /// These did not say yes to being archived.
  case notArchived([Seat])
  /// These have withdrawn.
  case withdrew([Seat])
  /// These are noted for saying or showing something, and nobody is entered for them who could have said yes.
  case notEntered([Seat])

  /// What stands in the way, as a clause: `P3 has withdrawn`.
  public var words: String {
    func people(_ seats: [Seat]) -> String { seats.map { "P\($0)" }.joined(separator: ", ") }
    switch self {
    case .nobodyAsked: return "no participant is entered who could have said yes to it"
    case .notArchived(let seats): return "archive is not yes for \(people(seats))"
    case .withdrew(let seats): return "\(people(seats)) withdrew"
    case .notEntered(let seats): return "nobody is entered as \(people(seats)), which notes name"
    }
  }
}
