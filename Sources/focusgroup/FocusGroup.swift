internal import ArgumentParser
internal import Runtime

/// The program: arguments and wiring only.
@main
struct FocusGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "focusgroup",
    abstract: "A terminal assistant for live focus groups.",
    usage: """
      focusgroup
      focusgroup run PROTOCOL [--group CODE] [--country CC] [--setting SETTING] …
      focusgroup resume [SESSION]
      focusgroup list [--json]
      focusgroup show SESSION
      focusgroup check FILE …
      focusgroup init [DIR]
      """,
    discussion: """
      It walks a facilitator through a question protocol while the group talks, keeps timestamped notes per \
      question, and saves the session as JSON. What was acknowledged is never lost.

      The study is a folder with Protocols/ and Sessions/: --study DIR, else $FOCUSGROUP_STUDY, else the current \
      folder or its nearest parent that has them, else ~/.local/share/focusgroup.

      Example:
        focusgroup run cogov-professionals --group NL02 --country NL --setting municipality --participants 8

      Exit status: 0 done, 1 failed otherwise, 64 wrong use, 65 a file is invalid, 66 no such protocol, session or \
      file, 73 cannot create, 74 I/O error, 75 the session is open elsewhere.

      Shell completions: focusgroup --generate-completion-script bash (or zsh, fish).
      """,
    version: Program.version,
    subcommands: [
      Run.self, Resume.self, List.self, Show.self, Check.self, Init.self, Home.self,
    ],
    defaultSubcommand: Home.self)
}
