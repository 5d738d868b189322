import Foundation
import Interview
import RandomSessions
import Testing

@testable import SessionStorage

/// Each stored type names its fields once, in its form. Here these names are held against the type itself, the schemas,
/// and the reader of protocols.
@Suite("The names of fields")
struct FormNamesTests {
  /// A stored value, and where a schema tells of its type.
  private struct Sample: CustomTestStringConvertible {
    var type: String
    var names: [String]
    /// How many names are worked out from others.
    var derived: Int
    var properties: [String]
    /// A JSON pointer into a schema.
    var schema: (file: String, pointer: String)?

    var testDescription: String { type }

    /// - Parameter flat: properties whose own stand beside the others.
    init<Value: StoredObject>(
      _ value: Value, _ file: String? = nil, _ pointer: String = "", derived: Int = 0, flat: Set<String> = []
    ) {
      type = "\(Value.self)"
      names = FieldNames.of { names in _ = Value(&names, value) }
      self.derived = derived
      properties = Sample.properties(of: value, flat)
      schema = file.map { ($0, pointer) }
    }

    /// The stored properties, but for what keeps the fields of newer versions, and a protocol's index of its questions.
    private static func properties(of value: Any, _ flat: Set<String>) -> [String] {
      Mirror(reflecting: value).children.flatMap { child -> [String] in
        let label = child.label ?? ""
        if ["unknown", "places"].contains(label) { return [] }
        return flat.contains(label) ? properties(of: child.value, flat) : [label]
      }
    }
  }

  static let session = "Sessions/session.schema.json"
  private static let review = "Sessions/review.schema.json"
  private static let guide = "Protocols/protocol.schema.json"

  private static let samples: [Sample] = {
    var random = RandomSession(seed: 7, isFull: true)
    let whole = random.session()
    let note = random.note(1)
    let route = whole.protocol
    let question = route.questions[0]
    let stance = whole.stances[0]
    let mark = whole.probes[0]
    let person = whole.participants[0]
    let layer = random.noteReview()
    return [
      Sample(note, session, "definitions/note", flat: ["content"]),
      Sample(whole.group, session, "definitions/group"),
      Sample(whole.budget, session, "definitions/budget"),
      Sample(Summary(of: StoredHeading(of: whole)), session, "definitions/summary"),
      Sample(random.draft(), session, "definitions/draft"),
      Sample(whole.recorders[0], session, "definitions/recorder"),
      // The id is the seat's name.
      Sample(person, session, "definitions/participant", derived: 1),
      Sample(Consent(.yes, at: .zero), session, "definitions/consent"),
      Sample(Withdrawal(.erase, at: .zero), session, "definitions/participant/properties/withdrawn"),
      Sample(Stretch(from: .zero, to: nil), session, "definitions/stretch"),
      Sample(WrittenVisit(whole.visits[0], isPassing: true), session, "definitions/visit", flat: ["visit"]),
      Sample(whole.outcomes[0], session, "definitions/outcome"),
      Sample(mark, session, "definitions/probeMark"),
      Sample(mark.changes[0], session, "definitions/probeMark/properties/changes/items"),
      Sample(stance, session, "definitions/stance", flat: ["target"]),
      Sample(stance.changes[0], session, "definitions/stance/properties/changes/items"),
      Sample(whole.pauses[0], session, "definitions/pause"),
      Sample(whole.recordings[0], session, "definitions/recording"),
      Sample(whole.summaries[0], session, "definitions/oralSummary"),
      Sample(whole.retracted[0], session, "definitions/retracted"),
      Sample(whole.clock[0], session, "definitions/clockJump"),
      Sample(route, session, "definitions/protocol"), Sample(route, guide),
      Sample(question, session, "definitions/question"), Sample(question, guide, "definitions/question"),
      Sample(question.probes[0], session, "definitions/probes/items"),
      Sample(QuestionWording(), session, "definitions/question/properties/settings/additionalProperties"),
      Sample(route.codebook[0], session, "definitions/protocol/properties/codebook/items"),
      Sample(route.attributes[0], session, "definitions/protocol/properties/attributes/items"),
      Sample(
        route.attributes[0].values[0], session,
        "definitions/protocol/properties/attributes/items/properties/values/items"),
      Sample(route.setup[0], session, "definitions/formQuestion"),
      Sample(random.reviewRecorder(), review, "definitions/recorder"),
      Sample(ReviewSummary(of: random.review(), unknown: [:]), review, "definitions/summary"),
      Sample(
        UnderCode("c", random.reviewerCode()), review, "definitions/ownCode", flat: ["value"]),
      Sample(ReviewedNote("a-1", layer), review, "definitions/note", flat: ["review"]),
      Sample(
        UnderCode("c", random.codeMark()), review, "definitions/note/properties/codes/items", flat: ["value"]),
      Sample(random.memo(1), review, "definitions/note/properties/memos/items"),
      Sample(random.check(), review, "definitions/note/properties/check"),
      Sample(random.correction(), review, "definitions/note/properties/participants"),
      Sample(random.verified(), review, "definitions/note/properties/verified"),
      Sample(random.head()), Sample(random.noteEdit()), Sample(random.participantEdit()),
      Sample(random.draftEdit()), Sample(Splice(inserted: [random.tick()])), Sample(random.stamp()),
    ]
  }()

  @Test("of a type are as many as its properties, and none is there twice", arguments: samples.indices)
  func all(_ index: Int) {
    let sample = Self.samples[index]
    #expect(
      sample.names.count - sample.derived == sample.properties.count,
      "\(sample.type): \(sample.names) for \(sample.properties)")
    #expect(Set(sample.names).count == sample.names.count, "\(sample.type)")
  }

  @Test("are those of the schemas", arguments: samples.indices)
  func schemas(_ index: Int) throws {
    let sample = Self.samples[index]
    guard let (file, pointer) = sample.schema else { return }
    #expect(try Self.names(in: file, pointer) == Set(sample.names), "\(sample.type)")
  }

  @Test("at the top of a file are those of its schema, and all that a session has")
  func tops() throws {
    #expect(try Self.names(in: Self.session, "") == SessionFormat.keys)
    #expect(try Self.names(in: Self.review, "") == ReviewFormat.keys)
    let stored = Set(Mirror(reflecting: Session.library).children.compactMap(\.label))
    // These stand in the summary, or are worked out from the notes.
    let elsewhere: Set = ["lastRecord", "nextNote", "lastOffset", "unknown", "tally"]
    #expect(stored.subtracting(elsewhere).subtracting(SessionFormat.keys) == [])
  }

  @Test("of a protocol are those that its reader knows")
  func protocols() throws {
    let read: [(MapKeys, String)] = [
      (ProtocolDraft.protocolKeys, "InterviewProtocol"), (ProtocolDraft.codeKeys, "CodebookEntry"),
      (ProtocolDraft.attributeKeys, "Attribute"), (ProtocolDraft.valueKeys, "AttributeValue"),
      (ProtocolDraft.formKeys, "FormQuestion"), (ProtocolDraft.questionKeys, "Question"),
      (ProtocolDraft.probeKeys, "Probe"), (ProtocolDraft.wordingKeys, "QuestionWording"),
    ]
    for (keys, type) in read {
      let sample = try #require(Self.samples.first { $0.type == type })
      #expect(Set(keys.known) == Set(sample.names), "\(type)")
    }
  }

  /// The properties that a schema names at a place.
  static func names(in file: String, _ pointer: String) throws -> Set<String> {
    let text = try Data(contentsOf: SchemaChecker.root.appending(path: file))
    var json = try JSONReader.read(Array(text))
    for step in pointer.split(separator: "/") {
      guard case .object(let members) = json else { break }
      json = try #require(members[String(step)])
    }
    guard case .object(let members) = json, case .object(let properties)? = members["properties"] else {
      return []
    }
    return Set(properties.keys)
  }
}
