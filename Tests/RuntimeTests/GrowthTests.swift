import Facilitation
import Interview
import Screens
import SessionStorage
import Testing

@testable import Runtime

@Suite("What a long session writes")
struct GrowthTests {
  /// Something that is done over and over again.
  struct Habit: Sendable, CustomStringConvertible {
    let description: String
    let times: Int
    var notes = 1
    let line: @Sendable (Int) -> String
  }

  static let habits = [
    Habit(description: "one note is edited", times: 4000) {
      "/edit 1 1: version \($0) of what was said about the rules that come from above #bar.mes"
    },
    Habit(description: "one stance changes", times: 4000) { $0.isMultiple(of: 2) ? "4+" : "4-" },
    Habit(description: "somebody comes and goes", times: 4000) { $0.isMultiple(of: 2) ? "/in 4" : "/out 4" },
    Habit(description: "a probe is ticked", times: 2000) { $0.isMultiple(of: 2) ? "/1" : "/1x" },
    Habit(description: "a consent changes", times: 2000) {
      "/consent 4 quote \($0.isMultiple(of: 2) ? "yes" : "no")"
    },
    Habit(description: "two seats are swapped", times: 300, notes: 100) { _ in "/swap 1 2 since 1" },
    Habit(description: "the talk is moved", times: 300, notes: 100) {
      "/moved \($0.isMultiple(of: 2) ? "K1" : "K2") since 1"
    },
  ]

  @Test("is no more the thousandth time than the first, nor is what takes it back", arguments: habits)
  func growth(habit: Habit) throws {
    var scribe = try Scribe()
    scribe.enter("/consent all yes")
    for note in 1...habit.notes { scribe.enter("\(note % 2 + 1): what was said about point \(note)") }
    scribe.enter("3+")
    let done = (1...habit.times).map { scribe.enter(habit.line($0)) }
    #expect(done.allSatisfy { $0 > 0 }, "\(scribe.heard)")
    expectEven(done, "done")
    let undone = (1...habit.times).map { _ in scribe.enter("/undo") }
    expectEven(undone, "undone")
    let redone = (1...habit.times / 10).map { _ in scribe.enter("/redo") }
    expectEven(redone, "made again")
    let total = (done + undone + redone).reduce(0, +)
    print("growth: \(habit.times) times \(habit): \(done.reduce(0, +)) bytes, with undo \(total)")
    #expect(total <= (habit.notes == 1 ? 8 : 24) << 20)
    // And the records make the same session.
    var fold = try #require(scribe.records.first.flatMap(Session.begin))
    var history = History()
    for record in scribe.records.dropFirst() { history.remember(record, fold.apply(record)) }
    let isSame = fold == scribe.session && history == scribe.recording.history
    #expect(isSame)
  }

  /// None of the last ones is much larger than the first were; numbers and times have more digits by then.
  private func expectEven(_ sizes: [Int], _ what: Comment) {
    let early = sizes.prefix(20).max() ?? 0
    let late = sizes.suffix(20).max() ?? 0
    #expect(late <= early + early / 4 + 16, what)
  }

  @Test("is what is typed and not what the line has become, however long it is")
  func draft() throws {
    var scribe = try Scribe()
    var line = String(repeating: "what was said in a long hour, ", count: 667)
    var total = scribe.type(line)
    #expect(line.utf8.count > 20_000)
    for second in 1...3600 {
      line.insert(contentsOf: "tš \(second % 10)", at: line.index(line.endIndex, offsetBy: -(second % 50)))
      total += scribe.type(line)
      guard scribe.session.draft?.text == line else {
        Issue.record("second \(second): it is another line")
        return
      }
    }
    print("growth: an hour in a line of \(line.utf8.count) bytes: \(total) bytes")
    #expect(total < 2 << 20)
    // A record that is lost costs no more than what is typed until the line is written as a whole again.
    var fold = try #require(scribe.records.first.flatMap(Session.begin))
    for (index, record) in scribe.records.enumerated().dropFirst() where index != 40 { fold.apply(record) }
    #expect(fold.draft?.text == line && fold.unapplied.isEmpty)
  }

  @Test("of a short line is the line")
  func shortDraft() throws {
    var scribe = try Scribe()
    scribe.type("3: it ta")
    scribe.type("3: it takes time")
    #expect(
      scribe.records.suffix(2).allSatisfy { record in
        guard case .draft = record.change else { return false }
        return true
      })
  }
}
