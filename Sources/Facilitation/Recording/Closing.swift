public import Interview
internal import Text

/// How a recording ends: what still needs the people is said once, then it is closed.
struct Closing: Equatable, Sendable {
  /// The checklist was shown, and the command that ends is expected again.
  private var isShown = false
  /// The session is to be destroyed once it is let go.
  private(set) var isDiscarded = false
  /// What the same people go on with once it is let go.
  private(set) var successor: Successor?

  /// The group talks on. Before the end it is said anew what still needs the people.
  mutating func goOn() { isShown = false }

  /// The checklist was read: the end does not ask once more.
  mutating func checklistWasRead() { isShown = true }

  /// The group has ended. At a terminal it first says what still needs the people, and asks once more.
  ///
  /// - Returns: the debrief, if there is one.
  mutating func end(in ledger: inout Ledger, now: Stamp) -> Form? {
    guard ledger.session.endedAt == nil else {
      ledger.say(.told, "the group has ended; /finish when the debrief is done, /leave to do it later")
      return nil
    }
    if ledger.interactive, !isShown, showOpen(before: .end, in: &ledger, now: now) { return nil }
    endGroup(in: &ledger, now: now)
    guard ledger.interactive else {
      finish("", in: &ledger, now: now)
      return nil
    }
    ledger.say(.saved, "the group has ended after \(ledger.session.clock(now.offset))")
    let debrief = Form.debrief(ledger.session)
    guard !debrief.steps.isEmpty else {
      ledger.say(.told, "/finish closes the session, /leave leaves it open")
      return nil
    }
    ledger.say(.told, "the debrief, now or later: Enter leaves a question open, /leave does it later")
    return debrief
  }

  /// The session is done.
  ///
  /// - Parameter name: what the session is called when one reads it.
  mutating func finish(_ name: String, in ledger: inout Ledger, now: Stamp) {
    if ledger.interactive, ledger.session.endedAt == nil, !isShown,
      showOpen(before: .finish, in: &ledger, now: now)
    {
      return
    }
    endGroup(in: &ledger, now: now)
    ledger.record(.finished, at: now.offset)
    tellForgotten(in: &ledger)
    let how = ledger.interactive ? "; read it with: focusgroup show \(name)" : ""
    ledger.say(.saved, "finished: \(ledger.session.notesCounted)\(how)")
    ledger.close(isDone: true)
  }

  /// Leaves: the visit is closed, a pause opened, the draft kept.
  ///
  /// - Parameter name: what the session is called when one goes on with it; nil if nobody does.
  func leave(_ name: String?, in ledger: inout Ledger, now: Stamp) {
    if ledger.session.status == .open {
      var changes: [Change] = []
      if ledger.session.openVisit != nil { changes.append(.visitClosed(at: now.offset)) }
      if ledger.session.begunAt != nil, ledger.session.openPause == nil {
        changes.append(.pause(Pause(from: now.offset, why: .left)))
      }
      if !changes.isEmpty { ledger.record(.together(changes), at: now.offset) }
    }
    tellForgotten(in: &ledger)
    let count = ledger.session.notesCounted
    ledger.say(
      .saved, name.map { "left: \(count); go on with: focusgroup resume \($0)" } ?? "over: \(count) taken")
    ledger.close(isDone: false)
  }

  /// Lets the session go, to be destroyed. Where nobody was asked it has to be named.
  mutating func discard(_ name: String, named wanted: String?, in ledger: inout Ledger, line: TypedLine?) {
    guard ledger.interactive || wanted == name else {
      ledger.refuse("this destroys the whole session: /discard \(name)", line)
      return
    }
    isDiscarded = true
    ledger.say(.saved, "discarding \(name)")
    ledger.close(isDone: false)
  }

  /// Lets the session go, for one with another protocol.
  mutating func change(
    to wanted: String, of protocols: [String], takesConsents: Bool, in ledger: inout Ledger, line: TypedLine?,
    now: Stamp
  ) {
    guard Successor.isKnown(wanted, in: protocols) else {
      let known = protocols.isEmpty ? "" : "; there are \(protocols.joined(separator: ", "))"
      ledger.refuse("there is no protocol \(wanted)\(protocols.suggestion(for: wanted))\(known)", line)
      return
    }
    successor = Successor(
      protocol: wanted, people: ledger.session.whoCame(takesConsents: takesConsents, at: .zero),
      answers: ledger.session.answers)
    // Should the protocol be faulty, this session is gone on with, and not with what was typed to leave it.
    if ledger.session.draft != nil { ledger.record(.draft(nil), at: now.offset) }
    ledger.say(.saved, "going on with \(wanted)")
    ledger.close(isDone: false)
  }

  /// Says what still needs the people, once.
  ///
  /// - Returns: false if nothing is open.
  private mutating func showOpen(before command: Command, in ledger: inout Ledger, now: Stamp) -> Bool {
    let items = ledger.session.closingChecklist(at: now.offset)
    guard !items.isEmpty else { return false }
    isShown = true
    ledger.say(.checklist(items), now: now)
    ledger.say(.told, "\(command.line) again when the people go, or go on")
    return true
  }

  /// Closes what lasts and writes down the end; once.
  private func endGroup(in ledger: inout Ledger, now: Stamp) {
    guard ledger.session.endedAt == nil else { return }
    ledger.record(.together(ledger.session.closingChanges(at: now.offset) + [.ended(now)]), at: now.offset)
  }

  /// Leaving forgets the words that edits took away. Edits of an earlier recording that still kept theirs are told,
  /// because they are not from today.
  private func tellForgotten(in ledger: inout Ledger) {
    guard let from = ledger.session.recorders.last?.from else { return }
    let count = ledger.session.editsWithEarlierWords(by: from)
    guard count > 0 else { return }
    ledger.say(.saved, "dropped: the earlier words of \(counted(count, "edit")), which the file still kept")
  }
}

/// The session that takes the place of one in which nothing was noted.
public struct Successor: Equatable, Sendable {
  /// The id of its protocol, or an unambiguous start of it.
  public let `protocol`: String
  /// The people as they were asked, none of them in the room yet.
  public let people: [Participant]
  /// Set-up answers by id.
  public let answers: [String: String]

  /// A protocol is meant: by its id, or by the start of just one.
  static func isKnown(_ wanted: String, in protocols: [String]) -> Bool {
    if case .one = MeantID(wanted, among: protocols) { return true }
    return false
  }
}

extension Session {
  /// The people as they were asked, none of them in the room yet: to begin another session with.
  fileprivate func whoCame(takesConsents: Bool, at time: Offset) -> [Participant] {
    participants.map { person in
      let consent = takesConsents ? person.consent.mapValues { Consent($0.answer, at: time) } : [:]
      return Participant(
        seat: person.seat, attributes: person.attributes, label: person.label, consent: consent)
    }
  }

  /// The changes that close all that lasts: what is off the record, a break, the audio, the visit, presence.
  fileprivate func closingChanges(at now: Offset) -> [Change] {
    var changes: [Change] = []
    if isOffRecord, var off = offRecord.last {
      off.to = max(now, off.from)
      changes.append(.offRecord(off))
    }
    if var pause = openPause {
      pause.to = max(now, pause.from)
      changes.append(.pause(pause))
    }
    if isRecordingAudio, var audio = recordings.last {
      audio.to = max(now, audio.from)
      changes.append(.recording(audio))
    }
    if openVisit != nil { changes.append(.visitClosed(at: now)) }
    for person in participants where person.present.contains(where: { $0.to == nil }) {
      var gone = person
      for index in gone.present.indices where gone.present[index].to == nil {
        gone.present[index].to = max(now, gone.present[index].from)
      }
      changes.append(change(to: gone))
    }
    return changes
  }
}
