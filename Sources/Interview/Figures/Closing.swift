/// What is still open when the group ends.
public enum OpenItem: Hashable, Sendable {
  /// A must-ask question that was not asked.
  case mustAsk(QuestionID)
  /// A question that was open with nothing noted: for so many milliseconds.
  case onlySeen(QuestionID, milliseconds: Int)
  /// A question is said to be left out or answered elsewhere, and there are notes on it.
  case contradicted(QuestionID)
  /// A follow-up that was not asked: the note's number.
  case followUp(Int)
  /// Someone in the room is not heard in any note.
  case notHeard([Seat])
  /// Consent to taking part, or to the recording that was made, is not known of these.
  case consentUnknown([Seat])
  /// Moments and stubs whose words are missing: the notes' numbers.
  case incomplete([Int])
  /// Notes whose speaker is still to be settled: their numbers.
  case unsettled([Int])
  /// The number that a note begins with was taken for a seat, and may have been meant as a number: the note's number.
  case speakerToCheck(Int)
  /// What somebody said, without a speaker: the notes' numbers.
  case noSpeaker([Int])
  /// Words that edits took away before this recording are still in the file: the notes' numbers. Leaving drops them.
  case earlierWords([Int])
  /// The oral summary was not read out.
  case noSummary
  /// Off the record still lasts.
  case offRecord
  /// The audio recording is still on.
  case audio
  /// A pause still lasts.
  case pause
}

extension Session {
  /// The closing checklist: first what needs the people, while they are there.
  public func closingChecklist(at now: Offset) -> [OpenItem] {
    var items: [OpenItem] = []
    let open = openQuestions
    let seen = open.filter { standing(of: $0.id) == .seen }
    for question in open where question.must && !seen.contains(question) {
      items.append(.mustAsk(question.id))
    }
    for question in seen.filter(\.must) + seen.filter({ !$0.must }) {
      items.append(.onlySeen(question.id, milliseconds: timeSeen(question.id)))
    }
    for question in `protocol`.questions where contradictsOutcome(question.id) {
      items.append(.contradicted(question.id))
    }
    for note in openFollowUps { items.append(.followUp(note.number)) }
    let silent = interviewee == nil ? present(at: now).filter { tally.participants[$0] == nil } : []
    if !silent.isEmpty { items.append(.notHeard(silent)) }
    if summaries.isEmpty, `protocol`.questions.contains(where: { $0.kind == .ending }), !notes.isEmpty {
      items.append(.noSummary)
    }
    let purposes: [ConsentPurpose] = recordings.isEmpty ? [.part] : [.part, .recording]
    let unknown = participants.filter { person in
      person.withdrawn?.scope != .erase && purposes.contains { person.consents(to: $0) == .unknown }
    }
    if !unknown.isEmpty { items.append(.consentUnknown(unknown.map(\.seat))) }
    let incomplete = notes.filter { !$0.content.complete && !$0.redacted }.map(\.number)
    if !incomplete.isEmpty { items.append(.incomplete(incomplete)) }
    items += openSpeakers
    // Those of today go when the session is left, as everybody expects.
    let kept = recorders.last.map { notesWithEarlierWords(by: $0.from) } ?? []
    if !kept.isEmpty { items.append(.earlierWords(kept)) }
    if isOffRecord { items.append(.offRecord) }
    if isRecordingAudio { items.append(.audio) }
    if openPause?.why == .break { items.append(.pause) }
    return items
  }

  /// Notes of which it is not certain who said it.
  private var openSpeakers: [OpenItem] {
    let people = seatsTaken
    let context = shorthandContext
    var unsettled: [Int] = []
    var toCheck: [Int] = []
    var silent: [Int] = []
    for note in notes where !note.redacted {
      let content = note.content
      let isNobody = { (speaker: Speaker) in
        speaker.seat.map { !people.contains($0) } ?? (speaker == .someone)
      }
      if content.unsure || content.speakers.contains(where: isNobody) {
        unsettled.append(note.number)
      } else if content.speakers.isEmpty, !people.isEmpty,
        content.kind == .paraphrase || content.kind == .quote
      {
        silent.append(note.number)
      } else if let seat = note.doubtfulSeat(in: context), content.speakers == [.participant(seat)] {
        toCheck.append(note.number)
      }
    }
    return toCheck.map(OpenItem.speakerToCheck) + (unsettled.isEmpty ? [] : [.unsettled(unsettled)])
      + (silent.isEmpty ? [] : [.noSpeaker(silent)])
  }

  /// Must-ask questions of which nothing says that they were asked, covered or skipped.
  public var openMustAsk: [QuestionID] {
    openQuestions.filter(\.must).map(\.id)
  }

  /// Follow-ups that have still to be asked.
  public var openFollowUps: [Note] { notes.filter(\.isOpenFollowUp) }

  /// What the oral summary should say: for each key question that has any, the important points, the points with
  /// most stances (at most three), and every point with a dissent, in their order; each note once.
  public var oralSummaryPoints: [(question: QuestionID, notes: [Note])] {
    var shown: [String: (all: Int, dissent: Int)] = [:]
    for stance in stances where stance.value != .none {
      guard let id = stance.target.note else { continue }
      shown[id, default: (0, 0)].all += 1
      if stance.value == .dissent { shown[id, default: (0, 0)].dissent += 1 }
    }
    let statements = Set(
      stances.flatMap(\.changes).filter { $0.value == .dissent }.compactMap(\.statement))
    return `protocol`.questions.filter { $0.kind == .key }.compactMap { question in
      let points = notes.filter { $0.question == question.id && $0.isPoint && !$0.content.text.isEmpty }
      let most = Set(
        points.filter { shown[$0.id] != nil }
          .sorted { (shown[$0.id]?.all ?? 0, $1.number) > (shown[$1.id]?.all ?? 0, $0.number) }
          .prefix(3).map(\.id))
      let chosen = points.filter {
        $0.content.important || most.contains($0.id) || (shown[$0.id]?.dissent ?? 0) > 0
          || statements.contains($0.id)
      }
      return chosen.isEmpty ? nil : (question.id, chosen)
    }
  }
}

extension Note {
  /// The seat that the line begins with, if its number may have been meant as a number. Only the line's first words say so.
  /// None where the number stayed in the text: the note is of a time when one participant was there, and a number was no seat.
  fileprivate func doubtfulSeat(in context: ShorthandContext) -> Seat? {
    guard content.kind == .paraphrase, typed.utf8.first.map({ (0x30...0x39).contains($0) }) == true else {
      return nil
    }
    return Shorthand.doubtfulSeat(String(typed.prefix(120)), in: context).flatMap { seat in
      content.text.hasPrefix("\(seat) ") ? nil : seat
    }
  }
}
