"""Who may read a judgement, answer it or write on in it; whose look-back it is."""

import datetime as dt
from collections.abc import Iterable

from tussenruimte.kit.refusal import NotHere
from tussenruimte.matters.access import may_read
from tussenruimte.matters.hooks import Keys
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Cooperative
from tussenruimte.reflections.models import Judgement, LookBack


def _judgement(cooperative: Cooperative, code: str) -> Judgement:
    row = Judgement.objects.whole().filter(cooperative=cooperative, code=code).first()
    if row is None:
        raise NotHere
    return row


def who_wrote(matter: Matter, code: str) -> list[Keys]:
    """Whose judgement or looking back this is."""
    return [
        Judgement.objects.filter(matter=matter, code=code).values_list("writer", flat=True),
        LookBack.objects.filter(matter=matter, code=code).values_list("giver", flat=True),
    ]


def looks_along(judgement: Judgement, actors: set[int]) -> bool:
    """Whoever was asked, or took that promise over."""
    taken_over = judgement.looking.maker_id if judgement.looking else None
    return bool({judgement.peer_id, taken_over} & actors)


def judgement_to_see(
    cooperative: Cooperative, actors: Iterable[int], code: str, on: dt.date
) -> Judgement:
    """For its writer, who looks along, and readers of the matter: so also the person it concerns."""
    judgement, mine = _judgement(cooperative, code), set(actors)
    if judgement.writer_id in mine or looks_along(judgement, mine):
        return judgement
    if not may_read(judgement.matter, mine, on):
        raise NotHere
    return judgement


def judgement_to_answer(cooperative: Cooperative, actors: Iterable[int], code: str) -> Judgement:
    """One at which one of these actors looks along."""
    judgement = _judgement(cooperative, code)
    if not looks_along(judgement, set(actors)):
        raise NotHere
    return judgement


def judgement_of_mine(cooperative: Cooperative, actors: Iterable[int], code: str) -> Judgement:
    """One that one of these actors wrote."""
    judgement = _judgement(cooperative, code)
    if judgement.writer_id not in set(actors):
        raise NotHere
    return judgement


def lookback_of_mine(cooperative: Cooperative, actors: Iterable[int], code: str) -> LookBack:
    """A look-back that one of these actors gave."""
    rows = LookBack.objects.filter(cooperative=cooperative, code=code, giver__in=list(actors))
    row = rows.select_related("giver__key", "giver__actor", "matter").first()
    if row is None:
        raise NotHere
    return row
