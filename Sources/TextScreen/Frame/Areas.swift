/// How much of a screen there is room for.
public enum ScreenRoom: Sendable {
  /// All parts.
  case full
  /// What matters, without what only tells more of it.
  case compact
  /// The list and the line, with as little around them as possible.
  case tiny
  /// The line that is typed, and what is left above it.
  case line
}

/// The rows that an area gets.
public enum AreaHeight: Equatable, Sendable, ExpressibleByIntegerLiteral {
  /// So many.
  case rows(Int)
  /// What the other areas leave; at most one area of an arrangement has it.
  case rest

  /// So many rows.
  public init(integerLiteral rows: Int) { self = .rows(max(0, rows)) }
}

/// The areas of a screen from the top, and the least size at which they are laid out like this.
public struct Arrangement<Area: Hashable & Sendable>: Sendable {
  /// What there is room for.
  public let room: ScreenRoom
  /// The least rows and columns.
  public let least: Size
  /// From the top; an area that is not named has no row.
  public let areas: [(area: Area, height: AreaHeight)]

  /// - Parameters:
  ///   - rows: the least rows.
  ///   - columns: the least columns.
  public init(
    _ room: ScreenRoom, rows: Int = 1, columns: Int = 1, _ areas: KeyValuePairs<Area, AreaHeight>
  ) {
    self.room = room
    least = Size(rows: rows, columns: columns)
    self.areas = areas.map { ($0.key, $0.value) }
  }
}

/// The parts of one screen, with the table that says how many rows each gets.
public protocol ScreenArea: Hashable, Sendable {
  /// From the largest to the smallest. The last serves all that is smaller.
  static var arrangements: [Arrangement<Self>] { get }
}

/// Where the areas of a screen stand. The size decides, and which areas the session has no use for, so that nothing moves
/// when something is typed or said.
/// Where even the smallest arrangement has more rows than there are, areas give way from the top: the line that is
/// typed stands at the bottom and goes last.
public struct Areas<Area: ScreenArea>: Equatable, Sendable {
  /// How large the screen is.
  public let size: Size
  /// What there is room for.
  public let room: ScreenRoom
  private let rows: [Area: Range<Int>]

  /// Takes the first arrangement that fits.
  ///
  /// - Parameter unused: areas that get no row; the others have theirs.
  public init(_ size: Size, without unused: Set<Area> = []) {
    self.size = size
    let all = Area.arrangements
    let fitting = all.first { size.rows >= $0.least.rows && size.columns >= $0.least.columns }
    let arrangement = fitting ?? all.last ?? Arrangement(.line, [:])
    room = arrangement.room
    let areas = arrangement.areas.filter { !unused.contains($0.area) }
    let fixed = areas.reduce(0) { sum, area in
      if case .rows(let rows) = area.height { sum + rows } else { sum }
    }
    var missing = max(0, fixed - size.rows)
    var rows: [Area: Range<Int>] = [:]
    var top = 0
    for (area, height) in areas {
      let wanted: Int
      switch height {
      case .rows(let rows):
        wanted = max(0, rows - missing)
        missing -= rows - wanted
      case .rest: wanted = max(0, size.rows - fixed)
      }
      rows[area] = top..<top + wanted
      top += wanted
    }
    self.rows = rows
  }

  /// Columns of each row.
  public var columns: Int { size.columns }

  /// The rows of an area; empty if it has none.
  public subscript(_ area: Area) -> Range<Int> { rows[area] ?? 0..<0 }

  /// The area has a row at least.
  public func has(_ area: Area) -> Bool { !self[area].isEmpty }

  /// An empty row as wide as the screen.
  public var blank: Row { Row(width: columns) }
}

extension Frame {
  /// Puts a row at the top of an area; an area without rows is left alone.
  public mutating func set(_ area: Range<Int>, _ row: Row) {
    if !area.isEmpty { set(area.lowerBound, row) }
  }

  /// Puts rows into an area from its top; those that do not fit are left out.
  public mutating func set(_ area: Range<Int>, _ rows: [Row]) {
    for (place, row) in zip(area, rows) { set(place, row) }
  }

  /// Puts rows above a place, over what stands there; the last of them is next to the place.
  public mutating func set(above place: Int, _ rows: [Row]) {
    for (index, row) in rows.enumerated() { set(place - rows.count + index, row) }
  }
}
