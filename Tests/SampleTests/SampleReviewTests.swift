import Foundation
import Interview
import SampleMaking
import Testing

@Suite("The scripts of the samples' reviewers")
struct SampleReviewTests {
  /// `gb01-housing-organisation.review-anna` and the like.
  static let files =
    ((try? FileManager.default.contentsOfDirectory(atPath: Samples.scripts)) ?? [])
    .filter { $0.contains(".review-") }.sorted()

  /// The lines of a script, in words.
  private static func lines(_ file: String) throws -> [[String]] {
    try String(contentsOfFile: Samples.scripts + "/" + file, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: " ").map(String.init) }
  }

  private static func session(_ file: String) throws -> Session {
    try SampleTests.session(String(file.prefix { $0 != "." }))
  }

  @Test("Two reviewers each for the British and the Dutch sample, with 40 to 60 codings")
  func reviewers() throws {
    #expect(SampleReviewTests.files.count == 4)
    for file in SampleReviewTests.files {
      let codings = try SampleReviewTests.lines(file).count { $0.first == "/code" }
      #expect((40...60).contains(codings), "\(file): \(codings)")
    }
  }

  @Test(
    "Every line names a note that is there, and only codes of the book, the note or the reviewer",
    arguments: files)
  func lines(file: String) throws {
    let session = try SampleReviewTests.session(file)
    var codes = Set(session.protocol.codebook.map(\.code))
    for words in try SampleReviewTests.lines(file) {
      let line = Comment(rawValue: words.joined(separator: " "))
      try #require(words.count >= 2, line)
      if words[0] == "/newcode" {
        codes.insert(words[1])
        continue
      }
      let note = try #require(Int(words[1]).flatMap { session.note($0) }, line)
      #expect(!note.redacted, line)
      switch words[0] {
      case "/code", "/uncode":
        #expect(note.content.kind == .paraphrase || note.content.kind == .quote, line)
        #expect(note.content.speakers.contains { $0.seat != nil }, line)
        let code = try #require(words.last).dropFirst()
        #expect(codes.contains(String(code)) || note.content.codes.contains(String(code)), line)
      case "/speaker": #expect(Int(words[2]).flatMap { session.participant($0) } != nil, line)
      case "/verify":
        #expect(words.count > 3 && (!note.content.complete || !note.revisions.isEmpty), line)
      default: #expect(["/memo", "/check"].contains(words[0]), line)
      }
    }
  }
}
