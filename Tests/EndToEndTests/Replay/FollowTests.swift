import Foundation
import PseudoTerminal
import Testing

@Suite("Following a recording in another terminal")
struct FollowTests {
  @Test("It goes on through kill, resume and end, and one can look back meanwhile")
  func story() throws {
    let recorder = try Facilitation()
    try recorder.line("W>")
    recorder.enter("1 before anybody watches")
    try recorder.saved("before anybody watches", count: 1)

    let watcher = try Facilitation("one", in: recorder.study, arguments: ["replay", "one", "--follow"])
    try watcher.sees("● LIVE")
    try watcher.sees("before anybody watches")
    recorder.enter("2 while it is watched")
    try watcher.sees("while it is watched")
    recorder.press(.pageDown)
    try watcher.waits("O1 as current") { $0.rows[1].contains("▐O1★") }
    recorder.type("3 a line that is not entered")

    watcher.press(.up, .up)
    try watcher.sees("behind, . is now")
    recorder.press(.control("u"))
    recorder.enter("4 later")
    try recorder.saved("later", count: 3)
    try watcher.misses("4 later")
    watcher.type(".")
    try watcher.sees("● LIVE")
    try watcher.sees("later")
    #expect(
      !watcher.terminal.screen.text.contains("not entered"), "the unfinished line is the recorder's own")

    try recorder.kill()
    try watcher.sees("○ CUT OFF")
    try watcher.sees("later")
    try recorder.resume()
    try recorder.line("the gap>")
    try watcher.sees("● LIVE")
    recorder.enter("pause")
    try recorder.line("O1>")
    recorder.enter("5 after the cut")
    try watcher.sees("after the cut")
    recorder.enter("/redact 1")
    try recorder.answer("yes")
    try watcher.misses("before anybody watches")
    recorder.enter("/end")
    recorder.enter("end")
    recorder.enter("/finish")
    recorder.enter("/finish")
    try recorder.ends(with: .exit(0))
    try watcher.sees("■ closed")
    try watcher.sees("after the cut")
    watcher.type("q")
    try watcher.ends(with: .exit(0))
    #expect(try recorder.written.status == "finished")
    #expect(recorder.study.sessionFiles == ["one.json"])
  }

  @Test("In plain lines: what comes is said, and the end of the session ends it")
  func plain() throws {
    let study = try Study()
    let recorder = try study.start(Study.session("one"))
    try study.record(recorder, 1...2)
    let watcher = try study.start(["replay", "one", "--follow", "--plain"])
    try watcher.answer("being recorded: new notes follow")
    try watcher.answer("note 2")
    try study.record(recorder, 3...3)
    try watcher.answer("note 3")
    try recorder.kill()
    try watcher.answer("cut off: nobody is recording it now")
    let again = try study.start(["resume", "one", "--plain"])
    try watcher.answer("being recorded")
    again.enter("3 note 4")
    try watcher.answer("note 4")
    watcher.closeInput()
    again.enter("/end")
    #expect(try again.outcome().end == .exit(0))
    let outcome = try watcher.outcome()
    #expect(outcome.end == .exit(0))
    let notes = outcome.lines.filter { $0.contains(" note ") && $0.contains(" W P3 ") }
      .compactMap { $0.split(separator: " ").last }
    #expect(notes.suffix(2) == ["3", "4"], "\(outcome.out)")
  }

  @Test("It never writes, makes, locks or opens for writing, and reads nothing while nothing changes")
  func harmless() throws {
    let study = try Study()
    let recorder = try study.start(Study.session("one"))
    try study.record(recorder, 1...2)
    let traced = Traced([
      "openat", "read", "pread64", "write", "pwrite64", "fcntl", "flock", "ftruncate", "renameat", "unlinkat",
      "mkdirat",
    ])
    let watcher = try study.start(["replay", "one", "--follow", "--plain"], under: traced.wrapper)
    try watcher.answer("note 2")
    for number in 3...7 {
      try study.record(recorder, number...number)
      try watcher.answer("note \(number)")
    }
    // Nothing happens for many looks.
    Thread.sleep(forTimeInterval: 1.5)
    watcher.enter("/leave")
    #expect(try watcher.outcome().end == .exit(0))
    recorder.enter("/end")
    #expect(try recorder.outcome().end == .exit(0))
    let calls = try traced.calls()
    let writing = calls.filter { call in
      switch call.name {
      case "openat": ["O_WRONLY", "O_RDWR", "O_CREAT"].contains { call.description.contains($0) }
      case "fcntl": call.description.contains("SETLK")
      case "pwrite64", "flock", "ftruncate", "renameat", "unlinkat", "mkdirat": true
      default: false
      }
    }.filter { !$0.description.contains("/dev/") }
    #expect(writing.isEmpty, "\(writing)")
    // The journal is read with pread: once as a whole, then once for each of the five notes and a little more.
    let reads = calls.count { $0.name == "pread64" }
    #expect((6...16).contains(reads), "\(reads) reads for 5 changes and the opening")
  }
}
