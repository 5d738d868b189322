import Foundation

/// How much a test tries that tries things at random: `make prove` the whole of it, the ordinary run a part.
package enum Trials {
  /// `make prove`.
  package static let proves = ProcessInfo.processInfo.environment["FOCUSGROUP_PROVE"] == "1"

  /// A third of so many, at least one; all of them in `make prove`.
  package static func some(of all: Int) -> Int { proves ? all : max(1, all / 3) }
}
