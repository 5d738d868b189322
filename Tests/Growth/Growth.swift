#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What work costs in processor time of this thread: the least of some rounds, which is what comes least from other
/// programs. Only to be compared with what other work costs in the same run.
public struct Cost {
  /// Nanoseconds.
  public let time: Double

  /// Does the work some times over.
  public init(rounds: Int = 5, _ work: () throws -> Void) rethrows {
    var least = Double.infinity
    for _ in 0..<rounds {
      let before = Cost.now
      try work()
      least = min(least, Cost.now - before)
    }
    time = max(1, least)
  }

  /// How many times as much this costs as other work.
  public func times(_ other: Cost) -> Double { time / other.time }

  private static var now: Double {
    var now = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
    return Double(now.tv_sec) * 1e9 + Double(now.tv_nsec)
  }
}

/// Four times as much of something may cost so many times as much and still be linear: what is quadratic costs sixteen
/// times as much.
public let linearly = 8.0

/// Eight times as much of something that is not seen may cost so many times as much: what looks at all of it costs eight.
public let hardly = 4.0
