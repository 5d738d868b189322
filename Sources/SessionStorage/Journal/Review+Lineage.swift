internal import Interview

extension Review {
  var newestRecorder: String? { recorders.last?.id }
  var recorderMarks: [RecorderMark] { recorders.map { RecorderMark(id: $0.id, last: $0.last) } }

  mutating func goOn(as recorder: String, _ heading: JournalHeading?) {
    // One in which nothing was said has one recorder: who says the first.
    restore(isUntouched ? [] : recorders.filter { $0.id != recorder })
    let opening = heading?.opening
    open(by: ReviewRecorder(id: recorder, program: opening?.program ?? "", from: opening?.at ?? lastChange))
  }

  var changedNumbers: [String: Int] { [:] }

  func without(_ recorders: Set<String>, since number: Int, numbers: [String: Int]) -> Review {
    var review = self
    review.lastRecord = number
    let others = self.recorders.filter { recorders.contains($0.id) }
    review.restore(self.recorders.filter { !recorders.contains($0.id) })
    guard let start = others.map(\.from.milliseconds).min() else { return review }
    func isOld(_ at: WallTime) -> Bool { at.milliseconds < start }
    review.codebook = codebook.filter { isOld($0.value.at) }
    review.notes = notes.compactMapValues { note in
      var note = note
      note.codes = note.codes.filter { isOld($0.value.at) }
      note.memos.removeAll { !isOld($0.at) }
      if let check = note.check, !isOld(check.at) { note.check = nil }
      if let speakers = note.speakers, !isOld(speakers.at) { note.speakers = nil }
      if let verified = note.verified, !isOld(verified.at) { note.verified = nil }
      return note.isEmpty ? nil : note
    }
    return review
  }
}
