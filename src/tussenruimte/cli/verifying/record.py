"""The record: chains, heads, sealed texts and readings."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import Any

from tussenruimte.belonging.reads.over import gone_while_open
from tussenruimte.cli.verifying.database import models
from tussenruimte.cli.verifying.scope import Scope, rows, told
from tussenruimte.decisions.reads import over as decisions
from tussenruimte.kit.fields import SealedField
from tussenruimte.members.reads import everywhere
from tussenruimte.methods.chain import Fault
from tussenruimte.record import verify
from tussenruimte.record.reads import all_witnessed_in_the_database, witnessed
from tussenruimte.relations.reads.over import gone_too_soon

WRONG = {
    Fault.ALTERED: "{0}: fact {1} was altered.",
    Fault.MISSING: "{0}: fact {1} was removed.",
    Fault.ORDER: "{0}: fact {1} stands in the wrong place.",
    Fault.CUT: "{0}: the record ends before fact {1}, and a published head lies further on.",
    Fault.REWRITTEN: "{0}: the record up to fact {1} is not the one that was published.",
}
# The code of a card is no text about a person: it is printed again or replaced, never quoted.
NO_TEXTS = {("members_card", "sealed_code")}
A_DAY = dt.timedelta(days=1)  # a day is sealed in the night after it, an hour after midnight


def every_cooperative_has_a_record(scope: Scope) -> Iterator[str]:
    """A head for each cooperative, and no record or published heads without one."""
    heads = {key for (key,) in rows("SELECT cooperative_id FROM record_head")}
    facts = {key for (key,) in rows("SELECT DISTINCT cooperative_id FROM record_fact")}
    for key in sorted(scope.cooperatives.keys() - heads):
        yield f"{scope.cooperatives[key]}: there is no record."
    for key in sorted((heads | facts) - scope.cooperatives.keys()):
        yield f"There is a record of cooperative {key}, which is not here."
    known = set(scope.cooperatives.values())
    for folder in scope.heads:
        for one in sorted(folder.iterdir()) if folder.is_dir() else ():
            if one.is_dir() and one.name not in known:
                yield f"Heads of {one.name} were published, and {one.name} is not here."


def the_chains_hold(scope: Scope) -> Iterator[str]:
    """Each chain from its first fact to its last, against the heads that were published."""
    for key, slug in scope.cooperatives.items():
        heads = (head for folder in scope.heads for head in verify.heads_in(folder / slug))
        found = verify.break_in_chain(key, heads)
        if found:
            yield WRONG[found.fault].format(slug, found.seq)


def the_heads_fit(scope: Scope) -> Iterator[str]:
    """The next fact would be chained to the last one."""
    for key, slug in scope.cooperatives.items():
        if not verify.head_fits(key):
            yield f"{slug}: the head does not name the last fact."


def sealed_texts_are_as_noted(scope: Scope) -> Iterator[str]:
    """Every sealed text has its digest in a fact of its cooperative."""
    columns = list(_sealed_columns())
    names = [(model._meta.db_table, field.column) for model, field in columns]
    for key, slug in scope.cooperatives.items():
        if all_witnessed_in_the_database(key, names):
            continue
        found = verify.unwitnessed(witnessed(key), partial(_texts, columns, key))
        yield from told(
            f"{slug}: the sealed text {{0}} is not the one that was noted.",
            ((name,) for name in found),
        )


def _sealed_columns() -> Iterator[tuple[Any, SealedField]]:
    for model in models():
        for field in model._meta.local_fields:
            if (
                isinstance(field, SealedField)
                and (model._meta.db_table, field.name) not in NO_TEXTS
            ):
                yield model, field


def _texts(
    columns: list[tuple[Any, SealedField]], cooperative_id: int
) -> Iterator[tuple[str, bytes]]:
    for model, field in columns:
        found = model.objects.filter(cooperative_id=cooperative_id)
        rows = found.exclude(**{f"{field.name}__isnull": True}).values_list("code", field.name)
        for code, text in rows.iterator(5_000):
            if text:  # what is no longer kept is looked at by itself
                yield f"{field.name} of {model._meta.db_table} {code}", text


def texts_go_after_their_term(_scope: Scope) -> Iterator[str]:
    """A text is no longer kept only when the whole question is not, or what it is about is over."""
    yield from told(
        "{0}: a text of {1} {2} is gone, and its question still has its words.",
        iter(gone_too_soon()),
    )
    yield from told(
        "{0}: a text of {1} {2} is gone, and what it is about is not over.",
        chain(gone_while_open(), decisions.gone_while_open()),
    )


def readings_are_as_sealed(_scope: Scope) -> Iterator[str]:
    """The reading log of each past day is the one that the clock sealed in the night after."""
    for cooperative in everywhere():
        key, slug = cooperative.pk, cooperative.slug
        seals = verify.seals(key)
        for day in verify.days_that_changed(key, seals):
            yield f"{slug}: the reading log of {day} is not the one that was sealed."
        if cooperative.last_tick_on is None:
            continue
        for day in verify.days_never_sealed(key, seals, before=cooperative.last_tick_on - A_DAY):
            yield f"{slug}: the reading log of {day} was never sealed, though the clock came by."
