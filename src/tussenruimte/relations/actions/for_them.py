"""Somebody with a paper, or the parent of a small child, does something for the person.

They do for the person what the person can do: answer what waits, let somebody read or no longer, and
close or open again. What the person says in their own words stays the person's alone: looking back
("did you feel known?"), that a conversation was otherwise, who stands beside them, how they are found,
and the wish for somebody else. Beside a sentence anybody who reads it puts words, under their own name.
For what somebody may act stands in words, as the paper has it; the house does not explain a paper.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.clocks import in_the_morning
from tussenruimte.members.models import Person
from tussenruimte.members.reads import actors_of
from tussenruimte.post.actions import put_in_outbox
from tussenruimte.post.models import Way
from tussenruimte.record.actions import note
from tussenruimte.relations.access import stands_for
from tussenruimte.relations.models import DoneFor, Need, Relation
from tussenruimte.relations.moves import locked

CLOSED_FOR_YOU = "closed-for-you"


@transaction.atomic
def act_for(  # noqa: PLR0913 - who does what for whom, about which row, with whom on the other side
    stands: Relation,
    what: DoneFor.What,
    act: Callable[..., Any],
    *,
    about: str,
    other_side: int | None = None,
    by: Person,
    at: dt.datetime,
) -> Any:
    """Do something for the person, as long as the yes of both stands; they read who did it.

    The relation is held meanwhile: once it has ended, nothing more is done. Nobody says for the
    person what lies between the person and themselves.
    """
    row = _held(stands, by)
    need = row.need
    if other_side is not None and other_side in actors_of(by, clock.day(at)):
        raise Refused(
            _("This is between you and %(name)s. So %(name)s says it, not you.") % _name(need)
        )
    done = act(by=by, at=at)
    DoneFor.objects.create(
        cooperative_id=need.cooperative_id, need=need, relation=row, what=what, about=about, at=at
    )
    whom = need.person.code
    note("need.done-for", need, by=by, at=at, on_behalf=whom, what=what.value, which=about)
    return done


def _held(stands: Relation, by: Person) -> Relation:
    need = locked(stands.need)
    rows = Relation.objects.acting().filter(pk=stands.pk, need=need, other=by)
    row = rows.select_for_update(of=("self",), no_key=True).first()
    if row is None or need.holder_id == by.pk:
        raise Refused(_("You can no longer do this for %(name)s.") % _name(need))
    row.need = need
    return row


def _name(need: Need) -> dict[str, str]:
    return {"name": need.person.first_name}


def _on_behalf(need: Need, by: Person) -> dict[str, str]:
    """For the fact: the yes of the person, given by whoever the paper names. Theirs alone: nothing."""
    if by.pk == need.person_id:
        return {}
    stands = stands_for(need, by)
    if stands is None:
        raise Refused(_("Only %(name)s can say that it is done. Ask them.") % _name(need))
    return {"on_behalf": need.person.code, "part": stands.part}


def _tell_it_was_closed(need: Need, by: Person, at: dt.datetime) -> None:
    """Whoever it was closed for hears that, and how it is undone: by mail, or somebody calls them."""
    person = need.person
    if person.user_id is None and not (person.reach or person.actor.phone):
        return
    put_in_outbox(
        need.cooperative_id,
        kind=CLOSED_FOR_YOU,
        to=person.code,
        about=need.code,
        way=Way.PHONE if person.user_id is None else Way.MAIL,
        once=f"{CLOSED_FOR_YOU}|{need.code}|{at.isoformat()}",
        due_at=in_the_morning(need.cooperative, at),
        by=by,
        at=at,
    )
