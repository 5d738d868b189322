internal import Facilitation
internal import Interview
internal import Text
internal import TextScreen

extension RecordingScreen {
  /// The question under discussion, or what stands there before the first and after the end.
  mutating func questionRows(_ layout: RecordingLayout) -> [Row] {
    guard session.endedAt == nil else { return endedRows(layout) }
    return question.rows(of: course(layout)) ?? beforeRows(layout)
  }

  /// The session as it stands now, to be laid out.
  func course(_ layout: RecordingLayout, at time: Offset? = nil) -> CourseView {
    CourseView(
      session: session, time: time ?? tick.offset, columns: layout.columns, isWide: layout.room == .full)
  }

  private func beforeRows(_ layout: RecordingLayout) -> [Row] {
    let count = session.participants.count
    var lines = ["\(session.title)", ""]
    lines.append(
      "\(counted(session.protocol.questions.count, "question")), \(session.plannedLength / 60_000) minutes; "
        + (count == 0 ? "participants are added as they come: /in 1" : counted(count, "participant")))
    lines.append("When people have arrived and consented: /begin starts the clock.")
    return lines.enumerated().flatMap { index, text in
      text.isEmpty
        ? [Row(width: layout.columns)]
        : course(layout).block(text, " ", index == 0 ? .title : .text)
    }
  }

  private func endedRows(_ layout: RecordingLayout) -> [Row] {
    let length = session.clock(session.endedAt?.offset ?? tick.offset)
    let isFinished = session.status == .finished
    let view = course(layout)
    return view.block(
      isFinished ? "The session is finished." : "The group has ended after \(length).", " ", .title)
      + view.block(
        isFinished
          ? "What is noted now counts as added afterwards."
          : "What you still remember can be noted. /finish closes the session; ^Q or /leave keeps it for later.",
        " ", .text)
  }
}
