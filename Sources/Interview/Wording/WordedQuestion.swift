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

extension Session {
  /// The words of a question in the group's language and setting. A placeholder that the setting does not fill
  /// stays as it is, so that it is seen.
  public func wording(of question: Question) -> WordedQuestion {
    let own = group.setting.flatMap { question.settings[$0] }
    return WordedQuestion(
      id: question.id, section: question.section.map(filled), title: filled(own?.title ?? question.title),
      ask: (own?.ask ?? question.ask).map(filled) ?? "", note: (own?.note ?? question.note).map(filled),
      materials: (own?.materials ?? question.materials).map(filled),
      probes: (own?.probes ?? question.probes).map { ($0.id, filled($0.ask)) })
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
  public func filled(_ text: LocalText) -> String {
    let fallback = `protocol`.languages.first ?? "en"
    let raw = text.text(in: language, fallback: fallback)
    guard raw.contains("{"), let setting = group.setting, let words = `protocol`.settings[setting] else {
      return raw
    }
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
  /// A time as people read it: since the beginning (`/begin`), pauses counted in; before it with a minus.
  public func clock(_ offset: Offset) -> String {
    clockText(milliseconds: offset - (begunAt?.offset ?? .zero))
  }
}
