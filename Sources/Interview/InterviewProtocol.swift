/// A text of a protocol in one or several languages.
public enum LocalText: Hashable, Sendable {
  /// The same in every language.
  case plain(String)
  /// One text for each language tag (BCP 47); never empty.
  case byLanguage([String: String])

  /// The text in a language, else in the same language without its region, else in the fallback, else any
  /// (the first in the order of the tags).
  public func text(in language: String, fallback: String) -> String {
    switch self {
    case .plain(let text): return text
    case .byLanguage(let texts):
      if let text = texts[language] { return text }
      // What an older file or a system writes: NL, nl_NL.
      let tag = Language(language)?.tag ?? language
      return texts[tag] ?? texts[Language.base(of: tag)] ?? texts[fallback] ?? texts.min { $0.key < $1.key }?
        .value ?? ""
    }
  }
}

/// A question's id, `[A-Za-z0-9-]`, 1-20, unique in its protocol and the same in every language.
public typealias QuestionID = String

/// A code (a theme of the codebook or an emergent one): a letter, then letters, digits, `.`, `_`, `-`; at most 64.
public typealias Code = String

/// The questioning route of a study (Krueger & Casey): what is asked, in what order, for how long.
///
/// A session holds a whole copy of the protocol it was run with, so it never depends on another file.
public struct InterviewProtocol: Equatable, Sendable {
  /// `[a-z0-9-]`, 1-60.
  public var id: String
  /// The author's own version.
  public var version: String
  /// What people call it.
  public var title: LocalText
  /// Language tags; the first is the default; never empty.
  public var languages: [String]
  /// What it is and where it comes from.
  public var about: LocalText?
  /// For each setting, the words that fill `{placeholders}` in the texts.
  public var settings: [String: [String: LocalText]]
  /// The codebook, in the author's order.
  public var codebook: [CodebookEntry]
  /// Words that notes may be typed with, and what they stand for: `mgmt`, `management`.
  public var abbreviations: [String: LocalText]
  /// Closed attributes of participants, in bands.
  public var attributes: [Attribute]
  /// Asked before the group starts.
  public var setup: [FormQuestion]
  /// The route, in its order; never empty.
  public var questions: [Question] { didSet { places = InterviewProtocol.places(of: questions) } }
  /// Where each question stands in the route: a question is looked for with every row of a screen.
  private var places: [QuestionID: Int]
  /// Asked of the team after the group.
  public var debrief: [FormQuestion]
  public var unknown: UnknownFields

  public init(
    id: String, version: String, title: LocalText, languages: [String] = ["en"], about: LocalText? = nil,
    settings: [String: [String: LocalText]] = [:], codebook: [CodebookEntry] = [],
    abbreviations: [String: LocalText] = [:], attributes: [Attribute] = [], setup: [FormQuestion] = [],
    questions: [Question],
    debrief: [FormQuestion] = [], unknown: UnknownFields = [:]
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.languages = languages
    self.about = about
    self.settings = settings
    self.codebook = codebook
    self.abbreviations = abbreviations
    self.attributes = attributes
    self.setup = setup
    self.questions = questions
    places = InterviewProtocol.places(of: questions)
    self.debrief = debrief
    self.unknown = unknown
  }

  /// The question with this id, compared exactly.
  public func question(_ id: QuestionID) -> Question? { place(of: id).map { questions[$0] } }

  /// Where a question stands in the route, from 0; nil if it is not in it.
  public func place(of id: QuestionID) -> Int? { places[id] }

  private static func places(of questions: [Question]) -> [QuestionID: Int] {
    Dictionary(questions.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }
}

/// The place of a question in the route (Krueger & Casey's categories, with the welcome before them).
public enum QuestionKind: String, CaseIterable, Sendable {
  case welcome, opening, introductory, transition, key, ending
}

/// One question of the route.
public struct Question: Equatable, Sendable {
  /// Unique in the protocol.
  public var id: QuestionID
  /// Where in the route it stands.
  public var kind: QuestionKind
  /// A heading over consecutive questions.
  public var section: LocalText?
  /// A few words to call it by.
  public var title: LocalText
  /// What is read aloud.
  public var ask: LocalText?
  /// Planned minutes in the full version, > 0.
  public var minutes: Double
  /// Planned minutes in the short version; nil as in the full one.
  public var short: Double?
  /// Must be asked (★).
  public var must: Bool
  /// Goes round the table, everybody answers.
  public var round: Bool
  /// To the facilitator only.
  public var note: LocalText?
  /// To show or hand out.
  public var materials: [LocalText]
  /// Codes, or prefixes ending in `*`, offered first on completion.
  public var codes: [String]
  /// In the author's order, at most 9.
  public var probes: [Probe]
  /// Other wordings for single settings.
  public var settings: [String: QuestionWording]
  public var unknown: UnknownFields

  public init(
    id: QuestionID, kind: QuestionKind, section: LocalText? = nil, title: LocalText, ask: LocalText? = nil,
    minutes: Double, short: Double? = nil, must: Bool = false, round: Bool = false, note: LocalText? = nil,
    materials: [LocalText] = [], codes: [String] = [], probes: [Probe] = [],
    settings: [String: QuestionWording] = [:], unknown: UnknownFields = [:]
  ) {
    self.id = id
    self.kind = kind
    self.section = section
    self.title = title
    self.ask = ask
    self.minutes = minutes
    self.short = short
    self.must = must
    self.round = round
    self.note = note
    self.materials = materials
    self.codes = codes
    self.probes = probes
    self.settings = settings
    self.unknown = unknown
  }
}

/// A follow-up to a question that the facilitator may use.
public struct Probe: Equatable, Sendable {
  /// Unique in its question; `1`, `2`… by its place unless the author names it.
  public var id: String
  /// What may be asked.
  public var ask: LocalText

  public var unknown: UnknownFields

  public init(id: String, ask: LocalText, unknown: UnknownFields = [:]) {
    self.id = id
    self.ask = ask
    self.unknown = unknown
  }
}

/// What one setting words otherwise in a question; nil as everywhere.
public struct QuestionWording: Equatable, Sendable {
  /// Replaces the question's.
  public var title, ask, note: LocalText?
  /// Replaces the question's.
  public var materials: [LocalText]?
  /// Replaces the question's; the same ids in the same order.
  public var probes: [Probe]?

  public var unknown: UnknownFields

  public init(
    title: LocalText? = nil, ask: LocalText? = nil, note: LocalText? = nil, materials: [LocalText]? = nil,
    probes: [Probe]? = nil, unknown: UnknownFields = [:]
  ) {
    self.title = title
    self.ask = ask
    self.note = note
    self.materials = materials
    self.probes = probes
    self.unknown = unknown
  }
}

/// A code with its meaning.
public struct CodebookEntry: Equatable, Sendable {
  /// As typed after `#`.
  public var code: Code
  /// What people call it.
  public var name: LocalText
  /// When to use it.
  public var about: LocalText?

  public var unknown: UnknownFields

  public init(code: Code, name: LocalText, about: LocalText? = nil, unknown: UnknownFields = [:]) {
    self.code = code
    self.name = name
    self.about = about
    self.unknown = unknown
  }
}

/// A closed attribute of participants.
public struct Attribute: Equatable, Sendable {
  /// `[a-z0-9-]`, 1-60.
  public var id: String
  /// What is asked.
  public var ask: LocalText
  /// The bands, in the author's order; never empty.
  public var values: [AttributeValue]

  public var unknown: UnknownFields

  public init(id: String, ask: LocalText, values: [AttributeValue], unknown: UnknownFields = [:]) {
    self.id = id
    self.ask = ask
    self.values = values
    self.unknown = unknown
  }
}

/// One band of an attribute.
public struct AttributeValue: Equatable, Sendable {
  /// What is stored.
  public var id: String
  /// What is shown.
  public var name: LocalText

  public var unknown: UnknownFields

  public init(id: String, name: LocalText, unknown: UnknownFields = [:]) {
    self.id = id
    self.name = name
    self.unknown = unknown
  }
}

/// A question of the set-up form or the debrief, answered by the team, not by participants.
public struct FormQuestion: Equatable, Sendable {
  /// `[a-z0-9-]`, 1-60; the key of the answer.
  public var id: String
  /// What is asked.
  public var ask: LocalText
  /// The COREQ item it answers (Tong, Sainsbury & Craig 2007), 1-32.
  public var coreq: Int?
  /// Last time's answer is offered again.
  public var remember: Bool
  /// Closed answers, if any.
  public var values: [String]

  public var unknown: UnknownFields

  public init(
    id: String, ask: LocalText, coreq: Int? = nil, remember: Bool = false, values: [String] = [],
    unknown: UnknownFields = [:]
  ) {
    self.id = id
    self.ask = ask
    self.coreq = coreq
    self.remember = remember
    self.values = values
    self.unknown = unknown
  }
}
