internal import Facilitation
public import Interview
public import SessionStorage

/// Plays a script to the program's own core and keeps what comes of it in a study.
public struct SampleMaker {
  private let script: SampleScript
  private let file: String
  private var recording: Recording
  private var keeper: SampleKeeper
  /// When the last Enter came: the next line is begun after it, even if the script says earlier.
  private var entered = Offset.zero
  /// A line that was given back: what is typed next goes on with it and has its time.
  private var givenBack: TypedLine?

  /// Makes the session `Sessions/<id>.json` of a script in a study that has none of that id.
  ///
  /// - Parameters:
  ///   - file: names the script in messages.
  ///   - hear: takes each line and what the program answers.
  /// - Throws: a `SampleFault` when the script cannot be typed so; a `StorageError`.
  public static func make(
    _ script: SampleScript, file: String, protocol route: InterviewProtocol, in study: StudyFolder,
    hear: (_ line: String, _ answers: [String]) -> Void = { _, _ in }
  ) throws {
    var maker = try SampleMaker(script, file: file, route, in: study)
    for step in script.steps { try maker.play(step, hear) }
    guard maker.keeper.isClosed, maker.recording.session.status == .finished else {
      let last = script.steps.last?.line ?? 1
      throw SampleFault(file: file, line: last, problem: "the session is not finished")
    }
  }

  private init(
    _ script: SampleScript, file: String, _ route: InterviewProtocol, in study: StudyFolder
  ) throws(StorageError) {
    self.script = script
    self.file = file
    let head = SessionHead(
      id: script.id, uuid: script.uuid, title: script.title, startedAt: script.startedAt,
      timeZone: script.timeZone, group: script.group, budget: script.budget, protocol: route)
    let opened = Recording.open(
      head, recorder: Recorder(id: script.recorder, program: script.program, from: .zero),
      participants: script.participants, interactive: true, beginAtOnce: false, remembered: [:],
      now: Stamp(offset: .zero, wall: script.startedAt))
    recording = opened.recording
    keeper = try SampleKeeper(script.id, opening: opened.effects, in: study)
  }

  private func stamp(_ offset: Offset) -> Stamp {
    Stamp(offset: offset, wall: script.startedAt.adding(offset.rawValue))
  }

  private mutating func play(
    _ step: SampleScript.Step, _ hear: (_ line: String, _ answers: [String]) -> Void
  ) throws {
    switch step.action {
    case .types(let text):
      let effects = type(text, at: step.at)
      try keeper.perform(effects, recording.session)
      hear(text, effects.answers)
      if let refusal = effects.refusal {
        throw SampleFault(file: file, line: step.line, problem: "refused: \(refusal)")
      }
    case .isCutOff(let text): try cutOff(text, at: step.at)
    case .resumes(let letters): hear("@resume", try resume(letters, at: step.at).answers)
    case .clears: givenBack = nil
    }
  }

  private mutating func cutOff(_ text: String, at: Offset) throws(StorageError) {
    if !text.isEmpty {
      let key = at + TypingSpeed.part(ofSecond: text, at: at)
      let line = TypedLine(text, begun: stamp(key), question: recording.session.currentQuestion)
      let now = stamp(key + TypingSpeed.milliseconds(for: text))
      try keeper.perform(recording.keepDraft(line, now: now), recording.session)
    }
    try keeper.abandon()
  }

  private mutating func resume(_ letters: String, at: Offset) throws(StorageError) -> [Effect] {
    let recovered = try keeper.resume(script.id)
    let resumed = Recording.resume(
      recovered.session, history: recovered.history,
      recorder: Recorder(id: letters, program: script.program, from: at),
      wasCutOff: recovered.wasCutOff, isWhole: true, interactive: true, now: stamp(at))
    recording = resumed.recording
    entered = at
    takeBack(resumed.effects)
    try keeper.perform(resumed.effects, recording.session)
    return resumed.effects
  }

  private mutating func type(_ text: String, at: Offset) -> [Effect] {
    let key = max(at + TypingSpeed.part(ofSecond: text, at: at), entered + 200)
    entered = key + TypingSpeed.milliseconds(for: text)
    var line = TypedLine(text, begun: stamp(key), question: recording.session.currentQuestion)
    if let back = givenBack { (line.begun, line.question) = (back.begun, back.question) }
    givenBack = nil
    let effects = recording.enter(line, now: stamp(entered))
    takeBack(effects)
    // Whoever types the next line has read what was asked.
    recording.questionIsShown(at: entered)
    return effects
  }

  private mutating func takeBack(_ effects: [Effect]) {
    for case .giveBack(let line, _) in effects { givenBack = line }
  }
}

extension [Effect] {
  fileprivate var answers: [String] {
    flatMap { effect in
      guard case .say(let reply) = effect else { return [String]() }
      return reply.lines
    }
  }

  fileprivate var refusal: String? {
    for case .say(let reply) in self where reply.kind == .refused {
      return reply.lines.joined(separator: "; ")
    }
    return nil
  }
}
