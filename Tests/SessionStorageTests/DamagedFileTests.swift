import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// Session files that are cut, emptied, zeroed or put together from two, alone and beside a journal.
@Suite struct DamagedFileTests {
  private static let name = Story.id + ".json"

  /// A session with twenty notes, left.
  private func left() throws -> Machine {
    let machine = Machine()
    try machine.begin(as: "aaaa", at: 0)
    for number in 1...20 { try machine.note("note \(number)", at: number) }
    try machine.leave()
    return machine
  }

  /// What can become of a file.
  enum Damage: CaseIterable {
    case emptied, cut, cutInHead, zeroed, conflict, rubbish

    func done(to bytes: [UInt8]) -> [UInt8] {
      let text = String(decoding: bytes, as: UTF8.self)
      switch self {
      case .emptied: return []
      case .cut: return Array(bytes.prefix(bytes.count - 500))
      case .cutInHead: return Array(bytes.prefix(200))
      case .zeroed:
        return bytes.enumerated().map { (bytes.count - 900..<bytes.count - 300).contains($0) ? 0 : $1 }
      case .conflict:
        let half = text.range(of: "\"notes\"")?.lowerBound ?? text.endIndex
        return Array((text[..<half] + "<<<<<<< ours\n" + text[half...] + ">>>>>>> theirs\n").utf8)
      case .rubbish: return Array(String(repeating: "rubbish\n", count: 500).utf8)
      }
    }
  }

  @Test(arguments: Damage.allCases)
  func `a damaged file hides nothing of the journal beside it`(damage: Damage) throws {
    let machine = Machine()
    try machine.begin(as: "aaaa", at: 0)
    for number in 1...5 { try machine.note("note \(number)", at: number) }
    let whole = try #require(machine.session)
    try machine.cut()
    let bad = damage.done(to: SessionFormat.bytes(of: whole))
    machine.take(bad)
    let read = try machine.read()
    #expect(read.session == whole && read.wasCutOff)
    #expect(read.notices.count == 1 && read.notices.allSatisfy(\.isDamage), "\(read.notices)")
    let listed = try machine.study.sessions()
    #expect(listed.count == 1 && listed[0].wasCutOff && listed[0].isDamaged)
    #expect(try listed[0].heading.get().notes == 5)

    try machine.resume(as: "bbbb", at: 100)
    let aside = try #require(machine.asides().first)
    #expect(machine.disk.contents[aside] == bad)
    try machine.note("afterwards", at: 101)
    try machine.cut()
    #expect(try machine.texts() == (1...5).map { "note \($0)" } + ["afterwards"])
    #expect(try machine.read().notices.isEmpty)
    try machine.resume(as: "cccc", at: 200)
    try machine.leave()
    #expect(try machine.texts() == (1...5).map { "note \($0)" } + ["afterwards"])
    #expect(try machine.study.sessions()[0].isDamaged == false)
  }

  @Test(arguments: [Damage.cut, .zeroed, .conflict])
  func `a damaged file that a journal goes on from is read line by line, and the journal on top`(
    damage: Damage
  ) throws {
    let machine = try left()
    try machine.resume(as: "bbbb", at: 100)
    try machine.note("here", at: 101)
    try machine.cut()
    let bad = damage.done(to: try #require(machine.file))
    machine.take(bad)
    let texts = try machine.texts()
    #expect(texts.last == "here" && texts.contains("note 1"))
    try machine.resume(as: "cccc", at: 200)
    #expect(machine.asides().map { machine.disk.contents[$0] } == [bad])
    try machine.leave()
    #expect(try machine.texts() == texts && machine.read().notices.isEmpty)
  }

  @Test func `a journal whose file is lost shows what it has, and says what is missing`() throws {
    for lost in [nil, [UInt8]()] {
      let machine = try left()
      try machine.resume(as: "bbbb", at: 100)
      try machine.note("here", at: 101)
      try machine.cut()
      machine.take(lost)
      let read = try machine.read()
      #expect(read.session.notes.map(\.content.text) == ["here"])
      #expect(read.notices.contains(.headLost) && read.notices.contains(.missing(1...23)))
      try machine.resume(as: "cccc", at: 200)
      try machine.leave()
      #expect(try machine.texts() == ["here"])
    }
  }

  @Test func `a cut file shows its notes to the cut, and can be gone on with`() throws {
    let machine = try left()
    let whole = try #require(machine.file)
    for length in stride(from: whole.count - 3, to: whole.count - 2000, by: -97) {
      let bad = Array(whole.prefix(length))
      machine.take(bad)
      let read = try machine.read()
      guard case .partial(Self.name, _, let losses, nil)? = read.notices.first else {
        Issue.record("\(read.notices)")
        return
      }
      let count = read.session.notes.count
      #expect(losses.isCut && losses.notes == count && losses.of == 20 && count < 21)
      #expect(losses.missing == (count == 20 ? [] : [count + 1...20]))
      #expect(read.session.notes.map(\.content.text) == (1...20).prefix(count).map { "note \($0)" })
      #expect(read.session.protocol == Story.route && !read.isReadOnly && !read.wasCutOff)
    }
    let listed = try machine.study.sessions()
    #expect(listed[0].notices == [.endLost(file: Self.name)] && listed[0].isDamaged)
    let before = try #require(machine.file)
    let texts = try machine.texts()
    try machine.resume(as: "bbbb", at: 100)
    #expect(machine.asides().map { machine.disk.contents[$0] } == [before])
    try machine.note("afterwards", at: 101)
    try machine.leave()
    #expect(try machine.texts() == texts + ["afterwards"])
    #expect(try machine.read().session.notes.map(\.id).last == "bbbb-21")
  }

  @Test func `zeros in the middle cost the lines they are in`() throws {
    let machine = try left()
    var bytes = try #require(machine.file)
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { Array($0).contains(text: "\"note 7\"") })
    let start = lines[line].startIndex + 20
    let end = lines[line + 2].startIndex + 30
    for index in start..<end { bytes[index] = 0 }
    machine.take(bytes)
    let read = try machine.read()
    guard case .partial(_, _, let losses, _)? = read.notices.first else {
      Issue.record("\(read.notices)")
      return
    }
    #expect(
      losses == FileLosses(lines: [line + 1...line + 1], isCut: false, notes: 17, of: 20, missing: [7...9]))
    #expect(
      read.notices[0].message.contains(
        "line \(line + 1) cannot be read; 17 of 20 notes are there, missing: notes 7-9"))
    #expect(read.session.notes.count == 17)
  }

  @Test func `a lost protocol is made up from the notes, and a lost head from what is left`() throws {
    let machine = try left()
    let text = String(decoding: try #require(machine.file), as: UTF8.self)
    for lost in ["protocol", "uuid", "summary", "startedAt", "recorders", "visits", "title"] {
      machine.take(Array(text.replacing("\n\"\(lost)\": ", with: "\n\"\(lost)\": \0").utf8))
      let session = try machine.read().session
      #expect(session.notes.count == 20, "\(lost)")
      #expect(session.protocol.questions.map(\.id) == ["K1"], "\(lost)")
      #expect(session.startedAt.milliseconds == 1_773_476_813_589, "\(lost)")
      try machine.resume(as: "bbbb", at: 100)
      try machine.leave()
      #expect(try machine.read().session.notes.count == 20, "\(lost)")
      #expect(try machine.read().notices.isEmpty)
    }
  }

  @Test func `of two versions in one file every note is kept, each once and under a number of its own`()
    throws
  {
    let here = try left()
    let there = Machine()
    try there.study.create()
    there.take(here.file)
    for (machine, recorder) in [(here, "bbbb"), (there, "cccc")] {
      try machine.resume(as: recorder, at: 100)
      try machine.note("from \(recorder)", at: 101)
      try machine.leave()
    }
    // As `git merge` leaves it.
    let mine = String(decoding: try #require(here.file), as: UTF8.self).split(separator: "\n")
    let theirs = String(decoding: try #require(there.file), as: UTF8.self).split(separator: "\n")
    var lines: [Substring] = []
    for (mine, theirs) in zip(mine, theirs) {
      lines += mine == theirs ? [mine] : ["<<<<<<< HEAD", mine, "=======", theirs, ">>>>>>> there"]
    }
    here.take(Array(lines.joined(separator: "\n").utf8))
    let notes = try here.read().session.notes
    #expect(
      notes.map(\.content.text) == (1...20).map { "note \($0)" } + ["from bbbb", "from cccc"])
    #expect(notes.map(\.number) == Array(1...22))
    try here.resume(as: "dddd", at: 200)
    try here.leave()
    #expect(try here.read().session.notes == notes)
  }

  @Test func `of a damaged file each statement of an outcome is kept, once`() throws {
    let machine = try left()
    let outcomes = [(10, Outcome.asked), (20, .skipped), (30, .covered)].map {
      QuestionOutcome(question: "K1", outcome: $1, at: .seconds($0))
    }
    var session = try machine.read().session
    for outcome in outcomes {
      session.apply(
        Record(number: session.lastRecord + 1, at: outcome.at, change: .outcome("K1", outcome)))
    }
    let lines = String(decoding: SessionFormat.bytes(of: session), as: UTF8.self).split(separator: "\n")
    // The last line of a list has no comma; here each version of the file has its own.
    let torn = lines.flatMap { line -> [Substring] in
      guard line.contains("\"outcome\":\"skipped\"") else { return [line] }
      return ["<<<<<<< HEAD", line, "=======", line, ">>>>>>> there"]
    }
    machine.take(Array(torn.joined(separator: "\n").utf8))
    let read = try machine.read()
    #expect(read.notices.allSatisfy(\.isDamage) && !read.notices.isEmpty)
    #expect(read.session.outcomes == outcomes)
    #expect(read.session.notes.count == 20)
  }

  @Test func `a power cut while a damaged file is set aside loses neither it nor the journal`() throws {
    for isBase in [true, false] {
      let machine = isBase ? try left() : Machine()
      if isBase { try machine.resume(as: "bbbb", at: 100) } else { try machine.begin(as: "aaaa", at: 0) }
      try machine.note("here", at: 101)
      let session = try #require(machine.session)
      try machine.cut()
      let bad = Array(SessionFormat.bytes(of: session).dropLast(300))
      machine.take(bad)
      let texts = try machine.texts()
      var random = SeededRandom(seed: 5)
      var isOver = false
      for call in 1...200 where !isOver {
        let disk = machine.disk.afterKill()
        disk.diesAt = call
        let study = StudyFolder(path: "/study", statePath: "/state/focusgroup", disk: disk)
        let resumed = try? OpenSession.resume(in: study, id: Story.id, recorder: "cccc")
        for _ in 0..<4 {
          let cut = disk.afterPowerCut(&random)
          let again = StudyFolder(path: "/study", statePath: "/state/focusgroup", disk: cut)
          let found = try Recovery.read(in: again, id: Story.id).session.notes.map(\.content.text)
          #expect(found == texts, "cut at call \(call), \(disk.calls[min(call, disk.calls.count) - 1])")
          #expect(cut.contents.values.contains(bad), "the damaged file is gone at call \(call)")
        }
        try? resumed?.session.abandon(within: .seconds(60))
        isOver = resumed != nil
      }
      #expect(isOver)
    }
  }

  // MARK: Foreign files

  @Test func `another session's file under the name of a journal gets an id of its own`() throws {
    let here = Machine()
    try here.begin(as: "aaaa", at: 0)
    try here.note("ours", at: 1)
    try here.cut()
    let other = Machine()
    try other.begin(as: "xxxx", at: 0)
    try other.note("theirs", at: 1)
    try other.note("theirs, too", at: 2)
    try other.leave()
    let text = String(decoding: try #require(other.file), as: UTF8.self).replacing("5b1e-", with: "9999-")
    here.take(Array(text.utf8))
    let read = try here.read()
    #expect(read.session.notes.map(\.content.text) == ["ours"] && read.wasCutOff)
    #expect(read.notices == [.stranger(file: Self.name, keptAs: nil)])
    #expect(try here.study.sessions().map(\.notices) == [[.stranger(file: Self.name, keptAs: nil)]])
    try here.resume(as: "bbbb", at: 100)
    try here.leave()
    let ids = try here.study.sessionIDs()
    #expect(ids.count == 2 && ids[0] == Story.id && ids[1].hasPrefix(Story.id + "-theirs-"))
    let theirs = try Recovery.read(in: here.study, id: ids[1]).session
    #expect(theirs.notes.map(\.content.text) == ["theirs", "theirs, too"])
    #expect(try here.texts() == ["ours"])
  }

  @Test func `an earlier writing is read where there is no other`() throws {
    let machine = try left()
    let old = "/study/Sessions/.\(Story.id).json.old"
    for bad in [nil, [UInt8]()] {
      let file = try #require(machine.file)
      machine.disk.replace(old, with: file)
      machine.take(bad)
      #expect(try machine.texts().count == 20)
      #expect(try machine.read().notices.contains(.older(file: ".\(Self.name).old")))
      try machine.resume(as: "bbbb", at: 100)
      try machine.leave()
      machine.disk.replace(old, with: nil)
      #expect(try machine.texts().count == 20)
    }
  }

  @Test(
    arguments: [
      (1, nil, "1 note is there"), (0, 1, "0 of 1 note is there"), (2, nil, "2 notes are there"),
      (1, 3, "1 of 3 notes are there"),
    ]) func `how many notes are left is told in words`(notes: Int, all: Int?, text: String)
  {
    #expect(FileLosses(lines: [], isCut: false, notes: notes, of: all, missing: []).text == text)
  }
}
