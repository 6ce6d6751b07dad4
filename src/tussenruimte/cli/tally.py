"""Counting a vote out of a file, for anyone to check. It starts without Django."""

import argparse
import io
import json
import sys
from dataclasses import asdict
from pathlib import Path

from tussenruimte.methods.ballot_files import Unreadable, read
from tussenruimte.methods.ballots import Profile, Uncountable
from tussenruimte.methods.lots import seed_of
from tussenruimte.methods.outcome import Outcome, named
from tussenruimte.methods.schulze import schulze
from tussenruimte.methods.single import approval, irv, majority
from tussenruimte.methods.stv import stv
from tussenruimte.methods.ties import Ties

METHODS = {"stv": stv, "irv": irv, "schulze": schulze, "approval": approval, "majority": majority}
ELECT_ONE = {"irv", "majority"}


def tally(asked: argparse.Namespace) -> int:
    """Count what is asked: 0 somebody is elected, 1 nobody is, 2 it cannot be counted."""
    try:
        content = Path(asked.file).expanduser().read_bytes()
        profile = read(content)
        ties = Ties(profile.candidates, seed_for(asked, content))
        seats = seats_for(asked, profile)
        outcome = METHODS[asked.method](profile, seats, ties)
    except OSError as no:
        return no_count(f"{asked.file} cannot be read: {no.strerror}.")
    except Unreadable as no:
        return no_count(f"Line {no.line} of {asked.file} {no}.")
    except Uncountable as no:
        return no_count(str(no))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(
            encoding="utf-8"
        )  # a terminal may know fewer letters than names have
    if asked.json:
        told = as_told(asked.method, profile, seats, ties, outcome)
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(in_words(asked.method, profile, seats, ties, outcome))
    return 0 if outcome.winners else 1


def no_count(sentence: str) -> int:
    """Say why nothing was counted."""
    print(" ".join(sentence.split()), file=sys.stderr)
    return 2


def seed_for(asked: argparse.Namespace, content: bytes) -> str | None:
    """The seed of the lot; none when ties go by the list."""
    if asked.ties == "listed":
        return None
    if not asked.seed:
        return seed_of(content)
    return str(asked.seed).encode(errors="replace").decode()  # what was typed may be no letters


def seats_for(asked: argparse.Namespace, profile: Profile) -> int:
    """How many are asked for, or what the file tells, or one."""
    if asked.seats is not None:
        return int(asked.seats)
    return 1 if asked.method in ELECT_ONE else profile.seats or 1


def as_told(
    method: str, profile: Profile, seats: int, ties: Ties, outcome: Outcome
) -> dict[str, object]:
    """The outcome as it is published."""
    return {
        "method": method,
        "seats": seats,
        "ballots": profile.voters,
        "candidates": profile.candidates,
        "winners": outcome.winners,
        **outcome.more,
        "rounds": outcome.rounds,
        "ties": [asdict(tie) for tie in outcome.ties],
        "ties_by": "listed" if ties.seed is None else "lot",
        "seed": ties.seed,
        "order_in_ties": named(profile, ties.order),
    }


def in_words(method: str, profile: Profile, seats: int, ties: Ties, outcome: Outcome) -> str:
    """The same for somebody who reads: who is elected, and every tie."""
    lines = [f"{method}: {profile.voters} ballots, {seats} of {len(profile.candidates)} to elect."]
    lines += [f"{place}. {name}" for place, name in enumerate(outcome.winners, 1)]
    if not outcome.winners:
        lines.append("Nobody is elected.")
    for tie in outcome.ties:
        equals = ", ".join(tie.candidates)
        lines.append(f"Tie in round {tie.round}, {tie.about}: {equals}: {tie.chosen}, by {tie.by}.")
    by_lot = any(tie.by == "lot" for tie in outcome.ties)
    return "\n".join([*lines, f"The seed of the lot: {ties.seed}"] if by_lot else lines)
