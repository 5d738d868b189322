import Facilitators
import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("The screen, to be looked at")
struct GoldenScreenTests {
  static let sizes = [Size(rows: 30, columns: 100), Size(rows: 24, columns: 80), Size(rows: 12, columns: 40)]

  /// A route as a research team writes it: a longer text, probes, materials, a note for the facilitator.
  static let route = {
    var route = Facilitator.route
    route.questions[1].ask = .plain(
      "Think of how your {org} has been changing its work with visitors and community groups. What has helped "
        + "professionals like you to shape that?")
    route.questions[1].probes = [
      Probe(id: "1", ask: .plain("time or room in daily work?")),
      Probe(id: "2", ask: .plain("managers and professions here?")),
      Probe(id: "3", ask: .plain("rules, funding, accountability?")),
      Probe(id: "4", ask: .plain("does anyone see it differently?")),
    ]
    route.questions[1].note = .plain("Never say “best practice”.")
    return route
  }()

  /// In the middle of a group: everything that a screen has is on it.
  static func inTheMiddle(_ size: Size) -> Desk {
    var desk = Desk(size: size, route: route)
    desk.enter("/consent all yes")
    desk.enter("/consent 6 quote no")
    desk.enter("/out 8")
    desk.enter(lines: ">K1 2 the audit office decides everything", "/next", "/1", "/3u")
    desk.later(seconds: 432)
    desk.enter(
      lines: "3 \"we are asked, but only after the plan is printed #bar.mes", "1,2+",
      "5- that depends on the team")
    desk.enter(lines: "5 council rules leave no room", "~laughter, P1 and P7 exchange looks", "7+", "4-")
    desk.enter("?who pays for it")
    desk.later(seconds: 8)
    desk.type("3 \"we only hear when it is decided #bar.")
    return desk
  }

  private func name(_ what: String, _ size: Size) -> String { "\(what)-\(size.columns)x\(size.rows)" }

  @Test("In the middle of a group", arguments: sizes)
  func middle(size: Size) throws {
    try expectGolden(name("recording", size), GoldenScreenTests.inTheMiddle(size).rows)
  }

  @Test("The README's picture is the screen")
  func picture() throws {
    try expectPicture(GoldenScreenTests.inTheMiddle(Size(rows: 24, columns: 80)).rows)
  }

  @Test("What each piece is, of which colour and weight are made", arguments: sizes)
  func roles(size: Size) throws {
    let frame = GoldenScreenTests.inTheMiddle(size).frame
    let rows = frame.rows.map { row in
      row.spans.filter { !$0.text.allSatisfy { $0 == " " } }.map { "\($0.role.rawValue)[\($0.text)]" }
        .joined(separator: " ")
    }
    try expectGolden(name("roles", size), rows)
  }

  @Test("The set-up", arguments: sizes)
  func setUp(size: Size) throws {
    var desk = Desk(participants: 0, begun: false, size: size, group: Group(code: "NL02"))
    desk.enter("NL")
    desk.type("mu")
    try expectGolden(name("set-up", size), desk.rows)
  }

  @Test("The arrival sheet", arguments: sizes)
  func arrival(size: Size) throws {
    var desk = Desk(participants: 5, begun: false, size: size)
    while desk.screen.recording.form?.step?.seat == nil { desk.press(.enter) }
    desk.enter(lines: "all", "policy", "yes", "no")
    try expectGolden(name("arrival", size), desk.rows)
  }

  @Test("Off the record, with a disk that is full", arguments: sizes)
  func alerts(size: Size) throws {
    var desk = GoldenScreenTests.inTheMiddle(size)
    desk.diskStalls = true
    desk.press(.enter)
    desk.tell(.refused("the disk is full; free some space"))
    desk.press(.control("o"))
    desk.later(seconds: 75)
    try expectGolden(name("alerts", size), desk.rows)
  }

  @Test("The checklist", arguments: sizes)
  func checklist(size: Size) throws {
    var desk = GoldenScreenTests.inTheMiddle(size)
    desk.press(.control("u"), .control("d"))
    try expectGolden(name("checklist", size), desk.rows)
  }

  @Test("A list of codes", arguments: sizes)
  func completion(size: Size) throws {
    var desk = GoldenScreenTests.inTheMiddle(size)
    desk.press(.backspace, .backspace, .backspace, .backspace, .tab)
    try expectGolden(name("completion", size), desk.rows)
  }

  @Test(
    "Below 40 × 12 the line is still there, and notes are saved",
    arguments: [
      Size(rows: 1, columns: 1), Size(rows: 1, columns: 20), Size(rows: 2, columns: 8),
      Size(rows: 3, columns: 30),
      Size(rows: 5, columns: 20), Size(rows: 9, columns: 39),
    ])
  func small(size: Size) throws {
    var desk = GoldenScreenTests.inTheMiddle(size)
    desk.press(.enter)
    #expect(desk.texts.last == "we only hear when it is decided.")
    if size.rows > 1, size.columns >= 16 { desk.header.says("too small") }
    desk.type("x")
    #expect(desk.frame.cursor.row == size.rows - 1)
  }
}
