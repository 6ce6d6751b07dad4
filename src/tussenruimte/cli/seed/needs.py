"""What people need, who holds it, and the cards with which they come back."""

from dataclasses import dataclass, field

from tussenruimte.cli.seed.ground import BEGAN, Ground, Who
from tussenruimte.cli.seed.village import PER_HOLDER, Village
from tussenruimte.kit.sealing import keyed_hash
from tussenruimte.matters.models import (
    CardMatter,
    Ground as Reading,
    Matter,
    Openness,
    Reader,
    Subject,
)
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Card, CardDirectory
from tussenruimte.methods.codes import CARD_CODES, card_code
from tussenruimte.relations.models import Ending, Need, Relation, Stage

NOBODY = "!nobody"  # no word opens a card of somebody made up


@dataclass
class Sown:
    """A need on its way: what its promises and conversations have to know."""

    matter: int
    code: str
    person: Who
    holder: Who
    stage: Stage
    told: int  # days ago
    closed: int | None  # days ago
    readers: dict[tuple[Who, str], str | None] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether somebody holds on to it."""
        return self.closed is None

    @property
    def ended(self) -> int:
        """How many days ago the last thing about it happened."""
        return self.closed or 0


def tell(ground: Ground, village: Village, person: Who, number: int) -> Sown:
    """One need with its holder, from the first words to where it is now."""
    code = ground.codes.new()
    sown = _way(ground, village, person, number, code)
    at = ground.moment(sown.told)
    closed = None if sown.closed is None else ground.moment(sown.closed)
    sown.matter = ground.add(
        Matter,
        code=code,
        subject=Subject.NEED.value,
        openness=Openness.PRIVATE.value,
        person_id=person.id,
        circle_id=village.area.id,
        serves_id=village.bond.pk,
        created_at=at,
        ended_at=closed,
    )
    ground.note("matter.opened", code, person.code, at, subject=Subject.NEED.value)
    _need(ground, sown, at, closed)
    sown.readers[person, Reading.SELF.value] = None
    sown.readers[sown.holder, Reading.HOLDER.value] = _tail(ground, sown)
    if ground.one_in(5):
        _card(ground, sown, at)
    return sown


def _way(ground: Ground, village: Village, person: Who, number: int, code: str) -> Sown:
    """The first forty are held by the first connector; of the others one in three is still open."""
    holder = village.connectors[0]
    if number >= PER_HOLDER:
        holder = village.connectors[1 + ground.below(len(village.connectors) - 1)]
    if number < PER_HOLDER or ground.one_in(3):
        told, stage = 20 + ground.below(70), Stage.TOGETHER
        if ground.one_in(12):
            told, stage = 1 + ground.below(2), Stage.MESSAGE
        elif ground.one_in(4):
            stage = Stage.HELD
        elif ground.one_in(8):
            stage = Stage.QUIET
        return Sown(0, code, person, holder, stage, told, None)
    told = 60 + ground.below(BEGAN - 60)
    stage = Stage.WITHDRAWN if ground.one_in(10) else Stage.DONE
    return Sown(0, code, person, holder, stage, told, 1 + ground.below(told - 30))


def _tail(ground: Ground, sown: Sown) -> str | None:
    """Until when others read on about a need that has ended."""
    return (
        None
        if sown.closed is None
        else ground.day(sown.closed - term(ground.cooperative, "card_undo"))
    )


def _need(ground: Ground, sown: Sown, at: str, closed: str | None) -> None:
    words = ground.seal(sown.person, ground.words.need(), Need, sown.code, "words")
    heard = None if sown.stage is Stage.MESSAGE else ground.moment(sown.told - 1)
    ground.add(
        Need,
        matter_id=sown.matter,
        code=sown.code,
        person_id=sown.person.id,
        stage=sown.stage.value,
        holder_id=sown.holder.id if sown.is_open else None,
        words=words,
        is_urgent=ground.one_in(20),
        told_at=at,
        consented_at=at,
        first_contact_at=heard,
        told_them_at=heard,
        last_sign_on=ground.day(sown.ended + (sown.is_open and ground.below(min(sown.told, 9)))),
        quiet_until=ground.day(-14) if sown.stage is Stage.QUIET else None,
        closed_at=closed,
        ending=Ending.PERSON.value if sown.stage is Stage.DONE else "",
    )
    ground.add(
        Relation,
        code=ground.codes.new(),
        need_id=sown.matter,
        other_id=sown.holder.id,
        part=Relation.Part.HOLDER.value,
        asked_at=at,
        other_yes_at=at,
        person_yes_at=heard,
        until=ground.day(sown.closed) if sown.closed is not None else None,
    )
    holder = sown.holder.code
    ground.note("need.told", sown.code, sown.person.code, at, words, holder=holder)
    if heard:
        ground.note("need.heard", sown.code, holder, heard, with_person="true")
    if closed:
        ground.note("need.closed", sown.code, sown.person.code, closed, ending=sown.stage.value)


def _card(ground: Ground, sown: Sown, at: str) -> None:
    code, printed = ground.codes.new(), card_code(ground.dice.randrange(CARD_CODES))
    sealed = ground.seal(sown.person, printed, Card, code, "sealed_code")
    card = ground.add(
        Card, code=code, person_id=sown.person.id, word=NOBODY, sealed_code=sealed, made_at=at
    )
    ground.tables.of(CardDirectory).add(
        hash=keyed_hash(f"{printed}|{code}", "seed"), in_cooperative=ground.id, card=code
    )
    ground.add(CardMatter, card_id=card, matter_id=sown.matter)
    ground.note("card.made", code, sown.person.code, at, sealed)
    ground.note("card.opens", code, sown.person.code, at, matter=sown.code)


def let_read(ground: Ground, sown: Sown) -> None:
    """Everybody who has a ground to read this."""
    since, at = ground.day(sown.told), ground.moment(sown.told)
    for (actor, reason), until in sown.readers.items():
        ground.add(
            Reader,
            matter_id=sown.matter,
            actor_id=actor.id,
            ground=reason,
            since=since,
            until=until,
        )
        ground.note("reader.let-in", sown.code, actor.code, at, actor=actor.code, ground=reason)
    if sown.closed is not None:
        on = _tail(ground, sown)
        ground.note("matter.ended", sown.code, sown.person.code, ground.moment(sown.closed), on=on)
