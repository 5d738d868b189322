import Testing

@testable import SessionStorage

/// How large files may become, and when that is said.
@Suite struct FileLimitTests {
  private static let mebibyte = 1 << 20

  @Test
  func
    `a journal has outgrown its state above 64 MiB and four times the state, or a quarter of what there can be`()
  {
    let limits = FileLimits.standard
    let mebibyte = Self.mebibyte
    #expect(!limits.hasOutgrown(64 * mebibyte, state: 0))
    #expect(limits.hasOutgrown(64 * mebibyte + 1, state: 0))
    #expect(limits.hasOutgrown(81 * mebibyte, state: 20 * mebibyte))
    #expect(!limits.hasOutgrown(79 * mebibyte, state: 20 * mebibyte))
    #expect(!limits.hasOutgrown(250 * mebibyte, state: 300 * mebibyte))
    #expect(limits.hasOutgrown(257 * mebibyte, state: 300 * mebibyte))
    #expect(!limits.hasOutgrown(65 * mebibyte, state: Int.max))
  }

  @Test func `what is written can be read: the limits are the same`() {
    #expect(Recovery.largest == FileLimits.standard.file)
    #expect(throws: Never.self) { try FileLimits.standard.check(Recovery.largest, path: "x") }
    #expect(throws: StorageError.fileLimit(path: "x", limit: 1 << 30)) {
      try FileLimits.standard.check(Recovery.largest + 1, path: "x")
    }
  }

  @Test func `each is said once, and again when the journal has grown much further`() {
    var growth = JournalGrowth(.standard)
    func said(_ size: Int) -> [String] {
      growth.reports(size * Self.mebibyte, path: "x.journal") { 0 }.map { report in
        if case .noticed(let notice) = report { return notice.message }
        return report == .outgrown ? "outgrown" : "something else"
      }
    }
    #expect(said(64) == [] && said(65) == ["outgrown"] && said(66) == [] && said(129) == [])
    #expect(said(130) == ["outgrown"])
    growth.begin(at: 4 * Self.mebibyte)
    #expect(said(65) == [] && said(69) == ["outgrown"] && said(133) == [] && said(134) == ["outgrown"])
    let filling = said(600)
    #expect(filling.count == 2 && filling[0].hasPrefix("x.journal has 600 MiB; at 1024 MiB nothing more"))
    #expect(said(601) == [])
  }
}
