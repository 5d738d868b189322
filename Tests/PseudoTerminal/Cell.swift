/// One cell of a screen.
public struct Cell: Equatable, Sendable {
  /// A colour as the program chose it.
  public enum Colour: Equatable, Sendable {
    /// Of the terminal's palette: 0 to 7 are the plain colours, 8 to 15 the bright ones.
    case indexed(UInt8)
    case rgb(UInt8, UInt8, UInt8)
  }

  /// The character with all that combines with it; empty where nothing was written and in the right half of a wide
  /// character.
  public var text = ""
  /// It is the right half of the wide character before it.
  public var isRightHalf = false
  public var isBold = false
  public var isReverse = false
  public var isUnderlined = false
  /// Nil for the terminal's own.
  public var foreground: Colour?
  /// Nil for the terminal's own.
  public var background: Colour?

  /// An empty cell.
  public init() {}
}
