internal import Interview

extension Review {
  /// A review out of a file that cannot be read as a whole: its lines one by one, and what they do not tell made up.
  /// Should two lines say something of one note, as where two versions of the file were put into one, both count.
  ///
  /// - Returns: nil if the lines tell next to nothing.
  static func salvaged(from bytes: [UInt8], of files: SessionFiles) -> (state: Review, losses: FileLosses)? {
    guard let reviewer = files.reviewer else { return nil }
    var lines = FileLines(bytes)
    let summary: ReviewSummary? = lines.value("summary")
    let notes: [ReviewedNote] = lines.values("notes")
    let codebook: [UnderCode<ReviewerCode>] = lines.values("codebook")
    guard !notes.isEmpty || !codebook.isEmpty || summary != nil && lines.members["uuid"] != nil else {
      return nil
    }
    func name(_ key: String) -> String? {
      let text: String? = lines.value(key)
      return text.flatMap { SessionFiles.isID($0) ? $0 : nil }
    }
    let recorders: [ReviewRecorder] = lines.values("recorders").once { $0.id }
    var review = Review(
      ReviewHead(
        uuid: name("uuid") ?? files.lostUUID, reviewer: reviewer, session: name("session") ?? files.id,
        sessionUUID: name("sessionUUID") ?? files.lostUUID,
        startedAt: lines.value("startedAt") ?? recorders.first?.from ?? summary?.lastChange
          ?? WallTime(milliseconds: 0)))
    review.lastRecord = max(summary?.lastRecord ?? 0, recorders.compactMap(\.last).max() ?? 0)
    review.lastChange = summary?.lastChange ?? review.startedAt
    for entry in codebook { review.codebook[entry.code] = entry.value }
    review.unapplied = lines.values("unapplied")
    review.unknown = lines.members.filter { !ReviewFormat.keys.contains($0.key) }
    if let unknown = summary?.unknown, !unknown.isEmpty { review.unknown["summary"] = .object(unknown) }
    let memos = notes.flatMap { $0.review.memos.map(\.number) }
    review.nextMemo = max(summary?.nextMemo ?? 1, (memos.max() ?? 0).adding(1))
    // Without recorders neither of two lines counts as the one that knew of the other.
    for said in notes where !said.review.isEmpty {
      if review.notes[said.note] == nil {
        review.notes[said.note] = said.review
      } else {
        var other = review
        other.notes = [said.note: said.review]
        review = review.united(with: other).review
      }
    }
    // Two versions may each have made a remark of one number, on other notes.
    let next = review.nextMemo
    _ = review.renumberMemos(above: Limit.roomForNumbers)
    review.nextMemo = max(next, review.nextMemo)
    review.restore(recorders)
    // What is not written back as it was read is nothing to go on from.
    guard review.isRead(from: ReviewFormat.bytes(of: review)) else { return nil }
    let losses = FileLosses(
      lines: lines.unreadable, isCut: !lines.isWhole, notes: review.notes.count, of: summary?.notes,
      missing: [])
    return (review, losses)
  }
}
