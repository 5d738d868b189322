public import Interview
internal import Text

/// A protocol on paper, in the order in which it is needed: what to bring, the forms and the seats, the questions, the
/// debrief, the codebook, and how notes are typed. Safe for a terminal.
public struct GuideText: Sendable {
  /// The lines, without line ends.
  public let lines: [String]

  /// - Parameters:
  ///   - group: its language and its setting choose the words.
  ///   - short: in the protocol's short version.
  ///   - width: columns to wrap at, at least 40.
  public init(_ route: InterviewProtocol, for group: Group = Group(), short: Bool = false, width: Int = 78) {
    var writer = GuideWriter(route: route, group: group, isShort: short, page: TextPage(width: width))
    writer.write()
    lines = writer.page.lines.map(safeText)
  }
}

private struct GuideWriter {
  /// Rows of the sheet: the largest group that the books speak of.
  static let seats = 1...12

  let route: InterviewProtocol
  let group: Group
  let isShort: Bool
  var page: TextPage

  mutating func write() {
    head()
    packingList()
    form("Set-up", route.setup)
    seatSheet()
    questions()
    form("Debrief", route.debrief)
    codebook()
    page.heading("How notes are typed")
    for line in Help.crib { page.say(line) }
  }

  private func filled(_ text: LocalText) -> String { route.filled(text, for: group) }

  /// `10 minutes, 8 in short`; in the short version only what it has.
  private func length(_ questions: some Sequence<Question>) -> String {
    let full = questions.minutes(short: isShort)
    let short = questions.minutes(short: true)
    return "\(plainNumber(full)) \(full == 1 ? "minute" : "minutes")"
      + (full == short ? "" : ", \(plainNumber(short)) in short")
  }

  // MARK: Parts

  private mutating func head() {
    page.title(filled(route.title))
    page.say("The guide on paper: protocol \(route.id), version \(route.version).")
    page.say(
      "\(counted(route.questions.count, "question")), \(length(route.questions))"
        + "\(isShort ? ", the short version" : ""). ★ must be asked.")
    if let language = group.language.flatMap(route.language) ?? route.languages.first {
      page.say("Language: \(language).")
    }
    if let setting = group.setting {
      page.say("Setting: \(setting).")
    } else if !route.settings.isEmpty {
      let names = route.settings.keys.sorted().joined(separator: ", ")
      page.say("No setting, which words in {braces} go by: \(names).")
    }
    if let about = route.about {
      page.blank()
      page.say(filled(about), behind: "")
    }
  }

  private mutating func packingList() {
    let list = route.packingList(for: group)
    guard !list.isEmpty else { return }
    page.heading("Packing list")
    for (material, questions) in list {
      page.say("\(material) (\(questions.joined(separator: ", ")))", behind: "[ ] ")
    }
  }

  private mutating func form(_ title: String, _ questions: [FormQuestion]) {
    guard !questions.isEmpty else { return }
    page.heading(title)
    for question in questions {
      page.say(filled(question.ask) + (question.coreq.map { " (COREQ \($0))" } ?? ""))
      for value in question.values { page.say(value, behind: "[ ] ", indent: 2) }
      if question.values.isEmpty { page.rule(indent: 2) }
    }
  }

  /// A row for each seat, with a column for each attribute as far as they fit side by side.
  private mutating func seatSheet() {
    page.heading("Seats: numbers, never names")
    for attribute in route.attributes {
      let values = attribute.values.map { filled($0.name) }.joined(separator: ", ")
      page.say("\(filled(attribute.ask)): \(values)")
    }
    let marks = GuideWriter.seats.map { "P\($0)" + String(repeating: " ", count: $0 < 10 ? 3 : 2) }
    let blank = String(repeating: " ", count: marks[0].count)
    let columns = (page.width - blank.count) / max(1, route.attributes.count)
    guard !route.attributes.isEmpty, columns >= 10 else {
      for mark in marks { page.rule(behind: mark) }
      return
    }
    let names = route.attributes.map { wrapped(filled($0.ask), width: columns - 2, breakingWords: true) }
    page.blank()
    for line in 0..<(names.map(\.count).max() ?? 0) {
      page.cells(names.map { line < $0.count ? $0[line] : "" }, columns: columns, behind: blank)
    }
    let rules = names.map { _ in String(repeating: "_", count: columns - 2) }
    for mark in marks { page.cells(rules, columns: columns, behind: mark) }
  }

  // MARK: Questions

  private mutating func questions() {
    var rest = route.questions[...]
    while let first = rest.first {
      let section = first.section.map(filled)
      let together = rest.prefix { $0.section.map(filled) == section }
      rest = rest.dropFirst(together.count)
      page.heading("\(section ?? "Questions"): \(length(together))")
      for (index, question) in together.enumerated() {
        if index > 0 { page.blank() }
        write(question)
      }
    }
  }

  private mutating func write(_ question: Question) {
    let worded = route.wording(of: question, for: group)
    page.say(worded.title, behind: "[ ] \(question.id) \(question.must ? "★ " : "")")
    var facts = [question.kind.words]
    if question.must { facts.append("must be asked") }
    facts.append(length(CollectionOfOne(question)))
    if question.round { facts.append("go round, everybody answers") }
    page.say(facts.joined(separator: ", "), behind: "", indent: 4)
    if !worded.ask.isEmpty {
      page.blank()
      page.say(worded.ask, behind: "", indent: 4)
    }
    if !worded.probes.isEmpty { page.blank() }
    for (index, probe) in worded.probes.enumerated() {
      page.say(probe.ask, behind: "[ ] \(index + 1) ", indent: 4)
    }
    if worded.note != nil || !worded.materials.isEmpty { page.blank() }
    for material in worded.materials { page.say("show: \(material)", indent: 4) }
    if let note = worded.note { page.say("for you only: \(note)", indent: 4) }
  }

  private mutating func codebook() {
    guard !route.codebook.isEmpty else { return }
    page.heading("Codebook")
    for entry in route.codebook { page.say("#\(entry.code) \(filled(entry.name))") }
  }
}
