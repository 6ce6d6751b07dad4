"""What a card opens."""

from tussenruimte.members.models import Card
from tussenruimte.relations.models import Need, Stage


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
