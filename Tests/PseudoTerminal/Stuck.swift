/// Why a test or a measurement cannot go on.
public struct Stuck: Error, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
