/// The lists and maps that are open at a place of a YAML file, with the keys they have had.
struct YAMLNesting {
  /// How many are open in each other.
  private(set) var depth = 0
  private var blocks: [Block] = []
  private var flows: [Flow] = []
  private var blockKey: Key?

  /// What will be a key if a colon follows it.
  struct Key {
    let place: Place
    /// In the bytes, with its quotation marks.
    let offset: Int
    /// In the bytes, behind it.
    var end: Int
  }

  /// A list or map by indentation.
  private struct Block {
    let column: Int
    let isMap: Bool
    /// A list at the map's own indentation, as the value of its last key.
    var holdsList = false
    var keys: [String: Place] = [:]
  }

  /// A list or map in brackets.
  private struct Flow {
    let isMap: Bool
    let opening: Place
    var isAtKey = true
    var key: Key?
    var keys: [String: Place] = [:]
  }

  var isInFlow: Bool { !flows.isEmpty }
  /// In a map in brackets, before a colon.
  var isAtFlowKey: Bool { flows.last.map { $0.isMap && $0.isAtKey } ?? false }
  /// The column of the innermost list or map by indentation, from 0; -1 without any.
  var indent: Int { blocks.last?.column ?? -1 }

  /// What may become a key of the innermost list or map.
  var key: Key? {
    get { flows.isEmpty ? blockKey : flows[flows.count - 1].key }
    set {
      if flows.isEmpty { blockKey = newValue } else { flows[flows.count - 1].key = newValue }
    }
  }

  /// Opens a list or map by indentation, unless it is open or brackets are.
  mutating func roll(to column: Int, isMap: Bool) {
    guard flows.isEmpty, indent < column else { return }
    blocks.append(Block(column: column, isMap: isMap))
    depth += 1
  }

  /// Closes the lists and maps that are indented further, unless brackets are open.
  mutating func unroll(to column: Int) {
    guard flows.isEmpty else { return }
    while let block = blocks.last, block.column > column {
      depth -= block.holdsList ? 2 : 1
      blocks.removeLast()
    }
  }

  /// Opens the list of a dash.
  mutating func beginItem(at column: Int) {
    guard flows.isEmpty else { return }
    roll(to: column, isMap: false)
    guard let top = blocks.last, top.isMap, top.column == column, !top.holdsList else { return }
    blocks[blocks.count - 1].holdsList = true
    depth += 1
  }

  /// Goes on from a key to its value; a list at the map's own indentation ends before its next key.
  mutating func beginValue() {
    if !flows.isEmpty {
      flows[flows.count - 1].isAtKey = false
    } else if let top = blocks.last, top.holdsList {
      blocks[blocks.count - 1].holdsList = false
      depth -= 1
    }
  }

  /// Opens brackets.
  mutating func open(isMap: Bool, at place: Place) {
    flows.append(Flow(isMap: isMap, opening: place))
    depth += 1
  }

  /// Closes the innermost brackets; where they were opened.
  mutating func close() -> Place? {
    guard let flow = flows.popLast() else { return nil }
    depth -= 1
    return flow.opening
  }

  /// Goes on behind a comma.
  mutating func beginEntry() {
    if !flows.isEmpty { flows[flows.count - 1].isAtKey = true }
  }

  /// Takes a key into the innermost map; where the map has it already.
  mutating func take(_ name: String, at place: Place) -> Place? {
    if let flow = flows.last {
      guard flow.isMap else { return nil }
      if let first = flow.keys[name] { return first }
      flows[flows.count - 1].keys[name] = place
    } else if let block = blocks.last {
      if let first = block.keys[name] { return first }
      blocks[blocks.count - 1].keys[name] = place
    }
    return nil
  }
}
