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

  private func study() throws -> StudyFolder {
    let disk = MemoryDisk()
    for path in ["/study", "/study/Sessions", "/state"] { try disk.makeFolder(path: path) }
    let study = StudyFolder(path: "/study", statePath: "/state/focusgroup", disk: disk)
    var scribe = try Scribe(study)
    scribe.enter("3 first")
    try scribe.leave()
    return study
  }

  private func inLines(
    _ steps: ScriptedWorld.Step...
  ) throws -> (ending: HomeSitting<HomeLines>.Ending, text: String) {
    let study = try study()
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
