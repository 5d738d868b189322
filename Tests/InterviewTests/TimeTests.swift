import Interview
import Testing

@Suite("Times are read as they are written")
struct TimeTests {
  @Test(
    "RFC 3339 there and back",
    arguments: [
      "2026-03-14T09:26:53.589+01:00", "1970-01-01T00:00:00.000+00:00", "1969-12-31T23:59:59.999+00:00",
      "2024-02-29T23:59:59.001-03:30", "2000-01-01T00:00:00.000+14:00",
    ])
  func roundTrip(text: String) throws {
    #expect(try #require(WallTime(rfc3339: text)).rfc3339 == text)
  }

  @Test("Known instants")
  func known() throws {
    #expect(try #require(WallTime(rfc3339: "2026-03-14T09:26:53.5Z")).milliseconds == 1_773_480_413_500)
    #expect(WallTime(milliseconds: 0, utcOffset: 90).rfc3339 == "1970-01-01T01:30:00.000+01:30")
  }

  @Test(
    "What is no time is refused",
    arguments: [
      "", "2026", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00",
      "2026-01-01T00:00:00.Z",
      "2026-01-01T00:00:00+25:00", "2026-01-01T00:00:00Zx",
    ])
  func refused(text: String) { #expect(WallTime(rfc3339: text) == nil) }

  @Test("Clocks read well")
  func clocks() {
    #expect(Offset(2_467_999).clock == "00:41:07")
    #expect(clockText(milliseconds: -1500) == "-00:00:01")
    #expect(minutesText(milliseconds: 7_200_000) == "120:00")
    #expect(minutesText(milliseconds: -61_000) == "-01:01")
  }
}
