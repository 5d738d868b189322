import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("Following a session that is being recorded")
struct FollowScreenTests {
  /// A group that goes on while it is followed.
  private static func begun() -> Desk {
    var desk = Desk(participants: 4)
    desk.enter(lines: "/next", "1 the first")
    return desk
  }

  @Test func newNotesAppearAndTheClockRunsBetweenThem() {
    var desk = FollowScreenTests.begun()
    var viewer = Viewer(desk.session, life: .recording)
    viewer.header.says("● LIVE")
    viewer.notes.says("the first")
    let second = viewer.second
    viewer.wait(milliseconds: 5000)
    #expect(viewer.second == second + 5)
    desk.later(seconds: 5)
    desk.enter("2 the second")
    viewer.tell(.session(desk.session, .recording))
    viewer.notes.says("the second")
    viewer.header.says("● LIVE")
  }

  @Test func oneStepsBackToLookAndReturnsToNow() {
    var desk = FollowScreenTests.begun()
    desk.enter("2 the second")
    var viewer = Viewer(desk.session, life: .recording)
    viewer.press(.left)
    viewer.press(.left)
    viewer.state.says("behind, . is now")
    viewer.header.says("(as it is now)")
    let stood = viewer.replay.position
    let note = viewer.note
    desk.later(seconds: 60)
    desk.enter("3 the third")
    viewer.tell(.session(desk.session, .recording))
    #expect(viewer.replay.position == stood)
    #expect(viewer.note == note)
    viewer.misses("the third")
    viewer.press(.character("."))
    viewer.notes.says("the third")
    viewer.header.says("● LIVE")
  }

  @Test func oneWhoGivesACodeMeanwhileIsBackAtNow() {
    var viewer = Viewer(FollowScreenTests.begun().session, layers: Layers(reviewer: "eva"), life: .recording)
    viewer.press(.character("c"))
    viewer.misses("LIVE")
    viewer.enter("own.code")
    viewer.header.says("● LIVE")
    viewer.notes.says("eva: #own.code")
    viewer.press(.character("m"), .escape)
    viewer.header.says("● LIVE")
  }

  @Test func whatIsPlayedFromThePastReachesNow() {
    var viewer = Viewer(FollowScreenTests.begun().session, life: .recording)
    viewer.press(.home, .character(" "))
    viewer.misses("LIVE")
    viewer.wait(milliseconds: 60_000)
    viewer.header.says("● LIVE")
  }

  @Test func aCutOffIsSaidAndSoIsTheResumeAndTheEnd() {
    var desk = FollowScreenTests.begun()
    var viewer = Viewer(desk.session, life: .recording)
    viewer.tell(.life(.cutOff))
    viewer.header.says("○ CUT OFF")
    desk = desk.killedAndResumed(after: 30)
    desk.enter("4 after the cut")
    viewer.tell(.session(desk.session, .recording))
    viewer.notes.says("after the cut")
    viewer.header.says("● LIVE")
    desk.enter(lines: "/end", "/end")
    viewer.tell(.session(desk.session, .closed))
    viewer.header.says("■ closed")
    viewer.question.says("The group has ended")
  }

  @Test func aNoteThatIsLookedAtStaysTheSameWhenTheRecordIsBegunAnew() {
    var desk = FollowScreenTests.begun()
    desk.enter(lines: "2 the second", "3 the third")
    var viewer = Viewer(desk.session, life: .recording)
    viewer.enter("/go 2")
    desk.enter("/redact 1")
    desk.answer("yes")
    viewer.tell(.session(desk.session, .recording))
    #expect(viewer.note == 2)
    viewer.press(.character("."))
    viewer.misses("the first")
    viewer.notes.says("redacted")
  }
}
