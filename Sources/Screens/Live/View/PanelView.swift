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
      let laid = lines.flatMap { text -> [Row] in
        let parts = wrapped(text, width: max(1, layout.columns - 4), breakingWords: true)
        return (parts.isEmpty ? [""] : parts).enumerated().map { index, part in
          var row = Row(width: layout.columns)
          row.add(index == 0 ? " " : "   ")
          row.add(part)
          return row
        }
      }
      rows += window(laid, first: min(panel.top, max(0, laid.count - room)), height: room, layout)
    case .paste(let block, _):
      let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
      rows += window(
        lines.prefix(room + 1).map { line in
          var row = Row(width: layout.columns)
          row.add(" ")
          row.add(String(line.prefix(layout.columns * 2)))
          return row
        }, first: 0, height: room, layout)
    case .goTo, .find, .people, .checklist:
      let entries = entries()
      let laid = entries.enumerated().map { index, entry -> Row in
        var row = Row(width: layout.columns)
        row.add(index == panel.choice ? " ▸ " : "   ", .current)
        for (text, role) in entry.row { row.add(text, role) }
        return index == panel.choice ? row.whole(.current) : row
      }
      let first = max(0, min(panel.choice - room / 2, laid.count - room))
      rows += laid.isEmpty ? [empty(panel, layout)] : window(laid, first: first, height: room, layout)
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

  /// As many rows as fit, with a sign where there are more.
  private func window(_ rows: [Row], first: Int, height: Int, _ layout: ScreenLayout) -> [Row] {
    var shown = Array(rows.dropFirst(first).prefix(height))
    let below = rows.count - first - shown.count
    if below > 0, !shown.isEmpty {
      var more = Row(width: layout.columns)
      more.add("   … \(below + 1) more", .hint)
      shown[shown.count - 1] = more
    }
    return shown
  }
}
