"""What the circle of the area decides: one that people are asked about now, one that is talked about, and
those that were decided, each with an adviser who was heard.
"""

from dataclasses import dataclass

from tussenruimte.cli.seed.ground import BEGAN, Ground, Who
from tussenruimte.cli.seed.village import Village
from tussenruimte.cli.seed.words import PROPOSED
from tussenruimte.decisions.models import (
    Advice,
    Adviser,
    Authority,
    Kind,
    Leaning,
    Position,
    Proposal,
    Round,
    Stage,
    Turn,
    Version,
)
from tussenruimte.matters.models import Matter, Openness, Subject

EVERY = 500  # members to a proposal
SIT = 5  # people of the area's circle
SEAT = 2  # the first seat, after two organisations
TALKS = (Round.Sort.PICTURE, Round.Sort.OPINION)
OPENED = {Round.Sort.PICTURE: 2, Round.Sort.OPINION: 7, Round.Sort.CONSENT: 12}  # days on
HAS_BEGUN = {Stage.DECISION: 14, Stage.OPINION: 9}  # days ago
ASKED = 3  # days that a turn lasts


@dataclass
class Sown:
    """One proposal while it is being sown."""

    code: str
    stage: Stage
    began: int  # days ago
    leads: Who
    circle: int | None  # nobody's when all members decide
    kind: Kind = Kind.DECISION
    decides: Round.Sort = Round.Sort.CONSENT
    id: int = 0
    version: int = 0

    @property
    def held(self) -> tuple[Round.Sort, ...]:
        """Its rounds, in their order."""
        return TALKS if self.stage == Stage.OPINION else (*TALKS, self.decides)

    def ago(self, days_on: int) -> int:
        """So many days on from its beginning, in days ago."""
        return self.began - days_on


def propose(ground: Ground, village: Village, members: int) -> None:
    """A few proposals, and more where there are more people."""
    sit = village.connectors[:SIT]
    for number in range(3 + members // EVERY):
        stage = (Stage.DECISION, Stage.OPINION, Stage.ADOPTED)[min(number, 2)]
        began = HAS_BEGUN.get(stage) or 40 + ground.below(BEGAN - 60)
        leads = ground.dice.choice(sit)
        one = Sown(ground.codes.new(), stage, began, leads, village.area.id)
        start(ground, village, one, PROPOSED[number % len(PROPOSED)])
        _hear(ground, village, one)
        for place, sort in enumerate(one.held, start=1):
            hold(ground, one, sort, place, sit)
        if stage == Stage.ADOPTED:
            at = ground.moment(one.ago(14))
            ground.note(
                "proposal.decided", one.code, one.leads.code, at, adopted="true", against="0"
            )


def start(ground: Ground, village: Village, one: Sown, words: tuple[str, ...]) -> None:
    """What it is about, the proposal and its first version."""
    at = ground.moment(one.began)
    matter = ground.add(
        Matter,
        code=one.code,
        subject=Subject.PROPOSAL.value,
        openness=Openness.PUBLIC.value,
        title=words[0],
        serves_id=village.bond.pk,
        created_at=at,
    )
    one.version = ground.tables.of(Version).next
    is_decided = one.stage == Stage.ADOPTED
    one.id = ground.add(
        Proposal,
        code=one.code,
        matter_id=matter,
        kind=one.kind.value,
        circle_id=one.circle,
        leads_id=one.leads.id,
        started_by_id=one.leads.id,
        started_at=at,
        stage=one.stage.value,
        version_id=one.version,
        round_id=ground.tables.of(Round).next + len(one.held) - 1,  # these are sown after it
        is_adopted=is_decided or None,
        decided_at=ground.moment(one.ago(14)) if is_decided else None,
    )
    _write(ground, one, words, at)
    ground.note("matter.opened", one.code, one.leads.code, at, subject=Subject.PROPOSAL.value)
    ground.note("proposal.started", one.code, one.leads.code, at, what=one.kind.value)


def _write(ground: Ground, one: Sown, words: tuple[str, ...], at: str) -> None:
    title, why, risk, borne_by = words
    ground.add(
        Version,
        code=ground.codes.new(),
        proposal_id=one.id,
        number=1,
        title=title,
        why=why,
        builds_on="Wat we al doen",
        saves=False,
        risk=risk,
        borne_by=borne_by,
        by_id=one.leads.id,
        at=at,
    )


def _hear(ground: Ground, village: Village, one: Sown) -> None:
    """The first seat has to be heard; of what is only talked about it was not yet."""
    seat, giver = village.offices[SEAT], village.connectors[-1]
    code, named = ground.codes.new(), ground.moment(one.ago(1))
    is_given = one.stage != Stage.OPINION
    words = ground.seal(giver, "Doe het, en kijk terug.", Adviser, code, "words")
    at = ground.moment(one.ago(6))
    ground.add(
        Adviser,
        code=code,
        proposal_id=one.id,
        actor_id=seat.id,
        authority=Authority.POLITICAL.value,
        craft="",
        why="De zaal is van de gemeente.",
        named_by_id=one.leads.id,
        named_at=named,
        advice=Advice.FOR.value if is_given else "",
        words=words if is_given else None,
        version_id=one.version if is_given else None,
        given_by_id=giver.id if is_given else None,
        given_at=at if is_given else None,
    )
    who = {"actor": seat.code, "authority": Authority.POLITICAL.value}
    ground.note("proposal.adviser", one.code, one.leads.code, named, **who)
    if is_given:
        ground.note("proposal.advised", one.code, giver.code, at, words, adviser=code)


def hold(ground: Ground, one: Sown, sort: Round.Sort, place: int, sit: list[Who]) -> None:
    """A round, with what each said in it; the last one may still be open."""
    opened = ground.moment(one.ago(OPENED[sort]))
    is_last = sort == {Stage.OPINION: Round.Sort.OPINION}.get(one.stage, Round.Sort.CONSENT)
    is_open = is_last and one.stage != Stage.ADOPTED
    speak = sit[: len(sit) // 2] if is_open and sort == Round.Sort.CONSENT else sit
    moments = sorted(ground.moment(one.ago(OPENED[sort] + 1)) for _who in speak)
    closed = moments[-1] if sort == Round.Sort.CONSENT else None
    if sort != Round.Sort.CONSENT and not is_open:
        closed = ground.moment(one.ago(OPENED[sort] + 3))
    number = ground.add(
        Round,
        proposal_id=one.id,
        number=place,
        sort=sort.value,
        version_id=one.version,
        opened_at=opened,
        opened_by_id=one.leads.id,
        closed_at=None if is_open else closed,
    )
    ground.note(
        "proposal.round", one.code, one.leads.code, opened, sort=sort.value, number=str(place)
    )
    if sort == Round.Sort.PICTURE:
        return
    for who, at in zip(speak, moments, strict=True):
        _say(ground, one, number, sort, who, at)
    if sort == Round.Sort.CONSENT:
        _ask(ground, one, number, sit, moments)


def _say(ground: Ground, one: Sown, number: int, sort: Round.Sort, who: Who, at: str) -> None:
    code, is_consent = ground.codes.new(), sort == Round.Sort.CONSENT
    said = ground.seal(who, ground.words.said(), Position, code, "said")
    ground.add(
        Position,
        code=code,
        round_id=number,
        actor_id=who.id,
        person_id=who.id,
        leaning=(Leaning.CONSENT if is_consent else Leaning.AGREE).value,
        said=said,
        at=at,
    )
    kind = "proposal.spoken" if is_consent else "proposal.opinion"
    ground.note(kind, one.code, who.code, at, said, voice=code)


def _ask(ground: Ground, one: Sown, number: int, sit: list[Who], moments: list[str]) -> None:
    """Whose turn it was, and is."""
    for place, who in enumerate(sit):
        has_spoken = place < len(moments)
        is_asked = place <= len(moments)
        asked = one.ago(OPENED[Round.Sort.CONSENT] + min(place, 1))
        ground.add(
            Turn,
            round_id=number,
            person_id=who.id,
            place=place + 1,
            since=ground.moment(asked) if is_asked else None,
            until=ground.day(asked - ASKED) if is_asked else None,
            spoken_at=moments[place] if has_spoken else None,
        )
