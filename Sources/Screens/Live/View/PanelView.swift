internal import Facilitation
internal import Interview
internal import TextScreen

extension RecordingScreen {
  /// The panel that stands over question and notes.
  func panelRows(_ panel: Panel, _ layout: RecordingLayout) -> [Row] {
    let height = layout[.middle].count
    var rows = [rule(layout, title(of: panel), "Esc closes", role: .title)]
    let room = max(0, height - 1)
    switch panel.kind {
    case .reading(_, let lines), .confirm(_, let lines), .summary(let lines):
      rows += ReadingLines(lines, width: layout.columns).rows(from: panel.top, height: room)
    case .paste: rows += pasteRows(panel.pasted, layout, height: room)
    case .goTo, .find, .people, .checklist:
      let entries = entries()
      guard !entries.isEmpty else { return rows + [empty(panel, layout)] }
      let first = max(0, min(panel.choice - room / 2, entries.count - room))
      rows += windowed(entries.count, first: first, height: room) { index in
        var row = Row(width: layout.columns)
        row.add(index == panel.choice ? " ▸ " : "   ", .current)
        for (text, role) in entries[index].row() { row.add(text, role) }
        return index == panel.choice ? row.whole(.current) : row
      }
    }
    return rows
  }

  /// The beginning of a pasted block.
  private func pasteRows(_ block: PastedBlock, _ layout: RecordingLayout, height: Int) -> [Row] {
    windowed(min(block.first.count, height + 1), first: 0, height: height) { index in
      var row = Row(width: layout.columns)
      row.add(" ")
      row.add(block.first[index])
      return row
    }
  }

  private func empty(_ panel: Panel, _ layout: RecordingLayout) -> Row {
    var row = Row(width: layout.columns)
    switch panel.kind {
    case .find where panel.line.editor.isEmpty:
      row.add(" type words: notes that hold all of them are listed", .faint)
    case .find:
      let isWhole = searchedWhileTyping.count == session.notes.count
      row.add(isWhole ? " nothing found" : " not in the latest notes; Enter searches all", .faint)
    case .people: row.add(" nobody yet; type in 1 and Enter", .faint)
    case .checklist: row.add(" nothing is open", .done)
    default: row.add(" nothing fits", .faint)
    }
    return row
  }

  private func title(of panel: Panel) -> String {
    switch panel.kind {
    case .goTo: return "go to a question"
    case .find: return "find in the notes"
    case .people: return "participants"
    case .checklist: return "before the people go"
    case .reading(let title, _): return title
    case .paste: return "pasted: \(panel.pasted.lines) lines"
    case .confirm(let command, _): return command
    case .summary: return "the oral summary"
    }
  }
}
