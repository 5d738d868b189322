import Foundation
import PseudoTerminal
import Testing

/// A rehearsal that is said aloud by a program that writes down what it is given. `linger` is said without an end.
private final class VoiceStory {
  let study: Study
  var bin: String { study.root + "/bin" }

  #if os(macOS)
    static let name = "say"
  #else
    static let name = "espeak-ng"
  #endif

  init() throws {
    study = try Study(protocols: false)
    try study.write(
      """
      protocol: voices
      version: "1"
      title: Voices (fictional)
      questions:
        - {id: K1, kind: key, title: What, minutes: 5, ask: "What is there to be said of all this now?"}
      """, to: "Protocols/voices.yaml")
    let notes = "1 -w out.wav $(touch x) `touch y` is what one says\n2 and then others linger\n/leave\n"
    let recorded = try study.run(
      ["run", "voices", "--id", "sample-voices", "--participants", "2", "--yes", "--plain"], input: notes)
    try #require(recorded.end == .exit(0), "\(recorded)")
    try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: false)
  }

  /// Puts the program into a folder of its own: what it does, in sh.
  func install(_ script: String = VoiceStory.script) throws {
    let path = "\(bin)/\(VoiceStory.name)"
    try "#!/bin/sh\n\(script)\n".write(toFile: path + ".sh", atomically: false, encoding: .utf8)
    // What another test starts at this moment would hold a file that we write, and that could not be run then.
    let copied = try Program(
      ["sh", "-c", "cp \"$0.sh\" \"$0\" && chmod 755 \"$0\"", path], in: study
    ).outcome()
    try #require(copied.end == .exit(0), "\(copied.err)")
  }

  private static let script = """
    cd "$HOME" || exit 9
    ls -l /dev/fd/ | grep focusgroup >>files
    cat >text; printf '%s|' "$@" >>arguments; cat text >>texts
    echo $$ >>numbers
    grep -q linger text && { echo >lingers; exec sleep 600; }
    exec sleep 0.6
    """

  static let arguments = ["rehearse", "sample-voices", "--speed", "2", "--voice"]

  func read(_ name: String) -> String {
    (try? String(contentsOfFile: study.root + "/home/" + name, encoding: .utf8)) ?? ""
  }

  /// Waits until the last is being said, and gives the number of the process that says it.
  func lingers() throws -> Int32 {
    let deadline = Date(timeIntervalSinceNow: 60)
    while read("lingers").isEmpty {
      guard Date() < deadline else { throw Stuck("the last is not said: \(read("texts"))") }
      usleep(5000)
    }
    return try #require(read("numbers").split(separator: "\n").last.flatMap { Int32($0) })
  }
}

@Suite("A rehearsal that is said aloud", .timeLimit(.minutes(3)))
struct RehearsalVoiceTests {
  @Test(
    "What is said is said in its order, no shell reads it, and with the rehearsal it ends",
    arguments: ["end", "TERM", "HUP"])
  func spoken(way: String) throws {
    let story = try VoiceStory()
    try story.install()
    let program = try story.study.start(
      VoiceStory.arguments + ["--plain"], with: ["PATH": story.bin + ":/usr/bin:/bin"])
    let last = try story.lingers()
    #expect(kill(last, 0) == 0)
    switch way {
    case "TERM": program.running.send(SIGTERM)
    case "HUP": program.running.send(SIGHUP)
    default: program.enter("/end")
    }
    let outcome = try program.outcome()
    #expect(outcome.end == .exit(way == "end" ? 0 : 1) && outcome.err == "", "\(outcome.err)")
    #expect(kill(last, 0) != 0)
    let said = story.read("texts").split(separator: "\n").map { line in
      line.split(separator: "] ").last.map(String.init) ?? ""
    }
    #expect(
      said == [
        "What is there to be said of all this now?", "-w out.wav $(touch x) `touch y` is what one says",
        "and then others linger",
      ])
    #expect(!story.read("arguments").contains("out.wav"))
    #expect(story.read("files") == "")
    let left = try FileManager.default.contentsOfDirectory(atPath: story.study.root + "/home")
    #expect(Set(left).isDisjoint(with: ["x", "y", "out.wav"]))
  }

  @Test("On the full screen too: keys echo while it speaks, and the end ends it")
  func onTheScreen() throws {
    let story = try VoiceStory()
    try story.install()
    let desk = try Facilitation(
      in: story.study, with: ["PATH": story.bin + ":/usr/bin:/bin"], arguments: VoiceStory.arguments)
    let last = try story.lingers()
    desk.type("2 others linger")
    try desk.line("K1> 2 others linger")
    desk.press(.enter)
    try desk.sees("1 note saved")
    desk.enter("/end")
    try desk.ends(with: .exit(0))
    #expect(kill(last, 0) != 0)
  }

  @Test("A program that is not there is told before it starts, and it goes on without sound")
  func missing() throws {
    let story = try VoiceStory()
    // Where it is found is no absolute folder.
    try story.install()
    let outcome = try story.study.run(
      VoiceStory.arguments + ["--plain"], input: "/end\n", with: ["PATH": ":.:bin"], folder: story.bin)
    #expect(outcome.end == .exit(0))
    let told = outcome.err.split(separator: "\n")
    #expect(
      told.count == 1 && told.first?.hasPrefix("focusgroup: no program that speaks: ") == true,
      "\(outcome.err)")
    #expect(told.first?.hasSuffix("; the group is shown without sound") == true)
    #expect(story.read("texts") == "")
    let desk = try Facilitation(in: story.study, with: ["PATH": "/nowhere"], arguments: VoiceStory.arguments)
    try desk.sees("no program that speaks")
    desk.enter("/end")
    try desk.ends(with: .exit(0))
  }

  @Test("A program that ends at once is told once, and the group goes on")
  func silent() throws {
    let story = try VoiceStory()
    try story.install("exit 1")
    let program = try story.study.start(
      VoiceStory.arguments + ["--plain"], with: ["PATH": story.bin])
    try program.out.next("\(VoiceStory.name) says nothing")
    try program.out.next("P2 says: and then others linger")
    program.enter("/end")
    let outcome = try program.outcome()
    #expect(outcome.end == .exit(0))
    #expect(outcome.out.components(separatedBy: "says nothing").count == 2)
  }
}
