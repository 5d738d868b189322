import Facilitation
import Foundation
import Interview
import MemoryDisks
import Screens
import SessionStorage
import Testing
import TextScreen

@testable import Runtime

/// A disk that can be told to hang in every sync of the study, and where it is asked what stands at a path, until it is told to go
/// on.
private final class HangingDisk: Sendable {
  let disk = MemoryDisk()
  private let hangs = Flag()

  /// The disk was hanging for so long that no test waits for it.
  let isTooLate = Flag()

  init() {
    let wait: (String) -> Void = { [hangs, isTooLate] path in
      for _ in 0..<20_000 where path.hasPrefix("/study") && hangs.isSet { usleep(1000) }
      if hangs.isSet, path.hasPrefix("/study") { isTooLate.isSet = true }
    }
    disk.beforeSyncing = wait
    disk.beforeFinding = wait
  }

  func hang() { hangs.isSet = true }
  func goOn() { hangs.isSet = false }
}

/// A group in front of the loop, with a disk, a clock and a world of its own.
private final class Evening {
  let hanging = HangingDisk()
  let clock = ScriptedClock()
  let study: StudyFolder
  let store: OpenSession
  private let opened: (recording: Recording, effects: [Effect])

  var disk: MemoryDisk { hanging.disk }

  init(interactive: Bool = true) throws {
    for path in ["/study", "/study/Sessions", "/state"] { try hanging.disk.makeFolder(path: path) }
    study = StudyFolder(path: "/study", statePath: "/state/focusgroup", disk: hanging.disk)
    let start = Stamp(offset: .zero, wall: clock.now.wall)
    let head = SessionHead(
      id: "evening", uuid: "u-evening", title: "A route", startedAt: start.wall,
      timeZone: "Europe/Amsterdam", group: Group(), budget: Budget(), protocol: Scribe.route)
    let opened = Recording.open(
      head, recorder: Recorder(id: "abcd", program: "test", from: .zero), participants: 6,
      interactive: interactive, beginAtOnce: true, remembered: [:], now: start)
    self.opened = opened
    let first = opened.effects.records
    store = try OpenSession.create(in: study, id: "evening") { _ in first }
  }

  deinit { hanging.goOn() }

  private var session: SessionClock { SessionClock(at: .zero) { [clock] in clock.now } }

  /// Sits down at the full screen.
  ///
  /// - Parameter hasInput: something else was typed at once, always.
  func onScreen(
    _ steps: [ScriptedWorld.Step], hasInput: Bool = false
  ) -> (ending: Ending, sitting: RecordingSitting<RecordingScreen>, world: ScriptedWorld) {
    let face = RecordingScreen.open(
      opened.recording, greeting: opened.effects, durable: opened.effects.lastRecord, now: session.now())
    var sitting = RecordingSitting(
      face.screen, doing: face.effects, clock: session, store: store, durable: opened.effects.lastRecord)
    var world = ScriptedWorld(clock, steps)
    world.hasInput = hasInput
    let ending = sitting.sit(&world)
    return (ending, sitting, world)
  }

  func onScreen(
    _ steps: ScriptedWorld.Step...
  ) -> (ending: Ending, sitting: RecordingSitting<RecordingScreen>, world: ScriptedWorld) { onScreen(steps) }

  /// Sits down in plain mode: at a terminal, or at a pipe.
  func inLines(
    isTerminal: Bool, _ steps: [ScriptedWorld.Step]
  ) -> (ending: Ending, sitting: RecordingSitting<PlainRecording>, world: ScriptedWorld) {
    let face = PlainRecording.open(
      opened.recording, isTerminal: isTerminal, greeting: opened.effects,
      durable: opened.effects.lastRecord, now: session.now())
    var sitting = RecordingSitting(
      face.plain, doing: face.effects, clock: session, store: store, durable: opened.effects.lastRecord)
    var world = ScriptedWorld(clock, steps)
    let ending = sitting.sit(&world)
    sitting.showLast(on: &world)
    return (ending, sitting, world)
  }

  /// The session as its files tell it now.
  func read() throws -> Session { try Recovery.read(in: study, id: "evening").session }

  func everHolds(_ text: String) -> Bool { disk.contents.values.contains { $0.contains(text: text) } }
}

@Suite("The loop of a recording")
struct RecordingSittingTests {
  @Test("A note is told as saved when the disk has it, and not before")
  func saved() throws {
    let evening = try Evening()
    evening.hanging.hang()
    let (ending, _, world) = evening.onScreen(
      .enters("3 first"),
      .then { world in #expect(world.lines[0].contains("0 notes saved")) },
      .passes(3000),
      .then { $0.expect("THE DISK IS SLOW: 1 change not saved yet") },
      .then { _ in evening.hanging.goOn() },
      .until("1 note saved"),
      .enters("/leave"), .untilTheEnd)
    #expect(ending == .left && world.frames.count > 4)
    #expect(try evening.read().notes.map(\.content.text) == ["first"])
  }

  /// A redaction of the first note, asked about and confirmed.
  private static var redacts: [ScriptedWorld.Step] { [.enters("/redact 1"), .passes(1000), .enters("yes")] }

  @Test(
    "While a redaction waits for a disk that hangs, keys echo and the clock runs; then it is done, and told")
  func redactionWaits() throws {
    let evening = try Evening()
    let (ending, sitting, _) = evening.onScreen(
      [.enters("3 secretword"), .until("1 note saved"), .then { _ in evening.hanging.hang() }]
        + Self.redacts + [
          .types("4 goes o"),
          .then { $0.expect("4 goes o") },
          .passes(30_000),
          .then { world in
            world.expect("THE DISK IS SLOW: 1 change not saved yet")
            #expect(evening.everHolds("secretword"))
          },
          .happens([.key(.character("n")), .key(.enter)]),
          .then { _ in evening.hanging.goOn() },
          .until("destroyed everywhere"), .until("1 note saved"),
          .then { _ in
            let session = try? evening.read()
            #expect(session?.notes.map(\.content.text) == ["", "goes on"])
            // The file has the redaction: the journal that was begun after it does not say it again.
            let journal = evening.disk.contents["/study/Sessions/evening.journal"]
            #expect(journal?.contains(text: "goes on") == true && journal?.contains(text: "redact") == false)
          },
          .enters("/leave"), .untilTheEnd,
        ])
    #expect(ending == .left && sitting.notDestroyed == [])
    let session = try evening.read()
    #expect(session.notes.map(\.content.text) == ["", "goes on"])
    #expect(!evening.everHolds("secretword"))
  }

  @Test("A program that has to end while a redaction waits does, and nothing that was typed is lost")
  func stopsWhileRedacting() throws {
    let evening = try Evening()
    let (ending, _, _) = evening.onScreen(
      [.enters("3 secretword"), .until("1 note saved"), .then { _ in evening.hanging.hang() }]
        + Self.redacts + [.enters("4 typed meanwhile"), .types("half a li"), .happens([.stop])])
    // The loop has ended although the disk still hangs: what it does not take is on this machine's own.
    #expect(ending == .stopped)
    #expect(evening.store.elsewhere?.hasPrefix("/state/") == true && !evening.hanging.isTooLate.isSet)
    evening.hanging.goOn()
    let session = try evening.read()
    #expect(session.notes.map(\.content.text) == ["", "typed meanwhile"])
    #expect(session.notes[0].redacted && session.draft?.text == "half a li")
  }

  @Test("A redaction that fails counts all the same, before what was typed meanwhile")
  func redactionFails() throws {
    let evening = try Evening()
    let isFull = Flag()
    evening.disk.failsAt = { path, call in
      call == .write && path.hasSuffix(".json.tmp") && isFull.isSet ? ENOSPC : nil
    }
    let (ending, _, _) = evening.onScreen(
      [
        .enters("3 secretword"), .until("1 note saved"),
        .then { _ in
          isFull.isSet = true
          evening.hanging.hang()
        },
      ] + Self.redacts + [
        // Between the redaction and its failure.
        .enters("4 then"), .then { _ in evening.hanging.goOn() },
        .until("not yet off the disk"), .until("1 note saved"),
        .then { _ in
          // The journal alone says so, record after record: no file could be written.
          let session = try? evening.read()
          #expect(session?.notes.map(\.content.text) == ["", "then"])
          #expect(session?.notes.first?.redacted == true)
        },
        .then { _ in isFull.isSet = false }, .enters("/leave"), .untilTheEnd,
      ])
    #expect(ending == .left)
    let session = try evening.read()
    #expect(session.notes.map(\.content.text) == ["", "then"] && session.notes[0].redacted)
    #expect(!evening.everHolds("secretword"))
  }

  @Test("A yes that was typed before the question could be read destroys nothing")
  func typedAhead() throws {
    let evening = try Evening()
    let (_, _, _) = evening.onScreen(
      [.enters("3 kept"), .until("1 note saved")] + Self.redacts + [.passes(1000)], hasInput: true)
    #expect(try evening.read().notes.map(\.content.text) == ["kept"])
  }

  @Test(
    "While leaving waits for a disk that hangs, keys echo and nothing is entered; what is in the line is told"
  )
  func leavingWaits() throws {
    let evening = try Evening()
    let (ending, sitting, _) = evening.onScreen(
      .enters("3 said"), .until("1 note saved"),
      .then { _ in evening.hanging.hang() },
      .enters("/leave"),
      .types("4 too late"),
      .then { $0.expect("4 too late") },
      .passes(30_000),
      .then { $0.expect("THE DISK IS SLOW: the session is being written") },
      .presses(.enter),
      .then { world in
        world.expect("nothing is entered until that is done")
        world.expect("4 too late")
        evening.hanging.goOn()
      },
      .untilTheEnd)
    #expect(ending == .left)
    #expect(sitting.face.farewell.last == "not entered: 4 too late")
    #expect(try evening.read().notes.map(\.content.text) == ["said"])
    #expect(evening.disk.contents.keys.sorted() == ["/study/Sessions/evening.json"])
  }

  @Test("A program that has to end while leaving waits does; the session is there to be gone on with")
  func stopsWhileLeaving() throws {
    let evening = try Evening()
    let (ending, _, _) = evening.onScreen(
      .enters("3 said"), .until("1 note saved"), .then { _ in evening.hanging.hang() }, .enters("/leave"),
      .happens([.stop]))
    // Everything is on the disk but the session's file.
    #expect(ending != .left && ending != .finished && !evening.hanging.isTooLate.isSet)
    evening.hanging.goOn()
    #expect(try evening.read().notes.map(\.content.text) == ["said"])
  }

  @Test("A program ends also while the disk is asked where the notes are", arguments: 1...6)
  func stopsWhileAsking(question: Int) throws {
    let evening = try Evening()
    let (syncs, asks) = (evening.disk.beforeSyncing, evening.disk.beforeFinding)
    let (ending, _, _) = evening.onScreen(
      .enters("3 said"), .until("1 note saved"),
      .then { _ in
        // The record is written. Then the disk is asked whether its folder is found, and where it is, to tell of it.
        evening.disk.beforeSyncing = nil
        var asked = 0
        evening.disk.beforeFinding = { path in
          asked += 1
          if asked == question { evening.hanging.hang() }
          asks?(path)
        }
      },
      .enters("4 told"), .passes(100), .happens([.stop]))
    #expect(ending == .stopped && !evening.hanging.isTooLate.isSet)
    evening.hanging.goOn()
    evening.disk.beforeFinding = nil
    evening.disk.beforeSyncing = syncs
    #expect(try evening.read().notes.map(\.content.text) == ["said", "told"])
  }

  @Test(
    "Leaving that fails is told; a jump of the clock meanwhile is kept; the second time it is left for recovery"
  )
  func leavingFails() throws {
    let evening = try Evening()
    let isFull = Flag(true)
    evening.disk.failsAt = { path, call in
      call == .write && path.hasSuffix(".json.tmp") && isFull.isSet ? ENOSPC : nil
    }
    let (ending, _, _) = evening.onScreen(
      .enters("3 said"), .until("1 note saved"), .then { _ in evening.hanging.hang() }, .enters("/leave"),
      .then { _ in evening.clock.set(ahead: 60_000) }, .passes(1000),
      .then { _ in evening.hanging.goOn() },
      .until("the session file is not written, nothing is lost"),
      .enters("4 goes on"), .until("2 notes saved"), .enters("/leave"), .untilTheEnd)
    guard case .failed(let error) = ending else {
      Issue.record("\(ending)")
      return
    }
    #expect(error.exitStatus == 74)
    isFull.isSet = false
    let session = try evening.read()
    #expect(session.notes.map(\.content.text) == ["said", "goes on"])
    #expect(session.clock.map(\.by) == [60_000])
  }

  @Test("Out of a pipe what is said of a redaction comes when it is done, in its place among the answers")
  func pipe() throws {
    let evening = try Evening(interactive: false)
    let (ending, _, world) = evening.inLines(
      isTerminal: false,
      [
        .lines("3 secretword", "4 other", "/redact 1", "5 last"),
        .happens([.inputEnded(rest: .text("6 rest"))]), .untilTheEnd,
      ])
    #expect(ending == .left)
    let said = world.text.split(separator: "\n").map(String.init)
    let order = [
      "saved 1", "saved 2", "redacted 1", "its text is destroyed everywhere", "saved 3", "saved 4",
    ]
    let places = order.compactMap { word in said.firstIndex { $0.hasPrefix(word) } }
    #expect(places.count == order.count && places == places.sorted(), "\(said)")
    #expect(!evening.everHolds("secretword"))
    #expect(try evening.read().notes.map(\.content.text) == ["", "other", "last", "rest"])
  }

  @Test("At a plain terminal keys echo while a redaction waits, and a signal ends it")
  func plainTerminal() throws {
    let evening = try Evening()
    let (ending, _, world) = evening.inLines(
      isTerminal: true,
      [.enters("3 secretword"), .until("saved 1"), .then { _ in evening.hanging.hang() }]
        + Self.redacts + [
          .passes(2000), .types("4 echoed"),
          .then { world in #expect(world.text.hasSuffix("4 echoed")) },
          .passes(100), .happens([.stop]),
        ])
    #expect(ending == .stopped)
    #expect(world.text.contains("the disk is slow: the text is not off the disk yet"), "\(world.text)")
    evening.hanging.goOn()
    #expect(try evening.read().draft?.text == "4 echoed")
  }

  @Test("What a disk refuses is tried again by itself, and it is said when all is saved")
  func retries() throws {
    let evening = try Evening(interactive: false)
    let isFull = Flag(true)
    evening.disk.fails = { _, call in call == .write && isFull.isSet ? ENOSPC : nil }
    let (ending, _, world) = evening.inLines(
      isTerminal: false,
      [
        .lines("3 kept"), .until("not saved yet: 3 kept"), .then { _ in isFull.isSet = false }, .passes(2000),
        .until("the disk takes notes again: all is saved"), .happens([.inputEnded(rest: nil)]), .untilTheEnd,
      ])
    #expect(ending == .left)
    #expect(world.timeouts.contains(2000))
  }

  @Test("A pipe that is faster than the disk is not read on")
  func ahead() throws {
    let evening = try Evening(interactive: false)
    evening.hanging.hang()
    let many = (1...20_010).map { Happening.line(.text("3 note \($0)")) }
    let (_, _, world) = evening.inLines(
      isTerminal: false,
      [
        .happens(many), .passes(10), .then { _ in evening.hanging.goOn() }, .until("saved 20010 "),
        .happens([.stop]),
      ])
    #expect(world.waitsWithoutInput > 0)
    #expect(try evening.read().notes.count == 20_010)
  }

  @Test("A clock that is set and a machine that sleeps are told once, in their order")
  func clocks() throws {
    let evening = try Evening()
    let (_, sitting, _) = evening.onScreen(
      .enters("3 said"), .until("1 note saved"), .then { _ in evening.clock.set(ahead: 90_000) },
      .passes(1000), .passes(1000), .then { _ in evening.clock.sleep(600_000) }, .passes(1000), .passes(1000),
      .then { $0.expect("CUT OFF FOR 10") })
    #expect(sitting.face.recording.session.clock.map(\.by) == [90_000])
  }
}
