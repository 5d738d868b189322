#if os(Linux)
  import Foundation
  import PseudoTerminal
  import Testing

  /// More bytes than anybody types: everything is kept or refused with a word, and memory stays within bounds.
  @Suite("Floods of bytes")
  struct FloodTests {
    /// Bytes of a flood.
    private static let size = Repository.proves ? 10 << 20 : 1 << 20
    /// The most memory that the program may ever have, in MB, beside what it keeps of notes.
    private static let most = 256

    /// A line of which each part can be told from the others.
    private static func words(_ bytes: Int) -> String {
      var text = ""
      var number = 0
      while text.utf8.count < bytes {
        text += "w\(number) "
        number += 1
      }
      return text
    }

    @Test(
      "Pasted between marks, without a line break: what fits is in the line, and the rest is refused with a word"
    )
    func bracketedLine() throws {
      let desk = try Facilitation()
      try desk.line("W>")
      desk.paste(String(Self.words(Self.size + 100_000).prefix(Self.size + 100_000)))
      try desk.sees("the line is full: nothing more is taken")
      try expectBounded(desk.terminal.running.pid, "one line of \(Self.size) bytes")
      desk.press(.control("u"))
      desk.enter("3 as before")
      try desk.saved("as before", count: 1)
      try desk.leaves()
    }

    @Test("Pasted between marks, of many lines: all of it is one note a line, or nothing")
    func bracketedLines() throws {
      let desk = try Facilitation()
      try desk.line("W>")
      let lines = (1...Self.size / 100).map { "line \($0) " + String(repeating: "x", count: 88) }
      desk.paste(lines.joined(separator: "\n"))
      try desk.sees("pasted: \(lines.count) lines")
      desk.press(.escape)
      try desk.line("W>")
      desk.paste(lines.joined(separator: "\n"))
      try desk.sees("pasted: \(lines.count) lines")
      desk.enter("lines")
      try desk.saved(lines.count)
      try expectBounded(desk.terminal.running.pid, "\(lines.count) lines", beside: 40 * Self.size >> 20)
      try desk.leaves()
      #expect(try desk.written.texts == lines)
    }

    @Test("Typed without marks and faster than it can be read: every line is a note, in order")
    func typed() throws {
      let desk = try Facilitation()
      try desk.line("W>")
      let lines = (1...Self.size / 200).map { "line \($0) " + String(repeating: "y", count: 188) }
      desk.type(lines.map { $0 + "\r" }.joined())
      try desk.saved(lines.count)
      try expectBounded(desk.terminal.running.pid, "\(lines.count) lines typed", beside: 40 * Self.size >> 20)
      try desk.leaves()
      #expect(try desk.written.texts == lines)
    }

    @Test(
      "Bytes that are no text, NUL, lone Escapes, a megabyte in one line: it goes on, and the next note is one"
    )
    func noText() throws {
      let desk = try Facilitation()
      try desk.line("W>")
      var random = SeededMoments(state: 20_261_128)
      print("flood of any bytes: seed 20261128")
      var bytes: [UInt8] = []
      // Anything but what ends the line, leaves or stops: the keys are the fuzzer's matter, here it is the amount.
      let never: Set<UInt8> = [0x0D, 0x0A, 0x11, 0x04, 0x13, 0x1B, 0x0F, 0x14, 0x07, 0x10, 0x12, 0x09, 0x1A]
      while bytes.count < Self.size / 8 {
        let byte = UInt8.random(in: 0...255, using: &random)
        if !never.contains(byte) { bytes.append(byte) }
      }
      desk.terminal.send(bytes + [0x00, 0x00])
      for _ in 0..<20 {
        desk.terminal.send([0x1B])
        usleep(40_000)
      }
      desk.press(.control("u"), .control("e"), .control("u"))
      try desk.line("W>")
      desk.enter("3 as before")
      try desk.saved("as before")
      try expectBounded(desk.terminal.running.pid, "any bytes")
      try desk.leaves()
      #expect(try desk.written.texts.last == "as before")
    }

    @Test("Through a pipe, lines without end are refused, and memory does not grow with them")
    func pipe() throws {
      let study = try Study()
      let program = try study.start(Study.session("one"))
      let part = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
      for _ in 0..<(Repository.proves ? 100 : 20) { program.write(part) }
      program.enter("")
      try program.answer("bytes is not kept")
      program.enter("3 as before")
      try program.answer("saved 1 ")
      try expectBounded(program.running.pid, "an endless line")
      program.enter("/leave")
      #expect(try program.outcome().end == .exit(0))
    }

    private func expectBounded(_ pid: pid_t, _ what: Comment, beside kept: Int = 0) throws {
      let memory = try ProcessStatus(pid).mostMemory
      print("memory: \(memory) MB at most, \(what)")
      #expect(memory < Self.most + kept, what)
    }
  }

  /// What the system tells of a process.
  struct ProcessStatus {
    private let lines: [Substring]
    /// How many descriptors it has open; nil where nobody may look at a process that lets nobody look.
    let descriptors: Int?

    init(_ pid: pid_t) throws {
      lines = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8).split(separator: "\n")
      descriptors = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count
    }

    /// The most memory that it ever had, in MB.
    var mostMemory: Int { megabytes("VmHWM:") }
    /// The memory that it has, in MB.
    var memory: Int { megabytes("VmRSS:") }

    private func megabytes(_ key: String) -> Int {
      let line = lines.first { $0.hasPrefix(key) } ?? ""
      return
        (line.split(separator: " ", omittingEmptySubsequences: true).dropFirst().first.flatMap { Int($0) }
        ?? 0) >> 10
    }
  }
#endif
