/// How far reviewers agree on the codes of notes.
///
/// Every code is a variable of its own, and every note a unit on which every reviewer decided yes or no: given or
/// not. A note without the code counts as a no, also where a reviewer gave no code to it at all; so pass only notes
/// that all of these reviewers went through. Codes that nobody gave are no variables.
///
/// Notes that nobody coded are agreements on no. They raise the raw agreement of a code and never lower its kappa or
/// alpha, so their number stands beside the figures; `restrictedToCoded` leaves these notes out, which in turn is
/// harsh, as the reviewers do agree on them.
public struct CodeAgreement: Equatable, Sendable {
  /// What there is about one code.
  public struct Row: Equatable, Sendable {
    /// The code.
    public var code: Code
    /// On how many notes each reviewer gave it, in the order of `reviewers`.
    public var given: [Int]
    /// On how many notes all of them gave it.
    public var givenByAll: Int
    /// The share of notes on which the reviewers agree, given or not, 0…1; with more than two, the mean over their
    /// pairs. Nil with fewer than two reviewers.
    public var raw: Double?
    /// Cohen's kappa (1960), −1…1; nil unless there are exactly two reviewers, and if both gave it to every note.
    public var kappa: Double?
    /// Krippendorff's alpha (2011), −1…1; nil with fewer than two reviewers, and if all gave it to every note.
    public var alpha: Double?
  }

  /// The reviewers, in the order given, each once.
  public var reviewers: [String]
  /// Whether the figures leave out the notes that nobody coded.
  public var restrictedToCoded: Bool
  /// How many different notes were passed.
  public var units: Int
  /// How many of them at least one of the reviewers coded.
  public var coded: Int
  /// One row for each code that any of the reviewers gave, sorted by code.
  public var rows: [Row]
  /// The mean raw agreement over the codes, 0…1; nil with fewer than two reviewers or without codes.
  public var raw: Double?
  /// The pooled kappa over the codes (De Vries, Elliott, Kanouse & Teleki 2008), −1…1; nil unless there are exactly
  /// two reviewers, and if no code varies.
  public var kappa: Double?
  /// Alpha pooled over the codes by the same pattern, −1…1; nil with fewer than two reviewers, and if no code varies.
  public var alpha: Double?

  /// How many notes nobody coded.
  public var uncoded: Int { units - coded }
  /// On how many notes the figures rest.
  public var judged: Int { restrictedToCoded ? coded : units }

  /// Compares reviewers.
  ///
  /// - Parameters:
  ///   - reviewers: Their names; a name that comes again is left out.
  ///   - units: The ids of the notes they went through, in any order; an id that comes again is left out.
  ///   - given: For each reviewer the codes by note id. What is about other reviewers or other notes is left out.
  ///   - restrictedToCoded: Whether only those notes count that at least one of the reviewers coded.
  public init(
    reviewers: [String], units: [String], given: [String: [String: Set<Code>]],
    restrictedToCoded: Bool = false
  ) {
    var names: Set<String> = []
    self.reviewers = reviewers.filter { names.insert($0).inserted }
    self.restrictedToCoded = restrictedToCoded
    let notes = Set(units)
    self.units = notes.count
    // One code however reviewers write it: case does not tell codes apart.
    var spellings: [String: Code] = [:]
    for code in given.values.lazy.flatMap(\.values).flatMap({ $0 }) {
      let key = CodeForm.key(code)
      spellings[key] = min(spellings[key] ?? code, code)
    }
    let byReviewer = self.reviewers.map { name in
      (given[name] ?? [:]).mapValues { codes in Set(codes.map { spellings[CodeForm.key($0)] ?? $0 }) }
    }
    let nobody = [Int?](repeating: Self.no, count: byReviewer.count)

    var variables: [Code: Judgements] = [:]
    var coded = 0
    for note in notes {
      var judgements: [Code: [Int?]] = [:]
      for (place, codes) in byReviewer.enumerated() {
        for code in codes[note] ?? [] { judgements[code, default: nobody][place] = Self.yes }
      }
      if !judgements.isEmpty { coded += 1 }
      for (code, row) in judgements { variables[code, default: Judgements()].add(row) }
    }
    self.coded = coded

    let judged = restrictedToCoded ? coded : notes.count
    let sorted = variables.sorted { $0.key < $1.key }.map { code, judgements in
      var judgements = judgements
      judgements.add(nobody, times: judged - judgements.units)
      return (code: code, judgements: judgements)
    }
    rows = sorted.map { Row(code: $0.code, judgements: $0.judgements) }
    let raws = rows.compactMap(\.raw)
    raw = raws.isEmpty ? nil : raws.reduce(0, +) / Double(raws.count)
    kappa = ChanceCorrected.pooled(sorted.compactMap(\.judgements.cohen))?.coefficient
    alpha = ChanceCorrected.pooled(sorted.compactMap(\.judgements.krippendorff))?.coefficient
  }

  fileprivate static let yes = 1
  private static let no = 0
}

extension CodeAgreement.Row {
  fileprivate init(code: Code, judgements: Judgements) {
    self.init(
      code: code,
      given: (0..<judgements.coders).map { judgements.units(in: CodeAgreement.yes, by: $0) },
      givenByAll: judgements.units(inByAll: CodeAgreement.yes),
      raw: judgements.rawAgreement, kappa: judgements.kappa, alpha: judgements.alpha)
  }
}
