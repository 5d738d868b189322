// What differs between systems and what Swift cannot import: variadic calls, macros, signal handlers.
// Every function that can fail returns -1 and leaves the reason in errno.

#ifndef CSYSTEM_H
#define CSYSTEM_H

#include <dirent.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// MARK: The start

/// The program's arguments with its name before them, also where there is no /proc; and what the environment says,
/// `NAME=value`, NULL behind the last.
int cs_argument_count(void);
const char *cs_argument(int index);
const char *cs_environment(int index);

/// Opens the null device on whichever of the descriptors 0, 1 and 2 is closed, so that no file of ours ever
/// becomes standard input or output. To be called before anything is opened.
void cs_keep_standard_descriptors(void);

/// Sees to it that so many more files can be opened, at most 64.
int cs_make_room_for_files(int count);

/// From now on no core file is written, and nobody attaches to the process to read its memory; unless somebody does
/// already.
void cs_forbid_core_files(void);

/// A file that is too long is a fault of the call that makes it so, and never the program's end.
int cs_ignore_file_limit_signal(void);

// MARK: Paths

/// The bytes of a path whose text carries those that are no UTF-8 (see PathText), to be freed; NULL without memory.
char *cs_path_bytes(const char *text);

/// Opens a path's text relative to a folder's descriptor; `mode` counts when a file is made.
int cs_openat(int folder, const char *name, int flags, unsigned int mode);

/// Makes a folder at a path's text.
int cs_make_folder(const char *name, unsigned int mode);

/// Removes an empty folder at a path's text.
int cs_remove_folder(const char *name);

/// Fills a `struct stat` with what the system tells of what stands at a path's text.
int cs_status(const char *name, int follows_link, void *found);

// MARK: Files

/// Brings a file's bytes and its length to the disk: fdatasync, on Darwin F_FULLFSYNC.
int cs_sync_data(int descriptor);

/// Brings a file or a folder with all its attributes to the disk: fsync, on Darwin F_FULLFSYNC.
int cs_sync(int descriptor);

/// Locks a whole file for writing on behalf of this open descriptor, without waiting.
/// Returns 0 when it is ours, 1 when somebody else has it.
int cs_lock(int descriptor);

/// Tells whether another open descriptor holds the lock, without ever taking it. Returns 1 or 0.
int cs_is_locked(int descriptor);

/// Swaps what two names in a folder lead to, in one step. Fails with EINVAL, ENOSYS or ENOTSUP where the file system
/// cannot.
int cs_exchange(int folder, const char *one, const char *other);

/// Renames in a folder, unless the new name is taken: EEXIST. Fails with EINVAL, ENOSYS or ENOTSUP where the file
/// system cannot.
int cs_rename_unless_there(int folder, const char *from, const char *to);

/// Writes the path that leads to an open folder now, ended by a zero byte. Returns its length; -1 where the system does
/// not tell, or where it does not fit.
long cs_path_of(int folder, char *buffer, unsigned long size);

/// The name in an entry of a folder, ended by a zero byte.
const char *cs_entry_name(const struct dirent *entry);

/// A pipe whose ends are closed in child processes and never block: ends[0] to read, ends[1] to write.
int cs_pipe(int ends[2]);

#ifdef __linux__
/// An empty file in memory, closed in child processes.
int cs_memory_file(void);
#endif

// MARK: Outlets

/// A descriptor for what is behind another that is written to and is shared with whoever started the program: of a
/// terminal one of our own that never waits, else the same.
int cs_own_outlet(int descriptor);

/// Writes as much as is taken now; -1 with EAGAIN if that is nothing. It does not wait, whether the descriptor would
/// or not; only a terminal that cs_own_outlet found no other way to may make it wait for a piece.
long cs_write_at_once(int descriptor, const void *bytes, size_t count);

// MARK: Signals

/// What a handler writes into the pipe.
#define CS_SIGNAL_RESIZE 87    // 'W': SIGWINCH
#define CS_SIGNAL_TERMINATE 84 // 'T': SIGTERM and whatever else would end a program
#define CS_SIGNAL_HANGUP 72    // 'H': SIGHUP
#define CS_SIGNAL_INTERRUPT 73 // 'I': SIGINT
#define CS_SIGNAL_CONTINUE 67  // 'C': SIGCONT
#define CS_SIGNAL_STOP 90      // 'Z': SIGTSTP

/// From now on each of SIGWINCH, SIGHUP, SIGINT, SIGCONT, SIGTSTP, SIGTERM and every signal that would end a program
/// without a fault of its own (QUIT, USR1, USR2, ALRM, VTALRM, PROF, XCPU, SYS, PWR, STKFLT, IO, the real-time ones)
/// writes one byte into the pipe and does nothing else; SIGPIPE and SIGXFSZ are ignored. They are unblocked in the
/// calling thread. The write end must not block: a full pipe drops the byte, and the bytes in it wake the reader
/// anyway. May be called again with another descriptor.
int cs_signals_install(int write_descriptor);

/// Gives all of these signals back to the system's defaults.
int cs_signals_restore(void);

/// Stops this process as SIGTSTP would without a handler; returns after SIGCONT.
int cs_stop_self(void);

/// Blocks every signal in the calling thread, so that the other threads get them; all but those of a crash
/// (SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV), whose handler has to run where the crash is.
int cs_block_all_signals(void);

// MARK: Terminals

/// Takes the user's locale for characters, C.UTF-8 where it is not UTF-8.
void cs_use_locale(void);

/// Columns that a character takes in a terminal of this locale: 0, 1 or 2; -1 if it is not printable.
int cs_columns(uint32_t scalar);

/// The width of the terminal behind a descriptor in columns; 0 if it is none or does not tell.
int cs_terminal_width(int descriptor);

/// Takes the terminal behind standard input: each key at once and as it is, nothing echoed, whatever it was told before
/// (stty igncr, istrip). Does not wait until output is taken. A crash gives it back.
int cs_terminal_take(void);

/// Gives it back as it was.
void cs_terminal_give_back(void);

// MARK: Other programs

/// Starts the program at a path's text. It has a session of its own and no terminal, reads `input`, and what it writes leads
/// nowhere; signals are to it as they are to a program that a shell starts, and it has none of our files. `arguments` begins
/// with its name and ends with NULL. Gives its number; until cs_forget_program no other process has that.
int cs_start_program(const char *path, char *const arguments[], int input, int *number);

/// Waits until a program that was started has ended.
int cs_await_program(int number);

/// Takes note of how a program ended that has: its status, or 128 and the signal that ended it. Returns -1 if it is not told.
int cs_forget_program(int number);

/// Ends a program that is not forgotten at once, with whatever it has started.
int cs_end_program(int number);

// MARK: Threads

/// Starts a detached thread in which all signals are blocked as by cs_block_all_signals. Returns 0, or -1 with errno.
int cs_thread_start(void (*body)(void *context), void *context);

/// A lock with a condition.
typedef struct cs_monitor cs_monitor;

/// Makes a monitor; NULL when there is no memory.
cs_monitor *cs_monitor_make(void);
/// Frees a monitor that nobody waits in.
void cs_monitor_free(cs_monitor *monitor);
/// Enters.
void cs_monitor_lock(cs_monitor *monitor);
/// Leaves.
void cs_monitor_unlock(cs_monitor *monitor);
/// Wakes all that wait.
void cs_monitor_wake(cs_monitor *monitor);
/// Waits inside until woken, at most so many milliseconds (< 0: without limit), on a clock that no change of
/// the wall clock touches. Returns 0 when woken (perhaps for nothing), 1 when the time is over.
int cs_monitor_wait(cs_monitor *monitor, int64_t milliseconds);

#ifdef __cplusplus
}
#endif

#endif
