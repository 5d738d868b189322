internal import Text

/// What guides and codebooks are written in that is no protocol. What the bytes say counts before a name.
enum ForeignFile: Equatable {
  case word, openDocument, richText, pdf, webPage, markdown, presentation
  /// Of a spreadsheet program.
  case spreadsheet
  /// Values with this sign between them.
  case table(separator: Character)
  /// A packed file of whatever kind.
  case archive
  /// Of an older office program; it can be text, a table or a presentation.
  case oldOffice

  /// What it is and what to do, for the author.
  var message: String {
    switch self {
    case .table, .spreadsheet:
      return
        "this is \(name), no protocol: copy its rows into one, questions under `questions:` and codes under "
        + "`codebook:`, as in the every-feature.yaml that `focusgroup init` makes"
    case .archive:
      return "this is \(name), no protocol: take out what is in it"
    default:
      return "this is \(name), no protocol: copy its questions into one, as in the example.yaml that "
        + "`focusgroup init` makes"
    }
  }

  /// What people call it.
  var name: String {
    switch self {
    case .word: "a Word document"
    case .openDocument: "a document of LibreOffice (ODF)"
    case .richText: "a word processor's document (RTF)"
    case .pdf: "a PDF"
    case .webPage: "a web page (HTML)"
    case .markdown: "Markdown"
    case .presentation: "a presentation"
    case .spreadsheet: "a spreadsheet"
    case .table(separator: "\t"): "a table (TSV)"
    case .table: "a table (CSV)"
    case .archive: "a packed file (ZIP)"
    case .oldOffice: "a Word or other Office document of the old kind"
    }
  }

  /// What begins as no text does, or as a web page; nil if it may be a protocol.
  ///
  /// - Parameter bytes: a file, or the beginning of one.
  init?(_ bytes: [UInt8]) {
    func begins(_ text: String) -> Bool { bytes.starts(with: text.utf8) }
    if begins("PK\u{3}\u{4}") {
      self = ForeignFile.packed(bytes)
    } else if begins("{\\rtf") {
      self = .richText
    } else if begins("%PDF-") {
      self = .pdf
    } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      self = .oldOffice
    } else if ForeignFile.isWebPage(bytes) {
      self = .webPage
    } else {
      return nil
    }
  }

  /// By the names of the files that are packed in it, which stand in it as they are.
  private static func packed(_ bytes: [UInt8]) -> ForeignFile {
    let signs: [(String, ForeignFile)] = [
      ("word/", .word), ("application/vnd.oasis.opendocument.text", .openDocument),
      ("xl/workbook", .spreadsheet),
      ("application/vnd.oasis.opendocument.spreadsheet", .spreadsheet), ("ppt/", .presentation),
      ("application/vnd.oasis.opendocument.presentation", .presentation),
    ]
    return signs.first { bytes.firstRange(of: $0.0.utf8) != nil }?.1 ?? .archive
  }

  private static func isWebPage(_ bytes: [UInt8]) -> Bool {
    let start = String(decoding: bytes.prefix(512), as: UTF8.self).lowercased()
      .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    return ["<!doctype html", "<html", "<head", "<body"].contains { start.hasPrefix($0) }
      || (start.hasPrefix("<?xml") && start.contains("<html"))
  }
}

// What is text, and cannot be read as a protocol.
extension ForeignFile {
  /// So much of a file tells what it is.
  static let length = 1 << 16

  /// - Parameters:
  ///   - text: a file that is UTF-8.
  ///   - name: its name, which decides where the text leaves it open.
  /// - Returns: nil if the author may have meant it as a protocol.
  init?(text: [UInt8], name: String) {
    let lines = String(decoding: text.prefix(ForeignFile.length), as: UTF8.self)
      .split(omittingEmptySubsequences: true) { $0.isNewline }.map { $0.trimmedEnds }.filter { !$0.isEmpty }
    let hasKeys = lines.contains { line in
      let key = line.drop { $0 == "\"" || $0 == "'" }
      return ["questions", "protocol"].contains { name in
        guard key.hasPrefix(name) else { return false }
        return key.dropFirst(name.count).drop { $0 == "\"" || $0 == "'" || $0 == " " }.hasPrefix(":")
      }
    }
    guard !hasKeys, !lines.isEmpty else { return nil }
    let ending = name.split(separator: ".").last?.lowercased() ?? ""
    if let separator = ForeignFile.separator(of: lines) {
      self = .table(separator: separator)
    } else if ForeignFile.isMarkdown(lines) || ["md", "markdown"].contains(ending) {
      self = .markdown
    } else if ["csv", "tsv"].contains(ending) {
      self = .table(separator: ending == "tsv" ? "\t" : ",")
    } else {
      return nil
    }
  }

  /// The sign that stands equally often, outside of quotation marks, in each of the first lines; nil if none does.
  private static func separator(of lines: [Substring]) -> Character? {
    let rows = lines.prefix(12)
    let isYAML = rows.contains { row in
      ["- ", "#", "[", "{"].contains { row.hasPrefix($0) }
        || row.drop { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }.hasPrefix(": ")
    }
    guard rows.count > 1, !isYAML else { return nil }
    return (["\t", ";", ","] as [Character]).first { sign in
      let counts = Set(rows.map { count(of: sign, in: $0) })
      // One comma a line is in a list of sentences, too.
      return counts.count == 1 && !counts.contains(0)
        && (sign != "," || !counts.contains(1) || rows.count > 3)
    }
  }

  private static func count(of sign: Character, in row: Substring) -> Int {
    var isQuoted = false
    var count = 0
    for character in row {
      if character == "\"" { isQuoted.toggle() }
      if character == sign, !isQuoted { count += 1 }
    }
    return count
  }

  /// It has two signs of Markdown that are none of a protocol: a heading of a lower rank, a starred or numbered list,
  /// bold words, a link. Headings may be comments as well, unless there is a line that YAML cannot have.
  private static func isMarkdown(_ lines: [Substring]) -> Bool {
    let signs = lines.lazy.filter { line in
      let digits = line.prefix(while: \.isNumber)
      let rest = line.dropFirst(digits.count)
      let isNumbered = !digits.isEmpty && (rest.hasPrefix(". ") || rest.hasPrefix(") "))
      return isNumbered || ["##", "* ", "+ ", "**", "```"].contains { line.hasPrefix($0) }
        || line.contains("](")
    }.prefix(2)
    guard signs.count == 2 else { return false }
    return signs.contains { !$0.hasPrefix("#") }
      || lines.contains { !$0.hasPrefix("#") && !$0.hasPrefix("- ") && !$0.contains(":") }
  }
}

extension Substring {
  /// Without spaces and tabs around it.
  fileprivate var trimmedEnds: Substring {
    var rest = self
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return rest.drop { $0 == " " || $0 == "\t" }
  }
}
