import Foundation
import PseudoTerminal
import Testing

/// How a program is told to end by others.
enum Cut: String, CaseIterable {
  case terminate, hangUpSignal, closedTerminal
}

/// Whatever is on the screen, being told to end is obeyed at once, and nothing that was called saved is lost.
@Suite("Told to end on every screen")
struct EndOnEveryScreenTests {
  /// Seconds that ending may take, and how many times as long on a busy machine.
  private static let patience = 1.0 * 5

  /// In the short form each screen ends in one way, all ways in turn.
  static let cases: [(Scene, Cut)] = Scene.allCases.enumerated().flatMap { number, scene in
    let ways = Cut.allCases
    return (Repository.proves ? ways : [ways[number % ways.count]]).map { (scene, $0) }
  }

  @Test("It ends within a second, gives the terminal back, and loses nothing", arguments: cases)
  func ends(scene: Scene, cut: Cut) throws {
    let desk = try scene.open()
    let start = ContinuousClock.now
    switch cut {
    case .terminate: desk.terminal.signal(SIGTERM)
    case .hangUpSignal: desk.terminal.signal(SIGHUP)
    case .closedTerminal: desk.terminal.hangUp()
    }
    let end = try desk.terminal.end(within: Self.patience)
    print("ends: \(scene.rawValue) by \(cut.rawValue) in \(ContinuousClock.now - start)")
    #expect(end == .exit(1), "\(scene) \(cut)\n\(desk.terminal.screen)")
    #expect(try desk.terminal.unrestored().isEmpty)
    try expectKept(scene, desk.study)
  }

  private func expectKept(_ scene: Scene, _ study: Study) throws {
    if scene.isRecording {
      let places = try study.places(of: Scene.saved)
      #expect(!places.isEmpty, "the note is nowhere")
      let id = try #require(places.first).split(separator: "/").last?.split(separator: ".").first ?? ""
      let shown = try study.run(["show", String(id)])
      #expect(shown.end == .exit(0) && shown.out.contains(Scene.saved), "\(shown.out)\(shown.err)")
    }
    if scene == .reviewLine {
      let again = try study.run(
        ["replay", Study.sample, "--plain", "--reviewer", "anna"], input: "/undo\n/redo\n")
      #expect(again.end == .exit(0), "\(again.err)")
      #expect(try study.review("anna").memos == ["kept for ever"])
    }
    if scene == .setUp {
      let listed = try study.run(["list"])
      #expect(listed.end == .exit(0) && listed.out.contains("one "), "\(listed.out)")
    }
  }

  @Test("A pipe that closes or a signal ends plain mode too", arguments: [SIGTERM, SIGHUP])
  func plain(signal: Int32) throws {
    let study = try Study()
    for arguments in [Study.session("one"), ["replay", "one", "--plain", "--follow"]] {
      let program = try study.start(arguments)
      if arguments.first == "run" {
        program.enter("1 " + Scene.saved)
        try program.answer("saved 1 ")
      } else {
        try program.answer(Scene.saved)
      }
      program.running.send(signal)
      #expect(try program.running.wait(within: Self.patience) == .exit(1), "\(arguments)")
      #expect(try study.run(["show", "one"]).out.contains(Scene.saved))
    }
  }
}
