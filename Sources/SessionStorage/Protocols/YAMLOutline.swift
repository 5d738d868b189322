/// How a YAML file is built, found without composing it: what a protocol must not use, and keys given twice.
///
/// Yams composes by recursion, puts an anchor's node silently in the place of its alias, compares whole keys
/// and gives up at the first key given twice. So this goes over the file beforehand, token by token as
/// libyaml's scanner cuts them, in one pass that holds no more than the open lists and maps. What it does not
/// refuse, Yams can safely compose. Where libyaml would stop at an error it may go on; that changes nothing.
struct YAMLOutline {
  /// Lists and maps in each other.
  static let deepest = 64
  /// After as many refusals and repeated keys the rest is not looked at.
  static let mostFindings = 100

  /// Whether Yams may compose the file.
  var isSafe: Bool { refusals.isEmpty && repeatedKeys.count < Self.mostFindings }
  /// What is refused, with its place.
  private(set) var refusals: [(place: Place, message: String)] = []
  /// Keys that their map has already.
  private(set) var repeatedKeys: [RepeatedKey] = []

  private var cursor: YAMLCursor
  private var nesting = YAMLNesting()
  private var mayBeginKey = true
  private var hasBegun = false
  private var closed: (opening: Place, line: Int)?
  private var isOver = false

  /// Looks through a file: UTF-8 in which no scalar but tab and break is unfit for a text.
  init(of bytes: [UInt8]) {
    cursor = YAMLCursor(bytes)
    while !isOver, refusals.count + repeatedKeys.count < Self.mostFindings { step() }
  }

  /// A key that its map has already.
  struct RepeatedKey {
    let name: String
    let place: Place
    /// Where the map has it first.
    let first: Place
    /// Where its first letter stands in the bytes.
    let offset: Int
  }

  private mutating func step() {
    skipToToken()
    nesting.unroll(to: cursor.column)
    guard !cursor.isAtEnd else {
      isOver = true
      return
    }
    refuseTextAfterClosing()
    let place = cursor.place
    let isDirective = cursor.column == 0 && cursor.byte() == UInt8(ascii: "%")
    if isDirective || cursor.isAtDocument("-") || cursor.isAtDocument(".") {
      readDocumentMark(isDirective: isDirective)
    } else {
      readToken()
      hasBegun = true
    }
    guard nesting.depth > Self.deepest, !isOver else { return }
    refuse("lists and maps more than \(Self.deepest) deep in each other", at: place)
    isOver = true
  }

  private mutating func skipToToken() {
    while true {
      while cursor.byte() == UInt8(ascii: " ")
        || (cursor.byte() == UInt8(ascii: "\t") && (nesting.isInFlow || !mayBeginKey))
      {
        cursor.advance()
      }
      if cursor.byte() == UInt8(ascii: "#") { cursor.advanceToBreak() }
      guard cursor.isAtBreak else { return }
      cursor.advanceOverBreak()
      if !nesting.isInFlow { mayBeginKey = true }
    }
  }

  private mutating func readToken() {
    let isInFlow = nesting.isInFlow
    switch Unicode.Scalar(cursor.byte()) {
    case "[": open(isMap: false)
    case "{": open(isMap: true)
    case "]", "}": close()
    case ",": readComma()
    case "-" where cursor.isGap(1): readDash()
    case "?" where isInFlow || cursor.isGap(1): refuseLongKey()
    case ":" where isInFlow || cursor.isGap(1): readColon()
    case "*": refuseMark("an alias (`*`)")
    case "&": refuseMark("an anchor (`&`)")
    case "!": refuseMark("a tag (`!`)")
    case "|" where !isInFlow, ">" where !isInFlow:
      cursor.skipBlock(indent: nesting.indent)
      nesting.key = nil
      mayBeginKey = true
    case "\"", "'":
      beginKey()
      let opening = cursor.place
      cursor.skipQuoted()
      nesting.key?.end = cursor.offset
      mayBeginKey = false
      closed = (opening, cursor.line)
    case "@", "`", "%", "\t":
      isOver = true
    default:
      beginKey()
      let text = cursor.skipPlain(indent: nesting.indent, isInFlow: isInFlow)
      nesting.key?.end = text.end
      mayBeginKey = text.endsLine
    }
  }

  private mutating func readDocumentMark(isDirective: Bool) {
    if isDirective {
      refuse("a directive (`%`) has no place in a protocol")
      cursor.advanceToBreak()
    } else {
      if cursor.isAtDocument("-") {
        if hasBegun { refuse("a second document (`---`): a protocol is one document") }
        hasBegun = true
      }
      for _ in 0..<3 { cursor.advance() }
    }
    nesting.unroll(to: -1)
    nesting.key = nil
    mayBeginKey = false
  }

  private mutating func readDash() {
    nesting.beginItem(at: cursor.column)
    nesting.key = nil
    mayBeginKey = true
    cursor.advance()
  }

  private mutating func readComma() {
    nesting.key = nil
    nesting.beginEntry()
    mayBeginKey = true
    cursor.advance()
  }

  private mutating func open(isMap: Bool) {
    if nesting.isAtFlowKey { refuse(Self.collectionAsKey) }
    beginKey()
    nesting.open(isMap: isMap, at: cursor.place)
    mayBeginKey = true
    cursor.advance()
  }

  private mutating func close() {
    nesting.key = nil
    if let opening = nesting.close() { closed = (opening, cursor.line) }
    mayBeginKey = false
    cursor.advance()
  }

  /// A key must stand on the colon's line and begin at most 1,024 scalars before it, says libyaml.
  private mutating func readColon() {
    if let key = nesting.key, key.place.line == cursor.line, key.place.column + 1024 > cursor.column {
      nesting.roll(to: key.place.column - 1, isMap: true)
      note(key)
      nesting.key = nil
      mayBeginKey = false
    } else {
      nesting.roll(to: cursor.column, isMap: true)
      mayBeginKey = !nesting.isInFlow
    }
    nesting.beginValue()
    cursor.advance()
  }

  private mutating func beginKey() {
    guard mayBeginKey else { return }
    nesting.key = YAMLNesting.Key(place: cursor.place, offset: cursor.offset, end: cursor.offset)
  }

  /// Takes a key into its map. A key with escapes is left to Yams: what it says is not known here.
  private mutating func note(_ key: YAMLNesting.Key) {
    let bytes = cursor.bytes
    let first = bytes[key.offset]
    if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
      if !nesting.isAtFlowKey { refuse(Self.collectionAsKey, at: key.place) }
      return
    }
    let isQuoted = first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    let letters = isQuoted ? (key.offset + 1)..<max(key.offset + 1, key.end - 1) : key.offset..<key.end
    let hasEscapes = isQuoted && bytes[letters].contains { $0 == first || $0 == UInt8(ascii: "\\") }
    guard !letters.isEmpty, !hasEscapes else { return }
    let name = String(decoding: bytes[letters], as: UTF8.self)
    guard let earlier = nesting.take(name, at: key.place) else { return }
    let repeated = RepeatedKey(name: name, place: key.place, first: earlier, offset: letters.lowerBound)
    repeatedKeys.append(repeated)
  }
}

// What is refused.
extension YAMLOutline {
  private static let collectionAsKey =
    "a list or map cannot be a key; put a text that begins with { or [ in quotation marks"

  private mutating func refuse(_ message: String, at place: Place? = nil) {
    refusals.append((place ?? cursor.place, message))
  }

  private mutating func refuseMark(_ what: String) {
    refuse("\(what) has no place in a protocol; put a text that begins so in quotation marks")
    beginKey()
    mayBeginKey = false
    cursor.advanceToGap()
  }

  private mutating func refuseLongKey() {
    refuse("a question mark before a key has no place in a protocol: write `key: …`")
    nesting.roll(to: cursor.column, isMap: true)
    nesting.key = nil
    mayBeginKey = !nesting.isInFlow
    cursor.advance()
  }

  /// `{org} is …` and `"What" is …`: the slips that a reader of YAML explains worst.
  private mutating func refuseTextAfterClosing() {
    guard let (opening, line) = closed else { return }
    closed = nil
    guard line == cursor.line else { return }
    switch Unicode.Scalar(cursor.byte()) {
    case ":": return
    case ",", "]", "}": if nesting.isInFlow { return }
    default: break
    }
    let comma = nesting.isInFlow ? "a comma is missing behind what begins here, or else " : ""
    refuse(
      "\(comma)a text that begins with {, [ or a quotation mark is put in quotation marks as a whole",
      at: opening)
  }
}
