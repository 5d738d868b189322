import RandomSessions
import Testing

@testable import Interview

@Suite("An edit forgets")
struct EarlierWordsTests {
  @Test("Text, line, manner and new codes of an earlier version go; time, place and every other value stay")
  func forgetting() throws {
    var fold = Fold()
    fold.go("K1", at: 1)
    let note = fold.note("xsecretx", by: [3], kind: .quote, at: 10, codes: ["bar.mes", "xcodex"])
    fold.at = .seconds(20)
    let better = NoteContent(
      kind: .paraphrase, speakers: [.participant(4)], text: "put right", codes: ["bar.mes"])
    fold.apply(fold.session.edit(note, content: better, question: "K2", typed: "4 put right", at: fold.at))
    #expect(fold.everything.contains("xsecretx"))
    #expect(fold.session.editsWithEarlierWords() == 1)
    #expect(fold.session.editsWithEarlierWords(by: .seconds(19)) == 0)
    // Whoever goes on is told of what an older program has kept, and not of today's.
    #expect(!fold.session.closingChecklist(at: .seconds(30)).contains(.earlierWords([note.number])))
    #expect(
      fold.resumed(by: "efgh", at: 40).session.closingChecklist(at: .seconds(50))
        .contains(.earlierWords([note.number])))
    let session = fold.session.forgettingEarlierWords
    fold.session = session
    fold.history = History()
    #expect(!fold.everything.contains("xsecretx") && !fold.everything.contains("xcodex"))
    #expect(session.editsWithEarlierWords() == 0)
    let edit = try #require(session.note(note.number)?.revisions.first)
    #expect(edit.at == .seconds(20) && edit.question == "K1" && edit.reworded)
    #expect(edit.content.kind == .quote && edit.content.speakers == [.participant(3)])
    #expect(edit.content.codes == ["bar.mes"])
    #expect(session.notes[0].content == better && session.notes[0].isEdited)
  }

  @Test("Replay shows the final words from when the note first came; a moment stays empty until completed")
  func replayed() {
    var fold = Fold()
    fold.go("K1", at: 1)
    let named = fold.note("xsecretx said so", by: [3], at: 10)
    let moment = fold.note("", by: [2], kind: .quote, at: 12)
    fold.edit(named.number, "somebody said so", at: 20)
    fold.edit(moment.number, "at last", at: 30)
    func words(_ seconds: Int) -> [String] {
      let past = fold.session.asOf(.seconds(seconds))
      let laidOut = Timeline(fold.session)
      let shown = laidOut.session.notes.indices.compactMap { laidOut.note($0, at: .seconds(seconds)) }
      #expect(shown == past.notes)
      return past.notes.map(\.content.text)
    }
    #expect(words(15) == ["somebody said so", ""])
    #expect(words(25) == ["somebody said so", ""])
    #expect(words(35) == ["somebody said so", "at last"])
    #expect(fold.session.asOf(.seconds(15)).notes[0].revisions.isEmpty)
  }

  @Test("A note that was only moved is moved and not edited, also when its earlier words are forgotten")
  func moved() throws {
    var fold = Fold()
    fold.go("K1", at: 1)
    let note = fold.note("stays as it is", by: [3], at: 10)
    fold.at = .seconds(20)
    fold.apply(try #require(fold.session.moved(to: "K2", since: note.number, at: fold.at)))
    for session in [fold.session, fold.session.forgettingEarlierWords] {
      #expect(session.notes[0].isMoved && !session.notes[0].isEdited)
      #expect(session.editsWithEarlierWords() == 0)
    }
    fold.edit(note.number, "and was put right", at: 30)
    for session in [fold.session, fold.session.forgettingEarlierWords] {
      #expect(session.notes[0].isMoved && session.notes[0].isEdited)
    }
  }

  @Test("Off the record for the past takes a note whole if the words before its edit are forgotten")
  func struckOut() {
    var fold = Fold()
    fold.go("K1", at: 1)
    let edited = fold.note("before", by: [1], at: 5)
    let completed = fold.note("", by: [2], at: 6)
    let reseated = fold.note("kept", by: [3], at: 7)
    fold.edit(edited.number, "xsecretx", at: 20)
    fold.edit(completed.number, "xsecretx", at: 21)
    fold.at = .seconds(22)
    if let change = fold.session.reseat(3, to: 4, swapped: false, since: reseated.number, at: fold.at) {
      fold.apply(change)
    }
    fold.session = fold.session.forgettingEarlierWords
    fold.history = History()
    fold.at = .seconds(30)
    fold.apply(.struckOut(from: .seconds(20), to: .seconds(30)))
    #expect(!fold.everything.contains("xsecretx"))
    #expect(fold.session.note(edited.number)?.redacted == true)
    #expect(fold.session.note(completed.number)?.content.text == "")
    #expect(fold.session.note(completed.number)?.redacted == false)
    #expect(fold.session.note(reseated.number)?.content.text == "kept")
    #expect(fold.session.note(reseated.number)?.content.speakers == [.participant(4)])
  }

  @Test("What is forgotten stays forgotten, of every session, and nothing else changes", arguments: 1...40)
  func anySession(seed: Int) {
    var random = RandomSession(seed: seed)
    let session = random.session()
    let once = session.forgettingEarlierWords
    #expect(once.forgettingEarlierWords == once)
    #expect(once.editsWithEarlierWords() == 0)
    var same = once
    same.notes = session.notes
    #expect(same == session)
    for (before, after) in zip(session.notes, once.notes) {
      #expect(before.content == after.content && before.typed == after.typed)
      #expect(before.revisions.map(\.at) == after.revisions.map(\.at))
      #expect(before.isMoved == after.isMoved && before.isEdited == after.isEdited)
    }
  }
}
