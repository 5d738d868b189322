import Foundation
import PseudoTerminal
import Testing

@Suite("Fast keys into a long session")
struct FastTypingTests {
  private static let notes = 20_000
  private static let keys = 2000
  private static let keysPerSecond = 200.0

  @Test("200 keys a second into 20,000 notes: no key is lost, and none comes before another")
  func fast() throws {
    let study = try Study()
    let old = (1...Self.notes).map { "\($0 % 8 + 1) note \($0)" }
    let made = try study.run(Study.session("long"), input: old.joined(separator: "\n") + "\n/leave\n")
    try #require(made.end == .exit(0) && made.saved.count == Self.notes)

    let desk = try Facilitation("long", in: study, arguments: ["resume", "long"])
    try desk.line("W>")
    try desk.saved(Self.notes)
    // Each line has words of its own, and characters of more than one byte.
    var lines: [String] = []
    while lines.joined().count < Self.keys { lines.append("so \(lines.count) č\(lines.count * 7919) 字end") }
    let began = Date()
    var count = 0
    for key in lines.flatMap({ $0.map(String.init) + ["\r"] }) {
      desk.type(key)
      count += 1
      let due = began.addingTimeInterval(Double(count) / Self.keysPerSecond)
      let rest = due.timeIntervalSinceNow
      if rest > 0 { usleep(UInt32(rest * 1_000_000)) }
    }
    try desk.saved(Self.notes + lines.count)
    try desk.line("W>")
    try desk.leaves()
    let texts = try desk.written.texts
    #expect(texts.count == Self.notes + lines.count)
    #expect(Array(texts.suffix(lines.count)) == lines)
    #expect(texts.prefix(Self.notes) == (1...Self.notes).map { "note \($0)" }[...])
  }
}
