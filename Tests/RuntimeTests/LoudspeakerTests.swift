#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif
import Facilitation
import Foundation
import Interview
import Testing

@testable import Runtime

/// A program that can be heard by nobody: it writes down what it is asked to say.
final class FakeSpeaker {
  let folder: String
  var path: String { folder + "/speaks" }

  /// - Parameter speaking: what it does once its arguments and its text are in files, in sh.
  init(_ speaking: String = "") throws {
    folder =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "speaker-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    try """
    #!/bin/sh
    cd "\(folder)" || exit 9
    printf '%s|' "$@" >>arguments; echo >>arguments
    echo $$ >>numbers
    cat >text; cat text >>texts
    \(speaking)
    """.write(toFile: path + ".sh", atomically: false, encoding: .utf8)
    // What another test starts at this moment would hold a file that we write, and that could not be run then.
    let copying = Process()
    copying.executableURL = URL(filePath: "/bin/sh")
    copying.arguments = ["-c", "cp \"$0.sh\" \"$0\" && chmod 755 \"$0\" && rm \"$0.sh\"", path]
    try copying.run()
    copying.waitUntilExit()
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func read(_ name: String) -> String {
    (try? String(contentsOfFile: folder + "/" + name, encoding: .utf8)) ?? ""
  }

  /// Waits until nobody of it is there any more who was to say a text.
  func waits(toHaveSaid text: String) {
    let deadline = Date(timeIntervalSinceNow: 20)
    while Date() < deadline {
      if read("texts").contains(text + "\n"), !numbers.isEmpty, !numbers.contains(where: isThere) { return }
      usleep(2000)
    }
    Issue.record("“\(text)” is not said to its end")
  }

  /// Waits until it has written a file, and gives it.
  func waits(for name: String) throws -> String {
    let deadline = Date(timeIntervalSinceNow: 20)
    while Date() < deadline {
      let text = read(name)
      if text.hasSuffix("\n") { return text }
      usleep(2000)
    }
    Issue.record("\(name) is not written")
    return ""
  }

  /// The processes that it was, in their order.
  var numbers: [Int32] { read("numbers").split(separator: "\n").compactMap { Int32($0) } }
}

/// A process is there; one that has ended is, too, until its parent has taken note of it.
func isThere(_ number: Int32) -> Bool { kill(number, 0) == 0 }

@Suite("The program that speaks", .timeLimit(.minutes(2)))
struct LoudspeakerTests {
  /// A group that says three things of three words.
  private func loudspeaker(_ fake: FakeSpeaker, at path: String? = nil) -> Loudspeaker {
    var session = Session(
      id: "sample-a", uuid: "u", title: "A (fictional)", startedAt: WallTime(milliseconds: 0), timeZone: "",
      group: .init(),
      protocol: InterviewProtocol(id: "route", version: "1", title: .plain("A route"), questions: []))
    session.begunAt = Stamp(offset: .zero, wall: session.startedAt)
    session.endedAt = Stamp(offset: .seconds(100), wall: session.startedAt)
    var parts = Session.Parts(of: session)
    parts.participants = [1, 2].map { Participant(seat: $0) }
    parts.notes = [(1, "-w out.wav $(touch x)"), (2, "; touch x"), (1, "`touch x` & last")].enumerated().map {
      Note(
        id: "abcd-\($0 + 1)", number: $0 + 1, question: "K1", at: .seconds($0 + 1), time: session.startedAt,
        saved: .seconds($0 + 1), content: NoteContent(speakers: [.participant($1.0)], text: $1.1))
    }
    session.restore(parts)
    return Loudspeaker(
      .espeak, at: path ?? fake.path, saying: Rehearsal(of: session), of: session, speed: 1)
  }

  private func speech(_ number: Int) -> Speech {
    Speech(number: number, who: "P1", words: ["one"], isOver: false)
  }

  /// Waits until there is something to look at.
  private func waits(for speaker: Loudspeaker) {
    var descriptor = pollfd(fd: speaker.wakeDescriptor, events: Int16(POLLIN), revents: 0)
    #expect(poll(&descriptor, 1, 20_000) == 1)
  }

  @Test("It says one after the other, hears the text on standard input, and no shell reads it")
  func oneAfterTheOther() throws {
    let fake = try FakeSpeaker()
    let speaker = loudspeaker(fake)
    #expect(speaker.wakeDescriptor == -1)
    #expect(speaker.follow([speech(0)], at: .zero) == nil)
    #expect(speaker.follow([speech(0), speech(1)], at: .seconds(1)) == nil)
    for second in 2...3 {
      waits(for: speaker)
      #expect(speaker.follow(second == 2 ? [] : [speech(1), speech(2)], at: .seconds(second * 10)) == nil)
    }
    waits(for: speaker)
    // What is beyond the script is not said by anybody.
    #expect(speaker.follow([speech(3)], at: .seconds(50)) == nil)
    #expect(speaker.wakeDescriptor == -1)
    #expect(fake.read("texts") == "-w out.wav $(touch x)\n; touch x\n`touch x` & last\n")
    #expect(
      fake.read("arguments").split(separator: "\n") == [
        "-b|1|-z|-v|en+f2|-s|150|-p|50|--stdin|", "-b|1|-z|-v|en+m3|-s|150|-p|30|--stdin|",
        "-b|1|-z|-v|en+f2|-s|150|-p|50|--stdin|",
      ])
    let left = try FileManager.default.contentsOfDirectory(atPath: fake.folder).sorted()
    #expect(left == ["arguments", "numbers", "speaks", "text", "texts"])
    #expect(fake.numbers.count == 3 && !fake.numbers.contains(where: isThere))
  }

  @Test("Its end ends the program and what that has started; nobody is left behind")
  func ends() throws {
    let fake = try FakeSpeaker("trap '' TERM HUP; sleep 600 & echo $! >child; wait")
    let speaker = loudspeaker(fake)
    #expect(speaker.follow([speech(0)], at: .zero) == nil)
    let child = try #require(Int32(fake.waits(for: "child").dropLast()))
    #expect(isThere(child) && fake.numbers.count == 1 && fake.numbers.allSatisfy(isThere))
    #expect(getsid(child) == fake.numbers.first)
    speaker.end()
    #expect(!fake.numbers.contains(where: isThere))
    try waitsForEnd(of: child)
    #expect(speaker.wakeDescriptor == -1 && speaker.follow([speech(1)], at: .seconds(9)) == nil)
    #expect(speaker.wakeDescriptor == -1)
  }

  /// A grandchild is the system's to take note of.
  private func waitsForEnd(of number: Int32) throws {
    let deadline = Date(timeIntervalSinceNow: 20)
    while isThere(number), Date() < deadline {
      #if os(Linux)
        let status = (try? String(contentsOfFile: "/proc/\(number)/status", encoding: .utf8)) ?? ""
        if status.isEmpty || status.contains("State:\tZ") { return }
      #endif
      usleep(2000)
    }
    #expect(Date() < deadline)
  }

  @Test("What falls two behind is cut off, and the newest is said")
  func cutOff() throws {
    let fake = try FakeSpeaker("grep -q last text && exit; exec sleep 600")
    let speaker = loudspeaker(fake)
    #expect(speaker.follow([speech(0)], at: .zero) == nil)
    _ = try fake.waits(for: "texts")
    #expect(speaker.follow([speech(1)], at: .seconds(1)) == nil)
    #expect(speaker.follow([speech(2)], at: .seconds(2)) == nil)
    waits(for: speaker)
    #expect(speaker.follow([], at: .seconds(20)) == nil)
    #expect(fake.read("texts") == "-w out.wav $(touch x)\n`touch x` & last\n")
    let first = try #require(fake.numbers.first)
    while isThere(first) { usleep(2000) }
  }

  @Test(
    "A program that says nothing is told once, and not tried again",
    arguments: ["exit 0", "exit 1", "kill -9 $$"])
  func saysNothing(ending: String) throws {
    let fake = try FakeSpeaker(ending)
    let speaker = loudspeaker(fake)
    #expect(speaker.follow([speech(0)], at: .zero) == nil)
    #expect(speaker.follow([speech(1)], at: Offset(1)) == nil)
    waits(for: speaker)
    #expect(speaker.follow([], at: Offset(20))?.contains("espeak-ng says nothing") == true)
    #expect(speaker.wakeDescriptor == -1)
    #expect(speaker.follow([speech(2)], at: Offset(30)) == nil && speaker.wakeDescriptor == -1)
    #expect(fake.numbers.count == 1)
  }

  @Test("One that cannot be started is told, too")
  func notStarted() throws {
    let fake = try FakeSpeaker()
    let speaker = loudspeaker(fake, at: fake.folder + "/gone")
    let told = speaker.follow([speech(0)], at: .zero)
    #expect(told?.hasPrefix("espeak-ng could not be started: ") == true)
    #expect(speaker.follow([speech(1)], at: .zero) == nil && speaker.wakeDescriptor == -1)
  }

  #if os(Linux)
    @Test("It has no terminal, nothing to write to, and the signals that a shell would give it")
    func surroundings() throws {
      let fake = try FakeSpeaker(
        "grep -E '^Sig(Blk|Ign)' /proc/self/status >around; cut -d' ' -f7 /proc/self/stat >>around; "
          + "readlink /proc/self/fd/0 /proc/self/fd/1 /proc/self/fd/2 >>around; echo >whole")
      var all = sigset_t()
      var before = sigset_t()
      sigfillset(&all)
      _ = signal(SIGPIPE, SIG_IGN)
      pthread_sigmask(SIG_BLOCK, &all, &before)
      let speaker = loudspeaker(fake)
      #expect(speaker.follow([speech(0)], at: .zero) == nil)
      pthread_sigmask(SIG_SETMASK, &before, nil)
      _ = try fake.waits(for: "whole")
      let lines = fake.read("around").split(separator: "\n")
      try #require(lines.count == 6, "\(lines)")
      #expect(lines[0] == "SigBlk:\t0000000000000000" && lines[2] == "0")
      // 32 and 33 are the C library's own.
      let ignored = try #require(UInt64(lines[1].dropFirst(8), radix: 16))
      #expect(ignored & ~(3 << 31) == 0, "\(lines[1])")
      #expect(lines[3].hasPrefix("pipe:") && lines[5] == "/dev/null", "\(lines)")
      speaker.end()
    }
  #endif

  @Test("It is looked for in absolute folders alone, and has to be a file that may be run")
  func places() throws {
    let fake = try FakeSpeaker()
    let folder = fake.folder
    let find = { Here.program("speaks", in: $0) }
    #expect(find("/nowhere:\(folder)") == "\(folder)/speaks")
    // A way to the folder that is not absolute.
    let depth = FileManager.default.currentDirectoryPath.split(separator: "/").count
    let relative = String(repeating: "../", count: depth) + folder.dropFirst()
    #expect(FileManager.default.fileExists(atPath: relative + "/speaks"))
    for path in [nil, "", ":", ".", "::.:./:", relative, "./\(relative)"] {
      #expect(find(path) == nil, "\(path ?? "none")")
    }
    try FileManager.default.createDirectory(
      atPath: folder + "/other/speaks", withIntermediateDirectories: true)
    #expect(find("\(folder)/other") == nil)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: fake.path)
    #expect(find(folder) == nil)
  }
}
