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

  @Test(
    "Until a time of day is until the clocks show it, also in the night in which they are put back or forward"
  )
  func putBack() throws {
    // Amsterdam, 2026: back at 01:00Z on 25 October, forward at 01:00Z on 29 March.
    let autumn = try #require(WallTime(rfc3339: "2026-10-25T01:00:00Z")).milliseconds
    let spring = try #require(WallTime(rfc3339: "2026-03-29T01:00:00Z")).milliseconds
    let zone = Zone { (spring..<autumn).contains($0) ? 120 : 60 }
    func next(_ from: String, _ hour: Int, _ minute: Int) throws -> String {
      try #require(WallTime(rfc3339: from)).next(hour: hour, minute: minute, in: zone).rfc3339
    }
    #expect(try next("2026-10-25T00:30:00.000+02:00", 4, 0) == "2026-10-25T04:00:00.000+01:00")
    #expect(try next("2026-10-25T02:15:00.000+02:00", 2, 30) == "2026-10-25T02:30:00.000+02:00")
    #expect(try next("2026-10-25T02:15:00.000+01:00", 2, 10) == "2026-10-26T02:10:00.000+01:00")
    #expect(try next("2026-10-24T22:00:00.000+02:00", 21, 0) == "2026-10-25T21:00:00.000+01:00")
    #expect(try next("2026-03-29T01:30:00.000+01:00", 4, 0) == "2026-03-29T04:00:00.000+02:00")
    #expect(try next("2026-03-28T23:00:00.000+01:00", 22, 0) == "2026-03-29T22:00:00.000+02:00")
    // 02:30 is not there: the clock shows 03:30 when it would have been.
    #expect(try next("2026-03-29T01:30:00.000+01:00", 2, 30) == "2026-03-29T03:30:00.000+02:00")
    #expect(try next("2026-07-01T14:00:00.000+02:00", 16, 0) == "2026-07-01T16:00:00.000+02:00")
    let evening = try #require(WallTime(rfc3339: "2026-10-25T02:30:00+02:00"))
    #expect(evening.adding(3_600_000, in: zone).civil.timeOfDay == "02:30")
    #expect(evening.adding(3_600_000).civil.timeOfDay == "03:30")
  }

  @Test("Times and lengths beyond all calendars are held, never a trap")
  func beyond() {
    let times = [Int.min, Int.min + 1, -1, 0, 1, Int.max - 1, Int.max]
    for first in times {
      let wall = WallTime(milliseconds: first, utcOffset: 1439)
      _ = wall.rfc3339
      for second in times {
        _ = wall.adding(second).civil.compact
        _ = clockText(milliseconds: Offset(first) - Offset(second))
        _ = (Offset(first) + second).clock
        #expect([first, second].sum == first.adding(second))
        _ = first.multiplied(by: second)
      }
      _ = wall.next(hour: 23, minute: 59)
      _ = minutesText(milliseconds: first)
    }
    #expect(Int.max.adding(1) == .max && Int.min.adding(-1) == .min && Int.min.subtracting(1) == .min)
    #expect(Int.max.subtracting(-1) == .max && (0).subtracting(.min) == .max)
    #expect(Int.max.multiplied(by: 2) == .max && Int.max.multiplied(by: -2) == .min)
    #expect(Int(nearest: 1e300) == .max && Int(nearest: -.infinity) == .min && Int(nearest: .nan) == 0)
    #expect(Int(nearest: 2.5) == 3 && Offset.minutes(.max) == Offset(.max))
  }
}
