internal import Interview
public import SessionStorage
internal import Text

/// A session that is destroyed as a whole, with everything that belongs to it.
public enum Discarding {
  /// Shows what goes, and destroys it once somebody has typed the session's id.
  ///
  /// - Parameter wanted: a file, an id or the unambiguous start of one.
  /// - Returns: the exit status; 1 if nobody typed the id, 74 if something may be left.
  public static func discard(_ wanted: String, in study: StudyFolder) -> Int32 {
    do throws(StorageError) {
      let place = try study.place(of: wanted, currentFolder: Here.folder(for: wanted))
      guard case .session(let study, let id) = place else { throw StorageError.notFound("session", wanted) }
      let console = Console()
      let (goes, lines) = try whatGoes(with: id, in: study)
      for line in lines { console.write(safeText(line) + "\n") }
      guard console.ask("type its id to destroy it, or Enter to leave it: ") == id else {
        Console.complain("focusgroup: \(id) is left as it was")
        return 1
      }
      return destroy(goes, in: study)
    } catch {
      return SessionRun.report(error)
    }
  }

  /// Destroys a session that was let go a moment ago, after somebody has typed its id.
  static func destroy(_ id: String, in study: StudyFolder) -> Int32 {
    do throws(StorageError) {
      return destroy(try study.belongings(of: id), in: study)
    } catch {
      return SessionRun.report(error)
    }
  }

  /// Destroys a session in which nothing was noted, and whose place another one has taken: only what may be left is said.
  static func replace(_ id: String, in study: StudyFolder) {
    do throws(StorageError) {
      let left = try study.discard(try study.belongings(of: id))
      for holder in left {
        Console.complain("focusgroup: \(safeText(holder.name)) is left: \(safeText(holder.reason))")
      }
    } catch {
      Console.complain("focusgroup: \(id) is left: \(error.message)")
    }
  }

  private static func destroy(_ goes: Belongings, in study: StudyFolder) -> Int32 {
    do throws(StorageError) {
      let done = try carryOut(goes, in: study)
      Console().write(safeText(done.said) + "\n")
      for line in done.left { Console.complain("focusgroup: \(line)") }
      return done.left.isEmpty ? 0 : 74
    } catch {
      return SessionRun.report(error)
    }
  }

  /// Destroys what goes.
  ///
  /// - Returns: what is to be said of it, and what may be left, a line each.
  static func carryOut(
    _ goes: Belongings, in study: StudyFolder
  ) throws(StorageError) -> (said: String, left: [String]) {
    let left = try study.discard(goes)
    let files = counted(goes.names.count + goes.outside.count, "file")
    return (
      "discarded \(goes.id): \(files) overwritten and removed",
      left.map { "it may still be in \(safeText($0.name)): \(safeText($0.reason))" }
    )
  }

  /// All that goes with a session, and in lines.
  ///
  /// - Throws: `openElsewhere` at once, so that nobody types an id in vain; `notFound`, what the disk says.
  static func whatGoes(
    with id: String, in study: StudyFolder
  ) throws(StorageError) -> (goes: Belongings, lines: [String]) {
    let goes = try study.belongings(of: id)
    let read = try? Recovery.read(in: study, id: id)
    if read?.isOpenElsewhere == true { throw StorageError.openElsewhere(session: id, reviewer: nil) }
    return (goes, lines(of: goes, read?.session))
  }

  /// What goes: the session with its notes, its reviews, and what each copy has more.
  private static func lines(of goes: Belongings, _ session: Session?) -> [String] {
    let notes = session.map { ", \(counted($0.notes.count, "note")), \($0.status.rawValue)" } ?? ""
    let reviews =
      goes.reviewers.isEmpty ? [] : ["with the reviews of " + goes.reviewers.joined(separator: ", ")]
    return ["destroyed for ever: \(goes.id)\(notes)"] + reviews + goes.copies.map { "with the " + $0.text }
      + goes.left.map { "it may still be in \($0.name): \($0.reason)" }
      + ["\(counted(goes.names.count + goes.outside.count, "file")) in all"]
  }
}
