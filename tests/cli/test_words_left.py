"""The letter that says that private texts left the house, also when it waited through an upgrade."""

from datetime import timedelta

from tussenruimte.cli.actions import WORDS_LEFT, WORDS_TAKEN
from tussenruimte.members.actions import make_seat
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.record.actions import note

AN_HOUR = timedelta(hours=1)


def letter(rietkade, person, at):
    message = Dispatch.objects.create(
        cooperative_id=rietkade.pk, kind=WORDS_LEFT, to=person.code, about=rietkade.code,
        once=f"{WORDS_LEFT}|{at.isoformat()}", due_at=at,
    )  # fmt: skip
    return letters_of([message])[message.code].text


def test_it_names_the_seats_of_that_moment(rietkade, amina, at):
    for number, name in enumerate(("Voorzitter", "Schrijver")):
        seat, when = make_seat(rietkade, name, by="beheer", at=at), at + number * AN_HOUR
        note(WORDS_TAKEN, rietkade, by="beheer", at=when, seats=[seat.actor.code], told=1)
    assert "twee stoelen samen: Voorzitter." in letter(rietkade, amina, at)
    assert "twee stoelen samen: Schrijver." in letter(rietkade, amina, at + AN_HOUR)


def test_one_from_before_seats_were_asked_for_leaves_too(rietkade, amina, at):
    note(WORDS_TAKEN, rietkade, by="beheer", at=at, holders=["0123456789abcdef"], told=1)
    text = letter(rietkade, amina, at)
    assert "Ook de privéteksten." in text
    assert "stoelen" not in text
