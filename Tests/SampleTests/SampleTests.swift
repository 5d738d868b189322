import Foundation
import SampleMaking
import Testing

@Suite("The fictional sample sessions")
struct SampleTests {
  @Test("Each sample is, byte for byte, what the program makes of its script", arguments: try Samples.names())
  func bytes(name: String) throws {
    let made = try Samples.make(name, protocol: try Samples.route())
    let kept = try Data(contentsOf: URL(filePath: Samples.repository + "/Sessions/\(made.id).json"))
    #expect(
      [UInt8](kept) == made.bytes, "make samples writes it anew; read the difference before you commit it")
  }
}
