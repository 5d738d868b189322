import Facilitation
import Foundation
import Interview
import MemoryDisks
import Screens
import SessionStorage
import Testing
import TextScreen

@testable import Runtime

/// A rehearsal in front of the loop: P3 says six words from second 6.8 to 9.2, P5 one to 15.6.
private final class Practice {
  let disk = MemoryDisk()
  let clock = ScriptedClock()
  let study: StudyFolder

  init() throws {
    for path in ["/room", "/room/study", "/room/state"] { try disk.makeFolder(path: path) }
    study = StudyFolder(path: "/room/study", statePath: "/room/state", disk: disk)
  }

  private func script() -> Session {
    let start = clock.now.wall
    var session = Session(
      id: "sample-a", uuid: "u", title: "A (fictional)", startedAt: start, timeZone: "", group: .init(),
      protocol: InterviewProtocol(
        id: "route", version: "1", title: .plain("A route"),
        questions: [
          Question(id: "K1", kind: .key, title: .plain("What helps"), ask: .plain("What helps?"), minutes: 9)
        ]))
    session.begunAt = Stamp(offset: .zero, wall: start)
    session.endedAt = Stamp(offset: .seconds(100), wall: start)
    var parts = Session.Parts(of: session)
    parts.participants = [3, 5].map { Participant(seat: $0) }
    parts.visits = [Visit(question: "K1", from: .zero, to: .seconds(100))]
    parts.notes = [(1, 3, "they told us far too late"), (2, 5, "rules")].map { number, seat, text in
      Note(
        id: "abcd-\(number)", number: number, question: "K1", at: .seconds(number * 20), time: start,
        saved: .seconds(number * 20), content: NoteContent(speakers: [.participant(seat)], text: text))
    }
    session.restore(parts)
    return session
  }

  func onScreen(
    _ steps: ScriptedWorld.Step..., aloud fake: FakeSpeaker? = nil
  ) throws -> (ending: Ending, score: RehearsalScore, world: ScriptedWorld) {
    let script = script()
    let time = SessionClock(at: .zero) { [clock] in clock.now }
    let opened = Recording.rehearse(
      script, id: "rehearsal", uuid: "v", timeZone: "",
      recorder: Recorder(id: "abcd", program: "test", from: .zero), interactive: true, now: time.now())
    let store = try OpenSession.create(in: study, id: "rehearsal") { _ in opened.effects.records }
    let durable = opened.effects.lastRecord
    let face = RecordingScreen.open(
      opened.recording, greeting: opened.effects, durable: durable, now: time.now())
    let rehearsal = Rehearsal(of: script)
    var sitting = RehearsalSitting(
      RecordingSitting(face.screen, doing: face.effects, clock: time, store: store, durable: durable),
      Speaking(rehearsal, speed: 1, begun: time.now().offset),
      aloud: fake.map { Loudspeaker(.espeak, at: $0.path, saying: rehearsal, of: script, speed: 1) })
    var world = ScriptedWorld(clock, steps)
    let ending = sitting.sit(&world)
    return (ending, sitting.score(), world)
  }
}

@Suite("The loop of a rehearsal")
struct RehearsalSittingTests {
  @Test("The group speaks while notes are typed; some seconds after its last word it is over, and scored")
  func toTheEnd() throws {
    let practice = try Practice()
    let (ending, score, world) = try practice.onScreen(
      .passes(7600), .then { $0.expect("P3: they told …") },
      .types("3 they to"), .passes(1600), .then { $0.expect("P3: they told us far too late") },
      .happens("ld us late".map { .key(.character($0)) } + [.key(.enter)]),
      .passes(7000), .then { $0.expect("(the group has ended") },
      .passes(19_000), .passes(2000), .untilTheEnd)
    #expect(ending == .left && world.isOver == false)
    #expect(score.all.points == 2 && score.all.caught == 1 && score.lags == [0])
    // Woken for the first word, which takes 400 ms.
    #expect(world.timeouts.first == 400)
  }

  @Test("Who ends it sooner is scored on what was said until then")
  func sooner() throws {
    let practice = try Practice()
    let (ending, score, _) = try practice.onScreen(
      .passes(9300), .enters("5 they told us late"), .enters("/end"), .untilTheEnd)
    #expect(ending == .left)
    #expect(score.all.points == 1 && score.all.caught == 0 && score.all.held == 1)
  }

  @Test("It is said aloud as it appears, and nobody speaks once it is over", arguments: [true, false])
  func aloud(isStopped: Bool) throws {
    let practice = try Practice()
    let fake = try FakeSpeaker("if grep -q rules text; then echo >begun; exec sleep 600; fi")
    let (ending, _, _) = try practice.onScreen(
      .passes(400), .then { _ in fake.waits(toHaveSaid: "What helps?") },
      .passes(6800), .then { $0.expect("P3: they …") },
      .then { _ in fake.waits(toHaveSaid: "they told us far too late") },
      .passes(8500), .then { $0.expect("P5: rules") }, .types("5 ru"),
      .then { _ in _ = try? fake.waits(for: "begun") },
      isStopped ? .happens([.stop]) : .enters("les"), isStopped ? .happens([.stop]) : .enters("/end"),
      .untilTheEnd, aloud: fake)
    #expect(ending == (isStopped ? .stopped : .left))
    #expect(fake.read("texts") == "What helps?\nthey told us far too late\nrules\n")
    #expect(fake.numbers.count == 3 && !fake.numbers.contains(where: isThere))
  }

  @Test("A program that says nothing is told, and the rehearsal goes on")
  func silent() throws {
    let practice = try Practice()
    let fake = try FakeSpeaker("exit 0")
    let (ending, _, _) = try practice.onScreen(
      .passes(400), .until("espeak-ng says nothing"), .passes(8900),
      .then { $0.expect("P3: they told us far too late") },
      .enters("3 they told us late"), .enters("/end"), .untilTheEnd, aloud: fake)
    #expect(ending == .left && fake.numbers.count == 1)
  }

  @Test("The room is its owner's alone, and goes with all that is in it")
  func room() throws {
    let above = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
    let room = try PracticeRoom(in: above)
    let rights = try FileManager.default.attributesOfItem(atPath: room.path)[.posixPermissions] as? Int
    #expect(rights == 0o700)
    try room.study.create()
    for file in ["/study/Sessions/a.json", "/study/Protocols/b.yaml"] {
      try Data("text".utf8).write(to: URL(filePath: room.path + file))
    }
    #expect(room.clear())
    #expect(!FileManager.default.fileExists(atPath: room.path))
    #expect(throws: StorageError.self) { try PracticeRoom(in: above + "/is/not/there") }
  }
}
