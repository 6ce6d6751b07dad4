"""Whom one can be in the demo."""

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import get_language, gettext as _

from tussenruimte.members.models import (
    Cooperative,
    Member,
    Person,
    Tenure,
)
from tussenruimte.members.reads.duty import on_duty


def cast_of(cooperative: Cooperative, today: dt.date) -> list[tuple[Person, str]]:
    """Whom one can be in the demo: everybody with a log-in, and as what they take part."""
    rows = (
        Person.objects.named()
        .select_related("user", "standing")
        .filter(cooperative=cooperative, user__isnull=False, forgotten_at=None)
    )
    seats = _names_by_person(
        Tenure.objects.filter(cooperative=cooperative, until=None), "seat__actor__name"
    )
    sorts = dict(
        Member.objects.filter(cooperative=cooperative, until=None).values_list("actor", "sort")
    )
    duty = on_duty(cooperative, today)
    cast = []
    for person in rows.order_by("actor__name"):
        parts = seats.get(person.pk, [])
        if person.pk in sorts and not parts:
            parts = [str(Member.Sort(sorts[person.pk]).label)]
        if duty is not None and duty.pk == person.pk:
            parts.append(_("has the duty"))
        elif hasattr(person, "standing"):
            parts.append(_("holds on to questions"))
        cast.append((person, ", ".join(parts) or _("takes part")))
    return _as_told(cooperative, cast)


def _as_told(cooperative: Cooperative, cast: list[tuple[Person, str]]) -> list[tuple[Person, str]]:
    """A made-up cooperative may say in its settings who one can be, in its own order and words."""
    rows = cooperative.setting("demo", {}).get("cast", [])
    if not rows:
        return cast
    known = {person.code: (person, who) for person, who in cast}
    language = get_language() or "nl"
    return [
        (known[row["person"]][0], row.get(language) or known[row["person"]][1])
        for row in rows
        if row["person"] in known
    ]


def card_of_demo(cooperative: Cooperative) -> dict[str, str]:
    """Code and own word of a card to look with, in a made-up cooperative."""
    card: dict[str, str] = cooperative.setting("demo", {}).get("card", {})
    return card


def _names_by_person(tenures: "QuerySet[Tenure]", name: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for person, said in tenures.order_by("since").values_list("person", name):
        found.setdefault(person, []).append(said)
    return found
