extension Shorthand.UnitWords {
  /// The languages of the COGOV countries (en, da, nl, fr, hr, sl), and German.
  static let byLanguage: [String: Shorthand.UnitWords] = [
    "en": english, "nl": dutch, "da": danish, "fr": french, "hr": croatian, "sl": slovenian, "de": german,
  ]

  static let english = Shorthand.UnitWords(
    "seconds minute minutes hour hours day days week weeks month months quarter quarters year years decades pm",
    "min o'clock times",
    "january february March april May june july august september october november december",
    "percent per euro euros pound pounds dollar dollars cents k hundred thousand million millions billion",
    "people persons participants members men women others hands things points reasons examples ways options",
    "steps of meters metres kilometers kilometres miles",
    joiners: ["or", "to", "and", "out of", "in"], phrases: ["and a half"],
    exceptions: [
      "of course", "seconds that", "seconds this", "points out", "points to", "points at", "reasons that",
      "hands out", "hands over", "steps in", "steps out", "steps back", "steps up",
    ])

  static let dutch = Shorthand.UnitWords(
    "seconde seconden minuut minuten kwartier uur uren dag dagen week weken maand maanden kwartaal kwartalen",
    "jaar jaren decennia min keer maal",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "procent euro euro's cent honderd duizend miljoen miljard",
    "mensen personen deelnemers leden mannen vrouwen anderen handen dingen punten redenen voorbeelden manieren",
    "opties stappen meter kilometer",
    joiners: ["of", "tot", "à", "en", "op", "van", "van de"],
    phrases: [
      "van hen", "van de mensen", "van de deelnemers", "en een half", "en een halve", "per jaar", "per week",
    ],
    exceptions: ["keer op keer"])

  static let danish = Shorthand.UnitWords(
    "sekund sekunder minut minutter kvarter time timer dag dage uge uger måned måneder kvartal kvartaler år",
    "årtier gang gange",
    "januar februar marts april maj juni juli august september oktober november december",
    "procent pct kr kroner øre euro hundrede tusind tusinde million millioner mia milliard milliarder",
    "mennesker personer deltagere medlemmer mænd kvinder andre hænder ting punkter grunde eksempler måder",
    "muligheder trin meter kilometer",
    joiners: ["eller", "til", "og", "af", "ud af"],
    phrases: ["af dem", "af os", "af deltagerne", "og en halv"])

  static let french = Shorthand.UnitWords(
    "seconde secondes minute minutes heure heures jour jours semaine semaines mois trimestre trimestres an ans",
    "année années décennies min fois",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "pourcent euro euros centimes cents mille million millions milliard milliards",
    "personnes gens participants participantes membres hommes femmes autres mains choses points raisons exemples",
    "façons manières options étapes mètres kilomètres d'entre",
    joiners: ["ou", "à", "et", "sur"], phrases: ["pour cent", "par an", "par mois", "et demi", "et demie"])

  static let croatian = Shorthand.UnitWords(
    "sekunda sekunde sekundi minuta minute minutu sat sata sati dan dana tjedan tjedna tjedana mjesec mjeseca",
    "mjeseci godina godine godinu desetljeća min puta",
    "siječanj siječnja veljača veljače ožujak ožujka travanj travnja svibanj svibnja lipanj lipnja srpanj srpnja",
    "kolovoz kolovoza rujan rujna listopad listopada studeni studenog studenoga prosinac prosinca",
    "posto postotaka euro eura euri kuna kune sto tisuća tisuće tisuću milijun milijuna milijarda milijarde",
    "milijardi ljudi osoba osobe sudionika članova muškaraca žena ruku stvari točke točaka razloga primjera",
    "načina opcije koraka metara kilometara",
    joiners: ["ili", "do", "i", "od"], phrases: ["od njih", "i pol"])

  static let slovenian = Shorthand.UnitWords(
    "sekunda sekundi sekunde sekund minuta minuti minute minut ura uri ure ur dan dneva dni dnevi teden tedna",
    "tedne tednov mesec meseca mesece mesecev leto leti leta let desetletja min krat",
    "januar januarja februar februarja marec marca april aprila maj maja junij junija julij julija avgust",
    "avgusta september septembra oktober oktobra november novembra december decembra",
    "odstotek odstotka odstotki odstotke odstotkov procent procenta procentov evro evra evri evre evrov eurov",
    "sto tisoč milijon milijona milijoni milijone milijonov milijarda milijarde milijard",
    "ljudi ljudje osebi osebe oseb udeležencev članov moških žensk stvari točke točk razlogi razlogov",
    "primeri primerov načini načinov možnosti koraki korakov metrov kilometrov",
    joiners: ["ali", "do", "in", "od"], phrases: ["od njih", "in pol"])

  static let german = Shorthand.UnitWords(
    "sekunde sekunden minute minuten viertelstunden stunde stunden uhr tag tage tagen woche wochen monat monate",
    "monaten quartale jahr jahre jahren jahrzehnte min mal",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "prozent euro cent hundert tausend million millionen milliarde milliarden",
    "leute menschen personen teilnehmer teilnehmende teilnehmern mitglieder männer frauen andere hände dinge",
    "sachen punkte gründe beispiele möglichkeiten schritte meter kilometer",
    joiners: ["oder", "bis", "und", "von"],
    phrases: ["von ihnen", "von den", "pro jahr", "pro woche", "und ein halbes"],
    exceptions: ["mal sehen", "mal ehrlich"])
}
