internal import Facilitation
internal import Interview
internal import Text
internal import TextScreen

/// What had happened by a time, the last at the bottom: notes as they read then, and what happened between them. Only
/// what is visible is laid out.
struct ReplayList {
  let replay: Replay
  let columns: Int

  /// How much there is to list; with a filter, only notes are.
  var count: Int {
    replay.filter.isEmpty ? replay.timeline.listedCount(at: replay.position) : replay.admittedCount
  }

  /// The latest that fit, or those around the note that is looked at.
  func rows(_ height: Int) -> [Row] {
    guard height > 0 else { return [] }
    // Of a note that does not fit, who and when stands there.
    return stacked(upTo: last(height), width: columns, height: height) { place, most in
      Array(entry(place, most: most).prefix(most))
    }
  }

  /// The last entry that is shown: a little after the note that is looked at, if another was entered at once with it.
  private func last(_ height: Int) -> Int {
    let end = count - 1
    guard let selected = replay.selected else { return end }
    if !replay.filter.isEmpty { return min(end, replay.admitted.firstPlace { $0 < selected } + height / 3) }
    let timeline = replay.timeline
    let note = timeline.arrivals[selected]
    var place = end
    while place > 0, timeline.moments[timeline.listed[place]].note != note { place -= 1 }
    return min(end, place + height / 3)
  }

  /// The rows of an entry, as far as there is room for them.
  private func entry(_ place: Int, most: Int) -> [Row] {
    let timeline = replay.timeline
    guard replay.filter.isEmpty else {
      return rows(ofNote: timeline.arrivals[replay.admitted[place]], most: most)
    }
    let moment = timeline.moments[timeline.listed[place]]
    if let note = moment.note { return rows(ofNote: note, most: most) }
    var row = Row(width: columns)
    let clock = timeline.session.clock(moment.at)
    row.add(
      "     " + (columns < 60 && clock.hasPrefix("00:") ? String(clock.dropFirst(3)) : clock) + "  ", .faint)
    row.add("── ", .faint)
    row.add(MomentLine(timeline: timeline, moment: moment).words, isWarning(moment) ? .warning : .faint)
    return [row]
  }

  private func isWarning(_ moment: Moment) -> Bool {
    switch moment.kind {
    case .pause(let index): replay.session.pauses[index].unrecorded
    case .offRecord: true
    case .begun, .ended, .visit, .pauseOver, .offRecordOver, .audio, .audioOver, .came, .went, .outcome,
      .probe,
      .summary, .note, .edit, .asked, .stance:
      false
    }
  }

  private func rows(ofNote index: Int, most: Int) -> [Row] {
    let timeline = replay.timeline
    guard let (note, edits) = timeline.reading(of: index, at: replay.position) else { return [] }
    let stances = timeline.stances(on: note, at: replay.position)
    let isLookedAt = replay.current.map { timeline.arrivals[$0] == index } ?? false
    var shown = ScreenNote(note, in: timeline.session, stances: stances)
    shown.withAudio = true
    let whole = timeline.session.notes[index]
    shown.isEditedLater = whole.revisions.indices.dropFirst(edits).contains {
      whole.kind(ofEdit: $0) == .reworded
    }
    var rows = shown.rows(
      width: columns, isPending: false, isSelected: false, withQuestion: true)
    if isLookedAt, let first = rows.first { rows[0] = marked(first) }
    if isHit(index), let first = rows.first { rows[0] = marked(first, with: isLookedAt ? "▸" : "◆") }
    for line in replay.layers.lines(on: note) where rows.count < most {
      let lines = wrapped(
        line, width: max(1, columns - 19), breakingWords: true, most: most - rows.count)
      for (part, text) in lines.enumerated() {
        var row = Row(width: columns)
        row.skip(to: min(16, columns / 4))
        row.add((part == 0 ? "↳ " : "  ") + text, .code)
        rows.append(row)
      }
    }
    return rows
  }

  /// A row whose first column is a sign.
  private func marked(_ row: Row, with sign: String = "▸") -> Row {
    var marked = Row(width: row.width)
    marked.add(sign, .current)
    var isFirst = true
    for span in row.spans {
      marked.add(isFirst ? String(span.text.dropFirst()) : span.text, span.role)
      isFirst = false
    }
    return marked
  }

  private func isHit(_ index: Int) -> Bool {
    replay.timeline.arrival(of: index).map(replay.hits.holds(rising:)) ?? false
  }
}
