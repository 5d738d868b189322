/// A country as it is entered: two letters from A to Z, as in ISO 3166-1 (`NL`). What an older file holds is not judged
/// by it.
public struct Country: Equatable, Sendable {
  /// In capitals.
  public let code: String

  /// - Parameter typed: in small letters or capitals.
  public init?(_ typed: String) {
    guard typed.utf8.count == 2, typed.utf8.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else {
      return nil
    }
    code = typed.uppercased()
  }
}
