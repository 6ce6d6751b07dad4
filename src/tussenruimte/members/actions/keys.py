"""Wrapping the keys of people anew, under the master key that counts now."""

import datetime as dt

from django.db import transaction

from tussenruimte.kit.keyring import master_keys
from tussenruimte.kit.sealing import master_name, unwrap, wrap
from tussenruimte.members.by import By
from tussenruimte.members.models import Cooperative, PersonKey
from tussenruimte.record.actions import note


@transaction.atomic
def rewrap_keys(cooperative: Cooperative, at_once: int, *, by: By, at: dt.datetime) -> int:
    """Wrap so many keys anew that are still under an older master. Texts stay as they are.

    Returns how many there were; nought when all are under the first key of the ring. Whoever is
    erased at that moment stays erased: their key is held while it is wrapped, or gone.
    """
    now = master_name(master_keys()[0])
    older = PersonKey.objects.filter(cooperative=cooperative).exclude(master=now)
    held = older.select_for_update(of=("self",)).select_related("person").order_by("pk")
    keys = list(held[:at_once])
    for key in keys:
        bare = unwrap(bytes(key.wrapped), key.person.code, key.master)
        key.wrapped, key.master = wrap(bare, key.person.code)
    PersonKey.objects.bulk_update(keys, ["wrapped", "master"], batch_size=at_once)
    if keys:
        note("keys.rewrapped", cooperative, by=by, at=at, n=len(keys))
    return len(keys)
