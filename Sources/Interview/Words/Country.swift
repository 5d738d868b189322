/// A country as it is entered: two letters of ISO 3166-1 (`NL`), or what is often written for one (`UK`). What an older file
/// holds is not judged by it.
public struct Country: Equatable, Sendable {
  /// In capitals, as ISO 3166-1 has it.
  public let code: String

  /// - Parameter typed: in small letters or capitals.
  public init?(_ typed: String) {
    let typed = typed.uppercased()
    let code = Country.usual[typed] ?? typed
    guard code.utf8.count == 2, Country.all.contains(code) else { return nil }
    self.code = code
  }

  /// What to say of letters that are not ISO's, and were taken for it; nil of others.
  ///
  /// - Parameter typed: as it was typed.
  public static func notice(_ typed: String) -> String? {
    guard let country = Country(typed), country.code != typed.uppercased() else { return nil }
    return "\(typed.uppercased()) is \(country.code) in ISO 3166-1: taken as \(country.code)"
  }

  /// What Europe's offices write in place of ISO's letters.
  private static let usual = ["UK": "GB", "EL": "GR"]

  /// ISO 3166-1 alpha-2, and Kosovo's `XK`, which it leaves to its users.
  private static let all: Set<String> = Set(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT
    JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY
    QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
    TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
