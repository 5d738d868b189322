public import Interview

extension Recording {
  /// Begins practice on a script: its protocol, its group, its people with their consents, all of them here from the start.
  ///
  /// - Parameters:
  ///   - id: of the session that is recorded and thrown away.
  ///   - interactive: someone sits at a terminal.
  /// - Returns: the recording and its first effects; the first is the session's first record.
  public static func rehearse(
    _ script: Session, id: String, uuid: String, timeZone: String, recorder: Recorder, interactive: Bool,
    now: Stamp
  ) -> (recording: Recording, effects: [Effect]) {
    let head = SessionHead(
      id: id, uuid: uuid, title: "Rehearsal of \(script.id)", startedAt: now.wall, timeZone: timeZone,
      group: script.group, budget: Budget(short: script.budget.short, minutes: script.budget.minutes),
      protocol: script.protocol)
    let people = script.participants.map { person in
      let consent = person.consent.mapValues { Consent($0.answer, at: .zero) }
      return Participant(
        seat: person.seat, attributes: person.attributes,
        present: person.consents(to: .part) == .no ? [] : [Stretch(from: now.offset)], consent: consent)
    }
    var opened = Recording.open(
      head, recorder: recorder, participants: 0, people: people, interactive: interactive, beginAtOnce: true,
      remembered: [:], now: now)
    opened.recording.isRehearsal = true
    return opened
  }
}

/// What is being said in a rehearsal, as far as it has been.
public struct Speech: Equatable, Sendable {
  /// The place of the utterance in the script.
  public var number: Int
  /// Who says it (`P3`), or empty.
  public var who: String
  /// The words so far.
  public var words: ArraySlice<String>
  /// It has been said to its end.
  public var isOver: Bool

  public init(number: Int, who: String, words: ArraySlice<String>, isOver: Bool) {
    self.number = number
    self.who = who
    self.words = words
    self.isOver = isOver
  }
}

/// A group that speaks: who asks is told what has been said since the last time. Time goes on with what is asked for.
public struct Speaking: Sendable {
  /// What is said.
  public let rehearsal: Rehearsal
  /// Times as fast as single speed.
  public let speed: Double
  /// When it began, in the time of the recording.
  public let begun: Offset
  /// The utterance that is said next, or now.
  private var next = 0
  /// How many words of it were told.
  private var told = 0
  /// It was said that it is over.
  private var isOver = false

  /// Milliseconds between the last word and the end, to finish a note.
  public static let rest = 20_000

  public init(_ rehearsal: Rehearsal, speed: Double, begun: Offset) {
    self.rehearsal = rehearsal
    self.speed = speed
    self.begun = begun
  }

  /// When nothing more is waited for, in the time of the recording.
  public var end: Offset { time(of: rehearsal.length) + Speaking.rest }

  /// What has been said since the last time, in order; last that all has been.
  public mutating func speak(until now: Offset) -> [Speech] {
    let time = Int(nearest: Double(now - begun) * speed)
    var speeches: [Speech] = []
    while next < rehearsal.utterances.count {
      let utterance = rehearsal.utterances[next]
      let said = rehearsal.wordsSaid(of: next, by: time)
      let isWhole = said == utterance.words.count
      if said > told {
        speeches.append(
          Speech(number: next, who: utterance.who, words: utterance.words.prefix(said), isOver: isWhole))
      }
      guard isWhole else {
        told = said
        return speeches
      }
      (next, told) = (next + 1, 0)
    }
    guard !isOver else { return speeches }
    isOver = true
    let words = "(the group has ended: the score comes in \(Speaking.rest / 1000) seconds, or with /end)"
    return speeches
      + [
        Speech(number: next, who: "", words: words.split(separator: " ").map(String.init)[...], isOver: true)
      ]
  }

  /// Milliseconds until there is something to tell, or it is the end.
  public func wait(at now: Offset) -> Int {
    let time = Int(nearest: Double(now - begun) * speed)
    return max(1, (rehearsal.nextWord(after: time).map(self.time) ?? end) - now)
  }

  /// The time of the recording at a time of the script; rounded up, so that what is due then has been said.
  private func time(of script: Int) -> Offset { begun + Int(nearest: (Double(script) / speed).rounded(.up)) }
}
