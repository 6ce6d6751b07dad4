"""Who may read a matter: one table, `Reader`, asked in one place."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from tussenruimte.kit.refusal import NotHere
from tussenruimte.matters.hooks import who_wrote
from tussenruimte.matters.models import (
    File,
    Ground,
    Invocation,
    Matter,
    Reader,
    Remark,
    StopRule,
    StopRuleVersion,
)
from tussenruimte.members.access import is_of_board
from tussenruimte.members.models import Cooperative, Person


def matter_to_read(
    cooperative: Cooperative, actors: Iterable[int], code: str, on: dt.date
) -> Matter:
    """A matter that one of these actors may read today."""
    rows = Matter.objects.filter(cooperative=cooperative, code=code).readable_by(actors, on)
    matter = rows.select_related("person__actor", "person__key").first()
    if matter is None:
        raise NotHere
    return matter


def ground_of(matter: Matter, actors: Iterable[int], on: dt.date) -> str:
    """Why they may read it: the first ground there is; empty when it is public."""
    rows = Reader.objects.current(on).filter(matter=matter, actor__in=actors)
    return rows.order_by("since").values_list("ground", flat=True).first() or ""


def grounds_of(matter: Matter, actors: Iterable[int], on: dt.date) -> set[str]:
    """Every ground on which they may read it; none when it is public, or not for them."""
    rows = Reader.objects.current(on).filter(matter=matter, actor__in=actors)
    return set(rows.values_list("ground", flat=True))


def may_read(matter: Matter, actors: Iterable[int], on: dt.date) -> bool:
    """Whether one of these actors may read it today."""
    return (
        not matter.is_private
        or Reader.objects.current(on).filter(matter=matter, actor__in=actors).exists()
    )


def file_to_see(cooperative: Cooperative, actors: Iterable[int], code: str, on: dt.date) -> File:
    """A file of a matter that one may read."""
    row = (
        File.objects.filter(cooperative=cooperative, code=code, removed_at=None)
        .select_related("matter__person", "person__key", "person__actor")
        .first()
    )
    if row is None or not may_read(row.matter, actors, on):
        raise NotHere
    return row


def sentence_of(matter: Matter, code: str) -> str:
    """The code of a row of this matter beside which something may be put; of no other matter."""
    if code != matter.code and not who_wrote(matter, code):
        raise NotHere
    return code


def remark_to_answer(
    cooperative: Cooperative, actors: Iterable[int], code: str, on: dt.date
) -> Remark:
    """A remark for whoever wrote the sentence beside which it stands, and whoever holds on.

    Where no room knows who wrote it, for whoever may read the matter.
    """
    its_matter = Matter.objects.filter(pk=OuterRef("matter")).readable_by(actors, on)
    row = (
        Remark.objects.filter(Exists(its_matter), cooperative=cooperative, code=code)
        .select_related("matter__person", "person__key", "person__actor", "by__actor")
        .first()
    )
    if row is None:
        raise NotHere
    writers = who_wrote(row.matter, row.beside)
    is_theirs = not writers or not writers.isdisjoint(actors)
    if not is_theirs and Ground.HOLDER not in grounds_of(row.matter, actors, on):
        raise NotHere
    return row


def matters_of_person(person: Person) -> list[int]:
    """Keys of the matters that are about this person."""
    return list(Matter.objects.filter(person=person).values_list("pk", flat=True))


# ---- stop-rules ------------------------------------------------------------------------------------


def stop_rule_to_see(cooperative: Cooperative, code: str) -> StopRule:
    """A stop-rule: everybody may read it, also one that has ended."""
    row = StopRule.objects.filter(cooperative=cooperative, code=code).first()
    if row is None:
        raise NotHere
    row.cooperative = cooperative
    return row


def stop_rule_to_change(
    cooperative: Cooperative, person: Person, code: str, on: dt.date
) -> StopRule:
    """A stop-rule, for whoever sits in the board."""
    if not is_of_board(person, on):
        raise NotHere
    return stop_rule_to_see(cooperative, code)


def stop_rule_to_invoke(cooperative: Cooperative, code: str) -> StopRuleVersion:
    """What a stop-rule says now, to invoke it."""
    rule = stop_rule_to_see(cooperative, code)
    version = StopRuleVersion.objects.get(rule=rule, number=rule.number)
    version.rule = rule
    return version


def stop_to_see(
    cooperative: Cooperative, actors: Iterable[int], code: str, on: dt.date
) -> Invocation:
    """What somebody invoked: for themselves, and for whoever they promised to tell of it."""
    rows = Invocation.objects.filter(cooperative=cooperative, code=code)
    row = rows.select_related("version__rule", "by__actor", "own__person", "matter__person").first()
    if row is None or not may_read(row.own, actors, on):
        raise NotHere
    return row
