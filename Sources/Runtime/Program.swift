/// What the program says of itself.
public enum Program {
  /// Its version, as in the sessions it writes.
  public static let version = "0.1.0"
}
