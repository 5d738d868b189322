#include "sqlite.h"

#include <dlfcn.h>
#include <stddef.h>
#include <stdio.h>

// What of sqlite3.h is used; SQLite promises never to change it.
typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
enum { OK = 0, DONE = 101 };
static int (*open_database)(const char *, sqlite3 **);
static int (*execute)(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **);
static int (*prepare)(sqlite3 *, const char *, int, sqlite3_stmt **, const char **);
static int (*bind_text)(sqlite3_stmt *, int, const char *, int, void (*)(void *));
static int (*step)(sqlite3_stmt *);
static int (*reset)(sqlite3_stmt *);

static sqlite3_stmt *insert;

static const char *const settings =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;"
    "CREATE TABLE IF NOT EXISTS note (text TEXT)";

static void *find(const char *name) {
#ifdef __APPLE__
  static const char *const library = "libsqlite3.dylib";
#else
  static const char *const library = "libsqlite3.so.0";
#endif
  void *opened = dlopen(library, RTLD_NOW);
  void *found = opened ? dlsym(opened, name) : NULL;
  if (!found) fprintf(stderr, "%s\n", dlerror());
  return found;
}

int sqlite_open(const char *path) {
  sqlite3 *database;
  if (!(open_database = find("sqlite3_open")) || !(execute = find("sqlite3_exec")) ||
      !(prepare = find("sqlite3_prepare_v2")) || !(bind_text = find("sqlite3_bind_text")) ||
      !(step = find("sqlite3_step")) || !(reset = find("sqlite3_reset")))
    return -1;
  if (open_database(path, &database) == OK && execute(database, settings, NULL, NULL, NULL) == OK &&
      prepare(database, "INSERT INTO note VALUES (?)", -1, &insert, NULL) == OK)
    return 0;
  fprintf(stderr, "%s: not opened as a database\n", path);
  return -1;
}

int sqlite_keep(const char *text, int length) {
  if (bind_text(insert, 1, text, length, NULL) != OK || step(insert) != DONE || reset(insert) != OK) return -1;
  return 0;
}
