import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// Sessions that are on this machine's own disk since their study went away: offered from every study, until one has
/// them.
@Suite struct SavedElsewhereTests {
  private static let state = "/home/state/focusgroup"

  /// A disk on which a session was recorded, and its study taken away while it was.
  private func saved(left isLeft: Bool = false) throws -> (disk: MemoryDisk, session: Session, place: String)
  {
    let disk = MemoryDisk()
    try disk.makeFolder(path: "/home")
    try disk.makeFolder(path: "/home/state")
    let story = Story(disk)
    try #require(story.create() && story.say("before"))
    disk.moveFolder("/study", to: nil)
    #expect(story.say("after"))
    story.collect()
    if story.reports.contains(.wantsState) {
      story.open?.renew(story.session)
      try story.open?.flush()
    }
    if isLeft { #expect(!story.leave()) }
    let session = story.session
    story.die()
    let names = disk.contents.keys.filter { $0.hasPrefix(Self.state) && $0.contains(".journal") }
    return (disk, session, try #require(names.sorted().first))
  }

  private func study(_ path: String, on disk: MemoryDisk) throws -> StudyFolder {
    let study = StudyFolder(path: path, statePath: Self.state, disk: disk)
    try study.create()
    return study
  }

  @Test func `its id means it, and not a session that only begins so`() throws {
    let (disk, _, _) = try saved()
    let study = try study("/another", on: disk)
    disk.replace("/another/Sessions/\(Story.id)-2.json", with: [0x78])
    #expect(try study.sessionIDs() == ["\(Story.id)-2"])
    #expect(try study.findSession(Story.id) == Story.id)
    #expect(try study.meant(by: Story.id) == .session(Story.id))
    #expect(try study.findSession(Story.id + "-") == "\(Story.id)-2")
  }

  @Test(arguments: [false, true], ["/study", "/another"])
  func `it is offered from any study, with its notes and where it was recorded, and comes there`(
    isLeft: Bool, path: String
  ) throws {
    let (disk, session, place) = try saved(left: isLeft)
    let study = try study(path, on: disk)
    let listed = try study.catalogue(withElsewhere: true).entries.map(\.id)
    #expect(listed == [Story.id])
    let offered = try study.savedElsewhere()
    if path == "/another" {
      let found = try #require(offered.first)
      #expect(offered.count == 1 && found.id == Story.id && found.canBeBrought)
      #expect(found.study == "/study" && found.heading.notes == 2 && found.path == place)
      #expect(
        found.message == "saved elsewhere: \(Story.id), 2 notes, from /study; focusgroup resume \(Story.id)")
      #expect(try Recovery.read(in: study, id: Story.id).origin == "/study")
    } else {
      // It is the study's own.
      #expect(offered.isEmpty)
    }
    let (open, recovered) = try OpenSession.resume(in: study, id: Story.id)
    #expect(recovered.session.notes == session.notes)
    try open.close(recovered.session)
    #expect(try Recovery.read(in: study, id: Story.id).session.notes == session.notes)
    #expect(try study.savedElsewhere() == [])
    #expect(!disk.contents.keys.contains { $0.hasPrefix(Self.state) && $0.contains(".journal") })
  }

  @Test(arguments: [false, true])
  func `once it has come, no power cut leaves zeros of it there`(isLeft: Bool) throws {
    let (disk, session, _) = try saved(left: isLeft)
    let study = try study("/study", on: disk)
    let (open, recovered) = try OpenSession.resume(in: study, id: Story.id)
    #expect(recovered.session.notes == session.notes)
    for seed in 0..<60 {
      var random = SeededRandom(seed: UInt64(seed))
      let left = disk.afterPowerCut(&random)
      let outside = left.contents.filter { $0.key.hasPrefix(Self.state) }
      #expect(
        !outside.values.contains { $0.isEmpty || $0.contains(0) }, "seed \(seed): \(outside.keys.sorted())")
      let again = StudyFolder(path: "/study", statePath: Self.state, disk: left)
      #expect(try Recovery.read(in: again, id: Story.id).session.notes == session.notes, "seed \(seed)")
    }
    try open.close(recovered.session)
  }

  @Test func `it is not offered while the study that has it is there, nor by it`() throws {
    let (disk, _, _) = try saved()
    let own = try study("/study", on: disk)
    let (open, recovered) = try OpenSession.resume(in: own, id: Story.id)
    _ = open
    let other = try study("/another", on: disk)
    #expect(try other.savedElsewhere() == [] && own.savedElsewhere() == [])
    try open.close(recovered.session)
    #expect(try other.savedElsewhere() == [])
  }

  @Test func `where its name is taken it is said how to bring it, and nothing is mixed up`() throws {
    let (disk, session, place) = try saved()
    let other = Story(disk, at: "/another", state: Self.state)
    // Another session of that name: another uuid.
    var records = Story.first(Story.id)
    var head = try #require(records[0].head)
    head.uuid = "other"
    records[0].change = .started(head)
    let open = try OpenSession.create(in: other.study, id: Story.id) { _ in records }
    // A new session never takes the name of one that is away.
    #expect(open.id == Story.id + "-2")
    try open.abandon()
    let from = "/another/Sessions/\(Story.id)-2.journal"
    disk.replace("/another/Sessions/\(Story.id).journal", with: disk.contents[from])
    disk.replace(from, with: nil)
    let found = try #require(try other.study.savedElsewhere().first)
    #expect(!found.canBeBrought)
    #expect(
      found.message.hasSuffix(
        "there is another \(Story.id) here: copy \(place) to Sessions under another name, ending in .journal")
    )
    #expect(try other.study.catalogue(withElsewhere: true).entries.count == 1)
    #expect(try Recovery.read(in: other.study, id: Story.id).session.notes.isEmpty)
    // As it was said.
    disk.replace("/another/Sessions/brought.journal", with: disk.contents[place])
    #expect(try Recovery.read(in: other.study, id: "brought").session.notes == session.notes)
  }

  @Test func `one that cannot be read hides no other, and stays where it is`() throws {
    let (disk, _, place) = try saved()
    let bad = Self.state + "/spoilt.u-spoilt.journal"
    disk.replace(bad, with: Array("rubbish\n".utf8))
    let study = try study("/another", on: disk)
    #expect(try study.savedElsewhere().map(\.id) == [Story.id])
    #expect(disk.contents[bad] != nil && disk.contents[place] != nil)
  }

  @Test func `of two of one name neither is taken for the other`() throws {
    let (disk, _, place) = try saved()
    let bytes = try #require(disk.contents[place])
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("5b1e-" + Story.id))
    let other = Self.state + "/\(Story.id).zzzz-other.journal"
    let second = Story(disk, at: "/gone", state: Self.state)
    var records = Story.first(Story.id)
    var head = try #require(records[0].head)
    head.uuid = "zzzz-other"
    records[0].change = .started(head)
    let open = try OpenSession.create(in: second.study, id: Story.id + "-b") { _ in records }
    try open.abandon()
    disk.replace(other, with: disk.contents["/gone/Sessions/\(Story.id)-b.journal"])
    disk.moveFolder("/gone", to: nil)
    let study = try study("/another", on: disk)
    let found = try study.savedElsewhere()
    #expect(found.map(\.id) == [Story.id, Story.id])
    #expect(found.filter(\.canBeBrought).count == 1)
  }
}

extension Record {
  /// What a session began with.
  fileprivate var head: SessionHead? {
    guard case .started(let head) = change else { return nil }
    return head
  }
}
