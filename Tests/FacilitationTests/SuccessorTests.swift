import Facilitators
import Interview
import Testing

@testable import Facilitation

/// The wrong protocol was opened, and people are waiting.
@Suite("The same people on another protocol")
struct SuccessorTests {
  private func arrived() -> Facilitator {
    var it = Facilitator(participants: 2, interactive: true, begun: false)
    it.recording.protocols = ["cogov-professionals", "mini", "other"]
    it.type(
      lines: "/consent all yes", "/consent 2 recording no", "/p 1 label=glasses", "/set facilitator A. B.")
    return it
  }

  /// The session that takes its place, as it begins.
  private func next(_ it: Facilitator) throws -> Session {
    let next = try #require(it.recording.successor)
    #expect(it.effects.last == .leave && !it.recording.isDiscarded)
    let head = SessionHead(
      id: "next", uuid: "v", title: "", startedAt: Facilitator.wall(0), timeZone: "", group: Group(),
      budget: Budget(),
      protocol: it.session.protocol)
    return Recording.open(
      head, recorder: Recorder(id: "efgh", program: "", from: .zero), participants: 0, people: next.people,
      answers: next.answers,
      interactive: true, beginAtOnce: false, remembered: [:], now: Facilitator.stamp(0)
    ).recording.session
  }

  @Test("are taken along, with their consents after a yes to the same information sheet")
  func yes() throws {
    var it = arrived()
    it.type("/protocol oth")
    #expect(it.heard.contains("the same people go on with oth: were they given the same information sheet?"))
    #expect(it.recording.successor == nil)
    it.sayYes()
    let session = try next(it)
    #expect(session.participants.map(\.seat) == [1, 2] && session.participant(1)?.label == "glasses")
    #expect(session.participant(1)?.consents(to: .recording) == .yes)
    #expect(session.participant(2)?.consents(to: .recording) == .no)
    #expect(session.answers == ["facilitator": "A. B."] && session.participants.allSatisfy(\.present.isEmpty))
  }

  @Test("are asked anew after a no; anything else leaves all as it was")
  func no() throws {
    var it = arrived()
    it.type("/protocol other")
    it.recording.questionIsShown(at: .seconds(it.seconds))
    it.type("")
    #expect(it.recording.successor == nil)
    it.type("/protocol other")
    it.recording.questionIsShown(at: .seconds(it.seconds))
    it.type("no")
    let session = try next(it)
    #expect(session.participants.map(\.seat) == [1, 2] && session.participants.allSatisfy(\.consent.isEmpty))
  }

  @Test("stay where they are if there is no such protocol, or once something was begun")
  func refused() {
    var it = arrived()
    it.type("/protocol othre")
    #expect(it.firstAnswer.hasPrefix("error: there is no protocol othre, did you mean `other`?"))
    it.type(lines: "/begin", "/protocol other")
    #expect(it.answer.hasPrefix("error: another protocol is for before the beginning"))
    #expect(it.recording.successor == nil)
  }
}
