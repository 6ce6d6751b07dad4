"""Who looked at what, in the last two weeks: the holders, at what they hold."""

from tussenruimte.cli.seed.ground import Ground
from tussenruimte.cli.seed.village import Village
from tussenruimte.matters.models import Ground as Reason
from tussenruimte.record.actions import seal_readings
from tussenruimte.record.models import Reading
from tussenruimte.relations.models import Need

DAYS = 14
A_DAY_LOOKS = 10  # one in so many open needs is looked at on a day


def look(ground: Ground, village: Village) -> None:
    """Readings in the order of the days, as they would have come."""
    ground.tables.flush()
    codes = {one.id: one.code for one in village.connectors}
    held = Need.objects.filter(cooperative=ground.cooperative, closed_at=None).order_by("pk")
    needs = list(held.values_list("code", "holder_id"))
    for days_ago in range(DAYS, -1, -1):
        for code, holder in needs[days_ago % A_DAY_LOOKS :: A_DAY_LOOKS]:
            ground.add(
                Reading,
                at=ground.moment(days_ago),
                reader=codes[holder],
                ground=Reason.HOLDER.value,
                matter=code,
                page="need",
            )


def seal_days(ground: Ground) -> None:
    """In the night after each day the clock sealed it."""
    for days_ago in range(DAYS, 0, -1):
        at = ground.noon(days_ago - 1)
        seal_readings(ground.cooperative, ground.date(days_ago), by="klok", at=at)
