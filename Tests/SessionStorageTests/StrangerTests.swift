import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// A session's file that changes under the program: what somebody else wrote is never written over in silence.
@Suite struct StrangerTests {
  static let json = "/study/Sessions/\(Story.id).json"

  /// What becomes of the file while the session is open.
  enum Change: CaseIterable {
    case editedByHand, goneOnElsewhere, anotherSession, unreadable, arrivesFirst
  }

  private func stranger(_ change: Change, _ bytes: [UInt8]?) throws -> [UInt8] {
    let before =
      try bytes.map { try Session.read($0, path: "x").state }
      ?? Story.first(Story.id).first.flatMap(Session.begin)
    var session = try #require(before)
    switch change {
    case .editedByHand: session.title = "put right by hand"
    case .goneOnElsewhere, .arrivesFirst:
      for record in [
        Record(
          number: session.lastRecord + 1, at: .zero,
          change: .recorder(Recorder(id: "efgh", program: "1", from: .zero))),
        Record(number: session.lastRecord + 2, at: .zero, change: .answer(id: "them", text: "theirs alone")),
      ] {
        session.apply(record)
      }
    case .anotherSession:
      let head = SessionHead(
        id: Story.id, uuid: "another", title: "theirs", startedAt: session.startedAt, timeZone: "",
        group: Group(), budget: Budget(), protocol: Story.route)
      session = head.session
    case .unreadable: return Array("<<<<<<< HEAD\n".utf8)
    }
    return SessionFormat.bytes(of: session)
  }

  @Test(arguments: Change.allCases, [true, false])
  func `a stranger is kept aside and told`(change: Change, exchanges: Bool) throws {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say("before"))
    if change != .arrivesFirst { try #require(story.leave() && story.resume()) }
    #expect(story.say("ours"))
    let theirs = try stranger(change, disk.contents[Self.json])
    disk.swapIn(Self.json, theirs)
    if !exchanges {
      disk.fails = { _, kind in kind == .exchange || kind == .renameUnlessThere ? EINVAL : nil }
    }
    #expect(story.leave())
    disk.fails = nil
    let names = disk.contents.keys.filter { $0 != Self.json }
    let mark = change == .anotherSession ? "-theirs-" : ".theirs-"
    #expect(names.count == 1 && names[0].hasPrefix("/study/Sessions/\(Story.id)\(mark)"), "\(names)")
    #expect(disk.contents[names[0]] == theirs)
    let own = try Session.read(try #require(disk.contents[Self.json]), path: "own").state
    #expect(own == story.session)
    let name = String(names[0].dropFirst("/study/Sessions/".count))
    #expect(story.reports.contains(.noticed(.stranger(file: Story.id + ".json", keptAs: name))))
  }

  @Test func `a stranger that comes at the last moment is kept as well`() throws {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say("before") && story.leave() && story.resume())
    let theirs = try stranger(.goneOnElsewhere, disk.contents[Self.json])
    disk.beforeExchange = { disk.swapIn(Self.json, theirs) }
    #expect(story.leave())
    #expect(disk.contents.values.contains(theirs))
    #expect(disk.contents.count == 2)
  }

  @Test func `a file that was only touched or copied back is no stranger`() throws {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say("before") && story.leave() && story.resume())
    disk.swapIn(Self.json, try #require(disk.contents[Self.json]))
    #expect(story.leave())
    #expect(disk.contents.keys.sorted() == [Self.json])
  }

  @Test(arguments: [true, false])
  func `a crash at any call leaves both sides`(exchanges: Bool) throws {
    for call in 1...60 {
      let disk = MemoryDisk()
      let story = Story(disk)
      try #require(story.create() && story.say("before") && story.leave() && story.resume())
      #expect(story.say("ours"))
      let theirs = try stranger(.goneOnElsewhere, disk.contents[Self.json])
      disk.swapIn(Self.json, theirs)
      if !exchanges {
        disk.fails = { _, kind in kind == .exchange || kind == .renameUnlessThere ? EINVAL : nil }
      }
      disk.diesAt = disk.calls.count + call
      _ = story.leave()
      story.die()
      var random = SeededRandom(seed: UInt64(call))
      for left in [disk.afterKill(), disk.afterPowerCut(&random), disk.afterPowerCut(&random)] {
        let hasTheirs = left.contents.values.contains { $0.contains(text: "theirs alone") }
        let hasOurs = left.contents.values.contains { $0.contains(text: "ours") }
        #expect(hasTheirs && hasOurs, "call \(call)")
      }
    }
  }
}
