internal import Interview
internal import TextScreen

extension RecordingScreen {
  /// The panel that stands over question and notes.
  func panelRows(_ panel: Panel, _ layout: ScreenLayout) -> [Row] {
    let height = layout.middle
    var rows = [rule(layout, title(of: panel), "Esc closes", role: .title)]
    let room = max(0, height - 1)
    switch panel.kind {
    case .reading(_, let lines), .confirm(_, let lines), .summary(let lines):
      let laid = readingRows(lines, width: layout.columns)
      rows += windowed(laid, first: min(panel.top, max(0, laid.count - room)), height: room)
    case .paste(let block, _):
      let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
      rows += windowed(
        lines.prefix(room + 1).map { line in
          var row = Row(width: layout.columns)
          row.add(" ")
          row.add(String(line.prefix(layout.columns * 2)))
          return row
        }, first: 0, height: room)
    case .goTo, .find, .people, .checklist:
      let entries = entries()
      let laid = entries.enumerated().map { index, entry -> Row in
        var row = Row(width: layout.columns)
        row.add(index == panel.choice ? " ▸ " : "   ", .current)
        for (text, role) in entry.row { row.add(text, role) }
        return index == panel.choice ? row.whole(.current) : row
      }
      let first = max(0, min(panel.choice - room / 2, laid.count - room))
      rows += laid.isEmpty ? [empty(panel, layout)] : windowed(laid, first: first, height: room)
    }
    return rows
  }

  private func empty(_ panel: Panel, _ layout: ScreenLayout) -> Row {
    var row = Row(width: layout.columns)
    switch panel.kind {
    case .find where panel.line.editor.isEmpty:
      row.add(" type words: notes that hold all of them are listed", .faint)
    case .find:
      let isWhole = session.notes.count <= RecordingScreen.searchedWhileTyping
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
    case .paste(let block, _): return "pasted: \(block.split(separator: "\n").count) lines"
    case .confirm(let command, _): return command
    case .summary: return "the oral summary"
    }
  }
}
