// Texts.
extension ProtocolCase {
  static let texts: [ProtocolCase] = [
    .good("Norwegian", top("languages: [no, en]\nabout: {no: nei, en: no}")),
    .good(
      "words that YAML 1.1 took for something else",
      top("about: no\nsetup: [{id: on, ask: yes, values: [no, off, y]}]")),
    .good(
      "numbers, dates and truths as texts",
      top("about: 2024\nsetup: [{id: a, ask: 2024-01-01, values: [1, true]}]"), schemaAccepts: false),
    .good("breaks and tabs in a text", top("about: |\n  One\n\n  two\t three\n    four\n")),
    .good("a text in double quotation marks over lines", top("about: \"One\n  two \\\"{}\\\" \\\n  three\"")),
    .good("braces that are no placeholders", top("about: 'a {} { } {1} {a b} {a'")),
    .bad(
      "texts that are nothing", top("about:\nsetup: [{id: a, ask: ~}, {id: b, ask: null}]"),
      "5:7: `about` wants a text, found nothing",
      "6:22: setup a: `ask` wants a text, found nothing",
      "6:39: setup b: `ask` wants a text, found nothing"),
    .bad("a text of spaces", top("about: \"  \\n \""), "5:8: `about` is empty", schemaAccepts: true),
    .bad(
      "a text that is a list", top("about: [a, b]"),
      "5:8: `about` wants a text, or a text for each language, found a list"),
    .bad("a text in no language", top("about: {}"), "5:8: `about` has no text in any language"),
    .bad(
      "a language that lacks a text",
      top("languages: [en, nl, de]\nabout: {en: a}\nsettings: {a: {org: {nl: x, de: y}}}"),
      "6:8: `about` has no text in nl, de",
      "7:21: setting a: `org` has no text in en", schemaAccepts: true),
    .bad(
      "languages that the protocol has not",
      top("languages: [en, nl]\nabout: {en: a, nl: b, ln: c, english: d}"),
      "6:23: `about`: `ln` is not among the protocol's `languages`, did you mean `en`?",
      "6:30: `about`: `english` is not a language tag such as en, nl or pt-BR"),
    .bad(
      "a language that the protocol has not", top("about: {en: a, nl: b}"),
      "5:16: `about`: `nl` is not among the protocol's `languages`", schemaAccepts: true),
    .bad(
      "a text of a language that is nothing, one that is a map",
      top("languages: [en, nl]\nabout: {en: , nl: {nl: a}}"), "6:13: `about` wants a text, found nothing",
      "6:19: `about` wants a text, found a map"),
    .bad(
      "control characters behind escapes",
      top("about: \"a\\e[31mb\\0\"\nsetup: [{id: a, ask: \"\\u202Ex\\L\"}]"),
      "5:8: `about`: a text cannot hold the character U+0000",
      "5:8: `about`: a text cannot hold the character U+001B",
      "6:22: setup a: `ask`: a text cannot hold the character U+2028: "
        + "a line break of a word processor (U+2028): delete it and press Enter",
      "6:22: setup a: `ask`: a text cannot hold the character U+202E", schemaAccepts: true),
    .bad(
      "an escape in an id", top().replacing("protocol: p", with: "protocol: \"p\\e[2J\\n\\u009B\""),
      "1:11: `protocol`: `p\\u{1B}[2J\\n\\u{9B}` is not 1-60 small letters, digits and hyphens"),
    .bad(
      "a placeholder without settings", question("ask: Your {org}?"),
      "9:8: question K1: nothing fills {org}: the protocol has no `settings`", schemaAccepts: true),
    .bad(
      "placeholders that some settings do not fill",
      question(
        "ask: Your {org}, {people}, {peopel}?", top: "settings: {a: {org: x}, b: {org: y, people: z}}"),
      "9:8: question K1: no setting fills {peopel}, did you mean {people}?",
      "9:8: question K1: {people} is not filled by setting a", schemaAccepts: true),
    .bad(
      "a placeholder with a capital and spaces",
      question("ask: '{Org} and { org }'", top: "settings: {a: {org: x}}"),
      "9:8: question K1: write {org} for { org }",
      "9:8: question K1: write {org} for {Org}", schemaAccepts: true),
    .bad(
      "a placeholder in a word of a setting", top("settings: {a: {org: 'the {people}', people: x}}"),
      "5:21: setting a: `org` stands in texts and is not filled itself: no braces", schemaAccepts: true),
    .bad(
      "a placeholder in one language",
      question("title: {en: x, nl: 'y {x}'}", top: "languages: [en, nl]").replacing("  title: T\n", with: ""),
      "8:22: question K1: nothing fills {x}: the protocol has no `settings`", schemaAccepts: true),
  ]
}

// Questions.
extension ProtocolCase {
  static let questions: [ProtocolCase] = [
    .good(
      "a whole question",
      question(
        """
        section: S
        ask: A
        short: 2.5
        must: true
        round: false
        note: N
        materials: [a, b]
        codes: [drv.*, bar, b*]
        probes: [a, {id: b-B2, ask: c}, d]
        """, top: "codebook: [{code: drv.mic, name: x}, {code: bar, name: y}]")),
    .good(
      "a probe in languages, one of them Indonesian",
      question("probes: [{en: a, id: b}]", top: "languages: [en, id]")),
    .good(
      "numbers as people write them", question("short: 1e1").replacing("minutes: 5", with: "minutes: 0.5")),
    .bad(
      "no questions", "protocol: p\nversion: \"1\"\ntitle: T\nquestions: []\n", "4:12: `questions` is empty"),
    .bad(
      "questions that are a map", "protocol: p\nversion: \"1\"\ntitle: T\nquestions: {id: K1}\n",
      "4:12: `questions` wants a list, found a map"),
    .bad(
      "questions that are texts or lack all",
      "protocol: p\nversion: \"1\"\ntitle: T\nquestions:\n- What?\n- {}\n-\n",
      "5:3: question number 1: a question is a map with id, kind, title, minutes, found `What?`",
      "6:3: question number 2: `id` is missing",
      "6:3: question number 2: `kind` is missing",
      "6:3: question number 2: `title` is missing",
      "6:3: question number 2: `minutes` is missing",
      "7:2: question number 3: a question is a map with id, kind, title, minutes, found nothing"),
    .bad(
      "a mistyped key of a question", question("mniutes: 6\nPROBES: []\nmaterial: [x]"),
      "9:3: question K1: unknown key `mniutes`, did you mean `minutes`?",
      "10:3: question K1: unknown key `PROBES`, did you mean `probes`?",
      "11:3: question K1: unknown key `material`, did you mean `materials`?"),
    .bad(
      "a mistyped kind", onlyQuestion("{id: K1, kind: openning, title: T, minutes: 5}"),
      "5:18: question K1: unknown kind `openning`, did you mean `opening`?"),
    .bad(
      "a kind of nowhere", onlyQuestion("{id: K1, kind: main, title: T, minutes: 5}"),
      "5:18: question K1: unknown kind `main`; it is one of welcome, opening, introductory, transition, key, ending"
    ),
    .bad(
      "a kind that is a list", onlyQuestion("{id: K1, kind: [key], title: T, minutes: 5}"),
      "5:18: question K1: `kind` wants one of welcome, opening, introductory, transition, key, ending, found a list"
    ),
    .bad(
      "an id with a dot", onlyQuestion("{id: K.1, kind: key, title: T, minutes: 5}"),
      "5:8: question K.1: `id`: `K.1` is not 1-20 letters, digits and hyphens"),
    .bad(
      "a question's id that is too long",
      onlyQuestion("{id: K12345678901234567890, kind: key, title: T, minutes: 5}"),
      "5:8: question K12345678901234567890: `id`: `K12345678901234567890` is not 1-20 letters, digits and hyphens"
    ),
    .bad(
      "an id twice", question("", top: "- {id: K1, kind: key, title: T, minutes: 5}"),
      "10:8: question `K1` is there already, in line 5", schemaAccepts: true),
    .bad(
      "minutes that are a word", question("short: soon"),
      "9:10: question K1: `short` wants a number of minutes, over 0 and at most 600, found `soon`"),
    .bad(
      "minutes in quotation marks", question("short: \"5\""),
      "9:10: question K1: `short` wants a number of minutes, over 0 and at most 600, found the text `5`"),
    .bad(
      "minutes that are not over 0", question("short: 0").replacing("minutes: 5", with: "minutes: -5"),
      "8:12: question K1: `minutes` wants a number of minutes, over 0 and at most 600, found `-5`",
      "9:10: question K1: `short` wants a number of minutes, over 0 and at most 600, found `0`"),
    .bad(
      "minutes over 600", question("short: 600.5"),
      "9:10: question K1: `short` wants a number of minutes, over 0 and at most 600, found `600.5`"),
    .bad(
      "minutes over all bounds", question("short: 1e999"),
      "9:10: question K1: `short` wants a number of minutes, over 0 and at most 600, found `1e999`"),
    .bad(
      "infinite minutes", question("short: .inf"),
      "9:10: question K1: `short` wants a number of minutes, over 0 and at most 600, found `.inf`"),
    .bad(
      "minutes that are no number", question("short: .nan"),
      "9:10: question K1: `short` wants a number of minutes, over 0 and at most 600, found `.nan`",
      schemaAccepts: true),
    .bad(
      "minutes in hexadecimal", question("short: 0x10"),
      "9:10: question K1: `short` wants a number of minutes, over 0 and at most 600, found `0x10`",
      schemaAccepts: true),
    .bad(
      "minutes that are nothing, or a list", question("short: [5]").replacing("minutes: 5", with: "minutes:"),
      "8:11: question K1: `minutes` wants a number of minutes, over 0 and at most 600, found nothing",
      "9:10: question K1: `short` wants a number of minutes, over 0 and at most 600, found a list"),
    .bad(
      "truths in other words", question("must: yes\nround: \"true\""),
      "9:9: question K1: `must` wants true or false, found `yes`",
      "10:10: question K1: `round` wants true or false, found the text `true`"),
    .bad("a truth that is 1", question("must: 1"), "9:9: question K1: `must` wants true or false, found `1`"),
    .bad(
      "materials that are a text, or hold nothing", question("materials: x"),
      "9:14: question K1: `materials` wants a list, found `x`"),
    .bad(
      "materials that hold nothing", question("materials: [x, ~, '']"),
      "9:18: question K1: `materials` wants a text, found nothing",
      "9:21: question K1: `materials` is empty"),
    .bad(
      "code patterns of wrong form", question("codes: ['*', 'a.*.b', a**, 1]"),
      "9:11: question K1: `codes`: `*` is not a code, or the beginning of codes and `*`",
      "9:16: question K1: `codes`: `a.*.b` is not a code, or the beginning of codes and `*`",
      "9:25: question K1: `codes`: `a**` is not a code, or the beginning of codes and `*`",
      "9:30: question K1: `codes`: `1` is not a code, or the beginning of codes and `*`"),
    .bad(
      "code patterns that match nothing",
      question("codes: [drv.*, bra, drv]", top: "codebook: [{code: bar, name: x}]"),
      "9:11: question K1: `codes`: no code of the codebook begins with `drv.`",
      "9:18: question K1: `codes`: `bra` is not in the codebook, did you mean `bar`?",
      "9:23: question K1: `codes`: `drv` is not in the codebook", schemaAccepts: true),
    .bad(
      "a code pattern without a codebook", question("codes: [a*]"),
      "9:11: question K1: `codes`: no code of the codebook begins with `a`", schemaAccepts: true),
    .bad(
      "ten probes", question("probes: [a, b, c, d, e, f, g, h, i, j]"),
      "9:11: question K1: `probes`: at most 9, found 10"),
    .bad(
      "probes of wrong form",
      question("probes:\n- [a]\n- {ask: b}\n- {id: a.b, ask: c, note: d}\n- {}\n- {id: x}"),
      "10:5: question K1: `probes` wants a text, or a text for each language, found a list",
      "11:5: question K1: probe number 2: `id` is missing",
      "12:10: question K1: probe a.b: `id`: `a.b` is not 1-20 letters, digits and hyphens",
      "12:23: question K1: probe a.b: unknown key `note`; known here: id, ask",
      "13:5: question K1: `probes` has no text in any language",
      "14:5: question K1: `probes` has no text in en",
      "14:6: question K1: `probes`: `id` is not among the protocol's `languages`"),
    .bad(
      "a probe's id twice, once by its place",
      question("probes: [{id: a, ask: x}, {id: a, ask: y}, {id: 4, ask: z}, w]"),
      "9:34: question K1: probe `a` is there already, in line 9",
      "9:63: question K1: probe `4` is there already, in line 9"),
  ]

  static let wordings: [ProtocolCase] = [
    .good(
      "a wording",
      question(
        """
        ask: Your {org}
        probes: [a, b]
        settings: {m: {title: U, ask: My {org}, note: N, materials: [x], probes: [c, d]}, n: {}}
        """.replacing("My {org}", with: "\"My {org} {own}\""),
        top: "settings: {m: {org: x, own: y}, n: {org: z}}")),
    .bad(
      "a wording for a setting of nowhere",
      question("settings: {musuem: {ask: x}}", top: "settings: {museum: {org: y}}"),
      "9:14: question K1: `musuem` is not among the protocol's `settings`, did you mean `museum`?",
      schemaAccepts: true),
    .bad(
      "a wording with a field of questions only",
      question("settings: {m: {minutes: 5, aks: x}}", top: "settings: {m: {}}"),
      "9:18: question K1: setting m: unknown key `minutes`; known here: title, ask, note, materials, probes",
      "9:30: question K1: setting m: unknown key `aks`, did you mean `ask`?"),
    .bad(
      "a wording that is a text", question("settings: {m: x, M: {}}", top: "settings: {m: {}}"),
      "9:17: question K1: setting m: a wording is a map with title, ask, note, materials, probes, found `x`",
      "9:20: question K1: `settings`: `M` is not 1-60 small letters, digits and hyphens"),
    .bad(
      "a wording whose probes are others",
      question(
        "probes: [{id: a, ask: x}, {id: b, ask: y}]\nsettings:\n  m: {probes: [{id: b, ask: x}, {id: a, ask: y}]}\n  n: {probes: []}",
        top: "settings: {m: {}, n: {}}"),
      "11:17: question K1: setting m: `probes` must have the ids of the question's in their order (a, b), found b, a",
      "12:17: question K1: setting n: `probes` must have the ids of the question's in their order (a, b), found none",
      schemaAccepts: true),
    .bad(
      "a placeholder that its one setting does not fill",
      question("settings: {m: {ask: 'My {own}'}}", top: "settings: {m: {}, n: {own: x}}"),
      "9:23: question K1: setting m: {own} is not filled by setting m", schemaAccepts: true),
    .bad(
      "faults everywhere, in the order of the file",
      question(
        "must: no\nprobes: [{id: a, ask: {en: x, fr: y}}]\nnote: [x]",
        top: "setup: [{id: A, ask: x}]\ncodebook: [{code: a, nmae: b}]"
      ).replacing("version: \"1\"\n", with: ""), "1:1: `version` is missing",
      "8:9: question K1: `must` wants true or false, found `no`",
      "9:33: question K1: probe a: `ask`: `fr` is not among the protocol's `languages`",
      "10:9: question K1: `note` wants a text, or a text for each language, found a list",
      "11:14: setup A: `id`: `A` is not 1-60 small letters, digits and hyphens",
      "12:12: code a: `name` is missing",
      "12:22: code a: unknown key `nmae`, did you mean `name`?"),
  ]
}
