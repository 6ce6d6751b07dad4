"""A ground fell away: what hangs on it is looked at again."""

import datetime as dt

from django.db import transaction

from tussenruimte.kit import clock
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Person
from tussenruimte.promises.actions.shared import _locked, _refuse_ended
from tussenruimte.promises.models import Basis, Promise, State
from tussenruimte.record.actions import note


@transaction.atomic
def look_again(matter: Matter, basis: str, *, by: Person, at: dt.datetime) -> int:
    """A ground fell away: every open promise that hangs on it, or on nothing named, is looked at again."""
    rows = Promise.objects.filter(matter=matter, state=State.OPEN, basis__in=[basis, Basis.NONE])
    changed = rows.update(look_again_since=clock.day(at))
    note("promises.look-again", matter, by=by, at=at, basis=basis, n=changed)
    return changed


@transaction.atomic
def still_stands(promise: Promise, *, by: Person, at: dt.datetime) -> None:
    """Looked at again with the person: the promise still stands."""
    promise = _locked(promise)
    _refuse_ended(promise)
    promise.look_again_since = None
    promise.save(update_fields=["look_again_since"])
    note("promise.still-stands", promise, by=by, at=at)
