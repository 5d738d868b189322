internal import ArgumentParser
internal import Runtime

/// `focusgroup rehearse [SAMPLE]`.
struct Rehearse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rehearse",
    abstract: "Practise on a fictional group: it speaks at talking speed, and what was caught is counted.",
    discussion: """
      What the group says appears word by word, notes are typed as in a real group, and nothing of it is kept. At its end, \
      or after /end, the score: points caught, right speakers, quotes word for word, stances, and how long a note took to \
      begin, with what was missed beside what was noted then.

      Without an argument it lists what can be rehearsed: fictional samples (their id begins with sample-, and their title \
      says “(fictional)”), and groups in which everybody said yes to archive.

      With --voice it is said aloud, too, in a voice for each seat, by espeak-ng (on macOS: say). That is another program, which \
      need not be installed: without it the group is only shown.

      Example:
        focusgroup rehearse sample-nl --speed 1 --voice
      """)

  @OptionGroup var study: StudyOptions
  @Argument(help: "A session to practise on: a file, an id, or an unambiguous start of one.")
  var sample: String?
  @Option(help: ArgumentHelp("How fast it talks, 0.5 to 4; 1 is 150 words a minute.", valueName: "times"))
  var speed: Double = 1
  @Flag(help: "Say it aloud, too, by espeak-ng (on macOS: say) if it is installed.")
  var voice = false
  @Flag(help: "Plain lines: for screen readers, braille lines, slow links, pipes.")
  var plain = false

  func validate() throws {
    guard (0.5...4).contains(speed) else { throw ValidationError("--speed is 0.5 to 4") }
  }

  func run() throws {
    let folder = try study.folder
    throw ExitCode(
      RehearsalRun.run(sample, speed: speed, aloud: voice, in: folder, open: Screen.opener(plain: plain)))
  }
}
