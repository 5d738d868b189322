import Foundation
import Interview
import RandomSessions
import Testing

@Suite("The union of any two states")
struct UnionPropertyTests {
  private static let seeds = Trials.proves ? 0..<1_000 : 0..<60

  /// Anything that a session may be; what is redacted or erased has no text, as in every session.
  private static func any(_ seed: Int) -> Session {
    var random = RandomSession(seed: seed, isFull: seed % 7 == 0)
    let session = seed % 2 == 0 ? random.session() : RandomSession.eventful(seed)
    return destroyed(session)
  }

  private static func destroyed(_ session: Session) -> Session {
    var session = session
    for participant in session.participants {
      guard let withdrawn = participant.withdrawn, withdrawn.scope == .erase else { continue }
      let change = Change.erased(participant.seat, at: withdrawn.at)
      session.apply(Record(number: session.lastRecord + 1, at: .zero, change: change))
    }
    return session.takingOut(whatIsDestroyedIn: session)
  }

  /// Another state of it: some notes gone, some changed, some new, some of another session's parts.
  private static func other(_ session: Session, _ seed: Int) -> Session {
    var random = RandomSession(seed: seed &+ 1_000_000)
    var other = session
    let recorder = Recorder(id: "r\(seed)", program: "test", from: random.offset())
    other.apply(Record(number: other.lastRecord + 1, at: recorder.from, change: .recorder(recorder)))
    for note in session.notes {
      let record = Record(
        number: other.lastRecord + 1, at: note.saved, change: change(of: note, in: other, &random))
      if random.coin() { other.apply(record) }
    }
    for _ in 0..<random.number(0...4) {
      let number = other.nextNote
      var note = random.note(number)
      note.id = "zzzz-\(number)"
      other.apply(Record(number: other.lastRecord + 1, at: note.saved, change: .note(number: number, note)))
    }
    if random.coin() {
      other.apply(Record(number: other.lastRecord + 1, at: .zero, change: .draft(random.draft())))
    }
    return destroyed(other)
  }

  private static func change(of note: Note, in session: Session, _ random: inout RandomSession) -> Change {
    switch random.number(0...6) {
    case 0: return .note(number: note.number, nil)
    case 1: return .retracted(number: note.number, at: random.offset())
    case 2: return .redacted(numbers: [note.number])
    case 3: return .erased(random.number(1...99), at: random.offset())
    case 4: return .stance(random.stance())
    case 5: return .wordRedacted(String(note.content.text.prefix(3)), at: random.offset())
    default:
      var content = note.content
      content.text = random.text()
      return session.edit(note, content: content, typed: content.text, at: random.offset())
    }
  }

  private static func pairs(_ seeds: Range<Int>) -> [(Session, Session)] {
    seeds.flatMap { seed -> [(Session, Session)] in
      let one = any(seed)
      return [(one, other(one, seed)), (other(one, seed + 500_000), other(one, seed)), (one, any(seed + 1))]
    }
  }

  @Test("of a state with itself is that state")
  func withItself() {
    for seed in 0..<2 * Self.seeds.count {
      let one = Self.any(seed)
      let union = one.united(with: one)
      #expect(union.session.differences(from: one) == [], "seed \(seed)")
      #expect(union.joined.isEmpty && union.renumbered.isEmpty && union.conflicts.isEmpty, "seed \(seed)")
    }
  }

  @Test("has every note of either side, once, each under a number of its own")
  func everyNote() {
    for (index, (one, two)) in Self.pairs(Self.seeds).enumerated() {
      for (mine, theirs) in [(one, two), (two, one)] {
        let union = mine.united(with: theirs)
        let numbers = union.session.notes.map(\.number)
        #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }, "pair \(index)")
        #expect(union.session.nextNote > numbers.last ?? 0, "pair \(index)")
        let retracted = Set(union.session.retracted.map(\.id))
        for note in mine.notes + theirs.notes where !retracted.contains(note.id) {
          #expect(union.session.note(id: note.id) != nil, "pair \(index), \(note.id)")
        }
        #expect(Set(union.session.notes.map(\.id)).count == numbers.count, "pair \(index)")
        for note in mine.notes {
          if let kept = union.session.note(id: note.id) {
            #expect(kept.number == note.number, "pair \(index)")
          }
        }
      }
    }
  }

  @Test("has every text of either side that neither destroyed, retracted or edited further")
  func everyText() {
    for (index, (one, two)) in Self.pairs(Self.seeds).enumerated() {
      let union = one.united(with: two)
      let gone = Set(union.session.retracted.map(\.id) + (one.notes + two.notes).filter(\.redacted).map(\.id))
      let erased = Set(
        (one.participants + two.participants).filter { $0.withdrawn?.scope == .erase }.map(\.seat))
      let texts = Set(union.session.notes.flatMap { [$0.content.text] + $0.revisions.map(\.content.text) })
      for note in one.notes + two.notes where !gone.contains(note.id) {
        let versions = [note.content] + note.revisions.map(\.content)
        if versions.contains(where: { $0.speakers.contains { $0.seat.map(erased.contains) ?? false } }) {
          continue
        }
        // So is a version that answers one who was erased, participant or not: it loses the seat with its words.
        if note.content.replyTo != nil, let kept = union.session.note(id: note.id),
          kept.content.replyTo == nil
        {
          continue
        }
        // Out of which one side took a word: only its versions stay.
        func words(_ session: Session) -> [Offset]? {
          session.note(id: note.id)?.revisions.filter(\.redacted).map(\.at)
        }
        if let mine = words(one), let theirs = words(two), mine != theirs { continue }
        // An edit off the record is taken back; a redacted version takes its source with it.
        if union.session.note(id: note.id)?.redacted == true || !(one.offRecord + two.offRecord).isEmpty {
          continue
        }
        let isThere = texts.contains(note.content.text)
        #expect(isThere, "pair \(index), \(note.id)")
      }
    }
  }

  @Test("has no text of what either side destroyed")
  func destroyed() {
    for (index, (one, two)) in Self.pairs(Self.seeds).enumerated() {
      for (mine, theirs) in [(one, two), (two, one)] {
        let session = mine.united(with: theirs).session
        for note in mine.notes + theirs.notes where note.redacted {
          guard let kept = session.note(id: note.id) else { continue }
          let isBare =
            kept.redacted && kept.content == NoteContent(kind: kept.content.kind) && kept.typed.isEmpty
            && kept.revisions.isEmpty
          #expect(isBare, "pair \(index), \(note.id)")
          let stated = session.stances.flatMap { $0.changes.compactMap(\.statement) }
          #expect(!stated.contains(note.id), "pair \(index), \(note.id)")
        }
      }
    }
  }

  @Test("made once more changes nothing")
  func again() {
    for (index, (one, two)) in Self.pairs(Self.seeds).enumerated() {
      let union = one.united(with: two).session
      let again = union.united(with: two)
      #expect(again.session.differences(from: union) == [], "pair \(index)")
      #expect(again.joined.isEmpty && again.renumbered.isEmpty, "pair \(index)")
    }
  }

  @Test("is total where numbers have reached their limit")
  func limits() {
    var one = Self.any(3)
    one.nextNote = Int.max
    let two = Self.other(Self.any(3), 9)
    let session = one.united(with: two).session
    #expect(
      two.notes.allSatisfy { note in
        session.note(id: note.id).map { $0.number <= 1_000_000_000 }
          ?? session.retracted.contains { $0.id == note.id }
      })
  }
}

extension Session {
  /// What differs, by name, instead of two whole sessions.
  func differences(from other: Session) -> [String] {
    guard self != other else { return [] }
    let names = zip(Mirror(reflecting: self).children, Mirror(reflecting: other).children)
      .filter { String(describing: $0.value) != String(describing: $1.value) }.map { $0.0.label ?? "" }
    let changed = notes.filter { other.note(id: $0.id) != $0 } + other.notes.filter { note(id: $0.id) == nil }
    return (names.isEmpty ? ["something"] : names)
      + changed.map {
        "\($0)".prefix(900) + " / " + "\(String(describing: other.note(id: $0.id)))".prefix(900)
      }
  }
}

@Suite("The union of two states of a review")
struct ReviewUnionTests {
  private static let start = WallTime(milliseconds: 1_000_000)
  private static let head = ReviewHead(
    uuid: "u", reviewer: "anna", session: "s", sessionUUID: "su", startedAt: start)

  private static func at(_ seconds: Int) -> WallTime { start.adding(seconds * 1000) }

  private static func review(_ base: Review? = nil, by recorder: String, _ changes: [ReviewChange]) -> Review
  {
    var review = base ?? Review(head)
    review.open(by: ReviewRecorder(id: recorder, program: "1", from: at(review.recorders.count * 100)))
    for change in changes {
      review.apply(ReviewRecord(number: review.lastRecord + 1, at: at(1), change: change))
    }
    return review
  }

  private static func memo(_ number: Int, _ text: String, on note: String, _ second: Int) -> ReviewChange {
    .memo(note: note, number: number, .init(number: number, text: text, at: at(second)))
  }

  private static let base = review(
    by: "abcd",
    [
      memo(1, "first", on: "a-1", 1), .code(note: "a-1", "bar", .init(isGiven: true, at: at(1))),
    ])

  @Test("has all remarks, under numbers of their own, and the codes that were said last")
  func all() {
    let one = Self.review(
      Self.base, by: "aaaa",
      [
        Self.memo(2, "here", on: "a-1", 110),
        .code(note: "a-1", "bar", .init(isGiven: false, at: Self.at(111))),
      ])
    let two = Self.review(
      Self.base, by: "bbbb", [Self.memo(2, "there", on: "a-1", 120), Self.memo(3, "else", on: "a-2", 121)])
    let union = one.united(with: two)
    #expect(union.review.notes["a-1"]?.memos.map(\.text) == ["first", "here", "there"])
    #expect(union.review.notes["a-1"]?.memos.map(\.number) == [1, 2, 3])
    #expect(union.review.notes["a-2"]?.memos.map(\.number) == [4])
    #expect(union.review.notes["a-1"]?.codes["bar"]?.isGiven == false)
    #expect(union.joined == ["a-2"])
    #expect(union.conflicts == [.memo(note: "a-1", old: 2, new: 3), .memo(note: "a-2", old: 3, new: 4)])
    #expect(union.review.united(with: two).review == union.review)
    #expect(union.review.united(with: one).review == union.review)
    let same = one.united(with: one)
    #expect(same.review == one && same.joined.isEmpty && same.conflicts.isEmpty)
    #expect(one.united(with: Self.base).review == one && Self.base.united(with: one).review == one)
  }

  @Test("keeps the words of a remark that was reworded, and tells what contradicts")
  func reworded() {
    let one = Self.review(
      Self.base, by: "aaaa",
      [
        Self.memo(1, "first, in other words", on: "a-1", 110),
        .verified(note: "a-1", .init(text: "we are asked", at: Self.at(111))),
      ])
    let two = Self.review(
      Self.base, by: "bbbb", [.verified(note: "a-1", .init(text: "we were asked", at: Self.at(120)))])
    for union in [one.united(with: two), two.united(with: one)] {
      #expect(union.review.notes["a-1"]?.memos.map(\.text) == ["first, in other words"])
      #expect(union.review.notes["a-1"]?.verified?.text == "we were asked")
      #expect(union.conflicts == [.verified(note: "a-1")])
    }
  }

  @Test("says nothing of a note that was destroyed in the session")
  func destroyed() {
    var fold = Fold()
    fold.note("Zebrawitz took it", by: [1], at: 10)
    fold.note("kept", by: [1], at: 20)
    fold.apply(.redacted(numbers: [1]))
    var review = Self.review(
      by: "abcd", [Self.memo(1, "Zebrawitz!", on: "abcd-1", 1), Self.memo(2, "good", on: "abcd-2", 1)])
    review.unapplied = [.object(["v": .integer(1), "data": .string("Zebrawitz")])]
    let taken = review.takingOut(whatIsDestroyedIn: fold.session)
    #expect(taken.notes.keys.sorted() == ["abcd-2"] && taken.unapplied == [.object(["v": .integer(1)])])
    #expect(Review(Self.head).united(with: review, in: fold.session).review.notes.keys.sorted() == ["abcd-2"])
    #expect(taken.takingOut(whatIsDestroyedIn: fold.session) == taken)
  }
}
