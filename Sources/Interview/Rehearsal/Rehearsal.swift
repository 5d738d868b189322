/// A session as a group to practise on: what was noted of it is said again, word by word at talking speed, in its order.
/// What was said meanwhile and not noted is not known, so that long silences are shortened (`Pacing`).
public struct Rehearsal: Equatable, Sendable {
  /// In the order of time; none begins before the one before has ended.
  public let utterances: [Utterance]

  /// How long a word takes, in milliseconds: 150 words a minute, the rate of lively talk.
  public static let wordLength = 400
  /// The longest silence, in milliseconds at single speed, unless told.
  public static let longestSilence = 6000

  /// Makes a rehearsal of a session; one without a beginning or without notes has nothing to say.
  ///
  /// Said are paraphrases and quotes with a speaker, from the beginning to the end of the group, except quotes of who said no
  /// to being quoted. Seen are observations, shows of hands, and stances without a statement. The moderator reads each
  /// question when it is first opened, but of the welcome, which
  /// takes minutes, only the title.
  ///
  /// - Parameter longestSilence: in milliseconds; nil keeps all as they were.
  public init(of script: Session, longestSilence: Int? = Rehearsal.longestSilence) {
    guard let begun = script.begunAt?.offset else {
      utterances = []
      return
    }
    var utterances: [Utterance] = []
    var free = 0
    for (at, utterance) in script.heard {
      var utterance = utterance
      utterance.from = max(free, at - begun)
      let from = utterance.from
      utterance.said = utterance.words.indices.map { from.adding(($0 + 1) * Rehearsal.wordLength) }
      free = utterance.to
      utterances.append(utterance)
    }
    let times = utterances.lazy.flatMap { [$0.from] + $0.said }.map { Offset($0) }
    let pacing = Pacing(times, end: Offset(free), longestGap: longestSilence)
    for index in utterances.indices {
      utterances[index].from = pacing.played(at: Offset(utterances[index].from))
      utterances[index].said = utterances[index].said.map { pacing.played(at: Offset($0)) }
    }
    self.utterances = utterances
  }

  /// Milliseconds until the last word has been said, at single speed.
  public var length: Int { utterances.last?.to ?? 0 }

  /// How many points are made.
  public var pointCount: Int { utterances.count(where: \.isPoint) }

  /// How many words of an utterance have been said by a time, in milliseconds at single speed.
  public func wordsSaid(of index: Int, by time: Int) -> Int {
    utterances[index].said.firstPlace { $0 <= time }
  }

  /// When the next word will have been said after a time, in milliseconds at single speed; nil after the last.
  public func nextWord(after time: Int) -> Int? {
    let place = utterances.firstPlace { $0.to <= time }
    guard place < utterances.count else { return nil }
    return utterances[place].said[wordsSaid(of: place, by: time)]
  }
}

extension Session {
  /// What is heard and seen in it, with the times of the session, in order.
  fileprivate var heard: [(at: Offset, utterance: Utterance)] {
    let end = endedAt?.offset ?? lastOffset
    let begun = begunAt?.offset ?? .zero
    let all = questionsRead + notesSaid + stancesSeen
    // Sorting is not stable: of what happened at once, the question comes first, then notes, then stances.
    return all.enumerated().filter { begun <= $0.element.at && $0.element.at <= end }
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  /// The moderator reads each question when it is first opened, and names it when it is taken up again. The welcome is named.
  private var questionsRead: [(at: Offset, utterance: Utterance)] {
    var known: Set<QuestionID> = []
    return visits.filter { !isPassing($0) }.compactMap { visit in
      let isNew = known.insert(visit.question).inserted
      guard let question = `protocol`.question(visit.question) else { return nil }
      let worded = wording(of: question)
      let isShort = question.kind == .welcome || worded.ask.isEmpty
      let text = !isNew ? "Back to: \(worded.title)" : isShort ? worded.title : worded.ask
      return utterance(.moderator, text, on: visit.question).map { (visit.from, $0) }
    }
  }

  private var notesSaid: [(at: Offset, utterance: Utterance)] {
    let stated = Dictionary(grouping: shownStances.filter { $0.statement != nil }) { $0.statement ?? "" }
    return notes.compactMap { note in
      let content = note.content
      guard let (voice, text) = voiceAndText(of: note) else { return nil }
      var said = utterance(voice, text, on: note.raisedAt ?? note.question)
      said?.replyTo = content.replyTo
      said?.note = note.number
      said?.shown = (stated[note.id] ?? []).map(\.shown)
      return said.map { (note.at, $0) }
    }
  }

  private func voiceAndText(of note: Note) -> (Utterance.Voice, String)? {
    let content = note.content
    guard !note.redacted, !content.text.isEmpty, !isUnquotable(note) else { return nil }
    switch content.kind {
    case .comment, .followUp: return nil
    case .observation: return (.room, "(\(content.text))")
    case .paraphrase, .quote: break
    }
    if let count = content.count { return (.room, "(\(count) hands: \(content.text))") }
    guard !content.speakers.isEmpty else { return nil }
    if content.speakers.contains(.moderator) { return (.moderator, content.text) }
    let seats = content.speakers.compactMap(\.seat).filter { participant($0) != nil }
    return (seats.isEmpty ? .someone : .participants(seats), content.text)
  }

  /// Stances that were shown without a word: those of one time and value are one nod.
  private var stancesSeen: [(at: Offset, utterance: Utterance)] {
    struct Nod: Hashable {
      var at: Offset
      var value: StanceValue
    }
    let nods = Dictionary(grouping: shownStances.filter { $0.statement == nil }) {
      Nod(at: $0.at, value: $0.shown.value)
    }
    return nods.compactMap { nod, all in
      let shown = all.map(\.shown).sorted { $0.seat < $1.seat }
      let who = shown.map { "P\($0.seat)" }.joined(separator: ", ")
      let text = nod.value == .agree ? "(\(who): yes)" : "(\(who): no)"
      guard let question = visits.last(where: { $0.from <= nod.at })?.question ?? all.first?.question else {
        return nil
      }
      var seen = utterance(.room, text, on: question)
      seen?.shown = shown
      return seen.map { (nod.at, $0) }
    }.sorted { ($0.at, $0.utterance.text) < ($1.at, $1.utterance.text) }
  }

  private func utterance(_ voice: Utterance.Voice, _ text: String, on question: QuestionID) -> Utterance? {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    return words.isEmpty ? nil : Utterance(voice, words: words, question: question)
  }
}

/// A stance of a participant, at the time when it was shown.
struct TimedStance {
  var at: Offset
  var shown: Utterance.Shown
  var question: QuestionID
  /// The id of the note that states it.
  var statement: String?
}

extension Session {
  /// All stances that participants showed, in the order of time.
  var shownStances: [TimedStance] {
    stances.flatMap { stance -> [TimedStance] in
      guard let seat = stance.participant.seat else { return [] }
      return stance.changes.filter { $0.value != .none }.map {
        TimedStance(
          at: $0.at, shown: Utterance.Shown(seat: seat, value: $0.value), question: stance.target.question,
          statement: $0.statement)
      }
    }.sorted { ($0.at, $0.shown.seat) < ($1.at, $1.shown.seat) }
  }
}
