private import CYaml

/// What libyaml's parser tells of a file, one thing after the other: it cuts the text up, knows what may stand
/// where, and keeps what is open on a stack of its own.
struct YAMLEvents: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// The parser does not copy what it reads.
  private let input: UnsafeMutableBufferPointer<UInt8>

  /// Begins to read a file: UTF-8 without a byte order mark.
  init(of bytes: [UInt8]) {
    input = .allocate(capacity: bytes.count)
    _ = input.initialize(from: bytes)
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    precondition(yaml_parser_initialize(parser) == 1, "no memory is left")
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  /// What comes next; the file's end again and again behind it.
  mutating func next() throws(YAMLProblem) -> YAMLEvent {
    var event = yaml_event_t()
    defer { yaml_event_delete(&event) }
    guard yaml_parser_parse(parser, &event) == 1 else { throw YAMLProblem(parser.pointee) }
    return YAMLEvent(event)
  }
}

/// One thing that libyaml tells of a file.
struct YAMLEvent {
  enum Kind: Equatable {
    case documentStart
    case text(String, YAMLEvent.Style)
    /// Of another node, by its anchor.
    case alias
    case open(isMap: Bool, isInBrackets: Bool)
    /// The end of the innermost list or map.
    case close
    case end
    case nothingOfNote
  }

  /// How a text is written.
  enum Style { case plain, quoted, block }

  let kind: Kind
  /// With its anchor and its tag.
  let start: YAMLMark
  /// At the start if nothing in the file stands for it.
  let end: YAMLMark
  var isUnwritten: Bool { start == end }

  fileprivate init(_ event: yaml_event_t) {
    start = YAMLMark(event.start_mark)
    end = YAMLMark(event.end_mark)
    kind =
      switch event.type {
      case YAML_DOCUMENT_START_EVENT: .documentStart
      case YAML_SCALAR_EVENT: .text(Self.text(of: event), Self.style(of: event))
      case YAML_ALIAS_EVENT: .alias
      case YAML_SEQUENCE_START_EVENT:
        .open(isMap: false, isInBrackets: event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE)
      case YAML_MAPPING_START_EVENT:
        .open(isMap: true, isInBrackets: event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE)
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: .close
      case YAML_STREAM_END_EVENT, YAML_NO_EVENT: .end
      default: .nothingOfNote
      }
  }

  private static func text(of event: yaml_event_t) -> String {
    let scalar = event.data.scalar
    return String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
  }

  private static func style(of event: yaml_event_t) -> Style {
    switch event.data.scalar.style {
    case YAML_PLAIN_SCALAR_STYLE: .plain
    case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
    default: .block
    }
  }
}

/// A point of a file.
struct YAMLMark: Equatable {
  /// In Unicode scalars from the file's beginning.
  let index: Int
  let place: Place

  fileprivate init(_ mark: yaml_mark_t) {
    index = Int(mark.index)
    place = Place(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}

/// Why a file is no YAML.
struct YAMLProblem: Error {
  /// What kind of slip it is, as far as that tells where its cause lies.
  enum Kind: Equatable {
    /// A colon and a space where no key can be.
    case colonInText
    /// A key without a colon, or a text where only keys are.
    case noColon
    /// Of a text in quotation marks; open if it never ends.
    case quotation(isOpen: Bool)
    /// Something that belongs to no list or map around it.
    case stray
    case secondDocument
    case other
  }

  let kind: Kind
  /// For an author.
  let message: String
  /// Where it was noticed.
  let noticed: YAMLMark
  /// Where what could not be read begins, which may be the whole list or map around it.
  let begun: YAMLMark
  /// It may be for a tab.
  let mayBeTab: Bool
  /// Where the innermost list or map in brackets begins that was not closed yet.
  var bracket: Place?

  fileprivate init(_ parser: yaml_parser_t) {
    let problem = parser.problem.map(String.init(cString:)) ?? "no memory is left"
    noticed = YAMLMark(parser.problem_mark)
    var words = ""
    var context = ""
    if let told = parser.context.map(String.init(cString:)) {
      words = told
      begun = YAMLMark(parser.context_mark)
      context = ", \(words) begun at \(begun.place.line):\(begun.place.column)"
    } else {
      begun = noticed
    }
    kind =
      switch (problem, words) {
      case ("mapping values are not allowed in this context", _): .colonInText
      case ("could not find expected ':'", _): .noColon
      case (_, "while scanning a quoted scalar"), (_, "while parsing a quoted scalar"):
        .quotation(isOpen: problem == "found unexpected end of stream")
      case ("did not find expected key", _), ("did not find expected '-' indicator", _): .stray
      case ("did not find expected <document start>", _): .secondDocument
      default: .other
      }
    mayBeTab = problem.contains(" tab ") || problem == Self.noToken
    message = "malformed YAML: \(problem)\(context)\(Self.hints[problem] ?? "")"
  }

  private static let noToken = "found character that cannot start any token"

  /// What libyaml's words mean to an author, where they are met most.
  private static let hints = [
    "mapping values are not allowed in this context":
      "; put a text that holds a colon and a space in quotation marks",
    noToken: "; indent with spaces, not tabs, and put a text that begins with @, ` or % in quotation marks",
    "found a tab character that violates indentation": "; indent with spaces, not tabs",
    "found a tab character where an indentation space is expected": "; indent with spaces, not tabs",
    "mapping keys are not allowed in this context":
      "; put a text that begins with a question mark and a space in quotation marks",
    "could not find expected ':'": "; this is a key without its colon, or a text that is not indented",
    "did not find expected key":
      "; indent this line exactly as those that it belongs with, and write a key with its colon before a text or a list",
    "did not find expected '-' indicator":
      "; indent this line exactly as those that it belongs with, and begin each of a list with a hyphen and a space",
    "did not find expected comment or line break": "; behind | or > the text begins on the next line",
    "found unexpected end of stream": "; the quotation mark that ends the text is missing",
    "found unknown escape character":
      "; write two backslashes for one, or put the text between single quotation marks",
    "did not find expected ',' or '}'": brackets,
    "did not find expected ',' or ']'": brackets,
    "did not find expected <document start>":
      "; the document ends before this, or a line before it begins with %",
  ]

  private static let brackets =
    "; a comma is missing, or in brackets a text that holds {, }, [, ] or a comma is not in quotation marks"
}
