/// How a session's time is played: gaps in which nothing happened are shortened, nothing else is changed. A pure map
/// between session time and played time, both ways; what is shown keeps the session's time.
public struct Pacing: Equatable, Sendable {
  /// The longest gap that is played as it was, in milliseconds; nil if all are.
  public let longestGap: Int?
  /// Where stretches begin, rising; the first is zero.
  private let times: [Offset]
  /// The played time at each of them, in milliseconds.
  private let played: [Int]

  /// Paces a session.
  ///
  /// - Parameters:
  ///   - times: when something happened, in the order of time.
  ///   - end: where the session ends.
  ///   - longestGap: longer gaps are played in this many milliseconds; nil plays all as they were.
  public init(_ times: some Sequence<Offset>, end: Offset, longestGap: Int?) {
    let longest = longestGap.map { max(0, $0) }
    self.init(times, end: end, longestGap: longest) { from, to in min(to - from, longest ?? to - from) }
  }

  private init(
    _ times: some Sequence<Offset>, end: Offset, longestGap: Int?, length: (Offset, Offset) -> Int
  ) {
    self.longestGap = longestGap
    var kept = [Offset.zero]
    var played = [0]
    for time in times where time > kept[kept.count - 1] && time < end {
      played.append(played[played.count - 1] + length(kept[kept.count - 1], time))
      kept.append(time)
    }
    if end > kept[kept.count - 1] {
      played.append(played[played.count - 1] + length(kept[kept.count - 1], end))
      kept.append(end)
    }
    self.times = kept
    self.played = played
  }

  /// The longest that a stretch without a recording is drawn on a picture of the session, in milliseconds.
  private static let longestAbsence = 120_000

  /// How a session's time is laid out over a picture of it: evenly, but for the time in which the recording had been
  /// left, was cut off or asleep, and for what came after the group's end, which may be weeks.
  public static func picture(of timeline: Timeline) -> Pacing {
    let session = timeline.session
    let absences = session.pauses.filter { $0.why != .break && !$0.unrecorded }
    let ended = session.endedAt?.offset
    return Pacing(timeline.moments.lazy.map(\.at), end: timeline.end, longestGap: nil) { from, to in
      let isAfter = ended.map { from >= $0 } ?? false
      let isAbsent = isAfter || absences.contains { $0.from <= from && to <= $0.to ?? to }
      return isAbsent ? min(to - from, longestAbsence) : to - from
    }
  }

  /// Milliseconds that playing the whole takes at single speed.
  public var length: Int { played[played.count - 1] }

  /// The played time of a session time, in milliseconds; beyond the end as at the end.
  public func played(at time: Offset) -> Int {
    let place = times.firstPlace { $0 <= time } - 1
    guard place >= 0 else { return 0 }
    guard place + 1 < times.count else { return length }
    let (gap, take) = (times[place + 1] - times[place], played[place + 1] - played[place])
    return played[place] + Pacing.scaled(time - times[place], take, gap)
  }

  /// The session time that is reached after so many played milliseconds: the latest, where a gap takes none.
  public func time(played milliseconds: Int) -> Offset {
    let place = played.firstPlace { $0 <= milliseconds } - 1
    guard place >= 0 else { return .zero }
    guard place + 1 < times.count else { return times[times.count - 1] }
    let (gap, take) = (times[place + 1] - times[place], played[place + 1] - played[place])
    return times[place] + Pacing.scaled(milliseconds - played[place], gap, take)
  }

  private static func scaled(_ part: Int, _ numerator: Int, _ denominator: Int) -> Int {
    guard numerator != denominator else { return part }
    let scaled = Double(part) * Double(numerator) / Double(max(1, denominator))
    return Int(nearest: scaled.rounded(.towardZero))
  }

  /// The gap around a time, if it is played shorter than it was; nil if it is not.
  public func shortenedGap(at time: Offset) -> Range<Offset>? {
    guard let longestGap else { return nil }
    let place = times.firstPlace { $0 <= time } - 1
    guard place >= 0, place + 1 < times.count, times[place + 1] - times[place] > longestGap else {
      return nil
    }
    return times[place]..<times[place + 1]
  }
}

/// Where replay stands: an anchor on a running clock, never a sum of ticks, so that it cannot drift.
public struct PlayHead: Equatable, Sendable {
  /// Speeds that can be chosen.
  public static let speeds: [Double] = [0.5, 1, 2, 4, 8, 16, 32, 64]

  /// It plays.
  public private(set) var isPlaying = false
  /// Times as fast as it was.
  public private(set) var speed = 1.0
  private var anchor = Offset.zero
  private var since = 0

  /// Stands at the beginning.
  public init() {}

  /// Where it stands when a clock that runs shows so many milliseconds.
  public func position(at now: Int, _ pacing: Pacing) -> Offset {
    guard isPlaying else { return anchor }
    return max(anchor, pacing.time(played: played(at: now, pacing)))
  }

  /// Goes to a time.
  public mutating func seek(to time: Offset, at now: Int) {
    anchor = time
    since = now
  }

  /// Plays or stands still from here on.
  public mutating func play(_ isPlaying: Bool, at now: Int, _ pacing: Pacing) {
    seek(to: position(at: now, pacing), at: now)
    self.isPlaying = isPlaying
  }

  /// Plays at another speed from here on; it is held between the least and the greatest of `speeds`.
  public mutating func setSpeed(_ speed: Double, at now: Int, _ pacing: Pacing) {
    seek(to: position(at: now, pacing), at: now)
    self.speed = min(max(speed, PlayHead.speeds.first ?? 1), PlayHead.speeds.last ?? 1)
  }

  /// Milliseconds from now until it will stand at a time; nil if it stands still.
  public func wait(until time: Offset, at now: Int, _ pacing: Pacing) -> Int? {
    guard isPlaying else { return nil }
    let rest = pacing.played(at: time).subtracting(played(at: now, pacing))
    return max(0, Int(nearest: (Double(rest) / speed).rounded(.up)))
  }

  /// Milliseconds of played time at a time of the running clock.
  private func played(at now: Int, _ pacing: Pacing) -> Int {
    let passed = Int(nearest: (Double(now.subtracting(since)) * speed).rounded(.towardZero))
    return pacing.played(at: anchor).adding(passed)
  }
}
