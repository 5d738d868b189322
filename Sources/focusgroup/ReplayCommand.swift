internal import ArgumentParser
internal import Interview
internal import Runtime
internal import SessionStorage

/// `focusgroup replay SESSION`.
struct ReplaySession: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "See a session as it happened; review it; watch one that is being recorded.",
    discussion: """
      Space plays, the arrows step from note to note, PgUp and PgDn from question to question, f finds, F filters, \
      c gives a code, m a memo; F1 lists all. What a reviewer adds is kept beside the session, never in it.

      With --follow it watches a session that is being recorded in another terminal, without touching it.

      Example:
        focusgroup replay sample-nl --at 00:41:07 --speed 4
      """)

  @OptionGroup var study: StudyOptions
  @Argument(help: "A session: a file, an id, or an unambiguous start of one.")
  var session: String
  @Option(help: ArgumentHelp("Begin at a time, as in 00:41:07, or at a note's number.", valueName: "time"))
  var at: String?
  @Option(help: ArgumentHelp("Begin at a question, as in K1.", valueName: "id"))
  var question: String?
  @Option(help: ArgumentHelp("How fast it plays, 0.5 to 64.", valueName: "times"))
  var speed: Double?
  @Option(
    help: ArgumentHelp("Gaps longer than so many seconds are shortened; off plays all.", valueName: "seconds")
  )
  var gap: String = "2"
  @Flag(help: "Watch a session that is being recorded.")
  var follow = false
  @Flag(help: "With the note-taker's own comments, which are for nobody else; never with --follow.")
  var comments = false
  @Option(help: ArgumentHelp("Who reviews, a-z 0-9 -; kept for the next time.", valueName: "name"))
  var reviewer: String?
  @Flag(help: "Plain lines: for screen readers, braille lines, slow links, pipes.")
  var plain = false

  func validate() throws {
    if let speed, !(0.5...64).contains(speed) { throw ValidationError("--speed is 0.5 to 64") }
    if gap != "off", Double(gap).map({ !(0...3600).contains($0) }) ?? true {
      throw ValidationError("--gap is 0 to 3600 seconds, or off")
    }
    if let reviewer, !Review.isName(reviewer) {
      throw ValidationError("--reviewer is 1 to 40 of a-z, 0-9 and -")
    }
    if at != nil, question != nil { throw ValidationError("--at and --question are two places: give one") }
    if follow, comments {
      throw ValidationError("who follows never sees private comments: leave --comments out")
    }
    if follow, at != nil || question != nil {
      throw ValidationError("--follow begins at now: leave --at out")
    }
  }

  func run() throws {
    let folder = try study.folder
    let preferences = Preferences(environment: Here.environment)
    if let reviewer, preferences.reviewer != reviewer {
      try? preferences.keep(reviewer: reviewer)
    }
    let options = ReplayRun.Options(
      place: at ?? question, speed: speed, gap: Double(gap).map { Int($0 * 1000) }, follow: follow,
      comments: comments, reviewer: reviewer, preferences: preferences)
    throw ExitCode(
      ReplayRun.run(session, options, in: folder, open: Screen.opener(plain: plain)))
  }
}
