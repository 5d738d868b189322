import Interview
import Testing

@Suite("A session is the fold of its records")
struct FoldTests {
  @Test("No record counts twice, whatever order a crash leaves")
  func numbers() {
    var fold = Fold()
    fold.note("first", by: [1], at: 10)
    let record = Record(
      number: fold.session.lastRecord, at: .seconds(11), change: .note(number: 1, nil))
    #expect(fold.session.apply(record) == .known)
    #expect(fold.session.note(1)?.content.text == "first")
  }

  @Test("Each recorder's last record is known, also the one of an older program that did not say")
  func lastOfEachRecorder() {
    var fold = Fold()
    fold.note("one", at: 10)
    #expect(fold.session.recorders.map(\.last) == [fold.session.lastRecord])
    let first = fold.session.lastRecord
    fold.session.recorders[0].last = nil
    fold.apply(.recorder(Recorder(id: "efgh", program: "test", from: fold.at, last: 1)))
    #expect(fold.session.recorders.map(\.last) == [first, first + 1])
    fold.note("two", at: 20)
    fold.session.pass(first + 7, at: .seconds(30))
    fold.session.pass(first + 3, at: .seconds(30))
    #expect(fold.session.recorders.map(\.last) == [first, first + 7])
    // What has no place counts as well: the file has the record, in `unapplied`.
    #expect(fold.apply(.redacted(numbers: [99])) == .unplaced)
    #expect(fold.session.recorders.map(\.last) == [first, first + 8])
  }

  @Test("Counters follow every note, edit, retraction and undo")
  func tally() {
    var generator = Seeded(state: 7)
    var fold = Fold()
    fold.go("K1", at: 1)
    for step in 2..<400 {
      randomStep(&fold, at: step, &generator)
      var counted = fold.session
      counted.restore(Session.Parts(of: fold.session))
      #expect(fold.session.tally == counted.tally, "after step \(step)")
      if fold.session.tally != counted.tally { return }
    }
  }

  @Test("Undo takes back every change to the letter, and redo makes it again", arguments: 0..<60)
  func undoRestores(seed: Int) {
    var generator = Seeded(state: UInt64(seed))
    var fold = Fold()
    fold.go("K1", at: 1)
    var states = [fold.state]
    for step in 2..<60 {
      let steps = fold.history.undoable.count
      randomStep(&fold, at: step, &generator)
      if fold.history.undoable.count > steps { states.append(fold.state) }
    }
    #expect(states.count > 20)
    for state in states.dropLast().reversed() {
      fold.undo()
      guard fold.agrees(with: state) else { return }
    }
    #expect(fold.history.undoable.isEmpty)
    for state in states.dropFirst() {
      fold.redo()
      guard fold.agrees(with: state) else { return }
    }
  }

  /// One undoable change that a facilitator could make.
  private func randomStep(_ fold: inout Fold, at second: Int, _ generator: inout Seeded) {
    let seat = Int.random(in: 1...4, using: &generator)
    let notes = fold.session.notes
    let note = notes.randomElement(using: &generator)
    fold.at = .seconds(second)
    switch Int.random(in: 0..<17, using: &generator) {
    case 0...2: fold.note("note \(second)", by: [seat], at: second, codes: second % 2 == 0 ? ["bar.mes"] : [])
    case 3: if let note { fold.edit(note.number, "edited \(second)", at: second) }
    case 4: if let note { fold.apply(.retracted(number: note.number, at: fold.at)) }
    case 5: fold.stance(seat, Bool.random(using: &generator) ? .agree : .dissent, on: note, at: second)
    case 6:
      fold.apply(
        .probe(ProbeMark(question: "K1", probe: "micro", changes: [.init(at: fold.at, how: .asked)])))
    case 7:
      fold.apply(
        .outcome("K2", QuestionOutcome(question: "K2", outcome: .skipped, reason: .time, at: fold.at)))
    case 8: fold.apply(.answer(id: "facilitator", text: "answer \(second)"))
    case 9:
      if var note {
        // As programs of record version 1 wrote an edit.
        note.revisions.append(
          Revision(at: fold.at, content: note.content, question: note.question, typed: note.typed))
        note.content.text = "edited \(second) as a whole"
        fold.apply(.note(number: note.number, note))
      }
    case 10:
      if var person = fold.session.participant(seat) {
        person.present = person.isPresent(at: fold.at) ? [Stretch(from: .zero, to: fold.at)] : []
        person.present.append(Stretch(from: fold.at))
        fold.apply(
          Bool.random(using: &generator) ? fold.session.change(to: person) : .participant(seat, person))
      }
    case 11:
      if let note, note.content.kind == .paraphrase { fold.apply(.asked(number: note.number, at: fold.at)) }
    case 12:
      fold.apply(.probeChanged("K1", "micro", Splice(inserted: [.init(at: fold.at, how: .unprompted)])))
    case 13:
      var person = fold.session.participant(seat) ?? Participant(seat: seat)
      person.consent[.quote] = person.consents(to: .quote) == .yes ? nil : Consent(.yes, at: fold.at)
      person.label = second % 2 == 0 ? "by the window" : nil
      person.attributes = second % 3 == 0 ? ["function": "policy"] : [:]
      fold.apply(fold.session.change(to: person))
    case 14:
      if let note,
        let change = fold.session.reseat(
          seat, to: seat % 4 + 1, swapped: true, since: note.number, at: fold.at)
      {
        fold.apply(change)
      }
    default:
      if let note, let change = fold.session.moved(to: "K2", since: note.number, at: fold.at) {
        fold.apply(change)
      }
    }
  }

  @Test("A fact cannot be undone: a visit stays, and undo takes the note before it")
  func facts() {
    var fold = Fold()
    fold.go("K1", at: 1)
    fold.note("here", at: 2)
    fold.go("K2", at: 3)
    fold.undo()
    #expect(fold.session.notes.isEmpty)
    #expect(fold.session.visits.map(\.question) == ["K1", "K2"])
    #expect(fold.history.undoable.isEmpty)
  }

  @Test("Every record is applied to every session without a trap; one whose target is absent is told")
  func total() {
    var fold = Fold()
    #expect(fold.apply(.retracted(number: 99, at: .zero)) == .unplaced)
    #expect(fold.apply(.redacted(numbers: [5])) == .unplaced)
    #expect(fold.apply(.relabelled(from: .minutes(9), to: nil, question: "K1")) == .unplaced)
    #expect(fold.apply(.visitClosed(at: .zero)) == .placed(inverse: nil))
    #expect(
      fold.apply(
        .started(
          SessionHead(
            id: "x", uuid: "x", title: "", startedAt: Fold.wall(.zero), timeZone: "", group: Group(),
            budget: Budget(),
            protocol: Fold.route))) == .unplaced)
    #expect(fold.apply(.note(number: Int.max, nil)) == .placed(inverse: .note(number: Int.max, nil)))
  }

  @Test("A retracted note leaves its id and times and no word")
  func retracted() {
    var fold = Fold()
    let note = fold.note("never mind", by: [1], at: 10)
    fold.at = .seconds(20)
    fold.apply(.retracted(number: note.number, at: fold.at))
    fold.history = History()
    #expect(!fold.everything.contains("never mind"))
    #expect(
      fold.session.retracted == [RetractedNote(id: note.id, at: .seconds(10), retractedAt: .seconds(20))])
    #expect(fold.note("next", at: 30).number == 2)
  }
}

extension Fold {
  /// The state is this one; else each part that differs is told, without the whole session.
  func agrees(with wanted: Session) -> Bool {
    #expect(state.notes.map(\.content) == wanted.notes.map(\.content))
    #expect(state.notes.map(\.question) == wanted.notes.map(\.question))
    #expect(state.stances == wanted.stances)
    #expect(state.visits == wanted.visits)
    #expect(state.probes == wanted.probes)
    #expect(state.retracted == wanted.retracted)
    let same = state == wanted
    #expect(same)
    return same
  }
}
