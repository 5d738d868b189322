import Foundation
import Interview
import SessionStorage
import Testing

@Suite("Reading a protocol")
struct ProtocolReaderTests {
  @Test("each fault of a file is told with its line and column", arguments: ProtocolCase.all)
  func table(_ file: ProtocolCase) {
    #expect(file.read() == file.faults)
  }

  @Test("a protocol holds all that its file says")
  func whole() throws {
    let read = try ProtocolReader.read(Array(wholeProtocol.utf8), file: "x").get()
    let welcome = Question(id: "W", kind: .welcome, title: .plain("Welcome"), minutes: 2)
    let helps = Question(
      id: "K1", kind: .key, section: .plain("Drivers"),
      title: .byLanguage(["en": "What helps", "no": "Hva"]),
      ask: .plain("Think of your {org}. What helped? What else?"), minutes: 10, short: 7.5, must: true,
      round: true, note: .plain("Never say \"best practice\"."), materials: [.plain("three role cards")],
      codes: ["drv.*"],
      probes: [
        Probe(id: "1", ask: .plain("time or room?")), Probe(id: "rules", ask: .plain("no")),
        Probe(id: "3", ask: .byLanguage(["en": "who?", "no": "hvem?"])),
      ],
      settings: [
        "museum": QuestionWording(
          title: .plain("T"), ask: .plain("A"), note: .plain("N"), materials: [],
          probes: ["1", "rules", "3"].map { Probe(id: $0, ask: .plain("x")) })
      ])
    let expected = InterviewProtocol(
      id: "cogov-2", version: "1.10", title: .plain("Renewal"), languages: ["en", "no"],
      about: .plain("Draft, informed by others."),
      settings: ["museum": ["org": .byLanguage(["en": "museum", "no": "museet"])]],
      codebook: [CodebookEntry(code: "drv.mic", name: .plain("Driver: micro"), about: .plain("daily"))],
      abbreviations: [
        "mgmt": .plain("management"), "co-op": .byLanguage(["en": "a {coop}", "no": "et samvirke"]),
      ],
      attributes: [
        Attribute(
          id: "function", ask: .plain("Function"),
          values: [
            AttributeValue(id: "front line", name: .plain("front line")),
            AttributeValue(id: "policy", name: .plain("Policy")),
          ])
      ],
      setup: [FormQuestion(id: "who", ask: .plain("Who"), coreq: 1, remember: true, values: ["no", "2"])],
      questions: [welcome, helps], debrief: [FormQuestion(id: "surprises", ask: .plain("What?"))])
    #expect(read == expected)
  }

  @Test("the protocols that come with the program have no faults")
  func shipped() throws {
    let folder = repository.appending(path: "Protocols")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let protocols = files.filter { $0.pathExtension == "yaml" }
    #expect(!protocols.isEmpty)
    for file in protocols {
      let read = ProtocolReader.read([UInt8](try Data(contentsOf: file)), file: file.lastPathComponent)
      #expect(throws: Never.self) { try read.get() }
      #expect(try read.get().id == file.deletingPathExtension().lastPathComponent)
    }
  }

  @Test("nothing of a file or its name that a terminal would obey reaches a message")
  func sanitised() throws {
    let yaml = "\"\\e]0;x\\a\": 1\n\"\\u202E\\u0085\\n\": 2\n"
    let faults = try #require(failure(of: ProtocolReader.read(Array(yaml.utf8), file: "a\u{1B}[2J\n.yaml")))
    let lines = faults.description.split(separator: "\n")
    #expect(lines.count == faults.all.count)
    #expect(
      lines.last?.hasPrefix(#"a\u{1B}[2J\n.yaml:2:1: error: unknown key `\u{202E}\u{85}\n`"#) == true)
    #expect(lines.contains { $0.contains(#":1:1: error: unknown key `\u{1B}]0;x\u{7}`"#) })
    #expect(!faults.description.unicodeScalars.contains { $0 != "\n" && $0.isControlOrBidi })
  }

  @Test("a fault of one place reads as a compiler's")
  func described() throws {
    let yaml = ProtocolCase.question("mniutes: 3")
    let faults = try #require(
      failure(of: ProtocolReader.read(Array(yaml.utf8), file: "Protocols/x.yaml")))
    let fault = ProtocolFault(
      file: "Protocols/x.yaml", line: 9, column: 3,
      message: "question K1: unknown key `mniutes`, did you mean `minutes`?")
    #expect(faults.all == [fault])
    #expect(
      faults.description
        == "Protocols/x.yaml:9:3: error: question K1: unknown key `mniutes`, did you mean `minutes`?")
  }
}

private let wholeProtocol = """
  # A comment with & and * and {
  protocol: cogov-2
  version: 1.10
  title: Renewal
  languages: [en, no]
  about: >-
    Draft, informed
    by others.
  settings:
    museum: {org: {en: museum, no: museet}}
  codebook:
  - {code: drv.mic, name: "Driver: micro", about: daily}
  abbreviations:
    mgmt: management
    co-op: {en: "a {coop}", no: et samvirke}
  attributes:
  - {id: function, ask: Function, values: [front line, {id: policy, name: Policy}]}
  setup:
  - {id: who, ask: Who, coreq: 1, remember: true, values: [no, 2]}
  questions:
    - {id: W, kind: welcome, title: Welcome, minutes: 2}
    - id: K1
      kind: key
      section: Drivers
      title: {en: What helps, no: Hva}
      ask: |
        Think of your {org}.

        What helped?\tWhat else?
      minutes: 10
      short: 7.5
      must: true
      round: true
      note: Never say "best practice".
      materials: [three role cards]
      codes: [drv.*]
      probes:
        - time or
          room?
        - {id: rules, ask: no}
        - {en: who?, no: hvem?}
      settings:
        museum:
          title: T
          ask: A
          note: N
          materials: []
          probes: [x, {id: rules, ask: x}, x]
  debrief: [{id: surprises, ask: "What?"}]
  """

/// The folder that holds the package.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// What went wrong, if something did.
func failure(of read: Result<InterviewProtocol, ProtocolFaults>) -> ProtocolFaults? {
  guard case .failure(let faults) = read else { return nil }
  return faults
}

extension ProtocolCase {
  /// The faults of the file, written as in the table.
  func read() -> [String] {
    let faults = failure(of: ProtocolReader.read(Array(yaml.utf8), file: "x"))
    return (faults?.all ?? []).map { "\($0.line):\($0.column): \($0.message)" }
  }
}

extension Unicode.Scalar {
  /// What a terminal obeys, or what turns the direction of writing around.
  var isControlOrBidi: Bool {
    properties.generalCategory == .control || (0x2028...0x202E).contains(value)
      || (0x2066...0x2069).contains(value)
  }
}
