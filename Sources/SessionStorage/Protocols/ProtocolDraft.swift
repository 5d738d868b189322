internal import Interview
internal import Text

/// A protocol as far as it has been read from its nodes, with all that is wrong in them.
///
/// Every reading function gives nil where it found a fault, and has noted it then.
struct ProtocolDraft {
  let file: String
  private(set) var faults: [ProtocolFault] = []
  /// The languages that every text must have; nil if the file does not say them rightly.
  var languages: [String]? = ["en"]
  /// The texts that were read, for their placeholders.
  var texts: [PlacedText] = []
  /// The code patterns of the questions.
  var codePatterns: [(pattern: String, place: Place, within: [String])] = []
  /// What is being read, outermost first: `question K1`, `probe 2`.
  private(set) var within: [String] = []

  /// What of the file is not as it was written.
  let mends: YAMLMends

  /// Begins a draft with the faults of its repeated keys.
  init(file: String, repeatedKeys: [YAMLTree.RepeatedKey], mends: YAMLMends) {
    self.file = file
    self.mends = mends
    for key in repeatedKeys {
      refuse(key.place, "\(key.name.quoted) is given twice, first in line \(key.first.line)")
    }
  }

  /// Notes a fault of what is being read.
  mutating func refuse(_ place: Place, _ message: String) { refuse(place, message, within: within) }

  /// Notes a fault.
  mutating func refuse(_ place: Place, _ message: String, within: [String]) {
    // What stands there now is not what the author wrote, and is told already.
    guard !mends.lines.contains(place.line) else { return }
    let path = (within + [message]).joined(separator: ": ")
    let place = mends.original(place)
    faults.append(ProtocolFault(file: file, line: place.line, column: place.column, message: path))
  }

  /// Reads a part, whose faults are told as its own.
  mutating func reading<Part>(_ part: String, _ read: (inout ProtocolDraft) -> Part) -> Part {
    within.append(part)
    defer { within.removeLast() }
    return read(&self)
  }
}

// What is left of a file that had to be mended.
extension ProtocolDraft {
  /// What to call an element of a list in messages: by its id, else by its number.
  func label(_ node: YAMLNode, of what: String, _ key: String, number: Int) -> String {
    if let id = node.value(of: key), !mends.lines.contains(id.place.line), let text = id.text,
      (1...64).contains(text.unicodeScalars.count)
    {
      return "\(what) \(text)"
    }
    return "\(what) number \(number)"
  }

  /// Keys that a protocol can have anywhere.
  static let allKeys = Set(
    [protocolKeys, codeKeys, attributeKeys, valueKeys, formKeys, questionKeys, probeKeys, wordingKeys]
      .flatMap(\.known))
}

/// The keys that a map may have and must have.
struct MapKeys {
  let known: [String]
  let required: [String]
}

// What YAML holds, as what a protocol wants.
extension ProtocolDraft {
  /// The values of a map with known keys.
  mutating func fields(_ node: YAMLNode, of what: String, _ keys: MapKeys) -> [String: YAMLNode]? {
    guard case .map(let entries) = node.content else {
      let first = keys.required.isEmpty ? keys.known : keys.required
      refuse(node.place, "\(what) is a map with \(first.joined(separator: ", ")), found \(node.found)")
      return nil
    }
    var fields: [String: YAMLNode] = [:]
    for entry in entries {
      guard keys.known.contains(entry.name) else {
        let meant = keys.known.suggestion(for: entry.name)
        let hint =
          entry.isRestOfText
          ? ": the comma before it ends the text; put the text in quotation marks if it goes on"
          : meant.isEmpty ? "; known here: \(keys.known.joined(separator: ", "))" : meant
        refuse(entry.place, "unknown key \(entry.name.quoted)\(hint)")
        continue
      }
      fields[entry.name] = entry.value
    }
    for key in keys.required where fields[key] == nil && !mends.lostKeys.contains(key) {
      refuse(node.place, "`\(key)` is missing")
    }
    return fields
  }

  /// The entries of a map whose keys are names of their own.
  mutating func entries(_ node: YAMLNode, of what: String, named form: TextForm) -> [YAMLNode.Entry]? {
    guard case .map(let entries) = node.content else {
      refuse(node.place, "\(what) is a map, found \(node.found)")
      return nil
    }
    return entries.filter { entry in
      let isRight = form.matches(entry.name)
      if !isRight { refuse(entry.place, "\(what): \(entry.name.quoted) is not \(form.wants)") }
      return isRight
    }
  }

  /// The elements of a list.
  mutating func list(_ node: YAMLNode?, _ key: String) -> [YAMLNode]? {
    guard let node else { return nil }
    guard case .list(let nodes) = node.content else {
      refuse(node.place, "`\(key)` wants a list, found \(node.found)")
      return nil
    }
    return nodes
  }

  /// A text as it is written, whatever YAML might take it for; breaks and tabs in it become spaces.
  mutating func string(_ node: YAMLNode?, _ key: String) -> String? {
    guard let node else { return nil }
    guard let text = node.text, !node.isNothing else {
      refuse(node.place, "`\(key)` wants a text, found \(node.found)")
      return nil
    }
    let unfit = text.unicodeScalars.filter(\.isUnfitForText)
    guard unfit.isEmpty else {
      for character in Set(unfit).sorted() {
        refuse(node.place, "`\(key)`: \(ProtocolReader.unfit(character))")
      }
      return nil
    }
    let line = text.onOneLine
    guard !line.isEmpty else {
      refuse(node.place, "`\(key)` is empty")
      return nil
    }
    return line
  }

  /// A text of a form.
  mutating func string(_ node: YAMLNode?, _ key: String, _ form: TextForm) -> String? {
    guard let node else { return nil }
    guard let text = node.text, !node.isNothing else {
      refuse(node.place, "`\(key)` wants \(form.wants), found \(node.found)")
      return nil
    }
    guard form.matches(text) else {
      refuse(node.place, "`\(key)`: \(text.quoted) is not \(form.wants)")
      return nil
    }
    return text
  }

  /// Minutes, over 0 and at most 600.
  mutating func minutes(_ node: YAMLNode?, _ key: String) -> Double? {
    guard let node else { return nil }
    if let text = node.plainText, TextForm.number.matches(text), let minutes = Double(text), minutes > 0,
      minutes <= 600
    {
      return minutes
    }
    refuse(node.place, "`\(key)` wants a number of minutes, over 0 and at most 600, found \(node.found)")
    return nil
  }

  /// An item of the COREQ checklist.
  mutating func coreqItem(_ node: YAMLNode?) -> Int? {
    guard let node else { return nil }
    if let item = node.plainText.flatMap({ Int($0) }), (1...32).contains(item) { return item }
    refuse(node.place, "`coreq` wants a whole number from 1 to 32, found \(node.found)")
    return nil
  }

  /// `true` or `false`.
  mutating func bool(_ node: YAMLNode?, _ key: String) -> Bool? {
    guard let node else { return nil }
    if let text = node.plainText, text == "true" || text == "false" { return text == "true" }
    refuse(node.place, "`\(key)` wants true or false, found \(node.found)")
    return nil
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
