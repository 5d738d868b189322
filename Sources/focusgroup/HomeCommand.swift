internal import ArgumentParser
internal import Interview
internal import Runtime
internal import SessionStorage

/// `focusgroup` alone: what there is in this study, and what can be done with it.
struct Home: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "home", abstract: "What there is in this study; pick one, act on it.",
    discussion: "Example:\n  focusgroup --study ~/studies/renewal", shouldDisplay: false)

  @OptionGroup var study: StudyOptions
  @Flag(help: "Plain lines: for screen readers, braille lines, slow links, pipes.")
  var plain = false

  func run() throws {
    let folder = try study.folder
    let opener = Screen.opener(plain: plain)
    let actions = HomeActions(
      run: { id, short in
        let start = SessionRun.Start(
          protocol: id, group: Group(), participants: 0, id: nil, short: short, minutes: nil, until: nil,
          beginAtOnce: false)
        return SessionRun.run(start, in: folder, open: opener)
      },
      resume: { SessionRun.resume($0, in: folder, open: opener) },
      replay: { id, follow in
        let preferences = Preferences(environment: Here.environment)
        return ReplayRun.run(
          id, ReplayRun.Options(follow: follow, preferences: preferences), in: folder, open: opener)
      })
    throw ExitCode(HomeRun.run(in: folder, open: opener, actions: actions))
  }
}
