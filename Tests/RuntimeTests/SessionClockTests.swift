import Interview
import Synchronization
import Testing

@testable import Runtime

/// Clocks that a test turns by hand.
final class Clocks: Sendable {
  private let reading = Mutex(
    ClockReading(
      running: 500_000, awake: 400_000, wall: WallTime(milliseconds: 1_773_500_000_000, utcOffset: 60)))

  func now() -> ClockReading { reading.withLock { $0 } }

  func pass(seconds: Int) { pass(milliseconds: seconds * 1000) }

  func pass(milliseconds: Int) {
    reading.withLock {
      $0.running += milliseconds
      $0.awake += milliseconds
      $0.wall = $0.wall.adding(milliseconds)
    }
  }

  func sleep(seconds: Int) {
    reading.withLock {
      $0.running += seconds * 1000
      $0.wall = $0.wall.adding(seconds * 1000)
    }
  }

  func set(by seconds: Int, utcOffset: Int? = nil) {
    reading.withLock {
      $0.wall = WallTime(
        milliseconds: $0.wall.milliseconds + seconds * 1000, utcOffset: utcOffset ?? $0.wall.utcOffset)
    }
  }
}

@Suite("The session's clock")
struct SessionClockTests {
  @Test(
    "Offsets go on from where they stood, whatever is done to the wall clock",
    arguments: [86_400, -86_400, 5, -2])
  func wallIsSet(seconds: Int) {
    let clocks = Clocks()
    var clock = SessionClock(at: .seconds(100), read: { clocks.now() })
    clocks.pass(seconds: 10)
    #expect(clock.check().isEmpty)
    clocks.set(by: seconds)
    #expect(clock.now().offset == .seconds(110))
    #expect(clock.check() == [.jumped(by: seconds * 1000)])
    #expect(clock.check().isEmpty)
    clocks.pass(seconds: 5)
    #expect(clock.now().offset == .seconds(115))
    clocks.set(by: -seconds)
    #expect(clock.check() == [.jumped(by: -seconds * 1000)])
  }

  @Test("Daylight saving changes the shown time and is no jump")
  func daylightSaving() {
    let clocks = Clocks()
    var clock = SessionClock(at: .zero, read: { clocks.now() })
    let before = clock.now().wall.civil.hour
    clocks.set(by: 0, utcOffset: 120)
    #expect(clock.check().isEmpty)
    #expect(clock.now().wall.civil.hour == (before + 1) % 24)
  }

  @Test("Sleep runs on in the offsets and is told once, with its length")
  func sleep() {
    let clocks = Clocks()
    var clock = SessionClock(at: .zero, read: { clocks.now() })
    clocks.pass(seconds: 3)
    clocks.sleep(seconds: 600)
    #expect(clock.now().offset == .seconds(603))
    #expect(clock.check() == [.slept(milliseconds: 600_000)])
    #expect(clock.check().isEmpty)
  }

  @Test("A disagreement of a second is none")
  func tolerance() {
    let clocks = Clocks()
    var clock = SessionClock(at: .zero, read: { clocks.now() })
    clocks.set(by: 1)
    #expect(clock.check().isEmpty)
    clocks.set(by: 1)
    #expect(clock.check() == [.jumped(by: 2000)])
  }

  @Test("The real clocks read and go on")
  func real() {
    let first = ClockReading.now()
    let second = ClockReading.now()
    #expect(second.running >= first.running && first.wall.milliseconds > 1_700_000_000_000)
  }
}
