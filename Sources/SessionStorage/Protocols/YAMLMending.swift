/// What is wrong in a file of YAML, as much of it as can be told in one go.
///
/// libyaml stops at the first fault. What is at fault is then taken out of its line, and the file is read again, until
/// there is no fault any more or nobody can say what the author meant. What only follows from an earlier fault is not
/// told.
struct YAMLMending {
  /// More faults of one file are not told.
  static let mostFindings = 20
  /// In a longer file only the first fault is looked for: a protocol is a few pages.
  private static let mostBytes = 1 << 17

  /// In the order in which they were met.
  private(set) var findings: [YAMLFinding] = []
  /// The file as it was understood in the end.
  private(set) var tree: YAMLTree
  /// What had to be changed for that.
  private(set) var mends = YAMLMends()
  /// The tree is whole, with what was taken out of it.
  var isReadable: Bool { tree.isWhole }

  /// How much was taken out of a line already.
  private var severities: [Int: Int] = [:]
  private var tabbed: Set<Int> = []

  /// Reads a file: UTF-8 in which no scalar but tab and break is unfit for a text.
  init(of bytes: [UInt8]) {
    tree = YAMLTree(of: bytes)
    guard !tree.isWhole else { return }
    let isShort = bytes.count <= Self.mostBytes
    var lines = YAMLLines(of: isShort ? bytes : [])
    var rounds = 0
    while !tree.isWhole, findings.count < Self.mostFindings, rounds < 3 * Self.mostFindings {
      guard mend(&lines), isShort else { break }
      tree = YAMLTree(of: lines.bytes)
      rounds += 1
    }
    endList()
  }

  /// Tells what was met in this round and takes it out.
  ///
  /// - Returns: false if it is of no use to read on.
  private mutating func mend(_ lines: inout YAMLLines) -> Bool {
    let met = tree.refusals + (tree.problem.map { [finding(of: $0, in: lines)] } ?? [])
    guard !met.isEmpty, !met.contains(where: isGuess) else { return false }
    let known = mends
    findings += met.filter {
      !known.lines.contains($0.place.line) && !known.lines.contains($0.cure.line ?? 0)
    }
    .map { YAMLFinding(place: known.original($0.place), message: $0.message, cure: $0.cure) }
    guard !met.contains(where: { $0.cure == .unknown }) else { return false }
    var isMended = false
    var cured: Set<Int> = []
    // Two faults of a line are mended as one.
    for cure in met.map(\.cure) where cure.line.map({ cured.insert($0).inserted }) ?? true {
      if apply(cure, to: &lines) { isMended = true }
    }
    return isMended
  }

  /// The fault is in a line whose indentation was a guess.
  private func isGuess(_ finding: YAMLFinding) -> Bool {
    finding.cure.line.map(tabbed.contains) ?? false
  }

  private mutating func apply(_ cure: YAMLFinding.Cure, to lines: inout YAMLLines) -> Bool {
    switch cure {
    case .unknown: return false
    case .tabs:
      let expanded = lines.expandTabs()
      tabbed.formUnion(expanded.keys)
      mends.shifts.merge(expanded, uniquingKeysWith: +)
      return !expanded.isEmpty
    case .indent(let line, let column, let isSure):
      guard severities[line] == nil else { return apply(.line(line), to: &lines) }
      severities[line] = 1
      let moved = lines.indent(line, to: column)
      mends.shifts.merge(moved, uniquingKeysWith: +)
      if !isSure { mends.lines.formUnion(moved.keys) }
      return !moved.isEmpty
    case .text(let line): return takeOut(line, severity: (severities[line] ?? 0) + 1, of: &lines)
    case .line(let line):
      return takeOut(line, severity: max(3, (severities[line] ?? 0) + 1), of: &lines)
    }
  }

  /// - Parameter severity: 1 takes the value, 2 the key as well, 3 the whole line.
  private mutating func takeOut(_ line: Int, severity: Int, of lines: inout YAMLLines) -> Bool {
    guard severity <= 3, let parts = lines[line] else { return false }
    let severity = severity == 1 && (parts.key == nil || parts.isOpen) ? 2 : severity
    severities[line] = severity
    if severity > 1, let word = lines.firstWord(of: line) { mends.lostKeys.insert(word) }
    // A key that has lost what was below it says something else, too.
    if severity == 3, let above = lines.openKey(above: line) { mends.lines.insert(above) }
    mends.lines.formUnion(
      severity == 3 ? lines.emptyLines(from: line) : lines.putText(in: line, keepsKey: severity == 1))
    return true
  }

  /// Cuts the list where it is too long, and says so.
  private mutating func endList() {
    guard findings.count > Self.mostFindings || (findings.count == Self.mostFindings && !tree.isWhole) else {
      return
    }
    findings.sort { $0.place.isBefore($1.place) }
    findings = Array(findings.prefix(Self.mostFindings))
    guard let last = findings.last?.place else { return }
    findings.append(
      YAMLFinding(place: last, message: "and more: mend these first, then check again", cure: .unknown))
  }
}

// What libyaml stumbled over, as an author made it.
extension YAMLMending {
  private func finding(of problem: YAMLProblem, in lines: YAMLLines) -> YAMLFinding {
    let noticed = problem.noticed.place
    let begun = problem.begun.place
    func found(at place: Place, _ cure: YAMLFinding.Cure, _ more: String = "") -> YAMLFinding {
      YAMLFinding(place: place, message: problem.message + more, cure: cure)
    }
    if lines[noticed.line]?.holdsTab == true, problem.mayBeTab {
      let others = (1...lines.count).count { lines[$0]?.holdsTab == true } - 1
      return found(at: noticed, .tabs, others > 0 ? "; \(others) more lines begin with tabs" : "")
    }
    if let bracket = problem.bracket {
      let isOpen = lines[noticed.line].map { $0.indentation <= lines[bracket.line]?.column ?? -1 } ?? true
      return isOpen && noticed.line > bracket.line
        ? found(at: bracket, .text(bracket.line), "; or this bracket is not closed")
        : found(at: noticed, .text(bracket.line))
    }
    switch problem.kind {
    case .colonInText: return tooDeep(noticed, in: lines) ?? found(at: noticed, .text(noticed.line))
    case .noColon: return found(at: begun, .line(begun.line))
    case .quotation(isOpen: true): return found(at: begun, .text(begun.line))
    case .quotation(isOpen: false): return found(at: noticed, .text(begun.line))
    case .secondDocument: return found(at: noticed, .unknown)
    case .stray:
      guard let parts = lines[noticed.line], noticed.column == parts.indentation + 1 else {
        return found(at: noticed, .text(noticed.line))
      }
      guard let column = lines.column(beside: noticed.line) else {
        return found(at: noticed, .line(noticed.line))
      }
      return found(at: noticed, .indent(noticed.line, to: column, isSure: false))
    case .other: return found(at: noticed, .text(noticed.line))
    }
  }

  /// A key that is indented more than the key before it, whose text it seems to go on with; nil if it is none.
  private func tooDeep(_ colon: Place, in lines: YAMLLines) -> YAMLFinding? {
    guard let parts = lines[colon.line], let key = parts.key, parts.dash == nil,
      colon.column == parts.indentation + key.utf8.count + 1,
      let before = lines.key(before: colon.line), before.column < parts.indentation,
      ProtocolDraft.allKeys.contains(key)
        || [key, before.key].allSatisfy({ TextForm.language.matches($0) })
    else { return nil }
    return YAMLFinding(
      place: Place(line: colon.line, column: parts.indentation + 1),
      message:
        "malformed YAML: `\(key)` is indented more than `\(before.key)` before it, and so goes on with its text; "
        + "indent both by the same number of spaces",
      cure: .indent(colon.line, to: before.column, isSure: true))
  }
}

/// Something wrong in a file of YAML.
struct YAMLFinding {
  /// What makes the file readable behind it.
  enum Cure: Equatable {
    /// The value in this line is a text.
    case text(Int)
    /// This line is left out.
    case line(Int)
    /// The line begins at a column, from 0; surely so, or as far as can be guessed.
    case indent(Int, to: Int, isSure: Bool)
    /// Spaces stand for tabs.
    case tabs
    /// Nothing that is known.
    case unknown

    /// From 1; nil if it is of no one line.
    var line: Int? {
      switch self {
      case .text(let line), .line(let line), .indent(let line, _, _): line
      case .tabs, .unknown: nil
      }
    }
  }

  let place: Place
  let message: String
  let cure: Cure
}

/// What of a file is not as its author wrote it.
struct YAMLMends {
  /// The lines that say something else, from 1: a fault of one of them may be a fault of ours.
  var lines: Set<Int> = []
  /// By how many columns lines were moved to the right.
  var shifts: [Int: Int] = [:]
  /// Keys that were in lines that are gone.
  var lostKeys: Set<String> = []

  /// Where something stands in the author's file.
  func original(_ place: Place) -> Place {
    Place(line: place.line, column: max(1, place.column - (shifts[place.line] ?? 0)))
  }

  /// The keys of a map whose values hold something that is not as it was.
  func keys(of map: YAMLNode) -> Set<String> {
    guard case .map(let entries) = map.content else { return [] }
    var touched: Set<String> = []
    for (index, entry) in entries.enumerated() {
      let end = entries.dropFirst(index + 1).first?.place.line ?? Int.max
      if lines.contains(where: { $0 >= entry.place.line && $0 < end }) { touched.insert(entry.name) }
    }
    return touched
  }
}
