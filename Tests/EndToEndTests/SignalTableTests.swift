import Foundation
import PseudoTerminal
import Testing

/// A signal, and what the table of the man page says of it.
struct NamedSignal: CustomTestStringConvertible, Sendable {
  let name: String
  let number: Int32

  var testDescription: String { name }

  /// Those that end the program.
  static let ending: [NamedSignal] = {
    var signals = [
      NamedSignal(name: "HUP", number: SIGHUP), NamedSignal(name: "TERM", number: SIGTERM),
      NamedSignal(name: "QUIT", number: SIGQUIT), NamedSignal(name: "USR1", number: SIGUSR1),
      NamedSignal(name: "USR2", number: SIGUSR2), NamedSignal(name: "ALRM", number: SIGALRM),
      NamedSignal(name: "VTALRM", number: SIGVTALRM), NamedSignal(name: "PROF", number: SIGPROF),
      NamedSignal(name: "XCPU", number: SIGXCPU), NamedSignal(name: "SYS", number: SIGSYS),
    ]
    #if os(Linux)
      signals += [
        NamedSignal(name: "STKFLT", number: 16), NamedSignal(name: "IO", number: 29),
        NamedSignal(name: "PWR", number: 30), NamedSignal(name: "RTMIN", number: 34),
        NamedSignal(name: "RTMIN+16", number: 50), NamedSignal(name: "RTMAX", number: 64),
      ]
    #endif
    return signals
  }()

  /// Those that change nothing.
  static let harmless = [
    NamedSignal(name: "INT", number: SIGINT), NamedSignal(name: "PIPE", number: SIGPIPE),
    NamedSignal(name: "XFSZ", number: SIGXFSZ), NamedSignal(name: "CHLD", number: SIGCHLD),
    NamedSignal(name: "URG", number: SIGURG), NamedSignal(name: "CONT", number: SIGCONT),
    NamedSignal(name: "WINCH", number: SIGWINCH),
  ]
}

@Suite("Every signal that can be caught")
struct SignalTableTests {
  @Test(
    "It ends the program as TERM does: the terminal is given back, the notes are saved",
    arguments: NamedSignal.ending)
  func ends(_ signal: NamedSignal) throws {
    let desk = try Facilitation()
    try desk.line("W>")
    desk.enter("1 what was said")
    try desk.saved("what was said", count: 1)
    desk.terminal.signal(signal.number)
    try desk.ends(with: .exit(1))
    try desk.sees("stopped; go on with: focusgroup resume one")
    #expect(try desk.study.run(["show", "one"]).out.contains("what was said"))
  }

  @Test("In plain mode too", arguments: NamedSignal.ending)
  func endsPlain(_ signal: NamedSignal) throws {
    let study = try Study()
    let terminal = try Terminal(Study.session("one"), in: study)
    try terminal.prompt("W")
    terminal.enter("1 what was said")
    try terminal.sees("saved 1")
    terminal.running.send(signal.number)
    #expect(try terminal.end() == .exit(1))
    #expect(try study.run(["show", "one"]).out.contains("what was said"))
  }

  @Test("Others change nothing, whoever sends them")
  func harmless() throws {
    let desk = try Facilitation()
    try desk.line("W>")
    for (index, signal) in NamedSignal.harmless.enumerated() {
      desk.terminal.signal(signal.number)
      desk.enter("1 after \(signal.name)")
      try desk.saved("after \(signal.name)", count: index + 1)
    }
    try desk.leaves()
    #expect(try desk.study.session("one").texts == NamedSignal.harmless.map { "after \($0.name)" })
  }

  @Test("In plain mode neither")
  func harmlessPlain() throws {
    let study = try Study()
    let terminal = try Terminal(Study.session("one"), in: study)
    try terminal.prompt("W")
    for signal in NamedSignal.harmless {
      terminal.running.send(signal.number)
      terminal.enter("1 after \(signal.name)")
      try terminal.sees("after \(signal.name)")
    }
    terminal.type(TerminalKey.leave)
    #expect(try terminal.end() == .exit(0))
    #expect(try study.session("one").texts == NamedSignal.harmless.map { "after \($0.name)" })
  }

  @Test("A crash gives the terminal back in plain mode too", arguments: [SIGILL, SIGSEGV, SIGABRT, SIGFPE])
  func crash(signal: Int32) throws {
    let study = try Study()
    let terminal = try Terminal(Study.session("one"), in: study)
    try terminal.prompt("W")
    terminal.running.send(signal)
    #expect(try terminal.end() == .signal(signal))
  }

  @Test("The man page names each of them")
  func documented() throws {
    let page = try String(
      contentsOf: Repository.root.appending(path: "Documentation/focusgroup.1"), encoding: .utf8)
    let section = try #require(page.components(separatedBy: ".SH SIGNALS\n").last)
    let words = Set(
      section.prefix(upTo: section.range(of: ".SH ")?.lowerBound ?? section.endIndex)
        .components(separatedBy: CharacterSet.alphanumerics.inverted))
    for signal in NamedSignal.ending + NamedSignal.harmless {
      let name = String(signal.name.prefix { $0 != "+" })
      #expect(words.contains(name), "\(name)")
    }
  }

  @Test("A limit for files is a fault that is told, from the first moment")
  func fileLimit() throws {
    let study = try Study()
    for command in [Study.session("one"), ["init", study.root + "/other"], ["list"]] {
      let outcome = try study.run(command, under: ["bash", "-c", "ulimit -f 0; exec \"$@\"", "bash"])
      guard case .exit = outcome.end else {
        Issue.record("\(command): \(outcome.end)")
        continue
      }
    }
  }
}
