import Foundation
import Interview
import MemoryDisks
import RandomSessions
import Testing

@testable import SessionStorage

/// Whatever happens to a session, one who follows it sees what recovery reads.
@Suite struct FollowerPropertyTests {
  /// A follower that looks in between the calls of another, on whose thread it does not matter.
  final class Onlooker: @unchecked Sendable {
    let study: StudyFolder
    private var follower: SessionFollower?
    private var isLooking = false
    private(set) var looks = 0
    private(set) var differences: [String] = []
    private(set) var found: [SessionFollower.Look] = []

    init(_ study: StudyFolder) { self.study = study }

    /// Looks, and compares with what recovery reads at the same moment.
    func look(_ what: String) {
      guard !isLooking else { return }
      isLooking = true
      defer { isLooking = false }
      guard let truth = try? Recovery.read(in: study, id: Story.id) else { return }
      do {
        if follower == nil { follower = try SessionFollower(in: study, id: Story.id) }
        guard let look = try follower?.look(), let follower else { return }
        looks += 1
        found.append(look)
        var session = truth.session
        session.draft = nil
        session.putAside = []
        if follower.session != session { differences.append("\(what): the session") }
        let state: SessionLife =
          truth.isOpenElsewhere ? .recording : truth.wasCutOff ? .cutOff : .closed
        if follower.life != state { differences.append("\(what): \(follower.life), wanted \(state)") }
        if Set(follower.notices.map(\.message)) != Set(truth.notices.map(\.message)) {
          differences.append("\(what): \(follower.notices), wanted \(truth.notices)")
        }
      } catch {
        differences.append("\(what): \(error)")
      }
    }
  }

  @Test func `in between any two system calls of the one who records, a look sees what recovery reads`() {
    let disk = MemoryDisk()
    let story = Story(disk)
    let onlooker = Onlooker(story.study)
    disk.fails = { number, kind in
      onlooker.look("before call \(number), \(kind)")
      return nil
    }
    story.tell()
    disk.fails = nil
    onlooker.look("at the end")
    #expect(onlooker.differences.isEmpty, "\(onlooker.differences.prefix(5))")
    #expect(story.isLeft && onlooker.looks > 100)
    #expect(Set(onlooker.found.map { "\($0)" }).count == 3)
  }

  @Test func `also when a call fails`() {
    let calls = FaultTests.calls
    for call in stride(from: 1, through: calls, by: 2) {
      for code in [EIO, ENOSPC] {
        let disk = MemoryDisk()
        let story = Story(disk)
        let onlooker = Onlooker(story.study)
        // Calls are counted without those of the onlooker's.
        let own = Counter()
        disk.fails = { _, kind in
          guard !own.isBusy else { return nil }
          own.isBusy = true
          defer { own.isBusy = false }
          own.count += 1
          if own.count > call { onlooker.look("\(code) at \(call), before call \(own.count), \(kind)") }
          return own.count == call ? code : nil
        }
        story.tellOn()
        disk.fails = nil
        #expect(onlooker.differences.isEmpty, "\(onlooker.differences.prefix(3))")
      }
    }
  }

  final class Counter: @unchecked Sendable {
    var count = 0
    var isBusy = false
  }

  // MARK: Any session

  /// Records anything, and has anything happen to it.
  private struct Recording {
    let disk = MemoryDisk()
    let study: StudyFolder
    var random: RandomSession
    var open: OpenSession?
    var session: Session

    init(seed: Int) throws {
      study = StudyFolder(path: "/study", statePath: "/home/state/focusgroup", disk: disk)
      for path in ["/home", "/home/state", "/home/state/focusgroup"] { try disk.makeFolder(path: path) }
      random = RandomSession(seed: seed)
      open = try OpenSession.create(in: study, id: Story.id) { Story.first($0) }
      session = try Recovery.read(in: study, id: Story.id).session
    }

    private mutating func records() -> [Record] {
      (0..<random.number(1...3)).map { _ in
        var record = random.record()
        record.number = session.lastRecord + 1
        _ = session.apply(record)
        return record
      }
    }

    private var journal: String { "/study/Sessions/\(Story.id).journal" }

    /// Does one thing and says what.
    mutating func step() -> String {
      guard let open else {
        if random.coin() || random.coin() {
          guard let (open, recovered) = try? OpenSession.resume(in: study, id: Story.id) else {
            return "cannot be resumed"
          }
          self.open = open
          session = recovered.session
          return "resumed"
        }
        guard var bytes = disk.contents[journal], bytes.count > 60 else { return "nothing" }
        if random.coin() {
          bytes.removeLast(random.number(1...50))
          disk.replace(journal, with: bytes)
          return "torn"
        }
        bytes[random.number(0...bytes.count - 1)] ^= 1
        // Another file: what rots in place where it was read already, nobody who follows has to see.
        disk.replace(journal, with: nil)
        disk.replace(journal, with: bytes)
        return "damaged"
      }
      switch random.number(0...11) {
      case 0:
        try? open.abandon(within: .seconds(60))
        self.open = nil
        return "died"
      case 1:
        try? open.beginAnew(session)
        return "begun anew"
      case 2:
        guard (try? open.close(session)) != nil else { return "could not be left" }
        self.open = nil
        return "left"
      case 3:
        disk.fails = { _, kind in kind == .syncData ? EIO : nil }
        open.append(records())
        try? open.flush()
        disk.fails = nil
        return "moved on"
      case 4:
        disk.fails = { _, kind in kind == .write ? ENOSPC : nil }
        let before = session
        open.append(records())
        try? open.flush()
        disk.fails = nil
        _ = try? open.withdraw()
        session = before
        return "taken back"
      default:
        open.append(records())
        try? open.flush()
        return "recorded"
      }
    }
  }

  @Test(arguments: 0..<60)
  func `any session that anything happens to is followed as recovery reads it`(seed: Int) throws {
    var recording = try Recording(seed: seed)
    let onlooker = Onlooker(recording.study)
    var dice = SeededRandom(seed: UInt64(seed))
    var told: [String] = []
    for _ in 0..<40 {
      told.append(recording.step())
      if Int.random(in: 0..<3, using: &dice) > 0 { onlooker.look(told.suffix(4).joined(separator: ", ")) }
    }
    onlooker.look("at the end")
    #expect(onlooker.differences.isEmpty, "\(onlooker.differences.prefix(3))")
    #expect(onlooker.looks > 5)
    try? recording.open?.abandon(within: .seconds(60))
  }
}
