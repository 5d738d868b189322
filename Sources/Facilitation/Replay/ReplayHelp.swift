/// The help text of a replay, as short lines.
public enum ReplayHelp {
  /// The whole help, or what one command does.
  static func lines(for command: String? = nil) -> [String] {
    command.flatMap(Replay.commands.help).map { [$0] } ?? commands
  }

  /// Every command.
  public static var commands: [String] { Replay.commands.rows.map(\.help) }

  /// The help of the full screen.
  package static var onScreen: [String] { ["keys:"] + keys + signs + ["commands:"] + commands }

  private static let keys = [
    "Space: play, stand still; + and -: faster, slower; i: gaps shortened or as they were",
    "Left, Right: the note before, the next; Up, Down: the same; PgUp, PgDn: question; [ and ]: visit",
    "? : the next follow-up; n and N: the next hit, the one before; Home, End: beginning, end; . : now (--follow)",
    "g: go to a time, question or note; f or ^R: find as you type; F: filter; /: any command; Esc: back",
    "c: code; x: take a code away; m: memo; !: check this; s: who said it; v: verified words; u or ^Z: undo; ^Y: redo",
    "l: show or hide the other reviewers; a: agreement; t: this note in full; q or ^Q: close; F1: this help",
  ]

  private static let signs = [
    "the bar: height is the number of notes; = a pause, x not recorded, o off the record; "
      + "below it where questions begin; ▲ where you are, ◆ hits, ? follow-ups, ! important",
    "title, group and planned minutes keep no history: they are shown as at the end, wherever you are",
  ]
}
