import Foundation
import PseudoTerminal
import Testing

@Suite("Pastes and split keys on the screen")
struct PasteTests {
  private func begun() throws -> Facilitation {
    let desk = try Facilitation()
    try desk.line("W>")
    return desk
  }

  @Test("One pasted line goes into the line; nothing in it is a key")
  func oneLine() throws {
    let desk = try begun()
    desk.type("2 said: ")
    desk.paste("one\u{11}\u{4} line")
    try desk.sees("line")
    desk.enter(", and more")
    try desk.saved("and more", count: 1)
    try desk.leaves()
    let note = try #require(try desk.written.notes.first)
    #expect(note.participants == ["P2"])
    #expect(note.text?.hasPrefix("said: one") == true && note.text?.hasSuffix(" line, and more") == true)
  }

  @Test("A pasted block asks first: one note, one a line, or nothing; commands in it are text")
  func block() throws {
    let desk = try begun()
    desk.paste("3 first\n/leave\nthird")
    try desk.sees("pasted: 3 lines")
    try desk.line("paste>")
    desk.press(.escape)
    try desk.line("W>")
    desk.paste("3 first\n/leave\nthird")
    try desk.line("paste>")
    desk.enter("lines")
    try desk.saved("third", count: 3)
    desk.paste("4 fourth\r\nfifth")
    try desk.line("paste>")
    desk.press(.enter)
    try desk.misses("pasted: 2 lines")
    desk.press(.enter)
    try desk.saved("fifth", count: 4)
    try desk.leaves()
    #expect(try desk.written.texts == ["first", "/leave", "third", "fourth\nfifth"])
  }

  @Test("A megabyte without a line break is offered as several notes, and what does not fit is refused")
  func megabyte() throws {
    let desk = try begun()
    let words = (1...125_000).map { String(format: "%07d ", $0) }.joined()
    desk.paste("a" + words.dropLast(2))
    try desk.sees("a long note of ")
    desk.type("z")
    try desk.sees("a long note of 1000000 bytes")
    desk.paste(String(words.prefix(100_000)))
    try desk.sees("the line is full: nothing more is taken; Enter saves it")
    desk.press(.pageDown)
    try desk.sees("O1> ")
    desk.press(.enter)
    try desk.sees("a note holds 65536: Enter again keeps it as 16 notes")
    desk.press(.enter)
    try desk.line("O1>")
    try desk.saved(16)
    desk.enter("2 goes on")
    try desk.saved("goes on", count: 17)
    try desk.leaves()
    let session = try desk.written
    #expect(session.texts.last == "goes on" && session.texts.allSatisfy { $0.utf8.count <= 65_536 })
    #expect(session.texts.dropLast().joined(separator: " ") == "a" + words.dropLast(2) + "z")
    #expect(session.notes.map(\.question) == Array(repeating: "W", count: 16) + ["O1"])
  }

  @Test("A key whose bytes come one by one is one key; Escape alone closes a panel")
  func splitKeys() throws {
    let desk = try begun()
    desk.type("2 h")
    for bytes in ["\u{1B}[D", "\u{1B}OH", "\u{1B}[1;5C", "é", "字"] {
      for byte in bytes.utf8 { desk.terminal.send([byte]) }
    }
    try desk.sees("é")
    desk.press(.control("g"))
    try desk.line("go to>")
    desk.press(.escape)
    try desk.misses("go to a question")
    desk.press(.end, .enter)
    try desk.saved(1)
    desk.press(.control("g"))
    try desk.line("go to>")
    for byte in Keystroke.down.bytes { desk.terminal.send([byte]) }
    try desk.waits("O1 to be chosen") { $0.rows.contains { $0.hasPrefix(" ▸ O1") } }
    desk.press(.enter)
    try desk.line("O1>")
    try desk.leaves()
    #expect(try desk.written.texts == ["2é字 h"])
  }

  @Test("A paste whose end never comes swallows no key for long")
  func unendedPaste() throws {
    let desk = try Facilitation()
    try desk.line("W>")
    desk.type("\u{1B}[200~3 without an end")
    try desk.line("W> 3 without an end")
    desk.enter(" and on")
    try desk.saved("without an end and on", count: 1)
    try desk.leaves()
  }
}
