import Testing
import TextScreen

@testable import Screens

@Suite("The tables of areas")
struct LayoutTests {
  private func expectTiled<Area: ScreenArea>(_ input: Area) {
    for arrangement in Area.arrangements {
      let fixed = arrangement.areas.reduce(0) { sum, area in
        if case .rows(let rows) = area.height { sum + rows } else { sum }
      }
      let isLast = arrangement.room == .line
      #expect(isLast || fixed < arrangement.least.rows, "\(arrangement.room): no row is left")
      #expect(arrangement.areas.count { $0.height == .rest } == 1, "\(arrangement.room)")
    }
    let all = Set(Area.arrangements.flatMap { $0.areas.map(\.area) })
    for rows in 1...40 {
      for columns in [1, 7, 8, 15, 16, 29, 30, 59, 60, 120] {
        let areas = Areas<Area>(Size(rows: rows, columns: columns))
        var next = 0
        for area in all.map({ areas[$0] }).filter({ !$0.isEmpty }).sorted(by: {
          $0.lowerBound < $1.lowerBound
        }) {
          #expect(area.lowerBound == next, "\(rows) × \(columns)")
          next = area.upperBound
        }
        #expect(next == rows, "\(rows) × \(columns)")
        #expect(areas[input].count == 1, "\(rows) × \(columns)")
      }
    }
  }

  @Test("At every size each row belongs to one area, and the line has one")
  func tiled() {
    expectTiled(RecordingArea.input)
    expectTiled(ReplayArea.input)
    expectTiled(HomeArea.input)
  }
}
