"""How long the house keeps what, as it is set: nobody types these numbers into a page."""

from django.conf import settings

from tussenruimte.belonging.reads.gone import days_named
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Cooperative
from tussenruimte.record.reads import years_kept
from tussenruimte.relations.reads.cards import IDLE
from tussenruimte.relations.reads.lists import ORIGIN_KEPT
from tussenruimte.relations.reads.over import days_kept, weighed_days

A_DAY = 24 * 60 * 60
A_YEAR = 365.25


def how_long_kept(cooperative: Cooperative) -> dict[str, int]:
    """Years of readings; days of an ended question, a name, a log-in and more; minutes of a card."""
    return {
        "need_days": days_kept(cooperative),
        "weighed_years": round(weighed_days(cooperative) / A_YEAR),
        "member_days": term(cooperative, "member_texts"),
        "seat_days": term(cooperative, "seat_texts"),
        "decision_years": round(term(cooperative, "decision_texts") / A_YEAR),
        "named_days": days_named(cooperative),
        "readings_years": years_kept(cooperative),
        "sign_in_days": settings.SESSION_COOKIE_AGE // A_DAY,
        "card_minutes": IDLE // 60,
        "network_days": ORIGIN_KEPT.days,
    }
