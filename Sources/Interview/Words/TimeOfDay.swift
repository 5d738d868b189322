/// A time of day as it is entered: `9:05`, `16:00`. The minutes have two digits, so that a slip of the hand is not taken for
/// another time.
public struct TimeOfDay: Equatable, Sendable {
  /// 0 to 23.
  public let hour: Int
  /// 0 to 59.
  public let minute: Int

  /// - Parameter typed: hours and minutes with a colon between them.
  public init?(_ typed: String) {
    let parts = typed.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }), let hour = Int(parts[0]),
      let minute = Int(parts[1]), hour < 24, minute < 60
    else { return nil }
    self.hour = hour
    self.minute = minute
  }
}
