import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

@Suite("The sessions of a study by the names of their files")
struct CatalogueTests {
  private let disk = MemoryDisk()
  private var study: StudyFolder { StudyFolder(path: "/study", statePath: "/state/focusgroup", disk: disk) }

  private func catalogue(_ names: String...) throws -> [StudyCatalogue.Entry] {
    try study.create()
    for name in names { disk.replace("/study/Sessions/" + name, with: []) }
    return try study.catalogue().entries
  }

  @Test func `the newest come first, by the date that ids end with; those without one by name`() throws {
    let entries = try catalogue(
      "b.json", "zoo-20260314-0926.json", "A-20260314-0926.json", "A-20260314-0926-2.json",
      "a-NL02-20261124-1000.journal",
      "a-20260314-0927.json", "a.json", "20260401-1200.json", "x-20269914-0926.json", "x-20260314-2460.json",
      "x-99999999-9999.json", "b-20260314-0926-2000.json", "9-202603140-0926.json")
    #expect(
      entries.map(\.id) == [
        "a-NL02-20261124-1000", "a-20260314-0927", "A-20260314-0926-2", "A-20260314-0926",
        "zoo-20260314-0926",
        "20260401-1200", "9-202603140-0926", "a", "b", "b-20260314-0926-2000", "x-20260314-2460",
        "x-20269914-0926", "x-99999999-9999",
      ])
  }

  @Test func `a session is one entry, whatever files it has, with its journal and its reviewers`() throws {
    let entries = try catalogue(
      "one.json", "one.journal", "one.journal-2", "one.journal.torn", "one.review-bo.json",
      "one.review-anna.json", "one.review-anna.journal", "one.review-anna.json.tmp", "two.json",
      "three.journal-3")
    #expect(entries.map(\.id) == ["one", "three", "two"])
    #expect(entries.map(\.hasJournal) == [true, true, false])
    #expect(entries[0].reviewers == ["anna", "bo"])
  }

  @Test(arguments: [
    "gone.review-anna.json", "gone.journal.torn", ".hidden.json", ".json", "review-anna.json.x", "notes.txt",
    "a b.json", "ünder.json", "x.review-Anna.json", "x.review-.json", "x.review-a.json.json", "x.review-a",
    "..json", "x.json\u{1B}", String(repeating: "x", count: 101) + ".json",
    "x.review-" + String(repeating: "r", count: 41) + ".json",
  ]) func `what only looks like a session's file is none`(name: String) throws {
    #expect(try catalogue(name).isEmpty)
  }

  @Test func `names are all that is looked at, of whatever kind the files are`() throws {
    let folder = try RealFolder()
    for (index, obstacle) in LockTests.Obstacle.allCases.enumerated() {
      try obstacle.put(at: folder.sessions + "odd\(index).json")
    }
    let entries = try folder.study.catalogue().entries
    #expect(entries.count == LockTests.Obstacle.allCases.count)
    for listing in try folder.study.listings(of: entries) {
      guard case .failure = listing.heading else {
        Issue.record("\(listing)")
        continue
      }
    }
  }

  @Test func `no file is opened for a catalogue, and one for each session that is shown`() throws {
    try study.create()
    for number in 0..<100 {
      let open = try OpenSession.create(in: study, id: "s-20260314-\(1000 + number % 60)-\(number + 2)") {
        Story.first($0)
      }
      try open.close(try Recovery.read(in: study, id: open.id).session)
    }
    let before = disk.calls.count
    let entries = try study.catalogue().entries
    let calls = disk.calls.dropFirst(before)
    #expect(entries.count == 100)
    #expect(!calls.contains(.open) && !calls.contains(.read) && !calls.contains(.status), "\(Array(calls))")
    let listings = try study.listings(of: Array(entries.prefix(20)))
    #expect(disk.calls.dropFirst(before).count { $0 == .open } == 20)
    #expect(listings.map(\.id) == entries.prefix(20).map(\.id))
    #expect(try listings == entries.prefix(20).map { try study.listing($0.id) })
    #expect(disk.openDescriptors == 0)
  }

  /// A session that was left, its file changed.
  private func left(_ id: String, _ change: ([UInt8]) -> [UInt8]) throws {
    try study.create()
    let open = try OpenSession.create(in: study, id: id) { Story.first($0) }
    try open.close(try Recovery.read(in: study, id: id).session)
    let path = "/study/Sessions/\(id).json"
    disk.replace(path, with: change(try #require(disk.contents[path])))
  }

  @Test(arguments: [9, 30])
  func `of a heading that is too long no more is read than its bound`(mebibytes: Int) throws {
    try left("long") { bytes in
      Array("{\n\"unknown\": \"".utf8) + Array(repeating: 0x78, count: mebibytes << 20) + Array("\",".utf8)
        + bytes.dropFirst()
    }
    let before = disk.readBytes
    let listed = try study.sessions()
    #expect(disk.readBytes - before <= SessionFormat.mostOfHeading + (256 << 10))
    guard case .failure(let error)? = listed.first?.heading else {
      Issue.record("\(listed)")
      return
    }
    #expect(error.message.contains("its summary is not in the first 1 MiB"))
    #expect(try Recovery.read(in: study, id: "long").session.id == "long")
  }

  @Test func `of a journal that is too large the file tells, and of a large damaged file its heading`() throws
  {
    try left("large") { $0 }
    let journal = "/study/Sessions/large.journal"
    disk.replace(journal, with: Array(repeating: 0x78, count: SessionListing.largest + 1))
    let before = disk.readBytes
    let listed = try study.sessions()
    #expect(listed.map(\.wasCutOff) == [true] && (try? listed[0].heading.get())?.id == "large")
    #expect(disk.readBytes - before < 1 << 20)
    disk.replace(journal, with: nil)
    let path = "/study/Sessions/large.json"
    disk.replace(path, with: Array(repeating: 0x78, count: 9 << 20))
    let then = disk.readBytes
    #expect((try? study.sessions()[0].heading.get()) == nil)
    #expect(disk.readBytes - then < 3 << 20)
  }

  @Test func `zeros in the middle of a file are said in the list, as far as it looks`() throws {
    let machine = Machine()
    try machine.begin(as: "aaaa", at: 0)
    for number in 1...20 { try machine.note("note \(number)", at: number) }
    try machine.leave()
    var bytes = try #require(machine.file)
    for place in bytes.count - 900..<bytes.count - 300 { bytes[place] = 0 }
    machine.take(bytes)
    let entries = try machine.study.catalogue().entries
    for listed in [try machine.study.sessions(), try machine.study.listings(of: entries)] {
      #expect(listed.count == 1 && listed[0].isDamaged && !listed[0].wasCutOff)
      #expect(listed[0].notices.first?.message.contains("of 20 notes are there") == true)
    }
    // A list costs no more for a large folder: what is beyond its allowance is not looked through.
    try left("a-large") {
      Array($0.dropLast(2)) + Array(repeating: 0x20, count: 16 << 20) + Array("}\n".utf8)
    }
    try left("z-zeros") { Array($0.dropLast(2)) + Array(repeating: 0, count: 100) + Array("}\n".utf8) }
    let before = disk.readBytes
    let listed = try study.sessions()
    #expect(listed.map(\.id) == ["a-large", "z-zeros"])
    #expect(listed.map(\.isDamaged) == [false, true])
    #expect(disk.readBytes - before < 1 << 20)
  }

  @Test func `reading ends when there is no more time, after one session at least`() throws {
    let entries = try catalogue("a.json", "b.json", "c.json")
    var asked = 0
    let listings = try study.listings(of: entries) {
      asked += 1
      return asked < 2
    }
    #expect(listings.map(\.id) == ["a", "b"])
    #expect(try study.listings(of: entries) { false }.count == 1)
  }

  @Test func `what is cut off, running, faulty or gone is listed as that`() throws {
    let folder = try RealFolder()
    try folder.left("left")
    try folder.cutOff("cut")
    let open = try folder.create("running")
    try folder.write("{}", to: "Sessions/bad.json")
    try folder.left("gone")
    let entries = try folder.study.catalogue().entries
    try FileManager.default.removeItem(atPath: folder.sessions + "gone.json")
    let listings = try folder.study.listings(of: entries)
    #expect(listings.map(\.id) == ["bad", "cut", "gone", "left", "running"])
    #expect(listings.map(\.wasCutOff) == [false, true, false, false, false])
    #expect(listings.map(\.isBeingRecorded) == [false, false, false, false, true])
    #expect(listings.map { (try? $0.heading.get()) == nil } == [true, false, true, false, false])
    #expect(entries.map(\.hasJournal) == [false, true, false, false, true])
    try open.abandon()
  }

  @Test func `a session that is only outside of the study is listed if it is this study's`() throws {
    try study.create()
    let elsewhere = StudyFolder(path: "/other", statePath: "/state/focusgroup", disk: disk)
    try elsewhere.create()
    try disk.makeFolder(path: "/state")
    try disk.makeFolder(path: "/state/focusgroup")
    for (place, id) in [(study, "mine"), (elsewhere, "theirs")] {
      let open = try OpenSession.create(in: place, id: id) { Story.first($0) }
      try open.abandon()
      let journal = "\(place.path)/Sessions/\(id).journal"
      disk.replace("/state/focusgroup/\(id).5b1e-\(id).journal-2", with: disk.contents[journal])
      disk.replace(journal, with: nil)
    }
    #expect(try study.catalogue().entries.map(\.id) == ["mine"])
    #expect(try study.listings(of: study.catalogue().entries).map(\.wasCutOff) == [true])
    #expect(try study.catalogue().entries.map(\.id) == study.sessionIDs())
  }

  @Test func `without a folder of sessions there is none to read`() throws {
    #expect(throws: StorageError.self) { try study.catalogue() }
  }
}
