"""Where a message came from is kept as short as it is of use."""

import datetime as dt

from django.db import transaction

from tussenruimte.members.by import By
from tussenruimte.members.models import Cooperative
from tussenruimte.record.actions import note
from tussenruimte.relations.reads.lists import old_origins


@transaction.atomic
def forget_origins(cooperative: Cooperative, *, by: By, at: dt.datetime) -> int:
    """After a day nobody can see any more which messages came from one network."""
    emptied = old_origins(cooperative, at).update(origin="")
    if emptied:
        note("needs.origins-forgotten", cooperative, by=by, at=at, n=emptied)
    return emptied
