import Foundation
import PseudoTerminal

/// Times our program against its peers and prints what came of it beside the goals.
///
/// Usage: `Bench [short]`, where the release builds of `focusgroup` and `WriteAndSync` lie beside it; `make bench`
/// sees to that. `FOCUSGROUP_BENCH=short` is the same. The verdicts are no failure; what cannot be measured is.
@main
struct Bench {
  static func main() {
    let environment = ProcessInfo.processInfo.environment
    let isShort = CommandLine.arguments.contains("short") || environment["FOCUSGROUP_BENCH"] == "short"
    do {
      exit(try measure(isShort ? .short : .full) ? 0 : 1)
    } catch {
      complain("nothing was measured: \(error)")
      exit(1)
    }
  }

  /// - Returns: everything could be measured.
  private static func measure(_ effort: Effort) throws -> Bool {
    let builds = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
    var measurements = try Measurements(in: Workspace(builds: builds), with: effort)
    measurements.run()
    print(report(measurements))
    return measurements.broken.isEmpty
  }

  private static func report(_ measurements: Measurements) -> String {
    let effort = measurements.effort
    return """
      \(table(measurements.rows))

      growth: ours with many notes, and with none; with many sessions, and with few; replay of many notes, and of few
      \(table(measurements.slope))

      \(effort.rounds) rounds of \(effort.lines * Effort.keysInLine) keys, \(effort.starts) starts and \(effort.entries) notes; the programs
      take turns, in another order each time. A figure is the median of the rounds, a ratio the median of the rounds'
      ratios: compare ratios, not times.
      """
  }
}
