/// A note-taker who types all that is noted of a session, a line for each note and each show of stances, at a steady pace: how
/// many keys that takes, and how far it falls behind. A simulation, in which nobody types.
///
/// A line is begun when its last word has been said and the line before is finished. The lag is what lies between the last word
/// and the first key.
public struct Typist: Equatable, Sendable {
  /// Keys of each line, Enter counted, in their order.
  public let keys: [Int]
  /// Of each line, in milliseconds, rising.
  public let lags: [Int]

  /// Sixty words a minute, a word being five keys (the convention of typing tests).
  public static let keysPerSecond = 5.0

  /// - Parameter line: what is typed for an utterance; nil where nothing is.
  public init(
    _ rehearsal: Rehearsal, keysPerSecond: Double = Typist.keysPerSecond, line: (Utterance) -> String?
  ) {
    var keys: [Int] = []
    var lags: [Int] = []
    var free = 0
    for utterance in rehearsal.utterances {
      guard let line = line(utterance) else { continue }
      let begun = max(free, utterance.to)
      keys.append(line.count + 1)
      lags.append(begun - utterance.to)
      free = begun.adding(Int(nearest: Double(line.count + 1) / keysPerSecond * 1000))
    }
    self.keys = keys
    self.lags = lags.sorted()
  }

  /// Keys a line, in the mean; nil without any.
  public var meanKeys: Double? {
    keys.isEmpty ? nil : Double(keys.sum) / Double(keys.count)
  }

  /// The lag in the middle, in milliseconds; nil without any.
  public var medianLag: Int? { RehearsalScore.median(of: lags) }

  /// The lag that nine in ten do not exceed, in milliseconds: the nearest rank; nil without any.
  public var slowLag: Int? { RehearsalScore.slow(of: lags) }
}

extension Utterance {
  /// The line of shorthand for it; nil for what is no note and no stance.
  ///
  /// - Parameter script: the session that it is of.
  public func shorthand(in script: Session) -> String? {
    let (value, context) = (shown.first?.value, script.shorthandContext)
    if let note {
      guard let note = script.note(note) else { return nil }
      let filedUnder = note.raisedAt == nil ? nil : note.question
      let entry = Entry(
        meaning: .note, content: note.content, late: note.late ?? 0, filedUnder: filedUnder, stance: value)
      return Shorthand.print(entry, in: context)
    }
    guard let value else { return nil }
    let speakers = shown.map { Speaker.participant($0.seat) }
    let entry = Entry(meaning: .stance, content: NoteContent(speakers: speakers), stance: value)
    return Shorthand.print(entry, in: context)
  }

  /// The same written out, as in a text without shorthand: the question, who it is, what kind and what was said. Without the
  /// time, which a note has by itself and a text has not.
  public func longhand(in script: Session) -> String? {
    let stance = shown.first.map { $0.value == .agree ? " agrees" : " disagrees" } ?? ""
    if let note {
      return script.note(note).map { "\($0.question) \($0.words(.spoken))\(stance)" }
    }
    guard !shown.isEmpty else { return nil }
    return "\(question) \(shown.map { "P\($0.seat)" }.joined(separator: ", "))\(stance)"
  }
}
