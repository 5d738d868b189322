import Foundation
import PseudoTerminal
import Testing

/// Every screen there is, and how one gets there.
enum Scene: String, CaseIterable, CustomTestStringConvertible {
  case setUp, recording, offTheRecord, goTo, find, people, checklist, help, paste, summary, confirm, debrief,
    gap
  case replay, replayHelp, reviewLine, follow
  case home, homeHelp, homeActions, sessionFromHome
  case plainInTerminal

  var testDescription: String { rawValue }

  /// A session is being recorded, in which one note was called saved.
  var isRecording: Bool {
    switch self {
    case .setUp, .replay, .replayHelp, .reviewLine, .home, .homeHelp, .homeActions: false
    default: true
    }
  }

  static let saved = "what was said"

  /// Goes there.
  func open() throws -> Facilitation {
    switch self {
    case .setUp:
      let desk = try Facilitation(arguments: [
        "run", "cogov-professionals", "--id", "one", "--participants", "8",
      ])
      try desk.sees("/begin starts the clock")
      return desk
    case .replay, .replayHelp, .reviewLine: return try openReplay()
    case .follow:
      let study = try Study()
      let recorder = try study.start(Study.session("one"))
      recorder.enter("1 " + Scene.saved)
      try recorder.answer("saved 1 ")
      let desk = try Facilitation("one", in: study, arguments: ["replay", "one", "--follow"])
      try desk.sees("● LIVE")
      try recorder.kill()
      try desk.sees("○ CUT OFF")
      return desk
    case .home, .homeHelp, .homeActions, .sessionFromHome: return try openHome()
    case .plainInTerminal:
      let desk = try Facilitation(arguments: Facilitation.run("one") + ["--plain"])
      try desk.sees("W>")
      desk.enter("1 " + Scene.saved)
      try desk.sees("saved 1 ")
      return desk
    default: return try openRecording()
    }
  }

  private func openRecording() throws -> Facilitation {
    let desk = try Facilitation()
    try desk.line("W>")
    desk.enter("*1 " + Scene.saved)
    try desk.saved(Scene.saved, count: 1)
    switch self {
    case .offTheRecord:
      desk.press(.control("o"))
      try desk.line("OFF>")
    case .goTo:
      desk.press(.control("g"))
      try desk.line("go to>")
    case .find:
      desk.press(.control("r"))
      try desk.line("find>")
    case .people:
      desk.press(.control("p"))
      try desk.line("participants>")
    case .checklist:
      desk.press(.control("d"))
      try desk.line("checklist>")
    case .help:
      desk.press(.function(1))
      try desk.sees("── help ─")
    case .paste:
      desk.paste("one\ntwo")
      try desk.line("paste>")
    case .summary:
      desk.enter("/go K1")
      try desk.line("K1>")
      desk.enter("*2 a point")
      try desk.saved("a point", count: 2)
      desk.enter("/sum")
      try desk.line("summary>")
    case .confirm:
      desk.enter("/redact 1")
      try desk.line("yes?>")
    case .debrief:
      desk.enter("/end")
      try desk.line("checklist>")
      desk.enter("end")
      try desk.line("debrief>")
    case .gap:
      try desk.kill()
      try desk.resume()
      try desk.line("the gap>")
    default: desk.type("2 half a li")
    }
    return desk
  }

  private func openReplay() throws -> Facilitation {
    let study = try Study.withSample()
    let desk = try study.replay()
    try desk.sees("paused")
    if self == .replayHelp {
      desk.press(.function(1))
      try desk.sees("── help ─")
    }
    if self == .reviewLine {
      desk.type("g12\r")
      try desk.sees("▸ 12")
      desk.type("m")
      desk.enter("kept for ever")
      try desk.sees("who reviews?")
      desk.enter("anna")
      try desk.sees("memo 1: kept for ever")
      desk.type("mhalf a rem")
      try desk.sees("half a rem")
    }
    return desk
  }

  private func openHome() throws -> Facilitation {
    let study = try Study.withSample()
    let desk = try Facilitation(in: study, arguments: [])
    try desk.line("filter>")
    switch self {
    case .homeHelp: desk.press(.function(1))
    case .homeActions: desk.press(.tab)
    case .sessionFromHome:
      desk.enter("/run example")
      try desk.sees("/begin starts the clock")
      desk.enter("/begin")
      try desk.line("W>")
      desk.enter("1 " + Scene.saved)
      try desk.saved(Scene.saved, count: 1)
    default: desk.type("hous")
    }
    try desk.terminal.settles()
    return desk
  }
}
