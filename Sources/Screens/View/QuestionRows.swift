internal import Facilitation
internal import Interview
internal import Text
internal import TextScreen

/// The rows of the question under discussion. To word and to wrap a question takes longer than all else on a screen, so
/// that it is done once and kept for as long as it comes out the same.
struct QuestionRows: Sendable {
  /// All that the words and their lines depend on within one session.
  private struct Key: Equatable {
    let question: QuestionID
    let next: QuestionID?
    let group: Group
    let probes: [ProbeMark]
    let columns: Int
  }

  private var key: Key?
  private var worded: WordedQuestion?
  private var below: [Row] = []

  /// Title, text, probes, materials, what is for the facilitator only; nil before the first question.
  mutating func rows(of view: CourseView) -> [Row]? {
    let session = view.session
    guard let id = session.currentQuestion, let question = session.protocol.question(id) else { return nil }
    let key = Key(
      question: id, next: session.nextQuestion?.id, group: session.group,
      probes: session.probes.filter { $0.question == id }, columns: view.columns)
    if let worded, key == self.key { return [view.titleRow(question, worded)] + below }
    let worded = session.wording(of: question)
    below = view.rows(below: question, worded)
    self.key = key
    self.worded = worded
    return [view.titleRow(question, worded)] + below
  }
}

extension CourseView {
  fileprivate func rows(below question: Question, _ worded: WordedQuestion) -> [Row] {
    let width = min(columns - 2, 110)
    // What is read out stands out.
    var rows = block(worded.ask, " ", .notice, width: width)
    rows += probeRows(question, worded)
    for material in worded.materials {
      rows += block("show: \(material)", "   ", .text, width: width)
    }
    if let note = worded.note { rows += block("for you only: \(note)", "   ", .text, width: width) }
    if let next = session.nextQuestion {
      for material in session.wording(of: next).materials {
        rows += block("get ready for \(next.id): \(material)", "   ", .faint, width: width)
      }
    }
    return rows
  }

  fileprivate func titleRow(_ question: Question, _ worded: WordedQuestion) -> Row {
    var row = Row(width: columns)
    row.add(" \(question.id) ", .title)
    if question.must { row.add("★ ", .must) }
    row.add(worded.title, .title)
    var end = Row(width: columns)
    if isWide {
      let round = session.goesRound(on: question) ? "go round" : nil
      var facts = [worded.section, question.kind.words, round].compactMap { $0 }
      if session.outcome(of: question.id)?.wording == .adapted { facts.append("in other words") }
      end.add(facts.joined(separator: " · ") + " ", .faint)
    }
    let spent = session.time(on: question.id, at: time)
    let planned = session.planned(question)
    let clock = "\(minutesText(milliseconds: spent)) / \(minutesText(milliseconds: planned))"
    if spent > planned {
      end.add(" \(clock) over ", .warning)
    } else if !isWide {
      end.add(" \(clock) ", .faint)
    }
    if row.columns + end.columns + 2 <= columns { row.addAtEnd(end) }
    return row
  }

  /// A text in lines below each other.
  func block(_ text: String, _ indent: String, _ role: Role, width: Int? = nil) -> [Row] {
    wrapped(text, width: max(1, (width ?? columns - 2) - indent.count), breakingWords: true).map { line in
      var row = Row(width: columns)
      row.add(indent)
      row.add(line, role)
      return row
    }
  }

  /// Probes with how each stands: in two columns where all fit, else below each other.
  private func probeRows(_ question: Question, _ worded: WordedQuestion) -> [Row] {
    let probes = worded.probes.enumerated().map { index, probe -> (text: String, role: Role) in
      let use = session.use(of: probe.id, on: question.id)
      let mark = use == .asked ? "✓" : use == .unprompted ? "u" : "·"
      return ("\(index + 1) \(mark) \(probe.ask)", use == .none ? .text : .faint)
    }
    let half = columns / 2
    let fits = probes.allSatisfy { DisplayWidth.of($0.text) <= half - 5 }
    guard fits, columns >= 60, probes.count > 1 else {
      return probes.flatMap { block($0.text, "   ", $0.role, width: columns - 2) }
    }
    let height = (probes.count + 1) / 2
    return (0..<height).map { index in
      var row = Row(width: columns)
      row.add("   ")
      row.add(probes[index].text, probes[index].role)
      if index + height < probes.count {
        row.skip(to: half + 2)
        row.add(probes[index + height].text, probes[index + height].role)
      }
      return row
    }
  }
}

/// A question, as far as there is room for it.
struct QuestionBlock {
  /// All of it.
  let rows: [Row]

  /// The first rows; the last says how many there are no rows for.
  func rows(atMost height: Int) -> [Row] {
    guard rows.count > height, height > 1, let last = rows.first else { return Array(rows.prefix(height)) }
    var sign = Row(width: last.width)
    sign.add("   … \(rows.count - height + 1) more lines: /question", .hint)
    return rows.prefix(height - 1) + [sign]
  }
}
