import Foundation
import Interview
import SampleMaking
import SessionStorage
import Testing

/// The samples and their reviews as they were on main before a seat always won and asked meant asked.
@Suite("Samples of a former version")
struct FormerSampleTests {
  private static let folder = Samples.repository + "/Tests/SampleTests/Former/"

  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()

  @Test("There are six sessions and four reviews")
  func count() {
    #expect(FormerSampleTests.files.count == 10)
    #expect(FormerSampleTests.files.count { $0.contains(".review-") } == 4)
  }

  @Test(
    "Each opens, and is written as it stood but for which visits only went past a question", arguments: files)
  func opens(file: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: FormerSampleTests.folder + file)))
    let written: [UInt8]
    if file.contains(".review-") {
      written = ReviewFormat.bytes(of: try ReviewFormat.read(bytes, file: file).review)
    } else {
      let session = try SessionFormat.read(bytes, file: file)
      #expect(session.inconsistencies.isEmpty && session.unapplied.isEmpty)
      #expect(session.seatsOfNobody.isEmpty, "everybody who speaks was in the room")
      written = SessionFormat.bytes(of: session)
    }
    func bare(_ bytes: [UInt8]) -> String {
      String(decoding: bytes, as: UTF8.self).replacing("\"passing\":true,", with: "")
    }
    #expect(bare(written) == bare(bytes))
  }
}
