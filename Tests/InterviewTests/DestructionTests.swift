import Interview
import Testing

@Suite("What is to be destroyed is nowhere in the session")
struct DestructionTests {
  @Test("A redacted note keeps place, time and kind, and nothing of its words in any revision or stance")
  func redaction() throws {
    var fold = Fold()
    fold.go("K1", at: 1)
    let note = fold.note("xsecretx", by: [3], kind: .quote, at: 10, codes: ["xcodex"])
    fold.edit(note.number, "xsecretx again", at: 12)
    let statement = fold.note("xsecretx too", by: [2], at: 13)
    fold.stance(2, .agree, on: note, at: 13, statement: statement.id)
    fold.session.unapplied = [
      .object(["n": .integer(9), "kind": .string("later"), "data": .string("xsecretx")])
    ]
    fold.apply(.redacted(numbers: [note.number, statement.number]))
    #expect(!fold.everything.contains("xsecretx"))
    #expect(!fold.everything.contains("xcodex"))
    let left = try #require(fold.session.note(note.number))
    #expect(left.redacted && left.at == .seconds(10) && left.question == "K1" && left.content.kind == .quote)
    #expect(left.content.speakers.isEmpty)
    #expect(fold.session.stances[0].changes[0].statement == nil)
    #expect(fold.history.undoable.isEmpty)
    #expect(fold.session.unapplied == [.object(["n": .integer(9), "kind": .string("later")])])
  }

  @Test("Off the record for the past takes notes, edits, stances and the draft of that time, and no other")
  func struckOut() throws {
    var fold = Fold()
    fold.go("K1", at: 1)
    let before = fold.note("before", by: [1], at: 5)
    fold.edit(before.number, "before, put right", at: 6)
    let inside = fold.note("xsecretx", by: [2], at: 20)
    fold.edit(before.number, "xsecretx edit", at: 21)
    fold.stance(3, .agree, on: before, at: 22)
    fold.apply(.draft(Draft(text: "xsecretx dra", at: .seconds(23), question: "K1")))
    fold.at = .seconds(30)
    fold.apply(.struckOut(from: .seconds(20), to: .seconds(30)))
    #expect(!fold.everything.contains("xsecretx"))
    #expect(fold.session.note(before.number)?.content.text == "[…]")
    #expect(!fold.everything.contains("put right"))
    #expect(fold.session.note(inside.number)?.redacted == true)
    #expect(fold.session.stances.isEmpty)
  }

  @Test(
    "Of an edit off the record goes what it brought in; what it took away does not come back",
    arguments: [
      ("Mrs Editname said so", "Mrs E said so", "Mrs E said so"),
      ("Mrs Editname said so", "said so", "said so"),
      ("Mrs Editname said so", "Mrs xsecretx said so", "Mrs […] said so"),
      ("Mrs Editname said so", "she said xsecretx", "[…]"),
      ("said so", "said so because xsecretx", "said so"),
      ("said  so", "xsecretx said  so", "said  so"),
      ("", "xsecretx", ""),
      ("one two three", "one xsecretx three two three", "one two three"),
      ("one, two", "one Two", "one Two"), ("stays", "stays, xsecretx", "stays"),
    ])
  func edited(_ before: String, _ edit: String, _ after: String) throws {
    var fold = Fold()
    fold.go("K1", at: 1)
    let note = fold.note(before, by: [1], at: 5)
    fold.edit(note.number, edit, at: 20)
    let copy = fold.session
    fold.at = .seconds(30)
    fold.apply(.struckOut(from: .seconds(15), to: .seconds(30)))
    fold.apply(.offRecord(Stretch(from: .seconds(15), to: .seconds(30))))
    #expect(fold.session.note(1)?.content.text == after)
    #expect(!fold.everything.contains("xsecretx"))
    let forgetful = fold.session.forgettingEarlierWords
    #expect(before.contains("Editname") == copy.notes[0].revisions[0].content.text.contains("Editname"))
    #expect("\(forgetful)".contains("Editname") == false)
    // Neither comes back from a state that has the edit, nor from one without it.
    for other in [copy, copy.forgettingEarlierWords] {
      for session in [forgetful.united(with: other).session, other.united(with: forgetful).session] {
        #expect(session.notes.map(\.content.text) == [after])
        #expect(!"\(session)".contains("xsecretx"))
        #expect(!"\(session.forgettingEarlierWords)".contains("Editname"))
      }
      #expect(!"\(other.takingOut(whatIsDestroyedIn: forgetful))".contains("xsecretx"))
    }
  }

  @Test(
    "What one edit off the record brought in and the next took away goes, too",
    arguments: ["said so", "said"])
  func editedTwice(_ last: String) {
    var fold = Fold()
    fold.go("K1", at: 1)
    let note = fold.note("said so", by: [1], at: 5)
    fold.edit(note.number, "xsecretx said so", at: 20)
    fold.edit(note.number, last, at: 21)
    let copy = fold.session
    fold.at = .seconds(30)
    fold.apply(.struckOut(from: .seconds(15), to: .seconds(30)))
    fold.apply(.offRecord(Stretch(from: .seconds(15), to: .seconds(30))))
    #expect(fold.session.note(1)?.content.text == last)
    #expect(!fold.everything.contains("xsecretx"))
    #expect(!"\(fold.session.united(with: copy).session)".contains("xsecretx"))
    #expect(!"\(copy.takingOut(whatIsDestroyedIn: fold.session))".contains("xsecretx"))
  }

  @Test("Off the record for the past leaves who said it as put right, and notes that lost a word")
  func putRight() {
    var fold = Fold()
    fold.go("K1", at: 1)
    let reseated = fold.note("old point", by: [4], at: 5)
    let both = fold.note("old", by: [4], at: 6)
    let worded = fold.note("Peters is the boss here", by: [2], at: 7)
    fold.at = .seconds(20)
    if let change = fold.session.reseat(4, to: 5, swapped: false, since: reseated.number, at: fold.at) {
      fold.apply(change)
    }
    fold.apply(.wordRedacted("Peters", at: fold.at))
    fold.edit(both.number, "old xsecretx", at: 21)
    let edited = fold.session
    fold.at = .seconds(30)
    fold.apply(.struckOut(from: .seconds(15), to: .seconds(30)))
    #expect(fold.session.note(reseated.number) == edited.note(reseated.number))
    #expect(fold.session.note(reseated.number)?.content.speakers == [.participant(5)])
    #expect(fold.session.note(both.number)?.content.speakers == [.participant(5)])
    #expect(fold.session.note(both.number)?.content.text == "old")
    #expect(fold.session.note(both.number)?.isReseated == true)
    #expect(fold.session.note(worded.number) == edited.note(worded.number))
    #expect(!fold.everything.contains("xsecretx"))
  }

  @Test("A note begun before but entered in the struck time holds what was typed in it, and goes")
  func enteredInside() {
    var fold = Fold()
    fold.at = .seconds(30)
    let note = Note(
      id: "abcd-1", number: 1, question: "K1", at: .seconds(5), time: Fold.wall(.zero), saved: .seconds(25),
      content: NoteContent(text: "xsecretx"), typed: "xsecretx")
    fold.apply(.note(number: 1, note))
    fold.apply(.struckOut(from: .seconds(20), to: .seconds(30)))
    #expect(!fold.everything.contains("xsecretx"))
  }

  @Test("Who withdraws with erase leaves no word, stance or attribute; what others said stays")
  func erased() throws {
    var fold = Fold()
    fold.go("K1", at: 1)
    fold.apply(
      .participant(
        2,
        Participant(
          seat: 2, attributes: ["function": "xsecretx"], label: "xsecretx", present: [Stretch(from: .zero)])))
    let own = fold.note("xsecretx", by: [2], at: 5)
    let joint = fold.note("xsecretx both", by: [1, 2], at: 6)
    let other = fold.note("mine", by: [1], at: 7)
    fold.stance(2, .dissent, on: other, at: 8)
    fold.apply(.erased(2, at: .seconds(9)))
    #expect(!fold.everything.contains("xsecretx"))
    #expect(
      fold.session.note(own.number)?.redacted == true && fold.session.note(joint.number)?.redacted == true)
    #expect(fold.session.note(other.number)?.content.text == "mine")
    #expect(fold.session.stances.isEmpty)
    let person = try #require(fold.session.participant(2))
    #expect(person.withdrawn == Withdrawal(.erase, at: .seconds(9)) && !person.isPresent(at: .seconds(10)))
  }

  @Test(
    "A word goes from every version of every note, lines as typed, codes, answers and labels; all else stays")
  func word() throws {
    var fold = Fold()
    fold.go("K1", at: 1)
    let note = fold.note("we told xsecretx's brother", by: [1], at: 5, codes: ["bar.mes", "Xsecretx.new"])
    fold.edit(note.number, "we told xsecretx and his brother", at: 6)
    let gone = fold.note("xsecretx was here", by: [2], at: 7)
    fold.edit(gone.number, "somebody was here", at: 8)
    let other = fold.note("nothing of that", by: [2], at: 9)
    fold.stance(3, .dissent, on: note, at: 10)
    fold.apply(.answer(id: "facilitator", text: "XSECRETX"))
    fold.apply(.draft(Draft(text: "/redact \"xsecretx\"", at: .seconds(11), question: "K1")))
    let before = fold.session
    fold.apply(.wordRedacted("xsecretx", at: .seconds(12)))
    #expect(!fold.everything.lowercased().contains("xsecretx"))
    let left = try #require(fold.session.note(note.number))
    #expect(left.content.text == "we told […] and his brother" && left.content.speakers == [.participant(1)])
    #expect(left.content.codes == ["bar.mes"] && left.typed.isEmpty)
    #expect(left.revisions.map(\.content.text) == ["we told […]'s brother", left.content.text])
    #expect(left.kind(ofEdit: 1) == .redacted && fold.session.note(gone.number)?.kind(ofEdit: 1) == .redacted)
    #expect(left.revisions.map(\.redacted) == [false, true] && left.revisions[1].at == .seconds(12))
    #expect(fold.session.note(gone.number)?.revisions[0].content.text == "[…] was here")
    #expect(fold.session.note(other.number) == before.note(other.number))
    #expect(fold.session.stances == before.stances && fold.session.answers == ["facilitator": "[…]"])
    #expect(fold.history.undoable.isEmpty)
  }

  @Test("A word goes from records without a place and from fields of newer versions, with their keys")
  func wordNobodyUnderstands() throws {
    var fold = Fold()
    let record = JSON.object(["n": .integer(9), "kind": .string("sung"), "text": .string("by Jansen")])
    fold.session.unapplied = [record]
    for word in ["sung", "text", "kind"] {
      #expect(WordRedaction(of: word, in: fold.session, at: .seconds(9)).isNothing, "\(word)")
    }
    fold.session.unapplied = [record, .object(["n": .integer(10), "kind": .string("hummed")])]
    fold.session.budget.unknown = [
      "x": .object(["Jansen": .string("k"), "jansen": .array([.integer(1), .string("Mrs Jansen")])])
    ]
    fold.session.unknown = ["summary": .object(["y": .string("of Jansen")])]
    let goes = WordRedaction(of: "Jansen", in: fold.session, at: .seconds(9))
    #expect(goes.elsewhere == ["what a newer program wrote", "records without a place"])
    #expect(goes.found == ["Jansen", "jansen"] && !goes.isNothing)
    fold.apply(.wordRedacted("jansen", at: .seconds(9)))
    #expect(!fold.everything.lowercased().contains("jansen"))
    #expect(
      fold.session.budget.unknown == [
        "x": .object(["[…]": .string("k"), "[…][…]": .array([.integer(1), .string("Mrs […]")])])
      ])
    #expect(fold.session.unapplied[0] == .object(["n": .integer(9), "kind": .string("sung")]))
    #expect(WordRedaction(of: "summary", in: fold.session, at: .seconds(9)).isNothing)
    #expect(WordRedaction(of: "sung", in: fold.session, at: .seconds(9)).isNothing)
  }

  @Test("A word stays where it is a value that the protocol offers")
  func wordOfTheProtocol() {
    var fold = Fold()
    fold.session.protocol.attributes = [
      Attribute(id: "work", ask: .plain("Work?"), values: [AttributeValue(id: "desk", name: .plain("Desk"))])
    ]
    fold.session.protocol.setup = [
      FormQuestion(id: "where", ask: .plain("Where?"), values: ["desk", "field"])
    ]
    let known = Participant(seat: 1, attributes: ["work": "desk", "of-old": "desk"], label: "at the desk")
    fold.apply(.participant(1, known))
    fold.apply(.answer(id: "where", text: "desk"))
    fold.apply(.answer(id: "other", text: "desk"))
    fold.apply(.wordRedacted("desk", at: .seconds(9)))
    #expect(fold.session.participant(1)?.attributes == ["work": "desk"])
    #expect(fold.session.participant(1)?.label == "at the […]")
    #expect(fold.session.answers == ["where": "desk", "other": "[…]"])
  }
}

@Suite("A session that contradicts itself is told")
struct ConsistencyTests {
  @Test("What recordings make is consistent; a careless edit is named")
  func consistency() throws {
    var fold = Fold()
    fold.go("K1", at: 1)
    let point = fold.note("a", by: [1], at: 2)
    fold.stance(2, .agree, on: point, at: 3)
    fold.note("gone", by: [2], at: 4)
    fold.apply(.redacted(numbers: [2]))
    #expect(fold.session.inconsistencies == [])
    var wrong = try #require(fold.session.note(2))
    wrong.content.text = "back again"
    wrong.id = point.id
    wrong.question = "ZZ"
    wrong.content.speakers = [.participant(77)]
    fold.apply(.note(number: 2, wrong))
    #expect(
      fold.session.inconsistencies == [
        "note 2: its id is another note's too", "note 2: it is redacted and still holds words",
        "note 2: the protocol has no such question",
      ])
    #expect(fold.session.seatsOfNobody.map(\.seat).contains(77))
  }
}
