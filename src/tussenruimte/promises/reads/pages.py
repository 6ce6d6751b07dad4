"""What a whole page about promises shows, in a constant number of questions."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.leaves import Leaf
from tussenruimte.matters.access import may_read
from tussenruimte.matters.models import Matter, Reader
from tussenruimte.matters.reads import bond_of, walk_up
from tussenruimte.members.hearing import hearing_in
from tussenruimte.members.models import Actor, Cooperative, Kind, Person, Standing
from tussenruimte.promises.access import ground_on
from tussenruimte.promises.models import Handover, Promise
from tussenruimte.promises.reads.ladder import ladder_in, ladder_of
from tussenruimte.promises.reads.lists import (
    handovers_of,
    moves_of,
    offers_to,
)
from tussenruimte.promises.reads.mine import Page, page_of_mine
from tussenruimte.promises.reads.one_by_one import late_first
from tussenruimte.promises.reads.passing import (
    could_be_above_mandate,
    passing_of,
    redirections_of,
)
from tussenruimte.promises.reads.public import closed_period, people_total, seat_promises
from tussenruimte.promises.reads.standing import View, inside_view, views, with_what_stands_beside

ON_A_PAGE = 10  # of what one promised, and as many of what one was promised
ENDED = 5
AT_ONCE = 3  # asked about with a button each; of more the page of the promise asks
A_QUARTER = dt.timedelta(days=92)
CHOICES = 500


def everything_of(
    actors: Collection[int], cooperative: Cooperative, today: dt.date, page: int = 1
) -> dict[str, Any]:
    """A page of what these actors promised and were promised: what waits for them first."""
    since = clock.midnight(today - A_QUARTER)
    mine = page_of_mine(actors, cooperative.pk, Page(page, ON_A_PAGE, ENDED, since, today))
    lists = (mine.got, mine.made, mine.ended)
    got, made, ended = _each_with_what_stands_beside(lists, today, cooperative)
    done = [one for one in got if one.is_done]
    rest = done[AT_ONCE:] + [one for one in got if one.is_open]
    return {
        "offers": offers_to(actors, today) if page == 1 and mine.may_be_asked else [],
        "to_confirm": done[:AT_ONCE],
        "made": [one for one in made if not one.is_law],
        "got": [one for one in rest if not one.is_law],
        "law_of_me": [one for one in made if one.is_law],
        "law_for_me": [one for one in rest if one.is_law],
        "late_to_me": mine.late_to_me,
        "late_of_me": mine.late_of_me,
        "ended": ended,
        "leaf": Leaf(made, page, mine.has_more),
    }


def _each_with_what_stands_beside(
    lists: Sequence[list[Promise]], today: dt.date, cooperative: Cooperative
) -> list[list[View]]:
    rows = views([row for rows in lists for row in rows], today, cooperative)
    rows = [replace(one, passing=passing_of(one.promise)) for one in rows]
    shown = iter(with_what_stands_beside(rows, cooperative))
    return [[next(shown) for _row in rows] for rows in lists]


def whole_view(promise: Promise, today: dt.date, cooperative: Cooperative) -> View:
    """The same as `inside_view`, with past whom it goes: that is fetched along."""
    return replace(inside_view(promise, today, cooperative), passing=passing_of(promise))


def page_of(
    promise: Promise,
    cooperative: Cooperative,
    person: Person,
    actors: Collection[int],
    today: dt.date,
) -> dict[str, Any]:
    """A promise as whoever looks may see and move it."""
    shown = whole_view(promise, today, cooperative)
    handovers = handovers_of(promise) if getattr(promise, "is_offered", True) else []
    me = _("You") if promise.receiver_id == person.pk else ""
    return {
        "promise": shown,
        "is_maker": promise.maker_id in actors,
        "is_receiver": promise.receiver_id in actors,
        "i_made_it": promise.maker_id == person.pk,
        "i_got_it": promise.receiver_id == person.pk,
        "ladder": _ladder(promise, cooperative, today, me) if shown.is_late else [],
        "moves": moves_of(promise),
        "redirections": redirections_of(promise),
        "offer": next((row for row in handovers if shown.is_open and not row.answered_at), None),
        "taken_over": [row for row in handovers if row.accepted],
        "can_be_above": could_be_above_mandate(promise),
        "steps": walk_up(promise.matter),
        "may_read_matter": not promise.matter.is_private or bool(ground_on(promise)),
    }


def _ladder(
    promise: Promise, cooperative: Cooperative, today: dt.date, me: str
) -> list[dict[str, Any]]:
    hearing = hearing_in(cooperative, today)
    return ladder_of(promise, today, ladder_in(cooperative), hearing, me)


def who_could_promise(matter: Matter, actors: Collection[int], today: dt.date) -> list[Actor]:
    """Who can promise or be promised something about a matter: I, its readers, seats, holders."""
    readers = Reader.objects.current(today).filter(matter=matter).values("actor")
    rows = Actor.objects.filter(cooperative=matter.cooperative_id).filter(
        Q(pk__in=actors) | Q(pk__in=readers) | _promisers(matter.cooperative_id)
    )
    return list(rows.order_by("name", "pk")[:CHOICES])


def who_could_take(promise: Promise) -> list[Actor]:
    """Who could take over a promise: seats, organisations and people who may hold, not in it yet."""
    rows = Actor.objects.filter(
        _promisers(promise.cooperative_id), cooperative=promise.cooperative_id
    ).exclude(pk__in=[promise.maker_id, promise.receiver_id])
    return list(rows.order_by("name", "pk")[:CHOICES])


def _promisers(cooperative_id: int) -> Q:
    standing = Standing.objects.filter(cooperative=cooperative_id, person__forgotten_at=None)
    holders = standing.values("person")
    return Q(kind__in=[Kind.SEAT, Kind.ORGANISATION]) | Q(pk__in=holders)


def whose_yes(matter: Matter, reader: Person) -> str:
    """Whose yes is needed before somebody new reads along; empty when nobody has to be asked."""
    person = matter.person
    return "" if person is None or person.pk == reader.pk else person.first_name


def yes_for_taker(row: Handover, reader: Person, today: dt.date) -> str:
    """Whose yes is needed before whoever takes a promise over reads along; empty when nobody's is."""
    matter = row.promise.matter
    return "" if may_read(matter, [row.taker_id], today) else whose_yes(matter, reader)


def account_of(cooperative: Cooperative, today: dt.date, *, for_members: bool) -> dict[str, Any]:
    """Promised and done: the quarter that is over, and whatever is late now."""
    period = closed_period(cooperative, today)
    seats = seat_promises(cooperative, period, today)
    late, how_many_late = late_first(cooperative, today)
    people = people_total(period, for_members=for_members)
    words = (_("Done"), _("Moved"), _("Late"), _("Did not work out"))
    return {
        "period": period,
        "seats": seats,
        "sums": {
            name: sum(getattr(seat, name) for seat in seats)
            for name in ("total", "kept", "moved", "late", "failed", "open")
        },
        "late": late,
        "how_many_late": how_many_late,
        "people": people,
        "people_rows": list(zip(words, people.cells, strict=True)),
        "for_members": for_members,
        "bond": bond_of(cooperative),
    }
