package import Interview

/// What the practice line says: how the signs of this keyboard arrive, which a dead key or a smart quote may change.
package enum Practice {
  /// In short lines.
  package static func lines(_ typed: String, in context: ShorthandContext) -> [String] {
    var context = context
    // The line is read as if people were there, since nobody may have come yet.
    if context.interviewee == nil { context.seats.formUnion(1...8) }
    var lines = ["that would be: \(Shorthand.explain(typed, in: context))"]
    let signs = typed.unicodeScalars.filter {
      !$0.properties.isAlphabetic && !"0123456789 ,.".unicodeScalars.contains($0)
    }
    var told: Set<Unicode.Scalar> = []
    for sign in signs where told.insert(sign).inserted {
      let code = String(sign.value, radix: 16, uppercase: true)
      let name = String(repeating: "0", count: max(0, 4 - code.count)) + code
      lines.append("\(sign) arrived as U+\(name)\(meaning(sign))")
    }
    if !typed.contains("~") {
      lines.append("no tilde came: if yours is a dead key, press space after it, or write :what is seen")
    }
    if !typed.unicodeScalars.contains(where: { quotes.contains($0) }) {
      lines.append(
        "no quote sign came: if yours is a dead key, press space after it, or write ,,word for word")
    }
    return lines
  }

  private static let quotes: [Unicode.Scalar] = ["\"", "“", "”", "„", "«", "»"]

  private static func meaning(_ sign: Unicode.Scalar) -> String {
    if quotes.contains(sign) { return ": a quote" }
    switch sign {
    case "~", ":": return ": seen, not said"
    case "¨", "´", "`", "˜", "\u{303}", "\u{308}":
      return ": a dead key; press space after it to get the sign itself"
    default: return ""
    }
  }
}
