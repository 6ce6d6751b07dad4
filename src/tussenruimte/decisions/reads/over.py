"""What was said about proposals that were decided or withdrawn so long ago that it is no longer kept."""

import datetime as dt
from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, Length

from tussenruimte.decisions.models import (
    Adviser,
    Answer,
    Ballot,
    Candidate,
    Conflict,
    PaperReading,
    Position,
    Stage,
    Stance,
)
from tussenruimte.members.models import Cooperative

Texts = tuple[Any, str, tuple[str, ...]]  # a table, the way from it to the proposal, its columns

TEXTS: tuple[Texts, ...] = (
    (Position, "round__proposal", ("said", "interest")),
    (Conflict, "proposal", ("why",)),
    (Adviser, "proposal", ("words", "interest")),
    (Answer, "adviser__proposal", ("words",)),
    (Stance, "proposal", ("said",)),
    (Candidate, "election__proposal", ("words",)),
    (Ballot, "roll__vote__round__proposal", ("interest",)),
    (PaperReading, "roll__vote__round__proposal", ("interest",)),
)


def _over(texts: Texts) -> QuerySet[Any]:
    """Rows of a proposal that is decided and owes no answer, or that was withdrawn; with since when."""
    model, link, fields = texts
    since = Coalesce(f"{link}__decided_at", f"{link}__matter__ended_at")
    lengths = {f"{name}_length": Length(name) for name in fields}
    rows: QuerySet[Any] = model.objects.annotate(over_since=since, **lengths)
    return rows.filter(over_since__isnull=False).exclude(**{f"{link}__stage": Stage.TO_ANSWER})


def _length(fields: tuple[str, ...], **is_so: int) -> Q:
    ((how, number),) = is_so.items()
    return reduce(or_, (Q(**{f"{name}_length{how}": number}) for name in fields))


def over_before(
    texts: Texts, cooperative: Cooperative, before: dt.datetime, at_most: int
) -> list[int]:
    """Rows that were over before this moment and still have words, oldest first."""
    rows = _over(texts).filter(
        _length(texts[2], __gt=0), cooperative=cooperative, over_since__lt=before
    )
    return list(rows.order_by("over_since", "pk").values_list("pk", flat=True)[:at_most])


def gone_while_open() -> Iterator[tuple[str, str, str]]:
    """Cooperative, table and code of a text that is gone while its proposal was not over."""
    for texts in TEXTS:
        model, _link, fields = texts
        lengths = {f"{name}_length": Length(name) for name in fields}
        gone = model.objects.annotate(**lengths).filter(_length(fields, __exact=0))
        found = gone.exclude(pk__in=_over(texts).values("pk"))
        for slug, code in found.values_list("cooperative__slug", "code"):
            yield slug, model._meta.db_table, code
