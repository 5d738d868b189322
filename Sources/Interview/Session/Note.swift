/// A participant's seat number, 1-99. The person is only ever `P` and this number.
public typealias Seat = Int

/// The seats a session can have.
public let seats = 1...99

/// Who said something.
public enum Speaker: Hashable, Comparable, Sendable {
  /// The moderator; outside all figures about participants. Written `M`.
  case moderator
  /// Someone of the group, to be settled later. Written `P0`.
  case someone
  /// The participant at a seat. Written `P3`.
  case participant(Seat)

  /// As stored: `M`, `P0`, `P3`.
  public var id: String {
    switch self {
    case .moderator: return "M"
    case .someone: return "P0"
    case .participant(let seat): return "P" + String(seat)
    }
  }

  /// Reads `M`, `P0`, `P1`…`P99`; nil for anything else.
  public init?(id: String) {
    if id == "M" {
      self = .moderator
      return
    }
    guard id.first == "P", id.count <= 3, let seat = Int(id.dropFirst()), "P\(seat)" == id else { return nil }
    guard seat == 0 || seats.contains(seat) else { return nil }
    self = seat == 0 ? .someone : .participant(seat)
  }

  /// The seat, if it is a known participant.
  public var seat: Seat? {
    guard case .participant(let seat) = self else { return nil }
    return seat
  }
}

/// What a note is (product words: paraphrase, quote, observation, comment, follow-up).
public enum NoteKind: String, CaseIterable, Sendable {
  /// What was said, in the note-taker's words.
  case paraphrase
  /// Word for word.
  case quote
  /// What was seen, not said.
  case observation
  /// The note-taker's own, private.
  case comment
  /// To be asked before the end.
  case followUp = "follow-up"
}

/// What a note says, apart from its identity, place and time: what the shorthand reads and prints.
public struct NoteContent: Hashable, Sendable {
  /// What kind it is.
  public var kind: NoteKind
  /// Who said it, in the order typed, each once; for a show of hands the seats that were named; empty for none.
  public var speakers: [Speaker]
  /// The speaker is only probable (`3?`).
  public var unsure: Bool
  /// Whom it answers (`5@3`).
  public var replyTo: Seat?
  /// The words; empty in a moment. May hold line breaks and any character; never trusted on a terminal.
  public var text: String
  /// How a closed quote was said (`3 "great" ironic`).
  public var manner: String?
  /// Codes in the order typed, each once, without `#`.
  public var codes: [Code]
  /// A big idea (`*`).
  public var important: Bool
  /// Said with intensity (`!`).
  public var intense: Bool
  /// How many hands or nods (`=6`, or the number of seats named); nil when it is no show of hands.
  public var count: Int?
  /// How many were present at the show of hands; filled in when the note is saved, never by the shorthand.
  public var of: Int?
  /// False for a moment or a stub, whose words are to come.
  public var complete: Bool

  /// A paraphrase of nobody in particular unless told.
  public init(
    kind: NoteKind = .paraphrase, speakers: [Speaker] = [], unsure: Bool = false, replyTo: Seat? = nil,
    text: String = "", manner: String? = nil, codes: [Code] = [], important: Bool = false,
    intense: Bool = false, count: Int? = nil, of: Int? = nil, complete: Bool = true
  ) {
    self.kind = kind
    self.speakers = speakers
    self.unsure = unsure
    self.replyTo = replyTo
    self.text = text
    self.manner = manner
    self.codes = codes
    self.important = important
    self.intense = intense
    self.count = count
    self.of = of
    self.complete = complete
  }

  /// Others can agree or dissent with it: a paraphrase or a quote, not of the moderator, not a show of hands.
  public var isPoint: Bool {
    (kind == .paraphrase || kind == .quote) && !speakers.contains(.moderator) && count == nil
  }

  /// It was said, and not by whom.
  public var isOfNobody: Bool { isPoint && speakers.isEmpty }
}

/// One note of a session.
public struct Note: Equatable, Sendable {
  /// `<recorder>-<number>`, unique over all recorders, so that two note-takers' files merge as a union.
  public var id: String
  /// 1, 2, 3… in the order saved; never reused, and changed only by a union of two states.
  public var number: Int
  /// The question on which it was begun, or under which it was filed.
  public var question: QuestionID
  /// Its first keystroke, or as much earlier as it was noted late.
  public var at: Offset
  /// The same on the wall clock.
  public var time: WallTime
  /// When it was entered.
  public var saved: Offset
  /// By how many milliseconds it was noted late (`<15 3 text`); nil if it was not.
  public var late: Int?
  /// What it says.
  public var content: NoteContent
  /// The question under discussion when it was filed under another; nil otherwise.
  public var raisedAt: QuestionID?
  /// Its language (BCP 47) if not the notes' language.
  public var language: String?
  /// The line as it was typed; never exported.
  public var typed: String
  /// When a follow-up was asked after all; nil while it is open, and for every other kind.
  public var askedAt: Offset?
  /// Its text was destroyed; only place, time and kind remain.
  public var redacted: Bool
  /// What it was before each edit, oldest first.
  public var revisions: [Revision]
  public var unknown: UnknownFields

  public init(
    id: String, number: Int, question: QuestionID, at: Offset, time: WallTime, saved: Offset,
    late: Int? = nil, content: NoteContent, raisedAt: QuestionID? = nil, language: String? = nil,
    typed: String = "",
    askedAt: Offset? = nil, redacted: Bool = false, revisions: [Revision] = [], unknown: UnknownFields = [:]
  ) {
    self.id = id
    self.number = number
    self.question = question
    self.at = at
    self.time = time
    self.saved = saved
    self.late = late
    self.content = content
    self.raisedAt = raisedAt
    self.language = language
    self.typed = typed
    self.askedAt = askedAt
    self.redacted = redacted
    self.revisions = revisions
    self.unknown = unknown
  }

  /// The number that an id ends in: the note's own, unless it was renumbered.
  static func number(inID id: String) -> Int? {
    id.utf8.lastIndex(of: UInt8(ascii: "-")).flatMap { Int(id[id.utf8.index(after: $0)...]) }
  }

  /// A note without words yet: who, what kind and when.
  public var isMoment: Bool { !content.complete && content.text.isEmpty && !redacted }

  /// A follow-up that has still to be asked.
  public var isOpenFollowUp: Bool { content.kind == .followUp && askedAt == nil && !redacted }

  /// Others can agree or dissent with it.
  public var isPoint: Bool { content.isPoint && !redacted }
}

/// What a note was until an edit.
public struct Revision: Equatable, Sendable {
  /// When the edit was made.
  public var at: Offset
  /// The content before it.
  public var content: NoteContent
  /// The question it was filed under before it.
  public var question: QuestionID
  /// The line as typed before it.
  public var typed: String
  /// The edit took words away, and they are forgotten: `content` and `typed` have the final ones in their place.
  public var reworded: Bool
  /// No edit, but a redaction: a word was destroyed in the note and in all its versions.
  public var redacted: Bool
  public var unknown: UnknownFields

  public init(
    at: Offset, content: NoteContent, question: QuestionID, typed: String, reworded: Bool = false,
    redacted: Bool = false, unknown: UnknownFields = [:]
  ) {
    self.at = at
    self.content = content
    self.question = question
    self.typed = typed
    self.reworded = reworded
    self.redacted = redacted
    self.unknown = unknown
  }
}

/// Whether a participant shares a point.
public enum StanceValue: String, CaseIterable, Sendable {
  case agree, dissent, none
}
