"""The card: a way in without an address, a mailbox or a telephone."""

import datetime as dt
import secrets

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F

from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.sealing import keyed_hash
from tussenruimte.members.access import FORGET_TRIES, tidy_word
from tussenruimte.members.by import By
from tussenruimte.members.models import Card, CardDirectory, CardTry, Person
from tussenruimte.methods.codes import CARD_CODES, card_code
from tussenruimte.record.actions import note

KEEP_TRIES = dt.timedelta(days=1)


@transaction.atomic
def make_card(
    person: Person, word: str, *, by: By | None, at: dt.datetime, printed: str = ""
) -> tuple[Card, str]:
    """A card with a fresh code, or one that was `printed` beforehand for the counter.

    The own word is kept as a slow hash; it is never printed. Returns the card and its code.
    """
    refuse_bsn(word)
    code = printed or card_code(secrets.randbelow(CARD_CODES))
    card = Card(
        cooperative_id=person.cooperative_id,
        person=person,
        word=make_password(tidy_word(word)),
        made_at=at,
    )
    card.put(sealed_code=code)
    card.save()
    CardDirectory.objects.create(
        hash=keyed_hash(code, "card"), in_cooperative=person.cooperative_id, card=card.code
    )
    note("card.made", card, by=by or person, at=at)
    return card, code


@transaction.atomic
def replace_card(
    person: Person, word: str, *, by: Person, at: dt.datetime, printed: str = ""
) -> tuple[Card, str]:
    """At the counter: the lost cards end, a new one with a new word opens the same."""
    ended = Card.objects.filter(person=person, ended_at=None)
    for code in ended.values_list("code", flat=True):
        CardDirectory.objects.filter(card=code).delete()
    ended.update(ended_at=at, sealed_code=b"")  # it opens nothing any more
    return make_card(person, word, by=by, at=at, printed=printed)


@transaction.atomic
def count_wrong_try(*keys: str, by: By, at: dt.datetime) -> None:  # noqa: ARG001 - outside every cooperative, so no fact
    """Remember a wrong try for an hour. It is about a network, so it is no fact of a cooperative."""
    for key in sorted(filter(None, keys)):
        _count(key, at)


@transaction.atomic
def count_asked(key: str, *, by: By | None, at: dt.datetime) -> None:  # noqa: ARG001 - outside every cooperative, so no fact
    """Remember for an hour that something was asked from one network, of which `key` tells no more."""
    _count(key, at)


def _count(key: str, at: dt.datetime) -> None:
    row, is_new = CardTry.objects.get_or_create(what=key, defaults={"tries": 1, "last_at": at})
    if is_new:
        return
    if at - row.last_at > FORGET_TRIES:
        CardTry.objects.filter(what=key).update(tries=1, last_at=at)
    else:
        CardTry.objects.filter(what=key).update(tries=F("tries") + 1, last_at=at)


@transaction.atomic
def forget_tries(*, by: By, at: dt.datetime) -> None:  # noqa: ARG001 - outside every cooperative, so no fact
    """What was tried or asked from a network counts for an hour; after a day nothing is left of it."""
    CardTry.objects.filter(last_at__lt=at - KEEP_TRIES).delete()
