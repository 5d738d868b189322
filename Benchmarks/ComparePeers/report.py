"""The tables, and what they say."""

from scenarios import SYNCED_OF, UNFINISHED


def report(peers, kills, full, damage, unfinished, synced, versions):
    """Lines of Markdown. `kills` are the counts at random and at an acknowledgement."""
    yield from table(
        ["program", "killed at random: lost", "killed when acknowledged: lost", "disk filled: lost", "and said so",
         "synced before acknowledged"],
        *([peer.name, *(lost(counts[peer.name], peer) for counts in (*kills, full)),
           f"{full[peer.name].said} of {full[peer.name].rounds}", f"{synced[peer.name]} of {SYNCED_OF}"]
          for peer in peers))
    yield ""
    yield from table(
        ["program", "tail cut: others lost", "byte changed: others lost", "and noticed",
         *(f"typed, {end}: back" for end in UNFINISHED)],
        *([peer.name, f"{hurt.lost_by_cut} in {hurt.cuts}", f"{hurt.lost_by_change} in {hurt.changes}",
           f"{hurt.noticed} of {hurt.changes}", *(f"{typed.back[end]} of {typed.rounds}" for end in UNFINISHED)]
          for peer, hurt, typed in ((peer, damage[peer.name], unfinished[peer.name]) for peer in peers)))
    yield ""
    yield from verdict(peers, kills, full, unfinished, synced)
    yield ""
    yield "; ".join(versions) + "."


def table(*rows):
    head, *rest = rows
    yield "| " + " | ".join(head) + " |"
    yield "|---" * len(head) + "|"
    for row in rest:
        yield "| " + " | ".join(row) + " |"


def lost(count, peer):
    """As in `30 of 210, in 2 of 40 rounds; 30 back by vim -r`."""
    words = f"{count.lost} of {count.acknowledged}"
    if count.lost:
        words += f", in {count.rounds_with_loss} of {count.rounds} rounds"
    if count.lost and peer.recovery:
        words += f"; {count.recovered} back by {peer.recovery}"
    return words


def verdict(peers, kills, full, unfinished, synced):
    """Who wins what."""
    every = {peer.name: [counts[peer.name] for counts in (*kills, full)] for peer in peers}
    gone = {name: sum(count.lost for count in counts) for name, counts in every.items()}
    for_ever = {name: sum(count.lost - count.recovered for count in counts) for name, counts in every.items()}
    back = {peer.name: sum(unfinished[peer.name].back.values()) for peer in peers}
    typed = len(UNFINISHED) * max(count.rounds for count in unfinished.values())
    yield "- Nothing acknowledged was missing: " + listed(name for name in gone if not gone[name])
    yield "- Something was missing, and all of it came back by the program's own recovery: " + listed(
        name for name in gone if gone[name] and not for_ever[name])
    yield "- Acknowledged notes lost for ever: " + listed(
        f"{name} ({count})" for name, count in sorted(for_ever.items(), key=lambda item: item[1]) if count)
    yield "- A note may go in a power cut, as it is acknowledged before it is synced: " + listed(
        name for name, count in synced.items() if count < SYNCED_OF)
    yield f"- Lines typed and not saved that came back, of {typed}: " + listed(
        f"{name} {count}" for name, count in sorted(back.items(), key=lambda item: -item[1]))


def listed(names):
    return (", ".join(names) or "none") + "."
