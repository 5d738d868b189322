public import Interview

/// A sample session as it is written down: a head, then the lines as they were typed, each with its time.
///
/// The head is `name: value` lines up to the first empty line. After it, `#` begins a remark and each line is
/// `00:12:34 what is typed`: the time of the first key on the session's clock, then the line as in plain mode,
/// which may be empty (Enter alone). Instead of a line there may be `@cut` (the machine dies, perhaps with half a
/// line typed after it), `@resume abcd` (with the letters of the new recorder) or `@clear` (^U: a line that was
/// given back is wiped).
public struct SampleScript: Equatable, Sendable {
  /// What happens at a time.
  public enum Action: Equatable, Sendable {
    /// A line is typed and entered.
    case types(String)
    /// The recording is cut off while this is in the line.
    case isCutOff(String)
    /// The recording goes on, by a recorder with these letters.
    case resumes(String)
    /// The line that was given back is wiped.
    case clears
  }

  /// One line of the script.
  public struct Step: Equatable, Sendable {
    /// Where it stands in the script, from 1.
    public var line: Int
    /// The first key.
    public var at: Offset
    /// What happens.
    public var action: Action
  }

  /// The session's id.
  public var id: String
  /// The session's uuid.
  public var uuid: String
  /// What people call the session.
  public var title: String
  /// Whom and where.
  public var group: Group
  /// The protocol's short version, minutes if any.
  public var budget: Budget
  /// Seats taken from the start.
  public var participants: Int
  /// Offset zero on the wall clock.
  public var startedAt: WallTime
  /// IANA name.
  public var timeZone: String
  /// The letters of the first recorder.
  public var recorder: String
  /// The version of the program that the recorders name.
  public var program: String
  /// In the order of their times.
  public var steps: [Step]

  /// Reads a script.
  ///
  /// - Throws: a fault with the line.
  public init(_ text: String, file: String) throws(SampleFault) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let headEnd = lines.firstIndex(of: "") ?? lines.count
    let head = try SampleHead(lines[..<headEnd], file: file)
    id = try head.value("id")
    uuid = try head.value("uuid")
    title = try head.value("title")
    group = Group(
      code: try head.value("group"), country: try head.value("country"), setting: try head.value("setting"),
      place: try head.value("place"), language: try head.value("language"),
      notesLanguage: try head.value("notes-language"))
    budget = Budget(
      short: head.values["version"] == "short", minutes: head.values["minutes"].flatMap(Double.init))
    participants = try head.read("participants") { Int($0) }
    startedAt = try head.read("started", WallTime.init(rfc3339:))
    timeZone = try head.value("time-zone")
    recorder = try head.value("recorder")
    program = try head.value("program")
    steps = []
    for index in lines.indices.dropFirst(headEnd) where !lines[index].isEmpty && lines[index].first != "#" {
      guard let step = Step(lines[index], line: index + 1) else {
        throw SampleFault(file: file, line: index + 1, problem: "a line begins with a time, as 00:12:34")
      }
      if let last = steps.last, step.at < last.at {
        throw SampleFault(file: file, line: index + 1, problem: "it is earlier than the line before")
      }
      steps.append(step)
    }
  }
}

extension SampleScript.Step {
  fileprivate init?(_ text: String, line: Int) {
    let clock = text.prefix { !$0.isWhitespace }
    let parts = clock.split(separator: ":").compactMap { Int($0) }
    guard clock.count == 8, parts.count == 3, parts[1] < 60, parts[2] < 60 else { return nil }
    let typed = String(text.dropFirst(clock.count + 1))
    self.line = line
    at = .seconds((parts[0] * 60 + parts[1]) * 60 + parts[2])
    let word = typed.prefix { !$0.isWhitespace }
    let rest = String(typed.dropFirst(word.count + 1))
    switch word {
    case "@cut": action = .isCutOff(rest)
    case "@resume": action = .resumes(rest)
    case "@clear": action = .clears
    default: action = .types(typed)
    }
  }
}

/// The head of a script: names and values.
private struct SampleHead {
  let file: String
  private(set) var values: [String: String] = [:]

  init(_ lines: ArraySlice<String>, file: String) throws(SampleFault) {
    self.file = file
    for (index, line) in zip(lines.indices, lines) where line.first != "#" {
      guard let colon = line.firstIndex(of: ":") else {
        throw SampleFault(file: file, line: index + 1, problem: "the head holds lines of name: value")
      }
      let value = line[line.index(after: colon)...].drop(while: \.isWhitespace)
      values[String(line[..<colon])] = String(value)
    }
  }

  func value(_ name: String) throws(SampleFault) -> String { try read(name) { $0 } }

  func read<Value>(_ name: String, _ convert: (String) -> Value?) throws(SampleFault) -> Value {
    guard let value = values[name].flatMap(convert) else {
      throw SampleFault(file: file, line: 1, problem: "the head has no \(name), or one that cannot be read")
    }
    return value
  }
}

/// What is wrong in a script, and where.
public struct SampleFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// The script.
  public let file: String
  /// From 1.
  public let line: Int
  /// One line.
  public let problem: String

  /// As a compiler writes it.
  public var description: String { "\(file):\(line): error: \(problem)" }
}
