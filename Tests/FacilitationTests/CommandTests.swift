import Facilitators
import Interview
import Testing

@testable import Facilitation

@Suite("Commands as values")
struct CommandTests {
  /// Every way to use every command of a recording.
  static let usages: [String] =
    Recording.commands.rows.flatMap { row in
      row.usage.replacing(" or ", with: ", ").split(separator: ", ").map { usage in
        usage.hasPrefix("/") ? String(usage) : "/\(row.names[0]) 4 \(usage)"
      }
    } + [
      "/off 90s", "/off 2m", "/edit 17", "/p 3", "/in 1-3 7", "/consent 4 no", "/rec on by the window",
      "/set place",
      "/skip", "/2", "/3u", "/4x", "/go", "/find", "/help off", "/minutes 12.5", "/until 9:05",
      "/withdraw 4 erase",
    ]

  @Test(
    "A command reads back from the line that it is shown as, and has the row that read it", arguments: usages)
  func line(_ usage: String) throws {
    let command = try Command.read(usage).get()
    #expect(try Command.read(command.line).get() == command)
    if case .probe = command {
      #expect(command.row == nil)
    } else {
      let name = String(usage.dropFirst().prefix { !$0.isWhitespace })
      #expect(try #require(command.row).names.contains(name))
    }
  }

  @Test("Off the record a command that could hold what is said is typed no further than its name")
  func offRecord() {
    let held = Recording.commands.rows.filter { row in !Recording.takesOffRecord("/\(row.names[0]) w") }
    #expect(
      held.map { $0.names[0] } == [
        "edit", "undo", "redo", "asked", "p", "reseat", "swap", "moved", "sum", "set", "draft",
      ])
    #expect(Recording.takesOffRecord("/edit") && Recording.takesOffRecord("/rec o"))
  }

  @Test("A command that has to wait is refused in one place, whoever asks for it")
  func conditions() {
    var it = Facilitator(interactive: true, begun: false)
    for (command, words) in [
      (Command.pause(ago: 0), "the group has not begun; /begin"),
      (.covered(nil), "no question is open yet; /begin or /next"),
      (.end, "the group has not begun; /begin starts the clock, /leave leaves"),
      (.gap(groupWentOn: true), "there is no gap to explain"),
      (.choose(.question), "/go is used like this: /go K2"),
    ] {
      let before = it.session
      // What the set-up asks is said once more behind it.
      let effects = it.perform(command)
      #expect(effects.first == .say(Reply(.refused(words), ["error: \(words)"])), "\(command)")
      #expect(effects.count == 2 && it.answer == "country, two letters?")
      #expect(it.session == before)
    }
    it.type("/begin")
    #expect(
      it.perform(.begin) == [
        .say(
          Reply(
            .refused("the group has begun already; /time tells the clocks"),
            ["error: the group has begun already; /time tells the clocks"]))
      ])
  }

  @Test("What completes a command comes from its row")
  func completion() {
    let it = Facilitator()
    func words(_ before: String) -> [String] {
      Offer.of(before, in: it.recording)?.candidates.map(\.word) ?? []
    }
    #expect(words("/go K") == ["K1", "K2"])
    #expect(words("/withdraw 4 n") == ["noquote"])
    #expect(words("/reseat 3 5 s") == ["since"])
    #expect(words("/set setting m") == ["museum"])
    #expect(words("/consent 4 q") == ["quote"] && words("/consent 4 quote n") == ["no"])
    #expect(words("/break ").isEmpty && words("/nothing ").isEmpty)
  }
}
