/// A change that records hold: of a session or of a review.
public protocol Recordable: Equatable, Sendable {
  /// About how many bytes it takes in a journal.
  var size: Int { get }
  /// It destroys text: the storage begins its files anew.
  var destroysText: Bool { get }
  /// It destroys what had been taken back before, and cannot say what that was.
  var destroysUnknown: Bool { get }
  /// Words that it destroys wherever they stand: no state tells afterwards which they were.
  var redactedWords: [String] { get }
  /// Undo does not reach beyond it.
  var endsHistory: Bool { get }
  /// The history that the change hands on to a new journal; nil for every change that is no history.
  var keptHistory: UndoHistory<Self>? { get }
}

/// What a record is in the history of undo.
public enum RecordRole: Equatable, Sendable {
  /// A change of its own.
  case change
  /// Takes back the record with this number.
  case undo(Int)
  /// Makes the record with this number true again.
  case redo(Int)
}

/// A numbered change. A session and a review are the folds of theirs.
public struct Numbered<Change: Recordable, Time: Equatable & Sendable>: Equatable, Sendable {
  /// The most bytes that a record should take. What would make a larger one is refused before it is made.
  public static var largest: Int { 8 << 20 }

  /// 1, 2, 3… over the whole life of a session or a review; numbers, never clocks, are the order.
  public var number: Int
  /// When it was made.
  public var at: Time
  /// What it is in the history.
  public var role: RecordRole
  /// What changes.
  public var change: Change
  public var unknown: UnknownFields

  public init(
    number: Int, at: Time, role: RecordRole = .change, change: Change, unknown: UnknownFields = [:]
  ) {
    self.number = number
    self.at = at
    self.role = role
    self.change = change
    self.unknown = unknown
  }
}

/// A state that is the fold of its numbered records.
public protocol RecordedState: Equatable, Sendable {
  /// What its records hold.
  associatedtype Change: Recordable
  /// What their times are.
  associatedtype Time: Equatable & Sendable
  /// A record of it.
  typealias Entry = Numbered<Change, Time>

  /// Names it for ever.
  var uuid: String { get }
  /// The number of the last record in it.
  var lastRecord: Int { get set }
}

extension Session: RecordedState {
  /// What its records hold.
  public typealias Change = Interview.Change
  /// Milliseconds since offset zero.
  public typealias Time = Offset
}

extension Review: RecordedState {
  /// What its records hold.
  public typealias Change = ReviewChange
  /// Reviewers work on other days.
  public typealias Time = WallTime
}

/// A numbered change of a session.
public typealias Record = Numbered<Change, Offset>

/// A numbered change of a review.
public typealias ReviewRecord = Numbered<ReviewChange, WallTime>

extension Change: Recordable {
  /// A redaction that names no note.
  public var destroysUnknown: Bool {
    if case .together(let changes) = self { return changes.contains(where: \.destroysUnknown) }
    return self == .redacted(numbers: [])
  }

  public var redactedWords: [String] {
    switch self {
    case .wordRedacted(let word, _): [word]
    case .together(let changes): changes.flatMap(\.redactedWords)
    default: []
    }
  }

  /// Of a `history` record.
  public var keptHistory: History? {
    guard case .history(let kept) = self else { return nil }
    return kept
  }
}

extension ReviewChange: Recordable {
  /// It names the notes.
  public var destroysUnknown: Bool { false }

  public var redactedWords: [String] {
    switch self {
    case .wordErased(let word, _): [word]
    case .together(let changes): changes.flatMap(\.redactedWords)
    default: []
    }
  }

  /// An inverse could bring back what was destroyed.
  public var endsHistory: Bool { destroysText }

  /// Of a `history` record.
  public var keptHistory: UndoHistory<ReviewChange>? {
    guard case .history(let kept) = self else { return nil }
    return kept
  }
}
