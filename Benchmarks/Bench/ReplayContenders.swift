/// A key that goes elsewhere in a long text, and what has to be typed before it.
struct Jump: Sendable {
  /// Typed first; not timed.
  var before = ""
  /// What is timed.
  let key: String
  /// What is on the screen then; nil if one cannot tell.
  var finds: String?
}

extension Contender {
  /// Our replay. Its first screen says what is known already; that the whole session is there, it says otherwise.
  static func replay(in workspace: Workspace) -> Contender {
    let binary = workspace.binary
    return Contender(
      name: "focusgroup",
      command: { [binary, "replay", String(Workspace.replayed($0).dropLast(".json".count))] },
      ready: ["reading", "■ paused"], leave: "q", whole: "■ paused")
  }

  /// less on the same bytes.
  static let less = Contender(name: "less", command: { ["less", Workspace.replayed($0)] }, ready: [".json"])

  /// less on the same bytes, all of them read: at their end.
  static let lessAtEnd = Contender(
    name: "less +G", command: { ["less", "+G", Workspace.replayed($0)] }, ready: ["(END)"])

  /// Jumps through our replay: the ends, times, a note by its number, from question to question and from note to note.
  static func jumps(in notes: Int) -> [Jump] {
    let times = [0.25, 0.75].map { Jump(before: "g" + LongSession.clock(after: $0, of: notes), key: "\r") }
    return [
      Jump(key: "\u{1B}[F"), Jump(key: "\u{1B}[H"), times[0], Jump(key: "\u{1B}[6~"), Jump(key: "\u{1B}[C"),
      times[1], Jump(key: "\u{1B}[D"), Jump(key: "\u{1B}[5~"), Jump(before: "g#\(notes / 2)", key: "\r"),
      Jump(key: "\u{1B}[D"),
    ]
  }

  /// The like in less.
  static func lessJumps(in notes: Int) -> [Jump] {
    [
      Jump(key: "G"), Jump(key: "g"), Jump(before: "25", key: "%"), Jump(key: " "), Jump(key: "j"),
      Jump(before: "75", key: "%"), Jump(key: "k"), Jump(key: "b"), Jump(before: "\(notes / 2)", key: "g"),
      Jump(key: "k"),
    ]
  }
}
