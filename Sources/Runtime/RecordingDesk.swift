internal import Facilitation
internal import Interview
internal import Screens
internal import SessionStorage
internal import TextScreen

/// A recording whose first records are durable, ready to be sat down to: a session's or a rehearsal's, on the full screen
/// where there is one, else in plain lines.
struct RecordingDesk {
  var recording: Recording
  /// Where its protocols are.
  let study: StudyFolder
  let clock: SessionClock
  let store: OpenSession
  /// The number of the last durable record.
  let durable: Int
  let greeting: [Effect]
  /// What has to be known first, a line each.
  var notices: [String] = []
  /// What is said last of the greeting, since the screen keeps no more than a few of the first words; a line each.
  var troubles: [String] = []

  /// The group that speaks in a rehearsal.
  struct Practice {
    let speaking: Speaking
    /// Says it aloud, too.
    let aloud: Loudspeaker?
  }

  /// How it ended, with what is left to say.
  struct Outcome {
    let ending: Ending
    let recording: Recording
    /// What was entered and is on no disk, as typed.
    let notDurable: [String]
    /// What the screen says once it is gone; nil of plain lines.
    var farewell: [String]?
    /// Where what was redacted last may still be.
    let notDestroyed: [String]
    /// What was caught; nil of a session.
    let score: RehearsalScore?
  }

  /// Gives the recording what the person and the study have, and sits until it ends.
  ///
  /// - Parameters:
  ///   - open: nil for plain mode.
  ///   - signals: installed before there was anything to lose.
  mutating func sit(
    _ console: Console, _ signals: SignalPipe, practice: Practice? = nil, open: SessionRun.DisplayOpener?
  ) -> Outcome {
    recording.zone = .local
    recording.protocols = (try? study.protocols()) ?? []
    let own = Preferences(environment: Here.environment).abbreviations
    recording.ownAbbreviations = own.texts
    let troubles = (own.trouble.map { [$0] } ?? []) + troubles
    if console.isTerminal, let display = open?() {
      let found = notices.isEmpty ? [] : [Effect.say(Reply(.warning, notices))]
      let opened = RecordingScreen.open(
        recording, greeting: found + greeting + troubles.map { .say(Reply(.warning, [$0])) },
        durable: durable,
        now: clock.now())
      var world = World.screen(display, console: console, signals: signals)
      let (sat, outcome) = sit(
        RecordingSitting(opened.screen, doing: opened.effects, clock: clock, store: store, durable: durable),
        practice, on: &world)
      world.close()
      var told = outcome
      told.farewell = sat.face.farewell
      return told
    }
    for line in notices + troubles { Console.complain("focusgroup: \(line)") }
    var world = World.lines(console: console, signals: signals, takesKeys: true)
    let opened = PlainRecording.open(
      recording, isTerminal: world.givesKeys, greeting: greeting, durable: durable, now: clock.now())
    var (sat, outcome) = sit(
      RecordingSitting(opened.plain, doing: opened.effects, clock: clock, store: store, durable: durable),
      practice, on: &world)
    sat.showLast(on: &world)
    world.close()
    return outcome
  }

  private func sit<Face>(
    _ recorded: RecordingSitting<Face>, _ practice: Practice?, on world: inout World
  ) -> (sat: RecordingSitting<Face>, outcome: Outcome) {
    guard let practice else {
      var sitting = recorded
      let ending = sitting.sit(&world)
      return (sitting, outcome(ending, sitting, score: nil))
    }
    var sitting = RehearsalSitting(recorded, practice.speaking, aloud: practice.aloud)
    let ending = sitting.sit(&world)
    return (sitting.recorded, outcome(ending, sitting.recorded, score: sitting.score()))
  }

  private func outcome<Face>(
    _ ending: Ending, _ sat: RecordingSitting<Face>, score: RehearsalScore?
  ) -> Outcome {
    Outcome(
      ending: ending, recording: sat.face.recording, notDurable: sat.face.notDurable,
      notDestroyed: sat.notDestroyed, score: score)
  }
}
