/// What lists show of a session, worked out once, so that a list reads no more of a file than its beginning.
public struct SessionHeading: Equatable, Sendable {
  /// The session's id.
  public var id: String
  /// The session's uuid.
  public var uuid: String
  /// What people call it.
  public var title: String
  /// Whether it goes on.
  public var status: SessionStatus
  /// Offset zero on the wall clock.
  public var startedAt: WallTime
  /// The people had arrived.
  public var begunAt: Stamp?
  /// The people left.
  public var endedAt: Stamp?
  /// Whom and where.
  public var group: Group
  /// The id and version of the protocol that it was run with.
  public var protocolID, protocolVersion: String
  /// How many notes there are.
  public var notes: Int
  /// How many participants there are.
  public var participants: Int
  /// The offset of the last record.
  public var lastOffset: Offset
  /// The number of the last record in it.
  public var lastRecord: Int
  /// The number the next note gets.
  public var nextNote: Int

  public init(
    id: String, uuid: String, title: String, status: SessionStatus, startedAt: WallTime, begunAt: Stamp?,
    endedAt: Stamp?, group: Group, protocolID: String, protocolVersion: String, notes: Int, participants: Int,
    lastOffset: Offset, lastRecord: Int, nextNote: Int
  ) {
    self.id = id
    self.uuid = uuid
    self.title = title
    self.status = status
    self.startedAt = startedAt
    self.begunAt = begunAt
    self.endedAt = endedAt
    self.group = group
    self.protocolID = protocolID
    self.protocolVersion = protocolVersion
    self.notes = notes
    self.participants = participants
    self.lastOffset = lastOffset
    self.lastRecord = lastRecord
    self.nextNote = nextNote
  }

  /// The heading of a session.
  public init(of session: Session) {
    self.init(
      id: session.id, uuid: session.uuid, title: session.title, status: session.status,
      startedAt: session.startedAt, begunAt: session.begunAt, endedAt: session.endedAt, group: session.group,
      protocolID: session.protocol.id, protocolVersion: session.protocol.version, notes: session.notes.count,
      participants: session.participants.count, lastOffset: session.lastOffset,
      lastRecord: session.lastRecord, nextNote: session.nextNote)
  }

  /// When the people had arrived; before that, when it was started.
  public var begun: WallTime { begunAt?.wall ?? startedAt }

  /// In the room, in milliseconds: from its beginning to its end.
  public var length: Int {
    max(0, (endedAt?.offset ?? lastOffset).rawValue - (begunAt?.offset.rawValue ?? 0))
  }
}

/// How a session stands, in the words of lists.
public enum SessionStanding: String, CaseIterable, Sendable {
  /// Left; it can be gone on with.
  case open
  /// The people are gone; its debrief is open.
  case ended
  /// Done.
  case finished
  /// Another program is recording it now.
  case running
  /// It was not left: it has to be recovered.
  case cutOff = "cut off"
  /// Cut off, and something of it is lost or cannot be read.
  case cutOffDamaged = "cut off, damaged"
  /// Its file is damaged; it was left.
  case damaged
  /// It is saved outside of every study; resuming it brings it here.
  case elsewhere = "away"
  /// Another session's file under another name.
  case copy

  /// A session that was left, and is whole.
  public init(_ status: SessionStatus) {
    switch status {
    case .open: self = .open
    case .ended: self = .ended
    case .finished: self = .finished
    }
  }

  /// It has to be recovered here.
  public var isCutOff: Bool { self == .cutOff || self == .cutOffDamaged }

  /// The word in a narrow column: at most eight letters.
  public var inShort: String { (isCutOff ? SessionStanding.cutOff : self).rawValue }
}
