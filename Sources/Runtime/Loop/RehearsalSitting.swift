internal import Facilitation
internal import Interview
internal import Screens

/// A recording in which a group of the program's own speaks: what is typed goes the way it always does.
struct RehearsalSitting<Face: RecordingFace>: Sitting {
  var recorded: RecordingSitting<Face>
  private var speaking: Speaking
  /// Says it aloud, too.
  private let aloud: Loudspeaker?
  /// When it was over, in the time of the recording; nil as long as it goes on.
  private(set) var over: Offset?
  /// Nothing more will be said.
  private var isRehearsed = false

  init(_ recorded: RecordingSitting<Face>, _ speaking: Speaking, aloud: Loudspeaker? = nil) {
    self.recorded = recorded
    self.speaking = speaking
    self.aloud = aloud
  }

  var ending: Ending? { recorded.ending }

  var wakeUp: Int {
    isRehearsed ? recorded.wakeUp : min(recorded.wakeUp, speaking.wait(at: recorded.now))
  }

  var awaited: [Int32] { recorded.awaited + (aloud.map { [$0.wakeDescriptor] } ?? []) }

  var takesInput: Bool { recorded.takesInput }

  mutating func wake() { recorded.wake() }

  mutating func show(on outside: inout some Outside) { recorded.show(on: &outside) }

  mutating func take(_ happened: [Happening], on outside: inout some Outside) {
    defer { if ending != nil { aloud?.end() } }
    recorded.take(happened, on: &outside)
    let now = recorded.now
    if ending != nil, over == nil { over = now }
    guard ending == nil else { return }
    let speeches = isRehearsed ? [] : speaking.speak(until: now)
    for speech in speeches { recorded.tell(.heard(speech)) }
    if let trouble = aloud?.follow(speeches, at: now) { recorded.tell(.noticed(trouble)) }
    guard !isRehearsed, now >= speaking.end else { return }
    isRehearsed = true
    recorded.tell(.rehearsed)
    recorded.release(on: &outside)
  }

  /// What was caught of what was said.
  func score() -> RehearsalScore {
    RehearsalScore(
      of: speaking.rehearsal, in: recorded.face.recording.session, begun: speaking.begun,
      speed: speaking.speed, end: over ?? recorded.now)
  }
}
