internal import Interview

/// What the words behind a command's name say. Nil, or none, if they are not that.
extension RecordingCommands {
  static func number(_ word: String) -> Int? {
    let digits = word.hasPrefix("#") ? word.dropFirst() : word[...]
    return Int(digits).flatMap { (1...10_000_000).contains($0) ? $0 : nil }
  }

  /// Numbers may stand between commas as well as between blanks.
  static func listed(_ words: [String]) -> [String] {
    words.flatMap { $0.split(separator: ",").map(String.init) }
  }

  /// The most notes that one command destroys.
  static let mostAtOnce = 1000

  /// One note, or those from one to another (`41-48`); none if it is neither.
  static func someNotes(_ word: String) -> [Int] {
    let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { number(String($0)) }
    if ends.count == 1, let note = ends[0] { return [note] }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last, last - first < mostAtOnce
    else { return [] }
    return Array(first...last)
  }

  /// What stands between quotation marks of any kind, if it is two letters or digits at least.
  static func quoted(_ tail: String) -> String? {
    let marks: Set<Character> = ["\"", "“", "”", "„", "«", "»", "‘", "’", "'", ",", "‚"]
    guard let first = tail.first, marks.contains(first) else { return nil }
    let word = tail.drop { marks.contains($0) || $0 == " " }.reversed()
      .drop { marks.contains($0) || $0 == " " }.reversed()
    return word.count { $0.isLetter || $0.isNumber } < 2 ? nil : String(word)
  }

  static func aSeat(_ word: String) -> Seat? {
    let digits = word.first == "P" || word.first == "p" ? word.dropFirst() : word[...]
    return Int(digits).flatMap { seats.contains($0) ? $0 : nil }
  }

  /// One seat, or those from one to another (`1-8`); none if it is neither.
  static func someSeats(_ word: String) -> [Seat] {
    let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { aSeat(String($0)) }
    if ends.count == 1, let seat = ends[0] { return [seat] }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last else { return [] }
    return Array(first...last)
  }

  /// How many milliseconds ago: `2m`, `90s`, or nothing for now; nil if it is neither, or more than ten hours.
  static func ago(_ words: [String]) -> Int? {
    guard let word = words.first else { return 0 }
    guard words.count == 1, let unit = word.last, let count = Int(word.dropLast()), (1...600).contains(count)
    else { return nil }
    return ["m": count * 60_000, "s": count * 1000][unit]
  }

  static func since(_ words: ArraySlice<String>) -> Int? {
    guard words.count == 2, words.first?.lowercased() == "since" else { return nil }
    return words.last.flatMap(number)
  }

  /// `since 41`, `41`, or nothing for the note entered last; nil if it is none of these.
  static func sinceOrLast(_ words: ArraySlice<String>) -> Int?? {
    if words.isEmpty { return .some(nil) }
    return (since(words) ?? (words.count == 1 ? number(words[words.startIndex]) : nil)).map { .some($0) }
  }

  /// Two seats, and since when.
  static func twoSeats(_ words: [String]) -> (Seat, Seat, since: Int?)? {
    guard words.count >= 2, let one = aSeat(words[0]), let two = aSeat(words[1]), one != two,
      let since = sinceOrLast(words[2...])
    else { return nil }
    return (one, two, since)
  }
}
