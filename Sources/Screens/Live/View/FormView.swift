internal import Facilitation
internal import Interview
internal import Text
internal import TextScreen

extension RecordingScreen {
  /// The form that is filled in: what was answered, what is asked, and how.
  func formRows(_ form: Form, _ layout: RecordingLayout) -> [Row] {
    guard let step = form.step else { return [] }
    let ask = askRows(step, layout)
    let middle = layout[.middle].count
    guard middle > ask.count + 1 else { return ask }
    var rows = [formTitle(form, step, layout)]
    let room = middle - rows.count - ask.count - 1
    if step.seat != nil {
      rows += sheetRows(step, layout, height: room)
    } else {
      rows += fieldRows(form, layout, height: room)
    }
    rows.append(Row(width: layout.columns))
    return rows + ask
  }

  private func formTitle(_ form: Form, _ step: Form.Step, _ layout: RecordingLayout) -> Row {
    let place = "\(form.position + 1) of \(form.steps.count)"
    let isArrival = step.seat != nil
    let isLong = layout.columns >= 78 && session.begunAt == nil
    return rule(
      layout, isArrival ? "arrival: one by one, not in front of the group" : form.title,
      isLong ? "\(place), /begin any time" : place, role: .title)
  }

  /// What is asked now, with what may be answered.
  private func askRows(_ step: Form.Step, _ layout: RecordingLayout) -> [Row] {
    func lines(_ text: String, _ role: Role) -> [Row] {
      wrapped(text, width: max(1, layout.columns - 2), breakingWords: true).map { line in
        var row = Row(width: layout.columns)
        row.add(" ")
        row.add(line, role)
        return row
      }
    }
    var rows = lines(Form.ask(step, in: session), .title)
    let choices = Form.choices(step, in: session)
    if !choices.isEmpty {
      let numbered = choices.enumerated().map { "\($0 + 1) \($1)" }
      rows += lines(numbered.joined(separator: " · "), .text)
    }
    if let value = Form.value(of: step, in: session) {
      rows += lines("now: \(value) · Enter keeps it", .hint)
    } else if let remembered = step.remembered {
      rows += lines("Enter takes: \(remembered)", .hint)
    } else if !Form.ask(step, in: session).contains("Enter") {
      rows += lines("Enter leaves it open", .hint)
    }
    return rows
  }

  /// Fields below each other, the one that is asked among them.
  private func fieldRows(_ form: Form, _ layout: RecordingLayout, height: Int) -> [Row] {
    let steps = form.steps.indices.filter { form.steps[$0].seat == nil }
    let place = steps.firstIndex(of: form.position) ?? 0
    let first = max(0, min(place - height / 2, steps.count - height))
    return steps.dropFirst(first).prefix(max(0, height)).map { index in
      var row = Row(width: layout.columns)
      let isAsked = index == form.position
      let step = form.steps[index]
      row.add(isAsked ? " ▸ " : "   ", .current)
      let name = Form.name(of: step)
      row.add(padded(name, to: 18) + " ", isAsked ? .title : .text)
      if let value = Form.value(of: step, in: session) {
        row.add(value, .done)
      } else if index < form.position, step != .practice {
        row.add("left open", .faint)
      }
      return row
    }
  }

  /// Participants below each other: consent per purpose, then attributes.
  private func sheetRows(_ step: Form.Step, _ layout: RecordingLayout, height: Int) -> [Row] {
    let purposes = ConsentPurpose.allCases
    let attributes = session.protocol.attributes
    let names = purposes.map { layout.columns >= 60 ? $0.shortName : String($0.rawValue.prefix(2)) }
    let lead = 6 + names.reduce(0) { $0 + $1.count + 2 }
    let column = max(4, min(14, (layout.columns - lead) / max(1, attributes.count)))
    var head = Row(width: layout.columns)
    head.add("      ")
    for name in names { head.add(name + "  ", .faint) }
    for attribute in attributes { head.add(cell(attribute.id, column), .faint) }
    let people = session.participants
    let place = people.firstIndex { $0.seat == step.seat } ?? 0
    let room = max(1, height - 1)
    let first = max(0, min(place - room / 2, people.count - room))
    let rows = people.dropFirst(first).prefix(room).map { person -> Row in
      var row = Row(width: layout.columns)
      row.add(person.seat == step.seat ? " ▸ " : "   ", .current)
      row.add(padded(person.id, to: 3), .speaker)
      for (purpose, name) in zip(purposes, names) {
        let answer = person.consent[purpose]?.answer
        let sign = answer == .yes ? "✓" : answer == .no ? "no" : answer == .unknown ? "?" : "·"
        let isAsked = step == .consent(person.seat, purpose)
        let role: Role = isAsked ? .current : answer == .yes ? .done : .text
        row.add(cell(isAsked ? "[\(sign)]" : sign, name.count + 2), role)
      }
      for attribute in attributes {
        let isAsked = step == .attribute(person.seat, attribute)
        let value = person.attributes[attribute.id] ?? "·"
        row.add(cell(isAsked ? "[\(value)]" : value, column), isAsked ? .current : .text)
      }
      return row
    }
    return [head] + rows
  }
}

extension ConsentPurpose {
  /// For the head of a column.
  fileprivate var shortName: String {
    switch self {
    case .part, .quote: return rawValue
    case .recording: return "rec"
    case .archive: return "arch"
    case .contact: return "cont"
    }
  }
}

/// A text in so many columns, the last of them empty.
private func cell(_ text: String, _ columns: Int) -> String {
  var row = Row(width: max(1, columns - 1))
  row.add(text)
  return padded(row.text, to: columns)
}

extension Form {
  /// A step in a word or two.
  static func name(of step: Step) -> String {
    switch step {
    case .field(let id, _, _, _): return id
    case .practice: return "practice line"
    case .participants: return "participants"
    case .consent(let seat, let purpose): return "P\(seat) \(purpose.rawValue)"
    case .attribute(let seat, let attribute): return "P\(seat) \(attribute.id)"
    case .gap: return "gap"
    }
  }
}
