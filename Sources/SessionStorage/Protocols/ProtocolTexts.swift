internal import Interview
internal import Text

/// A text with its place, kept until the settings are known that fill its placeholders.
struct PlacedText {
  let text: String
  let place: Place
  let within: [String]
  /// The one setting that it is for; nil for all.
  let setting: String?
}

// Texts in one or several languages.
extension ProtocolDraft {
  /// A text, or a text for each language of the protocol.
  mutating func text(_ node: YAMLNode?, _ key: String, setting: String? = nil) -> LocalText? {
    guard let node else { return nil }
    switch node.content {
    case .map(let entries): return texts(entries, at: node.place, key, setting: setting)
    case .text:
      guard let text = string(node, key) else { return nil }
      keep(text, at: node.place, setting: setting)
      return .plain(text)
    case .list:
      refuse(node.place, "`\(key)` wants a text, or a text for each language, found \(node.found)")
      return nil
    }
  }

  /// Texts one below the other.
  mutating func textList(_ node: YAMLNode?, _ key: String, setting: String? = nil) -> [LocalText]? {
    list(node, key)?.compactMap { text($0, key, setting: setting) }
  }

  private mutating func texts(
    _ entries: [YAMLNode.Entry], at place: Place, _ key: String, setting: String?
  ) -> LocalText? {
    if refusesColon(entries, key) { return nil }
    var texts: [String: String] = [:]
    var tags: Set<String> = []
    for tag in entries {
      tags.insert(tag.name)
      guard TextForm.language.matches(tag.name) else {
        refuse(tag.place, "`\(key)`: \(tag.name.quoted) is not \(TextForm.language.wants)")
        continue
      }
      if let languages, !languages.contains(tag.name) {
        let meant = languages.suggestion(for: tag.name)
        refuse(tag.place, "`\(key)`: `\(tag.name)` is not among the protocol's `languages`\(meant)")
      }
      guard let text = string(tag.value, key) else { continue }
      keep(text, at: tag.value.place, setting: setting)
      texts[tag.name] = text
    }
    if tags.isEmpty { refuse(place, "`\(key)` has no text in any language") }
    let missing = tags.isEmpty ? [] : (languages ?? []).filter { !tags.contains($0) }
    if !missing.isEmpty { refuse(place, "`\(key)` has no text in \(missing.joined(separator: ", "))") }
    return texts.isEmpty ? nil : .byLanguage(texts)
  }

  /// Notes a text that YAML takes for a map, for the colon in it: `- If yes: why?`.
  ///
  /// - Returns: false if it is none.
  mutating func refusesColon(_ entries: [YAMLNode.Entry], _ key: String) -> Bool {
    guard entries.count == 1, let first = entries.first, !TextForm.language.matches(first.name) else {
      return false
    }
    let isWords = first.name.contains { !$0.isLetter }
    refuse(
      first.place,
      isWords
        ? "`\(key)`: put the text in quotation marks: the colon behind \(first.name.quoted) makes a key of it"
        : "`\(key)`: \(first.name.quoted) is not \(TextForm.language.wants); "
          + "if it begins a text, put the whole text in quotation marks for its colon")
    return true
  }

  private mutating func keep(_ text: String, at place: Place, setting: String?) {
    guard text.contains("{") else { return }
    texts.append(PlacedText(text: text, place: place, within: within, setting: setting))
  }
}

// Placeholders.
extension ProtocolDraft {
  /// Notes the placeholders of texts that some setting does not fill.
  mutating func checkPlaceholders(_ settings: [(name: String, words: Set<String>)]) {
    let words = settings.flatMap { $0.words.sorted() }
    for text in texts {
      for word in text.text.placeholders.sorted() {
        guard TextForm.word.matches(word) else {
          refuse(text.place, "write {\(word.asWord)} for {\(word)}", within: text.within)
          continue
        }
        let asked = settings.filter { text.setting == nil || text.setting == $0.name }
        let lacking = asked.filter { !$0.words.contains(word) }.map(\.name)
        if settings.isEmpty {
          refuse(text.place, "nothing fills {\(word)}: the protocol has no `settings`", within: text.within)
        } else if !lacking.isEmpty, lacking.count == settings.count {
          let meant = words.nearest(to: word).map { ", did you mean {\($0)}?" } ?? ""
          refuse(text.place, "no setting fills {\(word)}\(meant)", within: text.within)
        } else if !lacking.isEmpty {
          let names = lacking.joined(separator: ", ")
          refuse(text.place, "{\(word)} is not filled by setting \(names)", within: text.within)
        }
      }
    }
  }
}

extension String {
  /// What stands in braces and is a word, or would be in small letters without the spaces around it.
  fileprivate var placeholders: Set<String> {
    var found: Set<String> = []
    for piece in utf8.split(separator: UInt8(ascii: "{"), omittingEmptySubsequences: false).dropFirst() {
      guard let end = piece.firstIndex(of: UInt8(ascii: "}")) else { continue }
      found.insert(String(Substring(piece[..<end])))
    }
    return found.filter { TextForm.word.matches($0.asWord) }
  }

  fileprivate var asWord: String { split(separator: " ").joined(separator: " ").lowercased() }
}
