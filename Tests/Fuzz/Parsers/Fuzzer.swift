public import Foundation

/// Gives a target one input after the other. The input that is being read lies in a file, so that a crash leaves it
/// behind for whoever started the process.
public struct Fuzzer {
  /// What a run came to.
  public enum Outcome: Equatable, Sendable {
    /// So many inputs were read, and nothing was found.
    case clean(inputs: Int)
    /// This does not hold of an input.
    case fault(String)
  }

  /// The most memory that a process may ever have had, in bytes.
  public static let mostMemory = 256 << 20
  #if DEBUG
    /// Seconds of its own time after which reading one input counts as hanging; without optimisation all takes longer.
    public static let patience = 8
  #else
    /// Seconds of its own time after which reading one input counts as hanging.
    public static let patience = 1
  #endif

  private let target: Target
  private let corpus: [[UInt8]]
  private let place: Place

  /// - Parameter file: where the input that is being read is kept.
  public init(_ target: Target, corpus: [[UInt8]], file: String) throws {
    self.target = target
    self.corpus = corpus
    place = try Place(file)
  }

  /// Reads the whole corpus, then changes of it until the time is over. A hang ends the process by SIGVTALRM.
  public func run(seed: UInt64, seconds: Double) -> Outcome {
    let end = Date(timeIntervalSinceNow: seconds)
    var inputs = 0
    for input in corpus {
      if let fault = read(input) { return .fault(fault) }
      inputs += 1
    }
    var mutator = Mutator(seed: seed, corpus: corpus, words: target.words)
    while inputs % 16 != 0 || Date() < end {
      if let fault = read(mutator.next()) { return .fault(fault) }
      inputs += 1
      if inputs % 64 == 0, Fuzzer.memory > Fuzzer.mostMemory {
        return .fault("\(Fuzzer.memory >> 20) MB of memory")
      }
    }
    return .clean(inputs: inputs)
  }

  private func read(_ input: [UInt8]) -> String? {
    place.keep(input)
    var timer = itimerval()
    timer.it_value.tv_sec = Fuzzer.patience
    setitimer(Fuzzer.ownTime, &timer, nil)
    return target.read(input)
  }

  #if canImport(Darwin)
    private static let ownTime = ITIMER_VIRTUAL
  #else
    private static let ownTime = __itimer_which_t(1)
  #endif

  /// The most memory that this process has had so far, in bytes.
  static var memory: Int {
    #if canImport(Darwin)
      var usage = rusage()
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #else
      // What getrusage tells is also that of the process that started this one, which runs all other tests.
      let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      return line.flatMap { Int($0.filter(\.isNumber)) }.map { $0 << 10 } ?? 0
    #endif
  }

  /// A file that holds one input, without a system call for each.
  final class Place {
    private let memory: UnsafeMutableRawPointer

    init(_ path: String) throws {
      guard FileManager.default.createFile(atPath: path, contents: Data(count: 8 + Mutator.longest)),
        let handle = FileHandle(forUpdatingAtPath: path),
        let memory = mmap(
          nil, 8 + Mutator.longest, PROT_READ | PROT_WRITE, MAP_SHARED, handle.fileDescriptor, 0),
        memory != MAP_FAILED
      else { throw CocoaError(.fileWriteUnknown) }
      self.memory = memory
    }

    deinit { munmap(memory, 8 + Mutator.longest) }

    func keep(_ input: [UInt8]) {
      memory.storeBytes(of: min(input.count, Mutator.longest), as: Int.self)
      input.prefix(Mutator.longest).withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress else { return }
        (memory + 8).copyMemory(from: start, byteCount: bytes.count)
      }
    }
  }

  /// The input that was kept last in a file.
  public static func input(in file: String) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: file), data.count >= 8 else { return [] }
    let bytes = [UInt8](data)
    let length = bytes.withUnsafeBytes { $0.load(as: Int.self) }
    return Array(bytes.dropFirst(8).prefix(length))
  }
}

/// The inputs that are kept: one folder for each target, one file for each input. What was found once stays there.
public enum Corpus {
  /// Its folder, from where this file is.
  public static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Corpus")

  /// The inputs of one target, in the order of their names.
  public static func inputs(of target: String) throws -> [[UInt8]] {
    let folder = folder.appending(path: target)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .map { [UInt8](try Data(contentsOf: folder.appending(path: $0))) }
  }
}
