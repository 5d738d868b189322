/// Two states of one review, put together: what came of it and what has to be told.
public struct ReviewUnion: Equatable, Sendable {
  /// Both sides say something else of a note, and neither said so knowing of the other: what was said last stays.
  public enum Conflict: Equatable, Sendable {
    /// Two remarks had one number: the other side's has a new one.
    case memo(note: String, old: Int, new: Int)
    /// Why the note is to be checked.
    case check(note: String)
    /// Who said it.
    case speakers(note: String)
    /// What was said.
    case verified(note: String)
    /// What a code means.
    case code(Code)
  }

  /// Both together.
  public var review: Review
  /// Ids of notes of which only the other side said something, sorted.
  public var joined: [String]
  /// What the review does not have as the other side has it. Whoever unites the two keeps the other side whole.
  public var conflicts: [Conflict]
}

extension Review {
  /// Unites two states of one review: all that both say of notes, by the notes' ids. Where they contradict, what was
  /// said last stays; remarks all stay, with new numbers for the other side's where need be.
  ///
  /// Total. A state united with itself, or with one that was united with it before, stays as it is.
  ///
  /// - Parameter session: the session as it is now: what is said of notes that were destroyed in it goes.
  public func united(with other: Review, in session: Session? = nil) -> ReviewUnion {
    var union = ReviewsUnion(self, other)
    var result = union.unite()
    if let session { result.review = result.review.takingOut(whatIsDestroyedIn: session) }
    return result
  }

  /// The review without what is said of notes whose text was destroyed in the session, which may quote it, and with
  /// everything else.
  public func takingOut(whatIsDestroyedIn session: Session) -> Review {
    let destroyed = Destruction(in: session)
    let said = notes.keys.filter(destroyed.has(id:))
    guard !said.isEmpty else { return self }
    var review = self
    for id in said { review.notes[id] = nil }
    review.unapplied = unapplied.map(\.withoutWords)
    return review
  }
}

/// The work of uniting two states of a review.
private struct ReviewsUnion {
  private let mine, theirs: Review
  private var review: Review
  /// This side has every record of the other, or the other way round.
  private let isAhead, isBehind: Bool
  /// When the first of the records was made that only one side has; nil if that is not known.
  private let parting: WallTime?
  private var memos: Set<Int>
  private var conflicts: [ReviewUnion.Conflict] = []

  init(_ mine: Review, _ theirs: Review) {
    self.mine = mine
    self.theirs = theirs
    review = mine
    isAhead = theirs.recorders.areContained(in: mine.recorders)
    isBehind = !isAhead && mine.recorders.areContained(in: theirs.recorders)
    let single = mine.recorders.without(theirs.recorders) + theirs.recorders.without(mine.recorders)
    parting = single.map(\.from).min { $0.milliseconds < $1.milliseconds }
    memos = Set(mine.notes.values.flatMap { $0.memos.map(\.number) })
  }

  mutating func unite() -> ReviewUnion {
    let (front, back) = isBehind ? (theirs, mine) : (mine, theirs)
    review.recorders = front.recorders.united(
      with: back.recorders, lastRecord: front.lastRecord, otherRecord: back.lastRecord)
    review.lastRecord = max(mine.lastRecord, theirs.lastRecord)
    review.lastChange = theirs.lastChange.isAfter(mine.lastChange) ? theirs.lastChange : mine.lastChange
    if isBehind { review.nextMemo = max(mine.nextMemo, theirs.nextMemo) }
    review.unapplied = mine.unapplied.united(withUnapplied: theirs.unapplied)
    review.unknown.merge(theirs.unknown) { mine, _ in mine }
    for (code, entry) in theirs.codebook.sorted(by: { $0.key < $1.key }) {
      let told = ReviewUnion.Conflict.code(code)
      review.codebook[code] = latest(mine.codebook[code], entry, told) {
        $0.about == $1.about
      } at: {
        $0.at
      }
    }
    for (id, note) in theirs.notes.sorted(by: { $0.key < $1.key }) {
      review.notes[id] = unite(id, mine.notes[id] ?? NoteReview(), note)
    }
    let joined = theirs.notes.keys.filter { mine.notes[$0] == nil }.sorted()
    return ReviewUnion(review: review, joined: joined, conflicts: conflicts)
  }

  private mutating func unite(_ id: String, _ mine: NoteReview, _ theirs: NoteReview) -> NoteReview {
    var note = mine
    note.codes.merge(theirs.codes) { $1.at.isAfter($0.at) ? $1 : $0 }
    note.check = latest(mine.check, theirs.check, .check(note: id)) {
      $0.about == $1.about
    } at: {
      $0.at
    }
    note.speakers = latest(mine.speakers, theirs.speakers, .speakers(note: id)) {
      $0.speakers == $1.speakers
    } at: {
      $0.at
    }
    note.verified = latest(mine.verified, theirs.verified, .verified(note: id)) {
      $0.text == $1.text
    } at: {
      $0.at
    }
    for memo in theirs.memos { take(memo, on: id, &note) }
    note.memos.sort { $0.number < $1.number }
    note.unknown.merge(theirs.unknown) { mine, _ in mine }
    return note
  }

  private mutating func latest<Value>(
    _ mine: Value?, _ theirs: Value?, _ conflict: ReviewUnion.Conflict,
    isSame: (Value, Value) -> Bool, at: (Value) -> WallTime
  ) -> Value? {
    guard let mine, let theirs else { return mine ?? theirs }
    guard !isSame(mine, theirs) else { return mine }
    if isAhead { return mine }
    if isBehind { return theirs }
    conflicts.append(conflict)
    return at(theirs).isAfter(at(mine)) ? theirs : mine
  }

  private mutating func take(_ memo: NoteReview.Memo, on id: String, _ note: inout NoteReview) {
    if note.memos.contains(where: { $0.text == memo.text && $0.at == memo.at }) { return }
    if let place = note.memos.firstIndex(where: { $0.number == memo.number }) {
      let own = note.memos[place]
      if isAhead { return }
      let isOld = parting.map { $0.isAfter(own.at) || $0.isAfter(memo.at) } ?? false
      if isBehind || isOld {
        // The same remark, which one side has reworded.
        if isBehind || memo.at.isAfter(own.at) { note.memos[place] = memo }
        return
      }
    }
    var joining = memo
    if memos.contains(memo.number) {
      joining.number = free()
      conflicts.append(.memo(note: id, old: memo.number, new: joining.number))
    }
    memos.insert(joining.number)
    review.nextMemo = max(review.nextMemo, joining.number &+ 1)
    note.memos.append(joining)
  }

  /// A number that no remark has.
  private func free() -> Int {
    let next = review.nextMemo
    if (1...1_000_000_000).contains(next), !memos.contains(next) { return next }
    var number = 1
    while memos.contains(number) { number += 1 }
    return number
  }
}

extension WallTime {
  fileprivate func isAfter(_ other: WallTime) -> Bool { milliseconds > other.milliseconds }
}
