public import Interview
internal import Yams

/// Reads protocols from YAML (`Protocols/<id>.yaml`).
public enum ProtocolReader {
  /// A longer file is refused unread.
  public static let mostBytes = 1 << 20

  /// Reads a protocol.
  ///
  /// - parameter bytes: the file, UTF-8, with or without a byte order mark.
  /// - parameter file: its name, for the faults; it is not opened.
  /// - returns: the protocol, else every fault of a well-formed file. What keeps a file from being composed
  ///   is reported alone: its length, bytes that are no UTF-8, control characters, and what protocols do
  ///   without (aliases, anchors, tags, directives, a second document, lists and maps more than 64 deep); of
  ///   YAML that is malformed otherwise the first fault.
  public static func read(_ bytes: [UInt8], file: String) -> Result<InterviewProtocol, ProtocolFaults> {
    func fault(_ place: Place, _ message: String) -> ProtocolFault {
      ProtocolFault(file: file, line: place.line, column: place.column, message: message)
    }
    guard bytes.count <= mostBytes else {
      return .failure(ProtocolFaults(fault(Place(), "the file is over 1 MiB: a protocol is a few pages")))
    }
    let bytes = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(byteOrderMark.count)) : bytes
    if let faults = ProtocolFaults(unfitCharacters(in: bytes).map(fault)) { return .failure(faults) }

    let outline = YAMLOutline(of: bytes)
    var draft = ProtocolDraft(file: file, repeatedKeys: outline.repeatedKeys)
    if !outline.isSafe, let faults = ProtocolFaults(draft.faults + outline.refusals.map(fault)) {
      return .failure(faults)
    }
    let yaml = String(decoding: withUniqueKeys(bytes, outline.repeatedKeys), as: UTF8.self)

    let root: Node?
    do {
      root = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8).singleRoot()
    } catch {
      return .failure(ProtocolFaults(malformed(error).map(fault) ?? fault(Place(), "malformed YAML")))
    }
    let interview = draft.readProtocol(root)
    if let faults = ProtocolFaults(draft.faults) { return .failure(faults) }
    guard let interview else { return .failure(ProtocolFaults(fault(Place(), "this is no protocol"))) }
    return .success(interview)
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
    "a text cannot hold the character \(scalar.codePoint)"
  }

  /// The file with each repeated key made another, of the same length: Yams composes nothing of a file with a
  /// key given twice. The draft passes over these keys by their places.
  private static func withUniqueKeys(_ bytes: [UInt8], _ keys: [YAMLOutline.RepeatedKey]) -> [UInt8] {
    guard !keys.isEmpty else { return bytes }
    var unique: [UInt8] = []
    var copied = 0
    for (number, key) in keys.enumerated() {
      guard key.offset >= copied, let scalar = Unicode.Scalar(privateUse + UInt32(number % 0xFFFE)) else {
        continue
      }
      unique += bytes[copied..<key.offset]
      unique += Array(String(scalar).utf8)
      copied = key.offset + 1
      while copied < bytes.count, bytes[copied] & 0xC0 == 0x80 { copied += 1 }
    }
    return unique + bytes[copied...]
  }

  /// The first scalar of a plane for private use.
  private static let privateUse: UInt32 = 0xF0000

  /// What libyaml's words mean to an author, where they are met most.
  private static let hints = [
    "mapping values are not allowed in this context":
      "; put a text that holds a colon and a space in quotation marks",
    "found character that cannot start any token":
      "; indent with spaces, not tabs, and put a text that begins with @, ` or % in quotation marks",
    "could not find expected ':'": "; this is a key without its colon, or a text that is not indented",
  ]

  private static func malformed(_ error: any Error) -> (Place, String)? {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let begun = context.map { ", \($0.text) begun at \($0.mark.line):\($0.mark.column)" } ?? ""
      let hint = hints[problem] ?? ""
      return (Place(line: mark.line, column: mark.column), "malformed YAML: \(problem)\(begun)\(hint)")
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.prefix(3).map(\.quoted).joined(separator: ", ")
      return (Place(line: context.mark.line, column: context.mark.column), "given twice: \(names)")
    default: return nil
    }
  }
}
