import Foundation
import PseudoTerminal

/// A disk of which each sync takes long, as strace holds them; nothing else is slowed.
struct Stall: Sendable {
  /// How many notes the session begins with and lines each editor's text: each saves its own, and no other row
  /// uses them.
  static let session = 2
  static let vimText = 2
  static let nanoText = 1

  /// Milliseconds for a sync.
  let length: Int

  /// Milliseconds until nothing of what was saved is held any more: vim and we have two syncs.
  var end: Double { Double(2 * length + 500) }

  /// What is put before a command.
  var wrapper: [String] {
    [
      "strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e",
      "inject=fsync,fdatasync:delay_enter=\(length * 1000)",
    ]
  }
}

extension Contender {
  /// The same on a disk that stalls.
  ///
  /// - Parameters:
  ///   - notes: with how many notes or lines.
  ///   - stall: how.
  ///   - save: keys that save what was typed.
  ///   - leave: keys that end it; killed, it would outlive strace.
  func stalled(with notes: Int, _ stall: Stall, saving save: String, leave: String) -> Contender {
    var stalled = self
    stalled.command = { [command] _ in stall.wrapper + command(notes) }
    stalled.save = save
    stalled.leave = leave
    return stalled
  }
}

extension AtWork {
  /// Saves, and types keys from a tenth of a second later until the disk is about to be done.
  ///
  /// - Returns: microseconds to the echo of each.
  func echoesWhileSaving(_ number: Int, _ stall: Stall) throws -> [Double] {
    type(contender.freshLine)
    try rest(for: 15)
    type("3 week \(number)")
    try rest(for: 15)
    type(contender.save)
    let end = microseconds() + Double(stall.length * 800)
    try pass(100)
    var times: [Double] = []
    repeat {
      times.append(try echoOfSign())
      try pass(25)
    } while microseconds() < end
    return times
  }

  /// Types a sign that is nowhere on the screen, waits until it is there, and takes it away.
  func echoOfSign() throws -> Double {
    let sign = "%"
    guard !shows([sign]) else { throw fault("shows \(sign) by itself") }
    let time = try time(from: sign) { shows([sign]) }
    type("\u{7F}")
    return time
  }
}

extension Measurements {
  /// Saves on a disk that stalls and types on; the programs take turns.
  mutating func measureStalls() {
    let what = "a disk that stalls"
    guard canStall else { return }
    let stall = Stall(length: effort.stallLength)
    let ours = Contender.ours(in: workspace)
    var programs: [AtWork] = []
    for contender in [
      ours.stalled(with: Stall.session, stall, saving: "\r", leave: ours.leave ?? ""),
      .vim.stalled(with: Stall.vimText, stall, saving: "\u{0F}:w\r", leave: "\u{1B}:q!\r"),
      .nano.stalled(with: Stall.nanoText, stall, saving: "\u{13}", leave: "\u{18}n"),
    ].shuffled() {
      attempt(what, with: contender) { all in
        let program = try AtWork(contender, notes: 0, in: all.workspace)
        try program.beginTyping()
        programs.append(program)
      }
    }
    var held: [String: [Double]] = [:]
    for number in 1...effort.stalls {
      for program in programs.shuffled() {
        let name = program.contender.name
        attempt(what, with: program.contender) { _ in
          try program.pass(stall.end)
          held[name, default: []] += try program.echoesWhileSaving(number, stall)
          guard name == "nano" else { return }
          // What the key of a program that waits for no disk takes.
          for _ in 1...20 {
            try program.pass(25)
            held[Measurements.atRest, default: []].append(try program.echoOfSign())
          }
        }
      }
    }
    for program in programs {
      attempt(what, with: program.contender) { _ in try program.end() }
    }
    stalls.add(middlesOf: held)
  }

  private static let atRest = "nano at rest"

  /// The goal is that of a key at any time.
  var stallRows: [Row] {
    [Measurements.atRest, "nano", "vim"].flatMap { peer in
      row(
        "key to echo, p50, the disk stalls \(effort.stallLength) ms", stalls, peer, goal: Goals.key, duration)
    }
  }
}
