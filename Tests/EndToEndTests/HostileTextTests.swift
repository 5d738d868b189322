import Foundation
import PseudoTerminal
import Testing

/// Text that a terminal would obey, or that is none.
enum Hostile {
  static let texts = [
    "\u{1B}[2Jcleared", "\u{1B}]8;;http://evil\u{07}link\u{1B}]8;;\u{07}", "\u{1B}]52;c;ZXZpbA==\u{07}copied",
    "\u{9B}31mred \u{9D}0;title\u{9C}", "\u{202E}backwards\u{2066}isolated", "\u{2028}parted\u{2029}",
    "bell\u{07} back\u{08}space \u{7F}", "tag\u{E0001}\u{E0041}", "zero\u{200B}width\u{FEFF}",
  ]

  /// What must not reach a terminal of some output: the offending scalars with what is around them.
  static func violations(in bytes: [UInt8]) -> [String] {
    guard String(validating: bytes, as: UTF8.self) != nil else { return ["it is no UTF-8"] }
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    return scalars.indices.filter { isObeyed(scalars[$0]) }.prefix(5).map { index in
      let around = scalars[max(0, index - 20)..<min(scalars.count, index + 20)]
      return around.map { $0.escaped(asASCII: true) }.joined()
    }
  }

  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: return false
    case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: return true
    case 0xE0000...0xE007F: return true
    default: return false
    }
  }
}

extension Outcome {
  /// What of its two outputs a terminal would obey.
  var violations: [String] { Hostile.violations(in: outBytes) + Hostile.violations(in: errBytes) }
}

@Suite("Hostile text")
struct HostileTextTests {
  @Test("Escapes, controls and overrides in notes, labels and answers are kept as data and never shown raw")
  func notes() throws {
    let study = try Study()
    var lines = Hostile.texts.flatMap { text in
      [
        text, "3 \"\(text)\" \(text)", "/p 3 label=\(text)", "/set place \(text)", "/set venue \(text)",
        "/\(text)",
      ]
    }
    lines += ["1 x #a\u{1B}b", ">K\u{1B}4 x", "/go \u{1B}[2J", "/find \u{202E}", "/set \u{1B} x"]
    lines += ["/rec on \u{1B}[1m", "/who", "/all", "/sum", "/find e", "/time", "/codes", "/help"]
    lines += ["/set setting \u{1B}", "/nonsense\u{9B}"]
    let outcome = try study.run(Study.session("one"), input: lines.joined(separator: "\n") + "\n")
    #expect(outcome.end == .exit(0))
    #expect(outcome.violations == [])
    let session = try study.session("one")
    for text in Hostile.texts {
      #expect(session.texts.contains { $0.contains(text) }, "\(text.debugDescription)")
    }
    let commands = [
      ["show", "one"], ["list"], ["list", "--json"], ["check", "one"], [], ["resume", "one"],
    ]
    for command in commands {
      let outcome = try study.run(command)
      #expect(outcome.end == .exit(0), "\(command)")
      #expect(outcome.violations == [], "\(command)")
    }
  }

  @Test("The draft of a hostile line is offered safely, and so is what was not kept")
  func draft() throws {
    let study = try Study()
    let program = try study.start(Study.session("one"))
    program.enter("1 hello")
    try program.answer("saved 1")
    program.type("half \u{1B}]52;c;ZXZpbA==\u{07} \u{202E}line")
    while try study.places(of: "ZXZpbA").isEmpty { usleep(50_000) }
    program.running.send(SIGTERM)
    #expect(try program.outcome().violations == [])
    let resumed = try study.run(["resume", "one"], input: "/draft\n/end\n")
    #expect(resumed.out.contains("unfinished line") && resumed.violations == [])
    #expect(try study.session("one").texts == ["hello", "half \u{1B}]52;c;ZXZpbA==\u{07} \u{202E}line"])
  }

  @Test("NUL, raw C1 bytes and invalid UTF-8 are lines like others")
  func bytes() throws {
    let study = try Study()
    let lines: [[UInt8]] = [
      [0x31, 0x20, 0x61, 0x00, 0x62], [0x9B, 0x32, 0x4A], [0xFF, 0xFE, 0x20, 0xC3], [0xED, 0xA0, 0x80],
      [0xF8, 0x88, 0x80, 0x80, 0x80], [0x00], [0x1B], [0x0D], Array("3 the end\r".utf8),
    ]
    let outcome = try study.run(Study.session("one"), bytes: lines.flatMap { $0 + [0x0A] })
    #expect(outcome.end == .exit(0))
    #expect(outcome.violations == [])
    let session = try study.session("one")
    #expect(session.notes.first?.text == "a\u{0}b")
    #expect(session.notes.last?.text == "the end")
    #expect(outcome.saved.count == session.notes.count && session.notes.count >= 7)
    #expect(try study.run(["show", "one"]).violations == [])
    #expect(String(validating: try Data(contentsOf: URL(filePath: study.file("one"))), as: UTF8.self) != nil)
  }

  @Test("A line of 1 MB is kept as several notes, a longer one refused, and the next one is a line again")
  func longLines() throws {
    let study = try Study()
    let longest = String(repeating: "word ", count: (1 << 20) / 5)
    let tooLong = String(repeating: "x", count: 3 << 20)
    let lines = [
      longest, tooLong, "1 after", "=9999999999999999999 hands", "/off 99999999999999m",
      "/edit 99999999999999999999 x", ">K4>K4>K4 x", "/end", "",
    ]
    let outcome = try study.run(Study.session("one"), input: lines.joined(separator: "\n"))
    #expect(outcome.end == .exit(0))
    #expect(outcome.out.contains("error: a line of \(3 << 20) bytes is not kept"))
    let session = try study.session("one")
    let parts = session.texts.prefix { $0 != "after" }
    #expect(outcome.out.contains("kept as \(parts.count) notes, 1 to \(parts.count)"))
    #expect(parts.joined(separator: " ") + " " == longest && parts.allSatisfy { $0.utf8.count <= 65_536 })
    #expect(try study.run(["show", "one"]).end == .exit(0))
    #expect(try study.run(["list"]).end == .exit(0))
  }

  @Test("Hostile options are data in the file, and safe on the screen")
  func options() throws {
    let study = try Study()
    for (number, text) in Hostile.texts.enumerated() {
      let outcome = try study.run(
        [
          "run", "example", "--id", "s\(number)", "--group", text, "--place", text, "--yes",
        ], input: "1 hello\n/end\n")
      #expect(outcome.end == .exit(0) && outcome.violations == [], "\(text.debugDescription)")
      let refused = [
        ["run", text], ["run", "cogov-professionals", "--setting", text, "--yes"],
        ["run", "example", "--id", text, "--yes"], ["run", "example", "--minutes", text], [text],
        ["run", "example", "--language", text, "--yes"],
        ["run", "example", "--notes-language", text, "--yes"],
        ["show", text], ["resume", text], ["check", text], ["show", text + ".json"],
        ["check", text + ".yaml"], ["list", "--study", study.root + "/" + text],
      ]
      for arguments in refused {
        let outcome = try study.run(arguments)
        #expect(outcome.violations == [], "\(arguments.map(\.debugDescription))")
        let isRefused = [.exit(64), .exit(66)].contains(outcome.end)
        #expect(isRefused, "\(arguments.map(\.debugDescription)) \(outcome.end)")
      }
      let made = try study.run(["init", study.root + "/home/" + text])
      #expect(made.end == .exit(0) && made.violations == [], "init \(text.debugDescription)")
    }
    for command in [["list"], ["list", "--json"], [], ["show", "s0"], ["show", "s3"]] {
      let outcome = try study.run(command)
      #expect(outcome.end == .exit(0) && outcome.violations == [], "\(command)")
    }
    let command = "exec \"$0\" run example --group $'\\xff\\xc3\\x1b' --place $'\\x9b' --id raw --yes"
    let raw = try study.run([], input: "1 hello\n/end\n", under: ["bash", "-c", command])
    #expect(raw.violations == [] && [.exit(0), .exit(64)].contains(raw.end))
  }

  @Test("A hostile protocol is refused with its place, or shown safely")
  func protocols() throws {
    let study = try Study()
    for (number, text) in Hostile.texts.enumerated() {
      let quoted = text.unicodeScalars.map { scalar in
        scalar.value < 0x10000 ? "\\u" + hexadecimal(scalar.value, 4) : "\\U" + hexadecimal(scalar.value, 8)
      }.joined()
      try study.write(
        """
        protocol: hostile\(number)
        version: "\(quoted)"
        title: "\(quoted)"
        languages: [en]
        questions:
          - {id: K1, kind: key, title: "\(quoted)", ask: "\(quoted)?", minutes: 5, probes: ["\(quoted)?"]}

        """, to: "Protocols/hostile\(number).yaml")
      for arguments in [["check", "hostile\(number)"], ["run", "hostile\(number)", "--yes"]] {
        let outcome = try study.run(arguments, input: "1 hello\n/end\n")
        #expect([.exit(0), .exit(65)].contains(outcome.end), "\(arguments)")
        #expect(outcome.violations == [], "\(arguments) \(text.debugDescription)")
      }
    }
    for command in [["list"], []] { #expect(try study.run(command).violations == []) }
  }

  private func hexadecimal(_ value: UInt32, _ width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: width - digits.count) + digits
  }
}
