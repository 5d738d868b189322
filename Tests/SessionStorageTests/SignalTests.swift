import CSystem
import Foundation
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The signal shims: one byte each, and nothing else. Signals are the whole process's, so each test has its own.
@Suite struct SignalTests {
  @Test func `each signal writes the byte that names it, and keeps errno`() async {
    await #expect(processExitsWith: .success) {
      let ends = try installed()
      let named: [(Int32, Int32)] = [
        (SIGWINCH, CS_SIGNAL_RESIZE), (SIGTERM, CS_SIGNAL_TERMINATE), (SIGHUP, CS_SIGNAL_HANGUP),
        (SIGINT, CS_SIGNAL_INTERRUPT), (SIGCONT, CS_SIGNAL_CONTINUE), (SIGTSTP, CS_SIGNAL_STOP),
      ]
      for (signal, byte) in named {
        errno = 77
        raise(signal)
        #expect(errno == 77)
        #expect(nextByte(ends) == byte)
      }
    }
  }

  @Test func `whatever would end a program writes the byte of an end, and the C library keeps its own`() async
  {
    await #expect(processExitsWith: .success) {
      let ends = try installed()
      var ending = [SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGSYS]
      #if os(Linux)
        ending += [16, SIGIO, 30] + Array(34...64)
      #endif
      for signal in ending {
        raise(signal)
        #expect(nextByte(ends) == CS_SIGNAL_TERMINATE, "\(signal)")
      }
    }
  }

  @Test func `a broken pipe and a file that is too long kill nobody and wake nobody`() async {
    await #expect(processExitsWith: .success) {
      let ends = try installed()
      raise(SIGPIPE)
      raise(SIGXFSZ)
      #expect(nextByte(ends) == nil)
    }
  }

  @Test func `a full pipe drops bytes and never blocks`() async {
    await #expect(processExitsWith: .success) {
      let ends = try installed()
      for _ in 0..<100_000 { raise(SIGWINCH) }
      #expect(nextByte(ends) == CS_SIGNAL_RESIZE)
    }
  }

  @Test func `signals given back do what they always did`() async {
    await #expect(processExitsWith: .signal(SIGTERM)) {
      _ = try installed()
      #expect(cs_signals_restore() == 0)
      raise(SIGTERM)
    }
  }

  @Test func `a thread with all signals blocked leaves them to the others, but not those of a crash`() async {
    await #expect(processExitsWith: .success) {
      #expect(cs_block_all_signals() == 0)
      var blocked = sigset_t()
      pthread_sigmask(SIG_SETMASK, nil, &blocked)
      for signal in [SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP] {
        #expect(sigismember(&blocked, signal) == 1)
      }
      for signal in [SIGILL, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] { #expect(sigismember(&blocked, signal) == 0) }
    }
  }
}

private func installed() throws -> [Int32] {
  // Threads of a pool have signals blocked; these tests raise them where they run.
  var none = sigset_t()
  sigemptyset(&none)
  pthread_sigmask(SIG_SETMASK, &none, nil)
  var ends: [Int32] = [-1, -1]
  try #require(cs_pipe(&ends) == 0)
  try #require(cs_signals_install(ends[1]) == 0)
  return ends
}

private func nextByte(_ ends: [Int32]) -> Int32? {
  var byte: UInt8 = 0
  return read(ends[0], &byte, 1) == 1 ? Int32(byte) : nil
}
