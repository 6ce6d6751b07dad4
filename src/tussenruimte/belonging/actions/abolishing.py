"""A seat can go when nobody waits for it any more."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.belonging.actions.shared import _locked
from tussenruimte.belonging.models import Succession
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.models import Person, Seat
from tussenruimte.promises.models import Promise, State


@transaction.atomic
def abolish(seat: Seat, *, by: Person, at: dt.datetime) -> None:
    """The seat is no longer there. A question is a promise too: none may be open."""
    seat = _locked(seat)
    if Promise.objects.filter(maker=seat.actor, state=State.OPEN).exists():
        raise Refused(
            _("This seat still owes something. First every promise and question is done or taken.")
        )
    if Succession.objects.filter(seat=seat, seated_at=None, called_off_at=None).exists():
        raise Refused(_("Somebody was named for this seat. First call that off."))
    members.abolish_seat(seat, by=by, at=at)
