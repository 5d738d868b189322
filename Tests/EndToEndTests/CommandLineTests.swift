import Foundation
import PseudoTerminal
import Testing

@Suite("The command line")
struct CommandLineTests {
  @Test("Every command has a help with an example")
  func help() throws {
    let study = try Study()
    for command in [[], ["run"], ["resume"], ["list"], ["show"], ["print"], ["check"], ["init"]] {
      let outcome = try study.run(command + ["--help"])
      #expect(outcome.end == .exit(0))
      #expect(outcome.out.contains("Example"), "\(command)")
      #expect(outcome.out.contains("USAGE"), "\(command)")
      #expect(outcome.err == "")
    }
  }

  @Test("Where Sessions is a link, home, list, run and resume say so and what to do, and nothing is made")
  func linkedFolder() throws {
    let study = try Study()
    let sessions = study.path + "/Sessions"
    let files = FileManager.default
    try? files.removeItem(atPath: sessions)
    try files.createDirectory(atPath: study.root + "/synced", withIntermediateDirectories: false)
    try files.createSymbolicLink(atPath: sessions, withDestinationPath: study.root + "/synced")
    let home = try study.run([])
    #expect(home.end == .exit(0) && home.out.contains("Sessions is no folder, or a link to one: put"))
    #expect(!home.out.contains("no sessions yet"))
    for command in [["list"], Study.session("one"), ["resume", "one"]] {
      let outcome = try study.run(command, input: "1 a note\n")
      #expect(outcome.end == .exit(66), "\(command)")
      #expect(outcome.err.contains("Sessions is no folder, or a link to one"), "\(outcome.err)")
      #expect(!outcome.err.contains("check the disk"))
    }
    #expect(try files.contentsOfDirectory(atPath: study.root + "/synced") == [])
  }

  @Test("A cut-off session of which something is lost does not say that nothing is")
  func lossIsSaid() throws {
    for isDamaged in [false, true] {
      let study = try Study()
      let program = try study.start(Study.session("cut"))
      try study.record(program, 1...5)
      try program.kill()
      let path = study.path + "/Sessions/cut.journal"
      var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      if isDamaged { for place in bytes.count / 2..<bytes.count / 2 + 60 { bytes[place] = 0 } }
      try bytes.write(to: URL(fileURLWithPath: path))
      let outcome = try study.run(["resume", "cut", "--plain"], input: "/leave\n")
      #expect(outcome.out.contains("nothing saved is lost") != isDamaged, "\(outcome.out)")
      #expect(outcome.out.contains("something saved is lost: what can be read is here") == isDamaged)
    }
  }

  @Test("The version is one line")
  func version() throws {
    let outcome = try Study().run(["--version"])
    #expect(outcome.end == .exit(0))
    #expect(outcome.lines.count == 2 && outcome.lines[0].first?.isNumber == true)
  }

  @Test("Completions are made for bash, zsh and fish, and bash can read its own")
  func completions() throws {
    let study = try Study()
    for shell in ["bash", "zsh", "fish"] {
      let outcome = try study.run(["--generate-completion-script", shell])
      #expect(outcome.end == .exit(0))
      for word in ["resume", "participants"] { #expect(outcome.out.contains(word), "\(shell)") }
      guard shell == "bash" else { continue }
      let bash = try Program(["bash", "-n"], in: study)
      bash.write(outcome.outBytes)
      bash.closeInput()
      let checked = try bash.outcome()
      #expect(checked.end == .exit(0) && checked.err == "")
    }
  }

  @Test(
    "Wrong use is 64 and says how it is used",
    arguments: [
      ["run"], ["run", "example", "--participants", "100"], ["run", "example", "--participants", "many"],
      ["run", "example", "--minutes", "0"], ["run", "example", "--until", "25:00"],
      ["run", "example", "--country", "NLD"], ["run", "cogov-professionals", "--setting", "castle"],
      ["print", "cogov-professionals", "--setting", "castle"], ["print", "example", "--language", "nl"],
      ["show"], ["print"], ["check"], ["list", "--nonsense"], ["sing"],
    ])
  func wrongUse(_ arguments: [String]) throws {
    let study = try Study()
    let outcome = try study.run(arguments)
    #expect(outcome.end == .exit(64))
    #expect(outcome.out == "")
    #expect(!outcome.err.isEmpty)
    #expect(study.sessionFiles == [])
  }

  @Test(
    "What is not there is 66",
    arguments: [
      ["run", "nonsense", "--yes"], ["run", "nonsense.yaml", "--yes"], ["run", "", "--yes"],
      ["show", "nonsense"], ["print", "nonsense"], ["print", "nonsense.yaml"],
      ["resume", "nonsense"], ["check", "nonsense.yaml"], ["check", "nonsense.json"], ["resume"],
    ])
  func missing(_ arguments: [String]) throws {
    let study = try Study()
    _ = try study.run(Study.session("done"), input: "1 something\n/end\n")
    let outcome = try study.run(arguments)
    #expect(outcome.end == .exit(66))
    #expect(outcome.out == "")
    #expect(outcome.err.hasPrefix("focusgroup: ") && outcome.err.filter { $0 == "\n" }.count == 1)
    #expect(study.sessionFiles == ["done.json"])
  }

  @Test("A beginning is enough if only one session begins so, and an exact id wins")
  func beginnings() throws {
    let study = try Study()
    for id in ["north", "north-2", "south"] {
      _ = try study.run(Study.session(id), input: "1 said in \(id)\n/end\n")
    }
    #expect(try study.run(["show", "sou"]).out.contains("said in south"))
    #expect(try study.run(["show", "north"]).out.contains("said in north\n"))
    let ambiguous = try study.run(["show", "nor"])
    #expect(ambiguous.end == .exit(66) && ambiguous.err.contains("north, north-2"))
    let taken = try study.run(Study.session("South"), input: "1 again\n/end\n")
    #expect(taken.lines[0] == "session South-2")
  }

  @Test("A place that cannot be written is said, with a status of its own")
  func unwritable() throws {
    let study = try Study()
    try study.write("not a folder", to: "file")
    for place in ["/proc/nowhere", study.path + "/file/below"] {
      let outcome = try study.run(Study.session("x") + ["--study", place])
      #expect(outcome.end == .exit(66) || outcome.end == .exit(73) || outcome.end == .exit(74), "\(place)")
      #expect(outcome.err.hasPrefix("focusgroup: "))
      let made = try study.run(["init", place])
      #expect(made.end == .exit(73) || made.end == .exit(74), "\(place): \(made.end)")
      #expect(made.err.hasPrefix("focusgroup: "))
    }
  }

  @Test("init makes a study in which the example runs, and leaves alone what is there")
  func makesStudies() throws {
    let study = try Study(protocols: false)
    let new = study.root + "/home/new study"
    let made = try study.run(["init", new])
    #expect(made.end == .exit(0))
    #expect(made.lines.filter { $0.hasPrefix("made ") }.count == 3)
    let examples = ["example", "every-feature"]
    let checked = try study.run(["check", "--study", new] + examples)
    #expect(checked.end == .exit(0) && checked.err == "")
    #expect(checked.out.split(separator: "\n").count == 2, "\(checked.out)")
    let ran = try study.run(
      ["run", "example", "--study", new, "--id", "first", "--yes"], input: "1 hello\n/end\n")
    #expect(ran.end == .exit(0))
    #expect(ran.saved.count == 1)

    let file = URL(filePath: new + "/Protocols/example.yaml")
    let mine = try String(contentsOf: file, encoding: .utf8) + "# mine\n"
    try mine.write(to: file, atomically: false, encoding: .utf8)
    let again = try study.run(["init"], folder: new)
    #expect(again.end == .exit(0))
    #expect(again.lines.filter { $0.hasPrefix("left as it is: ") }.count == 3)
    #expect(try String(contentsOf: file, encoding: .utf8) == mine)
    let listed = try study.run(["list"], with: ["FOCUSGROUP_STUDY": ""], folder: new + "/Sessions")
    #expect(listed.out.contains("first"))
  }

  @Test("What is taken for another country or language is said once")
  func takenFor() throws {
    let study = try Study()
    let start = [
      "run", "example", "--yes", "--country", "uk", "--language", "nl_NL", "--notes-language", "nl_NL",
    ]
    let ran = try study.run(start + ["--id", "taken"], input: "1 a\n/end\n")
    #expect(ran.end == .exit(0))
    let told = ran.err.split(separator: "\n").filter { $0.contains("taken as") }
    #expect(
      told == [
        "focusgroup: UK is GB in ISO 3166-1: taken as GB",
        "focusgroup: nl_NL is nl-NL in BCP 47: taken as nl-NL",
      ])
    let plain = try study.run([
      "run", "example", "--yes", "--country", "gb", "--language", "EN", "--id", "plain",
    ])
    #expect(plain.end == .exit(0) && !plain.err.contains("taken as"))
  }

  @Test("list is a table, and with --json one array")
  func lists() throws {
    let study = try Study()
    let none = try study.run(["list", "--json"], with: ["FOCUSGROUP_STUDY": study.root + "/none"])
    #expect(none.end == .exit(66) && none.err.hasPrefix("focusgroup: "))
    _ = try study.run(Study.session("finished"), input: "1 a\n2 b\n/end\n")
    _ = try study.run(Study.session("left"), input: "1 a\n")
    let recorded = try study.start(Study.session("live"))
    recorded.enter("1 a")
    try recorded.answer("saved 1")
    let cut = try study.start(Study.session("cut"))
    cut.enter("1 a")
    try cut.answer("saved 1")
    try cut.kill()

    let table = try study.run(["list"])
    #expect(table.end == .exit(0))
    #expect(table.lines[0].hasPrefix("SESSION"))
    func row(_ id: String) -> String { table.lines.first { $0.hasPrefix(id + " ") } ?? "" }
    #expect(row("finished").contains(" finished ") && row("finished").hasSuffix(" 2"))
    #expect(row("left").contains(" open "))
    #expect(row("live").contains(" running "))
    #expect(row("cut").contains(" cut off "))

    let json = try study.run(["list", "--json"])
    let array = try #require(try JSONSerialization.jsonObject(with: Data(json.outBytes)) as? [[String: Any]])
    #expect(array.map { $0["id"] as? String } == ["finished", "left", "live", "cut"])
    #expect(array.map { $0["status"] as? String } == ["finished", "open", "running", "cut off"])
    #expect(array.map { $0["notes"] as? Int } == [2, 1, 1, 1])
    #expect(try study.run([]).out.contains("cogov-professionals"))
  }

  @Test("check tells all faults of a protocol, one a line as a compiler does, and is silent about none")
  func checks() throws {
    let study = try Study()
    let good = try study.run(["check", "cogov-professionals", study.path + "/Protocols/example.yaml"])
    #expect(good.end == .exit(0) && good.err == "" && good.lines.count == 3)
    try study.write(
      """
      protocol: bad
      version: "1"
      titel: Wrong
      title: A bad one
      languages: [en]
      questions:
        - {id: K1, kind: keey, title: One, ask: One?, minutes: ten}
        - {id: K1, kind: key, title: Two, ask: "Two about {nothing}?", minutes: 5}

      """, to: "Protocols/bad.yaml")
    let bad = try study.run(["check", study.path + "/Protocols/bad.yaml"])
    #expect(bad.end == .exit(65) && bad.out == "")
    let faults = bad.err.split(separator: "\n")
    #expect(faults.count >= 4)
    for fault in faults {
      #expect(fault.wholeMatch(of: /.*bad\.yaml:\d+:\d+: error: .+/) != nil, "\(fault)")
    }
    for word in ["titel", "title", "keey", "ten", "K1"] { #expect(bad.err.contains(word), "\(word)") }
    let run = try study.run(["run", "bad", "--yes"])
    #expect(run.end == .exit(65) && run.err.split(separator: "\n").count == faults.count)

    _ = try study.run(Study.session("one"), input: "1 a\n/end\n")
    for name in ["one", study.file("one")] {
      let session = try study.run(["check", name])
      #expect(session.end == .exit(0) && session.out.contains("1 note"))
    }
    try study.write("{\"format\": \"focusgroup.session\", \"version\": 1", to: "Sessions/broken.json")
    let broken = try study.run(["check", study.file("broken"), study.file("one")])
    #expect(broken.end == .exit(65) && broken.out.contains("one.json") && broken.err.contains("broken.json"))
    let newer = try String(contentsOfFile: study.file("one"), encoding: .utf8)
      .replacing("\"version\": 1,", with: "\"version\": 2,")
    try study.write(newer, to: "Sessions/newer.json")
    #expect(try study.run(["resume", "newer"]).end == .exit(65))
    #expect(try String(contentsOfFile: study.file("newer"), encoding: .utf8) == newer)
  }

  @Test("show writes the session as text, and changes nothing")
  func shows() throws {
    let study = try Study()
    _ = try study.run(
      Study.session("one"), input: "/go K1\n3 \"we only hear late\" dry #bar.mes\n5+ so it is\n/end\n")
    let before = try study.everyByte()
    let outcome = try study.run(["show", "one"])
    #expect(outcome.end == .exit(0) && outcome.err == "")
    #expect(outcome.out.contains("P3 “we only hear late” (dry) #bar.mes"))
    #expect(outcome.out.contains("agree: P5"))
    #expect(outcome.out.contains("K1 What helps"))
    #expect(try study.everyByte() == before)
    let away = study.root + "/home/away.json"
    try FileManager.default.copyItem(atPath: study.file("one"), toPath: away)
    #expect(try study.run(["show", away]).out == outcome.out)
  }

  @Test("print and show put a protocol on paper, and change nothing; a session of that name goes before it")
  func prints() throws {
    let study = try Study()
    let before = try study.everyByte()
    let printed = try study.run(["print", "example"])
    #expect(printed.end == .exit(0) && printed.err == "" && printed.out.contains("[ ] K1 ★ A good moment"))
    #expect(printed.lines.allSatisfy { $0.count <= 78 })
    #expect(try study.run(["show", "example"]).out == printed.out)
    #expect(try study.run(["show", study.path + "/Protocols/example.yaml"]).out == printed.out)
    #expect(try study.everyByte() == before)
    _ = try study.run(Study.session("example-1"), input: "1 said in the group\n/end\n")
    _ = try study.run(Study.session("example-2"), input: "1 said in another\n/end\n")
    #expect(try study.run(["show", "example"]).out == printed.out, "its id wins over the start of sessions")
    #expect(try study.run(["show", "example-1"]).out.contains("said in the group"))
    let several = try study.run(["show", "exam"])
    #expect(
      several.end == .exit(66) && several.err.contains("exam can be example-1, example-2, example: write"))
    _ = try study.run(Study.session("example"), input: "1 said under that name\n/end\n")
    #expect(try study.run(["show", "example"]).out.contains("said under that name"))
    #expect(try study.run(["print", "example"]).out == printed.out)
  }
}
