import Foundation
import Interview
import MemoryDisks
import RandomSessions
import Testing

@testable import SessionStorage

extension Review {
  /// A small review with one of everything.
  static var sample: Review {
    let at = WallTime(milliseconds: 1_773_500_000_000, utcOffset: 60)
    var review = Review(
      ReviewHead(
        uuid: "u-1", reviewer: "anna", session: "cogov-NL02", sessionUUID: "s-1", startedAt: at))
    let changes: [ReviewChange] = [
      .newCode("own.code", ReviewerCode(about: "what I mean", at: at)),
      .code(note: "abcd-2", "own.code", NoteReview.CodeMark(isGiven: true, at: at)),
      .code(note: "abcd-2", "bar.mes", NoteReview.CodeMark(isGiven: false, at: at)),
      .memo(note: "abcd-17", number: 1, NoteReview.Memo(number: 1, text: "why?", at: at)),
      .check(note: "abcd-17", NoteReview.Check(about: "listen again", at: at)),
      .speakers(note: "abcd-17", NoteReview.SpeakerCorrection(speakers: [.participant(4)], at: at)),
      .verified(note: "abcd-17", NoteReview.VerifiedText(text: "we hear it too late", at: at)),
    ]
    review.lastRecord = 1
    for (index, change) in changes.enumerated() {
      review.apply(ReviewRecord(number: index + 2, at: at, change: change))
    }
    return review
  }
}

@Suite("A review as a file")
struct FormatReviewTests {
  static let text = """
    {
    "format": "focusgroup.review",
    "version": 1,
    "uuid": "u-1",
    "reviewer": "anna",
    "session": "cogov-NL02",
    "sessionUUID": "s-1",
    "startedAt": "2026-03-14T15:53:20.000+01:00",
    "summary": {"coded":1,"codes":1,"lastChange":"2026-03-14T15:53:20.000+01:00","lastRecord":8,"memos":1,\
    "nextMemo":2,"notes":2},
    "codebook": [
    {"about":"what I mean","at":"2026-03-14T15:53:20.000+01:00","code":"own.code"}
    ],
    "notes": [
    {"codes":[{"at":"2026-03-14T15:53:20.000+01:00","code":"bar.mes","removed":true},\
    {"at":"2026-03-14T15:53:20.000+01:00","code":"own.code"}],"note":"abcd-2"},
    {"check":{"about":"listen again","at":"2026-03-14T15:53:20.000+01:00"},\
    "memos":[{"at":"2026-03-14T15:53:20.000+01:00","number":1,"text":"why?"}],"note":"abcd-17",\
    "participants":{"at":"2026-03-14T15:53:20.000+01:00","who":["P4"]},\
    "verified":{"at":"2026-03-14T15:53:20.000+01:00","text":"we hear it too late"}}
    ]
    }

    """

  @Test("reads well")
  func layout() {
    #expect(String(decoding: ReviewFormat.bytes(of: .sample), as: UTF8.self) == Self.text)
  }

  @Test("comes back as it was, whatever is in it")
  func roundTrip() throws {
    for seed in 0..<300 {
      var random = RandomSession(seed: seed, isFull: seed % 8 == 0)
      let review = random.review()
      let bytes = ReviewFormat.bytes(of: review)
      let read = try ReviewFormat.read(bytes, file: "review")
      #expect(read.review == review && !read.isNewer, "seed \(seed)")
      #expect(ReviewFormat.bytes(of: read.review) == bytes, "seed \(seed)")
      let hasCommand = String(decoding: bytes, as: UTF8.self).unicodeScalars.contains {
        $0.value < 32 && $0 != "\n" || $0.value == 127
      }
      #expect(!hasCommand, "seed \(seed)")
    }
  }

  @Test("that any records have made comes back as it was")
  func folded() throws {
    for seed in 0..<100 {
      var random = RandomSession(seed: seed)
      var review = Review.sample
      for number in 9..<40 {
        var record = random.reviewRecord(of: random.one(of: ReviewChange.Kind.allCases))
        record.number = number
        review.apply(record)
        let read = try ReviewFormat.read(ReviewFormat.bytes(of: review), file: "review").review
        #expect(read == review, "seed \(seed), \(record)")
      }
    }
  }

  @Test(
    "that is wrong is refused, with the place of it",
    arguments: [
      (
        "\"focusgroup.review\"", "\"focusgroup.session\"",
        #"review:2:11: error: format: found "focusgroup.session", wanted "focusgroup.review""#
      ),
      ("\"anna\"", "\"Anna\"", #"review:5:13: error: reviewer: found "Anna", wanted 1-40 of a-z 0-9 -"#),
      (
        "\"s-1\"", "\"../s\"",
        #"review:7:16: error: sessionUUID: found "../s", wanted 1-100 of A-Z a-z 0-9 _ -"#
      ),
      (
        "\"nextMemo\":2", "\"nextMemo\":0",
        "review:9:114: error: summary.nextMemo: found 0, wanted 1 to 900000001: no room to count on"
      ),
      ("\"abcd-17\"", "\"abcd-2\"", #"review:15:153: error: notes[1].note: found "abcd-2" a second time"#),
      (
        "\"code\":\"own.code\"}],", "\"code\":\"bar.mes\"}],",
        #"review:14:127: error: notes[0].codes[1].code: found "bar.mes" a second time"#
      ),
      (
        "\"P4\"", "\"P100\"",
        #"review:15:223: error: notes[1].participants.who[0]: found "P100", wanted P1 to P99, P0 or M"#
      ),
      (
        "\"number\":1", "\"number\":0",
        "review:15:128: error: notes[1].memos[0].number: found 0, wanted 1 to 1000000000"
      ),
      (
        "\"removed\":true", "\"removed\":1",
        "review:14:76: error: notes[0].codes[0].removed: found 1, wanted true or false"
      ),
      ("\"uuid\": \"u-1\",\n", "", "review:1:1: error: the key `uuid` is missing"),
    ])
  func wrong(old: String, new: String, message: String) throws {
    let text = Self.text.replacing(old, with: new)
    #expect(text != Self.text)
    do {
      _ = try ReviewFormat.read(Array(text.utf8), file: "review")
      Issue.record("it was read")
    } catch {
      #expect(error.message == message)
    }
  }

  @Test("names each opening for writing and its highest record; one of an older program names none")
  func recorders() throws {
    var review = try ReviewFormat.read(Array(Self.text.utf8), file: "review").review
    #expect(review.recorders.isEmpty)
    let at = WallTime(milliseconds: 1_773_500_000_000, utcOffset: 60)
    review.open(by: ReviewRecorder(id: "mkfv", program: "1", from: at))
    #expect(review.recorders.map(\.last) == [review.lastRecord])
    let record = ReviewRecord(
      number: review.lastRecord + 1, at: at, change: .check(note: "abcd-2", .init(about: "", at: at)))
    review.apply(record)
    let bytes = ReviewFormat.bytes(of: review)
    let line = #"{"from":"2026-03-14T15:53:20.000+01:00","id":"mkfv","last":\#(record.number),"program":"1"}"#
    #expect(String(decoding: bytes, as: UTF8.self).contains("\"recorders\": [\n\(line)\n],\n\"codebook\""))
    #expect(try ReviewFormat.read(bytes, file: "review").review == review)
  }

  @Test("of which a note is there without a word, or a memo's number is above the next, is put right")
  func mended() throws {
    let text = Self.text.replacing("\"notes\": [\n", with: "\"notes\": [\n{\"note\":\"abcd-1\"},\n")
      .replacing("\"number\":1", with: "\"number\":7")
    let review = try ReviewFormat.read(Array(text.utf8), file: "review").review
    #expect(review.notes.count == 2 && review.nextMemo == 8)
  }

  @Test("of a newer version is read as far as it is understood")
  func newer() throws {
    let text = Self.text.replacing("\"version\": 1", with: "\"version\": 2")
    let read = try ReviewFormat.read(Array(text.utf8), file: "review")
    #expect(read.isNewer && read.review == .sample)
    let strange = text.replacing("[\"P4\"]", with: "4")
    #expect(throws: FormatError.newer(file: "review", version: 2, session: nil)) {
      try ReviewFormat.read(Array(strange.utf8), file: "review")
    }
  }
}

@Suite("A review's record as a line")
struct FormatReviewRecordTests {
  @Test("comes back as it was, of every kind, on one line", arguments: ReviewChange.Kind.allCases)
  func roundTrip(kind: ReviewChange.Kind) throws {
    for seed in 0..<60 {
      var random = RandomSession(seed: seed, isFull: seed % 5 == 0)
      let record = random.reviewRecord(of: kind)
      let bytes = ReviewRecordFormat.bytes(of: record)
      #expect(try ReviewRecordFormat.read(bytes) == .record(record), "seed \(seed)")
      #expect(!bytes.contains(10), "seed \(seed)")
    }
  }

  @Test("reads well")
  func layout() {
    let at = WallTime(milliseconds: 1_773_500_000_000, utcOffset: 60)
    let code = ReviewRecord(
      number: 17, at: at, change: .code(note: "abcd-3", "drv", NoteReview.CodeMark(isGiven: true, at: at)))
    #expect(
      line(code) == """
        {"v":2,"n":17,"at":"2026-03-14T15:53:20.000+01:00","kind":"code",\
        "data":{"code":"drv","mark":{"at":"2026-03-14T15:53:20.000+01:00"},"note":"abcd-3"}}
        """)
    let undo = ReviewRecord(
      number: 18, at: at, role: .undo(17),
      change: .together([.newCode("x", nil), .memo(note: "abcd-3", number: 2, nil)]),
      unknown: ["y": .null])
    #expect(
      line(undo) == """
        {"v":2,"n":18,"at":"2026-03-14T15:53:20.000+01:00","kind":"together","undo":17,\
        "data":{"changes":[{"data":{"code":"x"},"kind":"new-code"},\
        {"data":{"note":"abcd-3","number":2},"kind":"memo"}]},"y":null}
        """)
  }

  private func line(_ record: ReviewRecord) -> String {
    String(decoding: ReviewRecordFormat.bytes(of: record), as: UTF8.self)
  }

  @Test(
    "that a newer program of this version made is kept whole",
    arguments: [
      #""kind":"sketch","data":{"a":[1]}"#, #""kind":"sketch""#,
      #""kind":"memo","data":{"note":"abcd-1","number":1,"memo":{"number":2,"at":"2026-03-14T15:53:20Z"}}"#,
      #""kind":"code","data":{"note":"../x","code":"c"}"#,
      #""kind":"check","undo":1,"redo":2,"data":{"note":"abcd-1"}"#,
      #""kind":"together","data":{"changes":[{"kind":"new","data":{}}]}"#,
    ])
  func unknown(rest: String) throws {
    let text = #"{"v":1,"n":5,"at":"2026-03-14T15:53:20Z","# + rest + "}"
    guard case .unknown(number: 5, _, let json) = try ReviewRecordFormat.read(Array(text.utf8)) else {
      Issue.record("it was taken for a record")
      return
    }
    #expect(json == (try JSONReader.read(Array(text.utf8))))
    // And recovery keeps it in the review.
    let disk = ReviewStory.disk()
    let story = ReviewStory(disk)
    try #require(story.begin() && story.say(story.memo("one", on: "abcd-1")))
    try #require(story.say(story.memo("two", on: "abcd-1"), story.memo("three", on: "abcd-1")))
    story.die()
    let bytes = try #require(disk.contents[ReviewStory.journal])
    disk.replace(ReviewStory.journal, with: bytes + JournalFrame.bytes(of: Array(text.utf8)))
    let recovered = try Recovery.readReview(in: story.study, id: Story.id, reviewer: "anna")
    #expect(recovered.notices == [.unplaced(5)] && recovered.review.unapplied == [json])
    #expect(recovered.review.lastRecord == 5)
  }

  @Test(
    "of a newer version, or that is none, is refused",
    arguments: [
      #"{"v":3,"n":5,"at":"2026-03-14T15:53:20Z","kind":"check","data":{}}"#,
      #"{"v":1,"n":5,"at":17,"kind":"check","data":{}}"#,
      #"{"v":1,"n":0,"at":"2026-03-14T15:53:20Z","kind":"check","data":{}}"#,
      #"{"v":1,"n":5,"at":"2026-03-14T15:53:20Z","kind":"journal","data":{}}"#, "[]", "",
    ])
  func none(text: String) {
    #expect(throws: FormatError.self) { try ReviewRecordFormat.read(Array(text.utf8)) }
  }
}
