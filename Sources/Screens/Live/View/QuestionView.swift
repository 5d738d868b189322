internal import Interview
internal import TextScreen

extension RecordingScreen {
  /// The question under discussion: title, text, probes, materials, what is for the facilitator only.
  func questionRows(_ layout: ScreenLayout) -> [Row] {
    guard session.endedAt == nil else { return endedRows(layout) }
    guard let id = session.currentQuestion, let question = session.protocol.question(id) else {
      return beforeRows(layout)
    }
    let worded = session.wording(of: question)
    var rows = [titleRow(question, worded, layout)]
    let width = min(layout.columns - 2, 110)
    // What is read out stands out.
    rows += block(worded.ask, " ", .notice, width: width, layout)
    rows += probeRows(question, worded, layout)
    for material in worded.materials {
      rows += block("show: \(material)", "   ", .text, width: width, layout)
    }
    if let note = worded.note { rows += block("for you only: \(note)", "   ", .text, width: width, layout) }
    if let next = session.nextQuestion {
      for material in session.wording(of: next).materials {
        rows += block("get ready for \(next.id): \(material)", "   ", .faint, width: width, layout)
      }
    }
    return rows
  }

  private func titleRow(_ question: Question, _ worded: WordedQuestion, _ layout: ScreenLayout) -> Row {
    var row = Row(width: layout.columns)
    row.add(" \(question.id) ", .title)
    if question.must { row.add("★ ", .must) }
    row.add(worded.title, .title)
    var end = Row(width: layout.columns)
    if layout.kind == .full {
      let kind = question.kind == .key ? "key question" : question.kind.rawValue
      var facts = [worded.section, kind, question.round ? "go round" : nil].compactMap { $0 }
      if session.outcome(of: question.id)?.wording == .adapted { facts.append("in other words") }
      end.add(facts.joined(separator: " · ") + " ", .faint)
    }
    let spent = session.time(on: question.id, at: tick.offset)
    let planned = session.planned(question)
    let clock = "\(minutesText(milliseconds: spent)) / \(minutesText(milliseconds: planned))"
    if spent > planned {
      end.add(" \(clock) over ", .warning)
    } else if layout.kind != .full {
      end.add(" \(clock) ", .faint)
    }
    if row.columns + end.columns + 2 <= layout.columns { row.addAtEnd(end) }
    return row
  }

  private func block(
    _ text: String, _ indent: String, _ role: Role, width: Int, _ layout: ScreenLayout
  ) -> [Row] {
    wrapped(text, width: max(1, width - indent.count), breakingWords: true).map { line in
      var row = Row(width: layout.columns)
      row.add(indent)
      row.add(line, role)
      return row
    }
  }

  /// Probes with how each stands: in two columns where all fit, else below each other.
  private func probeRows(_ question: Question, _ worded: WordedQuestion, _ layout: ScreenLayout) -> [Row] {
    let probes = worded.probes.enumerated().map { index, probe -> (text: String, role: Role) in
      let use = session.use(of: probe.id, on: question.id)
      let mark = use == .asked ? "✓" : use == .unprompted ? "u" : "·"
      return ("\(index + 1) \(mark) \(probe.ask)", use == .none ? .text : .faint)
    }
    let half = layout.columns / 2
    let fits = probes.allSatisfy { DisplayWidth.of($0.text) <= half - 5 }
    guard fits, layout.columns >= 60, probes.count > 1 else {
      return probes.flatMap { block($0.text, "   ", $0.role, width: layout.columns - 2, layout) }
    }
    let height = (probes.count + 1) / 2
    return (0..<height).map { index in
      var row = Row(width: layout.columns)
      row.add("   ")
      row.add(probes[index].text, probes[index].role)
      if index + height < probes.count {
        row.skip(to: half + 2)
        row.add(probes[index + height].text, probes[index + height].role)
      }
      return row
    }
  }

  private func beforeRows(_ layout: ScreenLayout) -> [Row] {
    let count = session.participants.count
    var lines = ["\(session.title)", ""]
    lines.append(
      "\(counted(session.protocol.questions.count, "question")), \(session.plannedLength / 60_000) minutes; "
        + (count == 0 ? "participants are added as they come: /in 1" : counted(count, "participant")))
    lines.append("When people have arrived and consented: /begin starts the clock.")
    return lines.enumerated().flatMap { index, text in
      text.isEmpty
        ? [Row(width: layout.columns)]
        : block(text, " ", index == 0 ? .title : .text, width: layout.columns - 2, layout)
    }
  }

  private func endedRows(_ layout: ScreenLayout) -> [Row] {
    let length = session.clock(session.endedAt?.offset ?? tick.offset)
    let isFinished = session.status == .finished
    return block(
      isFinished ? "The session is finished." : "The group has ended after \(length).", " ", .title,
      width: layout.columns - 2, layout)
      + block(
        isFinished
          ? "What is noted now counts as added afterwards."
          : "What you still remember can be noted. /finish closes the session; ^Q or /leave keeps it for later.",
        " ", .text, width: layout.columns - 2, layout)
  }
}
