import Facilitation
import Foundation
import Interview
import Screens
import SessionStorage
import Testing

@testable import Runtime

@Suite("Answers that are the same next time")
final class RememberedTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "study-\(UUID().uuidString)")
    .path
  private var study: StudyFolder { StudyFolder(path: folder + "/study", statePath: folder + "/state") }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func route(_ id: String) -> InterviewProtocol {
    InterviewProtocol(
      id: id, version: "1", title: .plain("A day"),
      setup: [
        FormQuestion(id: "who", ask: .plain("Who?"), remember: true),
        FormQuestion(id: "room", ask: .plain("Where?")),
      ],
      questions: [Question(id: "K1", kind: .key, title: .plain("A"), ask: .plain("A?"), minutes: 60)])
  }

  /// A session in which both questions of the set-up were answered.
  private func hold(_ id: String, of route: String, who: String, leaves: Bool = true) throws {
    let now = Stamp(offset: .zero, wall: WallTime(milliseconds: 1_773_500_000_000, utcOffset: 60))
    let head = SessionHead(
      id: id, uuid: UUID().uuidString, title: "A day", startedAt: now.wall, timeZone: "Europe/Amsterdam",
      group: Group(), budget: Budget(), protocol: self.route(route))
    var opened = Recording.open(
      head, recorder: Recorder(id: "abcd", program: "test", from: .zero), participants: 2, interactive: false,
      beginAtOnce: false, remembered: [:], now: now)
    let store = try OpenSession.create(in: study, id: id) { _ in opened.effects.records }
    for line in ["/set who \(who)", "/set room here"] {
      let effects = opened.recording.enter(TypedLine(line, begun: now, question: nil), now: now)
      store.append(effects.records)
    }
    if leaves { try store.close(opened.recording.session) } else { try store.abandon() }
  }

  @Test("They are those of the protocol's last session, and only those that ask for it")
  func last() throws {
    #expect(Remembered.answers(for: route("day"), in: study) == [:])
    try hold("day-20260310-0900", of: "day", who: "Anna")
    try hold("day-20260312-0900", of: "day", who: "Boris")
    try hold("zoo-20260314-0900", of: "zoo", who: "Zoë")
    try hold("sample-day-20260315-0900", of: "day", who: "Nobody")
    #expect(Remembered.answers(for: route("day"), in: study) == ["who": "Boris"])
    // One that was cut off counts as well.
    try hold("day-20260316-0900", of: "day", who: "Čeda", leaves: false)
    #expect(Remembered.answers(for: route("day"), in: study) == ["who": "Čeda"])
  }

  @Test("Of a study with many sessions the newest are looked at, and no others")
  func bounded() throws {
    try hold("zoo-20260101-0900", of: "zoo", who: "Zoë")
    try hold("day-20260102-0900", of: "day", who: "Anna")
    let session = folder + "/study/Sessions/day-20260102-0900.json"
    for number in 1...99 {
      try FileManager.default.copyItem(
        atPath: session, toPath: folder + "/study/Sessions/day-20260103-0900-\(number).json")
    }
    #expect(Remembered.answers(for: route("zoo"), in: study) == [:])
    try FileManager.default.removeItem(atPath: folder + "/study/Sessions/day-20260103-0900-1.json")
    #expect(Remembered.answers(for: route("zoo"), in: study) == ["who": "Zoë"])
  }
}
