internal import Text

/// What cannot be read of a damaged file.
public struct FileLosses: Equatable, Sendable {
  /// Lines that cannot be read, from 1.
  public var lines: [ClosedRange<Int>]
  /// The file ends too early.
  public var isCut: Bool
  /// How many notes could be read.
  public var notes: Int
  /// How many there were, if the file still says.
  public var of: Int?
  /// The numbers of notes that are not there, as far as that can be told.
  public var missing: [ClosedRange<Int>]

  /// Makes losses.
  public init(lines: [ClosedRange<Int>], isCut: Bool, notes: Int, of: Int?, missing: [ClosedRange<Int>]) {
    self.lines = lines
    self.isCut = isCut
    self.notes = notes
    self.of = of
    self.missing = missing
  }

  /// In words.
  var text: String {
    var parts: [String] = []
    if isCut { parts.append("it ends too early") }
    if !lines.isEmpty {
      parts.append(
        (FileLosses.isOne(lines) ? "line " : "lines ") + FileLosses.list(lines) + " cannot be read")
    }
    var text = parts.joined(separator: ", ")
    text += text.isEmpty ? "" : "; "
    text += of.map { "\(notes) of " + counted($0, "note") } ?? counted(notes, "note")
    text += (of ?? notes) == 1 ? " is there" : " are there"
    if !missing.isEmpty {
      text += ", missing: " + (FileLosses.isOne(missing) ? "note " : "notes ") + FileLosses.list(missing)
    }
    return text
  }

  private static func isOne(_ ranges: [ClosedRange<Int>]) -> Bool {
    ranges.count == 1 && ranges[0].count == 1
  }

  private static func list(_ ranges: [ClosedRange<Int>]) -> String {
    let shown = ranges.prefix(6).map { range in
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
    }
    return shown.joined(separator: ", ") + (ranges.count > 6 ? ", …" : "")
  }
}

extension [ClosedRange<Int>] {
  /// The numbers of a range that are not among some, as ranges.
  init(in range: ClosedRange<Int>, without known: Set<Int>) {
    self = []
    var next = range.lowerBound
    for number in known.sorted() where range.contains(number) {
      if number > next { append(next...number - 1) }
      next = number + 1
    }
    if next <= range.upperBound { append(next...range.upperBound) }
  }
}
