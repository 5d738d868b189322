import Foundation
import PseudoTerminal
import Testing

@Suite("In a terminal")
struct TerminalTests {
  static let terms = ["dumb", "xterm-256color"]

  private func begun(_ study: Study, term: String = "dumb") throws -> Terminal {
    let terminal = try Terminal(Study.session("one"), in: study, term: term)
    try terminal.prompt("W")
    return terminal
  }

  @Test(
    "Set-up, arrival and consent are asked one by one; notes, debrief and the end follow", arguments: terms)
  func wholeSession(term: String) throws {
    let study = try Study()
    let terminal = try Terminal(
      ["run", "cogov-professionals", "--id", "one", "--setting", "municipality", "--plain"], in: study,
      term: term)
    try terminal.sees("session one")
    for (question, answer) in [
      ("group code", "NL02"), ("country", "Netherlands"), ("“Netherlands” is no country", "NL"),
      ("place?", "Utrecht"),
      ("language of the talk", "en"), ("language of the notes", ""), ("Who facilitates", "JD"),
    ] {
      try terminal.sees(question)
      try terminal.prompt("set-up")
      terminal.enter(answer)
    }
    try terminal.sees("Who takes notes")
    for prompt in Array(repeating: "set-up", count: 18) + ["practice"] {
      try terminal.prompt(prompt)
      terminal.enter("")
    }
    try terminal.sees("how many participants")
    terminal.enter("2")
    for (question, answer) in [
      ("P1: consent to taking part", "maybe"), ("yes, no or all", ""), ("P1: consent to taking part", "all"),
      ("Function", "front"), ("Field of work", ""), ("Years", ""), ("Manages", "no"),
      ("P2: consent to taking part", "yes"), ("P2: consent to audio", "no"), ("P2: consent to anon", ""),
      ("P2: consent to archiving", ""), ("P2: consent to being contacted", ""), ("Function", ""),
      ("Field of work", ""), ("Years", ""), ("Manages", ""),
    ] {
      try terminal.sees(question)
      if answer.isEmpty, question == "yes, no or all" { continue }
      terminal.enter(answer)
    }
    try terminal.sees("that is all")
    terminal.enter("/begin")
    try terminal.sees("begun: 2 participants")
    try terminal.prompt("W")
    terminal.enter("1 \"hello\" warmly")
    #expect(try terminal.sees("saved 1") == "saved 1 P1 quote")
    terminal.type(TerminalKey.pageDown)
    try terminal.prompt("O1")
    terminal.type(TerminalKey.endOfInput)
    try terminal.sees("still open:")
    try terminal.sees("/end again")
    terminal.enter("/end")
    try terminal.sees("strongest")
    try terminal.prompt("debrief")
    terminal.enter("trust")
    try terminal.sees("themes: trust")
    terminal.enter("/finish")
    try terminal.sees("finished: 1 note")
    #expect(try terminal.end() == .exit(0))
    let shown = terminal.screen.text.replacing(/\u{1B}\[\?[0-9]+l/, with: "")
    #expect(!shown.contains("\u{1B}"), "plain mode moves no cursor; it only switches the mouse off")
    #expect((shown == terminal.screen.text) == (term == "dumb"))
    let session = try study.session("one")
    #expect(session.status == "finished" && session.texts == ["hello"])
    #expect(session.answers == ["facilitator": "JD", "themes": "trust"])
    #expect(session.participants?.map(\.id) == ["P1", "P2"])
  }

  @Test("^Z right after Enter brings the line back, with its time; ^Y makes the change again")
  func undo() throws {
    let study = try Study()
    let terminal = try begun(study)
    terminal.enter("1 the first thought")
    try terminal.sees("saved 1")
    try terminal.prompt("W")
    terminal.type(TerminalKey.undo)
    try terminal.sees("undone: note 1")
    try terminal.sees("W> 1 the first thought")
    for _ in 0..<7 { terminal.type(TerminalKey.backspace) }
    terminal.enter("word")
    try terminal.sees("saved 2")
    try terminal.prompt("W")
    terminal.enter("/undo")
    try terminal.sees("undone: note 2")
    terminal.type("\u{15}" + TerminalKey.redo)
    try terminal.sees("made again: note 2")
    terminal.type(TerminalKey.leave)
    #expect(try terminal.end() == .exit(0))
    #expect(try study.session("one").texts == ["the first word"])
  }

  @Test("^C kills nothing and says how to leave; the line stays")
  func interrupt() throws {
    let study = try Study()
    let terminal = try begun(study)
    terminal.type("1 half")
    try terminal.sees("1 half")
    terminal.type(TerminalKey.interrupt)
    try terminal.sees("/leave leaves")
    try terminal.sees("W> 1 half")
    terminal.running.send(SIGINT)
    try terminal.sees("/leave leaves")
    terminal.enter(" a line")
    try terminal.sees("saved 1")
    terminal.enter("/leave")
    #expect(try terminal.end() == .exit(0))
    #expect(try study.session("one").texts == ["half a line"])
  }

  @Test("Off the record nothing is echoed and nothing kept, and the line put aside comes back")
  func offTheRecord() throws {
    let study = try Study()
    let terminal = try begun(study)
    terminal.type("1 begun before")
    try terminal.sees("1 begun before")
    terminal.type(TerminalKey.offTheRecord)
    try terminal.sees("off the record: nothing is kept")
    try terminal.prompt("OFF")
    terminal.enter("2 offword is said")
    try terminal.sees("off the record: not kept")
    terminal.type("3 offword again")
    usleep(1_500_000)
    terminal.type(TerminalKey.offTheRecord)
    try terminal.sees("on the record")
    try terminal.sees("W> 1 begun before")
    terminal.enter(" and after")
    try terminal.sees("saved 1")
    terminal.type(TerminalKey.leave)
    #expect(try terminal.end() == .exit(0))
    #expect(!terminal.screen.text.contains("offword"))
    #expect(try study.places(of: "offword") == [])
    #expect(try study.session("one").texts == ["begun before and after"])
    #expect(try study.session("one").draft == nil)
  }

  @Test(
    "Keys without Enter off the record come back neither in the line nor in the draft, and nothing is put aside"
  )
  func keysOffTheRecord() throws {
    let study = try Study()
    let terminal = try begun(study)
    terminal.type(TerminalKey.offTheRecord)
    try terminal.prompt("OFF")
    terminal.type("offword")
    terminal.type(TerminalKey.offTheRecord)
    try terminal.sees("on the record, after")
    terminal.type("2 next")
    while try study.places(of: "2 next").isEmpty { usleep(50_000) }
    #expect(try study.places(of: "offword") == [])
    terminal.enter("")
    try terminal.sees("saved 1")
    terminal.type(TerminalKey.leave)
    #expect(try terminal.end() == .exit(0))
    #expect(try study.session("one").texts == ["next"])
  }

  enum Cut: String, CaseIterable { case terminate, hangUpSignal, closedTerminal, kill }

  @Test(
    "However it is cut off it ends at once, and the next start offers the line in its place",
    arguments: Cut.allCases)
  func cutOff(_ cut: Cut) throws {
    let study = try Study()
    let terminal = try begun(study)
    terminal.enter("1 what was said")
    try terminal.sees("saved 1")
    try terminal.prompt("W")
    terminal.enter("/go K1")
    try terminal.prompt("K1")
    terminal.type("2 an unfinished thou")
    try terminal.sees("unfinished thou")
    switch cut {
    case .terminate: terminal.running.send(SIGTERM)
    case .hangUpSignal: terminal.running.send(SIGHUP)
    case .closedTerminal: terminal.hangUp()
    case .kill:
      usleep(2_500_000)
      terminal.running.send(SIGKILL)
    }
    if cut == .kill {
      #expect(try terminal.running.wait() == .signal(SIGKILL))
    } else {
      #expect(try terminal.end(within: 20) == .exit(1))
    }
    #expect(study.sessionFiles == ["one.journal"])

    let next = try Terminal(["resume"], in: study)
    try next.sees("session one")
    try next.sees("cut off at")
    try next.sees("was it a pause, or did the group go on?")
    next.enter("pause")
    try next.sees("unfinished line, begun at")
    try next.sees("K1> 2 an unfinished thou")
    next.enter("ght")
    try next.sees("saved 2")
    next.enter("/leave")
    #expect(try next.end() == .exit(0))
    let session = try study.session("one")
    #expect(session.texts == ["what was said", "an unfinished thought"])
    #expect(session.notes.map(\.question) == ["W", "K1"])
    #expect(study.sessionFiles == ["one.json"])
  }

  @Test("Cut off while off the record, it comes back off the record, with nothing of what was typed")
  func cutOffWhileOff() throws {
    let study = try Study()
    let terminal = try begun(study)
    terminal.enter("1 on the record")
    try terminal.sees("saved 1")
    terminal.enter("/off")
    try terminal.prompt("OFF")
    terminal.enter("2 offword")
    try terminal.sees("not kept")
    terminal.type("3 offword")
    usleep(1_500_000)
    terminal.hangUp()
    #expect(try terminal.end(within: 20) == .exit(1))
    #expect(try study.places(of: "offword") == [])
    let next = try Terminal(["resume", "one"], in: study)
    try next.sees("OFF THE RECORD, still")
    next.enter("/gap pause")
    try next.sees("it was a pause")
    next.enter("4 offword")
    try next.sees("off the record: not kept")
    next.enter("/on")
    try next.sees("on the record")
    try next.prompt("W")
    next.enter("1 back")
    try next.sees("saved 2")
    next.enter("/leave")
    #expect(try next.end() == .exit(0))
    #expect(try study.session("one").texts == ["on the record", "back"])
    #expect(try study.places(of: "offword") == [])
  }

  @Test("A wrong command stays in the line, unsaved, and says how to write it as text")
  func wrongCommand() throws {
    let study = try Study()
    let terminal = try begun(study)
    terminal.enter("/retrct 1")
    #expect(try terminal.sees("/retrct is no command").contains("/retract;"))
    try terminal.sees("W> /retrct 1")
    terminal.type("\u{15}")
    terminal.enter("\\/retrct is a word here")
    try terminal.sees("saved 1")
    terminal.type(TerminalKey.leave)
    #expect(try terminal.end() == .exit(0))
    #expect(try study.session("one").texts == ["/retrct is a word here"])
  }

  @Test("A command that leaves is not the draft, however slowly it is typed; what is unfinished is")
  func leavingSlowly() throws {
    let study = try Study()
    let terminal = try begun(study)
    terminal.type("/leav")
    while try study.places(of: "\"/leav\"").isEmpty { usleep(20_000) }
    terminal.enter("e")
    #expect(try terminal.end() == .exit(0))
    #expect(try study.session("one").draft == nil)
    let next = try Terminal(["resume"], in: study)
    try next.prompt("W")
    next.type("1 just typed" + TerminalKey.leave)
    #expect(try next.end() == .exit(0))
    #expect(try study.session("one").draft?.text == "1 just typed")
  }
}
