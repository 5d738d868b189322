import Facilitation
import Foundation
import Interview
import MemoryDisks
import Screens
import SessionStorage
import Testing
import TextScreen

@testable import Runtime

/// A reviewer in front of the loop, with a disk, a clock and a world of its own.
private final class Desk {
  let disk = MemoryDisk()
  let clock = ScriptedClock()
  let study: StudyFolder
  private let source: ReplaySource
  private let session: Session

  init() throws {
    for path in ["/study", "/study/Sessions", "/state"] { try disk.makeFolder(path: path) }
    study = StudyFolder(path: "/study", statePath: "/state/focusgroup", disk: disk)
    var scribe = try Scribe(study)
    scribe.enter("3 first")
    scribe.enter("4 second")
    try scribe.leave()
    session = scribe.session
    // Nowhere: nothing of this test is remembered.
    let preferences = Preferences(environment: [:])
    source = ReplaySource(
      place: .session(study, id: "long"),
      options: ReplayRun.Options(reviewer: "anna", preferences: preferences))
  }

  private var time: SessionClock { SessionClock(at: .zero) { [clock] in clock.now } }

  private var replay: Replay { Replay(session, layers: Layers(reviewer: "anna"), now: time.now()) }

  func inLines(
    _ steps: ScriptedWorld.Step...
  ) -> (status: Int32, sitting: ReplaySitting<PlainReplay>, world: ScriptedWorld) {
    let ends = PlainReplay.Ends(typedAtTerminal: false, readAtTerminal: false)
    let plain = PlainReplay.open(replay, ends, commands: [], at: time.now())
    var sitting = ReplaySitting(plain.plain, of: source, clock: time, follower: nil)
    sitting.begin(plain.effects)
    var world = ScriptedWorld(clock, steps)
    let status = sitting.sit(&world)
    sitting.show(on: &world)
    return (status, sitting, world)
  }

  func onScreen(
    _ steps: ScriptedWorld.Step...
  ) -> (status: Int32, sitting: ReplaySitting<ReplayScreen>, world: ScriptedWorld) {
    var sitting = ReplaySitting(ReplayScreen(replay), of: source, clock: time, follower: nil)
    sitting.begin([])
    var world = ScriptedWorld(clock, steps)
    return (sitting.sit(&world), sitting, world)
  }

  /// What the review's files tell now.
  func read() throws -> Review {
    try Recovery.readReview(in: study, id: "long", reviewer: "anna").review
  }
}

@Suite("The loop of a replay")
struct ReplaySittingTests {
  @Test("Private comments are seen only if they are asked for, and never by who follows")
  func comments() throws {
    let disk = MemoryDisk()
    for path in ["/study", "/study/Sessions", "/state"] { try disk.makeFolder(path: path) }
    let study = StudyFolder(path: "/study", statePath: "/state/focusgroup", disk: disk)
    var scribe = try Scribe(study)
    for line in ["3 first", "(tired", "4 second"] { scribe.enter(line) }
    for (follow, comments, count) in [(false, false, 2), (false, true, 3), (true, false, 2), (true, true, 2)]
    {
      let options = ReplayRun.Options(
        follow: follow, comments: comments, reviewer: "anna", preferences: Preferences(environment: [:]))
      let source = ReplaySource(place: .session(study, id: "long"), options: options)
      #expect(source.seen(of: scribe.session).notes.count == count, "\(follow) \(comments)")
    }
  }

  @Test("In plain lines too a refused change is tried again by itself, and it is said when all is saved")
  func retries() throws {
    let desk = try Desk()
    let isFull = Flag(false)
    desk.disk.fails = { _, call in call == .write && isFull.isSet ? ENOSPC : nil }
    let (status, _, world) = desk.inLines(
      .lines("/go 1", "/memo first words"), .until("memo"),
      .then { _ in isFull.isSet = true },
      .lines("/memo kept words"), .until("error: not saved yet"),
      .then { _ in isFull.isSet = false },
      .passes(2000), .until("the disk takes changes again: all is saved"),
      .happens([.inputEnded(rest: nil)]), .untilTheEnd)
    #expect(status == 0, "\(world.text)")
    #expect(world.timeouts.contains(2000))
    #expect(try desk.read().notes.values.flatMap(\.memos).map(\.text) == ["first words", "kept words"])
  }

  @Test("A review that cannot be closed tells it, with its exit status, and is there to be gone on with")
  func notClosed() throws {
    let desk = try Desk()
    let isFull = Flag(false)
    desk.disk.fails = { _, call in call == .write && isFull.isSet ? ENOSPC : nil }
    let (status, sitting, _) = desk.inLines(
      .lines("/go 1", "/memo first words"), .until("memo"),
      .then { _ in isFull.isSet = true },
      .happens([.inputEnded(rest: .text("/go 2"))]), .untilTheEnd)
    #expect(status == 74)
    #expect(sitting.complaint?.contains("the review is not closed, nothing is lost") == true)
    isFull.isSet = false
    #expect(try desk.read().notes.values.flatMap(\.memos).map(\.text) == ["first words"])
  }

  @Test("While a review's file waits for the disk the screen is alive, and a signal ends it")
  func leavingWaits() throws {
    let desk = try Desk()
    let hangs = Flag(false)
    desk.disk.beforeSyncing = { path in
      while path.hasPrefix("/study"), hangs.isSet { usleep(1000) }
    }
    let (status, _, _) = desk.onScreen(
      .enters("/go 1"), .enters("/memo first words"), .until("memo"),
      .then { _ in hangs.isSet = true },
      .presses(.character("q")), .presses(.character("q")),
      .then { world in
        #expect(world.lines.contains { $0.contains("the review's file is being written") })
      },
      .happens([.stop]))
    #expect(status != 0)
    hangs.isSet = false
    #expect(try desk.read().notes.values.flatMap(\.memos).map(\.text) == ["first words"])
  }

  @Test("A pipe that says nothing gets the whole session, once")
  func whole() throws {
    let desk = try Desk()
    let (status, _, world) = desk.inLines(.happens([.inputEnded(rest: nil)]))
    #expect(status == 0)
    #expect(world.text.components(separatedBy: "first").count == 2)
    #expect(world.text.components(separatedBy: "second").count == 2)
  }
}
