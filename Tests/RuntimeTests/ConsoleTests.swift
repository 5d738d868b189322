import Testing

@testable import Runtime

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite("Standard input")
struct ConsoleTests {
  @Test("What waits is taken, nothing is waited for, and the end is told", .timeLimit(.minutes(1)))
  func takes() {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let console = Console()
    #expect(console.take(from: ends[0]) == [])
    #expect(write(ends[1], "ab", 2) == 2)
    #expect(console.take(from: ends[0]) == [0x61, 0x62])
    #expect(console.take(from: ends[0]) == [])
    close(ends[1])
    #expect(console.take(from: ends[0]) == nil)
    close(ends[0])
  }
}
