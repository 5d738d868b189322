internal import ArgumentParser
internal import Runtime

/// The program: arguments and wiring only.
@main
enum Main {
  static func main() {
    guard Start.prepare() else { FocusGroup.exit(withError: ExitCode(1)) }
    do {
      var command = try FocusGroup.parseAsRoot(Here.arguments)
      try command.run()
    } catch {
      let code = FocusGroup.exitCode(for: error)
      let message = FocusGroup.fullMessage(for: error)
      if code.isSuccess {
        Console().write(message.isEmpty || message.hasSuffix("\n") ? message : message + "\n")
      } else if !message.isEmpty {
        // A message quotes what was typed; each of its lines is made safe.
        for line in message.split(separator: "\n", omittingEmptySubsequences: false) {
          Console.complain(String(line))
        }
      }
      FocusGroup.exit(withError: code)
    }
  }
}

/// The root of all commands.
struct FocusGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "focusgroup",
    abstract: "A terminal assistant for live focus groups.",
    usage: """
      focusgroup
      focusgroup run PROTOCOL [--group CODE] [--country CC] [--setting SETTING] …
      focusgroup resume [SESSION]
      focusgroup replay SESSION [--at TIME] [--question ID] [--speed N] [--follow]
      focusgroup list [--json]
      focusgroup show SESSION
      focusgroup print PROTOCOL [--setting SETTING] [--language TAG] [--short]
      focusgroup check FILE …
      focusgroup init [DIR]
      focusgroup discard SESSION
      focusgroup rehearse [SAMPLE] [--speed N] [--voice]
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
      Run.self, Resume.self, ReplaySession.self, List.self, Show.self, Print.self, Check.self, Init.self,
      Discard.self, Rehearse.self, Home.self,
    ],
    defaultSubcommand: Home.self)
}
