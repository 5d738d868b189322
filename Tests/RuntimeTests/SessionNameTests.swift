import Interview
import Testing

@testable import Runtime

@Suite("Names made once")
struct SessionNameTests {
  @Test("A session's id is made of protocol, group and time, in the characters of an id")
  func id() throws {
    let wall = try #require(WallTime(rfc3339: "2026-03-14T09:26:53.589+01:00"))
    #expect(SessionName.make(protocol: "cogov", group: "NL02", at: wall) == "cogov-NL02-20260314-0926")
    #expect(SessionName.make(protocol: "cogov", group: "../ä x", at: wall) == "cogov-x-20260314-0926")
    let long = SessionName.make(
      protocol: String(repeating: "p", count: 60), group: String(repeating: "g", count: 90), at: wall)
    #expect(long.count <= 100)
  }

  @Test("Recorders and uuids are fresh each time")
  func fresh() {
    let ids = Set((0..<200).map { _ in SessionName.uuid() })
    #expect(ids.count == 200)
    #expect(ids.allSatisfy { $0.count == 36 && Array($0)[14] == "4" })
    #expect(SessionName.recorder().allSatisfy { $0.isLowercase && $0.isASCII })
  }
}
