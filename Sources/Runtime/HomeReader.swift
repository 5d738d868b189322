internal import Facilitation
internal import Interview
internal import SessionStorage

/// Reads a study for home: names at once, files when they are asked for.
struct HomeReader {
  private let study: StudyFolder
  private var entries: [StudyCatalogue.Entry] = []
  private var strangers: [String: [String]] = [:]
  /// Names of files in `Protocols/` that are none to choose.
  private var unusable: [String] = []
  /// What somebody was asked about last.
  private var asked: Belongings?
  /// Where the last session was found: the next is near.
  private var hint = 0
  private var zeros = ZeroSearch()
  private var copies = CopySearch()

  /// Milliseconds after which no further session is read: a key waits no longer.
  private static let patience = 10

  /// So many files under strange names are looked into before anything is shown.
  private static let mostAlone = 100

  init(_ study: StudyFolder) { self.study = study }

  /// The folder by the names in it. What is not there yet is empty; what cannot be read is a fault.
  mutating func contents() -> HomeContents {
    var contents = HomeContents()
    do throws(StorageError) {
      unusable = try study.unusableProtocols()
      contents.protocols = try study.protocols().map { HomeProtocol(id: $0) }
      if !unusable.isEmpty { contents.protocols.append(HomeProtocol(strays: unusable)) }
    } catch {
      tell(error, of: .protocols, in: &contents)
    }
    entries = []
    hint = 0
    zeros = ZeroSearch()
    copies = CopySearch()
    do throws(StorageError) {
      let catalogue = try study.catalogue(withElsewhere: true)
      entries = catalogue.entries
      strangers = catalogue.strangers
      // Those beside a session that is listed are looked at with it.
      let ids = Set(entries.map(\.id))
      let alone = strangers.filter { !ids.contains($0.key) }.values.joined().sorted()
      let lost = study.lostNames(among: Array(alone.prefix(HomeReader.mostAlone)), listed: [])
      if alone.count > HomeReader.mostAlone {
        contents.faults.append("there are many files under strange names: focusgroup list looks into all")
      }
      contents.sessions =
        lost.map { HomeSession(id: $0.name, content: .faulty($0.message)) }
        + entries.map { HomeSession(id: $0.id, hasJournal: $0.hasJournal, reviewers: $0.reviewers) }
    } catch {
      tell(error, of: .sessions, in: &contents)
    }
    return contents
  }

  private func tell(_ error: StorageError, of part: HomeContents.Part, in contents: inout HomeContents) {
    if case .notFound = error { return }
    contents.unreadable.insert(part)
    contents.faults.append(short(error.message))
  }

  /// What lists show of sessions: of the first at least, of as many as a moment allows.
  mutating func sessions(_ ids: [String]) -> [HomeSession] {
    let wanted = ids.compactMap { entry($0) }
    let start = ClockReading.now().running
    do throws(StorageError) {
      let listings = try study.listings(of: wanted, search: &zeros) {
        ClockReading.now().running - start < HomeReader.patience
      }
      var read: [HomeSession] = []
      for (entry, listing) in zip(wanted, listings) { read.append(session(entry, listing)) }
      return read
    } catch {
      return wanted.map {
        HomeSession(id: $0.id, reviewers: $0.reviewers, content: .faulty(short(error.message)))
      }
    }
  }

  private mutating func entry(_ id: String) -> StudyCatalogue.Entry? {
    for distance in 0..<entries.count {
      let place = (hint + distance) % entries.count
      guard entries[place].id == id else { continue }
      hint = place + 1
      return entries[place]
    }
    return nil
  }

  private mutating func session(_ entry: StudyCatalogue.Entry, _ listing: SessionListing) -> HomeSession {
    let names = strangers[entry.id] ?? []
    let beside = names.isEmpty ? [] : study.copies(of: entry.id, among: names, search: &copies)
    let copy = copy(listing)
    return HomeSession(
      id: entry.id, hasJournal: listing.wasCutOff || listing.isBeingRecorded, reviewers: entry.reviewers,
      copies: beside.map(\.text) + lostBeside(entry.id, listing), original: copy?.original,
      content: content(listing, copy))
  }

  /// Other sessions in files that only begin like this one's.
  private func lostBeside(_ id: String, _ listing: SessionListing) -> [String] {
    guard let names = strangers[id], let heading = try? listing.heading.get() else { return [] }
    return study.lostNames(among: names, listed: [heading.uuid]).map(\.message)
  }

  /// Another session's file under a name of its own, with what it has more.
  private mutating func copy(_ listing: SessionListing) -> FileCopy? {
    guard let heading = try? listing.heading.get(), heading.id != listing.id else { return nil }
    return study.copies(of: heading.id, among: [listing.id + ".json"], search: &copies).first
  }

  private func content(_ listing: SessionListing, _ copy: FileCopy?) -> HomeContent<HomeSession.Heading> {
    switch listing.heading {
    case .failure(let error):
      let lost = study.lostNames(among: strangers[listing.id] ?? [], listed: []).map(\.message)
      return .faulty(([short(error.message)] + lost).joined(separator: "; "))
    case .success(let heading):
      let standing = listing.standing ?? SessionStanding(heading.status)
      var shown = HomeSession.Heading(heading, standing)
      if let copy {
        shown.session.title = "of \(copy.original), \(copy.text)"
        if standing == SessionStanding(heading.status) { shown.standing = .copy }
      }
      return .read(shown)
    }
  }

  /// What protocols say of themselves.
  func protocols(_ ids: [String]) -> [HomeProtocol] {
    ids.map { id in
      do throws(StorageError) {
        switch try FileCheck.readProtocol(id, in: study) {
        case .success(let route): return HomeProtocol(id: id, content: .read(HomeReader.heading(route)))
        case .failure(let faults):
          let more = faults.all.count > 1 ? " (and \(faults.all.count - 1) more)" : ""
          return HomeProtocol(id: id, content: .faulty((faults.all.first?.description ?? "") + more))
        }
      } catch {
        return HomeProtocol(id: id, content: .faulty(short(error.message)))
      }
    }
  }

  private static func heading(_ route: InterviewProtocol) -> HomeProtocol.Heading {
    let minutes = route.questions.minutes(short: false)
    let short = route.questions.minutes(short: true)
    return HomeProtocol.Heading(
      title: route.title.text(in: "", fallback: route.languages.first ?? ""), minutes: minutes,
      shortMinutes: short == minutes ? nil : short)
  }

  /// Something to read of a protocol or a session: its text, or what is wrong with it.
  func text(_ action: HomeAction, _ id: String) -> [String] {
    if id == HomeProtocol.straysID { return unusable.map { short(study.whyUnusable($0)) } }
    if unusable.contains(id) { return [short(study.whyUnusable(id))] }
    if action == .print { return guide(id) }
    // What has no session's name is meant by its path.
    let id = entries.contains { $0.id == id } || !id.hasSuffix(".json") ? id : study.path + "/Sessions/" + id
    guard action == .show else { return FileCheck.check(id, in: study).lines.map(short) }
    do throws(StorageError) {
      let read = try FileCheck.readSession(id, in: study)
      return read.notices + SessionText(read.session).lines
    } catch {
      return [short(error.message)]
    }
  }

  /// A protocol as a guide, below how it gets on paper.
  private func guide(_ id: String) -> [String] {
    do throws(StorageError) {
      let printed = try GuidePrint.lines(of: id, in: study)
      guard printed.status == 0 else { return printed.lines }
      return ["on paper: focusgroup print \(id) | lp", ""] + printed.lines
    } catch {
      return [short(error.message)]
    }
  }

  // MARK: Discarding

  /// What goes with a session, to be asked about.
  mutating func goes(with id: String) -> HomeNews {
    do throws(StorageError) {
      let (goes, lines) = try Discarding.whatGoes(with: id, in: study)
      asked = goes
      return .goes(HomeBelongings(id: id, lines: lines))
    } catch {
      return .refused(short(error.message))
    }
  }

  /// Destroys what somebody was asked about, and reads the folder again. If there is more by now, that is asked about.
  mutating func discard(_ order: DiscardOrder) -> HomeNews {
    guard let goes = asked, goes.id == order.id else { return self.goes(with: order.id) }
    asked = nil
    do throws(StorageError) {
      switch try Discarding.carryOut(goes, in: study) {
      case .done(let account):
        return .back(
          HomeReturn(
            action: .discard, id: order.id, status: account.status, told: [account.said] + account.left,
            complaints: [], contents: contents()))
      case .grown(let more, let lines):
        asked = more
        return .goes(HomeBelongings(id: order.id, lines: lines))
      }
    } catch {
      return .refused(short(error.message))
    }
  }

  /// A message without the study's path: it is known where one is.
  private func short(_ message: String) -> String { message.replacing(study.path + "/", with: "") }
}
