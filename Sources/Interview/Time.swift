/// A time within a session, in whole milliseconds from the session's start, on a clock that runs through
/// pauses and through the machine's sleep, so that it lines up with an audio recording.
public struct Offset: RawRepresentable, Hashable, Comparable, Sendable {
  /// Milliseconds from the session's start; never negative in a session.
  public var rawValue: Int

  public init(rawValue: Int) { self.rawValue = rawValue }

  public init(_ milliseconds: Int) { rawValue = milliseconds }

  /// The session's start.
  public static let zero = Offset(0)

  /// So many seconds after the session's start, negative ones before; at most what an `Int` holds.
  public static func seconds(_ seconds: Int) -> Offset { Offset(seconds.multiplied(by: 1000)) }

  /// So many minutes after the session's start, negative ones before; at most what an `Int` holds.
  public static func minutes(_ minutes: Int) -> Offset { Offset(minutes.multiplied(by: 60_000)) }

  public static func < (left: Offset, right: Offset) -> Bool { left.rawValue < right.rawValue }

  /// The time between two offsets, in milliseconds.
  public static func - (left: Offset, right: Offset) -> Int { left.rawValue.subtracting(right.rawValue) }

  /// The offset some milliseconds later.
  public static func + (left: Offset, milliseconds: Int) -> Offset {
    Offset(left.rawValue.adding(milliseconds))
  }

  /// `00:41:07`: hours, minutes, seconds, rounded down.
  public var clock: String { clockText(milliseconds: rawValue) }
}

/// Arithmetic on what a file says. A result that leaves 64 bits is held at their end: a file can make a figure wrong,
/// but it can stop nothing.
extension Int {
  /// The sum.
  public func adding(_ other: Int) -> Int {
    let (sum, isBeyond) = addingReportingOverflow(other)
    return isBeyond ? (other < 0 ? .min : .max) : sum
  }

  /// The difference.
  public func subtracting(_ other: Int) -> Int {
    let (difference, isBeyond) = subtractingReportingOverflow(other)
    return isBeyond ? (other > 0 ? .min : .max) : difference
  }

  /// The product.
  public func multiplied(by other: Int) -> Int {
    let (product, isBeyond) = multipliedReportingOverflow(by: other)
    return isBeyond ? ((self < 0) == (other < 0) ? .max : .min) : product
  }

  /// The nearest whole number; 0 for what is none.
  public init(nearest number: Double) {
    self = Int(exactly: number.rounded()) ?? (number.isNaN ? 0 : number < 0 ? .min : .max)
  }
}

extension Sequence<Int> {
  /// The sum, held at the ends of 64 bits.
  public var sum: Int { reduce(0) { $0.adding($1) } }
}

/// A length of time as `00:41:07` (hours, minutes, seconds, rounded down; a negative one with `-`).
public func clockText(milliseconds: Int) -> String {
  let seconds = milliseconds.magnitude / 1000
  let sign = milliseconds < 0 && seconds > 0 ? "-" : ""
  return sign
    + [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded(Int($0), 2) }
    .joined(separator: ":")
}

/// A length of time as `07:12`: minutes and seconds, minutes beyond 59 counted on (`119:07`).
public func minutesText(milliseconds: Int) -> String {
  let seconds = milliseconds.magnitude / 1000
  let sign = milliseconds < 0 && seconds > 0 ? "-" : ""
  return sign + padded(Int(seconds / 60), 2) + ":" + padded(Int(seconds % 60), 2)
}

func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension UnsafeMutableBufferPointer<UInt8> {
  /// Puts a number of a width, and a sign behind it.
  fileprivate func put(_ number: Int, _ width: Int, _ sign: Unicode.Scalar, at end: inout Int) {
    var rest = number
    for place in stride(from: end + width - 1, through: end, by: -1) {
      self[place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    self[end + width] = UInt8(ascii: sign)
    end += width + 1
  }

  /// Puts `2026-03-14T09:26:53.589` and a sign behind it. Every record has such a text, so this has to be fast.
  fileprivate func put(_ time: CivilTime, _ sign: Unicode.Scalar, at end: inout Int) {
    put(time.year, 4, "-", at: &end)
    put(time.month, 2, "-", at: &end)
    put(time.day, 2, "T", at: &end)
    put(time.hour, 2, ":", at: &end)
    put(time.minute, 2, ":", at: &end)
    put(time.second, 2, ".", at: &end)
    put(time.millisecond, 3, sign, at: &end)
  }
}

/// A point in time as the wall clock of the place shows it: written as RFC 3339 with milliseconds and the
/// offset from UTC, `2026-03-14T09:26:53.589+01:00`.
public struct WallTime: Hashable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public var milliseconds: Int
  /// The place's offset from UTC, in whole minutes, -1439 to 1439.
  public var utcOffset: Int

  /// - Parameters:
  ///   - milliseconds: since 1970 in UTC.
  ///   - utcOffset: minutes east of UTC; one out of range is taken as 0.
  public init(milliseconds: Int, utcOffset: Int = 0) {
    self.milliseconds = milliseconds
    self.utcOffset = (-1439...1439).contains(utcOffset) ? utcOffset : 0
  }

  /// The wall time some milliseconds later, in the same place.
  public func adding(_ milliseconds: Int) -> WallTime {
    WallTime(milliseconds: self.milliseconds.adding(milliseconds), utcOffset: utcOffset)
  }

  /// The wall time some milliseconds later, as the clocks of the place show it then.
  public func adding(_ milliseconds: Int, in zone: Zone) -> WallTime {
    let later = adding(milliseconds)
    return WallTime(
      milliseconds: later.milliseconds, utcOffset: zone.utcOffset(later.milliseconds) ?? utcOffset)
  }

  /// The next time, within a day, at which the clock of the place shows this hour and minute. If the clock is put
  /// forward or back before then, it is the time that it shows after that.
  public func next(hour: Int, minute: Int, in zone: Zone = .fixed) -> WallTime {
    let now = civil
    let today = ((now.hour * 60 + now.minute) * 60 + now.second) * 1000 + now.millisecond
    let wanted = (hour * 60 + minute) * 60_000
    let next = adding(wanted - today + (wanted <= today ? 86_400_000 : 0))
    let then = zone.utcOffset(next.milliseconds) ?? utcOffset
    let moved = next.adding((utcOffset - then) * 60_000)
    // The clock may leave this hour out, or show it a second time after it has passed. Then the time counts as if the
    // clock had not been changed.
    guard (zone.utcOffset(moved.milliseconds) ?? utcOffset) == then, moved.milliseconds > milliseconds else {
      return WallTime(milliseconds: next.milliseconds, utcOffset: then)
    }
    return WallTime(milliseconds: moved.milliseconds, utcOffset: then)
  }

  /// The local calendar date and time of day.
  public var civil: CivilTime { CivilTime(milliseconds: milliseconds.adding(utcOffset * 60_000)) }

  /// RFC 3339, with milliseconds and offset.
  public var rfc3339: String {
    let sign: Unicode.Scalar = utcOffset < 0 ? "-" : "+"
    let zone = Int(utcOffset.magnitude)
    let civil = civil
    guard (0...9999).contains(civil.year) else {
      return civil.text + String(sign) + padded(zone / 60, 2) + ":" + padded(zone % 60, 2)
    }
    return String(unsafeUninitializedCapacity: 30) { buffer in
      var end = 0
      buffer.put(civil, sign, at: &end)
      buffer.put(zone / 60, 2, ":", at: &end)
      buffer.put(zone % 60, 2, " ", at: &end)
      return end - 1
    }
  }

  /// Reads RFC 3339 with a fraction of any length (kept to the millisecond); nil if the text is anything else.
  public init?(rfc3339 text: String) {
    var text = text
    let time = text.withUTF8 { WallTime(rfc3339: $0) }
    guard let time else { return nil }
    self = time
  }

  /// Reads the bytes of such a text.
  package init?(rfc3339 bytes: UnsafeBufferPointer<UInt8>) {
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[range] {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      return value
    }
    func mark(_ index: Int, _ characters: StaticString) -> Bool {
      guard index < bytes.count else { return false }
      return characters.withUTF8Buffer { $0.contains(bytes[index]) }
    }
    guard let year = number(0..<4), mark(4, "-"), let month = number(5..<7), mark(7, "-"),
      let day = number(8..<10), mark(10, "Tt "), let hour = number(11..<13), mark(13, ":"),
      let minute = number(14..<16), mark(16, ":"), let second = number(17..<19),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
    else { return nil }
    var index = 19
    var fraction = 0
    if mark(index, ".") {
      index += 1
      let start = index
      while index < bytes.count, (48...57).contains(bytes[index]) {
        if index - start < 3 { fraction = fraction * 10 + Int(bytes[index] - 48) }
        index += 1
      }
      guard index > start else { return nil }
      for _ in 0..<max(0, 3 - (index - start)) { fraction *= 10 }
    }
    var zone = 0
    if mark(index, "Zz") {
      index += 1
    } else {
      guard mark(index, "+-"), let zoneHour = number(index + 1..<index + 3), mark(index + 3, ":"),
        let zoneMinute = number(index + 4..<index + 6), zoneHour < 24, zoneMinute < 60
      else { return nil }
      zone = (zoneHour * 60 + zoneMinute) * (bytes[index] == 45 ? -1 : 1)
      index += 6
    }
    guard index == bytes.count else { return nil }
    let days = CivilTime.days(year: year, month: month, day: day)
    let local = (days * 86_400 + hour * 3600 + minute * 60 + second) * 1000 + fraction
    self.init(milliseconds: local - zone * 60_000, utcOffset: zone)
  }
}

/// The place whose clocks are meant: when they are put forward and back.
public struct Zone: Sendable {
  /// The offset from UTC in minutes at a time, which is in milliseconds since 1970; nil for the offset of now.
  public let utcOffset: @Sendable (_ milliseconds: Int) -> Int?

  public init(utcOffset: @escaping @Sendable (_ milliseconds: Int) -> Int?) { self.utcOffset = utcOffset }

  /// A place whose clocks are never put forward or back.
  public static let fixed = Zone { _ in nil }
}

/// A calendar date and a time of day without a zone, in the proleptic Gregorian calendar.
///
/// The conversions are Howard Hinnant's `civil_from_days` and `days_from_civil` ("chrono-compatible
/// low-level date algorithms", 2013).
public struct CivilTime: Hashable, Sendable {
  /// Year, month 1-12, day 1-31, hour 0-23, minute, second 0-59, millisecond 0-999.
  public let year, month, day, hour, minute, second, millisecond: Int

  /// - Parameter milliseconds: since 1970 in the place's time; beyond 270,000 years either way, their end.
  init(milliseconds: Int) {
    let dayLength = 86_400_000
    let milliseconds = Swift.min(Swift.max(milliseconds, -8_640_000_000_000_000), 8_640_000_000_000_000)
    let inDay = ((milliseconds % dayLength) + dayLength) % dayLength
    let shifted = (milliseconds - inDay) / dayLength + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    hour = inDay / 3_600_000
    minute = inDay / 60_000 % 60
    second = inDay / 1000 % 60
    millisecond = inDay % 1000
  }

  static func days(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  var text: String {
    if (0...9999).contains(year) {
      return String(unsafeUninitializedCapacity: 24) { buffer in
        var end = 0
        buffer.put(self, " ", at: &end)
        return end - 1
      }
    }
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) + "T" + padded(hour, 2) + ":"
      + padded(minute, 2) + ":" + padded(second, 2) + "." + padded(millisecond, 3)
  }

  /// `20260314-0926`, as in a session's id.
  public var compact: String {
    padded(year, 4) + padded(month, 2) + padded(day, 2) + "-" + padded(hour, 2) + padded(minute, 2)
  }

  /// `20260314T092653`, as in the name of a file set aside.
  public var stamp: String {
    padded(year, 4) + padded(month, 2) + padded(day, 2) + "T" + padded(hour, 2) + padded(minute, 2)
      + padded(second, 2)
  }

  /// `2026-03-14`.
  public var date: String { padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) }

  /// `09:26`.
  public var timeOfDay: String { padded(hour, 2) + ":" + padded(minute, 2) }
}

/// When something happened, on both clocks. Time enters the program only as one of these, read once an event.
public struct Stamp: Hashable, Sendable {
  /// On the session's clock.
  public var offset: Offset
  /// On the wall clock of the place.
  public var wall: WallTime

  public init(offset: Offset, wall: WallTime) {
    self.offset = offset
    self.wall = wall
  }
}
