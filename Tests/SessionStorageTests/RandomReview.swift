import Interview
import RandomSessions

@testable import SessionStorage

extension RandomSession {
  /// A review of which every field can be anything that it may be.
  mutating func review() -> Review {
    var review = Review(reviewHead())
    review.lastRecord = number(1...100_000)
    review.lastChange = wall()
    review.nextMemo = number(1_000_000...2_000_000)
    review.restore(list { $0.reviewRecorder() })
    for _ in 0..<number(isFull ? 2...3 : 0...3) { review.codebook[text()] = reviewerCode() }
    for _ in 0..<number(isFull ? 3...9 : 0...9) {
      let layer = noteReview()
      if !layer.isEmpty { review.notes[noteID()] = layer }
    }
    review.unapplied = list { $0.json(depth: 2) }
    review.unknown = unknown()
    if coin() { review.unknown["summary"] = .object(["x-new": json(depth: 1)]) }
    return review
  }

  /// A record of a kind, of any review.
  mutating func reviewRecord(of kind: ReviewChange.Kind) -> ReviewRecord {
    let role: RecordRole = one(of: [.change, .undo(number(1...999)), .redo(number(1...999))])
    return ReviewRecord(
      number: number(1...1_000_000), at: wall(), role: role, change: reviewChange(of: kind),
      unknown: unknown())
  }

  mutating func reviewChange(of kind: ReviewChange.Kind) -> ReviewChange {
    switch kind {
    case .started: return .started(reviewHead())
    case .code: return .code(note: noteID(), text(), maybe { $0.codeMark() })
    case .memo:
      let number = number(1...999)
      return .memo(note: noteID(), number: number, maybe { $0.memo(number) })
    case .check: return .check(note: noteID(), maybe { $0.check() })
    case .speakers: return .speakers(note: noteID(), maybe { $0.correction() })
    case .verified: return .verified(note: noteID(), maybe { $0.verified() })
    case .newCode: return .newCode(text(), maybe { $0.reviewerCode() })
    case .wordErased: return .wordErased("a\(text())", keeping: list { $0.text() })
    case .erased: return .erased(notes: list { $0.noteID() })
    case .together: return .together(list { $0.smallReviewChange() })
    case .history:
      func steps(_ dice: inout RandomSession) -> [UndoHistory<ReviewChange>.Step] {
        dice.list { .init(record: $0.number(1...999), inverse: $0.smallReviewChange()) }
      }
      return .history(
        UndoHistory(undoable: steps(&self), redoable: steps(&self), givenUp: number(0...9)))
    }
  }

  private mutating func smallReviewChange() -> ReviewChange {
    let whole: Set<ReviewChange.Kind> = [.started, .together, .history]
    return reviewChange(of: one(of: ReviewChange.Kind.allCases.filter { !whole.contains($0) }))
  }

  private mutating func reviewHead() -> ReviewHead {
    ReviewHead(
      uuid: name(), reviewer: one(of: ["anna", "b-2", "0"]), session: name(), sessionUUID: name(),
      startedAt: wall())
  }

  private mutating func noteID() -> String { one(of: ["abcd", "wxyz", name()]) + "-\(number(1...30))" }

  mutating func noteReview() -> NoteReview {
    var review = NoteReview()
    for _ in 0..<number(isFull ? 1...3 : 0...3) { review.codes[text()] = codeMark() }
    var last = 0
    review.memos = list {
      last += $0.number(1...9)
      return $0.memo(last)
    }
    review.check = maybe { $0.check() }
    review.speakers = maybe { $0.correction() }
    review.verified = maybe { $0.verified() }
    review.unknown = unknown()
    return review
  }

  mutating func reviewRecorder() -> ReviewRecorder {
    ReviewRecorder(
      id: name(), program: text(), from: wall(), last: maybe { $0.number(0...100_000) }, unknown: unknown())
  }

  mutating func reviewerCode() -> ReviewerCode {
    ReviewerCode(about: text(), at: wall(), unknown: unknown())
  }

  mutating func codeMark() -> NoteReview.CodeMark {
    NoteReview.CodeMark(isGiven: coin(), at: wall(), unknown: unknown())
  }

  mutating func memo(_ number: Int) -> NoteReview.Memo {
    NoteReview.Memo(number: number, text: text(), at: wall(), unknown: unknown())
  }

  mutating func check() -> NoteReview.Check {
    NoteReview.Check(about: text(), at: wall(), unknown: unknown())
  }

  mutating func correction() -> NoteReview.SpeakerCorrection {
    NoteReview.SpeakerCorrection(speakers: list { $0.speaker() }, at: wall(), unknown: unknown())
  }

  mutating func verified() -> NoteReview.VerifiedText {
    NoteReview.VerifiedText(text: text(), at: wall(), unknown: unknown())
  }
}
