/// `1 note`, `2 notes`.
public func counted(_ count: Int, _ thing: String) -> String { "\(count) " + worded(count, thing) }

/// `10,000 sessions`.
public func groupedCount(_ count: Int, _ thing: String) -> String {
  grouped(count) + " " + worded(count, thing)
}

/// `note`, `notes`.
public func worded(_ count: Int, _ thing: String) -> String { count == 1 ? thing : thing + "s" }

/// `10,000`.
public func grouped(_ count: Int) -> String {
  var digits = String(count)
  var place = digits.count - 3
  while place > 0 {
    digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
    place -= 3
  }
  return digits
}

/// A number without needless digits: `90`, `7.5`.
public func plainNumber(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
}
