internal import CSystem
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
public import SessionStorage

/// Where and how the program was started. Paths in it are `PathText`.
public enum Here {
  /// The current folder, absolute, as what a name is relative to; `/` for an absolute name, which needs none.
  ///
  /// - Throws: `noCurrentFolder`: it was removed, or may not be read.
  public static func folder(for name: String) throws(StorageError) -> String {
    name.utf8.first == UInt8(ascii: "/") ? "/" : try folder()
  }

  /// The current folder, absolute.
  ///
  /// - Throws: `noCurrentFolder`: it was removed, or may not be read.
  public static func folder() throws(StorageError) -> String {
    guard let path = getcwd(nil, 0) else { throw StorageError.noCurrentFolder }
    defer { free(path) }
    let text = PathText.text(of: path)
    // What can no longer be reached is told as `(unreachable)/…`.
    guard text.utf8.first == UInt8(ascii: "/") else { throw StorageError.noCurrentFolder }
    return text
  }

  /// What was written behind the program's name.
  public static var arguments: [String] {
    (1..<max(1, cs_argument_count())).compactMap { cs_argument($0).map { PathText.text(of: $0) } }
  }

  /// The environment.
  public static var environment: [String: String] {
    var environment: [String: String] = [:]
    var index: Int32 = 0
    while let entry = cs_environment(index) {
      let text = PathText.text(of: entry)
      index += 1
      guard let sign = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { continue }
      // The first of a name is the one that counts, as for getenv.
      let name = String(text[..<sign])
      if environment[name] == nil { environment[name] = String(text[text.utf8.index(after: sign)...]) }
    }
    return environment
  }

  /// Where a program is, by the folders of `$PATH` that are absolute: what is relative would be looked for in a folder that anybody
  /// may have sent.
  ///
  /// - Returns: an absolute path; nil if there is none that may be run.
  static func program(_ name: String, in path: String? = environment["PATH"]) -> String? {
    (path ?? "").split(separator: ":").filter { $0.utf8.first == UInt8(ascii: "/") }
      .map { "\($0)/\(name)" }.first(where: mayBeRun)
  }

  private static func mayBeRun(_ path: String) -> Bool {
    var found = stat()
    guard cs_status(path, 1, &found) == 0, found.st_mode & S_IFMT == S_IFREG, let bytes = cs_path_bytes(path)
    else { return false }
    defer { free(bytes) }
    return access(bytes, X_OK) == 0
  }
}
