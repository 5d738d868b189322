import Foundation
import Facilitation
import MemoryDisks
import Screens
import SessionStorage
import Testing

@testable import Runtime

@Suite("A session that is discarded by its id")
struct DiscardingTests {
  private let disk = MemoryDisk()
  private static let more = "there is more of it by now: nothing is destroyed yet"
  private let late = "/study/Sessions/long.review-late.json"

  private func study() throws -> StudyFolder {
    for path in ["/study", "/study/Sessions", "/study/Protocols", "/state"] {
      try disk.makeFolder(path: path)
    }
    let study = StudyFolder(path: "/study", statePath: "/state/focusgroup", disk: disk)
    var scribe = try Scribe(study)
    scribe.enter("3 first")
    try scribe.leave()
    return study
  }

  @Test("is asked about again if more came while it waited for the id, and goes then with all of it")
  func grown() throws {
    let study = try study()
    var asked: [[String]] = []
    let account = try Discarding.discard("long", in: study) { lines in
      if asked.isEmpty { disk.replace(late, with: Array("a memo".utf8)) }
      asked.append(lines)
      #expect(disk.contents.count == 2)
      return "long"
    }
    #expect(
      asked.map(\.first) == ["destroyed for ever: long, 1 note, open", DiscardingTests.more])
    #expect(asked.last?.contains("with the reviews of late") == true)
    #expect(account?.said == "discarded long: 2 files overwritten and removed" && account?.status == 0)
    #expect(disk.contents.isEmpty)
  }

  @Test("stays if the second question has another answer")
  func second() throws {
    let study = try study()
    var count = 0
    let account = try Discarding.discard("long", in: study) { _ in
      disk.replace(late, with: Array("a memo".utf8))
      count += 1
      return count == 1 ? "long" : ""
    }
    #expect(account == nil && count == 2 && disk.contents.count == 2)
  }

  @Test("goes with what has come meanwhile if there is nobody any more who could be asked")
  func left() throws {
    let study = try study()
    disk.beforeLocking = { [unowned disk, late] in disk.replace(late, with: Array("a memo".utf8)) }
    #expect(try Discarding.destroyAll(of: "long", in: study).left == [])
    #expect(disk.contents.isEmpty && disk.beforeLocking == nil)
  }

  @Test("is asked about again at home, too")
  func home() throws {
    let study = try study()
    var reader = HomeReader(study)
    let opened = PlainHome.open(study.path, reader.contents())
    var sitting = HomeSitting(HomeLines(opened.home), doing: opened.effects, reader: reader)
    var world = ScriptedWorld(
      ScriptedClock(),
      [
        .lines("/discard long"), .then { _ in disk.replace(late, with: Array("a memo".utf8)) },
        .lines("long"), .then { _ in #expect(disk.contents.count == 2) }, .lines("long"), .lines("/quit"),
      ])
    #expect(sitting.sit(&world) == .quit)
    sitting.showLast(on: &world)
    let told = world.text.components(separatedBy: DiscardingTests.more)
    #expect(told.count == 2 && told.last?.contains("with the reviews of late\n") == true)
    #expect(told.last?.contains("discarded long: 2 files overwritten and removed\n") == true)
    #expect(disk.contents.isEmpty)
  }
}
