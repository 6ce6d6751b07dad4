"""At the counter somebody gets a new card: whoever asks, and whoever asks it together with them."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import open_with_card
from tussenruimte.matters.models import Matter
from tussenruimte.matters.reads import about
from tussenruimte.members.actions import replace_card
from tussenruimte.members.models import Person
from tussenruimte.relations.models import Need
from tussenruimte.relations.reads.cards import opened_before, who_has_a_card


@transaction.atomic
def new_card(
    need: Need,
    own_word: str,
    *,
    whom: Person | None = None,
    by: Person,
    at: dt.datetime,
    printed: str = "",
) -> str:
    """A lost card is replaced, or a first one made; the old code opens nothing any more.

    `whom`: somebody who asks it together with the person, such as a parent. The new card opens what
    the old one opened. Returns its code.
    """
    whom = whom or need.person
    if whom not in who_has_a_card(need):
        raise Refused(_("A card is for whoever asks, and for whoever asks it together with them."))
    if not own_word.strip():
        raise Refused(_("Let %(name)s choose an own word first.") % {"name": whom.first_name})
    matters = _opens(need, whom)
    card, code = replace_card(whom, own_word, by=by, at=at, printed=printed)
    for matter in matters:
        open_with_card(card, matter, by=by, at=at)
    return code


def _opens(need: Need, whom: Person) -> list[Matter]:
    """What they asked together with others stays open too, as long as they belong to it."""
    mine = about(whom) if whom == need.person else [need.matter]
    return list({matter.pk: matter for matter in [*mine, *opened_before(whom)]}.values())
