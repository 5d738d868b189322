import Testing

@testable import Runtime

@Suite struct SignalPipeTests {
  @Test func `each signal counts once, and what has to end does not stop before`() {
    #expect(SignalPipe.signals(Array("WWCW".utf8)) == [.resize, .continue])
    #expect(SignalPipe.signals(Array("ZI".utf8)) == [.stop, .interrupt])
    for end in ["T", "H"] {
      #expect(SignalPipe.signals(Array("ZW\(end)Z".utf8)).last != .stop)
      #expect(SignalPipe.signals(Array("\(end)Z".utf8)).count == 1)
      #expect(SignalPipe.signals(Array("Z\(end)".utf8)).count == 1)
    }
    #expect(SignalPipe.signals(Array("??".utf8)).isEmpty)
  }
}
