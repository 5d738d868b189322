internal import Facilitation
internal import Interview
internal import Text

extension PlainRecording {
  /// Where one is, or what is asked.
  var place: String {
    if let asked = recording.confirmation { return asked.prompt }
    return recording.lineName
  }

  /// What is said in a rehearsal is told once it has been said to its end, as every answer: between two lines that are typed.
  mutating func hear(_ speech: Speech) {
    guard speech.isOver else { return }
    let words = speech.words.joined(separator: " ")
    let line = speech.who.isEmpty ? words : "\(speech.who) says: \(words)"
    outbox.add(Reply(.told, [safeText(line)]), after: 0)
  }
}
