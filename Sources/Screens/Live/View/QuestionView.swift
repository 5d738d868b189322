internal import Facilitation
internal import Interview
internal import Text
internal import TextScreen

/// What stands over the notes of a recording: the question under discussion, or what stands there before the first and
/// after the end.
struct QuestionView {
  let course: CourseView

  private var session: Session { course.session }

  /// - Parameter asked: the rows of the question under discussion; nil before the first.
  func rows(_ asked: () -> [Row]?) -> [Row] {
    guard session.endedAt == nil else { return ended }
    return asked() ?? before
  }

  private var before: [Row] {
    let blank = [Row(width: course.columns)]
    let title = session.title.isEmpty ? blank : course.block(session.title, " ", .title)
    let count = session.participants.count
    let plan =
      "\(counted(session.protocol.questions.count, "question")), \(session.plannedLength / 60_000) minutes; "
      + (count == 0 ? "participants are added as they come: /in 1" : counted(count, "participant"))
    return title + blank + course.block(plan, " ", .text)
      + course.block(materials, " ", .text)
      + course.block("When people have arrived and consented: /begin starts the clock.", " ", .text)
  }

  /// What to bring, question by question.
  private var materials: String {
    let lists = session.protocol.questions.compactMap { question -> String? in
      let materials = session.wording(of: question).materials
      return materials.isEmpty ? nil : "\(question.id) \(materials.joined(separator: ", "))"
    }
    return lists.isEmpty ? "" : "Bring: \(lists.joined(separator: "; "))."
  }

  private var ended: [Row] {
    let length = session.clock(session.endedAt?.offset ?? course.time)
    let isFinished = session.status == .finished
    return course.block(
      isFinished ? "The session is finished." : "The group has ended after \(length).", " ", .title)
      + course.block(
        isFinished
          ? "What is noted now counts as added afterwards."
          : "What you still remember can be noted. /finish closes the session; ^Q or /leave keeps it for later.",
        " ", .text)
  }
}
