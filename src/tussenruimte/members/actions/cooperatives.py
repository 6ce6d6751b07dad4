"""A cooperative begins."""

import datetime as dt
import secrets
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.sealing import keyed_hash
from tussenruimte.kit.tenancy import tell_database
from tussenruimte.members.by import By
from tussenruimte.members.models import Cooperative, SetUpCode
from tussenruimte.methods.codes import CARD_CODES, card_code, tidy
from tussenruimte.record.actions import begin_record, note

# Names on the first level of addresses that can be no cooperative.
RESERVED = {
    "inloggen", "kaart", "api", "static", "healthz", "toegankelijkheid", "privacy", "begin", "look",
    "taal", "letters", "uitloggen", "mijn-toegang", "demo", "media", "files", "admin", "well-known",
}  # fmt: skip
IN_WORDS = {"legal_name", "tagline", "area", "municipality", "desk"}


@transaction.atomic
def found_cooperative(
    *, slug: str, name: str, phone: str, by: By, at: dt.datetime, **more: Any
) -> Cooperative:
    """A new cooperative, with an empty record. `more` are further columns, such as `desk`."""
    refuse_bsn(name, *(str(text) for field, text in more.items() if field in IN_WORDS))
    if slug in RESERVED:
        raise Refused(
            _("The address “%(slug)s” is taken by the house. Choose another.") % {"slug": slug}
        )
    if Cooperative.objects.filter(slug=slug).exists():
        raise Refused(
            _("There is a cooperative at “%(slug)s” already. Choose another.") % {"slug": slug}
        )
    cooperative = Cooperative.objects.create(
        slug=slug, name=name, phone=phone, created_at=at, **more
    )
    tell_database(cooperative.pk)
    begin_record(cooperative.pk)
    note("cooperative.begun", cooperative, by=by, at=at)
    return cooperative


@transaction.atomic
def describe_cooperative(
    cooperative: Cooperative, told: dict[str, str], *, by: By, at: dt.datetime
) -> None:
    """How it is called, where it is and how to reach it, in new words. Its address stays: it stands on cards."""
    refuse_bsn(*(told[name] for name in told.keys() & {"name", *IN_WORDS}))
    cooperative = Cooperative.objects.select_for_update(no_key=True).get(pk=cooperative.pk)
    changed = sorted(name for name, text in told.items() if getattr(cooperative, name) != text)
    if not changed:
        raise Refused(_("All of this stands there already."))
    for name in changed:
        setattr(cooperative, name, told[name])
    cooperative.save(update_fields=changed)
    note("cooperative.described", cooperative, by=by, at=at, names=changed)


@transaction.atomic
def choose_settings(
    cooperative: Cooperative, chosen: dict[str, Any], *, by: By, at: dt.datetime
) -> None:
    """The cooperative chooses other terms than the house's; what is not named stays as it was."""
    cooperative = Cooperative.objects.select_for_update(no_key=True).get(pk=cooperative.pk)
    cooperative.settings = {**cooperative.settings, **chosen}
    cooperative.save(update_fields=["settings"])
    note("cooperative.settings-chosen", cooperative, by=by, at=at, names=sorted(chosen))


@transaction.atomic
def make_set_up_code(*, by: By, at: dt.datetime) -> str:  # noqa: ARG001 - outside every cooperative, so no fact
    """A fresh one-time code for the first administrator; older unused ones end. No cooperative, so no fact."""
    code = card_code(secrets.randbelow(CARD_CODES))
    SetUpCode.objects.filter(used_at=None).update(used_at=at)
    SetUpCode.objects.create(hash=keyed_hash(code, "set-up"), made_at=at)
    return code


@transaction.atomic
def use_set_up_code(text: str, *, by: By, at: dt.datetime) -> None:  # noqa: ARG001 - outside every cooperative, so no fact
    """Spend the code. It works once; the record of the cooperative begins right after it."""
    hashed = keyed_hash(tidy(text) or "", "set-up")
    spent = SetUpCode.objects.filter(hash=hashed, used_at=None).update(used_at=at)
    if not spent:
        raise Refused(
            _("This is not the set-up code. It stands in the window where the house was started.")
        )
