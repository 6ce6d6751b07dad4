"""Made-up cooperatives to walk around in. Dates are relative to the day of loading.

Everybody and everything here is invented. It is made with the same actions that pages use, at the
moments at which it would have happened, so the record tells the same story as the pages.
"""

import datetime as dt

from django.db import transaction
from django.utils import translation

from tussenruimte.cli.demo import heideveen, rietkade
from tussenruimte.cli.demo.stage import Cast
from tussenruimte.members.models import Cooperative


def load(at: dt.datetime) -> bool:
    """Make De Rietkade and Heideveen, unless they are there. Returns whether they were made."""
    if Cooperative.objects.filter(slug__in=["rietkade", "heideveen"]).exists():
        return False
    for build in (rietkade.build, heideveen.build):
        with translation.override("nl"), transaction.atomic():  # all of a cooperative or nothing
            build(at)
    return True


__all__ = ["Cast", "load"]
