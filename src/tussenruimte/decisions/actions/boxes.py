"""The box with papers of a secret vote: whose lie in it, and what two people count when it is over."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _, ngettext

from tussenruimte.decisions import access
from tussenruimte.decisions.actions.paper import _free_place, _tell, _whose
from tussenruimte.decisions.actions.secret import _locked_in
from tussenruimte.decisions.actions.voting import _fitting, _refuse_closed, _taken_part_in
from tussenruimte.decisions.models import ON_PAPER, READERS, UNDERWAY, BoxCount, Roll, Vote, Voted
from tussenruimte.decisions.reads.boxes import in_box, opened
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import NotHere, Refused
from tussenruimte.members.actions import post
from tussenruimte.members.models import Person
from tussenruimte.members.reads import actors_of
from tussenruimte.record.actions import note

Papers = Collection[Sequence[int]]


@transaction.atomic
def put_in_box(voice: Roll, *, by: Person, at: dt.datetime) -> None:
    """The paper of this voice lies in the box. As with every ballot no fact says when (see `secret`)."""
    vote = _taken_part_in(voice, by, at)
    _readers_only(vote, by, at)
    if at >= vote.closes_at:
        _refuse_closed(vote)
    person = _whose(voice, by)
    row = Voted(cooperative_id=voice.cooperative_id, roll=voice, receipt=ON_PAPER)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(_("%(who)s is in already.") % {"who": voice.actor}) from twice
    _tell(person, "in-box", vote, by, at)
    _ask_for_count(vote, at)


def _ask_for_count(vote: Vote, at: dt.datetime) -> None:
    """Once the vote is over, whoever leads it hears that the box waits."""
    kind, proposal = "decisions.count-box", vote.round.proposal
    once, over = f"{kind}|{vote.code}", vote.closes_at + UNDERWAY
    post.send(kind, proposal.code, [proposal.leads], once=once, due_at=over, by="klok", at=at)


@transaction.atomic
def take_out_of_box(voice: Roll, *, by: Person, at: dt.datetime) -> None:
    """It does not lie there after all: they vote otherwise, or the box holds one paper fewer."""
    vote = _held(voice.vote, by, at)
    gone, _rows = Voted.objects.filter(roll=voice, receipt=ON_PAPER).delete()
    if not gone:
        raise Refused(_("This paper does not lie in the box."))
    person = access.person_on_paper(voice)
    if person is not None:
        _tell(person, "out-of-box", vote, by, at)


@transaction.atomic
def count_box(vote: Vote, papers: Papers, *, by: Person, at: dt.datetime) -> bool:
    """One of two says what lies in the box. True when both found the same: then it can be counted."""
    vote = _held(vote, by, at)
    if at < vote.closes_at:
        raise Refused(_("The box stays shut until the vote is over."))
    found = sorted(_fitting(vote, chosen) for chosen in papers)
    _refuse_other_number(len(found), in_box(vote))
    row = _count_of(vote, by)
    row.sealed = _locked_in(vote, _written(found), f"box|{vote.code}|{row.place}")
    row.save()
    note("vote.box-counted", vote, by=by, at=at, papers=len(found))
    return opened(vote) is not None


def _held(vote: Vote, by: Person, at: dt.datetime) -> Vote:
    """The vote, for one of who see to its box; nobody else changes that meanwhile."""
    rows = Vote.objects.select_related("round__proposal__cooperative")
    vote = rows.select_for_update(of=("self",), no_key=True).get(pk=vote.pk)
    _readers_only(vote, by, at)
    if vote.closed_at is not None:
        _refuse_closed(vote)
    return vote


def _readers_only(vote: Vote, by: Person, at: dt.datetime) -> None:
    today = clock.day(at)
    if not vote.is_secret or not access.reads_papers(vote, by, actors_of(by, today), today):
        raise NotHere


def _refuse_other_number(found: int, marked: int) -> None:
    if found == marked:
        return
    raise Refused(
        ngettext(
            "You count %(found)s, and on the list stands %(marked)s paper. Look again, or take off "
            "the list who did not hand one in.",
            "You count %(found)s, and on the list stand %(marked)s papers. Look again, or take off "
            "the list who did not hand one in.",
            marked,
        )
        % {"found": found, "marked": marked}
    )


def _count_of(vote: Vote, by: Person) -> BoxCount:
    counts = {one.reader_id: one for one in BoxCount.objects.filter(vote=vote)}
    if by.pk in counts:
        return counts[by.pk]
    if len(counts) >= READERS:
        raise Refused(_("Two others counted this box. They look once more."))
    place = _free_place(counts.values())
    return BoxCount(cooperative_id=vote.cooperative_id, vote=vote, reader=by, place=place)


def _written(found: Sequence[Sequence[int]]) -> str:
    many = Counter(",".join(map(str, one)) for one in found)
    return "\n".join(f"{times} {words}".rstrip() for words, times in sorted(many.items()))
