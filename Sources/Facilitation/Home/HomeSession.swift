public import Interview

/// What home shows of something that is in a file.
public enum HomeContent<Heading: Equatable & Sendable>: Equatable, Sendable {
  /// Only its name is known yet.
  case unread
  /// The file's beginning was read.
  case read(Heading)
  /// The file cannot be read: why, in a line.
  case faulty(String)
}

/// A session as home shows it.
public struct HomeSession: Equatable, Sendable {
  /// What its file's beginning says, and how it stands.
  public struct Heading: Equatable, Sendable {
    /// What its file's beginning says; of a copy, the title tells of what.
    public var session: SessionHeading
    /// How it stands.
    public var standing: SessionStanding

    public init(_ session: SessionHeading, _ standing: SessionStanding) {
      self.session = session
      self.standing = standing
    }
  }

  /// Its id.
  public let id: String
  /// Its journal is there: it is being recorded, or was cut off.
  public var hasJournal: Bool
  /// Who has reviewed it.
  public var reviewers: [String]
  /// Its copies, a line each.
  public var copies: [String]
  /// The id of the session that this file is a copy of. Nil if it is no copy, and before it is read.
  public var original: String?
  /// What is known of it.
  public var content: HomeContent<Heading>

  /// Only the names of its files are known, unless told.
  public init(
    id: String, hasJournal: Bool = false, reviewers: [String] = [], copies: [String] = [],
    original: String? = nil, content: HomeContent<Heading> = .unread
  ) {
    self.id = id
    self.hasJournal = hasJournal
    self.reviewers = reviewers
    self.copies = copies
    self.original = original
    self.content = content
  }

  /// What its file says; nil before it is read, and of a faulty one.
  package var heading: Heading? {
    guard case .read(let heading) = content else { return nil }
    return heading
  }

  /// What a filter looks at.
  var searched: String {
    let names = [id] + reviewers
    switch content {
    case .unread: return names.joined(separator: "\n")
    case .faulty(let error): return (names + ["faulty", error]).joined(separator: "\n")
    case .read(let heading):
      let session = heading.session
      let group = session.group
      let words = [
        heading.standing.rawValue, group.code ?? "", group.country ?? "", group.setting ?? "",
        session.begun.civil.date, session.title,
      ]
      return (names + words).joined(separator: "\n")
    }
  }
}

/// A protocol as home shows it.
public struct HomeProtocol: Equatable, Sendable {
  /// What it says of itself.
  public struct Heading: Equatable, Sendable {
    /// What people call it.
    public var title: String
    /// How long it takes by plan.
    public var minutes: Double
    /// How long its short version takes; nil if it has none.
    public var shortMinutes: Double?

    public init(title: String, minutes: Double, shortMinutes: Double?) {
      self.title = title
      self.minutes = minutes
      self.shortMinutes = shortMinutes
    }
  }

  /// Its id.
  public let id: String
  /// What is known of it.
  public var content: HomeContent<Heading>
  /// Names of the files beside the protocols that are none. Only the one entry for all of these has any.
  public let strays: [String]

  /// Only the file's name is known, unless told.
  public init(id: String, content: HomeContent<Heading> = .unread) {
    self.id = id
    self.content = content
    strays = []
  }

  /// The entry for files that lie beside the protocols and are none.
  ///
  /// - Parameter strays: their names; one at least.
  public init(strays: [String]) {
    id = HomeProtocol.straysID
    let shown = strays.prefix(3).joined(separator: ", ")
    let rest = strays.count > 3 ? " and \(strays.count - 3) more" : ""
    let none = strays.count == 1 ? "not a protocol" : "not protocols"
    content = .faulty("\(shown)\(rest): \(none); check says why")
    self.strays = strays
  }

  /// Why its file cannot be read; nil if it can, and before it is read.
  public var fault: String? {
    if case .faulty(let error) = content { error } else { nil }
  }

  /// What all files that are none are called together. No protocol is called so.
  public static let straysID = "Protocols/"

  /// What a filter looks at.
  var searched: String {
    switch content {
    case .unread: return id
    case .faulty(let error):
      return ([id] + (strays.isEmpty ? ["faulty"] : strays) + [error]).joined(separator: "\n")
    case .read(let heading): return id + "\n" + heading.title
    }
  }
}

/// What a study's folder holds, as far as the names of files tell.
public struct HomeContents: Equatable, Sendable {
  /// A folder of a study.
  public enum Part: Sendable {
    /// That of the protocols, and of the sessions.
    case protocols, sessions
  }

  /// By name.
  public var protocols: [HomeProtocol]
  /// The newest first.
  public var sessions: [HomeSession]
  /// What of the folder itself cannot be read, a line each.
  public var faults: [String]
  /// The folders that cannot be read: nobody knows what is in them.
  public var unreadable: Set<Part>

  public init(
    protocols: [HomeProtocol] = [], sessions: [HomeSession] = [], faults: [String] = [],
    unreadable: Set<Part> = []
  ) {
    self.protocols = protocols
    self.sessions = sessions
    self.faults = faults
    self.unreadable = unreadable
  }
}
