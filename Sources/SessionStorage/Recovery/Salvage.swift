internal import Interview

extension Session {
  /// A session whose first record is lost and that has no file: made up from what the others name, so that no
  /// note is lost with it.
  ///
  /// - Returns: nil without any record.
  init?(salvagedFrom records: [Record], of files: SessionFiles, uuid: String?) {
    guard let first = records.first else { return nil }
    let id = files.id
    var questions: [QuestionID] = []
    var start: WallTime?
    for record in records { Session.gather(record.change, &questions, &start) }
    self.init(
      id: id, uuid: uuid ?? files.lostUUID, title: id, startedAt: start ?? WallTime(milliseconds: 0),
      timeZone: "",
      group: Group(),
      protocol: .lost(id, questions: questions))
    lastRecord = first.number - 1
  }

  private static func gather(
    _ change: Change, _ questions: inout [QuestionID], _ start: inout WallTime?
  ) {
    func found(_ question: QuestionID) {
      if !questions.contains(question) { questions.append(question) }
    }
    switch change {
    case .visited(let question, _), .relabelled(_, _, let question), .outcome(let question, _):
      found(question)
    case .note(_, let note?):
      found(note.question)
      start = start ?? note.time.adding(-note.at.rawValue)
    case .begun(let stamp), .ended(let stamp):
      start = start ?? stamp.wall.adding(-stamp.offset.rawValue)
    case .edited(_, let edit, _), .unedited(_, let edit): if let question = edit.question { found(question) }
    case .probe(let mark): found(mark.question)
    case .probeChanged(let question, _, _), .stanceMoved(_, _, let question): found(question)
    case .stance(let stance): found(stance.target.question)
    case .stanceChanged(_, let target, _): found(target.question)
    case .together(let changes): for change in changes { gather(change, &questions, &start) }
    default: break
    }
  }
}

extension SessionFiles {
  /// Stands for a uuid that is told nowhere.
  var lostUUID: String { String((SessionFiles.lostMark + id).prefix(100)) }
  /// What it begins with.
  static let lostMark = "lost-"
}
