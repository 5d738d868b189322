/// What a piece of text on the screen is. How a role looks stands in one table of the terminal. No role is the only
/// bearer of a meaning: each meaning is in words or signs as well.
public enum Role: String, CaseIterable, Sendable {
  /// What is read.
  case text
  /// What may be overlooked: labels, rules, what is over.
  case faint
  /// The title of a question or a panel.
  case title
  /// The question under discussion in the route; the choice in a list.
  case current
  /// Something that must be asked.
  case must
  /// A participant, and who speaks.
  case speaker
  /// Word for word.
  case quote
  /// A code.
  case code
  /// Done: asked, saved, consented.
  case done
  /// Not on the disk yet.
  case pending
  /// What the line stands behind: `K1>`.
  case prompt
  /// What is typed.
  case input
  /// Keys and commands that are offered.
  case hint
  /// Something to know.
  case notice
  /// Something to see to.
  case warning
  /// Something that needs the facilitator now.
  case alert
}
