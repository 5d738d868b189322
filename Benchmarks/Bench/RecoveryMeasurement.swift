import Foundation
import PseudoTerminal

extension Measurements {
  /// Lets each bring back what it has left, once.
  mutating func measureRecovery() {
    let databases = Workspace.databases.map { Rescue.sqlite($0, in: workspace) }
    for rescue in ([.ours(in: workspace), .vim(in: workspace)] + databases).shuffled() {
      let contender = Contender(name: rescue.name, command: { _ in rescue.command }, ready: [])
      attempt("recovery", with: contender) { all in
        try rescue.prepare()
        let begin = microseconds()
        try all.workspace.run(rescue.command, input: rescue.input)
        let time = microseconds() - begin
        let size = try FileManager.default.attributesOfItem(atPath: rescue.result)[.size] as? Int ?? 0
        let least = Workspace.lines(all.effort.most).reduce(0) { $0 + $1.utf8.count }
        guard size >= least else { throw Stuck("\(rescue.result) has \(size) bytes of \(least)") }
        all.recoveries.add(time, of: rescue.name)
      }
    }
  }

  /// Start to end of a recovery.
  var recoveryRows: [Row] {
    (Workspace.databases + ["vim -r"]).flatMap { peer in
      row(
        "recovery of \(effort.most) notes", recoveries, peer, goal: peer == "SQLite" ? Goals.recovery : nil,
        duration)
    }
  }
}
