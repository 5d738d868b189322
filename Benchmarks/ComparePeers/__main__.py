"""The same job for four programs: notes, each acknowledged before the next, and then something happens.

Run by `make compare-peers`; prints tables in Markdown. What the columns mean is in Documentation/peers.md.
"""

import argparse
import sys
import time
from random import Random

import disk
import scenarios
from peers import PEERS, versions
from report import report


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=40, help="how often each program is killed (40)")
    parser.add_argument("--seed", type=int, default=1, help="of every choice that is made by chance (1)")
    parser.add_argument("--only", default="", help="only programs with this in their name")
    parser.add_argument("--no-mount", action="store_true", help="limit files instead of filling a disk")
    options = parser.parse_args()
    if sys.platform != "linux":
        sys.exit("this needs Linux: small disks, limits and strace")
    if not options.no_mount:
        disk.goes_apart()
    peers = [peer for peer in PEERS if options.only in peer.name]
    few = max(1, options.rounds // 4)
    begun = time.monotonic()

    def told(what):
        print(f"{time.monotonic() - begun:4.0f} s  {what}", file=sys.stderr, flush=True)

    def counted(scenario, rounds):
        """Every program in every round, in another order each time, each with chances of its own."""
        counts = {peer.name: scenarios.Count() for peer in peers}
        for number in range(rounds):
            order = Random(f"{options.seed} {number}").sample(peers, len(peers))
            for peer in order:
                scenario(peer, Random(f"{options.seed} {number} {peer.name}"), counts[peer.name])
        return counts

    told("killed at random moments")
    at_random = counted(scenarios.killed_at_random, options.rounds)
    told("killed when a note was acknowledged")
    at_once = counted(scenarios.killed_when_acknowledged, options.rounds)
    told("the disk filled")
    full = counted(scenarios.disk_filled, few)
    told("files damaged")
    damage = {peer.name: scenarios.Damage() for peer in peers}
    for peer in peers:
        scenarios.damaged(peer, Random(options.seed), options.rounds, damage[peer.name])
    told("lines typed and not saved")
    unfinished = {peer.name: scenarios.Unfinished() for peer in peers}
    for number in range(few):
        scenarios.unfinished(peers, Random(f"{options.seed} {number}"), unfinished)
    told("syncs counted")
    synced = {peer.name: scenarios.synced(peer, Random(options.seed)) for peer in peers}
    told("done")
    print("\n".join(report(peers, (at_random, at_once), full, damage, unfinished, synced, versions())))


main()
