"""The table of attacks: every kind, in the order in which it is tried, and the module that has its rows."""

from __future__ import annotations

from kinds import (
    answers, barest, bounded, changed, copies, damaged, destruction, disk_faults, edits, full_disk, guard, limits,
    machines, numbers, ordinary_user, places, reviews, signals, sizes, state_folder, stick_gone, taken_away, unread,
    weak_disks, writers)

KINDS = [
    ("journal or folder taken away while recording", taken_away),
    ("session file changed by somebody else", changed),
    ("two machines", machines),
    ("two writers", writers),
    ("reviews: taken away, two machines", reviews),
    ("disk that fails", disk_faults),
    ("disk that cannot sync, lock or number", weak_disks),
    ("signals", signals),
    ("what a terminal says by itself", answers),
    ("output that nobody reads", unread),
    ("terminal sizes", sizes),
    ("hostile numbers", numbers),
    ("near the limits", limits),
    ("destruction and what is left", destruction),
    ("copies of a session", copies),
    ("full disk, then the end", full_disk),
    ("damaged sessions", damaged),
    ("bounded work", bounded),
    ("guard before what cannot be undone", guard),
    ("an edit forgets", edits),
    ("saved elsewhere is found", state_folder),
    ("the study's disk is gone", stick_gone),
    ("places and names", places),
    ("barest places", barest),
    ("as an ordinary user", ordinary_user),
]
