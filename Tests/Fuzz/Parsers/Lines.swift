import Facilitation
import Interview
import Screens
import Text
import TextScreen

@testable import Screens

extension Target {
  static let lines = [
    Target(name: "shorthand", words: lineWords) { bytes in
      let line = bytes.text
      for context in contexts {
        let entry = Shorthand.read(line, in: context)
        let printed = Shorthand.print(entry, in: context)
        _ = Shorthand.doubtfulSeat(line, in: context)
        if Shorthand.explain(line, in: context).isEmpty != (entry.meaning == .nothing) {
          return "a preview of nothing"
        }
        if Shorthand.read(printed, in: context) != entry {
          return "another entry once it is printed: \(printed)"
        }
      }
      return nil
    },
    Target(name: "commands", words: lineWords) { bytes in
      for line in bytes.text.split(separator: "\n") {
        let line = String(line)
        _ = Command.read(line)
        _ = Replay.commands.read(line)
        _ = HomeCommand.read(line, in: HomeList(), chosen: nil)
      }
      return nil
    },
    Target(
      name: "filter", words: lineWords + ["#bar", "quote", "dissent", "important", "K1", "P3", "M", "-"]
    ) { bytes in
      let filter = NoteFilter(bytes.text, questions: ["K1", "W"])
      let note = Note(
        id: "a-1", number: 1, question: "K1", at: .zero, time: WallTime(milliseconds: 0), saved: .zero,
        content: NoteContent(text: "we only hear late"))
      let admitted = filter.admits(note)
      return filter.isEmpty && !admitted ? "nothing is asked for, and not everything fits" : nil
    },
    Target(
      name: "time",
      words: [
        "2026", "-02-29", "T24:00:00", ":60", ".999999999", "Z", "+14:00", "-00:00", "+99:99", "t", "z",
      ]
    ) { bytes in
      guard let time = WallTime(rfc3339: bytes.text) else { return nil }
      let again = WallTime(rfc3339: time.rfc3339)
      return again == time ? nil : "\(time.rfc3339) is another time: \(again?.rfc3339 ?? "none")"
    },
    Target(name: "keys", words: keyWords) { bytes in
      // However the bytes arrive, the keys are the same.
      var whole = KeyDecoder()
      let keys = whole.decode(bytes) + whole.flush()
      var pieces = KeyDecoder()
      var found: [Key] = []
      var start = 0
      while start < bytes.count {
        let end = min(bytes.count, start + 1 + Int(bytes[start] % 5))
        found += pieces.decode(bytes[start..<end])
        start = end
      }
      found += pieces.flush()
      guard found == keys else { return "other keys when they come in pieces" }
      var editor = LineEditor()
      for key in keys { _ = editor.handle(key) }
      return editor.text.utf8.count <= LineEditor.longest ? nil : "a line beyond all bounds"
    },
    Target(name: "drawing", words: lineWords) { bytes in
      let text = bytes.text
      if safeText(text).isObeyed { return "a text that a terminal obeys" }
      for width in [0, 1, 2, 7, 80] {
        var row = Row(width: width)
        row.add(text)
        if row.columns > width || row.text.isObeyed { return "a row of \(row.columns) columns in \(width)" }
        _ = wrapped(text, width: max(1, width))
      }
      return nil
    },
  ]

  private static let contexts = [
    ShorthandContext(
      seats: Set(1...12), questions: ["W", "K1", "K-2", "E1"], codes: ["bar.mes", "bar.mic", "drv.mic"],
      language: "en"),
    ShorthandContext(
      seats: Set(1...12), questions: ["K1"], codes: ["bar.mes"], language: "en",
      abbreviations: Abbreviations(["mgmt": "management", "n-go": "\\n 3 \"x", "ngo": "#new (", "c": "..."])),
    ShorthandContext(seats: [], questions: [], codes: [], language: "nl"),
    ShorthandContext(seats: [1], questions: ["K1"], codes: ["bar.mes"], language: "en"),
  ]

  static let lineWords =
    [
      "3 ", "3+ ", "3- ", "12,4 ", "3>4 ", "3? ", "P3 ", "M ", "\"", "...", "=5 hands ", "=5 of 8 ",
      "(laughs)", "[", "]", "*",
      "! ", ">K1 ", "#bar.mes", "#new.", "##", "\\", "…", "”", "„", "~", "^", "mgmt ", "ngo", "-", "c",
    ]
    + [
      "/go K1", "/edit 1", "/undo", "/redo", "/redact 1", "/retract 1", "/off", "/off since 1", "/on",
      "/pause 5m", "/begin",
      "/end", "/finish", "/next", "/back", "/who", "/p 3 label=x", "/p 3 function=policy", "/arrive 9",
      "/depart 3",
      "/consent 3 no", "/withdraw 3 erase", "/yes", "yes", "/set place x", "/minutes K1 4", "/until 17:00",
      "/gap",
      "/probe 1", "/skip late", "/covered", "/adapted x", "/rec on", "/rec off", "/sum", "/sum read",
      "/find x", "/all",
      "/codes", "/time",
      "/asked K1", "/swap 1 2", "/moved 1 2", "/reseat 1 3", "/draft", "/point 1", "/help", "/? p", "/leave",
    ].map { $0 + "\n" }

  static let keyWords = [
    "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}OP", "\u{1B}[Z", "\u{1B}[5~", "\u{1B}[6~",
    "\u{1B}[H",
    "\u{1B}[F", "\u{1B}[3~", "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[1;5D", "\u{1B}\u{1B}", "\u{1B}3", "\u{1}",
    "\u{3}",
    "\u{5}", "\u{6}", "\u{7}", "\u{B}", "\u{C}", "\u{E}", "\u{F}", "\u{10}", "\u{12}", "\u{14}", "\u{15}",
    "\u{17}",
    "\u{1B}]11;rgb:ff/ff/ff\u{7}", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_G", "\u{1B}^", "\u{1B}X", "\u{1B}[M !!",
    "\u{1B}[<0;9;9M", "\u{1B}[27;5;106~", "\u{1B}[97;1:3u", "\u{1B}[13;28;13;1;0;1_", "\u{1B}\\",
    "\u{18}", "\u{19}", "\u{1A}", "\t", "\r", "\u{7F}", " ", "?", "+", "-", "q", "f", "g", "m", "c", "n", "]",
    "[",
  ]
}
