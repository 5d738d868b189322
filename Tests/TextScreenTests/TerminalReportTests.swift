import Testing
import TextScreen

/// What a terminal says by itself is in no note: answers to whoever asked, late ones too, the mouse, focus.
@Suite("What a terminal says by itself is never typed")
struct TerminalReportTests {
  /// The beginnings of strings, and what ends them.
  private static let strings: [(name: String, begin: String, ends: [String])] = [
    ("OSC", "\u{1B}]", ["\u{7}", "\u{1B}\\", "\u{18}", "\u{1A}"]),
    ("DCS", "\u{1B}P", ["\u{1B}\\", "\u{18}", "\u{1A}"]),
    ("APC", "\u{1B}_", ["\u{1B}\\", "\u{18}", "\u{1A}"]),
    ("PM", "\u{1B}^", ["\u{1B}\\", "\u{18}", "\u{1A}"]),
    ("SOS", "\u{1B}X", ["\u{1B}\\", "\u{18}", "\u{1A}"]),
  ]

  static let reports: [String] =
    strings.flatMap { string in
      string.ends.flatMap { end in
        ["11;rgb:1e1e/1e1e/1e1e", "l/redact 1\r", "é漢\u{1}\u{11}\n\u{1B}[A", "\u{1B}]"].map {
          string.begin + $0 + end
        }
      }
    } + [
      // Colours, the clipboard, the title, what it is, what it can.
      "\u{1B}]4;1;rgb:ff/00/00\u{7}", "\u{1B}]52;c;ZXZpbA==\u{7}", "\u{1B}]Ltitle\u{1B}\\",
      "\u{1B}]lyes\u{1B}\\",
      "\u{1B}P!|00000000\u{1B}\\", "\u{1B}P>|XTerm(380)\u{1B}\\", "\u{1B}P1$r0 q\u{1B}\\",
      "\u{1B}P1+r544e=787465726d\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}P0;1|17/ab\u{1B}\\",
      "\u{1B}[?62;22c", "\u{1B}[>41;380;0c", "\u{1B}[=1c", "\u{1B}[12;40R", "\u{1B}[1;1R", "\u{1B}[?1;1R",
      "\u{1B}[0n", "\u{1B}[?997;1n", "\u{1B}[?2004;1$y", "\u{1B}[4;2$y", "\u{1B}[8;24;80t", "\u{1B}[3;0;0t",
      "\u{1B}[?1;0;256S", "\u{1B}[2;1;1;112;112;1;0x", "\u{1B}[?1u", "\u{1B}[>4;1m", "\u{1B}[201~",
      // Focus and the mouse: X10, highlights, UTF-8, urxvt, SGR, DEC's locator.
      "\u{1B}[I", "\u{1B}[O", "\u{1B}[M !!", "\u{1B}[M#\u{7F}~", "\u{1B}[M C\r".replacing("\r", with: "M"),
      "\u{1B}[t!!", "\u{1B}[T!!!!!!", "\u{1B}[M \u{C9}\u{E9}", "\u{1B}[32;10;10M", "\u{1B}[<0;10;10M",
      "\u{1B}[<0;10;10m", "\u{1B}[<65;200;60M", "\u{1B}[1;2;3;4&w",
      // Longer than any key's.
      "\u{1B}[" + String(repeating: "1;", count: 400) + "c",
      "\u{1B}[?" + String(repeating: "9", count: 63) + "M",
      // Called off.
      "\u{1B}[12\u{18}", "\u{1B}[\u{1A}",
    ]

  private func keys(_ pieces: some Sequence<some Sequence<UInt8>>) -> [Key] {
    var decoder = KeyDecoder()
    return pieces.reduce(into: []) { $0 += decoder.decode($1) } + decoder.flush()
  }

  @Test(
    "None of it is a key, in one read or in pieces, and what is typed around it is whole", arguments: reports)
  func nothing(report: String) {
    let wanted: [Key] = [.character("a"), .character("é"), .enter]
    let bytes = Array("a\(report)é\r".utf8)
    #expect(keys([bytes]) == wanted)
    #expect(keys(bytes.map { [$0] }) == wanted, "byte by byte")
    for split in stride(from: 0, through: bytes.count, by: bytes.count > 200 ? 61 : 1) {
      #expect(keys([bytes[..<split], bytes[split...]]) == wanted, "split at \(split)")
    }
  }

  @Test("The mouse's old reports have coordinates of any byte")
  func coordinates() {
    for byte in UInt8(0)...0xFF where byte != 0x1B {
      let bytes = [0x1B, 0x5B, 0x4D, 0x20, byte, 0x21] + Array("z".utf8)
      #expect(keys([bytes]) == [.character("z")], "\(byte)")
    }
    // A column that is counted past 255 comes as Enter's byte or another key's.
    #expect(keys([Array("\u{1B}[M \r\r".utf8)]) == [])
    #expect(keys([Array("\u{1B}[M \u{11}!".utf8)]) == [])
    // One that is cut off by another.
    #expect(keys([Array("\u{1B}[M \u{1B}[Az".utf8)]) == [.up, .character("z")])
  }

  @Test(
    "An introducer with nothing behind it is a key with Alt after the delay of Escape, and nothing sooner")
  func introducers() {
    for (text, key) in [("]", "]"), ("P", "P"), ("_", "_"), ("^", "^"), ("X", "X"), ("[", "["), ("O", "O")] {
      var decoder = KeyDecoder()
      #expect(decoder.decode(Array("\u{1B}\(text)".utf8)) == [])
      #expect(decoder.patience == KeyDecoder.escapeDelay)
      #expect(decoder.flush() == [.alt(Character(key))])
      #expect(decoder.patience == nil)
      #expect(decoder.decode(Array("z".utf8)) == [.character("z")])
    }
  }

  @Test("What does not end is over after a silence; what is typed then is typed")
  func neverEnded() {
    for begun in [
      "\u{1B}]11;rgb", "\u{1B}P1$r", "\u{1B}_G\u{1B}", "\u{1B}[12;4", "\u{1B}[M ", "\u{1B}[?", "\u{1B}O1",
    ] {
      var decoder = KeyDecoder()
      #expect(decoder.decode(Array(begun.utf8)) == [])
      #expect(decoder.patience == KeyDecoder.sequencePatience, "\(begun.debugDescription)")
      #expect(decoder.flush() == [])
      #expect(decoder.patience == nil)
      #expect(decoder.decode(Array("\\yes\r".utf8)).last == .enter)
    }
    #expect(KeyDecoder.escapeDelay < 50 && KeyDecoder.sequencePatience == 500)
  }

  @Test("Sixty-four kibibytes are looked at: nothing is swallowed for ever")
  func bounded() {
    var decoder = KeyDecoder()
    #expect(decoder.decode(Array("\u{1B}]".utf8) + Array(repeating: 0x78, count: 65_535)) == [])
    #expect(decoder.decode(Array("xyz".utf8)) == [.character("y"), .character("z")])
  }

  @Test("Half of a character is waited for as long as a slow link takes")
  func slowCharacter() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([0xC3]) == [] && decoder.patience == KeyDecoder.sequencePatience)
    #expect(decoder.decode([0xA9]) == [.character("é")])
  }

  @Test("Whatever is in strings, in whatever pieces, nothing of it comes out")
  func anything() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      let string = Self.strings[Int.random(in: 0..<Self.strings.count, using: &random)]
      var body = (0..<Int.random(in: 1...200, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let ends: Set<UInt8> = [0x07, 0x18, 0x1A, 0x5C]
      body = body.map { ends.contains($0) ? 0x0D : $0 }
      let bytes = Array(string.begin.utf8) + body + Array(string.ends[0].utf8) + Array("z".utf8)
      var decoder = KeyDecoder()
      var keys: [Key] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Int.random(in: 1...20, using: &random)
        keys += decoder.decode(rest.prefix(count))
        rest = rest.dropFirst(count)
      }
      #expect(keys + decoder.flush() == [.character("z")], "\(string.name) \(body)")
    }
  }
}

@Suite("Keys in the encodings that another program left on")
struct EncodedKeyTests {
  static let table: [(String, [Key])] = [
    // xterm's modifyOtherKeys, in both forms.
    ("\u{1B}[27;5;113~\u{1B}[27;2;13~\u{1B}[27;5;9~", [.control("q"), .enter, .tab]),
    ("\u{1B}[27;2;65~\u{1B}[27;3;51~\u{1B}[27;6;90~", [.character("A"), .alt("3"), .control("z")]),
    (
      "\u{1B}[113;5u\u{1B}[13;5u\u{1B}[127;5u\u{1B}[32;5u",
      [.control("q"), .enter, .control("w"), .control("@")]
    ),
    // kitty's protocol: letters, what Shift makes, the text, releases, the keypad, a modifier alone.
    (
      "\u{1B}[97u\u{1B}[233u\u{1B}[97;2u\u{1B}[49:33;2u",
      [.character("a"), .character("é"), .character("A"), .character("!")]
    ),
    ("\u{1B}[97;1:1u\u{1B}[97;1:3u\u{1B}[97;1:2u", [.character("a"), .character("a")]),
    ("\u{1B}[47;;8364u\u{1B}[27u\u{1B}[9;2u\u{1B}[98;3u", [.character("€"), .escape, .backTab, .wordLeft]),
    ("\u{1B}[57402u\u{1B}[57414u\u{1B}[57419u\u{1B}[57441;2u", [.character("3"), .enter, .up]),
    ("\u{1B}[1;1:3A\u{1B}[1;5:1C\u{1B}[3;1:3~\u{1B}[5;1:1~", [.wordRight, .pageUp]),
    ("\u{1B}[97;9u\u{1B}[0u\u{1B}[55296u\u{1B}[1114112u\u{1B}[7u", []),
    // The Windows console's input mode.
    ("\u{1B}[81;16;17;1;8;1_\u{1B}[81;16;17;0;8;1_", [.control("q")]),
    ("\u{1B}[13;28;13;1;0;1_\u{1B}[65;30;97;1;0;1_\u{1B}[16;42;0;1;16;1_", [.enter, .character("a")]),
    ("\u{1B}[81;16;64;1;9;1_\u{1B}[51;4;51;1;2;1_\u{1B}[38;72;0;1;0;1_", [.character("@"), .alt("3"), .up]),
    ("\u{1B}[231;0;55357;1;0;1_\u{1B}[231;0;56834;1;0;1_", [.character("\u{FFFD}")]),
    // A keypad that says which key it is, rxvt's arrows, a modifier in the middle.
    (
      "\u{1B}Os\u{1B}Ok\u{1B}OM\u{1B}Oc\u{1B}O5D\u{1B}O1;5C",
      [.character("3"), .character("+"), .enter, .wordRight, .wordLeft, .wordRight]
    ),
    // Enter is only that.
    ("\u{1B}[5M\u{1B}[1;2R\u{1B}[2;3P", []),
    ("\u{1B}O\u{1B}[A", [.alt("O"), .up]),
  ]

  @Test("Each is the key that was pressed", arguments: table.indices)
  func decoded(row: Int) {
    let (text, wanted) = Self.table[row]
    let bytes = Array(text.utf8)
    for split in 0...bytes.count {
      var decoder = KeyDecoder()
      #expect(
        decoder.decode(bytes[..<split]) + decoder.decode(bytes[split...]) == wanted, "split at \(split)")
    }
  }

  @Test("In a paste they are what they type; everything else in it is as it came")
  func pasted() {
    var decoder = KeyDecoder()
    let begin = "\u{1B}[200~"
    let end = "\u{1B}[201~"
    let encoded =
      "one\u{1B}[27;5;106~two\u{1B}[13uthree\u{1B}[109;5u\u{1B}[233u\u{1B}[97;1:3u\u{1B}[31m\u{1B}]0;x\u{7}"
    #expect(
      decoder.decode(Array((begin + encoded + end).utf8)) == [
        .paste("one\ntwo\nthree\né\u{1B}[31m\u{1B}]0;x\u{7}")
      ])
  }

  @Test("No number is too large for them")
  func numbers() {
    let huge = String(repeating: "9", count: 19)
    for text in [
      "[\(huge)u", "[1;\(huge)u", "[1;1;\(huge)u", "[27;\(huge);\(huge)~", "[\(huge);\(huge)A", "O\(huge)A",
    ] {
      var decoder = KeyDecoder()
      _ = decoder.decode(Array("\u{1B}\(text)".utf8)) + decoder.flush()
    }
  }
}
