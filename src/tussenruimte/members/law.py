"""Terms that a law sets, with the law and where it can be read. When a law changes, a cooperative sets its number.

They come from the law, not from us: what is shown with them is "the law says", never "promised".
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tussenruimte.members.clocks import CLOCKS, Clock
from tussenruimte.members.models import Cooperative
from tussenruimte.methods.law import Term, Unit, last_day

WMO = "https://wetten.legaltools.nl/wet-maatschappelijke-ondersteuning-2015/artikel-232"
DEBT = "https://adoc.pub/beleidsplan-schuldhulpverlening-gemeente-reimerswaal.html"
ADDRESS = "https://www.rvig.nl/brp/verzamelwet-brp/ambtshalve-registreren-op-briefadres"
YOUTH = "https://www.schulinck.nl/opinie/opinie-jeugd-het-familiegroepsplan-in-de-jeugdwet/"


@dataclass(frozen=True, slots=True)
class Law:
    """One term. `is_of_person`: it is theirs to use, and nobody else has to act.

    `is_checked`: the number of days stands in the source; otherwise a jurist still has to look.
    """

    number: int
    unit: Unit
    title: Any
    says: Any  # what has to be done, in a sentence; %(who)s acts, it is about %(name)s
    reported: Any  # of which day it counts
    source: str
    link: str = ""
    is_checked: bool = True
    is_of_person: bool = False


LAWS = {
    "wmo-research": Law(
        6,
        Unit.WEEKS,
        _("Wmo: looking into it, together with you"),
        _("The law says: %(who)s looks into it, together with %(name)s"),
        _("the day of the report to the municipality"),
        "Wmo 2015, art. 2.3.2",
        WMO,
    ),
    "wmo-own-plan": Law(
        7,
        Unit.DAYS,
        _("Wmo: a plan of your own"),
        _("The law says: %(name)s may hand in a plan of their own, and the municipality reads it"),
        _("the day of the report to the municipality"),
        "Wmo 2015, art. 2.3.2",
        WMO,
        is_of_person=True,
    ),
    "wmo-decision": Law(
        2,
        Unit.WEEKS,
        _("Wmo: the decision"),
        _("The law says: %(who)s decides what %(name)s gets"),
        _("the day of the application, after the research"),
        "Wmo 2015, art. 2.3.5",
        is_checked=False,
    ),
    "debt": Law(
        4,
        Unit.WEEKS,
        _("Debts: the first conversation"),
        _("The law says: %(who)s talks with %(name)s about the debts"),
        _("the day on which help with debts was asked for"),
        "Wet gemeentelijke schuldhulpverlening, art. 4",
        DEBT,
    ),
    "debt-urgent": Law(
        3,
        Unit.WORKING_DAYS,
        _("Debts with an eviction, or no energy or water: the first conversation"),
        _("The law says: %(who)s talks with %(name)s about the debts, because it presses"),
        _("the day on which help with debts was asked for"),
        "Wet gemeentelijke schuldhulpverlening, art. 4",
        DEBT,
    ),
    "letter-address": Law(
        8,
        Unit.WEEKS,
        _("Postal address: the decision"),
        _("The law says: %(who)s decides about a postal address for %(name)s"),
        _("the day on which a postal address was asked for"),
        "Wet BRP, art. 2.23; Awb, art. 4:13",
        ADDRESS,
        is_checked=False,
    ),
    "youth": Law(
        8,
        Unit.WEEKS,
        _("Help for young people: the decision, after the family’s own plan"),
        _(
            "The law says: %(who)s decides about help for young people, after the plan of the family"
        ),
        _("the day on which help was asked for"),
        "Jeugdwet, art. 2.1; Awb, art. 4:13",
        YOUTH,
        is_checked=False,
    ),
    "complaint": Law(
        6,
        Unit.WEEKS,
        _("A complaint: the answer"),
        _("The law says: %(who)s answers the complaint of %(name)s"),
        _("the day on which the complaint was sent"),
        "Awb, art. 9:11",
        is_checked=False,
    ),
}


# A longer term than twelve weeks would be counted otherwise: see `methods.law`.
MOST = {Unit.DAYS: 84, Unit.WEEKS: 12, Unit.WORKING_DAYS: 60}
# Under which name each number stands among the settings, and between which bounds.
LAW_CLOCKS = {
    f"law_{key}": Clock(
        law.number,
        law.unit.value,
        format_lazy("{title}: %(words)s.", title=law.title),
        law.source,
        most=MOST[law.unit],
    )
    for key, law in LAWS.items()
}


def clock_of(name: str) -> Clock:
    """A term of the house, or one of a law, as it comes."""
    return CLOCKS.get(name) or LAW_CLOCKS[name]


def number_of(cooperative: Cooperative, key: str) -> int:
    """How many of its unit this term is here."""
    return int(cooperative.setting(f"law_{key}", LAWS[key].number))


def ends_on(cooperative: Cooperative, key: str, reported: dt.date) -> dt.date:
    """The last day of this term here."""
    return last_day(reported, Term(number_of(cooperative, key), LAWS[key].unit))
