"""Who may begin, lead, speak and be heard about a proposal. Reading it is for everybody."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import BigIntegerField, ExpressionWrapper, F, Q, QuerySet
from django.utils.translation import gettext as _

from tussenruimte.decisions.models import (
    Adviser,
    Candidate,
    Conflict,
    Demand,
    Idea,
    Kind,
    Meeting,
    Proposal,
    Proxy,
    Roll,
    Version,
    Vote,
)
from tussenruimte.kit.questions import Places, Question
from tussenruimte.kit.refusal import NotHere, Refused
from tussenruimte.members.access import is_member
from tussenruimte.members.hearing import hears_for_board
from tussenruimte.members.models import Actor, ActsFor, Cooperative, Person, Seat

Actors = Collection[int]
OF_SEAT = "actor__organisation__seats__actor"


def proposal_to_see(cooperative: Cooperative, code: str) -> Proposal:
    """A proposal: everybody may read it, also who does not sign in."""
    row: Proposal | None = PROPOSAL.first(cooperative=cooperative.pk, code=code)
    if row is None:
        raise NotHere
    return row


PROPOSAL = Question(
    lambda given: Proposal.objects.whole().filter(
        cooperative=given.key("cooperative"), code=given.text("code")
    )
)


def idea_to_take_off(cooperative: Cooperative, person: Person, code: str) -> Idea:
    """An idea of this person, or one in a budget of which they see to the rounds."""
    rows = Idea.objects.select_related("budget__proposal")
    row = rows.filter(cooperative=cooperative, code=code).first()
    if row is None or person.pk not in {row.by_id, row.budget.proposal.leads_id}:
        raise NotHere
    return row


def version_to_see(cooperative: Cooperative, code: str, number: int) -> tuple[Proposal, Version]:
    """A proposal as it was in one of its versions."""
    proposal = proposal_to_see(cooperative, code)
    row = (
        Version.objects.filter(proposal=proposal, number=number).select_related("by__actor").first()
    )
    if row is None:
        raise NotHere
    return proposal, row


def may_start(person: Person, on: dt.date) -> None:
    """Any member starts a proposal."""
    if not is_member(person, on):
        raise Refused(_("Members make proposals. First become a member."))


def proposal_to_open_again(
    cooperative: Cooperative, person: Person, code: str, on: dt.date
) -> Proposal:
    """One that is decided, for any member."""
    proposal = proposal_to_see(cooperative, code)
    if not is_member(person, on):
        raise NotHere
    return proposal


def leads(proposal: Proposal, person: Person | None) -> bool:
    """Whether this person sees to the rounds."""
    return person is not None and proposal.leads_id == person.pk


def proposal_to_lead(cooperative: Cooperative, person: Person, code: str) -> Proposal:
    """One of which this person sees to the rounds."""
    proposal = proposal_to_see(cooperative, code)
    if not leads(proposal, person):
        raise NotHere
    return proposal


def writes(proposal: Proposal, person: Person | None) -> bool:
    """Whether this person may write a new version: who started it, and who leads it."""
    return person is not None and person.pk in {proposal.leads_id, proposal.started_by_id}


def proposal_to_write(cooperative: Cooperative, person: Person, code: str) -> Proposal:
    """One of which this person may write a new version."""
    proposal = proposal_to_see(cooperative, code)
    if not writes(proposal, person):
        raise NotHere
    return proposal


def decides(proposal: Proposal, person: Person, actors: Actors, on: dt.date) -> bool:
    """Whether this person is of the circle that decides; without a circle, a member."""
    if proposal.circle_id is not None:
        return proposal.circle_id in actors
    return is_member(person, on)


def keeps_out(proposal: Proposal, person: Person) -> bool:
    """Whether their own interest keeps them out of this decision in a circle."""
    return (
        proposal.circle_id is not None
        and Conflict.objects.filter(proposal=proposal, person=person).exists()
    )


def proposal_to_speak_about(
    cooperative: Cooperative, person: Person, actors: Actors, code: str, on: dt.date
) -> Proposal:
    """One about which this person has a voice."""
    proposal = proposal_to_see(cooperative, code)
    if not decides(proposal, person, actors, on):
        raise NotHere
    return proposal


def adviser_to_speak(cooperative: Cooperative, actors: Actors, code: str) -> Adviser:
    """Where this person is asked for advice, or whoever they act for."""
    row = Adviser.objects.whole().filter(cooperative=cooperative, code=code, actor__in=actors)
    found = row.first()
    if found is None:
        raise NotHere
    return found


def answers(proposal: Proposal, actors: Actors, on: dt.date) -> bool:
    """Whether they write the answers: of the circle that decided, or of the board for all members.

    And whoever took over such a promise: the circle may have ended since.
    """
    promised = Adviser.objects.filter(proposal=proposal, is_overruled=True)
    if promised.filter(promise__maker__in=actors).exists():
        return True
    if proposal.circle_id is not None:
        return proposal.circle_id in actors
    return hears_for_board(proposal.cooperative, actors, on)


def adviser_to_answer(cooperative: Cooperative, actors: Actors, code: str, on: dt.date) -> Adviser:
    """An adviser who was overruled, for who writes the answer."""
    row = Adviser.objects.whole().filter(cooperative=cooperative, code=code).first()
    if row is None or not answers(row.proposal, actors, on):
        raise NotHere
    return row


def vote_to_see(cooperative: Cooperative, code: str, number: int) -> Vote:
    """The vote in this round of a proposal: its page is for everybody."""
    row: Vote | None = VOTE.first(cooperative=cooperative.pk, code=code, number=number)
    if row is None:
        raise NotHere
    return row


VOTE = Question(
    lambda given: Vote.objects.whole().filter(
        cooperative=given.key("cooperative"),
        round__proposal__code=given.text("code"),
        round__number=given.key("number"),
    )
)


def voices_of(vote: Vote, actors: Actors) -> list[Roll]:
    """The voices that whoever acts for these has here: own ones, and those that were given to them."""
    mine = Actor.objects.filter(pk__in=actors).values("pk")
    return list(_voices(vote.pk, mine))


def voices_of_person(vote: Vote, person: Person, on: dt.date) -> list[Roll]:
    """The same for who acts for them on this day."""
    return VOICES.all(vote=vote.pk, person=person.pk, on=on)


def _voices(vote: Any, mine: QuerySet[Any, Any]) -> QuerySet[Roll]:
    """Found by who has them. On the roll of one vote stands everybody: who begins there walks along all."""
    of_seats = Seat.objects.filter(actor__in=mine, organisation__isnull=False)
    given = Proxy.objects.alias(of=_beside_index("roll__vote")).filter(holder__in=mine, of=vote)
    whose = mine.union(of_seats.values("organisation"), given.values("roll__actor"))
    rows = Roll.objects.alias(of=_beside_index("vote")).filter(of=vote, actor__in=whose)
    return rows.select_related("actor", "ballot__person", "voted", "proxy__holder").order_by("pk")


def _beside_index(column: str) -> "ExpressionWrapper[Any]":
    """The same key, but nothing that an index is made of."""
    return ExpressionWrapper(F(column) + 0, BigIntegerField())


def _voices_of_person(given: Places) -> QuerySet[Roll]:
    acting = ActsFor.objects.current(given.day("on")).filter(person=given.key("person"))
    return _voices(given.key("vote"), acting.order_by().values("actor"))


VOICES = Question(_voices_of_person)


def own_voice_in(vote: Vote, actors: Actors, who: str) -> Roll:
    """A voice that is theirs, whether they gave it away or not."""
    for voice in voices_of(vote, actors):
        proxy = getattr(voice, "proxy", None)
        if voice.actor.code == who and (proxy is None or proxy.holder_id not in actors):
            return voice
    raise NotHere


def voice_to_cast(vote: Vote, person: Person, actors: Actors, who: str, on: dt.date) -> Roll:
    """A voice with which this person votes: not one that was given to somebody else."""
    for voice in voices_of_person(vote, person, on):
        proxy = getattr(voice, "proxy", None)
        if voice.actor.code == who and (proxy is None or proxy.holder_id in actors):
            return voice
    raise NotHere


def may_cast(voice: Roll, person: Person, on: dt.date) -> bool:
    """Whether it is with them: as long as nobody gave it to somebody else."""
    proxy = Proxy.objects.filter(roll=voice).first()
    if proxy is None:
        return True
    acts = ActsFor.objects.current(on).filter(person=person, actor=proxy.holder_id)
    return acts.exists()


def reads_papers(vote: Vote, person: Person, actors: Actors, on: dt.date) -> bool:
    """Whether they enter what stands on papers: of the circle that decides, or of the board for all
    members, and whoever leads it. Not who keeps out because of their own interest, or wants to be
    elected.
    """
    proposal = vote.round.proposal
    if leads(proposal, person) or (proposal.circle_id or 0) in actors:
        return not _has_a_stake(proposal, person)
    if proposal.circle_id is not None or not hears_for_board(proposal.cooperative, actors, on):
        return False
    return not _has_a_stake(proposal, person)


def _has_a_stake(proposal: Proposal, person: Person) -> bool:
    stands = Candidate.objects.filter(
        election__proposal=proposal, person=person, stepped_back_at=None
    )
    if proposal.kind == Kind.ELECTION and stands.exists():
        return True
    return Conflict.objects.filter(proposal=proposal, person=person).exists()


def papers_to_read(
    cooperative: Cooperative, person: Person, actors: Actors, code: str, number: int, on: dt.date
) -> Vote:
    """A vote that is open, for who reads its papers."""
    vote = vote_to_see(cooperative, code, number)
    if vote.closed_at is not None or not reads_papers(vote, person, actors, on):
        raise NotHere
    return vote


def voice_on_paper(vote: Vote, who: str) -> Roll:
    """The voice of this person, which may come on paper."""
    row = Roll.objects.filter(vote=vote, actor__code=who).select_related("actor__person").first()
    if row is None or person_on_paper(row) is None:
        raise NotHere
    return row


def person_on_paper(voice: Roll) -> Person | None:
    """Whose voice it is: nobody, when an organisation or the municipality has it."""
    return getattr(voice.actor, "person", None)


def acts_in_circle(proposal: Proposal, actors: Actors) -> bool:
    """Whether they are of the circle that decides."""
    return proposal.circle_id in actors


# ---- the members' meeting --------------------------------------------------------------------------


def members_of(cooperative: Cooperative, actors: Actors) -> list[Actor]:
    """The members for whom whoever acts for these speaks: themselves, and organisations."""
    mine = Q(pk__in=actors) | Q(organisation__seats__actor__in=actors)
    rows = Actor.objects.filter(
        mine, cooperative=cooperative, member__isnull=False, member__until=None
    )
    return list(rows.distinct().order_by("kind", "name", "pk"))


def member_to_join_in(cooperative: Cooperative, actors: Actors, code: str) -> Actor:
    """One of those members."""
    for actor in members_of(cooperative, actors):
        if actor.code == code:
            return actor
    raise NotHere


def demand_to_see(cooperative: Cooperative, code: str) -> Demand:
    """A members' meeting that is asked for: everybody may read it."""
    row = Demand.objects.whole().filter(cooperative=cooperative, code=code).first()
    if row is None:
        raise NotHere
    return row


def demand_to_withdraw(cooperative: Cooperative, person: Person, code: str) -> Demand:
    """One that this person asked for."""
    row = demand_to_see(cooperative, code)
    if row.asked_by_id != person.pk:
        raise NotHere
    return row


def demand_to_call(cooperative: Cooperative, person: Person, code: str) -> Demand:
    """One in which this person has a voice: when the board stays silent they may call the members."""
    row = demand_to_see(cooperative, code)
    if row.freed_at is None or not row.voices.filter(person=person).exists():
        raise NotHere
    return row


def board_only(cooperative: Cooperative, actors: Actors, on: dt.date) -> None:
    """A page of the board."""
    if not hears_for_board(cooperative, actors, on):
        raise NotHere


def meeting_to_see(
    cooperative: Cooperative, person: Person | None, actors: Actors, code: str, on: dt.date
) -> Meeting:
    """A members' meeting: for everybody once members are invited, before that for who makes it."""
    row = Meeting.objects.whole().filter(cooperative=cooperative, code=code).first()
    if row is None or (row.convened_at is None and not runs(row, person, actors, on)):
        raise NotHere
    return row


def runs(meeting: Meeting, person: Person | None, actors: Actors, on: dt.date) -> bool:
    """Whether this person sees to it: of the board; or of who asked, when they called it themselves."""
    if person is None:
        return False
    if meeting.by_board:
        return hears_for_board(meeting.cooperative, actors, on)
    return meeting.demand is not None and meeting.demand.voices.filter(person=person).exists()


def meeting_to_run(
    cooperative: Cooperative, person: Person, actors: Actors, code: str, on: dt.date
) -> Meeting:
    """A members' meeting that this person sees to."""
    row = meeting_to_see(cooperative, person, actors, code, on)
    if not runs(row, person, actors, on):
        raise NotHere
    return row
