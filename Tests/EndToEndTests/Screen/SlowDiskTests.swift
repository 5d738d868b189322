#if os(Linux)
  import Foundation
  import PseudoTerminal
  import Testing

  @Suite("A disk that stalls")
  struct SlowDiskTests {
    @Test("Keys echo while a sync takes seconds, a note is pending till then, and nothing is lost")
    func stall() throws {
      // Each sync of the journal takes three seconds.
      let slow = Traced(["fdatasync"], inject: ["fdatasync:delay_enter=3000000"])
      let desk = try Facilitation(under: slow.wrapper)
      try desk.line("W>")
      desk.enter("3 first")
      try desk.waits("the first note as pending") { $0.rows.contains { $0.hasPrefix("○  1") } }
      desk.type("4 typed during the stall")
      // What is typed stands there before the sync that was under way when it was typed has ended.
      try desk.waits("the line, with the first note still pending") { shown in
        shown.rows[shown.cursorRow] == "W> 4 typed during the stall"
          && shown.rows.contains { $0.hasPrefix("○  1") } && shown.savedCount == 0
      }
      try desk.sees("THE DISK IS SLOW: 1 change not saved yet")
      desk.press(.enter)
      try desk.saved("typed during the stall", count: 2)
      desk.press(.control("q"))
      #expect(try desk.terminal.end() == .exit(0))
      #expect(try desk.written.texts == ["first", "typed during the stall"])
    }
  }
#endif
