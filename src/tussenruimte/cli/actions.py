"""What only the commands change: that private texts leave, and that a cooperative comes in."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

from django.contrib.auth.hashers import make_password
from django.db import transaction

from tussenruimte.kit import clock
from tussenruimte.kit.sealing import keyed_hash, new_key, wrap
from tussenruimte.members.by import By
from tussenruimte.members.hearing import hearing_in
from tussenruimte.members.models import (
    ActsFor,
    Card,
    CardDirectory,
    Cooperative,
    Login,
    Person,
    PersonKey,
    Seat,
    User,
)
from tussenruimte.members.models.sealed import LEFT_BEHIND
from tussenruimte.post.actions import put_many_in_outbox
from tussenruimte.post.models import Dispatch, Way
from tussenruimte.record.actions import note

WORDS_LEFT = "cli.words-left"
WORDS_TAKEN = "words.taken-along"


class Holder(Protocol):
    """Whose a key is."""

    @property
    def seat(self) -> str: ...

    @property
    def person(self) -> str: ...

    @property
    def key(self) -> str: ...


@transaction.atomic
def words_leave(
    cooperative: Cooperative, holders: Sequence[Holder], *, by: By, at: dt.datetime
) -> None:
    """Private texts are taken along, locked to the keys of two seats. The board hears it, and they do."""
    today = clock.day(at)
    seats = Seat.objects.filter(
        cooperative=cooperative, actor__code__in=[one.seat for one in holders]
    )
    hear = hearing_in(cooperative, today).of_boards | set(seats.values_list("pk", flat=True))
    acting = ActsFor.objects.current(today).filter(
        cooperative=cooperative,
        actor__in=hear,
        person__forgotten_at=None,
    )
    rows = acting.order_by("person").values_list("person__code", "person__user__email")
    people: dict[str, str | None] = dict(rows)
    letters = [
        Dispatch(
            cooperative_id=cooperative.pk,
            kind=WORDS_LEFT,
            to=code,
            about=cooperative.code,
            way=Way.PHONE if email is None else Way.MAIL,
            once=f"{WORDS_LEFT}|{code}|{at.isoformat()}",
            due_at=at,
        )
        for code, email in people.items()
    ]
    put_many_in_outbox(letters, by=by, at=at)
    note(
        WORDS_TAKEN,
        cooperative,
        by=by,
        at=at,
        told=len(letters),
        holders=[one.key for one in holders],
        seats=[one.seat for one in holders],
        people=[one.person for one in holders],
    )


@transaction.atomic
def let_sign_in(
    cooperative: Cooperative,
    logins: Mapping[int, str],
    *,
    by: By,  # noqa: ARG001 - the record of who came in, came along
    at: dt.datetime,  # noqa: ARG001
) -> None:
    """People sign in here with the address that they had, by their key."""
    for key, email in logins.items():
        user = User.objects.filter(email=email).first() or User.objects.create(
            email=email, password=make_password(None)
        )
        Person.objects.filter(pk=key, cooperative=cooperative).update(user=user)
        Login.objects.get_or_create(user=user, in_cooperative=cooperative.pk)


@transaction.atomic
def give_keys(
    cooperative: Cooperative,
    keys: Mapping[str, bytes],
    *,
    by: By,  # noqa: ARG001 - the record of who came in, came along
    at: dt.datetime,  # noqa: ARG001
) -> None:
    """Everybody's key comes along, under the master of this house; or a new one, and then the old
    texts stay closed. Whoever was forgotten has none.
    """
    people = Person.objects.filter(cooperative=cooperative, forgotten_at=None).order_by("pk")
    rows = []
    for key, code in people.values_list("pk", "code"):
        wrapped, master = wrap(keys.get(code) or new_key(), code)
        rows.append(
            PersonKey(cooperative=cooperative, person_id=key, wrapped=wrapped, master=master)
        )
    PersonKey.objects.bulk_create(rows, batch_size=2_000)
    if not keys:
        cooperative.settings = {**cooperative.settings, LEFT_BEHIND: True}
        cooperative.save(update_fields=["settings"])


@transaction.atomic
def let_cards_open(
    cooperative: Cooperative,
    *,
    by: By,  # noqa: ARG001 - the record of who came in, came along
    at: dt.datetime,  # noqa: ARG001
) -> int:
    """Cards open here too, now that their codes can be read. Returns how many."""
    cards = Card.objects.filter(cooperative=cooperative, ended_at=None, person__forgotten_at=None)
    rows = [
        CardDirectory(
            hash=keyed_hash(card.read("sealed_code"), "card"),
            in_cooperative=cooperative.pk,
            card=card.code,
        )
        for card in cards.select_related("person__key").iterator(2_000)
    ]
    return len(CardDirectory.objects.bulk_create(rows, batch_size=2_000))
