import Facilitation
import Facilitators
import Interview
import Screens
import Testing
import TextScreen

@Suite("The line at a plain terminal")
struct PlainLineTests {
  /// Presses keys one by one.
  private func press(_ text: String, into line: inout PlainLine, of it: Facilitator) -> [PlainLine.Outcome] {
    text.map { line.handle(.character($0), now: Facilitator.stamp(it.seconds), in: it.recording) }
  }

  @Test("Off the record no key is shown or stays in the line, but those of a command")
  func offRecord() {
    var it = Facilitator(interactive: true)
    it.type("/off")
    var line = PlainLine()
    #expect(press("offword", into: &line, of: it).allSatisfy { $0 == .nothing })
    #expect(line.handle(.paste("offword"), now: Facilitator.stamp(3), in: it.recording) == .nothing)
    #expect(line.text.isEmpty && line.typed == nil)
    #expect(press("/on", into: &line, of: it) == [.echo("/"), .echo("o"), .echo("n")])
  }

  @Test("The time of a line is its first key, also after all of it was rubbed out")
  func firstKey() {
    let it = Facilitator(interactive: true)
    var line = PlainLine()
    _ = line.handle(.character("a"), now: Facilitator.stamp(5), in: it.recording)
    _ = line.handle(.backspace, now: Facilitator.stamp(6), in: it.recording)
    _ = line.handle(.character("b"), now: Facilitator.stamp(7), in: it.recording)
    _ = line.handle(.character("c"), now: Facilitator.stamp(9), in: it.recording)
    #expect(line.typed == TypedLine("bc", begun: Facilitator.stamp(7), question: "W"))
  }

  @Test("What is pasted or typed is shown safely, and taken back as it was shown")
  func safe() {
    let it = Facilitator(interactive: true)
    var line = PlainLine()
    let pasted = line.handle(.paste("a\u{1B}[2J"), now: Facilitator.stamp(1), in: it.recording)
    #expect(pasted == .echo("a\\u{1B}[2J"))
    #expect(
      line.handle(.control("u"), now: Facilitator.stamp(1), in: it.recording) == .rubOut(Array("a\u{1B}[2J")))
  }

  @Test(
    "What is offered is replaced by the first key that types; every other key takes it up; ^Z brings it back")
  func offered() {
    let it = Facilitator(interactive: true)
    let typed = TypedLine("3 sorry", begun: Facilitator.stamp(2), question: "W")
    var line = PlainLine()
    line.giveBack(typed, editing: nil, isOffered: true)
    #expect(press("/o", into: &line, of: it) == [.replace(Array("3 sorry"), "/"), .echo("o")])
    #expect(line.typed?.text == "/o" && line.typed?.begun == Facilitator.stamp(it.seconds))
    let back = line.handle(.control("z"), now: Facilitator.stamp(9), in: it.recording)
    #expect(back == .replace(Array("/o"), "3 sorry") && line.typed == typed)
    line.giveBack(typed, editing: nil, isOffered: true)
    #expect(line.handle(.backspace, now: Facilitator.stamp(9), in: it.recording) == .rubOut(["y"]))
    #expect(press("y", into: &line, of: it) == [.echo("y")] && line.typed == typed)
    line.giveBack(typed, editing: nil, isOffered: true)
    #expect(line.handle(.enter, now: Facilitator.stamp(9), in: it.recording) == .entered(typed))
  }

  @Test("A refused note swallows none that is typed after it, and is had back")
  func refusedNote() {
    var it = Facilitator(interactive: true)
    it.type("/withdraw 3 leave")
    var seconds = it.seconds
    var plain = PlainRecording.open(
      it.recording, isTerminal: true, greeting: [], durable: it.recording.session.lastRecord,
      now: Facilitator.stamp(seconds)
    ).plain
    var shown = ""
    func enter(_ line: String) {
      for key in line.map(Key.character) + [.enter] {
        seconds += 1
        for case .append(let record) in plain.handle(.key(key), at: Facilitator.stamp(seconds)) {
          _ = plain.handle(.durable(through: record.number), at: Facilitator.stamp(seconds))
        }
        shown = plain.takeOutput(width: 80)
      }
    }
    enter("3 gamma")
    #expect(shown.hasSuffix("W> 3 gamma") && shown.contains("/draft brings it back"))
    enter("4 delta")
    enter("5 epsilon")
    #expect(plain.recording.session.notes.map(\.content.text) == ["delta", "epsilon"])
    enter("/draft")
    #expect(shown.hasSuffix("W> 3 gamma"))
    enter("/leave")
    _ = plain.handle(.closed, at: Facilitator.stamp(seconds))
    #expect(plain.takeOutput(width: 80, isLast: true).contains("not entered: 3 gamma"))
  }
}
