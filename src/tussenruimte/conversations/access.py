"""Which conversation somebody may see, plan, write down or answer."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from tussenruimte.conversations.models import Conversation
from tussenruimte.kit.refusal import NotHere
from tussenruimte.matters.hooks import Keys
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Cooperative


def who_wrote(matter: Matter, code: str) -> list[Keys]:
    """Who noted this conversation; the host when nobody did yet."""
    rows = Conversation.objects.filter(matter=matter, code=code)
    return [rows.values_list(Coalesce("noted_by", "host"), flat=True)]


def conversation_to_see(
    cooperative: Cooperative, actors: Iterable[int], code: str, on: dt.date
) -> Conversation:
    """A conversation about a matter that one may read."""
    its_matter = Matter.objects.filter(pk=OuterRef("matter")).readable_by(actors, on)
    rows = Conversation.objects.whole().filter(cooperative=cooperative, code=code)
    conversation = rows.filter(Exists(its_matter)).first()
    if conversation is None:
        raise NotHere
    return conversation


def conversation_to_plan(
    cooperative: Cooperative, actors: Iterable[int], code: str, on: dt.date
) -> Conversation:
    """One that one of these actors hosts."""
    conversation = conversation_to_see(cooperative, actors, code, on)
    if conversation.host_id not in set(actors):
        raise NotHere
    return conversation


def conversation_of_mine(
    cooperative: Cooperative, actors: Iterable[int], code: str, on: dt.date
) -> Conversation:
    """One to which one of these actors comes or came, or that is about them."""
    conversation = conversation_to_see(cooperative, actors, code, on)
    mine = set(actors)
    if conversation.matter.person_id in mine or conversation.host_id in mine:
        return conversation
    if not conversation.attendance.filter(actor__in=mine).exists():
        raise NotHere
    return conversation
