/// A protocol's file, what the reader says of it, and whether the JSON Schema can see it.
struct ProtocolCase: CustomStringConvertible, Sendable {
  /// What is the matter with it.
  let description: String
  let yaml: String
  /// Without the file's name and ` error:`; empty for a good file.
  let faults: [String]
  /// What the schema says where it must differ from the reader; nil where the two agree.
  let schemaAccepts: Bool?

  static func good(_ description: String, _ yaml: String, schemaAccepts: Bool? = nil) -> ProtocolCase {
    ProtocolCase(description: description, yaml: yaml, faults: [], schemaAccepts: schemaAccepts)
  }

  static func bad(
    _ description: String, _ yaml: String, _ faults: String..., schemaAccepts: Bool? = nil
  ) -> ProtocolCase {
    ProtocolCase(description: description, yaml: yaml, faults: faults, schemaAccepts: schemaAccepts)
  }

  /// A whole protocol of four lines, and more from line 5 on.
  static func top(_ more: String = "") -> String {
    "protocol: p\nversion: \"1\"\ntitle: T\nquestions: [{id: K1, kind: key, title: T, minutes: 5}]\n" + more
      + "\n"
  }

  /// A whole protocol with a question of four lines, more of it from line 9 on, and more of the protocol.
  static func question(_ more: String, top: String = "") -> String {
    let lines = more.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)\n" }.joined()
    return "protocol: p\nversion: \"1\"\ntitle: T\nquestions:\n"
      + "- id: K1\n  kind: key\n  title: T\n  minutes: 5\n\(lines)\(top)\n"
  }

  /// A whole protocol with this question in line 5.
  static func onlyQuestion(_ line: String) -> String {
    "protocol: p\nversion: \"1\"\ntitle: T\nquestions:\n- \(line)\n"
  }

  private static let abbreviationForm =
    "1-20 letters, digits and hyphens between them, with a letter other than `n` (`\\n` is a line break)"

  static let all = files + malformed + parts + texts + questions + wordings
}

// The file as a whole.
extension ProtocolCase {
  private static let eightyLists =
    "protocol: p\nversion: \"1\"\ntitle: T\nquestions:\n"
    + (1...80).map {
      "- id: K\($0)\n  kind: key\n  title: T\n  minutes: 5\n  materials:\n  - a\n  probes:\n  - b\n"
    }
    .joined()

  private static let marksInTexts = top(
    """
    about: 'it''s *a & [ {' # isn't "it {[ &b
    setup:
    - id: folded
      ask: >+2
          "[ {
        - &a *b 'c
        ? !d
        # no comment

    - {id: flow, ask: "\\"} ] *a: &b", values: [a-b, c&d, 'it''s ]', "#"]}
    - id: plain
      ask: What
        "is &this
        *that [ {,
        --- or
        - those'?
    """)

  static let files: [ProtocolCase] = [
    .good("the shortest protocol", top()),
    .good("a byte order mark", "\u{FEFF}" + top()),
    .good("a question with what must be and what is read aloud", question("ask: A")),
    .good("one document with its marks", "---\n" + top() + "...\n"),
    .good("lines that end as on Windows", top().split(separator: "\n").joined(separator: "\r\n")),
    .good("eighty lists one after the other, at their keys' own indentation", eightyLists),
    .good("marks of YAML inside of texts", marksInTexts),
    .bad(
      "a key given twice after a block of text without any text",
      question("note: |\nmust: true\nmust: false"),
      "9:9: question K1: `note` is empty", "11:3: `must` is given twice, first in line 10"),
    .bad("an empty file", "", "1:1: the file is empty; a protocol begins with `protocol:` and its id"),
    .bad(
      "only a comment", "# later\n", "1:1: the file is empty; a protocol begins with `protocol:` and its id"),
    .bad(
      "a list", "- a\n- b\n",
      "1:1: a protocol is a map with protocol, version, title, questions, found a list"),
    .bad(
      "a text", "protocol\n",
      "1:1: a protocol is a map with protocol, version, title, questions, found `protocol`"),
    .bad(
      "nothing of what is required", "about: x\n", "1:1: `protocol` is missing",
      "1:1: `version` is missing",
      "1:1: `title` is missing",
      "1:1: `questions` is missing"),
    .bad(
      "a mistyped key", top("abuot: x\nsetings: {}\nsettigns: {}\nAttributes: []"),
      "5:1: unknown key `abuot`, did you mean `about`?",
      "6:1: unknown key `setings`, did you mean `settings`?",
      "7:1: unknown key `settigns`, did you mean `settings`?",
      "8:1: unknown key `Attributes`, did you mean `attributes`?"),
    .bad(
      "a key of nowhere", top("colour: red"),
      "5:1: unknown key `colour`; known here: protocol, version, title, languages, about, settings, codebook, abbreviations, attributes, setup, questions, debrief"
    ),
    .bad(
      "the rest of a text as a key", top("codebook: [{code: a, name: What, then?}]"),
      "5:34: code a: unknown key `then?`: the comma before it ends the text; put the text in quotation marks if it goes on"
    ),
    .bad(
      "keys given twice", top("about: x\nabout: y\n\"title\": U"),
      "6:1: `about` is given twice, first in line 5",
      "7:1: `title` is given twice, first in line 3"),
    .bad(
      "a key given twice in braces, and another fault",
      question("settings: {a: {ask: x, ask: y}}\nmust: yes"),
      "9:14: question K1: `a` is not among the protocol's `settings`",
      "9:26: `ask` is given twice, first in line 9",
      "10:9: question K1: `must` wants true or false, found `yes`"),
    .bad(
      "a key given twice in a question, another in a setting",
      question("must: true\nmust: false", top: "settings:\n  a: {org: x}\n  a: {org: y}"),
      "10:3: `must` is given twice, first in line 9",
      "13:3: `a` is given twice, first in line 12"),
    .bad(
      "a key with an escape given twice", top("about: x\n\"abou\\x74\": y"),
      "6:1: `about` is given twice, first in line 5"),
    .bad(
      "an alias and its anchor", top("about: &a x\nsetup: [{id: s, ask: *a}]"),
      "5:8: an anchor (`&`) has no place in a protocol; put a text that begins so in quotation marks",
      "6:22: an alias (`*`) has no place in a protocol; put a text that begins so in quotation marks",
      schemaAccepts: true),
    .bad(
      "an alias of nothing", top("about: *a"),
      "5:8: an alias (`*`) has no place in a protocol; put a text that begins so in quotation marks"),
    .bad(
      "a text with a star before it", question("note: *Never* say so."),
      "9:9: an alias (`*`) has no place in a protocol; put a text that begins so in quotation marks"),
    .bad(
      "a tag", top("about: !!python/object:os.system x"),
      "5:8: a tag (`!`) has no place in a protocol; put a text that begins so in quotation marks"),
    .bad(
      "a tag of a text", top("about: !!str x"),
      "5:8: a tag (`!`) has no place in a protocol; put a text that begins so in quotation marks",
      schemaAccepts: true),
    .bad(
      "exclamation marks before texts", question("note: ! Never say so.\nask: !!! never"),
      "9:9: a tag (`!`) has no place in a protocol; put a text that begins so in quotation marks",
      "10:8: a tag (`!`) has no place in a protocol; put a text that begins so in quotation marks"),
    .bad(
      "two documents", top("---\nprotocol: q"), "5:1: a second document (`---`): a protocol is one document"),
    .bad(
      "a second document after the end of the first", top("...\nprotocol: q"),
      "6:1: malformed YAML: did not find expected <document start>; the document ends before this, or a line before it begins with %"
    ),
    .bad(
      "a directive", "%YAML 1.2\n---\n" + top(), "1:1: a directive (`%`) has no place in a protocol",
      schemaAccepts: true),
    .bad(
      "a directive that nobody knows", "%FLAG on\n---\n" + top(),
      "1:1: a directive (`%`) has no place in a protocol", schemaAccepts: true),
    .bad(
      "a key behind a question mark", top("? about\n: x"),
      "5:1: a question mark before a key has no place in a protocol: write `key: …`", schemaAccepts: true),
    .bad(
      "keys behind question marks, in braces and on a line of their own",
      top("settings: {? a : {org: x}}\n? # why?\n  setup\n: []\ndebrief: [? a : b]"),
      "5:12: a question mark before a key has no place in a protocol: write `key: …`",
      "6:1: a question mark before a key has no place in a protocol: write `key: …`",
      "9:11: a question mark before a key has no place in a protocol: write `key: …`"),
    .bad(
      "a list as a key", top("[a]: x"),
      "5:1: a list or map cannot be a key; put a text that begins with { or [ in quotation marks"),
    .bad(
      "a map as a key", top("settings: {{a: b}: c}"),
      "5:12: a list or map cannot be a key; put a text that begins with { or [ in quotation marks"),
    .bad(
      "a text with a brace before it", question("ask: {org} is yours"),
      "9:8: a text that begins with {, [ or a quotation mark is put in quotation marks as a whole"),
    .bad(
      "a text that is quoted in part", question("ask: \"What\" helps?"),
      "9:8: a text that begins with {, [ or a quotation mark is put in quotation marks as a whole"),
    .bad(
      "a probe that is quoted in part", question("probes:\n- time?\n- \"rules\" or funding?"),
      "11:5: a text that begins with {, [ or a quotation mark is put in quotation marks as a whole"),
    .bad(
      "a text with a brace before it and a colon in it", question("probes:\n- {org} rules: which?"),
      "10:5: a list or map cannot be a key; put a text that begins with { or [ in quotation marks",
      "10:5: a text that begins with {, [ or a quotation mark is put in quotation marks as a whole"),
    .bad(
      "a text that may not begin so, behind one in quotation marks", top("languages: [\"en\", @nl]"),
      "5:19: malformed YAML: found character that cannot start any token, while scanning for the next token begun at 5:19; indent with spaces, not tabs, and put a text that begins with @, ` or % in quotation marks"
    ),
    .bad(
      "a missing comma", top("languages: [\"en\" \"nl\"]"),
      "5:13: a comma is missing behind what begins here, or else a text that begins with {, [ or a quotation mark is put in quotation marks as a whole"
    ),
    .bad(
      "a text in braces with braces in it", question("probes:\n- {id: r, ask: Does your {org} help?}"),
      "10:28: malformed YAML: did not find expected ',' or '}', while parsing a flow mapping begun at 10:5; a comma is missing, or in brackets a text that holds {, }, [, ] or a comma is not in quotation marks"
    ),
    .bad(
      "a question mark before a text", question("ask: ? What helps"),
      "9:8: malformed YAML: mapping keys are not allowed in this context; put a text that begins with a question mark and a space in quotation marks"
    ),
    .bad(
      "a quotation mark that never ends", top("about: \"x"),
      "5:8: malformed YAML: found unexpected end of stream, while scanning a quoted scalar begun at 5:8; the quotation mark that ends the text is missing"
    ),
    .bad(
      "a colon in a plain text", top("about: Note: this"),
      "5:12: malformed YAML: mapping values are not allowed in this context; put a text that holds a colon and a space in quotation marks"
    ),
    .bad(
      "a tab for indentation", question("note: x").replacing("  note", with: "\tnote"),
      "9:1: malformed YAML: found a tab character that violates indentation, while scanning a plain scalar begun at 8:12"
        + "; indent with spaces, not tabs"
    ),
    .bad(
      "control characters in the file", top("about: a\u{07}b # \u{1B}[31m\n# \u{202E}\u{85}"),
      "5:9: a text cannot hold the character U+0007",
      "5:14: a text cannot hold the character U+001B",
      "6:3: a text cannot hold the character U+202E",
      "6:4: a text cannot hold the character U+0085"),
  ]
}

// What stands before and after the questions.
extension ProtocolCase {
  static let parts: [ProtocolCase] = [
    .good(
      "all that stands before and after the questions",
      top(
        """
        languages: [en, nl, pt-BR, sr-Latn-RS]
        about: {en: a, nl: b, pt-BR: c, sr-Latn-RS: d}
        settings: {a-1: {org: x, people_2: {en: a, nl: b, pt-BR: c, sr-Latn-RS: d}}, b: {org: z, people_2: v}}
        codebook: [{code: A.b_c-1, name: B, about: C}]
        attributes: [{id: f, ask: F, values: [frontline, "x y", {id: p, name: {en: a, nl: b, pt-BR: c, sr-Latn-RS: d}}]}]
        setup: [{id: who, ask: Who, coreq: 32, remember: true, values: [a, b]}]
        debrief: [{id: who, ask: Who}]
        """)),
    .good(
      "codes in letters of any script",
      top("codebook: [{code: bürger.nähe-1, name: B}, {code: код, name: C}, {code: 行政, name: D}]")),
    .good("a version that is a number", top().replacing("\"1\"", with: "1.10"), schemaAccepts: false),
    .good(
      "ids as long as may be",
      top("codebook: [{code: a\(String(repeating: "b", count: 63)), name: x}]")
        .replacing("protocol: p", with: "protocol: \(String(repeating: "p", count: 60))")
        .replacing("K1", with: String(repeating: "K", count: 20))),
    .bad(
      "an id with a capital and a space", top().replacing("protocol: p", with: "protocol: My protocol"),
      "1:11: `protocol`: `My protocol` is not 1-60 small letters, digits and hyphens"),
    .bad(
      "an id that is too long",
      top().replacing("protocol: p", with: "protocol: \(String(repeating: "p", count: 61))"),
      "1:11: `protocol`: `pppppppppppppppppppppppppppppppppppppppp…` is not 1-60 small letters, digits and hyphens"
    ),
    .bad(
      "an id that is a list, a version that is nothing",
      top().replacing("protocol: p", with: "protocol: [p]").replacing("\"1\"", with: ""),
      "1:11: `protocol` wants 1-60 small letters, digits and hyphens, found a list",
      "2:9: `version` wants a text, found nothing"),
    .bad("an empty title", top().replacing("title: T\nq", with: "title: \"\"\nq"), "3:8: `title` is empty"),
    .bad(
      "languages that are none, the same, or of wrong form", top("languages: [en, nl, en, EN, e, nl_BE]"),
      "5:25: `languages`: `EN` is not a language tag such as en, nl or pt-BR",
      "5:29: `languages`: `e` is not a language tag such as en, nl or pt-BR",
      "5:32: `languages`: `nl_BE` is not a language tag such as en, nl or pt-BR"),
    .bad(
      "a language twice", top("languages: [en, nl, en]"), "5:21: language `en` is there already, in line 5"),
    .bad("no languages", top("languages: []"), "5:12: `languages` is empty: leave it out, or name one"),
    .bad(
      "languages that are a text", top("languages: en\nabout: {en: x, nl: y}"),
      "5:12: `languages` wants a list, found `en`"),
    .bad(
      "settings and words of wrong form", top("settings: {A: {org: x}, b: {Org: x, 1: y}, c: [x], d: }"),
      "5:12: `settings`: `A` is not 1-60 small letters, digits and hyphens",
      "5:29: setting b: a setting: `Org` is not a small letter, then small letters, digits and `_`",
      "5:37: setting b: a setting: `1` is not a small letter, then small letters, digits and `_`",
      "5:47: setting c: a setting is a map, found a list",
      "5:55: setting d: a setting is a map, found nothing"),
    .bad("settings that are a list", top("settings: [a]"), "5:11: `settings` is a map, found a list"),
    .bad(
      "codes without a name or of wrong form",
      top(
        "codebook:\n- {code: a}\n- {code: 1a, name: x}\n- {code: a.*, name: x}\n- drv\n- {name: x, abuot: y}"),
      "6:3: code a: `name` is missing",
      "7:10: code 1a: `code`: `1a` is not a letter, then letters, digits, `.`, `_`, `-`, at most 64",
      "8:10: code a.*: `code`: `a.*` is not a letter, then letters, digits, `.`, `_`, `-`, at most 64",
      "9:3: code number 4: a code is a map with code, name, found `drv`",
      "10:3: code number 5: `code` is missing",
      "10:13: code number 5: unknown key `abuot`, did you mean `about`?"),
    .bad(
      "a code that is too long", top("codebook: [{code: a\(String(repeating: "b", count: 64)), name: x}]"),
      "5:19: code number 1: `code`: `abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…` is not a letter, then letters, digits, `.`, `_`, `-`, at most 64"
    ),
    .good(
      "abbreviations", top("abbreviations: {mgmt: management, \"2nd\": second, no: number, čl: član, NGO: x}")
    ),
    .bad(
      "abbreviations that are none",
      top(
        "abbreviations:\n  a b: x\n  -a: x\n  \"12\": x\n  n: and\n  \(String(repeating: "a", count: 21)): x\n  ok: y"
      ), "6:3: `abbreviations`: `a b` is not \(abbreviationForm)",
      "7:3: `abbreviations`: `-a` is not \(abbreviationForm)",
      "8:3: `abbreviations`: `12` is not \(abbreviationForm)",
      "9:3: `abbreviations`: `n` is not \(abbreviationForm)",
      "10:3: `abbreviations`: `\(String(repeating: "a", count: 21))` is not \(abbreviationForm)"),
    .bad(
      "abbreviations that stand for no text",
      top("abbreviations:\n  a: [x]\n  b: \"\"\n  c: {nl: x}\n  d: {en: x}"),
      "6:6: abbreviations: `a` wants a text, or a text for each language, found a list",
      "7:6: abbreviations: `b` is empty", "8:6: abbreviations: `c` has no text in en",
      "8:7: abbreviations: `c`: `nl` is not among the protocol's `languages`"),
    .bad(
      "an abbreviation that stands for too much",
      top(
        "abbreviations: {a: \(String(repeating: "x", count: 101)), b: \(String(repeating: "x", count: 100))}"),
      "5:20: abbreviations: `a` wants a text of at most 100 characters", schemaAccepts: true),
    .bad(
      "abbreviations that differ in case", top("abbreviations:\n  Mgmt: x\n  mgmt: y"),
      "7:3: `abbreviations`: `mgmt` is `Mgmt` of line 6: case does not tell them apart", schemaAccepts: true),
    .bad(
      "abbreviations in a list", top("abbreviations: [a]"), "5:16: `abbreviations` is a map, found a list"),
    .bad(
      "a code twice", top("codebook:\n- {code: a, name: x}\n- {code: b, name: x}\n- {code: a, name: y}"),
      "8:10: code `a` is there already, in line 6", schemaAccepts: true),
    .bad(
      "an attribute without values",
      top("attributes: [{id: a, ask: A}, {id: b, ask: B, values: []}, {id: c, ask: C, values: d}]"),
      "5:14: attribute a: `values` is missing",
      "5:55: attribute b: `values` is empty: an attribute needs its bands",
      "5:84: attribute c: `values` wants a list, found `d`"),
    .bad(
      "values of an attribute",
      top("attributes: [{id: a, ask: A, values: [x, \"\", {id: Y, name: y}, {id: z}, [w], ~]}]"),
      "5:42: attribute a: `values` is empty",
      "5:51: attribute a: `id`: `Y` is not 1-60 small letters, digits and hyphens",
      "5:64: attribute a: `name` is missing",
      "5:73: attribute a: `values` wants a text, found a list",
      "5:78: attribute a: `values` wants a text, found nothing"),
    .bad(
      "an attribute and a value twice",
      top("attributes:\n- {id: a, ask: A, values: [x, {id: x, name: y}]}\n- {id: a, ask: A, values: [x]}"),
      "6:36: attribute a: value `x` is there already, in line 6",
      "7:8: attribute `a` is there already, in line 6", schemaAccepts: true),
    .bad(
      "set-up questions",
      top(
        "setup:\n- {id: a}\n- {ask: b}\n- {id: c, ask: C, coreq: 33, remember: yes}\n- {id: d, ask: D, coreq: 1.5, values: [\"\"]}"
      ), "6:3: setup a: `ask` is missing",
      "7:3: setup number 2: `id` is missing",
      "8:26: setup c: `coreq` wants a whole number from 1 to 32, found `33`",
      "8:40: setup c: `remember` wants true or false, found `yes`",
      "9:26: setup d: `coreq` wants a whole number from 1 to 32, found `1.5`",
      "9:40: setup d: `values` is empty"),
    .bad(
      "a COREQ item of nought, one in quotation marks",
      top("debrief: [{id: a, ask: A, coreq: 0}, {id: b, ask: B, coreq: \"3\", values: x}]"),
      "5:34: debrief a: `coreq` wants a whole number from 1 to 32, found `0`",
      "5:61: debrief b: `coreq` wants a whole number from 1 to 32, found the text `3`",
      "5:74: debrief b: `values` wants a list, found `x`"),
    .bad(
      "form questions and values twice",
      top(
        "setup: [{id: a, ask: A, values: [x, x]}, {id: a, ask: B}]\ndebrief: [{id: a, ask: A}, {id: a, ask: B}]"
      ), "5:37: setup a: value `x` is there already, in line 5",
      "5:47: setup `a` is there already, in line 5",
      "6:33: debrief `a` is there already, in line 6", schemaAccepts: true),
  ]
}
