#if os(Linux)
  import Foundation
  import PseudoTerminal
  import Testing

  /// More notes than a group can make: memory grows by what they hold and by nothing else, no descriptor stays open.
  @Suite("A very long session, with the built program")
  struct SoakTests {
    private static let notes = Repository.proves ? 200_000 : 8000

    @Test("Notes without end: the second half takes no more memory than the first, and all are there")
    func notes() throws {
      let study = try Study()
      let program = try study.start(Study.session("long"))
      try program.settle()
      let begun = try ProcessStatus(program.running.pid)
      var memory = [begun.memory]
      let half = Self.notes / 2
      for number in 1...2 {
        enter(program, from: (number - 1) * half + 1, to: number * half)
        try program.out.next("saved \(number * half) ", within: 1200)
        memory.append(try ProcessStatus(program.running.pid).memory)
      }
      let ended = try ProcessStatus(program.running.pid)
      let growth = (memory[1] - memory[0], memory[2] - memory[1])
      print(
        "soak: \(Self.notes) notes, memory \(memory) MB, descriptors \(begun.descriptors ?? 0) to \(ended.descriptors ?? 0)"
      )
      // Arrays grow by doubling, in one half or the other.
      #expect(growth.1 <= growth.0 * 2 + 16, "\(memory)")
      #expect(ended.descriptors == begun.descriptors)
      program.enter("/leave")
      let outcome = try program.outcome(within: 600)
      #expect(outcome.end == .exit(0))
      #expect(outcome.saved.count == Self.notes)
      let texts = try study.session("long").texts
      #expect(texts == (1...Self.notes).map { "note \($0) of many" })
    }

    private func enter(_ program: Program, from first: Int, to last: Int) {
      var lines = ""
      for number in first...last {
        lines += "\(number % 8 + 1) note \(number) of many\n"
        if lines.utf8.count > 60_000 || number == last {
          program.type(lines)
          lines = ""
        }
      }
    }
  }
#endif
