import Facilitation
import Foundation
import MemoryDisks
import Screens
import SessionStorage
import Testing
import TextScreen

@testable import Runtime

@Suite("The loop of home")
struct HomeSittingTests {
  private let clock = ScriptedClock()

  private func study(files: [String: String] = [:]) throws -> StudyFolder {
    let disk = MemoryDisk()
    for path in ["/study", "/study/Sessions", "/study/Protocols", "/state"] {
      try disk.makeFolder(path: path)
    }
    for (name, text) in files { disk.replace("/study/Protocols/" + name, with: Array(text.utf8)) }
    let study = StudyFolder(path: "/study", statePath: "/state/focusgroup", disk: disk)
    var scribe = try Scribe(study)
    scribe.enter("3 first")
    try scribe.leave()
    return study
  }

  private func inLines(
    _ steps: ScriptedWorld.Step...
  ) throws -> (ending: HomeSitting<HomeLines>.Ending, text: String) {
    try inLines(study(), steps)
  }

  private func inLines(
    _ study: StudyFolder, _ steps: [ScriptedWorld.Step]
  ) throws -> (ending: HomeSitting<HomeLines>.Ending, text: String) {
    var reader = HomeReader(study)
    let opened = PlainHome.open(study.path, reader.contents())
    var sitting = HomeSitting(HomeLines(opened.home), doing: opened.effects, reader: reader)
    var world = ScriptedWorld(clock, steps)
    let ending = sitting.sit(&world)
    sitting.showLast(on: &world)
    return (ending, world.text)
  }

  @Test("A line opens what it names; the prompt stands behind every answer")
  func opens() throws {
    let (ending, text) = try inLines(.lines("nothing like it"), .lines("/resume long"))
    #expect(ending == .open(.resume, id: "long"))
    #expect(text.components(separatedBy: "home> ").count == 3 && text.hasPrefix("study: /study\n"))
  }

  @Test("A session goes once its id is typed, and the list is read anew; any other line leaves it")
  func discards() throws {
    let study = try study()
    let left = try inLines(study, [.lines("/discard lo"), .lines("no"), .lines("/quit")])
    #expect(left.text.contains("destroyed for ever: long, 1 note, open\n1 file in all\n"))
    #expect(left.text.contains("its id? long: left as it was\nhome> "))
    #expect(try study.sessionIDs() == ["long"])
    let (ending, text) = try inLines(
      study, [.lines("/discard long"), .lines("lon"), .lines("long"), .lines("/quit")])
    #expect(text.contains("that is not it; type long and Enter to do it"))
    #expect(text.contains("discarded long: 1 file overwritten and removed\n"))
    #expect(try ending == .quit && study.sessionIDs() == [])
    #expect(
      text.components(separatedBy: "discarded long").last?.contains("no protocols and no sessions") == true)
  }

  @Test("A session that is being recorded is refused before its id is typed, and stays")
  func open() throws {
    let study = try study()
    let store = try OpenSession.resume(in: study, id: "long").session
    let (_, text) = try inLines(study, [.lines("/discard long"), .lines("/quit")])
    #expect(text.contains("error: long is open in another terminal, which goes on"))
    #expect(!text.contains("its id?") && !text.contains("destroyed"))
    withExtendedLifetime(store) {}
    #expect(try study.sessionIDs() == ["long"])
  }

  private static let parks = """
    protocol: parks
    version: "1"
    title: Parks
    questions: [{id: K1, kind: key, title: One, ask: What?, minutes: 5}]
    """

  @Test("A guide is printed into the lines, below how it gets on paper; a faulty one tells its faults")
  func prints() throws {
    let study = try study(files: ["parks.yaml": HomeSittingTests.parks, "half.yaml": "title: ["])
    let (_, text) = try inLines(study, [.lines("/print par"), .lines("/print half"), .lines("/quit")])
    #expect(text.contains("on paper: focusgroup print parks | lp\n\nParks\n=====\n"))
    #expect(text.contains("home> Protocols/half.yaml:1:8: error: malformed YAML"))
    #expect(!text.contains("print half | lp"))
  }

  @Test("Only protocols are counted; what else lies there is one entry, and check says what each is")
  func strays() throws {
    let study = try study(files: [
      "parks.yaml": HomeSittingTests.parks, "half.yaml": "title: [", "note.txt": "x", "my guide.yaml": "x",
      "README.md": "x", ".hidden.txt": "x",
    ])
    let (_, text) = try inLines(study, [.lines("3"), .lines("/check note"), .lines("/quit")])
    #expect(text.contains("\n1 protocol and 1 faulty, 1 session\n"))
    #expect(text.contains("\n3 my guide.yaml, note.txt: not protocols; check says why\n"))
    let note = "Protocols/note.txt: a protocol's file ends in .yaml\n"
    #expect(text.contains("Protocols/my guide.yaml: a protocol's file is named by its id"))
    #expect(text.components(separatedBy: note).count == 3)
    let printed = try HomeText.text(study)
    #expect(printed.contains("PROTOCOLS\nparks\nProtocols/half.yaml:1:8: error: malformed YAML"))
    #expect(printed.contains("\n" + note))
  }

  @Test("A program that has to end opens nothing any more")
  func stops() throws {
    #expect(try inLines(.happens([.line(.text("/resume long")), .stop])).ending == .stopped)
  }

  @Test("The end of the input leaves; ^C says how to")
  func ends() throws {
    let (ending, text) = try inLines(.happens([.interrupted]), .happens([.inputEnded(rest: nil)]))
    #expect(ending == .quit && text.contains("\n/quit leaves\nhome> \n"))
  }

  @Test("The screen follows the terminal's size before it is drawn")
  func resizes() throws {
    let study = try study()
    var reader = HomeReader(study)
    let opened = HomeScreen.open(study.path, reader.contents(), size: Size(rows: 24, columns: 80))
    var sitting = HomeSitting(opened.screen, doing: opened.effects, reader: reader)
    var world = ScriptedWorld(clock, [.passes(0), .passes(0), .presses(.control("q"))])
    world.size = Size(rows: 40, columns: 120)
    #expect(sitting.sit(&world) == .quit)
    #expect(world.frames.allSatisfy { $0.size == world.size })
    #expect(world.frames.last?.text.contains { $0.contains("long") } == true)
  }
}
