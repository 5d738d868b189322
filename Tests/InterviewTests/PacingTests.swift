import Interview
import RandomSessions
import Testing

struct PacingTests {
  private static let seconds = [10, 12, 60, 61, 300].map(Offset.seconds)

  @Test func gapsAreShortenedAndNothingElse() {
    let pacing = Pacing(PacingTests.seconds, end: .seconds(301), longestGap: 2000)
    // 2 of 10, then 2, 2 of 48, 1, 2 of 239, 1.
    #expect(pacing.length == 10_000)
    #expect(pacing.played(at: .seconds(11)) == 3000)
    #expect(pacing.time(played: 3000) == .seconds(11))
    #expect(pacing.time(played: 5000) == .seconds(36))
    #expect(pacing.shortenedGap(at: .seconds(36)) == .seconds(12) ..< .seconds(60))
    #expect(pacing.shortenedGap(at: .seconds(60)) == nil)
  }

  @Test func withoutALimitTimeIsWhatItWas() {
    let pacing = Pacing(PacingTests.seconds, end: .seconds(301), longestGap: nil)
    for millisecond in stride(from: 0, through: 301_000, by: 777) {
      #expect(pacing.played(at: Offset(millisecond)) == millisecond)
      #expect(pacing.time(played: millisecond) == Offset(millisecond))
    }
  }

  @Test(arguments: 0..<50)
  func theMapGoesBothWaysAndNeverBack(seed: Int) {
    var random = RandomSession(seed: seed)
    let times = random.list(upTo: 40) { $0.offset() }.sorted()
    let end = max(random.offset(), times.last ?? .zero)
    let pacing = Pacing(times, end: end, longestGap: random.maybe { $0.number(0...5000) })
    var last = Offset.zero
    for _ in 0..<100 {
      let played = random.number(0...pacing.length)
      let time = pacing.time(played: played)
      #expect(abs(pacing.played(at: time) - played) <= 1)
      #expect(time >= .zero && time <= end)
    }
    for played in stride(from: 0, through: pacing.length, by: max(1, pacing.length / 200)) {
      #expect(pacing.time(played: played) >= last)
      last = pacing.time(played: played)
    }
    // A moment is met at the very time it has.
    for time in times where time < end { #expect(pacing.time(played: pacing.played(at: time)) >= time) }
  }

  @Test func theClockNeverDriftsHoweverOftenItIsLookedAt() {
    let pacing = Pacing(PacingTests.seconds, end: .seconds(100_000), longestGap: nil)
    var head = PlayHead()
    head.play(true, at: 0, pacing)
    for now in stride(from: 0, through: 9_999_999, by: 333) { _ = head.position(at: now, pacing) }
    #expect(head.position(at: 10_000_000, pacing) == .seconds(10_000))
  }

  @Test func speedAndPauseTakeEffectFromWhereItStands() {
    let pacing = Pacing(PacingTests.seconds, end: .seconds(1000), longestGap: nil)
    var head = PlayHead()
    #expect(head.position(at: 5000, pacing) == .zero)
    head.play(true, at: 5000, pacing)
    head.setSpeed(4, at: 6000, pacing)
    #expect(head.position(at: 7000, pacing) == .seconds(5))
    #expect(head.wait(until: .seconds(9), at: 7000, pacing) == 1000)
    head.play(false, at: 8000, pacing)
    #expect(head.position(at: 99_000, pacing) == .seconds(9))
    #expect(head.wait(until: .seconds(10), at: 99_000, pacing) == nil)
    head.setSpeed(1000, at: 0, pacing)
    #expect(head.speed == 64)
    head.play(true, at: 100_000, pacing)
    #expect(head.position(at: 999_000, pacing) == .seconds(1000))
  }
}
