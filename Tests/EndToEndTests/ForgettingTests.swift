import Foundation
import PseudoTerminal
import Testing

@Suite("The words that an edit takes away")
struct ForgettingTests {
  private static let lines =
    "/go K1\n1 gonename said so #gonecode\n/edit 1 1 somebody said so #bar.mes\n3 \"gonestub...\n...and all\n"
    + "/edit 2 3 put right\n2 stays\n/moved K2 since 3\n"

  @Test(
    "They are in no file once the session is left or finished, and in no replay",
    arguments: ["/leave", "/end"])
  func left(way: String) throws {
    let study = try Study()
    let outcome = try study.run(Study.session("one"), input: Self.lines + way + "\n")
    #expect(outcome.end == .exit(0) && !outcome.out.contains("earlier words"))
    for word in ["gonename", "gonecode", "gonestub"] { #expect(try study.places(of: word) == [], "\(word)") }
    let shown = try study.run(["show", "one"]).out
    #expect(shown.contains("1 (edited) P1 somebody said so") && shown.contains("3 (moved) P2 stays"))
    let replayed = try study.run(["replay", "one", "--plain"], input: "/play\n/note 1\n/quit\n")
    #expect(!replayed.out.contains("gone") && replayed.out.contains("somebody said so"))
    #expect(try study.run(["check", "one"]).out.contains("warning") == false)
  }

  @Test("A kill keeps them for undo until the session is left; the next leave takes them")
  func killed() throws {
    let study = try Study()
    let program = try study.start(Study.session("one"))
    program.enter("/go K1")
    program.enter("1 gonename said so")
    program.enter("/edit 1 1 somebody said so")
    try program.answer("edited 1")
    try program.kill()
    #expect(try !study.places(of: "gonename").isEmpty)
    let undone = try study.run(["resume", "one"], input: "/undo\n/redo\n/leave\n")
    #expect(undone.end == .exit(0) && undone.out.contains("undone: edit of note 1"))
    #expect(undone.out.contains("dropped: the earlier words of 1 edit"))
    #expect(try study.places(of: "gonename") == [])
    #expect(try study.session("one").texts == ["somebody said so"])
  }

  @Test("A redaction of another note takes them at once: undo begins afresh")
  func redaction() throws {
    let study = try Study()
    let program = try study.start(Study.session("one"))
    program.enter("1 gonename said so")
    program.enter("/edit 1 1 somebody said so")
    program.enter("2 another")
    program.enter("/redact 2")
    try program.answer("redacted 2")
    #expect(try study.places(of: "gonename") == [])
    try program.kill()
    #expect(try study.run(["resume", "one"], input: "/leave\n").end == .exit(0))
    #expect(try study.session("one").note(1)?.text == "somebody said so")
  }

  @Test(
    "A file that has some is named by check, read as ever, and loses them with the next leave, which says so")
  func older() throws {
    let study = try Study()
    #expect(try study.run(Study.session("one"), input: Self.lines).end == .exit(0))
    let path = study.file("one")
    let written = try String(contentsOfFile: path, encoding: .utf8)
    #expect(written.contains("\"reworded\":true"))
    let older = written.replacingOccurrences(
      of: "\"reworded\":true", with: "\"text\":\"gonename said so\",\"typed\":\"1 gonename said so\"")
    try older.write(toFile: path, atomically: false, encoding: .utf8)
    let checked = try study.run(["check", "one"])
    #expect(checked.end == .exit(0))
    #expect(checked.out.contains("warning: keeps words that 2 edits took away"))
    #expect(
      try study.run(["replay", "one", "--plain"], input: "/play\n/quit\n").out.contains("gone") == false)
    let left = try study.run(["resume", "one"], input: "/leave\n")
    #expect(left.end == .exit(0))
    #expect(left.out.contains("dropped: the earlier words of 2 edits, which the file still kept"))
    #expect(try study.places(of: "gonename") == [])
    #expect(try study.run(["check", "one"]).out.contains("warning") == false)
    #expect(try study.session("one").texts == ["somebody said so", "put right", "stays"])
  }
}
