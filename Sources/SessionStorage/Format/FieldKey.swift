/// The key of a field: a literal of ASCII, found and written by its bytes.
struct FieldKey: ExpressibleByStringLiteral, Sendable {
  /// Its first eight bytes, the first in the highest place, and zeros: what most keys differ in, and their order.
  let mark: UInt64
  private let literal: StaticString

  @inline(__always)
  init(stringLiteral literal: StaticString) {
    self.literal = literal
    let bytes = literal.utf8Start
    let length = literal.utf8CodeUnitCount
    var mark: UInt64 = 0
    if length > 0 { mark |= UInt64(bytes[0]) << 56 }
    if length > 1 { mark |= UInt64(bytes[1]) << 48 }
    if length > 2 { mark |= UInt64(bytes[2]) << 40 }
    if length > 3 { mark |= UInt64(bytes[3]) << 32 }
    if length > 4 { mark |= UInt64(bytes[4]) << 24 }
    if length > 5 { mark |= UInt64(bytes[5]) << 16 }
    if length > 6 { mark |= UInt64(bytes[6]) << 8 }
    if length > 7 { mark |= UInt64(bytes[7]) }
    self.mark = mark
  }

  /// Its bytes, which live as long as the program.
  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
  }

  var text: String { literal.description }
}

extension UInt64 {
  /// One bit of 64 for a key's mark: none of an object's keys has a mark whose bit none has.
  @inline(__always)
  var markBit: UInt64 { 1 << ((self &* 0x9E37_79B9_7F4A_7C15) >> 58) }
}
