"""What a card opens."""

from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Card, Person
from tussenruimte.relations.models import Need, Relation, Stage

IDLE = 30 * 60  # seconds without use; then the door of a card is shut
LONGEST = 4 * 60 * 60  # then code and word once more, however busy somebody is
ASK_ALONG = (Relation.Part.ASKS_TOO, Relation.Part.PARENT, Relation.Part.REPRESENTATIVE)


def card_in_use(cooperative_id: int, code: str) -> Card | None:
    """The card of this row, as long as it was not replaced; `code` is not what is printed on it."""
    rows = Card.objects.select_related("person__actor", "person__key", "cooperative")
    return rows.filter(
        cooperative=cooperative_id, code=code, ended_at=None, person__forgotten_at=None
    ).first()


def needs_of_card(card: Card) -> list[Need]:
    """What this card opens, latest first; of two that were joined only the one that goes on."""
    rows = Need.objects.whole().filter(cooperative=card.cooperative_id, matter__cards__card=card)
    return list(rows.exclude(stage=Stage.MERGED).order_by("-told_at"))


def who_has_a_card(need: Need) -> list[Person]:
    """For whom the counter makes a card: who asks, then who asks along and cannot sign in."""
    rows = Relation.objects.standing().filter(need=need, part__in=ASK_ALONG, other__user=None)
    others = {row.other_id: row.other for row in rows.select_related("other__actor").order_by("pk")}
    return [need.person, *others.values()]


def opened_before(person: Person) -> list[Matter]:
    """What the cards of this person opened until now, those that are lost included."""
    rows = Matter.objects.filter(cards__card__person=person).select_related("person__actor")
    return list(rows.distinct().order_by("pk"))
