/// What word processors, phones and web pages put into a text instead of what was typed: right in what people read, wrong
/// where a file is taken apart.
enum Typography {
  /// What a character is, and what a file wants there; nil for one that is as it was typed.
  static func advice(on scalar: Unicode.Scalar) -> String? {
    let found = "(\(scalar.codePoint))"
    switch scalar.value {
    case 0x201C...0x201F, 0x00AB, 0x00BB: return "a curly quotation mark \(found): type a straight one, \""
    case 0x2018...0x201B, 0x2039, 0x203A: return "a curly quotation mark \(found): type a straight one, '"
    case 0x00A0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000:
      return "a no-break or other special space \(found): type a plain space"
    case 0x200B, 0x2060, 0x00AD, 0xFEFF: return "an invisible character \(found): delete it"
    case 0x2010...0x2015, 0x2212: return "a long dash \(found): type a plain hyphen, -"
    case 0xFF1A: return "a wide colon \(found): type a plain one, with a space behind it"
    case 0xFF0C: return "a wide comma \(found): type a plain one"
    case 0x2028, 0x2029: return "a line break of a word processor \(found): delete it and press Enter"
    default: return nil
    }
  }

  /// Where a file of YAML that could not be read has such characters between its keys and texts.
  ///
  /// - Parameter texts: the lines, from 1, that are known to be nothing but text.
  static func faults(in bytes: [UInt8], without texts: Set<Int>) -> [(place: Place, message: String)] {
    var found: [(place: Place, message: String)] = []
    let lines = String(decoding: bytes, as: UTF8.self).unicodeScalars
      .split(omittingEmptySubsequences: false) { $0 == "\n" }
    for (index, line) in lines.enumerated() where found.count < most && !texts.contains(index + 1) {
      for (column, advice) in suspects(in: Array(line)) {
        found.append((Place(line: index + 1, column: column + 1), advice))
      }
    }
    return found
  }

  /// More would say nothing new.
  private static let most = 20

  private static func suspects(in line: [Unicode.Scalar]) -> [(column: Int, advice: String)] {
    var suspects: [(column: Int, advice: String)] = []
    func suspect(_ column: Int) {
      guard line.indices.contains(column), let advice = advice(on: line[column]) else { return }
      suspects.append((column, advice))
    }
    let start = line.firstIndex { !isBlank($0) } ?? line.count
    // The indentation, and the sign of a list's entry with what is behind it.
    if let special = line[..<start].firstIndex(where: { $0 != " " && $0 != "\t" }) { suspect(special) }
    if line.indices.contains(start) {
      let isDash = (0x2010...0x2015).contains(line[start].value)
      if isDash, line.indices.contains(start + 1), isBlank(line[start + 1]) { suspect(start) }
      if line[start] == "-" { suspect(start + 1) }
    }
    for column in line.indices.dropFirst(start) {
      let scalar = line[column]
      switch scalar.value {
      // Behind a key's colon.
      case 0x3A: suspect(column + 1)
      case 0xFF1A, 0x200B, 0x2060, 0x00AD, 0xFEFF: suspect(column)
      // Where a text in quotation marks would begin.
      case 0x201C...0x201F, 0x2018...0x201B, 0x00AB:
        let before = line[..<column].last { !isBlank($0) }
        if before.map({ [":", "[", "{", ",", "-"].contains($0) }) ?? true { suspect(column) }
      default: break
      }
    }
    // At the end, where nobody sees it.
    if let last = line.indices.last(where: { line[$0] != "\r" }), last >= start, isBlank(line[last]) {
      suspect(last)
    }
    return suspects
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\t" || scalar.properties.generalCategory == .spaceSeparator
  }
}

extension JSONReader.Fault {
  /// What is wrong, and what a word processor has to do with it.
  func told(in bytes: [UInt8]) -> String {
    guard bytes.indices.contains(offset), bytes[offset] >= 0x80 else { return problem }
    var decoder = UTF8()
    var iterator = bytes[offset...].prefix(4).makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator),
      let advice = Typography.advice(on: scalar)
    else { return problem }
    return "\(problem); found \(advice)"
  }
}
