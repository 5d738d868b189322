import Interview
import Testing

@Suite("Two states of one session")
struct UnionTests {
  /// A session with three notes, left; what two machines make of it is told in the tests.
  private static let base: Fold = {
    var fold = Fold()
    fold.go("K1", at: 1)
    fold.note("the roof leaks", by: [1], at: 10)
    fold.note("nobody asked us", by: [2], at: 20)
    fold.note("the manager said so", by: [3], at: 30)
    fold.at = .seconds(40)
    fold.apply(.visitClosed(at: fold.at))
    return fold
  }()

  private static func two() -> (a: Fold, b: Fold) {
    (base.resumed(by: "aaaa", at: 100), base.resumed(by: "bbbb", at: 200))
  }

  @Test("have all notes of both, the other side's under new numbers in the order of time, told once")
  func numbers() throws {
    var (a, b) = Self.two()
    a.note("heard here", by: [1], at: 110)
    b.note("heard there", by: [2], at: 210)
    b.note("and this", by: [3], at: 220)
    let union = a.session.united(with: b.session)
    #expect(union.joined == ["bbbb-4", "bbbb-5"])
    #expect(union.renumbered.map(\.id) == union.joined)
    #expect(union.renumbered.map { [$0.old, $0.new] } == [[4, 5], [5, 6]])
    #expect(union.conflicts.isEmpty)
    #expect(union.session.notes.map(\.number) == Array(1...6))
    #expect(union.session.note(id: "bbbb-4")?.content.text == "heard there")
    #expect(union.session.note(id: "aaaa-4")?.number == 4)
    #expect(union.session.nextNote == 7)
    let again = union.session.united(with: b.session)
    #expect(again.joined.isEmpty && again.renumbered.isEmpty && again.session == union.session)
    #expect(union.session.recorders.map(\.id) == ["abcd", "bbbb", "aaaa"])
    #expect(
      union.session.recorders.map(\.last) == [
        Self.base.session.lastRecord, b.session.lastRecord, a.session.lastRecord,
      ])
  }

  @Test("of which one has all of the other are the one with more, from either side")
  func ahead() {
    var a = Self.base.resumed(by: "aaaa", at: 100)
    a.note("later", by: [1], at: 110)
    a.edit(1, "the roof leaks badly", at: 120)
    a.apply(.retracted(number: 2, at: a.at))
    a.stance(2, .agree, on: a.session.note(1), at: 130)
    #expect(a.session.united(with: Self.base.session).session.differences(from: a.session) == [])
    let forward = Self.base.session.united(with: a.session)
    #expect(forward.session.differences(from: a.session) == [])
    #expect(forward.joined == ["aaaa-4"] && forward.renumbered.isEmpty)
  }

  @Test("carry stances, statements and summaries by the notes' ids")
  func carriedByID() throws {
    var (a, b) = Self.two()
    a.note("here", by: [1], at: 110)
    let point = b.note("there", by: [2], at: 210)
    let statement = b.note("yes, and it is worse", by: [3], at: 220)
    b.stance(3, .agree, on: point, at: 221, statement: statement.id)
    b.apply(.summary(OralSummary(at: b.at, notes: [point.id])))
    let session = a.session.united(with: b.session).session
    let stance = try #require(session.stances.first)
    #expect(session.note(id: try #require(stance.target.note))?.content.text == "there")
    #expect(session.note(id: try #require(stance.changes.first?.statement))?.number == 6)
    #expect(session.summaries.map(\.notes) == [["bbbb-4"]])
  }

  @Test("made once more destroys nothing more, where one was off the record to its end")
  func offRecordToTheEnd() {
    var (a, b) = Self.two()
    b.at = .seconds(210)
    b.apply(.offRecord(Stretch(from: b.at, to: nil)))
    let unplaced = JSON.object([
      "v": .integer(2), "n": .integer(9), "kind": .string("mood"), "data": .string("sad"),
    ])
    a.session.unapplied = [unplaced]
    let union = a.session.united(with: b.session).session
    var kept = union
    kept.unapplied = [unplaced]
    #expect(kept.united(with: b.session).session.unapplied == [unplaced])
  }

  // MARK: Edits and retractions

  @Test("keep an edit over the version it came from, whichever side has it")
  func edited() {
    var (a, b) = Self.two()
    a.edit(1, "the roof leaks badly", at: 110)
    b.note("there", by: [2], at: 210)
    for union in [a.session.united(with: b.session), b.session.united(with: a.session)] {
      #expect(union.session.note(1)?.content.text == "the roof leaks badly")
      #expect(union.session.note(1)?.revisions.count == 1)
      #expect(union.session.notes.count == 4 && union.conflicts.isEmpty)
    }
  }

  @Test("keep both of two edits that contradict, the other side's as a note of its own, once")
  func contradicting() throws {
    var (a, b) = Self.two()
    a.edit(1, "the roof leaks badly", at: 110)
    b.edit(1, "the roof leaked once", at: 210)
    let union = a.session.united(with: b.session)
    #expect(union.conflicts == [.note(id: "abcd-1", version: "abcd-1-e210000")])
    #expect(union.session.note(1)?.content.text == "the roof leaks badly")
    let version = try #require(union.session.note(id: "abcd-1-e210000"))
    #expect(version.content.text == "the roof leaked once" && version.number == 4)
    let again = union.session.united(with: b.session)
    #expect(again.session == union.session && again.conflicts.isEmpty)
    // Put right here, it does not come back in its old words.
    var fold = a
    fold.session = union.session
    fold.edit(4, "the roof leaked in March", at: 300)
    #expect(fold.session.united(with: b.session).session == fold.session)
    fold.apply(.retracted(number: 4, at: fold.at))
    #expect(fold.session.united(with: b.session).session == fold.session)
  }

  @Test(
    "let a retraction win over a note that was not edited, and an edit over a retraction that did not know of it"
  )
  func retracted() {
    var (a, b) = Self.two()
    a.apply(.retracted(number: 1, at: .seconds(110)))
    a.apply(.retracted(number: 2, at: .seconds(110)))
    b.edit(2, "nobody ever asked us", at: 210)
    for union in [a.session.united(with: b.session), b.session.united(with: a.session)] {
      #expect(union.session.note(id: "abcd-1") == nil)
      #expect(union.session.note(id: "abcd-2")?.content.text == "nobody ever asked us")
      #expect(union.session.retracted.map(\.id) == ["abcd-1"])
    }
    // Edited before it was retracted elsewhere, but by one who could not know.
    var (c, d) = (Self.base.resumed(by: "cccc", at: 100), Self.base.resumed(by: "dddd", at: 100))
    c.edit(1, "the roof leaks a lot", at: 110)
    d.apply(.retracted(number: 1, at: .seconds(150)))
    #expect(c.session.united(with: d.session).session.note(1)?.content.text == "the roof leaks a lot")
    #expect(d.session.united(with: c.session).session.note(id: "abcd-1") != nil)
  }

  // MARK: Destruction

  @Test("keep one of a note that both sides redacted, whatever else they say of it")
  func bothRedacted() throws {
    var (a, b) = Self.two()
    let note = try #require(a.session.note(1))
    let elsewhere = NoteEdit(of: note, to: note.content, question: "K2", typed: note.typed)
    a.apply(.edited(number: 1, elsewhere, at: .seconds(110)))
    a.apply(.redacted(numbers: [1]))
    b.apply(.redacted(numbers: [1]))
    try #require(a.session.note(1)?.question != b.session.note(1)?.question)
    let count = a.session.notes.count
    for session in [a.session.united(with: b.session).session, b.session.united(with: a.session).session] {
      #expect(session.notes.count == count && session.note(id: "abcd-1")?.redacted == true)
    }
  }

  @Test("have no text of what either side redacted")
  func redacted() throws {
    var (a, b) = Self.two()
    a.edit(1, "the roof of Zebrawitz leaks", at: 110)
    a.stance(2, .agree, on: nil, at: 111, statement: "abcd-1")
    b.apply(.redacted(numbers: [1]))
    a.session.unapplied = [.object(["v": .integer(1), "data": .string("Zebrawitz")])]
    a.apply(.draft(Draft(text: "Zebrawitz again", at: .seconds(112), question: "K1", editing: 1)))
    for session in [a.session.united(with: b.session).session, b.session.united(with: a.session).session] {
      var fold = a
      fold.session = session
      fold.history = History()
      #expect(!fold.everything.contains("Zebrawitz") && !fold.everything.contains("roof"))
      let note = try #require(session.note(id: "abcd-1"))
      #expect(note.redacted && note.typed.isEmpty)
      #expect(session.stances.first?.changes.first?.statement == nil)
      #expect(session.unapplied == [.object(["v": .integer(1)])])
    }
  }

  @Test("have nothing that an erased participant said on either side")
  func erased() {
    var (a, b) = Self.two()
    b.apply(
      .participant(
        3, Participant(seat: 3, attributes: ["function": "Zebra"], label: "by the Zebra", present: [])))
    b.note("a Zebra told me", by: [3], at: 210)
    b.note("kept", by: [1], at: 220)
    b.stance(3, .dissent, on: nil, at: 230)
    a.apply(.erased(3, at: .seconds(110)))
    for session in [a.session.united(with: b.session).session, b.session.united(with: a.session).session] {
      var fold = a
      fold.session = session
      fold.history = History()
      #expect(!fold.everything.contains("Zebra") && !fold.everything.contains("manager"))
      #expect(session.note(id: "bbbb-4")?.redacted == true)
      #expect(session.note(id: "bbbb-5")?.content.text == "kept")
      #expect(session.participant(3)?.withdrawn?.scope == .erase && session.stances.isEmpty)
    }
  }

  @Test("have no word that one of them took out of a note, an answer or a label")
  func word() {
    var (a, b) = Self.two()
    for fold in [0, 1] {
      let participant = Participant(seat: 3, label: "by the Zebra", present: [])
      if fold == 0 { a.apply(.participant(3, participant)) } else { b.apply(.participant(3, participant)) }
      if fold == 0 {
        a.apply(.answer(id: "x", text: "Zebra"))
      } else {
        b.apply(.answer(id: "x", text: "Zebra"))
      }
    }
    a.edit(1, "the Zebra leaks", at: 105)
    b.edit(1, "the Zebra drips", at: 205)
    a.apply(.wordRedacted("zebra", at: .seconds(110)))
    for session in [a.session.united(with: b.session).session, b.session.united(with: a.session).session] {
      var fold = a
      (fold.session, fold.history) = (session, History())
      #expect(!fold.everything.contains("Zebra"))
      #expect(session.note(id: "abcd-1")?.content.text == "the […] leaks")
      #expect(session.answers["x"] == "[…]" && session.participant(3)?.label == "by the […]")
    }
    // Each has taken out another word of one note: nothing of it can stand.
    b.apply(.wordRedacted("drips", at: .seconds(210)))
    let both = a.session.united(with: b.session).session
    #expect(both.note(id: "abcd-1")?.redacted == true)
  }

  @Test("have no unfinished line of another state once a word was taken out, from a note or elsewhere")
  func wordInDraft() {
    for isInNote in [true, false] {
      var (a, b) = Self.two()
      if isInNote {
        a.edit(1, "the Zebra leaks", at: 105)
      } else {
        for side in [0, 1] {
          let change = Change.answer(id: "x", text: "Zebra")
          if side == 0 { a.apply(change) } else { b.apply(change) }
        }
      }
      b.at = .seconds(206)
      b.apply(.draft(Draft(text: "1: Zebra said", at: .seconds(206), question: "K1")))
      #expect(b.session.takingOut(whatIsDestroyedIn: a.session).draft != nil)
      a.apply(.wordRedacted("zebra", at: .seconds(210)))
      let copy = b.session.takingOut(whatIsDestroyedIn: a.session)
      #expect(copy.draft == nil, "in a note: \(isInNote)")
      // What is typed afterwards stays.
      var later = copy
      later.draft = Draft(text: "1: and then", at: .seconds(300), question: "K1")
      #expect(later.takingOut(whatIsDestroyedIn: a.session).draft == later.draft)
    }
  }

  @Test("have no edit that one of them struck out")
  func struckOut() {
    var (a, b) = Self.two()
    a.edit(1, "Zebrawitz's roof leaks", at: 110)
    b = a
    a.apply(.struckOut(from: .seconds(105), to: .seconds(120)))
    a.apply(.offRecord(Stretch(from: .seconds(105), to: .seconds(130))))
    b = b.resumed(by: "bbbb", at: 200)
    b.note("there", by: [2], at: 210)
    for session in [a.session.united(with: b.session).session, b.session.united(with: a.session).session] {
      #expect(session.note(id: "abcd-1")?.content.text == "[…] roof leaks")
      #expect(!"\(session)".contains("Zebrawitz"))
      #expect(session.note(id: "bbbb-4") != nil)
    }
  }

  @Test("destroy a version that stood beside another in the file it came from, too")
  func versionRedacted() throws {
    var (a, b) = Self.two()
    a.edit(1, "the roof leaks badly", at: 110)
    b.edit(1, "the roof of Zebrawitz", at: 210)
    a.session = a.session.united(with: b.session).session
    a.apply(.redacted(numbers: [4]))
    let copy = b.session.takingOut(whatIsDestroyedIn: a.session)
    #expect(copy.note(1)?.redacted == true)
    #expect(copy.note(2) == b.session.note(2))
  }

  // MARK: People and the course

  @Test("let a refusal and a withdrawal win, and keep this side's words of a participant")
  func people() {
    var (a, b) = Self.two()
    func participant(_ answer: ConsentAnswer, _ label: String) -> Participant {
      Participant(
        seat: 1, label: label, present: [Stretch(from: .zero)], consent: [.quote: Consent(answer, at: .zero)])
    }
    a.apply(.participant(1, participant(.yes, "left")))
    var other = participant(.no, "right")
    other.withdrawn = Withdrawal(.noQuote, at: .seconds(210))
    b.apply(.participant(1, other))
    b.apply(.participant(9, Participant(seat: 9, present: [Stretch(from: .seconds(220))])))
    for (union, label) in [
      (a.session.united(with: b.session), "left"), (b.session.united(with: a.session), "right"),
    ] {
      let one = union.session.participant(1)
      #expect(one?.consents(to: .quote) == .no && one?.withdrawn?.scope == .noQuote && one?.label == label)
      #expect(union.conflicts == [.participant(1)])
      #expect(union.session.participant(9) != nil)
    }
  }

  @Test(
    "keep visits, pauses and what was off the record as they are here, and take the other's where there is none"
  )
  func course() {
    var (a, b) = Self.two()
    a.go("K2", at: 110)
    a.at = .seconds(150)
    a.apply(.visitClosed(at: a.at))
    b.go("E1", at: 140)
    b.apply(.pause(Pause(from: .seconds(160), to: .seconds(170), why: .break)))
    b.note("there", by: [2], at: 210)
    let session = a.session.united(with: b.session).session
    #expect(session.visits.map(\.question) == ["K1", "K2", "E1"])
    #expect(session.visits.map(\.from) == [.seconds(1), .seconds(110), .seconds(150)])
    #expect(session.visits.last?.to == .seconds(210))
    #expect(session.pauses == b.session.pauses)
  }

  @Test("keep the unfinished line, also of the edit of a note that has another number now")
  func draft() {
    var (a, b) = Self.two()
    a.note("here", by: [1], at: 110)
    b.note("there", by: [2], at: 210)
    b.apply(.draft(Draft(text: "2 there, and", at: .seconds(211), question: "K1", editing: 4)))
    let union = a.session.united(with: b.session)
    #expect(union.session.draft?.editing == 5)
    a.apply(.draft(Draft(text: "mine", at: .seconds(111), question: "K1")))
    let other = a.session.united(with: b.session)
    #expect(other.session.draft?.text == "mine" && other.conflicts == [.draft])
  }
}

@Suite("A copy of a session")
struct TakingOutTests {
  @Test("loses what was destroyed in the session, and nothing else")
  func onlyThat() throws {
    var main = Fold()
    main.go("K1", at: 1)
    main.note("Zebrawitz took it", by: [1], at: 10)
    main.note("never mind", by: [2], at: 20)
    var copy = main.resumed(by: "cccc", at: 100)
    copy.note("only here", by: [2], at: 110)
    copy.apply(.draft(Draft(text: "unfinished", at: .seconds(120), question: "K1")))
    main.apply(.retracted(number: 2, at: .seconds(30)))
    #expect(copy.session.takingOut(whatIsDestroyedIn: main.session) == copy.session)
    main.apply(.redacted(numbers: [1]))
    let taken = copy.session.takingOut(whatIsDestroyedIn: main.session)
    var wanted = copy.session
    wanted.apply(Record(number: wanted.lastRecord + 1, at: .zero, change: .redacted(numbers: [1])))
    wanted.lastRecord = copy.session.lastRecord
    wanted.recorders = copy.session.recorders
    #expect(taken == wanted)
    #expect(taken.takingOut(whatIsDestroyedIn: main.session) == taken)
  }

  @Test("loses the unfinished line of a note that was destroyed")
  func draftOfIt() {
    var main = Fold()
    main.note("Zebrawitz took it", by: [1], at: 10)
    var copy = main
    copy.apply(.note(number: 1, nil))
    copy.apply(.draft(Draft(text: "Zebrawitz to", at: .seconds(10), question: "K1")))
    main.apply(.redacted(numbers: [1]))
    #expect(copy.session.takingOut(whatIsDestroyedIn: main.session).draft == nil)
  }

  @Test("keeps what another recorder noted of an erased seat's neighbours")
  func erased() {
    var main = Fold()
    main.note("mine", by: [3], at: 10)
    var copy = main.resumed(by: "cccc", at: 100)
    copy.note("hers", by: [3], at: 110)
    copy.note("yours", by: [2], at: 120)
    main.apply(.erased(3, at: .seconds(20)))
    let taken = copy.session.takingOut(whatIsDestroyedIn: main.session)
    #expect(taken.notes.map(\.redacted) == [true, true, false])
    #expect(taken.participant(3)?.withdrawn?.scope == .erase)
  }
}
