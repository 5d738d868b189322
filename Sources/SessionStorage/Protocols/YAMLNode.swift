/// What a YAML file holds: texts, lists and maps in each other, each with its place.
struct YAMLNode: Sendable {
  let place: Place
  let content: Content

  enum Content: Sendable {
    /// As it reads, without its quotation marks; plain if it has none and no `|` or `>` either.
    case text(String, isPlain: Bool)
    case list([YAMLNode])
    /// In the file's order, each key once.
    case map([Entry])
  }

  /// A key with its place and its value.
  struct Entry: Sendable {
    let name: String
    let place: Place
    let value: YAMLNode

    /// It may be the rest of a text in brackets that has a comma in it (`{ask: What, then?}`): words without a value.
    var isRestOfText: Bool {
      value.plainText == "" && (name.contains(" ") || name.last.map { "?!.…".contains($0) } ?? false)
    }
  }

  /// Nil for a list or a map.
  var text: String? {
    guard case .text(let text, _) = content else { return nil }
    return text
  }

  /// A text that is plain.
  var plainText: String? {
    guard case .text(let text, isPlain: true) = content else { return nil }
    return text
  }

  /// Whether it is what YAML takes for no value.
  var isNothing: Bool { plainText.map(["", "~", "null", "Null", "NULL"].contains) ?? false }

  /// The value of a key; nil if it has no such key or is no map.
  func value(of key: String) -> YAMLNode? {
    guard case .map(let entries) = content else { return nil }
    return entries.first { $0.name == key }?.value
  }

  /// What it is, in a message.
  var found: String {
    switch content {
    case .text where isNothing: "nothing"
    case .text(let text, let isPlain): isPlain ? text.quoted : "the text \(text.quoted)"
    case .list: "a list"
    case .map: "a map"
    }
  }
}
