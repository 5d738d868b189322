internal import Facilitation
internal import Interview
internal import TextScreen

extension RecordingScreen {
  /// Completes the word before the cursor, or goes on to the next candidate.
  mutating func complete(backwards: Bool) {
    let recording = recording
    let isAsked = line.isCompleting || !session.isOffRecord || line.text.first == "/"
    let isDone =
      isAsked
      && line.complete(backwards: backwards, at: now, on: session.currentQuestion) { before in
        Offer.of(before, in: recording)
      }
    if !isDone { say(.told, "nothing to complete here; # codes, > questions, / commands") }
  }
}
