"""What every template knows: where we are, who is here, which day it is."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tussenruimte.kit import clock
from tussenruimte.kit.large_print import has_large_letters

# Whoever looks over a shoulder there sees no cooperative, also when something is refused.
CARD = "/kaart/"
NEUTRAL = "web/neutral.html"


def where_we_are(request: HttpRequest) -> dict[str, Any]:
    """The cooperative and the person of this request, today, and which frame goes around a page."""
    return {
        "cooperative": getattr(request, "cooperative", None),
        "person": getattr(request, "person", None),
        "today": clock.today(),
        "is_demo": settings.DEMO,
        "other_house": settings.OTHER_HOUSE,
        "public_url": settings.PUBLIC_URL,
        "has_large_letters": has_large_letters(request),
        "frame": NEUTRAL if request.path.startswith(CARD) else "web/base.html",
    }
