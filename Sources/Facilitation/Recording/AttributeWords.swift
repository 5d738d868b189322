internal import Interview

/// What is filled in of a participant, in the words of `/p 3 function=policy`.
///
/// A value may hold blanks, and needs no quotation marks: `experience=5 to 15 function=policy`. It is told by its id, its
/// name, an unambiguous start of either, or after `=` by its number; case does not count.
struct AttributeWords {
  /// An attribute's id, and its value; nil takes the value away.
  typealias Filled = (id: String, value: String?)

  let session: Session

  private var attributes: [Attribute] { session.protocol.attributes }

  /// Reads all of them, or says what is none.
  func read(_ text: String) -> Result<[Filled], CommandFault> {
    var words = text.split(whereSeparator: \.isWhitespace).map { String($0) }[...]
    var filled: [Filled] = []
    while !words.isEmpty {
      switch first(of: &words) {
      case .success(let one): filled.append(one)
      case .failure(let fault): return .failure(fault)
      }
    }
    return .success(filled)
  }

  /// What `label=…` says, as far as the next attribute that is named; and all the other words.
  func splittingLabel(_ text: String) -> (label: String?, rest: String) {
    let words = text.split(whereSeparator: \.isWhitespace).map { String($0) }
    guard let start = words.firstIndex(where: { $0.lowercased().hasPrefix("label=") }) else {
      return (nil, text)
    }
    let others = attributes.map { $0.id + "=" }
    let end =
      words[(start + 1)...].firstIndex { word in others.contains(where: word.hasPrefix) } ?? words.count
    let label = words[start..<end].joined(separator: " ").dropFirst("label=".count)
    return (AttributeWords.bare(String(label)), (words[..<start] + words[end...]).joined(separator: " "))
  }

  /// Reads the first of them and takes its words away.
  private func first(of words: inout ArraySlice<String>) -> Result<Filled, CommandFault> {
    let start = words[words.startIndex]
    let sign = start.firstIndex(of: "=")
    let id = sign.map { AttributeWords.bare(String(start[..<$0])) }
    let wanted = id.map { id in attributes.filter { $0.id == id } } ?? attributes
    guard !wanted.isEmpty else {
      let ids = attributes.map(\.id).joined(separator: ", ")
      return .failure(
        CommandFault("no attribute “\(id ?? start)”; there are: \(ids.isEmpty ? "none" : ids)"))
    }
    // The next attribute that is named ends the value.
    let value = sign.map { String(start[start.index(after: $0)...]) } ?? start
    let own = [value] + words.dropFirst().prefix { !$0.contains("=") }
    let end = words.startIndex + own.count
    let isEmpty = AttributeWords.bare(own.joined()).isEmpty
    if let id, isEmpty {
      words = words[end...]
      return .success((id, nil))
    }
    // As many words as make a value: what follows may be one of another attribute.
    for count in (1...own.count).reversed() {
      let typed = AttributeWords.bare(own.prefix(count).joined(separator: " ").trimmed)
      let found = wanted.compactMap { attribute in
        attribute.value(meantBy: typed, in: session, byNumber: id != nil).map { (attribute.id, $0) }
      }
      guard let one = found.first else { continue }
      guard found.count == 1 else {
        let which = found.map { "\($0.0)=\($0.1)" }.joined(separator: " or ")
        return .failure(CommandFault("“\(typed)” may be \(which)"))
      }
      words = words.dropFirst(count)
      return .success((one.0, one.1))
    }
    return .failure(AttributeWords.fault(own.joined(separator: " "), of: wanted))
  }

  /// What a text is none of.
  static func fault(_ text: String, of attributes: [Attribute]) -> CommandFault {
    let values = attributes.map { "\($0.id): \($0.values.map(\.id).joined(separator: " · "))" }
    return CommandFault("“\(bare(text))” is none of \(values.joined(separator: "; "))")
  }

  /// Without the quotation marks around it.
  private static func bare(_ text: String) -> String {
    let marks: Set<Character> = ["\"", "“", "”", "„", "«", "»", "'", "‘", "’", "‚"]
    return String(text.drop { marks.contains($0) }.reversed().drop { marks.contains($0) }.reversed())
  }
}

extension Attribute {
  /// The id of the value that somebody typed, by its name or its id, a start of either or its number; nil if it is none.
  func value(meantBy text: String, in session: Session, byNumber: Bool = true) -> String? {
    guard !text.isEmpty else { return nil }
    guard byNumber || Int(text) == nil || values.contains(where: { $0.id == text }) else { return nil }
    for choices in [values.map { session.filled($0.name) }, values.map(\.id)] {
      let chosen = Form.choice(text, of: choices)
      if let place = choices.firstIndex(of: chosen) { return values[place].id }
    }
    return nil
  }
}
