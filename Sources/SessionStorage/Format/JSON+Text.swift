public import Interview

extension JSON {
  /// The value as compact JSON with sorted keys, in which nothing is left that a terminal would obey.
  public var text: String { String(decoding: JSONWriter.bytes(of: self), as: UTF8.self) }
}
