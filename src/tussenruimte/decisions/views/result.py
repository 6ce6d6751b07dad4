"""How the page of a vote shows what came of it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tussenruimte.decisions.counting import PASSED, REST
from tussenruimte.decisions.models import Method, Option, Vote
from tussenruimte.decisions.reads.elections import seats_of
from tussenruimte.decisions.reads.votes import Named
from tussenruimte.decisions.views.electing import elected
from tussenruimte.kit.leaves import Leaf
from tussenruimte.members.models import Member
from tussenruimte.methods.deciding import COUNTED_AS

SEVERAL = {Method.APPROVAL, Method.SHARES}  # there one voice stands at several options


def result_of(
    vote: Vote, options: Sequence[Option], names: Leaf[Named], *, is_member: bool
) -> dict[str, Any]:
    """Totals, the table per kind, the municipality, who chose what, and how to count again."""
    found = vote.result.outcome
    words = {one.place: str(one) for one in options}
    return {
        "result": vote.result,
        "winner": words.get(found["winner"], ""),
        "totals": list(zip(words.values(), found["votes"], strict=True)),
        "passed": found["passed"],
        "needed": found["needed"],
        "on_paper": found.get("on_paper", 0),
        "ties": [_tie(one, options) for one in found["ties"]],
        "columns": [words.get(place, _("Passed")) for place in _columns(vote, found, words)],
        "per_kind": _per_kind(vote, found, is_member=is_member),
        "merged": [Member.Sort(kind).label for kind in found.get("merged", [])],
        "of_kinds": _of_kinds(found.get("of_kinds"), is_member=is_member),
        "town": [(one["name"], _said(words, one["chosen"])) for one in found["municipality"]],
        "names": [(*one, _said(words, one.chosen)) for one in names.rows],
        "leaf": names,
        "counted_as": COUNTED_AS.get(vote.method, ""),
    } | (elected(vote, options) if seats_of(vote.round.proposal) else {})


def _columns(vote: Vote, found: dict[str, Any], words: dict[int, str]) -> list[int]:
    """Which options stand in the table; older results had all of them, after who passed."""
    older = [] if vote.method in SEVERAL else [PASSED, *words]
    columns: list[int] = found.get("columns", older)
    return columns


def _of_kinds(said: dict[str, Any] | None, *, is_member: bool) -> dict[str, Any]:
    """Which kinds were lacking; in public only those that are large enough to be named."""
    if said is None:
        return {}
    names = {
        word: [Member.Sort(kind).label for kind in said[word] if is_member or kind in said["large"]]
        for word in ("silent", "against")
    }
    return {
        "least": said["least"],
        "is_silent": bool(said["silent"]),
        "is_against": bool(said["against"]),
    } | names


def _tie(tie: dict[str, Any], options: Sequence[Option]) -> dict[str, Any]:
    """A tie with the words that the page has for the options."""
    words = {one.label: str(one) for one in options}
    return {
        "candidates": [words.get(name, name) for name in tie["candidates"]],
        "chosen": words.get(tie["chosen"], tie["chosen"]),
        "by_lot": tie["by"] == "lot",
    }


def _said(words: dict[int, str], chosen: Sequence[int]) -> str:
    return ", ".join(words[place] for place in chosen) or _("passed")


def _per_kind(vote: Vote, found: dict[str, Any], *, is_member: bool) -> list[tuple[Any, list[Any]]]:
    """Per kind how many chose each of the columns, then everybody together; nothing when all is hidden."""
    shown = []
    for kind, cells in zip(
        found["kinds"], found["members" if is_member else "public"], strict=True
    ):
        label = _("other kinds together") if kind == REST else Member.Sort(kind).label
        shown.append((label, cells[-1:] if vote.method in SEVERAL else cells))
    return shown if any(n is not None for _label, cells in shown for n in cells) else []
