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
        let times = try all.workspace.run(rescue)
        let size = try FileManager.default.attributesOfItem(atPath: rescue.result)[.size] as? Int ?? 0
        let least = Workspace.lines(all.effort.most).reduce(0) { $0 + $1.utf8.count }
        guard size >= least else { throw Stuck("\(rescue.result) has \(size) bytes of \(least)") }
        all.recoveries.add(times.whole, of: rescue.name)
        all.readies.add(times.ready, of: rescue.name)
      }
    }
  }

  /// From the start of a recovery until its user can go on, and to its end. The goal is for the first: what is left of the
  /// old files goes behind it.
  var recoveryRows: [Row] {
    (Workspace.databases + ["vim -r"]).flatMap { peer in
      row(
        "recovery of \(effort.most) notes, until one can be taken", readies, peer,
        goal: peer == "SQLite" ? Goals.recovery : nil, duration)
        + row("recovery of \(effort.most) notes, and left", recoveries, peer, goal: nil, duration)
    }
  }
}
