"""Wrapping the keys of people and the secrets of second codes anew, under the master key that counts now."""

import datetime as dt

from allauth.mfa.models import Authenticator
from django.db import transaction

from tussenruimte.kit.keyring import master_keys
from tussenruimte.kit.sealing import UnreadableError, master_name, unwrap, wrap
from tussenruimte.kit.second_codes import SECRETS, is_under, unwrap_secret, wrap_secret
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
    held = (
        older.select_for_update(of=("self",), no_key=True).select_related("person").order_by("pk")
    )
    keys = list(held[:at_once])
    for key in keys:
        bare = unwrap(bytes(key.wrapped), key.person.code, key.master)
        key.wrapped, key.master = wrap(bare, key.person.code)
    PersonKey.objects.bulk_update(keys, ["wrapped", "master"], batch_size=at_once)
    if keys:
        note("keys.rewrapped", cooperative, by=by, at=at, n=len(keys))
    return len(keys)


@transaction.atomic
def rewrap_second_codes(
    after: int,
    at_once: int,
    *,
    by: By,  # noqa: ARG001 - a log-in is of no cooperative, so no fact
    at: dt.datetime,  # noqa: ARG001
) -> tuple[int, int] | None:
    """Look at so many second codes, and wrap anew what lies under an older master.

    Returns at which row it came and how many it wrapped; nothing when there are no further rows. What
    opens under no key of ours stays as it is.
    """
    held = Authenticator.objects.select_for_update(no_key=True).filter(
        type__in=SECRETS, pk__gt=after
    )
    rows = list(held.order_by("pk")[:at_once])
    if not rows:
        return None
    anew = [row for row in rows if _is_wrapped_anew(row)]
    Authenticator.objects.bulk_update(anew, ["data"], batch_size=at_once)
    return rows[-1].pk, len(anew)


def _is_wrapped_anew(row: Authenticator) -> bool:
    secret = SECRETS[row.type]
    if is_under(row.data[secret], master_name(master_keys()[0])):
        return False
    try:
        bare = unwrap_secret(row.data[secret])
    except UnreadableError:
        return False
    row.data[secret] = wrap_secret(bare)
    return True
