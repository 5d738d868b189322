internal import ArgumentParser
internal import Runtime
internal import SessionStorage

/// Which study a command is about.
struct StudyOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The study folder.", valueName: "dir"), completion: .directory)
  var study: String?

  /// The study, which need not be there.
  var folder: StudyFolder { get throws { try StudyOptions.folder(study) } }

  /// The study that was named, else the one that the environment and the current folder tell.
  ///
  /// - Throws: if it cannot be told without the current folder, and there is none.
  static func folder(_ named: String?) throws -> StudyFolder {
    let environment = Here.environment
    let name = [named, environment["FOCUSGROUP_STUDY"]].compactMap { $0 }.first { !$0.isEmpty } ?? ""
    let home = environment["HOME"] ?? ""
    let folder = try reporting { () throws(StorageError) in
      // Without a home the state is kept below the current folder.
      try home.isEmpty ? Here.folder() : Here.folder(for: name)
    }
    return StudyFolder.locate(explicit: named, environment: environment, currentFolder: folder)
  }
}

/// Ends a command: one line on standard error, and the status for it.
enum Failure {
  /// Says what happened and what to do.
  static func stop(_ message: String, status: Int32) -> ExitCode {
    Console.complain("focusgroup: \(message)")
    return ExitCode(status)
  }
}

/// Writes data to standard output.
func output(_ text: String) throws {
  guard Console().write(text) else { throw Failure.stop("standard output cannot be written", status: 74) }
}

/// Runs what may fail on the storage, and says so as every command does.
func reporting<Value>(_ body: () throws(StorageError) -> Value) throws -> Value {
  do throws(StorageError) {
    return try body()
  } catch {
    throw Failure.stop(error.message, status: error.exitStatus)
  }
}
