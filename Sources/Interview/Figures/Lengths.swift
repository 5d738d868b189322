/// The lengths of a session, by the names under which every view tells them; all in milliseconds. COREQ 21 (duration) is
/// `inTheRoom`.
public struct Lengths: Equatable, Sendable {
  /// From the beginning to the end of the group, breaks counted in; 0 before the beginning.
  public var inTheRoom: Int
  /// Of it breaks and other pauses.
  public var breaks: Int
  /// In the room without breaks and without time that was not recorded.
  public var talk: Int
  /// From the start of the program to the last record, with set-up and debrief.
  public var whole: Int
}

extension Session {
  /// How long it was, up to a time.
  public func lengths(at now: Offset) -> Lengths {
    let whole = max(0, now.rawValue)
    guard let begunAt else { return Lengths(inTheRoom: 0, breaks: 0, talk: 0, whole: whole) }
    let end = max(begunAt.offset, min(now, endedAt?.offset ?? now))
    let room = begunAt.offset..<end
    let breaks = pauses.lazy.map { $0.unrecorded ? 0 : $0.stretch.overlap(room) }.sum
    let unrecorded = pauses.lazy.map { $0.unrecorded ? $0.stretch.overlap(room) : 0 }.sum
    let inTheRoom = end - begunAt.offset
    return Lengths(
      inTheRoom: inTheRoom, breaks: min(breaks, inTheRoom),
      talk: max(0, inTheRoom.subtracting(breaks).subtracting(unrecorded)), whole: whole)
  }
}
