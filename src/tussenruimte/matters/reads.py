"""Questions about matters: what they serve, who reads them, who has seen them."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.questions import Question
from tussenruimte.matters.models import (
    CardMatter,
    File,
    Ground,
    Invocation,
    Matter,
    Permission,
    Remark,
    StopRule,
    StopRuleVersion,
    Subject,
)
from tussenruimte.matters.stop_rules import Shown
from tussenruimte.members.models import Actor, Card, Cooperative, Person
from tussenruimte.members.reads.called import called
from tussenruimte.methods.groups import public_cells
from tussenruimte.record.models import Reading


def bond_of(cooperative: Cooperative) -> Matter | None:
    """What binds us."""
    bond: Matter | None = BOND.first(cooperative=cooperative.pk)
    return bond


BOND = Question(
    lambda given: Matter.objects.filter(
        cooperative=given.key("cooperative"), subject=Subject.BOND
    ).order_by("pk")[:1]
)


def walk_up(matter: Matter) -> list[Matter]:
    """ "Waar is dit voor?": from this matter up to what binds us."""
    steps, seen = [matter], {matter.pk}
    while (up := steps[-1].serves) is not None and up.pk not in seen:
        steps.append(up)
        seen.add(up.pk)
    return steps


def ended_in_words(matter: Matter) -> str:
    """Why nothing new is promised about it."""
    return _("“%(what)s” has ended. Open it again first, then promise something.") % {
        "what": matter.shown_title
    }


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody looked at a matter on a day, this many times."""

    name: str
    code: str
    day: dt.date
    times: int
    ground: str


def who_has_seen(matters: list[Matter]) -> list[Seen]:
    """Every reading by others of these matters, newest first, merged per person and day."""
    if not matters:
        return []
    return _seen(matters[0].cooperative_id, [matter.code for matter in matters])


def who_has_seen_of(person: Person) -> list[Seen]:
    """The same of every matter about somebody."""
    matters = Matter.objects.filter(cooperative=person.cooperative_id, person=person)
    return _seen(person.cooperative_id, matters.values("code"))


def _seen(cooperative: int, codes: Any) -> list[Seen]:
    called_so = Actor.objects.filter(code=OuterRef("reader")).values_list(called())
    rows = Reading.objects.filter(cooperative_id=cooperative, matter__in=codes)
    rows = rows.exclude(not_told_yet()).annotate(name=Subquery(called_so[:1])).order_by("-at")
    merged: dict[tuple[str, str, dt.date], list[str]] = {}
    for at, reader, name, ground in rows.values_list("at", "reader", "name", "ground"):
        merged.setdefault((name or "", reader, clock.day(at)), []).append(ground)
    labels = dict(Ground.choices)
    return [
        Seen(name, reader, day, len(grounds), str(labels.get(grounds[0], "")))
        for (name, reader, day), grounds in merged.items()
    ]


def not_told_yet() -> Q:
    """Readings on a stop-rule of which the person was not told yet: they see those once they were."""
    untold = Invocation.objects.filter(
        matter__code=OuterRef("matter"), by__code=OuterRef("reader"), told_on=None
    )
    return Q(Exists(untold), ground=Ground.STOP)


def stopped_in_silence(matter: Matter) -> list[int]:
    """Who reads it on a stop-rule of which the person was not told yet."""
    rows = Invocation.objects.filter(matter=matter, told_on=None)
    return list(rows.values_list("by", flat=True))


def stop_rules(cooperative: Cooperative, today: dt.date) -> list[Shown]:
    """The stop-rules that hold, in the order in which they came, with how often last year."""
    rows = StopRuleVersion.objects.filter(
        cooperative=cooperative, rule__ended_on=None, number=F("rule__number")
    )
    versions = list(rows.select_related("rule").order_by("rule"))
    last = today.year - 1
    used = Invocation.objects.filter(cooperative=cooperative, at__year=last)
    counts = Counter(used.values_list("version__rule", flat=True))
    shown = public_cells([counts[version.rule_id] for version in versions]).cells
    return [
        Shown(version.rule, version, times=times)
        for version, times in zip(versions, shown, strict=True)
    ]


def stop_rule_in_full(rule: StopRule) -> Shown:
    """One stop-rule with everything that it ever said."""
    latest, *before = StopRuleVersion.objects.filter(rule=rule).order_by("-number")
    return Shown(rule, latest, before)


def permissions_of(matter: Matter, on: dt.date) -> list[Permission]:
    """Who was given permission to read it, and still has it."""
    rows = Permission.objects.filter(matter=matter, withdrawn_at=None)
    return [
        p
        for p in rows.select_related("to", "person__key", "person__actor").order_by("given_at")
        if p.until is None or p.until >= on
    ]


BESIDE = "SELECT beside FROM matters_remark WHERE cooperative_id = %s AND beside {}"


@dataclass(frozen=True, slots=True)
class Said:
    """A remark in plain words."""

    remark: Remark
    quote: str
    words: str
    answer: str


def said_beside(matter: Matter, code: str) -> list[Said]:
    """What was put beside one row of a matter, oldest first."""
    rows = Remark.objects.filter(matter=matter)
    return _said(rows, matter.cooperative_id, [code]).get(code, [])


def said_beside_each(cooperative: Cooperative, codes: Iterable[str]) -> dict[str, list[Said]]:
    """The same for a list of rows; only for who may read each of them.

    Hardly ever something was said, so that is asked first, in plain SQL: it takes a tenth of asking
    for all of it.
    """
    asked = [one for one in codes if one]
    if not asked:
        return {}
    one_of, values = f"IN ({', '.join(['%s'] * len(asked))})", list[Any](asked)
    if connection.vendor == "postgresql":  # planned once, however many they are
        one_of, values = "= ANY(%s)", [asked]
    with connection.cursor() as cursor:
        cursor.execute(BESIDE.format(one_of), [cooperative.pk, *values])
        found = {beside for (beside,) in cursor.fetchall()}
    return _said(Remark.objects.all(), cooperative.pk, found)


def beside_any(matter: Any, code: Any, rows: QuerySet[Any, Any]) -> QuerySet[Remark]:
    """What was put beside a matter itself (its key and code, or their places in a question) or beside any
    of these rows of it (their codes), oldest first.
    """
    beside = Q(beside=code) | Q(beside__in=rows)
    return _with_who(Remark.objects.filter(beside, matter=matter))


def _said(
    rows: QuerySet[Remark], cooperative_id: int, codes: Collection[str]
) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    if not codes:
        return found
    rows = rows.filter(cooperative=cooperative_id, beside__in=codes)
    for said in in_plain_words(_with_who(rows)):
        found.setdefault(said.remark.beside, []).append(said)
    return found


def _with_who(rows: QuerySet[Remark]) -> QuerySet[Remark]:
    rows = rows.select_related("by__actor", "answered_by__actor", "person__actor", "person__key")
    return rows.order_by("made_at", "pk")


def in_plain_words(rows: Iterable[Remark]) -> list[Said]:
    """Remarks that whoever asks may read, opened."""
    return [Said(row, row.read("quote"), row.read("words"), row.read("answer")) for row in rows]


# A page that asks as much as it may finds what stands beside its rows in the statement of those rows.
OF_REMARK = ("code", "sort", "quote", "words", "answer")


def with_latest_beside(rows: QuerySet[Any, Any], *, code: str, person: str) -> QuerySet[Any, Any]:
    """Each row with the latest that one person put beside it; the ways to its code and to that person."""
    latest = Remark.objects.filter(
        cooperative=OuterRef("cooperative"), beside=OuterRef(code), by=OuterRef(person)
    ).order_by("-pk")
    found = {f"beside_{name}": Subquery(latest.values(name)[:1]) for name in OF_REMARK}
    annotated: QuerySet[Any, Any] = rows.annotate(**found)
    return annotated


def latest_beside(row: Any, *, person: Person, answers: Person | None) -> list[Said]:
    """That remark in plain words: by whom it is about, to whoever wrote the sentence."""
    if not row.beside_code:
        return []
    words = {name: getattr(row, f"beside_{name}") for name in OF_REMARK}
    return in_plain_words([Remark(**words, person=person, by=person, answered_by=answers)])


def files_of(matter: Matter) -> list[File]:
    """Files and pictures that belong to it."""
    rows = File.objects.filter(matter=matter, removed_at=None)
    return list(
        rows.select_related("person__key", "person__actor", "added_by__actor").order_by("added_at")
    )


def opened_by(card: Card) -> list[Matter]:
    """What this card opens."""
    rows = CardMatter.objects.filter(card=card).select_related("matter__person__actor")
    return [row.matter for row in rows.order_by("pk")]


def about(person: Person) -> list[Matter]:
    """All matters about a person."""
    return list(
        Matter.objects.filter(person=person).select_related("person__actor").order_by("created_at")
    )
