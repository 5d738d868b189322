internal import Facilitation
internal import Interview
internal import Platform

/// Says aloud what a group says in a rehearsal, by a program that is installed. Nothing waits for it: what it has to tell of the
/// program comes with the next look, and its descriptor says when to look.
final class Loudspeaker {
  private let program: SpeakingProgram
  private let path: String
  /// What is said of each utterance; nil of what is seen.
  private let script: [SpokenAloud?]
  private var queue = AloudQueue()
  /// What is being said, since when, and the program that does.
  private var current: (spoken: SpokenAloud, since: Offset, by: SpawnedProgram)?
  /// The program does not speak: it is not tried again.
  private var isSilent = false

  /// How long the end of a program that was ended is waited for.
  private static let patience = Duration.milliseconds(300)

  /// - Parameters:
  ///   - path: of the program.
  ///   - script: the session that is rehearsed.
  init(
    _ program: SpeakingProgram, at path: String, saying rehearsal: Rehearsal, of script: Session,
    speed: Double
  ) {
    self.program = program
    self.path = path
    self.script = rehearsal.utterances.map { SpokenAloud($0, in: script, speed: speed) }
  }

  /// The program of this system.
  static var program: SpeakingProgram {
    #if canImport(Darwin)
      .say
    #else
      .espeak
    #endif
  }

  /// Readable once what is said has come to its end; -1 as long as nothing is said.
  var wakeDescriptor: Int32 { current?.by.wakeDescriptor ?? -1 }

  /// Takes what has been said in the pane since the last time, and goes on.
  ///
  /// - Returns: what is to be told, once, when the program does not speak.
  func follow(_ speeches: [Speech], at now: Offset) -> String? {
    guard !isSilent else { return nil }
    var next: Int?
    if let (spoken, since, by) = current, let status = by.status {
      current = nil
      if let complaint = program.complaint(after: spoken, status: status, in: now - since) {
        return fallSilent(complaint)
      }
      next = queue.end()
    }
    for speech in speeches where script.indices.contains(speech.number) && script[speech.number] != nil {
      next = queue.begin(speech.number) ?? next
    }
    return next.flatMap { script[$0] }.flatMap { say($0, at: now) }
  }

  /// Falls silent for good: nobody speaks when this has returned.
  func end() {
    isSilent = true
    current?.by.end(waiting: Loudspeaker.patience)
    current = nil
  }

  private func say(_ spoken: SpokenAloud, at now: Offset) -> String? {
    current?.by.end()
    current = nil
    do throws(SystemFailure) {
      let by = try SpawnedProgram(
        path, arguments: program.arguments(for: spoken), input: Array(program.input(for: spoken).utf8))
      current = (spoken, now, by)
      return nil
    } catch {
      return fallSilent(program.notStarted(because: error.reason))
    }
  }

  private func fallSilent(_ complaint: String) -> String {
    isSilent = true
    return complaint
  }
}
