internal import Interview

extension Condition<Recording> {
  /// The command keeps what is said or brings it back, so it waits until the group is on the record again.
  static let onRecord = Condition(
    refusal: { _, recording in
      recording.session.isOffRecord ? "off the record: not kept; /on goes back on the record" : nil
    }, holdsWords: true)

  /// Nobody is recorded off the record.
  static let noAudioOffRecord = Condition { command, recording in
    guard recording.session.isOffRecord, case .audio(true, _) = command else { return nil }
    return "off the record: no audio recording; /on goes back on the record"
  }

  /// The group has not begun yet.
  static let notBegun = Condition { _, recording in
    if recording.session.begunAt != nil { return "the group has begun already; /time tells the clocks" }
    return recording.session.endedAt == nil ? nil : "the group has ended"
  }

  /// Nothing was noted yet: what is thrown away holds nothing that was said.
  static let notNoted = Condition { _, recording in
    let session = recording.session
    guard session.notes.isEmpty, session.retracted.isEmpty, session.begunAt == nil else {
      return "another protocol is for before the beginning; /leave, then start another session"
    }
    return nil
  }

  /// The group has begun and has not ended.
  static let running = Condition { _, recording in
    if recording.session.begunAt == nil { return "the group has not begun; /begin" }
    return recording.session.endedAt == nil ? nil : "the group has ended"
  }

  /// The group has begun. From a pipe nothing more is asked of an end.
  static let begun = Condition { _, recording in
    guard recording.interactive, recording.session.begunAt == nil else { return nil }
    return "the group has not begun; /begin starts the clock, /leave leaves"
  }

  /// Somebody is there to hear it. From a pipe nobody knows.
  static let inTheRoom = Condition { _, recording in
    guard recording.interactive, recording.session.endedAt != nil else { return nil }
    return "the group has ended: there is nobody to read it out to"
  }

  /// A question is open, or one is named.
  static let onQuestion = Condition { command, recording in
    switch command {
    case .skip(.some, _), .covered(.some), .adapted(.some), .asWritten(.some): return nil
    default:
      return recording.session.currentQuestion == nil ? "no question is open yet; /begin or /next" : nil
    }
  }

  /// It is not known yet whether the group went on while nothing was recorded.
  static let afterGap = Condition { _, recording in
    recording.gap == nil ? "there is no gap to explain" : nil
  }
}
