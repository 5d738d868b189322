internal import TextScreen

/// Where the parts of the recording screen stand, from a size alone: what is typed or noted moves nothing but the
/// border between question and notes.
struct ScreenLayout: Equatable {
  /// How much there is room for.
  enum Kind: Equatable {
    /// All parts.
    case full
    /// Without the route and the rules.
    case compact
    /// A line that says how things stand, the latest notes, the input.
    case tiny
    /// The input, and above it that the terminal is too small.
    case line
  }

  let size: Size
  let kind: Kind

  init(_ size: Size) {
    self.size = size
    if size.rows >= 18, size.columns >= 60 {
      kind = .full
    } else if size.rows >= 10, size.columns >= 30 {
      kind = .compact
    } else if size.rows >= 4, size.columns >= 16 {
      kind = .tiny
    } else {
      kind = .line
    }
  }

  var columns: Int { size.columns }

  /// Rows at the top: header, route, budget or alerts.
  var top: Int {
    switch kind {
    case .full: return 3
    case .compact: return 2
    case .tiny: return 1
    case .line: return min(1, size.rows - 1)
    }
  }

  /// Rows at the bottom: strip, preview, input, hints.
  var bottom: Int {
    switch kind {
    case .full: return 4
    case .compact: return size.rows >= 12 ? 4 : 3
    case .tiny: return 2
    case .line: return 1
    }
  }

  var hasStrip: Bool { bottom == 4 }
  var hasHints: Bool { kind == .full || kind == .compact }
  /// The row of the input.
  var input: Int { size.rows - (hasHints ? 2 : 1) }

  /// Rows between top and bottom.
  var middle: Int { max(0, size.rows - top - bottom) }
}
