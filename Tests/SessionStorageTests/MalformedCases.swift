// Files of which libyaml reads only the beginning: all that is wrong in them is told at once, and nothing that only
// follows from it.
extension ProtocolCase {
  private static let colon =
    "malformed YAML: mapping values are not allowed in this context; put a text that holds a colon and a space in quotation marks"
  private static let inQuotes =
    "a text that begins with {, [ or a quotation mark is put in quotation marks as a whole"
  private static let alias =
    "an alias (`*`) has no place in a protocol; put a text that begins so in quotation marks"
  private static let comment =
    "the rest of the line is a comment, with the comma or bracket that is missed here: put the text that holds # in quotation marks"

  private static func noToken(_ place: String) -> String {
    "\(place): malformed YAML: found character that cannot start any token, while scanning for the next token begun at \(place)"
      + "; indent with spaces, not tabs, and put a text that begins with @, ` or % in quotation marks"
  }

  private static func noKey(_ place: String, begun: String) -> String {
    "\(place): malformed YAML: did not find expected key, while parsing a block mapping begun at \(begun); "
      + "indent this line exactly as those that it belongs with, and write a key with its colon before a text or a list"
  }

  private static func noHyphen(_ place: String, begun: String) -> String {
    "\(place): malformed YAML: did not find expected '-' indicator, while parsing a block collection begun at \(begun); "
      + "indent this line exactly as those that it belongs with, and begin each of a list with a hyphen and a space"
  }

  private static func noColon(_ place: String) -> String {
    "\(place): malformed YAML: could not find expected ':', while scanning a simple key begun at \(place)"
      + "; this is a key without its colon, or a text that is not indented"
  }

  private static func tooDeep(_ place: String, _ key: String, under before: String) -> String {
    "\(place): malformed YAML: `\(key)` is indented more than `\(before)` before it, and so goes on with its text; "
      + "indent both by the same number of spaces"
  }

  private static func bracket(_ sign: String, _ what: String) -> String {
    "malformed YAML: did not find expected ',' or '\(sign)', while parsing \(what); a comma is missing, or in brackets a text "
      + "that holds {, }, [, ] or a comma is not in quotation marks; or this bracket is not closed"
  }

  /// What a guide becomes that was pasted between keys.
  private static let pasted = """
    protocol: pasted
    version: "1"
    title: Visiting: the talk
    questions:
      - id: Q1
        kind: key
        title: Visiting
        minutes: ten
        ask: [Confirm the service] So this visit was about [type], correct?
        probes:
          - [Possible follow-up]
          - "Imagine I am a visitor" wording
          - **Are you comfortable?**
          - Who came along: a friend, a colleague?
          - @home or by phone?
      - id: Q2
        kind: kee
        title: @work
        ask: 'What's new?'
        minutes: 5
    """

  static let malformed: [ProtocolCase] = [
    .bad(
      "a pasted guide", pasted,
      "3:16: \(colon)",
      "8:14: question Q1: `minutes` wants a number of minutes, over 0 and at most 600, found `ten`",
      "9:10: \(inQuotes)",
      "11:9: question Q1: `probes` wants a text, or a text for each language, found a list",
      "12:9: \(inQuotes)",
      "13:9: \(alias)",
      "14:9: question Q1: `probes`: put the text in quotation marks: the colon behind `Who came along` makes a key of it",
      noToken("15:9"),
      "17:11: question Q2: unknown kind `kee`, did you mean `key`?",
      noToken("18:12"),
      "19:10: \(inQuotes)"),
    .bad(
      "faults in what other parts go by: nobody knows which language, word or code is missing",
      "protocol: p\nversion: \"1\"\ntitle: {en: T, nl: U}\nlanguages: [en, @nl]\nsettings:\n  a: {org: @x}\n"
        + "codebook:\n- {code: a, name: *b}\nquestions:\n"
        + "- {id: K1, kind: key, title: T, minutes: 5, ask: 'Your {org}?', codes: [a], settings: {a: {probes: [x]}}, probes: [@y]}\n",
      noToken("4:17"), noToken("6:12"), "8:19: \(alias)", noToken("10:116")),
    .bad(
      "a question whose id cannot be read is called by its number",
      "protocol: p\nversion: \"1\"\ntitle: T\nquestions:\n- id: @K1\n  kind: kee\n  title: T\n  minutes: 5\n",
      noToken("5:7"), "6:9: question number 1: unknown kind `kee`, did you mean `key`?"),
    .bad(
      "a comment in braces that was meant as text",
      "protocol: p\nversion: \"1\"\ntitle: T\nquestions:\n- {id: K1, kind: key, title: Topic #1, minutes: 5}\n"
        + "- {id: K2, kind: kee, title: T, minutes: 5}\n- {id: K3, kind: key, title: T, minutes: 5, probes: [a # b]}\n",
      "5:36: \(comment)", "6:18: question K2: unknown kind `kee`, did you mean `key`?", "7:56: \(comment)"),
    .good(
      "comments between the values in braces",
      "protocol: p\nversion: \"1\"\ntitle: T\nquestions:\n- {id: K1, # the first\n   kind: key, #2\n   title: T, minutes: 5} # {\n"
    ),
    .bad(
      "keys that are indented too much",
      "protocol: p\nversion: \"1\"\ntitle: T\n  about: x\nquestions:\n- id: K1\n    kind: kee\n    title: T\n"
        + "    minutes: 5\n    ask: {org} rules\n- {id: K2, kind: key, title: T, minutes: 5}\n",
      tooDeep("4:3", "about", under: "title"), tooDeep("7:5", "kind", under: "id"),
      "7:11: question K1: unknown kind `kee`, did you mean `key`?", "10:10: \(inQuotes)"),
    .bad(
      "a text that goes on below with a colon in it",
      question("ask: Think of a day\n  that was good: what happened?\nmust: yes"),
      "10:18: \(colon)", "11:9: question K1: `must` wants true or false, found `yes`"),
    .bad(
      "keys that are indented too little",
      "protocol: p\nversion: \"1\"\ntitle: T\nquestions:\n  - id: K1\n    kind: key\n   title: T\n   minutes: 5\n"
        + "  - {id: K2, kind: kee, title: T, minutes: 5}\n",
      noHyphen("7:4", begun: "5:3"), "9:20: question K2: unknown kind `kee`, did you mean `key`?"),
    .bad(
      "entries of a list that are indented too little",
      "protocol: p\nversion: \"1\"\ntitle: T\nquestions:\n    - {id: K1, kind: key, title: T, minutes: 5}\n"
        + "  - {id: K2, kind: key, title: T, minutes: 5}\n  - {id: K3, kind: key, title: T, minutes: 5}\nabuot: x\n",
      noKey("6:3", begun: "1:1"), "8:1: unknown key `abuot`, did you mean `about`?"),
    .bad(
      "a key without its colon, and a text that is not indented",
      question("probes\nask: What is it\nlike?", top: "abuot: x").replacing("  like?", with: "like?"),
      noColon("9:3"), noColon("11:1"), "12:1: unknown key `abuot`, did you mean `about`?"),
    .bad(
      "a key that must be there without its colon", top().replacing("title: T\nq", with: "title T\nq"),
      noColon("3:1")),
    .bad(
      "a quotation mark that ends in a later text",
      question("ask: \"What is it\nnote: \"Never\" say so\nmust: yes"),
      "9:8: \(inQuotes)", "10:9: \(inQuotes)", "11:9: question K1: `must` wants true or false, found `yes`"),
    .bad(
      "a list without its key, and a key among the entries of a list",
      top("- a\nsetup:\n  - {id: a, ask: b}\n  c: d\nabuot: x"),
      noKey("5:1", begun: "1:1"), noHyphen("8:3", begun: "7:3"),
      "9:1: unknown key `abuot`, did you mean `about`?"),
    .bad(
      "tabs in many lines are told once",
      "protocol: p\nversion: \"1\"\ntitle: T\nquestions:\n\t- id: K1\n\t  kind: kee\n\t  title: T\n\t  minutes: 5\n",
      noToken("5:1") + "; 3 more lines begin with tabs",
      "6:10: question K1: unknown kind `kee`, did you mean `key`?"),
    .bad(
      "a block of text whose first line stands beside its sign",
      question("ask: >- What\n  is it?\nmust: yes"),
      "9:11: malformed YAML: did not find expected comment or line break, while scanning a block scalar begun at 9:8; behind | or > the text begins on the next line",
      "11:9: question K1: `must` wants true or false, found `yes`"),
    .bad(
      "braces over several lines",
      top("settings: {\n  a: {org: x y},\n  b: {org: x {y}},\n  c: {org: @z}\n}\nabuot: x"),
      "7:14: malformed YAML: did not find expected ',' or '}', while parsing a flow mapping begun at 7:6; a comma is missing, or in brackets a text that holds {, }, [, ] or a comma is not in quotation marks",
      noToken("8:12"), "10:1: unknown key `abuot`, did you mean `about`?"),
    .bad(
      "signs of a word processor, which are right in texts below a sign and wrong between keys",
      question("ask: @x\nnote: >-\n  He said: “no”.\n  “So?”\nprobes:\n  – one\n  – two"),
      noToken("9:8"),
      "14:5: question K1: `probes` wants a list, found `– one – two`",
      "14:5: a long dash (U+2013): type a plain hyphen, -",
      "15:5: a long dash (U+2013): type a plain hyphen, -"),
    .bad(
      "a bracket that is not closed", question("codes: [a, b\nmust: yes\nprobes: [{id: a", top: "abuot: x"),
      "9:10: \(bracket("]", "a flow sequence begun at 9:10"))",
      "10:9: question K1: `must` wants true or false, found `yes`",
      "11:12: \(bracket("}", "a flow mapping begun at 11:12"))",
      "12:1: unknown key `abuot`, did you mean `about`?"),
    .bad(
      "more faults than are told",
      "protocol: p\nversion: \"1\"\ntitle: T\nquestions:\n"
        + (1...30).map { "- {id: K\($0), kind: key, title: T, minutes: 5, ask: *a}\n" }.joined(),
      tooMany: (1...20).map { "\($0 + 4):\($0 < 10 ? 50 : 51): \(alias)" }
        + ["24:51: and more: mend these first, then check again"]),
  ]

  private static func bad(_ description: String, _ yaml: String, tooMany faults: [String]) -> ProtocolCase {
    ProtocolCase(description: description, yaml: yaml, faults: faults, schemaAccepts: nil)
  }
}
