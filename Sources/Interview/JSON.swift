/// A JSON value: what a field holds that this version of the program does not know, kept aside and written back.
public enum JSON: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number within 64 bits.
  case integer(Int)
  /// Any other finite number.
  case number(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([JSON])
  /// An object; the order of its keys carries nothing.
  case object([String: JSON])
}

/// The fields of an object that this version does not know, kept so that a round trip through the program
/// loses nothing.
public typealias UnknownFields = [String: JSON]
