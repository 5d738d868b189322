// SQLite as it is on this system, found when it is asked for: nothing has to be there to build this.

/// Opens a database with a table of notes, its write-ahead log synced at each commit; 0 or why not was said.
int sqlite_open(const char *path);

/// Makes one row of a text durable; 0 if it is.
int sqlite_keep(const char *text, int length);
