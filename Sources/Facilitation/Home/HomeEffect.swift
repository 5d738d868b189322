internal import Interview

/// What became of something that home asked for.
public enum HomeNews: Equatable, Sendable {
  /// Sessions were read, some or all of those asked for.
  case sessionsRead([HomeSession])
  /// Protocols were read.
  case protocolsRead([HomeProtocol])
  /// The folder was read again.
  case reloaded(HomeContents)
  /// Something is there to be read.
  case text(title: String, lines: [String])
  /// An action cannot be done: why.
  case refused(String)
  /// What goes with a session that is to be discarded.
  case goes(HomeBelongings)
  /// An action is over.
  case back(HomeReturn)
}

/// How an action ended that had the terminal to itself.
public struct HomeReturn: Equatable, Sendable {
  /// What it was, and with what.
  public var action: HomeAction
  public var id: String
  /// Its exit status.
  public var status: Int32
  /// What it said, a line each.
  public var told: [String]
  /// What it complained of, a line each.
  public var complaints: [String]
  /// The folder as it is now.
  public var contents: HomeContents

  public init(
    action: HomeAction, id: String, status: Int32, told: [String] = [], complaints: [String],
    contents: HomeContents
  ) {
    self.action = action
    self.id = id
    self.status = status
    self.told = told
    self.complaints = complaints
    self.contents = contents
  }
}

/// What has to be done for home, in order.
public enum HomeEffect: Equatable, Sendable {
  /// Read what lists show of these sessions, as many as a moment allows: `sessionsRead`.
  case readSessions([String])
  /// Read these protocols: `protocolsRead`.
  case readProtocols([String])
  /// Do something with a protocol or a session: `text` or `back`; of what destroys, look at what goes: `goes` or `refused`.
  case open(HomeAction, id: String)
  /// Destroy a session: `back`.
  case discard(DiscardOrder)
  /// Read the folder again: `reloaded`.
  case reload
  /// Print these lines; only in plain mode.
  case say([String])
  /// Draw the screen anew.
  case repaint
  /// Back to the shell.
  case quit
}
