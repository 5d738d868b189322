/// The help of home.
package enum HomeHelp {
  package static let title = "help"

  package static let lines =
    [
      "Home lists the protocols and the sessions of this study: the newest first by the date in their names, then those "
        + "without one by name.",
      "",
      "keys:",
      "  ↑ ↓ PgUp PgDn Home End: choose",
      "  Enter: the usual. With a protocol it starts a session. It goes on with a session that is open, was cut off, or "
        + "whose debrief is open, replays one that is finished, follows one that is running",
      "  Tab, or → in an empty line: everything that can be done with what is chosen",
      "  letters: narrow the list. All words must fit: name, group, country, setting, date, status, title, reviewer",
      "  Esc: clears what is typed, closes what is open; discards nothing",
      "  F5 or ^L: reads the folder again",
      "  F1: this help",
      "  ^Q, or ^C in an empty line: back to the shell",
      "",
      "what the statuses mean:",
      "  open: left; Enter goes on at the same question",
      "  cut off: the program or the machine stopped; Enter recovers it, nothing that was saved is lost",
      "  running: another program is recording it now",
      "  ended: the people are gone, the debrief is open",
      "  finished: done",
      "  damaged: its file is damaged; Enter shows what can be read",
      "  away: the study it was recorded in is gone; Enter brings it here and goes on",
      "  faulty: the file cannot be read; Enter says why. It is left as it is",
      "  What else lies in Protocols/ stands below the protocols in one row, and is not counted; Enter says what it is",
      "",
      "the columns: IN is the country, REV how many have reviewed it",
      "",
      "commands, in the same line; a name may be cut short:",
    ] + HomeRoom.commands.rows.map { "  " + $0.help }
}
