internal import Interview

/// The sessions of a study by the names of their files alone, the newest first: no file is opened, so that a study
/// of ten thousand sessions is there at once.
public struct StudyCatalogue: Equatable, Sendable {
  /// What the names say of one session.
  public struct Entry: Equatable, Sendable {
    /// The session's id.
    public let id: String
    /// Its journal is there: it is being recorded, or was cut off.
    public internal(set) var hasJournal = false
    /// Who has reviewed it, by name, sorted.
    public internal(set) var reviewers: [String] = []
    /// Its session file or a journal is there, not only reviews or what was torn off.
    var isThere = false
    var mayBeOutside = false
  }

  /// By the date in the id's end, the newest first; ids without one come last, by name.
  public internal(set) var entries: [Entry] = []
  /// Names that are none of the program's own, by the id that they begin with, or by nothing: they may be of copies.
  public internal(set) var strangers: [String: [String]] = [:]
}

extension StudyFolder {
  /// The sessions by their names. Only a session that is nowhere but outside of the study is opened, since other
  /// studies' are there too.
  ///
  /// - Throws: `notFound` without a `Sessions/`.
  /// - Parameter withElsewhere: also those that are saved elsewhere and can be brought here.
  public func catalogue(withElsewhere: Bool = false) throws(StorageError) -> StudyCatalogue {
    var strangers: [String: [String]] = [:]
    var names = try sessionsFolder().names().compactMap { name -> CatalogueName? in
      if let found = CatalogueName(name) { return found }
      if !SessionFiles.isPlain(name), !CopyFinder.isUnderWay(name) {
        strangers[SessionFiles.beginning(of: name) ?? "", default: []].append(name)
      }
      return nil
    }
    if let outside = try stateFolder()?.names() {
      names += outside.compactMap { CatalogueName(outside: $0) }
    }
    names.sort { (left: CatalogueName, right: CatalogueName) -> Bool in
      if left.date != right.date { return left.date > right.date }
      return left.id < right.id
    }
    var catalogue = StudyCatalogue()
    var entry: StudyCatalogue.Entry?
    for name in names {
      if entry?.id != name.id {
        catalogue.add(entry, of: self)
        entry = StudyCatalogue.Entry(id: name.id)
      }
      entry?.take(name.what)
    }
    catalogue.add(entry, of: self)
    for saved in withElsewhere ? try savedElsewhere() : [] where saved.canBeBrought {
      var entry = StudyCatalogue.Entry(id: saved.id, hasJournal: true)
      entry.mayBeOutside = true
      catalogue.entries.insert(entry, at: 0)
    }
    catalogue.strangers = strangers
    return catalogue
  }

  /// What a list that is read at once says of some sessions.
  public func listings(
    of entries: [StudyCatalogue.Entry], while goesOn: () -> Bool = { true }
  ) throws(StorageError) -> [SessionListing] {
    var search = ZeroSearch()
    return try listings(of: entries, search: &search, while: goesOn)
  }

  /// What a list says of some sessions, in the order in which they are asked for.
  ///
  /// - Parameters:
  ///   - search: looks through files for what a crash has emptied; the same for all pieces of one list.
  ///   - goesOn: asked after each session; false ends it there.
  /// - Throws: `notFound` without a `Sessions/`. One bad file is a bad entry and no more.
  public func listings(
    of entries: [StudyCatalogue.Entry], search: inout ZeroSearch, while goesOn: () -> Bool = { true }
  ) throws(StorageError) -> [SessionListing] {
    let folder = try sessionsFolder()
    var listings: [SessionListing] = []
    for entry in entries {
      listings.append(
        listing(
          entry.id, in: folder, hasJournal: entry.hasJournal, mayBeOutside: entry.mayBeOutside,
          search: &search))
      guard goesOn() else { break }
    }
    return listings
  }
}

extension StudyCatalogue {
  fileprivate mutating func add(_ entry: Entry?, of study: StudyFolder) {
    guard var entry, entry.isThere || entry.mayBeOutside else { return }
    guard entry.isThere || study.hasOutside(entry.id) else { return }
    entry.reviewers = entry.reviewers.sorted().reduce(into: []) { names, name in
      if names.last != name { names.append(name) }
    }
    entries.append(entry)
  }
}

extension StudyCatalogue.Entry {
  fileprivate mutating func take(_ what: CatalogueName.What) {
    switch what {
    case .file: isThere = true
    case .journal:
      isThere = true
      hasJournal = true
    case .outside: mayBeOutside = true
    case .review(let reviewer): reviewers.append(reviewer)
    }
  }
}

/// What a file's name says for the catalogue; nil of one that says nothing.
private struct CatalogueName {
  enum What {
    case file
    case journal
    case outside
    case review(String)
  }

  let id: String
  let what: What
  /// `yyyymmddhhmm` and the copy's number as one; 0 without a date.
  let date: Int

  init?(_ name: String) {
    guard let file = SessionFiles.parse(name) else { return nil }
    switch (file.role, file.reviewer) {
    case (.torn, _), (.aside, _): return nil
    case (_, let reviewer?): what = .review(reviewer)
    case (.json, nil), (.old, nil): what = .file
    case (.journal, nil), (.segment, nil): what = .journal
    }
    id = file.id
    date = CatalogueName.date(of: id)
  }

  init?(outside name: String) {
    guard let file = SessionFiles.parseOutside(name) else { return nil }
    id = file.id
    what = file.reviewer.map { .review($0) } ?? .outside
    date = CatalogueName.date(of: id)
  }

  /// The date in an id's end: `-20260314-0926`, also with the number of a copy behind it, as in `-2`.
  static func date(of id: String) -> Int {
    var id = id
    return id.withUTF8 { bytes in
      if let minute = minute(bytes[...]) { return minute * 1000 }
      guard let dash = bytes.lastIndex(of: UInt8(ascii: "-")), let copy = number(bytes[(dash + 1)...]),
        copy < 1000, let minute = minute(bytes[..<dash])
      else { return 0 }
      return minute * 1000 + copy
    }
  }

  /// `yyyymmddhhmm` of a text that ends in `-yyyymmdd-hhmm`; nil unless a calendar could have it.
  private static func minute(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    let dash = UInt8(ascii: "-")
    let end = bytes.endIndex
    guard bytes.count >= 14, bytes[end - 5] == dash, bytes[end - 14] == dash,
      let day = number(bytes[(end - 13)..<(end - 5)]), let time = number(bytes[(end - 4)...]),
      (1...31).contains(day % 100), (1...12).contains(day / 100 % 100), time < 2400, time % 100 < 60
    else { return nil }
    return day * 10_000 + time
  }

  private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard (1...8).contains(digits.count) else { return nil }
    var value = 0
    for digit in digits {
      guard (48...57).contains(digit) else { return nil }
      value = value * 10 + Int(digit - 48)
    }
    return value
  }
}
