/// A YAML file as a tree, with what a protocol must not use and with keys given twice.
///
/// One pass over libyaml's events, which holds what is open on a stack. Whatever is refused is noted and passed
/// over, as far as libyaml understands the file; then the tree is not whole.
struct YAMLTree {
  /// Lists and maps in each other.
  static let deepest = 64
  /// After as many refusals and repeated keys the rest is not looked at.
  static let mostFindings = 100

  /// Nil for a file without anything in it.
  private(set) var root: YAMLNode?
  /// What is refused.
  private(set) var refusals: [YAMLFinding] = []
  /// The lines that lie in a text below | or >, or in quotation marks since a line before: no sign in them means anything
  /// to YAML.
  private(set) var linesOfTexts: Set<Int> = []
  /// Keys that their map has already; the tree is without them.
  private(set) var repeatedKeys: [RepeatedKey] = []
  /// Why the file ends early, unless a refusal says it better.
  private(set) var problem: YAMLProblem?
  /// Whether the whole file was looked through and nothing in it is refused.
  var isWhole: Bool { refusals.isEmpty && repeatedKeys.count < Self.mostFindings && problem == nil }

  private var open: [Collection] = []
  private var gaps: YAMLGaps
  /// The last comment that may have cut a text in brackets.
  private var cut: Place?
  private var documents = 0
  private var isOver = false

  /// A key that its map has already.
  struct RepeatedKey {
    let name: String
    let place: Place
    /// Where the map has it first.
    let first: Place
  }

  /// Reads a file: UTF-8 in which no scalar but tab and break is unfit for a text.
  init(of bytes: [UInt8]) {
    gaps = YAMLGaps(of: bytes)
    var events = YAMLEvents(of: bytes)
    do throws(YAMLProblem) {
      while !isOver, refusals.count + repeatedKeys.count < Self.mostFindings { take(try events.next()) }
    } catch {
      explain(error)
    }
  }

  private mutating func take(_ event: YAMLEvent) {
    let hasQuestionMark = refuseSigns(of: event)
    let place = event.start.place
    switch event.kind {
    case .documentStart:
      documents += 1
      if documents > 1 {
        refuse("a second document (`---`): a protocol is one document", at: place, .unknown)
      }
    case .text(let text, let style):
      add(YAMLNode(place: place, content: .text(text, isPlain: style == .plain)))
      if style != .plain {
        // Behind a text below | or > the next line has begun.
        let end = style == .block ? event.end.place.line - 1 : event.end.place.line
        linesOfTexts.formUnion(stride(from: place.line + 1, through: end, by: 1))
      }
      if style == .quoted { refuseTextBehind(place) }
      if style == .plain, open.last?.isInBrackets == true { cut = gaps.cutOnLine ?? cut }
    case .alias:
      add(YAMLNode(place: place, content: .list([])))
    case .open(let isMap, let isInBrackets):
      if isAtKey, !hasQuestionMark { refuse(Self.collectionAsKey, at: place) }
      if open.count == Self.deepest {
        refuse("lists and maps more than \(Self.deepest) deep in each other", at: place, .unknown)
        isOver = true
      }
      open.append(Collection(place: place, isMap: isMap, isInBrackets: isInBrackets))
    case .close:
      guard let closed = open.popLast() else { return }
      add(closed.node)
      if !event.isUnwritten { refuseTextBehind(closed.place) }
    case .end: isOver = true
    case .nothingOfNote: break
    }
  }

  /// Whether a key comes next.
  private var isAtKey: Bool { open.last?.isAtKey ?? false }

  private mutating func add(_ node: YAMLNode) {
    if open.isEmpty {
      root = root ?? node
    } else if let repeated = open[open.count - 1].take(node) {
      repeatedKeys.append(repeated)
    }
  }
}

// What is refused.
extension YAMLTree {
  private static let collectionAsKey =
    "a list or map cannot be a key; put a text that begins with { or [ in quotation marks"
  private static let questionMark =
    "a question mark before a key has no place in a protocol: write `key: …`"

  private mutating func refuse(_ message: String, at place: Place, _ cure: YAMLFinding.Cure? = nil) {
    refusals.append(YAMLFinding(place: place, message: message, cure: cure ?? .text(place.line)))
  }

  /// Refuses an event for the sign that it begins with, and a key for a question mark before it; whether there
  /// is one.
  private mutating func refuseSigns(of event: YAMLEvent) -> Bool {
    let inGap = gaps.move(to: event.start)
    let questionMark = isAtKey ? inGap : nil
    if let questionMark { refuse(Self.questionMark, at: questionMark, .unknown) }
    guard !event.isUnwritten else { return questionMark != nil }
    refuseSign(at: event.start.place)
    // A map of one key in a list in brackets begins with its question mark.
    if case .open = event.kind, gaps.sign == "?" {
      refuse(Self.questionMark, at: event.start.place, .unknown)
    }
    gaps.move(to: event.end)
    return questionMark != nil
  }

  /// Refuses what begins here with a sign that no other thing begins with.
  private mutating func refuseSign(at place: Place) {
    let what: String
    switch gaps.sign {
    case "*": what = "an alias (`*`)"
    case "&": what = "an anchor (`&`)"
    case "!": what = "a tag (`!`)"
    case "%" where place.column == 1:
      return refuse("a directive (`%`) has no place in a protocol", at: place, .line(place.line))
    default: return
    }
    refuse("\(what) has no place in a protocol; put a text that begins so in quotation marks", at: place)
  }

  /// `{org} is …` and `"What" is …`: the slips that a reader of YAML explains worst.
  private mutating func refuseTextBehind(_ opening: Place) {
    let isInBrackets = open.last?.isInBrackets ?? false
    switch gaps.nextOnLine {
    case nil, ":": return
    case ",", "]", "}": if isInBrackets { return }
    default: break
    }
    let comma = isInBrackets ? "a comma is missing behind what begins here, or else " : ""
    refuse(
      "\(comma)a text that begins with {, [ or a quotation mark is put in quotation marks as a whole",
      at: opening)
  }

  /// Keeps a problem, unless what libyaml stumbles over is to be refused: `*Never* say so`, `{title: Topic #1}`.
  private mutating func explain(_ problem: YAMLProblem) {
    var problem = problem
    problem.bracket = open.last { $0.isInBrackets }?.place
    let begun = gaps.isBefore(problem.begun) ? problem.begun : problem.noticed
    gaps.move(to: begun)
    refuseSign(at: begun.place)
    if refusals.isEmpty, let cut, let bracket = problem.bracket, bracket.isBefore(cut) {
      refuse(Self.comment, at: cut, .text(bracket.line))
    }
    if refusals.isEmpty { self.problem = problem }
  }

  private static let comment =
    "the rest of the line is a comment, with the comma or bracket that is missed here: "
    + "put the text that holds # in quotation marks"
}

/// A list or map whose end has not come yet.
private struct Collection {
  let place: Place
  let isMap: Bool
  let isInBrackets: Bool
  private var list: [YAMLNode] = []
  private var map: [YAMLNode.Entry] = []
  private var keys: [String: Place] = [:]
  private var key: Key?

  /// A key whose value comes next.
  private struct Key {
    let name: String
    let place: Place
    /// Not if the map has it already, or if it is no text.
    let isKept: Bool
  }

  init(place: Place, isMap: Bool, isInBrackets: Bool) {
    self.place = place
    self.isMap = isMap
    self.isInBrackets = isInBrackets
  }

  var isAtKey: Bool { isMap && key == nil }
  var node: YAMLNode { YAMLNode(place: place, content: isMap ? .map(map) : .list(list)) }

  /// Takes what comes next in it: an element, a key or its value; gives a key that it has already.
  mutating func take(_ node: YAMLNode) -> YAMLTree.RepeatedKey? {
    guard isMap else {
      list.append(node)
      return nil
    }
    if let key {
      if key.isKept { map.append(YAMLNode.Entry(name: key.name, place: key.place, value: node)) }
      self.key = nil
      return nil
    }
    let name = node.text ?? ""
    let first = node.text.flatMap { keys[$0] }
    key = Key(name: name, place: node.place, isKept: node.text != nil && first == nil)
    guard let first else {
      keys[name] = node.place
      return nil
    }
    return YAMLTree.RepeatedKey(name: name, place: node.place, first: first)
  }
}
