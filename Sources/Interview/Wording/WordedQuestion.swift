/// A question as this group is asked it: in its language, with the words of its setting.
public struct WordedQuestion: Equatable, Sendable {
  /// The question's id.
  public var id: QuestionID
  /// The heading over it; nil if it has none.
  public var section: String?
  /// A few words to call it by.
  public var title: String
  /// What is read aloud.
  public var ask: String
  /// To the facilitator only.
  public var note: String?
  /// To show or hand out.
  public var materials: [String]
  /// What may be asked further, with the probes' ids.
  public var probes: [(id: String, ask: String)]

  public static func == (left: WordedQuestion, right: WordedQuestion) -> Bool {
    left.id == right.id && left.section == right.section && left.title == right.title
      && left.ask == right.ask && left.note == right.note && left.materials == right.materials
      && left.probes.elementsEqual(right.probes) { $0 == $1 }
  }
}

extension QuestionKind {
  /// The kind as it is shown.
  public var words: String { self == .key ? "key question" : rawValue }
}

extension InterviewProtocol {
  /// The words of a question in a group's language and setting. A placeholder that the setting does not fill stays as it
  /// is, so that it is seen.
  public func wording(of question: Question, for group: Group) -> WordedQuestion {
    let own = group.setting.flatMap { question.settings[$0] }
    func filled(_ text: LocalText) -> String { self.filled(text, for: group) }
    return WordedQuestion(
      id: question.id, section: question.section.map(filled), title: filled(own?.title ?? question.title),
      ask: (own?.ask ?? question.ask).map(filled) ?? "", note: (own?.note ?? question.note).map(filled),
      materials: (own?.materials ?? question.materials).map(filled),
      probes: (own?.probes ?? question.probes).map { ($0.id, filled($0.ask)) })
  }

  /// What is shown or handed out, in the order of the questions, each thing once, with the questions that need it.
  public func packingList(for group: Group) -> [(material: String, questions: [QuestionID])] {
    var list: [(material: String, questions: [QuestionID])] = []
    var places: [String: Int] = [:]
    for question in questions {
      for material in wording(of: question, for: group).materials {
        if let place = places[material] {
          if list[place].questions.last != question.id { list[place].questions.append(question.id) }
        } else {
          places[material] = list.count
          list.append((material, [question.id]))
        }
      }
    }
    return list
  }

  /// A text in a group's language with the words of its setting.
  public func filled(_ text: LocalText, for group: Group) -> String {
    let fallback = languages.first ?? "en"
    let language = group.language ?? fallback
    let raw = text.text(in: language, fallback: fallback)
    guard raw.contains("{"), let setting = group.setting, let words = settings[setting] else { return raw }
    var result = ""
    var rest = raw[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      guard let close = rest[open...].firstIndex(of: "}") else { break }
      let word = String(rest[rest.index(after: open)..<close])
      result += words[word]?.text(in: language, fallback: fallback) ?? "{\(word)}"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}

extension Session {
  /// The words of a question in the group's language and setting.
  public func wording(of question: Question) -> WordedQuestion {
    `protocol`.wording(of: question, for: group)
  }

  /// The title of a question, or its id if the protocol does not have it.
  public func title(of question: QuestionID) -> String {
    `protocol`.question(question).map(title) ?? question
  }

  /// The title of a question.
  public func title(of question: Question) -> String {
    filled(group.setting.flatMap { question.settings[$0]?.title } ?? question.title)
  }

  /// A text of the protocol in the group's language with the words of its setting.
  public func filled(_ text: LocalText) -> String { `protocol`.filled(text, for: group) }
}

extension Session {
  /// A time as people read it: since the beginning (`/begin`), pauses counted in. What was before the beginning stands at it.
  public func clock(_ offset: Offset) -> String {
    clockText(milliseconds: max(0, offset - (begunAt?.offset ?? .zero)))
  }
}
