internal import Facilitation
internal import Interview
internal import TextScreen

/// The columns of the sessions, from a width alone: what there is no room for stands below the list.
struct HomeTable {
  private enum Width {
    case narrow, middle, wide
  }

  let columns: Int
  private let width: Width

  init(columns: Int) {
    self.columns = columns
    width = columns >= 92 ? .wide : columns >= 60 ? .middle : .narrow
  }

  private var gap: Int { width == .narrow ? 1 : 2 }
  private var reviews: Int { width == .wide ? 14 : 4 }

  /// Names of columns, and how wide each is; the session's id and its reviews are not among them.
  private var fixed: [(name: String, width: Int)] {
    let start = [("STATUS", 8), ("DATE", width == .wide ? 16 : 10), ("GROUP", 6), ("IN", 2)]
    return start + (width == .narrow ? [("NOTES", 5)] : [("IN ROOM", 7), ("NOTES", 5)])
  }

  /// The names of the columns.
  func heading() -> Row {
    var row = Row(width: columns)
    row.add("   ", .title)
    for (index, column) in fixed.enumerated() {
      let isNumber = index >= 4
      add(column.name, .title, to: &row, width: column.width, isNumber: isNumber)
    }
    guard width != .narrow else { return row }
    addID("SESSION", .title, width == .wide ? "REVIEWED BY" : "REV", .title, to: &row)
    return row
  }

  /// A session.
  func row(_ session: HomeSession, isChosen: Bool) -> Row {
    var row = ChoiceList.row(columns, isChosen: isChosen)
    switch session.content {
    case .unread:
      add("…", .faint, to: &row, width: 8)
      row.add(session.id)
    case .faulty(let error):
      add("faulty", .warning, to: &row, width: 8)
      row.add(error.contains(session.id) ? error : "\(session.id): \(error)")
    case .read(let heading): fill(&row, session, heading)
    }
    return isChosen ? row.whole(.current) : row
  }

  private func fill(_ row: inout Row, _ session: HomeSession, _ heading: HomeSession.Heading) {
    let found = heading.session
    let begun = found.begun.civil
    add(heading.standing.inShort, HomeTable.role(heading.standing), to: &row, width: 8)
    add(
      width == .wide ? "\(begun.date) \(begun.timeOfDay)" : begun.date, .text, to: &row, width: fixed[1].width
    )
    add(found.group.code ?? "", .speaker, to: &row, width: 6)
    add(found.group.country ?? "", .text, to: &row, width: 2)
    if width != .narrow { add(HomeTable.length(found.length), .text, to: &row, width: 7, isNumber: true) }
    add(String(found.notes), .text, to: &row, width: 5, isNumber: true)
    guard width != .narrow else { return }
    let names = session.reviewers
    let reviews =
      names.isEmpty ? "" : width == .wide ? names.joined(separator: ", ") : String(names.count)
    let copies =
      session.copies.isEmpty ? "" : " + \(session.copies.count) cop\(session.copies.count == 1 ? "y" : "ies")"
    addID((session.original == nil ? "" : "  ") + session.id + copies, .text, reviews, .faint, to: &row)
  }

  /// A cell of a width, and the gap behind it.
  private func add(_ text: String, _ role: Role, to row: inout Row, width: Int, isNumber: Bool = false) {
    let start = row.columns
    var cell = Row(width: width)
    cell.add(text, role)
    if isNumber { row.skip(to: start + width - cell.columns) }
    row.add(cell)
    row.skip(to: start + width + gap)
  }

  /// The id in what is left, and the reviews at the end.
  private func addID(_ id: String, _ role: Role, _ reviews: String, _ faint: Role, to row: inout Row) {
    var cell = Row(width: max(0, row.left - self.reviews - gap))
    cell.add(id, role)
    row.add(cell)
    row.skip(to: columns - self.reviews)
    row.add(reviews, faint)
  }

  private static func role(_ standing: SessionStanding) -> Role {
    switch standing {
    case .open, .ended, .copy: return .text
    case .finished: return .done
    case .running: return .notice
    case .cutOff, .cutOffDamaged, .damaged, .elsewhere: return .warning
    }
  }

  private static func length(_ milliseconds: Int) -> String {
    let minutes = milliseconds / 60_000
    return minutes < 1000 ? "\(minutes) min" : "\(minutes / 60) h"
  }
}
