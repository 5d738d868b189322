import Interview
import RandomSessions
import Testing

@Suite("A change of a part")
struct PartTests {
  /// The state without what only counts on.
  private func state(_ session: Session) -> Session {
    var state = session
    state.lastRecord = 0
    state.lastOffset = .zero
    return state
  }

  @Test("is taken back and made again to the letter, whatever it changes", arguments: 0..<40)
  func inverses(seed: Int) {
    var session = RandomSession.eventful(seed)
    session.draft = nil
    session.removeEmptyMarks()
    var random = RandomSession(seed: seed)
    var placed = 0
    for step in 1...60 {
      let before = state(session)
      let change = random.partChange(of: session)
      session.lastRecord = 0
      let applied = session.apply(Record(number: 1, at: .zero, change: change))
      let after = state(session)
      guard case .placed(let inverse?) = applied else {
        let isSame = after == before
        #expect(isSame, "seed \(seed), step \(step): it has no place, and something changed: \(change)")
        continue
      }
      placed += 1
      session.lastRecord = 0
      guard case .placed(let again?) = session.apply(Record(number: 1, at: .zero, change: inverse)) else {
        Issue.record("seed \(seed), step \(step): it cannot be taken back: \(change)")
        return
      }
      let isBack = state(session) == before
      #expect(isBack, "seed \(seed), step \(step): not taken back: \(change)")
      session.lastRecord = 0
      session.apply(Record(number: 1, at: .zero, change: again))
      let isAgain = state(session) == after
      #expect(isAgain, "seed \(seed), step \(step): not made again: \(change)")
      var counted = session
      counted.restore(Session.Parts(of: session))
      #expect(session.tally == counted.tally, "seed \(seed), step \(step): the counters")
    }
    #expect(placed > 20)
  }

  @Test("keeps what was there before an edit as a revision, and undo takes it off again")
  func revisions() throws {
    var fold = Fold()
    let note = fold.note("we here late", by: [1], at: 10, codes: ["bar.mes"])
    fold.edit(note.number, "we hear late", at: 20)
    fold.edit(note.number, "we hear it late", at: 30)
    let edited = try #require(fold.session.note(note.number))
    #expect(edited.content.text == "we hear it late" && edited.content.codes == ["bar.mes"])
    #expect(edited.revisions.map(\.content.text) == ["we here late", "we hear late"])
    #expect(edited.revisions.map(\.at) == [.seconds(20), .seconds(30)])
    fold.at = .seconds(40)
    fold.undo()
    fold.undo()
    #expect(fold.session.note(note.number) == note)
    fold.redo()
    fold.redo()
    #expect(fold.session.note(note.number) == edited)
  }

  @Test("brings no word back into a note whose words were destroyed")
  func destroyed() {
    var fold = Fold()
    let note = fold.note("first", by: [1], at: 10)
    fold.apply(.redacted(numbers: [note.number]))
    var edit = NoteEdit()
    edit.text = "xsecretx"
    #expect(fold.apply(.edited(number: note.number, edit, at: fold.at)) == .placed(inverse: nil))
    #expect(fold.apply(.unedited(number: note.number, edit)) == .placed(inverse: nil))
    #expect(!fold.everything.contains("xsecretx"))
  }

  @Test("that has no place is told, and changes nothing")
  func unplaced() {
    var fold = Fold()
    let target = StanceTarget(question: "K1", note: nil)
    let before = fold.state
    let gone = Splice<Stance.Change>(dropped: 1)
    for change: Change in [
      .edited(number: 9, NoteEdit(), at: .zero), .unedited(number: 9, NoteEdit()),
      .asked(number: 9, at: .zero),
      .stanceChanged(.participant(1), target, gone), .stanceMoved(.participant(1), target, to: "K2"),
      .probeChanged("K1", "micro", Splice(behind: 1)), .participantChanged(77, ParticipantEdit()),
      .participantChanged(1, ParticipantEdit(label: "x", present: Splice(dropped: 2))),
      .participantChanged(1, ParticipantEdit(present: Splice(behind: 1, dropped: 1))),
      .stanceChanged(.participant(1), target, Splice(behind: Int.max, dropped: Int.max)),
    ] {
      #expect(fold.apply(change) == .unplaced, "\(change)")
    }
    #expect(fold.state == before)
  }

  @Test("takes stances to another question, and makes one of two that meet there")
  func movedStances() throws {
    var fold = Fold()
    fold.go("K1", at: 1)
    let note = fold.note("rules", by: [1], at: 2)
    fold.stance(2, .agree, on: note, at: 3)
    fold.stance(3, .dissent, on: note, at: 4)
    // The same speaker again, on the same point, while another question is open.
    fold.go("K2", at: 5)
    fold.stance(2, .dissent, on: note, at: 6)
    let before = fold.state
    fold.at = .seconds(7)
    fold.apply(try #require(fold.session.moved(to: "K2", since: note.number, at: fold.at)))
    let target = StanceTarget(question: "K2", note: note.id)
    #expect(fold.session.stances.map(\.target) == [target, target])
    #expect(
      fold.session.stance(of: .participant(2), on: target)?.changes.map(\.value) == [.agree, .dissent])
    let after = fold.state
    fold.undo()
    #expect(fold.agrees(with: before))
    fold.redo()
    #expect(fold.agrees(with: after))
  }

  @Test("of a list is the least that makes the one of the other")
  func splices() {
    var random = RandomSession(seed: 3)
    for _ in 0..<500 {
      let old = random.list(upTo: 9) { $0.tick() }
      var new = old
      let place = random.number(0...new.count)
      new.removeSubrange(place..<min(new.count, place + random.number(0...2)))
      new.insert(contentsOf: random.list { $0.tick() }, at: min(place, new.count))
      guard let splice = Splice(from: old, to: new) else {
        #expect(old == new)
        continue
      }
      #expect(splice.inserted.count <= 3 && splice.dropped <= 2)
      var session = RandomSession(seed: 1).empty
      session.apply(Record(number: 1, at: .zero, change: .probeChanged("K1", "1", Splice(inserted: old))))
      session.apply(Record(number: 2, at: .zero, change: .probeChanged("K1", "1", splice)))
      #expect(session.probes.first?.changes ?? [] == new)
    }
    let at = ProbeMark.Change(at: .zero, how: .asked)
    #expect(Splice(from: [at, at], to: [at, at, at]) == Splice(inserted: [at]))
  }
}

extension Session {
  /// Takes away stances and probes without any change, which no recording makes.
  fileprivate mutating func removeEmptyMarks() {
    let empty: [Change] =
      stances.filter(\.changes.isEmpty).map { .stance($0) }
      + probes.filter(\.changes.isEmpty).map { .probe($0) }
    lastRecord = 0
    apply(Record(number: 1, at: .zero, change: .together(empty)))
  }
}

extension RandomSession {
  fileprivate var empty: Session {
    var random = self
    return random.head().session
  }
}

@Suite("What is new of an unfinished line")
struct DraftEditTests {
  private func draft(_ text: String, at: Offset = .zero) -> Draft {
    Draft(text: text, at: at, question: "K1")
  }

  private func folded(_ old: Draft?, _ edit: DraftEdit) -> String? {
    var fold = Fold()
    fold.apply(.draft(old))
    #expect(fold.apply(.draftChanged(edit)) == .placed(inverse: nil))
    return fold.session.draft?.text
  }

  @Test("makes the line of the one before, byte for byte, and is no longer than what was typed")
  func everyEdit() throws {
    var random = RandomSession(seed: 5)
    for _ in 0..<400 {
      let parts = (0..<3).map { _ in random.text() }
      let old = draft(parts[0] + parts[1] + parts[2])
      let typed = random.text()
      let new = draft(parts[0] + typed + parts[2])
      let edit = try #require(DraftEdit(from: old, to: new))
      let text = try #require(folded(old, edit))
      #expect(Array(text.utf8) == Array(new.text.utf8))
      // A character that is cut in two is taken whole.
      #expect(edit.inserted.utf8.count <= typed.utf8.count + 6)
    }
  }

  @Test("is not taken for another line, nor for one that was otherwise, nor within a character")
  func otherLines() throws {
    let old = draft("3: it takes č")
    let edit = try #require(DraftEdit(from: old, to: draft("3: it takes čas")))
    #expect(folded(old, edit) == "3: it takes čas")
    #expect(folded(draft("3: it takes č", at: Offset(5)), edit) == "3: it takes č")
    #expect(folded(draft("3: it takes"), edit) == "3: it takes")
    #expect(folded(nil, edit) == nil)
    let inside = DraftEdit(line: .zero, length: old.text.utf8.count, behind: 1, inserted: "x")
    #expect(folded(old, inside) == old.text)
    let beyond = DraftEdit(line: .zero, length: old.text.utf8.count, behind: Int.max, dropped: Int.max)
    #expect(folded(old, beyond) == old.text)
    #expect(DraftEdit(from: old, to: draft("x", at: Offset(1))) == nil)
  }
}

@Suite("What a journal that is begun anew takes along of undo")
struct NewestHistoryTests {
  private func told(_ notes: Int) -> Fold {
    var fold = Fold()
    for second in 1...notes { fold.note("note \(second)", at: second) }
    return fold
  }

  @Test("is all of it, as long as it is not too much")
  func all() {
    var fold = told(20)
    for _ in 0..<5 { fold.undo() }
    #expect(fold.history.newest == fold.history)
  }

  @Test("is the newest, and says how many older ones were given up")
  func newest() {
    var fold = told(1300)
    for _ in 0..<300 { fold.undo() }
    let newest = fold.history.newest
    #expect(newest.redoable == Array(fold.history.redoable.suffix(250)))
    #expect(newest.undoable == Array(fold.history.undoable.suffix(750)))
    #expect(newest.givenUp == 250)
    fold.apply(.history(newest))
    #expect(fold.history == newest)
    fold.note("one more", at: 2000)
    #expect(fold.history.givenUp == 250 && fold.history.newest.givenUp == 250)
    fold.apply(.redacted(numbers: [1]))
    #expect(fold.history == History())
  }

  @Test("is never much, however large the changes were")
  func bytes() {
    var fold = Fold()
    let note = fold.note("short", at: 1)
    for second in 2...60 {
      fold.edit(note.number, String(repeating: "\(second) ", count: 80_000), at: second)
    }
    let newest = fold.history.newest
    #expect(newest.undoable.count > 3)
    #expect(newest.undoable.reduce(0) { $0 + $1.inverse.size } <= 4 << 20)
    #expect(newest.undoable.count + newest.givenUp == fold.history.undoable.count)
  }
}
