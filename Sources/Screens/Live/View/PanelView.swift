internal import Facilitation
internal import Interview
internal import TextScreen

/// A panel that stands over question and notes.
struct PanelView {
  let panel: RecordingPanel
  let entries: PanelEntries
  let columns: Int

  func rows(_ height: Int) -> [Row] {
    if let reading = panel.reading { return reading.rows(width: columns, height: height) }
    let room = max(0, height - 1)
    if case .paste = panel.kind {
      return [titleRule(columns, "pasted: \(panel.pasted.lines) lines")] + pasted(room)
    }
    return [titleRule(columns, panel.kind.title)] + listed(room)
  }

  private func listed(_ height: Int) -> [Row] {
    let list = entries.list(of: panel)
    guard !list.isEmpty else { return [empty] }
    return panel.choices.rows(of: list.count, width: columns, height: height, marksMore: true) { place, row in
      let entry = list[place]
      var end = Row(width: columns)
      end.add(entry.action ?? "", .hint)
      var words = Row(width: max(0, row.left - end.columns))
      for (text, role) in entry.row() { words.add(text, role) }
      row.add(words)
      row.add(end)
    }
  }

  /// The beginning of a pasted block.
  private func pasted(_ height: Int) -> [Row] {
    let block = panel.pasted
    let rows = block.first.prefix(height).map { line in
      var row = Row(width: columns)
      row.add(" ")
      row.add(line)
      return row
    }
    return marked(rows, more: block.first.count > height ? 1 : 0)
  }

  private var empty: Row {
    var row = Row(width: columns)
    switch panel.kind {
    case .find where panel.line.isEmpty:
      row.add(" type words: notes that hold all of them are listed", .faint)
    case .find:
      let isWhole = entries.searchedWhileTyping.count == entries.session.notes.count
      row.add(isWhole ? " nothing found" : " not in the latest notes; Enter searches all", .faint)
    case .people: row.add(" nobody yet; type in 1 and Enter", .faint)
    case .checklist: row.add(" nothing is open", .done)
    default: row.add(" nothing fits", .faint)
    }
    return row
  }
}
