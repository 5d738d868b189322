/// How a note is put into words.
public enum NoteStyle: Sendable {
  /// Read aloud, or on a line of its own: `P3 (important) “we only hear late” (dryly) #bar.mes`.
  case spoken
  /// What was kept of a line that somebody has just typed: `P3 important quote`.
  case kept
  /// In a list that has a column for who said it, and room for the codes: `* “we only hear late” (dryly)`.
  case listed
}

extension Session {
  /// Where the words of a note can be heard: `rec 00:02:13`, with the recording's label if there are several; nil if none ran.
  public func audioWords(of note: Note) -> String? {
    audioPlace(of: note).map { place in
      let label = recordings.count > 1 ? place.recording.label.map { $0 + " " } : nil
      return "rec " + (label ?? "") + clockText(milliseconds: place.milliseconds)
    }
  }
}

extension Note {
  /// The note in words; what is not there takes none. A redacted note has none in a list, where that is said elsewhere.
  ///
  /// - Parameter shown: what stands in for its content.
  public func words(_ style: NoteStyle, as shown: NoteContent? = nil) -> String {
    guard !redacted else { return "redacted" + (style == .listed ? "" : " \(content.kind.words)") }
    let wording = NoteWording(content: shown ?? content, isMoment: isMoment, style: style)
    return NotePart.allCases.compactMap(wording.words).joined(separator: " ")
  }
}

extension Session {
  /// The note in words, and whether it may be quoted, for whoever reads them on: `P4 “we only hear late” (not to be quoted)`,
  /// of a line that somebody has just typed `P4 quote, not to be quoted`. A list says it elsewhere.
  public func words(_ style: NoteStyle, of note: Note) -> String {
    let words = note.words(style)
    guard isUnquotable(note), !note.redacted else { return words }
    switch style {
    case .spoken: return words + " (not to be quoted)"
    case .kept: return words + ", not to be quoted"
    case .listed: return words
    }
  }

  /// A note on one line, with its number, time and question, and how many stances are shown on it:
  /// `17 00:41:07 K1 P3 “we only hear late” #bar.mes agree 2 dissent 1`.
  public func line(of note: Note) -> String {
    var words = [String(note.number), clock(note.at), note.question, words(.spoken, of: note)]
    let stances = stances(onNote: note.id)
    let agree = stances.count { $0.value == .agree }
    let dissent = stances.count { $0.value == .dissent }
    if agree > 0 { words.append("agree \(agree)") }
    if dissent > 0 { words.append("dissent \(dissent)") }
    return words.joined(separator: " ")
  }
}

extension NoteContent {
  /// Who said it in the fewest columns, or the sign of what it is: `P3`, `P1,P4?`, `P5→P3`, `M`, `~`.
  public var sign: String {
    if count != nil { return "=" }
    let names = speakers.map { speaker in
      switch speaker {
      case .moderator: "M"
      case .someone: "P?"
      case .participant: speaker.id
      }
    }
    if !names.isEmpty {
      return names.joined(separator: ",") + (unsure ? "?" : "") + (replyTo.map { "→P\($0)" } ?? "")
    }
    switch kind {
    case .observation: return "~"
    case .comment: return "()"
    case .followUp: return "?"
    case .paraphrase, .quote: return ""
    }
  }
}

extension NoteKind {
  /// The kind as it is shown.
  public var words: String {
    switch self {
    case .comment: "private comment"
    case .paraphrase, .quote, .observation, .followUp: rawValue
    }
  }
}

/// What a note says, in its order.
private enum NotePart: CaseIterable {
  case speakers, replyTo, important, intense, hands, kind, text, manner, codes
}

/// The words of a note, part by part.
private struct NoteWording {
  let content: NoteContent
  let isMoment: Bool
  let style: NoteStyle

  /// The words of a part; nil if it has none.
  func words(_ part: NotePart) -> String? {
    switch part {
    case .speakers: speakers
    case .replyTo: style == .listed ? nil : content.replyTo.map { "to P\($0)" }
    case .important: content.important ? mark("important", sign: "*") : nil
    case .intense: content.intense ? mark("intense", sign: "!") : nil
    case .hands: content.count.map(hands)
    case .kind: kind
    case .text: text
    case .manner: style == .kept ? nil : content.manner.map { "(\($0))" }
    case .codes:
      style == .spoken && !content.codes.isEmpty ? content.codes.map { "#" + $0 }.joined(separator: " ") : nil
    }
  }

  private var names: String { content.speakers.map(\.words).joined(separator: ", ") }

  private var speakers: String? {
    let who = names + (content.unsure ? "?" : "")
    switch style {
    case .listed: return nil
    case .kept: return who.isEmpty ? nil : who
    case .spoken:
      guard !content.speakers.isEmpty, content.count == nil else { return nil }
      // A word before the text could be taken for a part of it.
      let isWord = content.speakers.contains { $0.seat == nil } && !content.text.isEmpty
      return who + (isWord ? ":" : "")
    }
  }

  private func mark(_ word: String, sign: String) -> String {
    switch style {
    case .spoken: "(\(word))"
    case .kept: word
    case .listed: sign
    }
  }

  private func hands(_ count: Int) -> String {
    let share = "\(count) of \(content.of ?? count)"
    switch style {
    case .spoken:
      return "show of hands, \(share)" + (content.speakers.isEmpty ? "" : " (\(names))")
        + (content.text.isEmpty ? "" : ":")
    case .kept: return "show of hands: \(share)"
    case .listed:
      let ids = content.speakers.map(\.id).joined(separator: ", ")
      return "\(share) hands" + (ids.isEmpty ? "" : " (\(ids))")
    }
  }

  private var kind: String? {
    switch style {
    case .listed: return nil
    case .kept:
      if content.count != nil { return nil }
      if isMoment { return "moment, \(content.kind.words)" }
      return content.kind.words + (content.complete ? "" : ", to be completed")
    case .spoken:
      switch content.kind {
      case .paraphrase: return nil
      case .observation where content.count != nil: return nil
      case .quote where !content.text.isEmpty: return nil
      case .observation, .quote, .comment, .followUp:
        return content.kind.words + (content.text.isEmpty ? "" : ":")
      }
    }
  }

  /// Quotation marks only around a quote.
  private var text: String? {
    let open = content.text + (content.complete ? "" : "…")
    switch style {
    case .kept: return nil
    case .spoken:
      if isMoment { return "(moment, words to come)" }
      if content.kind == .quote { return "“\(open)”" }
    case .listed:
      if isMoment { return "\(content.kind == .quote ? "quote" : "moment"), words to come" }
      if content.kind == .quote { return "“" + open + (content.complete ? "”" : "") }
      if content.kind == .comment { return "(\(content.text))" }
      if content.text.isEmpty { return nil }
    }
    return open.isEmpty ? nil : open
  }
}
