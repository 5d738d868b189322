public import Interview
internal import Text

/// What is said aloud of an utterance in a rehearsal, and how it sounds. What is only seen is not said.
public struct SpokenAloud: Equatable, Sendable {
  /// How one of those who speak sounds: eight people, the moderator and somebody unknown can be told apart.
  public struct Sound: Equatable, Sendable {
    /// A variant of espeak-ng's voices; nil for the plain voice.
    public var variant: String?
    /// From 0 to 99; 50 is as the voice is.
    public var pitch: Int

    public init(_ variant: String?, pitch: Int) {
      self.variant = variant
      self.pitch = pitch
    }
  }

  /// Who is heard.
  public var sound: Sound
  /// What it is said in, as the session has it: a tag of BCP 47, or whatever an old file holds.
  public var language: String
  /// Words a minute, 80 to 450.
  public var rate: Int
  /// One line, safe for a terminal and without square brackets, at most 4,096 bytes.
  public var text: String

  public init(_ sound: Sound, language: String, rate: Int, text: String) {
    self.sound = sound
    self.language = language
    self.rate = rate
    self.text = text
  }

  /// What is said of an utterance of a rehearsal; nil of what is seen.
  ///
  /// - Parameters:
  ///   - script: the session that is rehearsed.
  ///   - speed: times as fast as single speed.
  public init?(_ utterance: Utterance, in script: Session, speed: Double) {
    switch utterance.voice {
    case .room: return nil
    case .moderator: sound = SpokenAloud.moderator
    case .someone: sound = SpokenAloud.someone
    case .participants(let seats): sound = seats.first.map(SpokenAloud.sound(ofSeat:)) ?? SpokenAloud.someone
    }
    language = script.language(of: utterance)
    rate = SpokenAloud.rate(atSpeed: speed)
    text = SpokenAloud.sayable(utterance.text)
  }

  static let moderator = Sound(nil, pitch: 50)
  static let someone = Sound("whisper", pitch: 50)
  /// Of the seats 1 to 8. By espeak-ng 1.51 the medians of their fundamental frequencies in an English sentence are 200, 89, 143, 121,
  /// 290, 72, 245 and 151 Hz, the moderator's is 104 Hz; all variants differ.
  private static let seats = [
    Sound("f2", pitch: 50), Sound("m3", pitch: 30), Sound("f4", pitch: 25), Sound("m4", pitch: 75),
    Sound("f5", pitch: 80), Sound("m8", pitch: 25), Sound("f3", pitch: 65), Sound("m7", pitch: 85),
  ]

  /// How the participant at a seat sounds; those of the seats from 9 on as those of 1 to 8, but higher or lower.
  static func sound(ofSeat seat: Seat) -> Sound {
    let place = max(0, seat - 1)
    var sound = seats[place % seats.count]
    sound.pitch = (sound.pitch + place / seats.count * 35) % 100
    return sound
  }

  /// Words a minute at a speed, as far as they can be understood at all.
  static func rate(atSpeed speed: Double) -> Int {
    min(max(Int(nearest: 60_000 / Double(Rehearsal.wordLength) * speed), 80), 450)
  }

  /// A text as it may be given to a program that speaks. Control characters would be commands to espeak-ng, as words in double square
  /// brackets are to it and to `say`.
  private static func sayable(_ text: String) -> String {
    var sayable = String.UnicodeScalarView()
    var length = 0
    for scalar in safeText(text).unicodeScalars {
      length += UTF8.width(scalar)
      guard length <= 4096 else { break }
      sayable.append(scalar == "[" ? "(" : scalar == "]" ? ")" : scalar)
    }
    return String(sayable)
  }

  /// How long it takes at its rate, in milliseconds; what has neither letter nor digit is not heard.
  var length: Int {
    text.split(separator: " ").count { $0.contains { $0.isLetter || $0.isNumber } } * 60_000 / rate
  }
}

extension Session {
  /// What an utterance of its rehearsal is said in: questions are read out, and quotes were said, in the language of the talk; all
  /// else was written down in that of the notes.
  fileprivate func language(of utterance: Utterance) -> String {
    guard let note = utterance.note.flatMap(note) else { return languageOfTexts }
    return note.content.kind == .quote ? language : notesLanguage
  }

  /// That of the protocol's texts as this group hears them.
  private var languageOfTexts: String { languageInstead ?? language }
}
