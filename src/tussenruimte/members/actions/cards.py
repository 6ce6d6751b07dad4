"""The card: a way in without an address, a mailbox or a telephone."""

import datetime as dt
import secrets
import unicodedata

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _, ngettext

from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.sealing import keyed_hash
from tussenruimte.kit.tenancy import tell_database
from tussenruimte.members.by import By
from tussenruimte.members.models import Card, CardDirectory, CardTry, Person
from tussenruimte.methods.codes import CARD_CODES, card_code, tidy
from tussenruimte.record.actions import note

FREE_TRIES = 4  # wrong tries without a wait; each further one doubles the wait
LONGEST_WAIT = 60  # seconds; guessing is slowed, the owner is never locked out
FORGET_TRIES = dt.timedelta(hours=1)


@transaction.atomic
def make_card(person: Person, word: str, *, by: By | None, at: dt.datetime) -> tuple[Card, str]:
    """A card with a fresh code. The own word is kept as a slow hash; it is never printed.

    Returns the card and its code as it is printed.
    """
    code = card_code(secrets.randbelow(CARD_CODES))
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
def replace_card(person: Person, word: str, *, by: Person, at: dt.datetime) -> tuple[Card, str]:
    """At the counter: the lost cards end, a new one with a new word opens the same."""
    ended = Card.objects.filter(person=person, ended_at=None)
    for code in ended.values_list("code", flat=True):
        CardDirectory.objects.filter(card=code).delete()
    ended.update(ended_at=at)
    return make_card(person, word, by=by, at=at)


def tidy_word(word: str) -> str:
    """The own word as people mean it: without capitals, spaces at the ends or odd letters."""
    return " ".join(unicodedata.normalize("NFKC", word).casefold().split())


@transaction.atomic
def check_card(text: str, word: str, *, network: str, by: By, at: dt.datetime) -> Card:
    """The card that belongs to a code and word; refuses in one sentence that gives nothing away.

    Wrong tries slow down further tries at this code from this network only: whoever guesses from
    elsewhere does not keep the owner out. A GET or a right try changes nothing.
    """
    code = tidy(text) or ""
    key = keyed_hash(f"{code}|{network}", "card-try")
    _refuse_if_too_fast(key, at)
    entry = CardDirectory.objects.filter(hash=keyed_hash(code, "card")).first()
    card = None
    if entry is not None:
        tell_database(entry.in_cooperative)
        card = Card.objects.select_related("person__actor", "person__key", "cooperative").get(
            code=entry.card
        )
    if not check_password(tidy_word(word), card.word if card else _NOBODY) or card is None:
        raise WrongCard(key)
    return card


class WrongCard(Refused):
    """Code and word do not belong together; the caller counts the try after the roll-back."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(
            _(
                "This code and this word do not belong together. Look once more, or come by: we make you a new card."
            )
        )


@transaction.atomic
def count_wrong_try(key: str, *, by: By, at: dt.datetime) -> None:
    """Remember a wrong try for an hour. It is about a network, so it is no fact of a cooperative."""
    row, is_new = CardTry.objects.get_or_create(what=key, defaults={"tries": 1, "last_at": at})
    if is_new:
        return
    if at - row.last_at > FORGET_TRIES:
        CardTry.objects.filter(what=key).update(tries=1, last_at=at)
    else:
        CardTry.objects.filter(what=key).update(tries=F("tries") + 1, last_at=at)


def _refuse_if_too_fast(key: str, at: dt.datetime) -> None:
    row = CardTry.objects.filter(what=key).first()
    if row is None or row.tries <= FREE_TRIES or at - row.last_at > FORGET_TRIES:
        return
    wait = min(2 ** (row.tries - FREE_TRIES), LONGEST_WAIT)
    left = wait - int((at - row.last_at).total_seconds())
    if left > 0:
        raise Refused(
            ngettext(
                "That was wrong a few times. Wait %(n)d second and try again.",
                "That was wrong a few times. Wait %(n)d seconds and try again.",
                left,
            )
            % {"n": left}
        )


_NOBODY = make_password("nobody has this card")
