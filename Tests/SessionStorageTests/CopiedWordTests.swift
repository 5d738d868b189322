import Interview
import Testing

@testable import SessionStorage

@Suite("A word that is destroyed in a session")
struct CopiedWordTests {
  @Test("is taken out of every copy and review, also of notes that only a copy has")
  func word() throws {
    let copied = try Copied([Copied.conflict, "\(Story.id).json~"])
    var more = copied.more()
    more.apply(
      Record(number: more.lastRecord + 1, at: more.lastOffset, change: .answer(id: "x", text: Story.secret)))
    try copied.write("\(Story.id)-LAPTOP-B.json", more.fileBytes)
    var review = Review(ReviewStory.head)
    let memo = NoteReview.Memo(number: 1, text: "see \(Story.secret)!", at: review.startedAt)
    review.apply(ReviewRecord(number: 1, at: memo.at, change: .memo(note: "abcd-1", number: 1, memo)))
    let (own, copy) = ("\(Story.id).review-anna.json", "\(Story.id).review-anna (1).json")
    for name in [own, copy] { try copied.write(name, review.fileBytes) }
    let word = String(Story.secret.prefix { $0.isLetter })
    try #require(copied.story.resume() && copied.story.redact(word: word))
    let erased = try #require(
      copied.story.open?.eraseElsewhere(
        copied.story.session, isUnknown: false, words: [word], at: review.startedAt))
    copied.story.die()
    #expect(erased.isEverywhere && erased.copies.cleaned.count == 4)
    #expect(try copied.holders() == [] && Set(copied.folder.names()).isSuperset(of: [own, copy]))
    for name in [own, copy] {
      let text = try Review.read(copied.bytes(name), path: name).state.notes["abcd-1"]?.memos[0].text
      #expect(text?.hasPrefix("see […]") == true, "\(name)")
    }
    let other = try Session.read(copied.bytes("\(Story.id)-LAPTOP-B.json"), path: "").state
    #expect(other.notes.count == 4 && other.notes[3].content.text == "only in the copy")
    #expect(other.answers["x"]?.contains("[…]") == true && other.notes[0] == copied.before.notes[0])
  }

  @Test("leaves what reviewers coded with the session's codebook, in reviews and their copies")
  func codebook() throws {
    let copied = try Copied([])
    var review = Review(ReviewStory.head)
    let mark = NoteReview.CodeMark(isGiven: true, at: review.startedAt)
    for (number, code) in ["helps.team", "tea.own"].enumerated() {
      review.apply(
        ReviewRecord(number: number + 1, at: mark.at, change: .code(note: "abcd-1", code, mark)))
    }
    let names = ["\(Story.id).review-anna.json", "\(Story.id).review-anna (1).json"]
    for name in names { try copied.write(name, review.fileBytes) }
    try #require(copied.story.resume() && copied.story.redact(word: "Tea"))
    var session = copied.story.session
    session.protocol.codebook = [CodebookEntry(code: "helps.team", name: .plain("Team"))]
    let erased = copied.story.open?.eraseElsewhere(
      session, isUnknown: false, words: ["Tea"], at: review.startedAt)
    copied.story.die()
    #expect(erased?.isEverywhere == true)
    for name in names {
      let codes = try Review.read(copied.bytes(name), path: name).state.notes["abcd-1"]?.codes
      #expect(codes == ["helps.team": mark], "\(name)")
    }
  }

  @Test("is destroyed in a review by a record of an older program, which names no codes to keep")
  func olderRecord() throws {
    let json = try JSONReader.read(Array(#"{"kind":"word-erased","data":{"word":"Tea"}}"#.utf8))
    #expect(try ReviewChange(json: json) == .wordErased("Tea"))
    #expect(ReviewChange.wordErased("Tea").json == json)
  }

  @Test("has a copy named that holds it only in records without a place")
  func unplaced() throws {
    let copied = try Copied([])
    var copy = copied.before
    copy.unapplied = [.object(["n": .integer(9), "kind": .string("new"), "text": .string("by Jansen")])]
    let name = "\(Story.id)-LAPTOP-B.json"
    try copied.write(name, copy.fileBytes)
    let erasure = copied.story.study.eraseCopies(
      of: copied.before, under: Story.id, isUnknown: false, words: ["Jansen"])
    #expect(erasure.holders == [.init(name: name, reason: "it holds records without a place")])
    let other = copied.story.study.eraseCopies(
      of: copied.before, under: Story.id, isUnknown: false, words: ["Peters"])
    #expect(other.holders.isEmpty && other.cleaned.isEmpty)
  }
}
