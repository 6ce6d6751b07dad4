"""Somebody who is not known here yet comes in by themselves: with a name, a way to be found and a card."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tussenruimte.belonging.reads.newcomers import came_since
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.access import asked_from
from tussenruimte.members.by import By
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Cooperative, Person


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is not known here yet: how they are called and found, and their own word."""

    name: str
    reach: str
    word: str
    network: str = ""  # from which they ask; counted, and not kept with them


def _welcome(cooperative: Cooperative, new: Newcomer, *, by: By | None, at: dt.datetime) -> Person:
    """They get a card, with which they see how things stand; what they come for is done by who calls this."""
    refuse_bsn(new.name, new.word)
    _refuse_a_flood(cooperative, new.network, by, at)
    if not new.name.strip():
        raise Refused(_("Say how you are called. Members know each other by name."))
    if not new.reach.strip():
        raise Refused(_("Say how we find you. A number, an address or a place is enough."))
    person = members.welcome_person(cooperative, name=new.name, reach=new.reach, by=by, at=at)
    members.make_card(person, new.word, by=by, at=at)
    return person


def _refuse_a_flood(cooperative: Cooperative, network: str, by: By | None, at: dt.datetime) -> None:
    """One network that floods us shuts the door for itself, long before it is shut for all."""
    if network:
        key, before = asked_from(f"joining|{cooperative.pk}", network, at)
        if before >= term(cooperative, "messages_an_hour"):
            raise Refused(
                _(
                    "Many people asked this from this place in the last hour. Call %(phone)s, or try again in an hour: what you wrote stays here."
                )
                % {"phone": cooperative.phone}
            )
        members.count_asked(key, by=by, at=at)
    lately = came_since(cooperative, at - dt.timedelta(hours=1))
    if lately >= term(cooperative, "joinings_an_hour"):
        raise Refused(
            _(
                "So many people ask this now that we cannot call them all. Try again later, or call us."
            )
        )
