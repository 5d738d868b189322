public import Interview
internal import Text

/// Reads protocols from YAML (`Protocols/<id>.yaml`).
public enum ProtocolReader {
  /// A longer file is refused unread.
  public static let mostBytes = 1 << 20

  /// Reads a protocol.
  ///
  /// - parameter bytes: the file, UTF-8, with or without a byte order mark.
  /// - parameter file: its name, for the faults; it is not opened.
  /// - returns: the protocol, else every fault of a well-formed file. What is about the file as a whole is reported
  ///   alone: that it is something else than a protocol, its length, bytes that are no UTF-8, control characters. Of
  ///   malformed YAML, and of what protocols do without (aliases, anchors, tags, directives), every fault that can be
  ///   told, 20 at most, with those of what could be read all the same.
  public static func read(_ bytes: [UInt8], file: String) -> Result<InterviewProtocol, ProtocolFaults> {
    read(bytes, file: file) { $0.readProtocol($1) }
  }

  /// Reads the abbreviations of a person: a map of words with what they stand for, or nothing at all. A text may be given
  /// for any languages.
  ///
  /// - parameter file: its name, for the faults; it is not opened.
  static func readAbbreviations(
    _ bytes: [UInt8], file: String
  ) -> Result<[String: LocalText], ProtocolFaults> {
    let wanted = "no list of abbreviations: its lines are as in `mgmt: management`"
    return read(bytes, file: file, as: wanted) { draft, root in
      draft.languages = nil
      return root.map { draft.readAbbreviations($0) } ?? [:]
    }
  }

  /// Reads what a file holds with the reader of its content, which gives nil only where it noted a fault.
  ///
  /// - Parameter wanted: what to say of a file of another kind; nil if it should be a protocol.
  private static func read<Content>(
    _ bytes: [UInt8], file: String, as wanted: String? = nil,
    _ content: (inout ProtocolDraft, YAMLNode?) -> Content?
  ) -> Result<Content, ProtocolFaults> {
    func fault(_ place: Place, _ message: String) -> ProtocolFault {
      ProtocolFault(file: file, line: place.line, column: place.column, message: message)
    }
    if let other = ForeignFile(bytes) {
      let message = wanted.map { "this is \(other.name), \($0)" } ?? other.message
      return .failure(ProtocolFaults(fault(Place(), message)))
    }
    guard bytes.count <= mostBytes else {
      return .failure(ProtocolFaults(fault(Place(), "the file is over 1 MiB: a protocol is a few pages")))
    }
    let bytes = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(byteOrderMark.count)) : bytes
    if let faults = ProtocolFaults(unfitCharacters(in: bytes).map(fault)) { return .failure(faults) }

    let yaml = YAMLMending(of: bytes)
    /// With what a word processor may have to do with them.
    func failure(_ faults: [ProtocolFault]) -> ProtocolFaults? {
      guard !faults.isEmpty else { return nil }
      // What was never meant to be YAML is full of faults that mean nothing.
      if wanted == nil, let other = ForeignFile(text: bytes, name: file) {
        return ProtocolFaults(fault(Place(), other.message))
      }
      return ProtocolFaults(faults + Typography.faults(in: bytes, without: yaml.tree.linesOfTexts).map(fault))
    }
    let found = yaml.findings.map { fault($0.place, $0.message) }
    let repeated = yaml.tree.problem == nil ? yaml.tree.repeatedKeys : []
    var draft = ProtocolDraft(file: file, repeatedKeys: repeated, mends: yaml.mends)
    if !yaml.isReadable, let faults = failure(draft.faults + found) { return .failure(faults) }
    let read = content(&draft, yaml.tree.root)
    if let faults = failure(draft.faults + found) { return .failure(faults) }
    guard let read else { return .failure(ProtocolFaults(fault(Place(), "this is no protocol"))) }
    return .success(read)
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The first byte that is no UTF-8, else every character that a file may not hold, at most 100.
  private static func unfitCharacters(in bytes: [UInt8]) -> [(Place, String)] {
    var found: [(Place, String)] = []
    var place = Place()
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var isAfterReturn = false
    while found.count < 100 {
      switch decoder.decode(&iterator) {
      case .emptyInput: return found
      case .error: return found + [(place, "the file is not UTF-8: save it as UTF-8")]
      case .scalarValue(let scalar):
        if scalar.isUnfitForText { found.append((place, unfit(scalar))) }
        let endsLine = scalar == "\r" || (scalar == "\n" && !isAfterReturn)
        if endsLine {
          place = Place(line: place.line + 1)
        } else if scalar != "\n" {
          place.column += 1
        }
        isAfterReturn = scalar == "\r"
      }
    }
    return found
  }

  static func unfit(_ scalar: Unicode.Scalar) -> String {
    let advice = Typography.advice(on: scalar).map { ": " + $0 } ?? ""
    return "a text cannot hold the character \(scalar.codePoint)" + advice
  }

  /// What of a protocol that can be read is hardly meant as it stands, a line each: texts that lie in quotation marks of a
  /// word processor, which are then part of the text; texts that a comment cuts; a name of the file that is not the
  /// protocol's; codes and questions that cannot be typed or told apart; abbreviations within others.
  ///
  /// - parameter route: what was read.
  /// - parameter bytes: the file.
  /// - parameter file: its name.
  public static func warnings(of route: InterviewProtocol, in bytes: [UInt8], file: String) -> [String] {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let isNamed = name == route.id + ".yaml" || name == route.id + ".yml"
    let named = isNamed ? [] : ["the protocol is \(route.id), so that the file should be \(route.id).yaml"]
    return warnings(in: bytes, file: file)
      + (named + route.questionWarnings + route.codeWarnings + route.abbreviationWarnings).map {
        "\(safeText(file)): warning: \(safeText($0))"
      }
  }

  private static func warnings(in bytes: [UInt8], file: String) -> [String] {
    let bytes = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(byteOrderMark.count)) : bytes
    var events = YAMLEvents(of: bytes)
    var gaps = YAMLGaps(of: bytes)
    var warnings: [String] = []
    var list = ListInBrackets()
    while warnings.count < 20, let event = try? events.next(), event.kind != .end {
      gaps.move(to: event.end)
      if let rest = list.restOfText(in: event.kind) {
        let place = event.start.place
        warnings.append(
          "\(safeText(file)):\(place.line):\(place.column): warning: the comma before \(safeText(rest.quoted)) ends a "
            + "text: put the text in quotation marks if it goes on")
      }
      if case .text(let text, .plain) = event.kind, !text.isEmpty, let cut = gaps.commentOnLine {
        let place = event.end.place
        warnings.append(
          "\(safeText(file)):\(place.line):\(place.column): warning: the text ends here, before \(safeText(cut.quoted)), "
            + "which is a comment: put the text in quotation marks if it goes on")
      }
      guard case .text(let text, .plain) = event.kind, let first = text.unicodeScalars.first,
        let last = text.unicodeScalars.last, text.unicodeScalars.count > 1,
        [first, last].allSatisfy({ Typography.advice(on: $0)?.hasPrefix("a curly quotation mark") == true })
      else { continue }
      let place = event.start.place
      warnings.append(
        "\(safeText(file)):\(place.line):\(place.column): warning: the quotation marks are part of the text "
          + "\(safeText(text.quoted)): type straight ones if they are only to hold it")
    }
    return warnings
  }
}

/// The list in brackets that is read, whose texts a comma ends.
private struct ListInBrackets {
  /// The text before; empty at the beginning of a list, nil outside of one.
  private var former: String?

  /// What comes next, if it looks like the rest of the text before: `[What, then?]`.
  mutating func restOfText(in event: YAMLEvent.Kind) -> String? {
    switch event {
    case .text(let text, .plain):
      guard let before = former else { return nil }
      former = text
      return before.first?.isUppercase == true && text.first?.isLowercase == true ? text : nil
    case .open(isMap: false, isInBrackets: true): former = ""
    default: former = nil
    }
    return nil
  }
}
