internal import Interview
public import SessionStorage
internal import Text

/// A session that is destroyed as a whole, with everything that belongs to it.
public enum Discarding {
  /// What is said of a session that was destroyed.
  struct Account {
    let said: String
    /// What may still hold something of it, a line each.
    let left: [String]

    /// The exit status.
    var status: Int32 { left.isEmpty ? 0 : 74 }

    fileprivate init(_ id: String, _ count: Int, left: [CopyErasure.Holder]) {
      said = safeText("discarded \(id): \(counted(count, "file")) overwritten and removed")
      self.left = left.map { safeText(Discarding.line(of: $0)) }
    }
  }

  /// What came of an order to destroy what somebody was shown.
  enum Outcome {
    case done(Account)
    /// Nothing was destroyed: there is more by now, which has to be shown, in lines.
    case grown(Belongings, lines: [String])
  }

  /// Shows what goes, and destroys it once somebody has typed the session's id.
  ///
  /// - Parameter wanted: a file, an id or the unambiguous start of one.
  /// - Returns: the exit status; 1 if nobody typed the id, 74 if something may be left.
  public static func discard(_ wanted: String, in study: StudyFolder) -> Int32 {
    let console = Console()
    do throws(StorageError) {
      let place = try study.place(of: wanted, currentFolder: Here.folder(for: wanted))
      guard case .session(let study, let id) = place else { throw StorageError.notFound("session", wanted) }
      let account = try discard(id, in: study) { lines in
        for line in lines { console.write(safeText(line) + "\n") }
        return console.ask("type its id to destroy it, or Enter to leave it: ")
      }
      guard let account else {
        Console.complain("focusgroup: \(id) is left as it was")
        return 1
      }
      console.write(account.said + "\n")
      return complain(of: account)
    } catch {
      return SessionRun.report(error)
    }
  }

  /// Destroys a session once its id is the answer. It is asked again if there is more when it is to be done.
  ///
  /// - Parameter ask: shows what goes, and gives what is typed below it.
  /// - Returns: nil, and all is as it was, for any other answer.
  static func discard(
    _ id: String, in study: StudyFolder, ask: (_ lines: [String]) -> String?
  ) throws(StorageError) -> Account? {
    var (goes, lines) = try whatGoes(with: id, in: study)
    while ask(lines) == id {
      switch try carryOut(goes, in: study) {
      case .done(let account): return account
      case .grown(let more, let all): (goes, lines) = (more, all)
      }
    }
    return nil
  }

  /// Destroys a session that was let go a moment ago, after somebody has typed its id: what was added since then goes with
  /// it, since the question was about all that belongs to it, and there is nobody any more who could be asked.
  static func destroy(_ id: String, in study: StudyFolder) -> Int32 {
    do throws(StorageError) {
      let account = try destroyAll(of: id, in: study)
      Console().write(account.said + "\n")
      return complain(of: account)
    } catch {
      return SessionRun.report(error)
    }
  }

  /// Destroys a session in which nothing was noted, and whose place another one has taken: only what may be left is said.
  static func replace(_ id: String, in study: StudyFolder) {
    do throws(StorageError) {
      _ = complain(of: try destroyAll(of: id, in: study))
    } catch {
      Console.complain("focusgroup: \(id) is left: \(error.message)")
    }
  }

  static func destroyAll(of id: String, in study: StudyFolder) throws(StorageError) -> Account {
    var goes = try study.belongings(of: id)
    for _ in 1...100 {
      switch try study.discard(goes) {
      case .done(let count, let left): return Account(id, count, left: left)
      case .grown(let more): goes = more
      }
    }
    // Another program writes in its files all the time.
    throw StorageError.openElsewhere(session: id, reviewer: nil)
  }

  /// Destroys what goes, if that is still all.
  static func carryOut(_ goes: Belongings, in study: StudyFolder) throws(StorageError) -> Outcome {
    switch try study.discard(goes) {
    case .done(let count, let left): return .done(Account(goes.id, count, left: left))
    case .grown(let more):
      let first = "there is more of it by now: nothing is destroyed yet"
      return .grown(more, lines: [first] + (try lines(of: more, in: study)))
    }
  }

  /// All that goes with a session, and in lines.
  ///
  /// - Throws: `openElsewhere` at once, so that nobody types an id in vain; `notFound`, what the disk says.
  static func whatGoes(
    with id: String, in study: StudyFolder
  ) throws(StorageError) -> (goes: Belongings, lines: [String]) {
    let goes = try study.belongings(of: id)
    return (goes, try lines(of: goes, in: study))
  }

  /// What goes: the session with its notes, its reviews, and what each copy has more.
  private static func lines(of goes: Belongings, in study: StudyFolder) throws(StorageError) -> [String] {
    let read = try? Recovery.read(in: study, id: goes.id)
    if read?.isOpenElsewhere == true { throw StorageError.openElsewhere(session: goes.id, reviewer: nil) }
    let notes =
      read.map { ", \(counted($0.session.notes.count, "note")), \($0.session.status.rawValue)" } ?? ""
    let reviews =
      goes.reviewers.isEmpty ? [] : ["with the reviews of " + goes.reviewers.joined(separator: ", ")]
    return ["destroyed for ever: \(goes.id)\(notes)"] + reviews + goes.copies.map { "with the " + $0.text }
      + goes.left.map(line(of:)) + ["\(counted(goes.names.count + goes.outside.count, "file")) in all"]
  }

  private static func line(of holder: CopyErasure.Holder) -> String {
    "it may still be in \(holder.name): \(holder.reason)"
  }

  /// - Returns: the exit status.
  private static func complain(of account: Account) -> Int32 {
    for line in account.left { Console.complain("focusgroup: \(line)") }
    return account.status
  }
}
