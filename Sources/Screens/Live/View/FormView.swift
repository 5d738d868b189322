internal import Facilitation
internal import Interview
internal import Text
internal import TextScreen

/// The form that is filled in: what was answered, what is asked, and how.
struct FormView {
  let form: Form
  let session: Session
  let columns: Int

  /// Nothing when the form is done.
  func rows(_ height: Int) -> [Row] {
    guard let step = form.step else { return [] }
    let ask = askRows(step)
    guard height > ask.count + 1 else { return ask }
    let room = height - ask.count - 2
    let answered = step.seat == nil ? fieldRows(room) : sheetRows(step, height: room)
    return [title(step)] + answered + [Row(width: columns)] + ask
  }

  private func title(_ step: Form.Step) -> Row {
    let isArrival = step.seat != nil
    let isInterview = session.interviewee != nil
    let place =
      step.seat.map { isInterview ? "P\($0)" : "P\($0) of \(session.participants.count)" }
      ?? "\(form.position + 1) of \(form.steps.count { $0.seat == nil })"
    let isLong = columns >= 78 && session.begunAt == nil
    return ruled(
      columns,
      isArrival ? "arrival" + (isInterview ? "" : ": one by one, not in front of the group") : form.title,
      isLong ? "\(place), /begin any time" : place, role: .title)
  }

  /// What is asked now, with what may be answered.
  private func askRows(_ step: Form.Step) -> [Row] {
    func lines(_ text: String, _ role: Role) -> [Row] {
      wrapped(text, width: max(1, columns - 2), breakingWords: true).map { line in
        var row = Row(width: columns)
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
  private func fieldRows(_ height: Int) -> [Row] {
    let steps = form.steps.indices.filter { form.steps[$0].seat == nil }
    let place = steps.firstIndex(of: form.position) ?? 0
    return ChoiceList(at: place).window(of: steps.count, height: max(0, height)).map { place in
      let index = steps[place]
      let isAsked = index == form.position
      let step = form.steps[index]
      var row = ChoiceList.row(columns, isChosen: isAsked)
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
  private func sheetRows(_ step: Form.Step, height: Int) -> [Row] {
    let purposes = ConsentPurpose.allCases
    let attributes = session.protocol.attributes
    let names = purposes.map { columns >= 60 ? $0.shortName : String($0.rawValue.prefix(2)) }
    let lead = 6 + names.reduce(0) { $0 + $1.count + 2 }
    let column = max(4, min(14, (columns - lead) / max(1, attributes.count)))
    var head = Row(width: columns)
    head.add("      ")
    for name in names { head.add(name + "  ", .faint) }
    for attribute in attributes { head.add(cell(attribute.id, column), .faint) }
    let people = session.participants
    let place = people.firstIndex { $0.seat == step.seat } ?? 0
    let room = max(1, height - 1)
    let rows = ChoiceList(at: place).window(of: people.count, height: room).map { place -> Row in
      let person = people[place]
      var row = ChoiceList.row(columns, isChosen: person.seat == step.seat)
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
