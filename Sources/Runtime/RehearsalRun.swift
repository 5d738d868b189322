internal import Facilitation
internal import Interview
public import SessionStorage
internal import Text
internal import TextScreen

/// A rehearsal from its opening to its score.
public enum RehearsalRun {
  /// Rehearses a session.
  ///
  /// - Parameters:
  ///   - wanted: a file, an id or an unambiguous start of one; nil lists what can be rehearsed.
  ///   - speed: 0.5 to 4.
  ///   - isAloud: what is said is said aloud, too, by a program that is installed.
  ///   - open: nil for plain mode.
  /// - Returns: the exit status.
  public static func run(
    _ wanted: String?, speed: Double, aloud isAloud: Bool, in study: StudyFolder,
    open: SessionRun.DisplayOpener?
  ) -> Int32 {
    do throws(StorageError) {
      guard let wanted else { return try list(study) }
      let script = try FileCheck.readSession(wanted, in: study).session
      if let obstacle = script.rehearsalObstacle {
        Console.complain(
          "focusgroup: \(script.id) is no group to practise on: \(obstacle.words); without an argument, rehearse lists "
            + "those that are")
        return 64
      }
      let rehearsal = Rehearsal(of: script)
      guard rehearsal.pointCount > 0 else {
        Console.complain(
          "focusgroup: nobody says anything in \(script.id): it has no note with a participant")
        return 64
      }
      return try rehearse(script, rehearsal, speed: speed, aloud: isAloud, open: open)
    } catch {
      Console.complain("focusgroup: \(error.message)")
      return error.exitStatus
    }
  }

  /// What of a study can be rehearsed.
  private static func list(_ study: StudyFolder) throws(StorageError) -> Int32 {
    let console = Console()
    let lines = try SessionTable.sessions(of: study).compactMap { listing -> String? in
      guard case .success(let heading) = listing.heading else { return nil }
      if !Session.isFictional(id: heading.id, title: heading.title) {
        let read = try? Recovery.read(in: study, id: listing.id).session
        guard let read, read.rehearsalObstacle == nil else { return nil }
      }
      return "focusgroup rehearse \(listing.id)  # \(counted(heading.notes, "note")), \(heading.title)"
    }
    guard !lines.isEmpty else {
      Console.complain(
        "focusgroup: this study has no group to practise on: no fictional sample, no archived group")
      return 66
    }
    let text = lines.map { safeText($0) + "\n" }.joined()
    return console.write(text) ? 0 : 74
  }

  private static func rehearse(
    _ script: Session, _ rehearsal: Rehearsal, speed: Double, aloud isAloud: Bool,
    open: SessionRun.DisplayOpener?
  ) throws(StorageError) -> Int32 {
    let console = Console()
    let program = Loudspeaker.program
    let aloud =
      isAloud
      ? Here.program(program.name).map { path in
        Loudspeaker(program, at: path, saying: rehearsal, of: script, speed: speed)
      } : nil
    // Before there is something to throw away.
    let signals = SignalPipe()
    let room = try PracticeRoom()
    defer {
      if !room.clear() {
        Console.complain("focusgroup: the rehearsal is not thrown away: remove \(room.path)")
      }
    }
    let clock = SessionClock(at: .zero)
    let recorder = Recorder(id: SessionName.recorder(), program: Program.version, from: .zero)
    var begun: (recording: Recording, effects: [Effect])?
    let store = try OpenSession.create(in: room.study, id: "rehearsal", recorder: recorder.id) { id in
      let opened = Recording.rehearse(
        script, id: id, uuid: SessionName.uuid(), timeZone: ClockReading.timeZoneName, recorder: recorder,
        interactive: console.isTerminal, now: clock.now())
      begun = opened
      return opened.effects.records
    }
    guard let begun else { return 1 }
    var desk = RecordingDesk(
      recording: begun.recording, study: room.study, clock: clock, store: store,
      durable: begun.effects.lastRecord, greeting: begun.effects,
      troubles: isAloud && aloud == nil ? [program.missing] : [])
    let speaking = Speaking(rehearsal, speed: speed, begun: clock.now().offset)
    let outcome = desk.sit(console, signals, practice: .init(speaking: speaking, aloud: aloud), open: open)
    guard outcome.ending != .stopped else { return 1 }
    var isSaid = true
    if let score = outcome.score {
      let text = RehearsalText(score, of: script, in: outcome.recording.session, speed: speed)
      isSaid = console.write(text.lines.joined(separator: "\n") + "\n")
    }
    if case .failed(let error) = outcome.ending {
      Console.complain("focusgroup: the rehearsal could not be recorded to its end: \(error.message)")
      return error.exitStatus
    }
    return isSaid ? 0 : 74
  }
}
