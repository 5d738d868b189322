import Foundation
import PseudoTerminal
import Testing

/// Nobody reads what the program says: a stopped terminal, a frozen window, a full pipe.
@Suite("Output that nobody reads")
struct BlockedOutputTests {
  /// Seconds that ending may take, and how many times as long on a busy machine.
  private static let patience = 1.0 * 5

  private static let plain = ["--plain"]
  private static let ways: [([String], Int32)] = [[], plain].flatMap { mode in
    [SIGTERM, SIGHUP].map { (mode, $0) }
  }

  private func begun(_ mode: [String], _ study: Study) throws -> Terminal {
    let terminal = try Terminal(Facilitation.run("one") + mode, in: study, term: "xterm-256color")
    try terminal.sees("W>")
    return terminal
  }

  private func waits(for word: String, in study: Study) throws {
    let deadline = Date(timeIntervalSinceNow: 60)
    while try study.places(of: word).isEmpty {
      guard Date() < deadline else { throw Stuck("“\(word)” is not kept") }
      usleep(20_000)
    }
  }

  @Test("A stopped terminal: what is typed is kept, and a signal ends it within a second", arguments: ways)
  func stopped(mode: [String], signal: Int32) throws {
    let study = try Study()
    let terminal = try begun(mode, study)
    terminal.stops()
    terminal.enter("1 entered while nothing is shown")
    try waits(for: "entered while nothing is shown", in: study)
    terminal.type("2 a line that is not ended")
    try waits(for: "2 a line that is not ended", in: study)
    terminal.running.send(signal)
    #expect(try terminal.end(within: Self.patience) == .exit(1))
    terminal.goesOn()
    #expect(study.sessionFiles == ["one.journal"])
    #expect(try study.run(["show", "one"]).out.contains("entered while nothing is shown"))
  }

  @Test("Once it goes on it shows all that was typed meanwhile, and leaves as ever", arguments: [[], plain])
  func goesOn(mode: [String]) throws {
    let study = try Study()
    let terminal = try begun(mode, study)
    terminal.stops()
    terminal.enter("1 entered while nothing is shown")
    try waits(for: "entered while nothing is shown", in: study)
    terminal.type("2 and then")
    terminal.goesOn()
    try terminal.sees("entered while nothing is shown")
    terminal.type(TerminalKey.enter + TerminalKey.leave)
    #expect(try terminal.end() == .exit(0))
    #expect(try study.session("one").texts == ["entered while nothing is shown", "and then"])
  }

  @Test("Leaving waits for the terminal, but not for longer than until a signal comes")
  func leaving() throws {
    let study = try Study()
    let terminal = try begun([], study)
    terminal.stops()
    terminal.type("1 the last" + TerminalKey.enter + TerminalKey.leave)
    let deadline = Date(timeIntervalSinceNow: 60)
    while study.sessionFiles != ["one.json"], Date() < deadline { usleep(20_000) }
    #expect(terminal.running.poll() == nil, "it gives a stopped terminal back without a word")
    terminal.running.send(SIGTERM)
    #expect(try terminal.end(within: Self.patience) != .signal(SIGKILL))
    #expect(try study.session("one").texts == ["the last"])
  }

  @Test("A screen of home and of a replay ends as well", arguments: [[], ["replay", "one"]])
  func otherScreens(arguments: [String]) throws {
    let study = try Study()
    _ = try study.run(Study.session("one"), input: "1 a note\n")
    for mode in [[], Self.plain] {
      let terminal = try Terminal(arguments + mode, in: study, term: "xterm-256color")
      try terminal.sees(arguments.isEmpty ? "one" : mode.isEmpty ? "0 notes" : "Enter reads on")
      terminal.stops()
      terminal.type("/help" + TerminalKey.enter)
      usleep(300_000)
      terminal.running.send(SIGTERM)
      #expect(try terminal.end(within: Self.patience) == .exit(1), "\(arguments) \(mode)")
      terminal.goesOn()
    }
  }

  @Test("A window that is frozen takes what its buffer holds; what is typed after that is kept, and it ends")
  func frozen() throws {
    for mode in [[], Self.plain] {
      let study = try Study()
      let device = try TerminalDevice(rows: 24, columns: 80)
      let settings = try device.settings()
      let running = try Running(
        [Repository.binary] + Facilitation.run("one") + mode,
        environment: study.environment.merging(["TERM": "xterm-256color"]) { $1 },
        standard: .terminal(device.path))
      // Nobody ever reads: more than any buffer is said.
      for number in 1...120 {
        device.write([UInt8]((mode.isEmpty ? "\u{C}" : "/help\r").utf8))
        if mode.isEmpty || number % 20 == 0 { usleep(10_000) }
      }
      device.write([UInt8]("1 typed into a frozen window\r".utf8))
      try waits(for: "typed into a frozen window", in: study)
      running.send(SIGTERM)
      #expect(try running.wait(within: Self.patience) == .exit(1), "\(mode)")
      #expect(try device.settings() == settings)
    }
  }

  /// The program with a standard output that is never read until it is asked for.
  private func unread(_ arguments: [String], _ study: Study) throws -> (Running, input: Int32, output: Int32)
  {
    let toIt = try Glue.pipe()
    let fromIt = try Glue.pipe()
    defer { for end in [toIt.read, fromIt.write] { close(end) } }
    let running = try Running(
      [Repository.binary] + arguments, environment: study.environment,
      standard: .descriptors(input: toIt.read, output: fromIt.write, error: fromIt.write))
    return (running, toIt.write, fromIt.read)
  }

  private static let many = (1...3000).map { "1 this is note \($0) of many\n" }

  @Test(
    "A full pipe: every line is read and kept, and a signal ends it within a second",
    arguments: [SIGTERM, SIGHUP])
  func pipe(signal: Int32) throws {
    let study = try Study()
    let (running, input, output) = try unread(Study.session("one"), study)
    Glue.write([UInt8](Self.many.joined().utf8), to: input)
    try waits(for: "note 3000 of many", in: study)
    #expect(running.poll() == nil)
    running.send(signal)
    #expect(try running.wait(within: Self.patience) == .exit(1))
    for end in [input, output] { close(end) }
    #expect(try study.run(["show", "one"]).out.contains("note 3000 of many"))
  }

  @Test("At the end of its input it waits for whoever reads at last, who gets all of it")
  func slowReader() throws {
    let study = try Study()
    let (running, input, output) = try unread(Study.session("one"), study)
    Glue.write([UInt8](Self.many.joined().utf8), to: input)
    close(input)
    let deadline = Date(timeIntervalSinceNow: 60)
    while study.sessionFiles != ["one.json"], Date() < deadline { usleep(20_000) }
    #expect(running.poll() == nil, "it ended before all was read")
    let text = String(decoding: try Output(output).whole(), as: UTF8.self)
    #expect(try running.wait() == .exit(0))
    #expect(text.components(separatedBy: "saved ").count - 1 == Self.many.count)
  }

  @Test("A replay into a pipe that nobody reads ends by a signal")
  func replay() throws {
    let study = try Study()
    _ = try study.run(Study.session("one"), input: Self.many.joined())
    let (running, input, output) = try unread(["replay", "one"], study)
    close(input)
    // As much as a pipe takes has come when more than nothing has: it says all at once.
    var ready = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    #expect(poll(&ready, 1, 60_000) == 1)
    running.send(SIGTERM)
    #expect(try running.wait(within: Self.patience) == .exit(1))
    close(output)
  }
}
