import Foundation
import PseudoTerminal
import Testing

@Suite("The example of the issue")
struct IssueExampleTests {
  static let lines = """
    /go K1
    3 "we only hear late #bar.mes
    5+ rules leave no room
    \\5 years ago it was worse
    /go K2
    (own thought)
    >K4 1 training
    /undo
    /end

    """

  static let arguments = [
    "run", "cogov-professionals", "--group", "NL02", "--country", "NL", "--setting", "municipality",
    "--participants", "8", "--yes", "--plain",
  ]

  @Test("A note is acknowledged by one line, and the session file holds exactly what remained")
  func example() throws {
    let study = try Study()
    let outcome = try study.run(Self.arguments, input: Self.lines)
    #expect(outcome.end == .exit(0))
    #expect(outcome.err == "")
    #expect(outcome.saved.map { $0.split(separator: " ")[1] } == ["1", "2", "3", "4", "5"])
    #expect(outcome.saved.first?.hasSuffix("K1 P3 quote: we only hear late") == true)
    #expect(outcome.saved.last?.hasSuffix("K4 P1 paraphrase: training") == true)
    let name = try #require(study.sessionFiles.first)
    #expect(study.sessionFiles.count == 1 && name.hasSuffix(".json"))
    let mode = try FileManager.default.attributesOfItem(atPath: study.path + "/Sessions/" + name)
    #expect(mode[.posixPermissions] as? Int == 0o600)

    let session = try study.session(String(name.dropLast(5)))
    #expect(session.status == "finished")
    #expect(
      session.texts == [
        "we only hear late", "rules leave no room", "5 years ago it was worse", "own thought",
      ])
    #expect(session.notes.map(\.number) == [1, 2, 3, 4])
    #expect(session.notes.map(\.kind) == ["quote", "paraphrase", "paraphrase", "comment"])
    #expect(session.notes.map { $0.participants ?? [] } == [["P3"], ["P5"], [], []])
    #expect(session.notes.map { $0.codes ?? [] } == [["bar.mes"], [], [], []])
    #expect(session.notes.map(\.question) == ["K1", "K1", "K1", "K2"])
    try #require(session.notes.count == 4)
    let stances = session.stances ?? []
    #expect(stances.count == 1)
    #expect(stances.first?.participant == "P5" && stances.first?.note == session.notes[0].id)
    #expect(stances.first?.changes.map(\.value) == ["agree"])
    #expect(stances.first?.changes.last?.statement == session.notes[1].id)
    let typed = Data("1 training".utf8)
    #expect(try study.everyByte().range(of: typed) == nil, "the undone note is in no file")
  }
}
