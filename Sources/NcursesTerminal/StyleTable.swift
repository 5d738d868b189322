internal import CNcurses
internal import TextScreen

/// How a role looks. Attributes carry as much as colour does, and the foregrounds are of middle brightness, to be
/// read on light and on dark.
struct Style {
  /// `CN_…` attributes.
  var attributes: Int32 = 0
  /// The colour of 8, or -1 for the terminal's own.
  var basic: Int32 = -1
  /// The colour of 256, or -1 for the terminal's own.
  var rich: Int32 = -1

  /// The one table of styles.
  static func of(_ role: Role) -> Style {
    switch role {
    case .text, .input, .quote: return Style()
    case .faint, .pending: return Style(attributes: CN_DIM)
    case .title: return Style(attributes: CN_BOLD)
    case .current: return Style(attributes: CN_REVERSE)
    case .must: return Style(attributes: CN_BOLD, basic: 5, rich: 133)
    case .speaker: return Style(attributes: CN_BOLD, basic: -1, rich: 32)
    case .code: return Style(basic: 5, rich: 133)
    case .done: return Style(basic: 2, rich: 35)
    case .prompt, .notice: return Style(attributes: CN_BOLD)
    case .hint: return Style(attributes: CN_DIM)
    case .warning: return Style(attributes: CN_BOLD, basic: 1, rich: 166)
    case .alert: return Style(attributes: CN_BOLD | CN_REVERSE, basic: 1, rich: 160)
    }
  }
}

extension Role {
  /// The number of its style.
  var style: Int32 { Int32((Role.allCases.firstIndex(of: self) ?? 0) + 1) }
}
