public import SessionStorage
internal import Interview
internal import Text
internal import TextScreen

/// The sessions of a study as a table and as JSON.
public enum SessionTable {
  private static let titles = [
    "SESSION", "STATUS", "DATE", "GROUP", "COUNTRY", "SETTING", "IN ROOM", "NOTES",
  ]

  /// The sessions of a study; none if it has no `Sessions/` yet.
  public static func sessions(of study: StudyFolder) throws(StorageError) -> [SessionListing] {
    do {
      return try study.sessions()
    } catch .notFound where study.isThere {
      return []
    }
  }

  /// The sessions that are saved elsewhere; none where that cannot be told.
  public static func elsewhere(_ study: StudyFolder) -> [SavedElsewhere] {
    (try? study.savedElsewhere()) ?? []
  }

  /// The sessions in files that no list has.
  ///
  /// - Parameter listings: what the list has.
  public static func lost(_ listings: [SessionListing], in study: StudyFolder) -> [LostName] {
    study.lostNames(listed: Set(listings.compactMap { try? $0.heading.get().uuid }))
  }

  /// A table with a line of titles; faulty files with their error.
  ///
  /// - Parameters:
  ///   - reviewers: by the session's id; nil for a table without them.
  ///   - elsewhere: what is offered beside them.
  ///   - lost: what is found under other names.
  ///   - columns: of the terminal. Where there are too few, what says least of a session is left out; nil for all.
  public static func text(
    _ listings: [SessionListing], reviewers: [String: [String]]? = nil, elsewhere: [SavedElsewhere] = [],
    lost: [LostName] = [], columns: Int? = nil
  ) -> String {
    guard !listings.isEmpty || !elsewhere.isEmpty || !lost.isEmpty else {
      return "no sessions yet; start one: focusgroup run PROTOCOL\n"
    }
    let titles = titles + (reviewers == nil ? [] : ["REVIEWED BY"])
    var rows = [titles]
    var copies: [Int: [String]] = [:]
    var faults: [String] = []
    for listing in listings {
      switch listing.heading {
      case .success(let heading):
        faults += listing.notices.map { safeText("\(listing.id): \($0.message)") }
        let names = reviewers.map { [safeText($0[listing.id, default: []].joined(separator: ","))] } ?? []
        rows.append(row(listing, heading) + names)
        copies[rows.count - 1] = listing.copies.map { "  " + safeText($0.text) }
      case .failure(let error): faults.append(safeText("\(listing.id): \(error.message)"))
      }
    }
    let widths = titles.indices.map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    let shown = fitting(widths, columns ?? .max)
    let lines = rows.enumerated().flatMap { place, row in
      var line = ""
      for column in shown {
        let cell = row[column]
        let space = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
        line += (column > 0 ? "  " : "") + (column == 6 || column == 7 ? space + cell : cell + space)
      }
      return [String(line.reversed().drop { $0 == " " }.reversed())] + (copies[place] ?? [])
    }
    faults += lost.map { safeText($0.message) } + elsewhere.map { safeText($0.message) }
    return ((rows.count > 1 ? lines : []) + faults).joined(separator: "\n") + "\n"
  }

  /// The places of the columns of which the table is made.
  private static func fitting(_ widths: [Int], _ columns: Int) -> [Int] {
    var shown = Array(widths.indices)
    // Setting, country, group, length and notes, in this order.
    for column in [5, 4, 3, 6, 7] where shown.reduce(-2, { $0 + 2 + widths[$1] }) > columns {
      shown.removeAll { $0 == column }
    }
    return shown
  }

  private static func row(_ listing: SessionListing, _ heading: SessionHeading) -> [String] {
    let begun = heading.begun.civil
    return [
      listing.id, listing.standing?.rawValue ?? "", "\(begun.date) \(begun.timeOfDay)",
      heading.group.code ?? "", heading.group.country ?? "", heading.group.setting ?? "",
      clockText(milliseconds: heading.length), String(heading.notes),
    ].map(safeText)
  }

  /// One array, an object a session; a faulty file has `error`.
  public static func json(
    _ listings: [SessionListing], elsewhere: [SavedElsewhere] = [], lost: [LostName] = []
  ) -> String {
    var objects = listings.map { listing -> JSON in
      switch listing.heading {
      case .failure(let error): return .object(["id": .string(listing.id), "error": .string(error.message)])
      case .success(let heading): return .object(fields(listing, heading).compactMapValues { $0 })
      }
    }
    objects += elsewhere.map { saved in
      .object([
        "id": .string(saved.id), "status": .string("saved elsewhere"), "study": .string(saved.study),
        "path": .string(saved.path), "notes": .integer(saved.heading.notes),
        "startedAt": .string(saved.heading.startedAt.rfc3339), "title": .string(saved.heading.title),
      ])
    }
    objects += lost.map { lost in
      .object([
        "id": .string(lost.id), "status": .string("under another name"), "file": .string(lost.name),
        "error": .string(lost.message),
      ])
    }
    return objects.isEmpty ? "[]\n" : "[\n" + objects.map(\.text).joined(separator: ",\n") + "\n]\n"
  }

  private static func fields(_ listing: SessionListing, _ heading: SessionHeading) -> [String: JSON?] {
    [
      "id": .string(listing.id), "status": .string(listing.standing?.rawValue ?? ""),
      "title": .string(heading.title),
      "startedAt": .string(heading.startedAt.rfc3339),
      "begunAt": (heading.begunAt?.wall.rfc3339).map(JSON.string),
      "endedAt": (heading.endedAt?.wall.rfc3339).map(JSON.string),
      "group": heading.group.code.map(JSON.string), "country": heading.group.country.map(JSON.string),
      "setting": heading.group.setting.map(JSON.string), "place": heading.group.place.map(JSON.string),
      "language": heading.group.language.map(JSON.string),
      "protocol": .string(heading.protocolID), "protocolVersion": .string(heading.protocolVersion),
      "participants": .integer(heading.participants), "notes": .integer(heading.notes),
      "duration": .integer(heading.lastOffset.rawValue),
      "inTheRoom": .integer(heading.length),
      "notices": listing.notices.isEmpty
        ? nil : .array(listing.notices.map { .string($0.message) }),
      "copies": listing.copies.isEmpty ? nil : .array(listing.copies.map(copy)),
    ]
  }

  private static func copy(_ copy: FileCopy) -> JSON {
    var object: [String: JSON] = ["file": .string(copy.name)]
    switch copy.content {
    case .session(let more):
      object["of"] = .string("session")
      object["notesMore"] = more.map(JSON.integer)
    case .review(let reviewer):
      object["of"] = .string("review")
      object["reviewer"] = .string(reviewer)
    case .journal: object["of"] = .string("journal")
    case .editor: object["of"] = .string("editor")
    case .unreadable: object["of"] = .string("unreadable")
    }
    return .object(object)
  }
}
