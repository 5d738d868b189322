import Foundation
import PseudoTerminal
import Testing

@Suite("The session files keep to their schema")
struct SchemaTests {
  @Test("Every kind of session file validates, by a validator that is not ours")
  func validates() throws {
    let checker = Repository.schemaChecker
    try #require(
      FileManager.default.isExecutableFile(atPath: checker), "\(checker) is not there: make test installs it")
    let study = try Study()
    let twoHours = try Repository.fixture("two-hours.txt")
    let people = """
      /consent all yes
      /consent 2 quote no
      /in 12
      /out 3
      /withdraw 4 leave
      /withdraw 5 noquote
      6 said
      /withdraw 6 erase
      /p 1 function=policy
      /end

      """
    let scripts: [(id: String, input: String)] = [
      ("issue", IssueExampleTests.lines), ("finished", twoHours), ("empty", ""), ("unbegun", "/finish\n"),
      ("left", "/go K1\n3 \"we only...\n1 half a line"), ("people", people),
      ("hostile", Hostile.texts.map { "3 \"\($0)\" \($0)\n" }.joined()),
      ("off", "1 offword\n/off since 1\n2 offword\n"),
      ("break", "/break\n/rec on tape 1\n/p 3 label=by the door\n"),
    ]
    for script in scripts {
      let outcome = try study.run(Study.session(script.id), input: script.input)
      #expect(outcome.end == .exit(0), "\(script.id)")
    }
    let cut = try study.start(Study.session("cut"))
    cut.enter("1 hello")
    try cut.answer("saved 1")
    try cut.kill()
    #expect(try study.run(["resume", "cut"], input: "/gap on\n2 later\n").end == .exit(0))
    let ended = try Terminal(["run", "example", "--id", "ended", "--yes"], in: study)
    ended.enter("/end")
    try ended.sees("/end again")
    ended.enter("/end")
    try ended.sees("debrief")
    ended.enter("/leave")
    #expect(try ended.end() == .exit(0))

    let files = study.sessionFiles.map { study.path + "/Sessions/" + $0 }
    #expect(files.count == scripts.count + 2 && files.allSatisfy { $0.hasSuffix(".json") })
    let schema = Repository.root.appending(path: "Sessions/session.schema.json").path
    let good = try Program([checker, "--schemafile", schema] + files, in: study).outcome()
    #expect(good.end == .exit(0), "\(good.out)\(good.err)")

    // The schema must be able to say no.
    let wrong = try String(contentsOfFile: study.file("issue"), encoding: .utf8)
      .replacing("\"kind\":\"comment\"", with: "\"kind\":\"opinion\"")
    try study.write(wrong, to: "wrong.json")
    let bad = try Program([checker, "--schemafile", schema, study.path + "/wrong.json"], in: study).outcome()
    #expect(bad.end == .exit(1))
  }
}
