"""What a vote comes to, as it is written down: exact totals, and figures per kind that show nobody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tussenruimte.decisions.models import Option, Vote
from tussenruimte.decisions.reads.elections import seats_of
from tussenruimte.members.models import Member
from tussenruimte.methods import deciding
from tussenruimte.methods.groups import MEMBERS, PUBLIC, Rule, merge_small, votes_table
from tussenruimte.methods.outcome import named

KINDS = (Member.Sort.RESIDENT, Member.Sort.PROFESSIONAL, Member.Sort.ORGANISATION)
REST = "rest"  # kinds that are too small to stand alone
PASSED = 0  # where the place of an option would stand


@dataclass(frozen=True, slots=True)
class Voiced:
    """One voice of an open vote: places of options, and of which kind of member it is."""

    chosen: tuple[int, ...]
    sort: str
    name: str


def asked(vote: Vote, options: Sequence[Option]) -> deciding.Vote:
    """The question as `methods` counts it."""
    return deciding.Vote(
        vote.method,
        tuple(one.label for one in options),
        next((one.place for one in options if one.is_as_now), 0),
        vote.seed,
        vote.needed,
        vote.quorum or 0,
        seats_of(vote.round.proposal),
    )


def outcome_of(
    found: deciding.Decided, question: deciding.Vote, voices: Sequence[Voiced]
) -> dict[str, Any]:
    """Everything that the pages of this vote show, for ever the same."""
    counted = found.counted
    said = {
        "winner": found.winner,
        "voices": found.voices,
        "passed": found.passed,
        "votes": list(found.votes),
        "needed": found.needed,
        "rounds": counted.rounds if counted else [],
        "ties": [asdict(tie) for tie in counted.ties] if counted else [],
        "winners": counted.winners if counted else [],
        "candidates": named(found.profile, range(len(question.options))),
    }
    if counted and "quota" in counted.more:
        said["quota"] = counted.more["quota"]
    return said | town_and_kinds(question, voices)


def town_and_kinds(question: deciding.Vote, voices: Sequence[Voiced]) -> dict[str, Any]:
    """The municipality by its name, and of everybody else figures per kind; of open votes only."""
    town = [one for one in voices if one.sort == Member.Sort.MUNICIPALITY]
    said = {"municipality": [{"name": one.name, "chosen": list(one.chosen)} for one in town]}
    return said | _per_kind(question, [one for one in voices if one not in town])


def _per_kind(question: deciding.Vote, voices: Sequence[Voiced]) -> dict[str, Any]:
    """The same rows for the public and for members: small kinds together, and alone when too few.

    `columns` are the places in them. What nobody chose has none: that it is nought of each kind
    follows from the totals, which are exact, and in the table it would hide everything else.
    """
    numbers = {kind.value: sum(one.sort == kind for one in voices) for kind in KINDS}
    merged = merge_small({kind: number for kind, number in numbers.items() if number})
    kinds = [*merged.kinds, *([REST] if merged.merged else [])]
    if len(kinds) < 2 or (merged.merged and merged.rest < MEMBERS.under):  # noqa: PLR2004 - to compare
        return {"kinds": [], "columns": [], "public": [], "members": []}
    found = Counter((one.sort if one.sort in merged.kinds else REST, _first(one)) for one in voices)
    columns = sorted({_first(one) for one in voices}, key=lambda place: (place == PASSED, place))
    table = [[found[kind, place] for place in columns] for kind in kinds]
    if question.method == "approval":  # there one voice stands at several options
        columns, table = [], [[sum(row)] for row in table]
    return {
        "kinds": kinds,
        "merged": list(merged.merged),
        "columns": columns,
        "public": _shown(table, PUBLIC),
        "members": _shown(table, MEMBERS),
    }


def _first(one: Voiced) -> int:
    return one.chosen[0] if one.chosen else PASSED


def _shown(table: Sequence[Sequence[int]], rule: Rule) -> list[list[int | None]]:
    """Per kind how many chose what, first choices with an order; the last is how many voted."""
    found = votes_table(table, rule)
    both = zip(found.rows, found.row_totals, strict=True)
    return [[*row, total] for row, total in both]
