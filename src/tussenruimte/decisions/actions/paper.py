"""A voice on paper: two people read it, apart from each other, and it counts when both read the same."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tussenruimte.decisions import access
from tussenruimte.decisions.actions.shared import _send
from tussenruimte.decisions.actions.voting import _fitting, _refuse_closed, _taken_part_in
from tussenruimte.decisions.models import READERS, Ballot, BoxCount, PaperReading, Roll, Vote
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import NotHere, Refused
from tussenruimte.members.models import Person
from tussenruimte.members.reads import actors_of
from tussenruimte.record.actions import note


@transaction.atomic
def read_paper(
    voice: Roll, chosen: Sequence[int], interest: str = "", *, by: Person, at: dt.datetime
) -> Ballot | None:
    """Say what stands on the paper of this voice. The ballot, when somebody else read the same."""
    vote = _open_on_paper(voice, by, at)
    person = _whose(voice, by)
    _refuse_who_is_in(voice)
    row = _reading_of(voice, person, by)
    row.chosen, row.at = _fitting(vote, chosen), at
    sealed = row.put(interest=interest.strip())
    row.save()
    ballot = _put_in(vote, voice, by, at)
    if ballot is None:
        note("vote.paper-read", row, by=by, at=at, sealed=sealed, vote=vote.code)
    return ballot


def _open_on_paper(voice: Roll, by: Person, at: dt.datetime) -> Vote:
    """The vote, for who reads papers: on paper nothing is underway any more after the last moment."""
    vote = _taken_part_in(voice, by, at)
    if at >= vote.closes_at:
        _refuse_closed(vote)
    today = clock.day(at)
    if vote.is_secret or not access.reads_papers(vote, by, actors_of(by, today), today):
        raise NotHere
    rows = Roll.objects.select_for_update(of=("self",), no_key=True)
    rows.get(pk=voice.pk)  # one reader after the other
    return vote


def _whose(voice: Roll, by: Person) -> Person:
    person = access.person_on_paper(voice)
    if person is None:
        raise Refused(_("Only people vote on paper. An organisation votes through its seat."))
    if person.pk == by.pk:
        raise Refused(_("This paper is yours. Let two others read it, or vote here yourself."))
    return person


def _refuse_who_is_in(voice: Roll) -> None:
    ballot = Ballot.objects.filter(roll=voice).first()
    if ballot is None:
        return
    if ballot.on_paper:
        raise Refused(_("Two people read this paper already. Is it wrong? Take it back first."))
    raise Refused(_("%(who)s voted already, without paper. That counts.") % {"who": voice.actor})


def _reading_of(voice: Roll, person: Person, by: Person) -> PaperReading:
    """What this reader read before, to be read again; or the first or second reading."""
    readings = {one.reader_id: one for one in PaperReading.objects.filter(roll=voice)}
    if by.pk in readings:
        return readings[by.pk]
    if len(readings) >= READERS:
        raise Refused(_("Two others read this paper, each something else. They look once more."))
    place = _free_place(readings.values())
    home = voice.cooperative_id
    return PaperReading(cooperative_id=home, roll=voice, person=person, reader=by, place=place)


def _free_place(rows: Iterable[PaperReading | BoxCount]) -> int:
    """As the first or as the second of the two who look."""
    taken = {one.place for one in rows}
    return next(place for place in range(1, READERS + 1) if place not in taken)


def _put_in(vote: Vote, voice: Roll, by: Person, at: dt.datetime) -> Ballot | None:
    """The ballot, once two read the same; whose paper it is hears so."""
    both = list(PaperReading.objects.filter(roll=voice).select_related("person__key"))
    if len(both) < READERS or any(one.chosen != both[0].chosen for one in both):
        return None
    latest = sorted(both, key=lambda one: one.at, reverse=True)
    person = both[0].person
    row = Ballot(cooperative_id=voice.cooperative_id, roll=voice, person=person, at=at)
    row.chosen, row.on_paper = both[0].chosen, True
    sealed = row.put(interest=next(filter(None, (one.read("interest") for one in latest)), ""))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        raise Refused(_("%(who)s voted just now, without paper.") % {"who": person}) from twice
    PaperReading.objects.filter(roll=voice).update(interest=None)  # it stands with the ballot now
    _tell(person, "paper-read", vote, by, at)
    note("vote.cast", row, by=by, at=at, sealed=sealed, vote=vote.code, on_paper=True)
    return row


def _tell(person: Person, kind: str, vote: Vote, by: Person, at: dt.datetime) -> None:
    """Nobody is called for it: who has no mailbox gave the paper away themselves."""
    if person.user_id:
        _send(kind, vote.round.proposal.code, [person], by, at)


@transaction.atomic
def take_paper_back(voice: Roll, *, by: Person, at: dt.datetime) -> None:
    """One of the two who read it says that it is wrong: it is as if nobody read it."""
    vote = _open_on_paper(voice, by, at)
    readings = PaperReading.objects.filter(roll=voice)
    if not readings.filter(reader=by).exists():
        raise Refused(_("You did not read this paper. Whoever did takes it back."))
    person = access.person_on_paper(voice)
    readings.delete()
    was_in, _rows = Ballot.objects.filter(roll=voice, on_paper=True).delete()
    if was_in and person is not None:
        _tell(person, "paper-back", vote, by, at)
    note("vote.paper-taken-back", vote, by=by, at=at, voice=voice.actor.code)
