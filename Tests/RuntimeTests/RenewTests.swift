import Facilitation
import Foundation
import Interview
import Screens
import Testing

@testable import Runtime
@testable import SessionStorage

@Suite("A journal that has outgrown what it tells")
final class RenewTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "renew-\(UUID().uuidString)")
    .path
  private var study: StudyFolder

  init() {
    study = StudyFolder(path: folder + "/study", statePath: folder + "/state")
    study.limits.journal = 8 << 10
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func size(_ name: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: study.path + "/Sessions/" + name)
    return attributes?[.size] as? Int ?? -1
  }

  /// One who changes their mind all the time: much is written, little remains.
  private func waver(_ scribe: inout Scribe, _ times: Int) {
    for time in 1...times {
      scribe.enter("1: point \(time) that is taken back at once, since nobody said it like that")
      scribe.settle()
      scribe.enter("/undo")
      scribe.settle()
    }
  }

  @Test("is begun anew, and undo reaches beyond that, also after a crash")
  func story() throws {
    var scribe = try Scribe(study)
    scribe.enter("/consent all yes")
    scribe.enter("1: we only hear late")
    for version in 1...30 { scribe.enter("/edit 1 1: version \(version)") }
    waver(&scribe, 200)
    #expect(scribe.renewals > 1)
    let written = scribe.records.reduce(0) { $0 + RecordFormat.bytes(of: $1).count }
    #expect(written > 60_000 && size("long.journal") < 30_000, "\(written), \(size("long.journal"))")
    #expect(size("long.json") > 0)
    let session = scribe.session
    let history = scribe.recording.history
    scribe.die()
    var after = try Scribe(resuming: study)
    let isSame = after.session == session && after.recording.history == history
    #expect(isSame)
    #expect(after.session.note(1)?.content.text == "version 30")
    for version in (1...29).reversed() {
      after.enter("/undo")
      #expect(after.session.note(1)?.content.text == "version \(version)")
    }
    after.enter("/undo")
    #expect(after.session.note(1)?.content.text == "we only hear late")
    #expect(after.session.note(1)?.revisions.isEmpty == true)
    after.enter("/redo")
    #expect(after.session.note(1)?.content.text == "version 1")
    after.settle()
    try after.leave()
    #expect(size("long.journal") == -1)
    let left = try Recovery.read(in: study, id: "long")
    #expect(left.session == after.session.forgettingEarlierWords && left.history == History())
  }

  @Test("is not begun anew for being long, as long as the state is too")
  func largeState() throws {
    var scribe = try Scribe(study)
    scribe.enter("/consent all yes")
    var longest: [Int] = []
    for note in 1...250 {
      scribe.enter("1: what was said about point \(note), which is worth a note of its own")
      let before = (journal: size("long.journal"), state: size("long.json"), renewals: scribe.renewals)
      scribe.settle()
      guard scribe.renewals > before.renewals else { continue }
      longest.append(before.journal)
      // At first the state has no file, whatever it holds.
      if before.state > 0 {
        #expect(before.journal > 4 * before.state - 2000, "note \(note): \(before)")
      }
    }
    #expect(longest.count > 1 && longest == longest.sorted() && longest.count < 6, "\(longest)")
  }

  @Test("gives up what is older than the newest thousand changes, and undo says so")
  func givenUp() throws {
    study.limits.journal = 300 << 10
    var scribe = try Scribe(study)
    for note in 1...1100 { scribe.enter("1: point \(note) of very many that were noted in this session") }
    scribe.settle()
    #expect(scribe.renewals == 1)
    #expect(scribe.recording.history.undoable.count == 1000)
    let session = scribe.session
    scribe.die()
    scribe = try Scribe(resuming: study)
    #expect(scribe.session == session)
    for _ in 1...1000 { scribe.enter("/undo") }
    #expect(scribe.session.notes.count == 100)
    scribe.enter("/undo")
    #expect(scribe.session.notes.count == 100)
    #expect(scribe.heard.contains { $0.contains("only the newest changes") && $0.contains("100 older ones") })
  }

  @Test("is not written beyond what can be read, and is said to fill up before that")
  func limit() throws {
    study.limits.file = 40 << 10
    // It cannot be begun anew: somebody put a folder where its new file would be, and things at all the names that could
    // be given to that.
    let blocker = study.path + "/Sessions/.long.json.tmp"
    try FileManager.default.createDirectory(atPath: blocker + "/x", withIntermediateDirectories: true)
    for number in 1...999 {
      let name = blocker + ".aside" + (number == 1 ? "" : "-\(number)")
      try #require(FileManager.default.createFile(atPath: name, contents: nil))
    }
    try study.create()
    var scribe = try Scribe(study)
    waver(&scribe, 150)
    #expect(size("long.journal") <= 40 << 10)
    let filling = scribe.reports.firstIndex { report in
      guard case .noticed(.filling) = report else { return false }
      return true
    }
    let refused = scribe.reports.firstIndex { report in
      guard case .refused(_, .fileLimit(_, 40960)) = report else { return false }
      return true
    }
    #expect(try #require(filling) < #require(refused))
    // What was not acknowledged is still there to be saved once there is a way.
    try FileManager.default.removeItem(atPath: blocker)
    try scribe.leave()
    #expect(try Recovery.read(in: study, id: "long").session == scribe.session)
  }

  @Test("is kept where the session's file would be too large to be opened again")
  func tooLarge() throws {
    var scribe = try Scribe(study)
    for note in 1...40 {
      scribe.enter("1: what was said about point \(note), which is worth a note of its own")
    }
    scribe.settle()
    let session = scribe.session
    let journal = size("long.journal")
    scribe.die()
    study.limits.file = journal / 2
    scribe = try Scribe(resuming: study)
    #expect(throws: StorageError.fileLimit(path: study.path + "/Sessions/long.json", limit: journal / 2)) {
      try scribe.leave()
    }
    scribe.die()
    study.limits = .standard
    #expect(try Recovery.read(in: study, id: "long").session == session)
  }
}
