import Foundation
import Fuzzing

/// The same targets for libFuzzer, which is led by the branches that an input takes. Which target is meant stands in
/// `FOCUSGROUP_FUZZ`; everything else is libFuzzer's. Without it in the build, it reads the corpus and no more.
@main enum Fuzz {
  static func main() throws {
    let name = ProcessInfo.processInfo.environment["FOCUSGROUP_FUZZ"] ?? ""
    if name == "flips" {
      if let fault = BitFlips.fault(size: 64 << 10) { fatalError(fault) }
      print("each of the \(64 << 13) bits of a journal was flipped, and found")
      return
    }
    guard let target = Target.named(name) else {
      print("FOCUSGROUP_FUZZ has to be one of: flips \(Target.all.map(\.name).joined(separator: " "))")
      exit(64)
    }
    #if FUZZER
      chosen = target
      var count = CommandLine.argc
      var words = CommandLine.unsafeArgv
      exit(
        runDriver(&count, &words) { bytes, length in
          guard let fault = chosen?.read(Array(UnsafeBufferPointer(start: bytes, count: length))) else {
            return 0
          }
          fatalError(fault)
        })
    #else
      for input in try Corpus.inputs(of: name) {
        if let fault = target.read(input) { fatalError(fault) }
      }
    #endif
  }
}

#if FUZZER
  nonisolated(unsafe) private var chosen: Target?

  @_silgen_name("LLVMFuzzerRunDriver")
  private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
  ) -> Int32
#endif
