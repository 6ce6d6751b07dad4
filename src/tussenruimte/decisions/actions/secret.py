"""Secret ballots come in without a fact and without a moment, and at closing all go at once.

Casting one is the only change of the house that notes nothing: a fact would say who voted when, and
with that which of the rows is theirs (docs/adr/0018). That somebody voted is noted at closing.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from tussenruimte.decisions.actions.voting import _fitting, _taken_part_in
from tussenruimte.decisions.counting import Voiced
from tussenruimte.decisions.models import (
    ON_PAPER,
    BallotKey,
    BoxCount,
    Roll,
    SecretBallot,
    Vote,
    Voted,
)
from tussenruimte.decisions.reads.boxes import in_box, opened
from tussenruimte.kit.codes import new_code
from tussenruimte.kit.keyring import master_keys
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.sealing import (
    UnreadableError,
    keyed_hash,
    master_name,
    new_key,
    seal,
    unseal,
    unwrap,
    wrap,
)
from tussenruimte.members.by import By
from tussenruimte.members.models import Cooperative, Person
from tussenruimte.record.actions import note

LENGTH = 64  # letters of every ballot: its length says nothing


@transaction.atomic
def cast_secretly(voice: Roll, chosen: Sequence[int], *, by: Person, at: dt.datetime) -> str:
    """Vote without one's name, once and for good. Returns the code that proves that the ballot is in."""
    vote = _taken_part_in(voice, by, at)
    if not vote.is_secret:
        raise Refused(_("This vote is open. Vote with your name."))
    fitting = _fitting(vote, chosen)
    receipt = new_code()
    try:
        with transaction.atomic():
            Voted.objects.create(
                cooperative_id=voice.cooperative_id, roll=voice, receipt=_hashed(receipt)
            )
    except IntegrityError as twice:
        raise Refused(_("Your voice is in already. A secret ballot cannot be changed.")) from twice
    row = SecretBallot(cooperative_id=voice.cooperative_id, vote=vote)
    words = f"{','.join(map(str, fitting))}|{receipt}".ljust(LENGTH)
    row.sealed = _locked_in(vote, words, _place(row, vote))
    row.save(force_insert=True)
    return receipt


def _locked_in(vote: Vote, words: str, place: str) -> bytes:
    """Places of options, under the key of this vote alone."""
    return seal(_key_of(vote), words, place)


def _hashed(receipt: str) -> str:
    return keyed_hash(receipt, "ballot")


def _place(row: SecretBallot, vote: Vote) -> str:
    return f"decisions_secretballot|{vote.code}|{row.pk.hex}"


def _key_of(vote: Vote) -> bytes:
    """The key of this vote, made with its first ballot: also of a house that came out of a backup."""
    row = BallotKey.objects.filter(vote=vote).first()
    if row is None:
        wrapped, master = wrap(new_key(), vote.code)
        try:
            with transaction.atomic():
                row = BallotKey.objects.create(
                    cooperative_id=vote.cooperative_id, vote=vote, wrapped=wrapped, master=master
                )
        except IntegrityError:  # somebody else's ballot was first by a moment
            row = BallotKey.objects.get(vote=vote)
    return unwrap(bytes(row.wrapped), vote.code, row.master)


def _taken_out(vote: Vote) -> tuple[list[Voiced], list[str]]:
    """All ballots, opened and then thrown away with their key, and the codes of who voted.

    Part of closing. Both come in the order of what is in them, which says nothing about who or when,
    or whether it came out of the box.
    """
    ballots = list(SecretBallot.objects.filter(vote=vote))
    key = _key_of(vote) if ballots else b""
    read = sorted(unseal(key, bytes(row.sealed), _place(row, vote)) for row in ballots)
    both = [words.rstrip().split("|") for words in read]
    receipts = sorted(receipt for _chosen, receipt in both)
    voted = Voted.objects.filter(roll__vote=vote)
    codes = voted.exclude(receipt=ON_PAPER).values_list("receipt", flat=True)
    if sorted(map(_hashed, receipts)) != sorted(codes):
        raise UnreadableError(f"the ballots of {vote.code} are not those of who voted")
    papers = _in_the_box(vote)
    is_in = Voted.objects.filter(roll=OuterRef("pk"))
    Roll.objects.filter(vote=vote).filter(Exists(is_in)).update(has_voted=True)
    voted.delete()
    SecretBallot.objects.filter(vote=vote).delete()
    BoxCount.objects.filter(vote=vote).delete()
    BallotKey.objects.filter(vote=vote).delete()
    choices = sorted([*(_places(chosen) for chosen, _receipt in both), *papers])
    return [Voiced(chosen, "", "") for chosen in choices], receipts


def _in_the_box(vote: Vote) -> list[tuple[int, ...]]:
    if not in_box(vote):
        return []
    papers = opened(vote)
    if papers is None:
        raise Refused(_("Papers lie in the box. First two people count them, each by themselves."))
    return papers


def _places(words: str) -> tuple[int, ...]:
    return tuple(int(place) for place in words.split(",") if place)


@transaction.atomic
def rewrap_ballot_keys(cooperative: Cooperative, *, by: By, at: dt.datetime) -> int:
    """Wrap the keys of secret votes anew that are still under an older master. How many there were."""
    now = master_name(master_keys()[0])
    older = BallotKey.objects.filter(cooperative=cooperative).exclude(master=now)
    rows = list(
        older.select_for_update(of=("self",), no_key=True).select_related("vote").order_by("pk")
    )
    for row in rows:
        bare = unwrap(bytes(row.wrapped), row.vote.code, row.master)
        row.wrapped, row.master = wrap(bare, row.vote.code)
        row.save(update_fields=["wrapped", "master"])
    if rows:
        note("keys.rewrapped", cooperative, by=by, at=at, n=len(rows))
    return len(rows)
