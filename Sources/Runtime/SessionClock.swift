#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
public import Interview
internal import Synchronization

/// The system's clocks, read together.
public struct ClockReading: Equatable, Sendable {
  /// Milliseconds on a clock that runs through sleep and is never set.
  public var running: Int
  /// Milliseconds on a clock that stands still while the machine sleeps.
  public var awake: Int
  /// The wall clock.
  public var wall: WallTime

  public init(running: Int, awake: Int, wall: WallTime) {
    self.running = running
    self.awake = awake
    self.wall = wall
  }

  /// Reads the system's clocks.
  public static func now() -> ClockReading {
    #if canImport(Darwin)
      let running = milliseconds(CLOCK_MONOTONIC)
      let awake = milliseconds(CLOCK_UPTIME_RAW)
    #else
      let running = milliseconds(CLOCK_BOOTTIME)
      let awake = milliseconds(CLOCK_MONOTONIC)
    #endif
    let wall = milliseconds(CLOCK_REALTIME)
    return ClockReading(
      running: running, awake: awake,
      wall: WallTime(milliseconds: wall, utcOffset: utcOffset(at: wall / 1000)))
  }

  /// Minutes that local time is ahead of UTC. Zones change at full quarters of an hour, so that only a new quarter is
  /// looked up: clocks are read at every key.
  private static func utcOffset(at seconds: Int) -> Int {
    zone.withLock { zone in
      let quarter = seconds / 900
      if zone.quarter != quarter {
        zone = (quarter, utcOffset(on: seconds))
      }
      return zone.utcOffset
    }
  }

  /// Minutes that local time is ahead of UTC at any time.
  fileprivate static func utcOffset(on seconds: Int) -> Int {
    var seconds = time_t(seconds)
    var local = tm()
    localtime_r(&seconds, &local)
    return local.tm_gmtoff / 60
  }

  private static let zone = Mutex<(quarter: Int, utcOffset: Int)>((.min, 0))

  private static func milliseconds(_ clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  /// The name of the local time zone (IANA), empty if the system does not tell.
  public static var timeZoneName: String {
    if let zone = getenv("TZ").map({ String(cString: $0) }), zone.contains("/"), !zone.hasPrefix(":"),
      !zone.hasPrefix("/")
    {
      return zone
    }
    var buffer = [UInt8](repeating: 0, count: 1024)
    let length = readlink("/etc/localtime", &buffer, buffer.count)
    guard length > 0 else { return "" }
    let path = String(decoding: buffer[..<length], as: UTF8.self)
    guard let range = path.firstRange(of: "zoneinfo/") else { return "" }
    return String(path[range.upperBound...])
  }
}

extension Zone {
  /// Where this machine is.
  static let local = Zone { ClockReading.utcOffset(on: $0 / 1000) }
}

/// The session's clock: offsets from its start, running through sleep, whatever is done to the wall clock.
public struct SessionClock: Sendable {
  /// What a reading tells besides the time.
  public enum Finding: Equatable, Sendable {
    /// The wall clock was set: it is ahead of where it should be by so many milliseconds.
    case jumped(by: Int)
    /// The machine slept for so many milliseconds, till now.
    case slept(milliseconds: Int)
  }

  /// A disagreement of the clocks up to this many milliseconds is no jump (session-format: 1 s).
  public static let tolerance = 1000
  /// Sleep up to this many milliseconds is not worth a pause.
  public static let shortestSleep = 2000

  private let read: @Sendable () -> ClockReading
  private var anchor: ClockReading
  private var last: ClockReading
  private let anchorOffset: Offset
  private var wallDrift = 0
  private var slept = 0

  /// Starts a clock that stands at an offset now.
  public init(at offset: Offset, read: @escaping @Sendable () -> ClockReading = ClockReading.now) {
    self.read = read
    anchor = read()
    last = anchor
    anchorOffset = offset
  }

  /// The time now.
  public func now() -> Stamp { stamp(read()) }

  /// The time of the last check, else of the start.
  public var checked: Stamp { stamp(last) }

  private func stamp(_ reading: ClockReading) -> Stamp {
    Stamp(offset: anchorOffset + (reading.running - anchor.running), wall: reading.wall)
  }

  /// Compares the clocks; each jump and each sleep is told once.
  public mutating func check() -> [Finding] {
    let reading = read()
    last = reading
    let running = reading.running - anchor.running
    var findings: [Finding] = []
    let drift = reading.wall.milliseconds - anchor.wall.milliseconds - running
    if abs(drift - wallDrift) > SessionClock.tolerance {
      findings.append(.jumped(by: drift - wallDrift))
      wallDrift = drift
    }
    let asleep = running - (reading.awake - anchor.awake)
    if asleep - slept > SessionClock.shortestSleep {
      findings.append(.slept(milliseconds: asleep - slept))
      slept = asleep
    }
    return findings
  }
}
