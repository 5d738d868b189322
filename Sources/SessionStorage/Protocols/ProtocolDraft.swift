internal import Interview
internal import Yams

/// A protocol as far as it has been read from its nodes, with all that is wrong in them.
///
/// Every reading function gives nil where it found a fault, and has noted it then.
struct ProtocolDraft {
  let file: String
  /// Keys to pass over.
  let repeated: Set<Place>
  private(set) var faults: [ProtocolFault] = []
  /// The languages that every text must have; nil if the file does not say them rightly.
  var languages: [String]? = ["en"]
  /// The texts that were read, for their placeholders.
  var texts: [PlacedText] = []
  /// The code patterns of the questions.
  var codePatterns: [(pattern: String, place: Place, within: [String])] = []
  /// What is being read, outermost first: `question K1`, `probe 2`.
  private(set) var within: [String] = []

  /// Begins a draft with the faults of its repeated keys.
  init(file: String, repeatedKeys: [YAMLOutline.RepeatedKey]) {
    self.file = file
    repeated = Set(repeatedKeys.map(\.place))
    for key in repeatedKeys {
      note(key.place, "\(key.name.quoted) is given twice, first in line \(key.first.line)")
    }
  }

  /// Notes a fault of what is being read.
  mutating func note(_ place: Place, _ message: String) { note(place, message, within: within) }

  /// Notes a fault.
  mutating func note(_ place: Place, _ message: String, within: [String]) {
    let path = (within + [message]).joined(separator: ": ")
    faults.append(ProtocolFault(file: file, line: place.line, column: place.column, message: path))
  }

  /// Reads a part, whose faults are told as its own.
  mutating func reading<Part>(_ part: String, _ read: (inout ProtocolDraft) -> Part) -> Part {
    within.append(part)
    defer { within.removeLast() }
    return read(&self)
  }
}

/// A key with its place and its value.
struct MapEntry {
  let name: String
  let place: Place
  let value: Node
}

/// The keys that a map may have and must have.
struct MapKeys {
  let known: [String]
  let required: [String]
}

// What YAML holds, as what a protocol wants.
extension ProtocolDraft {
  /// The values of a map with known keys.
  mutating func fields(_ node: Node, of what: String, _ keys: MapKeys) -> [String: Node]? {
    guard case .mapping(let mapping) = node else {
      let first = keys.required.isEmpty ? keys.known : keys.required
      note(node.place, "\(what) is a map with \(first.joined(separator: ", ")), found \(node.found)")
      return nil
    }
    var fields: [String: Node] = [:]
    for entry in entries(mapping) {
      guard keys.known.contains(entry.name) else {
        let meant = keys.known.suggestion(for: entry.name)
        let hint = meant.isEmpty ? "; known here: \(keys.known.joined(separator: ", "))" : meant
        note(entry.place, "unknown key \(entry.name.quoted)\(hint)")
        continue
      }
      fields[entry.name] = entry.value
    }
    for key in keys.required where fields[key] == nil { note(node.place, "`\(key)` is missing") }
    return fields
  }

  /// The entries of a map in the file's order, without repeated keys.
  func entries(_ mapping: Node.Mapping) -> [MapEntry] {
    var entries: [MapEntry] = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key, !repeated.contains(key.place) else { continue }
      entries.append(MapEntry(name: scalar.string, place: key.place, value: value))
    }
    return entries
  }

  /// The entries of a map whose keys are names of their own.
  mutating func entries(_ node: Node, of what: String, named form: TextForm) -> [MapEntry]? {
    guard case .mapping(let mapping) = node else {
      note(node.place, "\(what) is a map, found \(node.found)")
      return nil
    }
    return entries(mapping).filter { entry in
      let isRight = form.matches(entry.name)
      if !isRight { note(entry.place, "\(what): \(entry.name.quoted) is not \(form.wants)") }
      return isRight
    }
  }

  /// The elements of a list.
  mutating func list(_ node: Node?, _ key: String) -> [Node]? {
    guard let node else { return nil }
    guard case .sequence(let sequence) = node else {
      note(node.place, "`\(key)` wants a list, found \(node.found)")
      return nil
    }
    return Array(sequence)
  }

  /// A text as it is written, whatever YAML might take it for; breaks and tabs in it become spaces.
  mutating func string(_ node: Node?, _ key: String) -> String? {
    guard let node else { return nil }
    guard case .scalar(let scalar) = node, !scalar.isNothing else {
      note(node.place, "`\(key)` wants a text, found \(node.found)")
      return nil
    }
    let unfit = scalar.string.unicodeScalars.filter(\.isUnfitForText)
    guard unfit.isEmpty else {
      for character in Set(unfit).sorted() {
        note(node.place, "`\(key)`: \(ProtocolReader.unfit(character))")
      }
      return nil
    }
    let text = scalar.string.onOneLine
    guard !text.isEmpty else {
      note(node.place, "`\(key)` is empty")
      return nil
    }
    return text
  }

  /// A text of a form.
  mutating func string(_ node: Node?, _ key: String, _ form: TextForm) -> String? {
    guard let node else { return nil }
    guard case .scalar(let scalar) = node, !scalar.isNothing else {
      note(node.place, "`\(key)` wants \(form.wants), found \(node.found)")
      return nil
    }
    guard form.matches(scalar.string) else {
      note(node.place, "`\(key)`: \(scalar.string.quoted) is not \(form.wants)")
      return nil
    }
    return scalar.string
  }

  /// Minutes, over 0 and at most 600.
  mutating func minutes(_ node: Node?, _ key: String) -> Double? {
    guard let node else { return nil }
    if case .scalar(let scalar) = node, scalar.style == .plain, TextForm.number.matches(scalar.string),
      let minutes = Double(scalar.string), minutes > 0, minutes <= 600
    {
      return minutes
    }
    note(node.place, "`\(key)` wants a number of minutes, over 0 and at most 600, found \(node.found)")
    return nil
  }

  /// An item of the COREQ checklist.
  mutating func coreqItem(_ node: Node?) -> Int? {
    guard let node else { return nil }
    if case .scalar(let scalar) = node, scalar.style == .plain, let item = Int(scalar.string),
      (1...32).contains(item)
    {
      return item
    }
    note(node.place, "`coreq` wants a whole number from 1 to 32, found \(node.found)")
    return nil
  }

  /// `true` or `false`.
  mutating func bool(_ node: Node?, _ key: String) -> Bool? {
    guard let node else { return nil }
    if case .scalar(let scalar) = node, scalar.style == .plain,
      scalar.string == "true" || scalar.string == "false"
    {
      return scalar.string == "true"
    }
    note(node.place, "`\(key)` wants true or false, found \(node.found)")
    return nil
  }
}

extension Node {
  var place: Place { mark.map { Place(line: $0.line, column: $0.column) } ?? Place() }

  /// What it is, in a message.
  var found: String {
    switch self {
    case .scalar(let scalar) where scalar.isNothing: "nothing"
    case .scalar(let scalar) where scalar.style == .plain: scalar.string.quoted
    case .scalar(let scalar): "the text \(scalar.string.quoted)"
    case .sequence: "a list"
    case .mapping: "a map"
    case .alias: "an alias"
    }
  }
}

extension Node.Scalar {
  /// What YAML takes for no value.
  fileprivate var isNothing: Bool {
    style == .plain && ["", "~", "null", "Null", "NULL"].contains(string)
  }
}

extension String {
  /// With each run of spaces that holds a break or a tab as one space, and nothing around it.
  fileprivate var onOneLine: String {
    let space = UInt8(ascii: " ")
    let isBreak = { (byte: UInt8) in byte == 0x09 || byte == 0x0A || byte == 0x0D }
    // Most texts are so already.
    if utf8.first != space, utf8.last != space, !utf8.contains(where: isBreak) { return self }
    var line: [UInt8] = []
    line.reserveCapacity(utf8.count)
    var gap = (length: 0, holdsBreak: false)
    for byte in utf8 {
      if byte == space || isBreak(byte) {
        gap = (gap.length + 1, gap.holdsBreak || isBreak(byte))
        continue
      }
      if !line.isEmpty {
        line.append(contentsOf: repeatElement(space, count: gap.holdsBreak ? 1 : gap.length))
      }
      gap = (0, false)
      line.append(byte)
    }
    return String(decoding: line, as: UTF8.self)
  }
}
