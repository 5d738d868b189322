internal import Interview
internal import Text

/// A stretch in which nothing was recorded, a cut or a sleep, until somebody says whether the group went on.
struct Gap: Equatable, Sendable {
  /// How long nothing was recorded; nil if there is nothing to be told.
  private(set) var pause: Pause?

  /// A cut of more minutes counts as a pause until someone says otherwise.
  static let cutMinutes = 15

  /// The last recording ended without leaving.
  ///
  /// - Parameters:
  ///   - last: when it recorded something last.
  ///   - isWhole: nothing that was saved is lost.
  mutating func cutOff(since last: Offset, isWhole: Bool, in ledger: inout Ledger, now: Stamp) {
    let away = now.offset - last
    let cut = Pause(from: last, to: now.offset, why: .cut)
    if away >= Gap.cutMinutes * 60_000, ledger.session.openPause == nil, !ledger.session.isOffRecord {
      ledger.record(.pause(cut), at: now.offset)
    }
    if ledger.session.openPause == nil { pause = cut }
    ledger.say(
      .warning,
      "the session was cut off at \(ledger.session.clock(last)), "
        + "\(minutesText(milliseconds: away)) ago; "
        + (isWhole ? "nothing saved is lost" : "something saved is lost: what can be read is here"))
  }

  /// The machine slept: a pause, until someone says that the group went on.
  mutating func slept(milliseconds: Int, in ledger: inout Ledger, now: Stamp) {
    guard ledger.session.begunAt != nil, ledger.session.endedAt == nil, ledger.session.openPause == nil else {
      return
    }
    let sleep = Pause(
      from: Offset(max(0, now.offset.rawValue.subtracting(milliseconds))), to: now.offset, why: .asleep)
    ledger.record(.pause(sleep), at: now.offset)
    pause = sleep
    ledger.say(
      .warning, "the computer slept for \(minutesText(milliseconds: milliseconds)); it counts as a pause",
      "if the group went on meanwhile: /gap on")
  }

  /// Says what it was.
  mutating func tell(groupWentOn: Bool, in ledger: inout Ledger, now: Stamp) {
    guard var told = pause else { return }
    told.unrecorded = groupWentOn
    ledger.record(.pause(told), at: now.offset)
    pause = nil
    ledger.say(
      .saved,
      groupWentOn ? "the group went on: that time is marked as not recorded" : "it was a pause")
  }
}
