"""How the house works here: other terms, and rooms that stay shut, as the members decided."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock, rooms
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.by import By
from tussenruimte.members.clocks import LADDER, RUNG_TERMS, holds_from, term
from tussenruimte.members.law import clock_of
from tussenruimte.members.models import Cooperative
from tussenruimte.record.actions import note

DECIDED = "terms_decided"  # among the settings: on which day each term was decided


@transaction.atomic
def set_term(
    cooperative: Cooperative,
    name: str,
    number: int,
    *,
    decided_on: dt.date,
    by: By,
    at: dt.datetime,
) -> None:
    """From now on this takes so long. What was promised already keeps the day that was said.

    Who hears of a late promise, and when, changes only for what is promised for a day further on.
    """
    one = clock_of(name)
    if not one.least <= number <= one.most:
        raise Refused(
            _("Choose a number from %(least)s to %(most)s.")
            % {"least": one.least, "most": one.most}
        )
    if decided_on > clock.day(at):
        raise Refused(_("Write the day on which it was decided: today or earlier."))
    day = decided_on.isoformat()
    row = Cooperative.objects.select_for_update(no_key=True).get(pk=cooperative.pk)
    _refuse_board_before_circle(row, name, number)
    decided = {**row.setting(DECIDED, {}), name: day}
    new = {name: number, DECIDED: decided, **_rungs_with(row, name, number, clock.day(at))}
    row.settings = cooperative.settings = {**row.settings, **new}
    row.save(update_fields=["settings"])
    note("cooperative.term-set", row, by=by, at=at, name=name, n=number, decided=day)


def _refuse_board_before_circle(row: Cooperative, name: str, number: int) -> None:
    """Who hears that a question is silent hears it one after another."""
    circle, board = (
        number if name == one else term(row, one) for one in ("silence_circle", "silence_board")
    )
    if circle >= board:
        raise Refused(_("First the circle hears it, and days later the board."))


def _rungs_with(row: Cooperative, name: str, number: int, today: dt.date) -> dict[str, Any]:
    """The settings that change along when this is about whom a promise is told to."""
    if name not in RUNG_TERMS.values():
        return {}
    numbers = {one: term(row, one) for one in RUNG_TERMS.values()} | {name: number}
    circle, board, table = (numbers[RUNG_TERMS[who]] for who in ("circle", "seat", "table"))
    if not circle < board < table:
        raise Refused(
            _("First the circle hears it, days later the board, and days after that the table.")
        )
    return {LADDER: {**row.setting(LADDER, {}), holds_from(today).isoformat(): numbers}}


@transaction.atomic
def shut_rooms(
    cooperative: Cooperative, labels: Collection[str], *, by: By, at: dt.datetime
) -> None:
    """These rooms are shut from now on, and every other one is open. No room is in which something runs."""
    shut = set(labels) & rooms.rooms().keys()
    row = Cooperative.objects.select_for_update(no_key=True).get(pk=cooperative.pk)
    was = rooms.shut_in(row.settings)
    if shut == was:
        return
    for label in sorted(shut - was):
        room = rooms.rooms()[label]
        if why := room.busy(row):
            raise Refused(_("“%(room)s” stays open. %(why)s") % {"room": room.name, "why": why})
    since = row.setting(rooms.SINCE, {}) | dict.fromkeys(shut ^ was, clock.day(at).isoformat())
    new = {rooms.SHUT: sorted(shut), rooms.SINCE: since}
    row.settings = cooperative.settings = {**row.settings, **new}
    row.save(update_fields=["settings"])
    note("cooperative.rooms-shut", row, by=by, at=at, shut=sorted(shut), opened=sorted(was - shut))
