import Foundation
import Interview
import Testing

@testable import SessionStorage

@Suite("The examples that init makes")
struct ExampleTests {
  private static let protocols = repository.appending(path: "Protocols")

  private func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Self.protocols.appending(path: name)))
  }

  @Test("are read without a fault and without a warning", arguments: ["example.yaml", "every-feature.yaml"])
  func pass(_ name: String) throws {
    let bytes = try bytes(name)
    let route = try ProtocolReader.read(bytes, file: name).get()
    #expect(ProtocolReader.warnings(of: route, in: bytes, file: name) == [])
  }

  @Test("show everything that the schema knows, each with a comment")
  func everything() throws {
    let json = try JSONSerialization.jsonObject(with: Data(bytes("protocol.schema.json")))
    let schema = SchemaWalk(try #require(json as? [String: Any]))
    let file = try bytes("every-feature.yaml")
    let tree = YAMLTree(of: file)
    let shown = schema.places(in: try #require(tree.root))
    let all = schema.allPlaces
    #expect(all.count > 40)
    // Whoever adds a key to the schema shows it there.
    #expect(all.subtracting(shown).sorted() == [])

    let text = String(decoding: file, as: UTF8.self)
    #expect(text.contains(">-\n"), "texts over several lines")
    let route = try ProtocolReader.read(file, file: "every-feature.yaml").get()
    #expect(route.languages.count > 1 && route.settings.count > 1)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for key in ["settings:", "codebook:", "attributes:", "setup:", "questions:", "debrief:"] {
      let line = try #require(lines.firstIndex { $0.hasPrefix(key) })
      #expect(lines[line - 1].hasPrefix("# "), "nothing explains \(key)")
    }
  }
}

/// The places of a JSON Schema at which a key is described: those of the whole schema, and those that a file uses.
private struct SchemaWalk {
  private let root: [String: Any]

  init(_ root: [String: Any]) { self.root = root }

  var allPlaces: Set<String> {
    var places: Set<String> = []
    collect(root, at: "#", into: &places)
    for (name, schema) in root["definitions"] as? [String: [String: Any]] ?? [:] {
      collect(schema, at: name, into: &places)
    }
    return places
  }

  func places(in node: YAMLNode) -> Set<String> {
    var places: Set<String> = []
    visit(node, root, at: "#", into: &places)
    return places
  }

  private static let parts = ["properties", "patternProperties"]

  private func collect(_ schema: [String: Any], at place: String, into places: inout Set<String>) {
    for part in Self.parts {
      for (key, value) in schema[part] as? [String: [String: Any]] ?? [:] {
        places.insert("\(place)/\(key)")
        collect(value, at: "\(place)/\(key)", into: &places)
      }
    }
    for part in ["items", "then", "else"] {
      if let value = schema[part] as? [String: Any] { collect(value, at: "\(place)/\(part)", into: &places) }
    }
  }

  private func visit(
    _ node: YAMLNode, _ schema: [String: Any], at place: String, into places: inout Set<String>
  ) {
    if let name = (schema["$ref"] as? String)?.split(separator: "/").last.map(String.init),
      let definition = (root["definitions"] as? [String: [String: Any]])?[name]
    {
      visit(node, definition, at: name, into: &places)
    }
    for part in schema["allOf"] as? [[String: Any]] ?? [] { visit(node, part, at: place, into: &places) }
    if let condition = schema["if"] as? [String: Any] {
      let required = condition["required"] as? [String] ?? []
      var holds = required.allSatisfy { node.value(of: $0) != nil }
      if case .map = node.content {} else { holds = false }
      let part = holds ? "then" : "else"
      if let value = schema[part] as? [String: Any] {
        visit(node, value, at: "\(place)/\(part)", into: &places)
      }
    }
    switch node.content {
    case .text: break
    case .list(let nodes):
      guard let items = schema["items"] as? [String: Any] else { return }
      for node in nodes { visit(node, items, at: "\(place)/items", into: &places) }
    case .map(let entries):
      let known = schema["properties"] as? [String: [String: Any]] ?? [:]
      let patterns = schema["patternProperties"] as? [String: [String: Any]] ?? [:]
      for entry in entries {
        if let value = known[entry.name] {
          places.insert("\(place)/\(entry.name)")
          visit(entry.value, value, at: "\(place)/\(entry.name)", into: &places)
        } else if let pattern = patterns.first {
          places.insert("\(place)/\(pattern.key)")
          visit(entry.value, pattern.value, at: "\(place)/\(pattern.key)", into: &places)
        }
      }
    }
  }
}
