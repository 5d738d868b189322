internal import CSystem
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What the process sees to before it does anything.
public enum Start {
  /// What a recording opens at most, with some to spare.
  private static let files: Int32 = 24

  /// Keeps standard streams from becoming files of ours, core files from being written (they hold what was said), and a
  /// limit for files from ending the program.
  ///
  /// - Returns: false if the program cannot run here; it has said why.
  public static func prepare() -> Bool {
    cs_keep_standard_descriptors()
    cs_forbid_core_files()
    _ = cs_ignore_file_limit_signal()
    guard cs_make_room_for_files(files) != 0 else { return true }
    Console.complain(
      "focusgroup: no \(files) more files can be opened (\(String(cString: strerror(errno)))): ulimit -n 64")
    return false
  }
}
