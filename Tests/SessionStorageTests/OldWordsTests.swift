import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// Words that older programs took and that would not be entered today: kept byte for byte, shown, and warned of.
@Suite struct OldWordsTests {
  /// Everything that was ever stored unjudged: what was typed in `/set`, codes of reviews, names in files made by hand.
  private static let codes = [
    "bar-", "bar.", "1a", "two words", "a,b", "", String(repeating: "c", count: 65),
  ]
  private static let countries = ["ÄÖ", "nl", "", "Netherlands", "[]"]

  private func note(_ number: Int, _ code: String, question: String) -> Note {
    Note(
      id: "abcd-\(number)", number: number, question: question, at: .seconds(number),
      time: Session.library.startedAt.adding(number * 1000), saved: .seconds(number),
      content: NoteContent(text: "text \(number)", codes: [code]))
  }

  @Test(arguments: countries)
  func `a session with any of them opens, is written as it stood, and is shown`(country: String) throws {
    var session = Session.library
    session.group = Group(code: "not a code?", country: country, setting: "none of the protocol's", place: "")
    for (index, code) in Self.codes.enumerated() {
      session.apply(
        Record(
          number: session.lastRecord + 1, at: .seconds(index + 1),
          change: .note(number: index + 1, note(index + 1, code, question: "no such question \(index)"))))
    }
    let bytes = SessionFormat.bytes(of: session)
    let disk = MemoryDisk()
    let study = StudyFolder(path: "/study", statePath: "/state/focusgroup", disk: disk)
    try study.create()
    let path = "/study/Sessions/\(session.id).json"
    disk.replace(path, with: bytes)
    let read = try Recovery.read(in: study, id: session.id)
    #expect(read.session == session && read.notices.isEmpty)
    let (open, recovered) = try OpenSession.resume(in: study, id: session.id)
    #expect(recovered.session == session)
    try open.close(recovered.session)
    #expect(disk.contents[path] == bytes)
    let listed = try #require(try study.sessions().first)
    #expect(try listed.heading.get().group.country == country)
    #expect(
      session.oldWords.count == 1 + Self.codes.count - 2, "`bar-` and `bar.` may stand in a codebook")
    #expect(session.oldWords.first == "country \(country) is no country of ISO 3166 as in NL")
  }

  @Test func `so does a review`() throws {
    let disk = ReviewStory.disk()
    let story = ReviewStory(disk)
    var review = Review.sample
    for code in Self.codes {
      review.codebook[code] = ReviewerCode(about: "why", at: review.startedAt)
      review.notes["abcd-1", default: NoteReview()].codes[code] = NoteReview.CodeMark(
        isGiven: true, at: review.startedAt)
    }
    let bytes = review.fileBytes
    disk.replace(ReviewStory.json, with: bytes)
    let read = try Recovery.readReview(in: story.study, id: Story.id, reviewer: review.reviewer)
    #expect(read.review == review && read.notices.isEmpty)
    #expect(read.review.fileBytes == bytes)
    #expect(review.oldWords.count == Self.codes.count - 2)
  }

  @Test func `what is entered today is warned of nowhere`() {
    var session = Session.library
    session.group.country = "NL"
    session.apply(
      Record(number: 1, at: .seconds(1), change: .note(number: 1, note(1, "код.1", question: "K1"))))
    #expect(session.oldWords.isEmpty && Review.sample.oldWords.isEmpty)
  }
}
