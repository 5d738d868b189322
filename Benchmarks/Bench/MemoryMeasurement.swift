import Foundation
import PseudoTerminal

/// A session that is opened to see what memory that takes.
enum Opened: String, CaseIterable, Sendable {
  case recording = "recording resumed"
  case replay = "replay"

  /// The session's file; for the peers it lies in the current folder.
  func file(_ notes: Int, in workspace: Workspace) -> String {
    switch self {
    case .recording: return "\(workspace.study)/Sessions/\(Workspace.session(notes)).json"
    case .replay: return Workspace.replayed(notes)
    }
  }
}

extension AtWork {
  /// The most memory that it had up to now, in KiB; nil where the system does not tell or it has ended.
  var peakMemory: Double? {
    let status = (try? String(contentsOfFile: "/proc/\(running.pid)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
  }
}

extension Measurements {
  /// Opens the longest session to its end and leaves it; the peers open the same bytes.
  mutating func measureMemory() {
    let shared: @Sendable (Int) -> String = { "same\($0).json" }
    for opened in Opened.allCases {
      let ours = opened == .recording ? Contender.ours(in: workspace) : .replay(in: workspace)
      for contender in [ours, .vim(reading: shared), .nano(reading: shared)].shuffled() {
        attempt("the memory of \(opened.rawValue)", with: contender) { all in
          let (notes, workspace) = (all.effort.most, all.workspace)
          unlink(shared(notes))
          guard link(opened.file(notes, in: workspace), shared(notes)) == 0 else {
            throw Stuck("cannot make \(shared(notes))")
          }
          let program = try AtWork(contender, notes: notes, in: workspace)
          try program.opened(whole: contender.whole ?? contender.ready[0], rest: 40)
          var most = program.peakMemory
          try program.end { most = program.peakMemory ?? most }
          if let most { all.peaks[opened, default: Figures()].add(most, of: contender.name) }
        }
      }
    }
  }

  /// What was opened, beside the editors on the same bytes.
  var memoryRows: [Row] {
    Opened.allCases.flatMap { opened -> [Row] in
      guard let figures = peaks[opened] else { return [] }
      return ["vim", "nano"].flatMap { peer in
        row(
          "peak memory, \(effort.most) notes, \(opened.rawValue)", figures, peer,
          goal: peer == "vim" ? Goals.memory : nil, memory)
      }
    }
  }
}
