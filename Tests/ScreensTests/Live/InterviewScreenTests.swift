import Facilitation
import Facilitators
import Interview
import Screens
import Testing
import TextScreen

@testable import Screens

@Suite("An interview on the screen")
struct InterviewScreenTests {
  static let sizes = [Size(rows: 30, columns: 100), Size(rows: 24, columns: 80), Size(rows: 12, columns: 40)]

  /// In the middle of an interview.
  static func inTheMiddle(_ size: Size) -> Desk {
    var desk = Desk(participants: 1, size: size, route: GoldenScreenTests.route)
    desk.enter(lines: "/consent all yes", "/next", "/1")
    desk.later(seconds: 432)
    desk.enter(
      lines: "3 years ago we were asked first", "\"we are asked, but only after the plan is printed #bar.mes",
      "m: who asks you?", "~looks at the door", "?who pays for it")
    desk.later(seconds: 8)
    desk.type("1 year ago that was otherwise")
    return desk
  }

  @Test("In the middle of an interview nothing that only a group has takes room", arguments: sizes)
  func middle(size: Size) throws {
    let desk = Self.inTheMiddle(size)
    try expectGolden("interview-\(size.columns)x\(size.rows)", desk.rows)
    for word in ["○", "not shown", "no note yet", "agree"] {
      #expect(!desk.rows.contains { $0.contains(word) }, "\(word)")
    }
  }

  @Test("Its replay has no row of people either", arguments: sizes)
  func replay(size: Size) throws {
    var desk = Self.inTheMiddle(size)
    desk.press(.enter)
    desk.enter("/next")
    var viewer = Viewer(desk.session, size: size)
    viewer.press(.end)
    try expectGolden("interview-replay-\(size.columns)x\(size.rows)", viewer.frame.text)
    #expect(viewer.people.rows.isEmpty)
    viewer.press(.character("F"))
    #expect(!viewer.frame.text.contains { $0.contains("agree") })
  }

  @Test("The row of people is there as soon as somebody else is, and gone when that is undone")
  func becomesGroup() {
    var desk = Desk(participants: 1)
    #expect(desk.people.rows.isEmpty)
    let height = desk.notes.rows.count
    desk.enter("/in 2")
    desk.people.says("2○")
    desk.enter("/undo")
    #expect(desk.people.rows.isEmpty && desk.notes.rows.count == height)
  }

  @Test("The preview of a line without a seat names the participant, and the rule a stance that was typed")
  func preview() {
    var desk = Desk(participants: 1)
    desk.type("3 years ago")
    desk.preview.says("P1 · paraphrase")
    desk.press(.enter)
    desk.notes.says("P1  3 years ago")
    desk.enter(lines: "P2 somebody else", "1+")
    desk.press(.escape)
    desk.point.says("point 2 of P2: agree 1 · dissent 0")
  }

  @Test("Of one person nobody is asked to be passed over")
  func arrival() {
    var desk = Desk(participants: 1, begun: false)
    while desk.screen.recording.form?.step?.seat == nil { desk.press(.enter) }
    desk.form.says("─ arrival ─")
    desk.form.lacks("P1 of 1")
    desk.hints.lacks("P6")
  }
}
