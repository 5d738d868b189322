/// Which notes are wanted: alternatives within a kind of condition, all kinds at once.
///
/// Written as words: `P3` `M` speakers · `K1` questions · `#bar.mes` `#bar.*` codes · `quote` `paraphrase`
/// `observation` `comment` `follow-up` kinds · `agree` `dissent` points with which somebody does, and with a speaker
/// beside it that speaker · `important` `unfinished` `edited` `check` `memo` `uncoded` marks · anything else, or what
/// stands in `"…"`, is text, or a part of a code, that the note has to hold.
public struct NoteFilter: Equatable, Sendable {
  /// What a note can be besides its kind.
  public enum Mark: String, CaseIterable, Sendable {
    /// A big idea.
    case important
    /// Its words are to come, all of them or the rest.
    case moment, unfinished
    /// It was written anew.
    case edited
    /// A reviewer wants it checked.
    case check
    /// A reviewer has a memo on it.
    case memo
    /// Nobody has given it a code.
    case uncoded
  }

  /// One of them said it.
  public var speakers: Set<Speaker> = []
  /// It is filed under one of them.
  public var questions: Set<QuestionID> = []
  /// It has one of these codes; one that ends in `*` stands for all that begin so, `bar` also for `bar.mes`.
  public var codes: [String] = []
  /// It is one of these.
  public var kinds: Set<NoteKind> = []
  /// Somebody has shown one of these about it; one of the speakers, if there are any.
  public var stances: Set<StanceValue> = []
  /// It has all of these.
  public var marks: Set<Mark> = []
  /// It holds all of these, whatever their case.
  public var words: [String] = []

  /// Everything is wanted.
  public init() {}

  /// Nothing is left out.
  public var isEmpty: Bool { self == NoteFilter() }

  /// It asks for words and nothing else.
  public var isOnlyWords: Bool {
    var rest = self
    rest.words = []
    return rest.isEmpty
  }

  /// Reads a filter as a person writes it. Total: what is no condition is a word.
  ///
  /// - Parameter questions: ids of the session's questions, compared without case.
  public init(_ text: String, questions known: some Sequence<QuestionID>) {
    let ids = Dictionary(known.map { ($0.lowercased(), $0) }) { first, _ in first }
    for (word, isQuoted) in NoteFilter.split(text) {
      let small = word.lowercased()
      if isQuoted {
        words.append(small)
      } else if let id = ids[small] {
        questions.insert(id)
      } else if let speaker = Speaker(id: word.uppercased()) {
        speakers.insert(speaker)
      } else if word.hasPrefix("#"), word.count > 1 {
        codes.append(String(word.dropFirst()))
      } else if let kind = NoteKind(rawValue: small) {
        kinds.insert(kind)
      } else if let stance = StanceValue(rawValue: small), stance != .none {
        stances.insert(stance)
      } else if let mark = Mark(rawValue: small) {
        marks.insert(mark)
      } else {
        words.append(small)
      }
    }
  }

  /// Words, and what stands in straight quotation marks as one.
  private static func split(_ text: String) -> [(String, isQuoted: Bool)] {
    var parts: [(String, isQuoted: Bool)] = []
    for (index, piece) in text.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
      if index % 2 == 1 {
        if !piece.isEmpty { parts.append((String(piece), true)) }
      } else {
        parts += piece.split(whereSeparator: \.isWhitespace).map { (String($0), false) }
      }
    }
    return parts
  }

  /// What a filter looks at besides the note itself: stances on it, and what reviewers say of it.
  public struct Facts: Sendable {
    /// What the reviewers whose layers are shown hold it to be; nil for as recorded.
    public var content: NoteContent?
    /// What is shown about it now, and by whom.
    public var stances: [Speaker: StanceValue]
    /// A reviewer wants it checked.
    public var isToCheck: Bool
    /// A reviewer has a memo on it.
    public var hasMemo: Bool
    /// Reviewers' memos and what else is searched besides the note's own words.
    public var remarks: [String]

    public init(
      content: NoteContent? = nil, stances: [Speaker: StanceValue] = [:], isToCheck: Bool = false,
      hasMemo: Bool = false, remarks: [String] = []
    ) {
      self.content = content
      self.stances = stances
      self.isToCheck = isToCheck
      self.hasMemo = hasMemo
      self.remarks = remarks
    }
  }

  /// The note is wanted.
  public func admits(_ note: Note, _ facts: Facts = Facts()) -> Bool {
    guard let content = facts.content else { return admits(note, as: note.content, facts) }
    return admits(note, as: content, facts)
  }

  /// Everything but words, which cost most, is asked first.
  private func admits(_ note: Note, as content: NoteContent, _ facts: Facts) -> Bool {
    (speakers.isEmpty || !stances.isEmpty || content.speakers.contains(where: speakers.contains))
      && (questions.isEmpty || questions.contains(note.question))
      && (codes.isEmpty || codes.contains { NoteFilter.has($0, content.codes) })
      && (kinds.isEmpty || kinds.contains(content.kind))
      && (stances.isEmpty || facts.stances.contains { isWanted($0.key, $0.value) })
      && marks.allSatisfy { has($0, note, content, facts) }
      && holdsWords(content, facts.remarks)
  }

  private func isWanted(_ speaker: Speaker, _ stance: StanceValue) -> Bool {
    stances.contains(stance) && (speakers.isEmpty || speakers.contains(speaker))
  }

  /// A pattern without `*` means its group, too: `bar` finds `bar.mes`.
  private static func has(_ pattern: String, _ codes: [Code]) -> Bool {
    codes.contains {
      CodeForm.matches($0, pattern) || !pattern.hasSuffix("*") && CodeForm.matches($0, pattern + ".*")
    }
  }

  private func has(_ mark: Mark, _ note: Note, _ content: NoteContent, _ facts: Facts) -> Bool {
    switch mark {
    case .important: content.important
    case .moment, .unfinished: !content.complete
    case .edited: note.isEdited
    case .check: facts.isToCheck
    case .memo: facts.hasMemo
    case .uncoded: content.codes.isEmpty
    }
  }

  /// All its words are in what a note says, in how, in its codes, or in what reviewers remark.
  public func holdsWords(_ content: NoteContent, _ remarks: [String] = []) -> Bool {
    words.allSatisfy { word in
      content.text.holds(folded: word) || content.manner?.holds(folded: word) ?? false
        || content.codes.contains { $0.holds(folded: word.hasPrefix("#") ? String(word.dropFirst()) : word) }
        || remarks.contains { $0.holds(folded: word) }
    }
  }

  /// A note that holds these words also holds those of the other filter.
  public func narrowsWords(of other: NoteFilter) -> Bool {
    // Words of ASCII and others are not compared alike.
    other.words.allSatisfy { word in words.contains { $0.isASCII == word.isASCII && $0.contains(word) } }
  }
}

extension String {
  fileprivate var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }

  /// Holds a text that is in lower case already, whatever the case here, and whichever of the two byte forms of an
  /// accented letter either has. ASCII is compared byte by byte.
  package func holds(folded wanted: String) -> Bool {
    var wanted = wanted
    var text = self
    return wanted.withUTF8 { wanted in
      guard wanted.allSatisfy({ $0 < 0x80 }) else { return nil }
      return text.withUTF8 { $0.holds(ascii: wanted) }
    } ?? lowercased().contains(wanted)
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func holds(ascii wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = wanted.first else { return true }
    guard count >= wanted.count else { return false }
    // A letter and its capital differ in one bit.
    let capital: UInt8 = 97...122 ~= first ? 0x20 : 0
    for start in 0..<(count - wanted.count + 1) where self[start] | capital == first {
      var length = 1
      while length < wanted.count, self[start + length].folded == wanted[length] { length += 1 }
      if length == wanted.count, !isMark(at: start + length) { return true }
    }
    return false
  }

  /// A combining mark begins there, such as an accent, which changes the letter before it.
  private func isMark(at place: Int) -> Bool {
    guard place < count, self[place] >= 0x80 else { return false }
    let scalar = String(decoding: self[place..<Swift.min(place + 4, count)], as: UTF8.self).unicodeScalars
      .first
    return scalar.map { $0.properties.canonicalCombiningClass != .notReordered } ?? false
  }
}

extension UInt8 {
  fileprivate var folded: UInt8 { 65...90 ~= self ? self | 0x20 : self }
}
