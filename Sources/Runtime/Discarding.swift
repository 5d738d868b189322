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
      let goes = try study.belongings(of: id)
      for line in lines(of: goes, in: study) { console.write(safeText(line) + "\n") }
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
      let left = try study.discard(goes)
      let files = counted(goes.names.count + goes.outside.count, "file")
      Console().write("discarded \(safeText(goes.id)): \(files) overwritten and removed\n")
      for holder in left {
        Console.complain(
          "focusgroup: it may still be in \(safeText(holder.name)): \(safeText(holder.reason))")
      }
      return left.isEmpty ? 0 : 74
    } catch {
      return SessionRun.report(error)
    }
  }

  /// What goes: the session with its notes, its reviews, and what each copy has more.
  private static func lines(of goes: Belongings, in study: StudyFolder) -> [String] {
    let session = try? Recovery.read(in: study, id: goes.id).session
    let notes = session.map { ", \(counted($0.notes.count, "note")), \($0.status.rawValue)" } ?? ""
    let reviews =
      goes.reviewers.isEmpty ? [] : ["with the reviews of " + goes.reviewers.joined(separator: ", ")]
    return ["destroyed for ever: \(goes.id)\(notes)"] + reviews + goes.copies.map { "with the " + $0.text }
      + goes.left.map { "it may still be in \($0.name): \($0.reason)" }
      + ["\(counted(goes.names.count + goes.outside.count, "file")) in all"]
  }
}
