"""What somebody takes home after telling: who holds on, by when, and the cards."""

from collections.abc import Sequence
from dataclasses import dataclass

from tussenruimte.members.models import Card, Cooperative, Person
from tussenruimte.promises.models import Promise, Purpose
from tussenruimte.relations.models import Need


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A card as it is printed: whose it is and its code; never the word."""

    person: Person
    code: str


@dataclass(frozen=True, slots=True)
class JustTold:
    """Everything on the page after telling."""

    need: Need
    holder: Person
    contact: Promise
    cards: list[PaperCard]

    @property
    def phone(self) -> str:
        """Where to call: the holder, or else the cooperative."""
        return self.holder.actor.phone or self.need.cooperative.phone

    @property
    def is_findable(self) -> bool:
        """Whether anything was said about how to reach the person."""
        return self.need.person.reach is not None


def just_told(cooperative: Cooperative, code: str, cards: Sequence[str]) -> JustTold | None:
    """What was told a moment ago, by the codes that the session kept; nothing when it has ended."""
    need = Need.objects.whole().filter(cooperative=cooperative, code=code).first()
    if need is None or need.holder is None:
        return None
    rows = Card.objects.filter(cooperative=cooperative, code__in=cards, ended_at=None)
    rows = rows.select_related("person__actor", "person__key").order_by("pk")
    return JustTold(
        need=need,
        holder=need.holder.person,
        contact=Promise.objects.filter(matter=need.matter_id, purpose=Purpose.CONTACT).earliest(
            "pk"
        ),
        cards=[PaperCard(row.person, row.read("sealed_code")) for row in rows],
    )
