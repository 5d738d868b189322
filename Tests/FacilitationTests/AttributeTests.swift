import Facilitators
import Interview
import Testing

@testable import Facilitation

@Suite("What is filled in of a participant")
struct AttributeTests {
  private static let attributes = [
    Attribute(
      id: "experience", ask: .plain("Years in this work"),
      values: ["under 5", "5 to 15", "over 15"].map { AttributeValue(id: $0, name: .plain($0)) }),
    Attribute(
      id: "work", ask: .plain("Kind of work"),
      values: [
        AttributeValue(id: "desk", name: .plain("with people at the desk")),
        AttributeValue(id: "behind", name: .plain("behind the scenes")),
      ]),
  ]

  private func group(begun: Bool = true, participants: Int = 2) -> Facilitator {
    var route = Facilitator.route
    route.attributes = Self.attributes
    return Facilitator(participants: participants, interactive: true, begun: begun, route: route)
  }

  @Test(
    "Values with blanks are read: whole, by a start, by their number, quoted, several in one line",
    arguments: [
      ("experience=5 to 15", ["experience": "5 to 15"]),
      ("experience=5 TO 15", ["experience": "5 to 15"]),
      ("experience=\"5 to 15\"", ["experience": "5 to 15"]),
      ("\"experience=5 to 15\"", ["experience": "5 to 15"]),
      ("“5 to 15”", ["experience": "5 to 15"]),
      ("experience= 5  to 15", ["experience": "5 to 15"]),
      ("experience=2", ["experience": "5 to 15"]),
      ("experience=5", ["experience": "5 to 15"]),
      ("experience=und", ["experience": "under 5"]),
      ("over 15", ["experience": "over 15"]),
      ("experience=5 to 15 work=desk", ["experience": "5 to 15", "work": "desk"]),
      ("experience=under 5 desk", ["experience": "under 5", "work": "desk"]),
      ("desk experience=3", ["experience": "over 15", "work": "desk"]),
      ("work=behind the scenes over", ["experience": "over 15", "work": "behind"]),
    ])
  func read(line: String, filled: [String: String]) {
    var it = group()
    it.type("/p 1 " + line)
    #expect(it.session.participant(1)?.attributes == filled, "\(it.heard)")
  }

  @Test("What is no value is refused with all there are, and fills in nothing")
  func refused() {
    var it = group()
    it.type("/p 1 work=desk experience=some years")
    #expect(it.answer == "error: “some years” is none of experience: under 5 · 5 to 15 · over 15")
    #expect(it.session.participant(1)?.attributes == [:])
    it.type("/p 1 1")
    #expect(it.answer.contains("“1” is none of experience: under 5 · 5 to 15 · over 15; work: desk · behind"))
    it.type("/p 1 years=5")
    #expect(it.answer == "error: no attribute “years”; there are: experience, work")
  }

  @Test("An attribute is emptied, by itself or before another")
  func emptied() {
    var it = group()
    it.type(lines: "/p 1 experience=2 work=1", "/p 1 experience= work=2")
    #expect(it.session.participant(1)?.attributes == ["work": "behind"])
  }

  @Test("At arrival the same words are an answer", arguments: ["2", "5 to 15", "5", "5 TO"])
  func arrival(answer: String) {
    var it = group(begun: false, participants: 1)
    while it.recording.form?.step.map({ if case .attribute = $0 { false } else { true } }) == true {
      it.type("")
    }
    it.type(answer)
    #expect(it.session.participant(1)?.attributes == ["experience": "5 to 15"], "\(it.heard)")
  }

  @Test("What Tab offers reads back, also after a blank was typed", arguments: ["5", "5 ", "5 t", "5 to 1"])
  func completed(typed: String) throws {
    var it = group()
    let line = "/p 1 experience=" + typed
    let offer = try #require(Offer.of(line, in: it.recording))
    it.type(line.dropLast(offer.length) + offer.candidates[0].word)
    #expect(it.session.participant(1)?.attributes == ["experience": "5 to 15"])
  }
}
