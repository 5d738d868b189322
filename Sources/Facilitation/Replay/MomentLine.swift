package import Interview
internal import Text

/// What happened at a moment, in a line: for plain mode, and for what has a line of its own on the screen.
package struct MomentLine {
  let timeline: Timeline
  let moment: Moment

  package init(timeline: Timeline, moment: Moment) {
    self.timeline = timeline
    self.moment = moment
  }

  private var session: Session { timeline.session }

  /// With its time: `00:38:02 17 K1 P3 we are asked`. A note's is that of its first key, as everywhere.
  var text: String { "\(session.clock(moment.note.map { session.notes[$0].at } ?? moment.at)) \(words)" }

  /// Without its time.
  package var words: String {
    switch moment.kind {
    case .begun: "the group begins"
    case .ended: "the group has ended"
    case .visit(let index):
      "question \(session.visits[index].question): \(title(session.visits[index].question))"
    case .pause(let index): MomentLine.words(session.pauses[index], in: session)
    case .pauseOver(let index): session.pauses[index].unrecorded ? "recorded again" : "the session goes on"
    case .offRecord(let index): "off the record" + length(session.offRecord[index])
    case .offRecordOver: "on the record"
    case .audio(let index): "audio recording on" + (session.recordings[index].label.map { " \($0)" } ?? "")
    case .audioOver: "audio recording off"
    case .came(let seat): "P\(seat) comes in"
    case .went(let seat): "P\(seat) leaves the room"
    case .outcome(let index): outcome(session.outcomes[index])
    case .probe(let index, let change): probe(session.probes[index], change)
    case .summary(let index):
      "oral summary read out, \(counted(session.summaries[index].notes.count, "note"))"
    case .note(let index): note(index)
    case .edit(let index, _): edit(index)
    case .asked(let index): "follow-up \(session.notes[index].number) was asked"
    case .stance(let index, let change): stance(session.stances[index], change)
    }
  }

  private func title(_ question: QuestionID) -> String { session.title(of: question) }

  private func length(_ stretch: Stretch) -> String {
    stretch.to.map { ", for \(minutesText(milliseconds: $0 - stretch.from))" } ?? ""
  }

  /// A pause, told apart from silence and from time that was not recorded.
  static func words(_ pause: Pause, in session: Session) -> String {
    let length = pause.to.map { ", for \(minutesText(milliseconds: $0 - pause.from))" } ?? ""
    if pause.unrecorded { return "not recorded\(length): the group went on" }
    switch pause.why {
    case .break: return "break\(length)"
    case .left: return "pause\(length): the recording was left"
    case .cut: return "pause\(length): the recording was cut off"
    case .asleep: return "pause\(length): the computer slept"
    }
  }

  private func outcome(_ outcome: QuestionOutcome) -> String {
    var words = outcome.outcome.rawValue
    if let reason = outcome.reason { words += ", reason: \(reason.rawValue)" }
    if outcome.wording == .adapted { words += ", in other words" }
    return "\(outcome.question) \(words)"
  }

  private func probe(_ mark: ProbeMark, _ change: Int) -> String {
    let question = session.protocol.question(mark.question).map { session.wording(of: $0) }
    let place = question?.probes.firstIndex { $0.id == mark.probe }
    let name = place.map { "probe \($0 + 1) of \(mark.question)" } ?? "a probe of \(mark.question)"
    let ask = place.flatMap { question?.probes[$0].ask }.map { ": \($0)" } ?? ""
    switch mark.changes[change].how {
    case .asked: return "\(name) asked\(ask)"
    case .unprompted: return "\(name) answered unprompted\(ask)"
    case .none: return "\(name) not asked after all"
    }
  }

  private func note(_ index: Int) -> String {
    guard let note = timeline.reading(of: index, at: moment.at)?.note else { return "" }
    let raised = note.raisedAt.map { ", raised at \($0)" } ?? ""
    let audio = session.audioWords(of: note).map { " (\($0))" } ?? ""
    return "\(note.number) \(note.question)\(raised)\(audio) \(session.words(.spoken, of: note))"
  }

  private func edit(_ index: Int) -> String {
    guard let note = timeline.reading(of: index, at: moment.at)?.note else { return "" }
    return "note \(note.number) now reads: \(note.question) \(session.words(.spoken, of: note))"
  }

  private func stance(_ stance: Stance, _ change: Int) -> String {
    let number = stance.target.note.flatMap { session.note(id: $0)?.number }
    let point = number.map { "note \($0)" } ?? "the question \(stance.target.question)"
    let change = stance.changes[change]
    let statement =
      change.statement.flatMap { session.note(id: $0)?.number }.map { ", says so in \($0)" } ?? ""
    switch change.value {
    case .agree: return "\(stance.participant.words) agrees with \(point)\(statement)"
    case .dissent: return "\(stance.participant.words) dissents with \(point)\(statement)"
    case .none: return "\(stance.participant.words) has no stance on \(point) after all"
    }
  }
}
