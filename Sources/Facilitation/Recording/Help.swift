internal import Interview

/// The help text: every command and the shorthand, as short lines.
public enum Help {
  /// The whole help for a session, or what one command does; a name that is none gives the whole.
  static func lines(for command: String?, in session: Session) -> [String] {
    if let command, let line = Recording.commands.help(command) { return [line] }
    return shorthand.lines(in: session) + ["commands:"] + commands + keysAtATerminal
  }

  /// What fits on half a page of paper: the shorthand and the keys.
  static var crib: [String] { shorthand.map(\.group) + keysAtATerminal }

  private static var keysAtATerminal: [String] { ["keys, at a terminal:"] + keys }

  /// Every command: how it is used and what it does.
  public static var commands: [String] {
    Recording.commands.rows.map(\.help) + [
      "/2, /2u, /2x: probe 2 asked, answered unprompted, neither"
    ]
  }

  /// The keys of a terminal that stand for commands, and those of the line.
  public static let keys = [
    "PgDn, PgUp: /next, /back, with Alt: /peek; Alt-1 to Alt-9: tick a probe",
    "^G: /go; ^R: /find; ^P: /who; ^S: /sum; F1: /help",
    "^T: /break and back; ^O: /off and back",
    "^Z in an empty line: /undo; ^Y: /redo; ^D in an empty line: /end; ^Q: /leave",
    "^U: clear the line; ^W: take a word back; ^C: nothing but a hint",
  ]

  /// The help of the full screen: what matters where one is comes first.
  package static func onScreen(_ recording: Recording) -> [String] {
    var first: [String] = []
    if recording.form?.step != nil {
      first = [
        "this is a form: type the answer and Enter; Enter alone leaves it open; Up goes back; Tab completes",
        recording.session.endedAt == nil
          ? "/begin starts the clock, whatever is open; /set and /consent fill in later"
          : "/finish closes the session; ^Q leaves the rest of the debrief for later",
      ]
    }
    let session = recording.session
    return first + ["the note line:"] + shorthand.lines(in: session) + ["keys:"] + keys
      + screen.lines(in: session) + ["commands:"] + commands
  }

  /// What only the full screen has.
  private static let screen: [HelpLine] = [
    "Up, Down in an empty line: walk the notes; Enter edits one, Delete takes it back; F2 or ^N: notes of all questions",
    "Tab: complete a code, question, participant or command; Esc: close what is open; ^L: draw the screen anew",
    "^A ^E ^W ^U ^K, Home, End, arrows, Ctrl-arrows edit the line; ^Z in it takes back what was typed",
    "route: ✓ asked, ? seen and nothing noted, ≈ covered elsewhere, – skipped, ★ must be asked, then minutes by plan",
    HelpLine(
      "probes: ✓ asked, u answered unprompted; notes: ○ not on the disk yet, +2 −1 who agrees, dissents",
      interview: "probes: ✓ asked, u answered unprompted; notes: ○ not on the disk yet"),
    HelpLine(
      "participants: 3●● two notes here (not talk time), ○ none, (4) not in the room, ! consent not recorded, "
        + "× does not take part, q not to be quoted, r not to be recorded", interview: nil),
  ]

  /// The shorthand, a line a sign.
  private static let shorthand: [HelpLine] = [
    "type what is said and press Enter; plain prose is a note too",
    HelpLine(
      "3 text: P3 said it; 1,4 text: both; 0 text: someone; 3? text: probably P3",
      interview: "a line without a seat is said by the participant; P0 text: by someone else"),
    HelpLine(
      "a seat always wins: 5 years ago is said by P5; \\5 years ago is the number",
      interview: "a number is a number: 3 years ago; only P1, 1:, 1+ and 1- are the seat"),
    HelpLine("with one participant (an interview) a line without a seat is theirs", interview: nil),
    HelpLine(
      "m: text: the moderator said or asked it", interview: "m: text: the interviewer said or asked it"),
    HelpLine("5@3 text: P5 answers P3", interview: nil),
    HelpLine("3+ or 3-: P3 agrees or dissents with the point; 3+ text: and says so", interview: nil),
    HelpLine("5+@2: with P2's point; 2+ 8-: several in one line", interview: nil),
    HelpLine(
      "\"text\": word for word; 3 \"text... is completed later: ...and the rest of it",
      interview: "\"text\": word for word; \"text... is completed later: ...and the rest of it"),
    HelpLine(
      "~text: seen, not said; =6 text: six hands; =1,3,4 text: these hands",
      interview: "~text: seen, not said"),
    "(text: your own private comment; ?text: ask this before the end",
    HelpLine(
      "<15 3 text: noted 15 seconds late; <2m text: two minutes",
      interview: "<15 text: noted 15 seconds late; <2m text: two minutes"),
    HelpLine(
      "*text or 3 *text: important; !text: said with intensity; in front of the text",
      interview: "*text: important; !text: said with intensity; in front of the text"),
    HelpLine(
      "3 or 3\" or * alone: a moment, the words to come later",
      interview: "P1 or \" or * alone: a moment, the words to come later"),
    "#code: a code, alone it codes the last note; >K4 text: file under K4",
    "a sign counts only when no blank follows it: ~ text and ... rest are text",
    "\\text: the text begins here; \\# a plain #; \\n a line break",
    "abbreviations (of the protocol, or your own) are written out; \\mgmt keeps the word, n\\go one with n",
  ]
}

/// A line of help. An interview has no use for what only a group has.
private struct HelpLine: ExpressibleByStringLiteral {
  let group: String
  /// What stands in its place in an interview; nil for nothing.
  let interview: String?

  init(_ group: String, interview: String?) {
    self.group = group
    self.interview = interview
  }

  /// The same for both.
  init(stringLiteral text: String) { self.init(text, interview: text) }
}

extension [HelpLine] {
  fileprivate func lines(in session: Session) -> [String] {
    compactMap { session.interviewee == nil ? $0.group : $0.interview }
  }
}
