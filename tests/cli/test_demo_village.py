"""Heideveen in the demo: what it keeps of what it had, whom it elects, and that nothing is broken."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import translation

from tests.cli.conftest import DAY
from tests.record.planting import as_owner, undone
from tussenruimte.cli.demo import heideveen
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.decisions.models import Result
from tussenruimte.decisions.reads.votes import options_of
from tussenruimte.promises.models import Promise

NOW = datetime(2026, 11, 16, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
KEPT = {
    "Ritten",
    "Dorpsverbinder, 18 uur",
    "Tafel op dinsdag",
    "Belkring",
    "Hulpmiddelen te leen",
    "Nieuwsbrief op papier",
}


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker):
    """Loaded once for all tests of this file, at a fixed moment."""
    with django_db_blocker.unblock(), undone(), as_owner(), time_machine.travel(NOW, tick=False):
        with translation.override("nl"):
            heideveen.build(NOW)
        yield


@pytest.fixture(autouse=True)
def inside(played, django_db_blocker):
    """Every test looks at the same demo and changes nothing."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False):
        yield


def result_of(kind):
    return Result.objects.select_related("vote").get(vote__round__proposal__kind=kind)


def test_nothing_is_broken():
    assert list(faults(Scope(heads=(), today=DAY))) == []


def test_of_46_000_euros_45_800_is_kept_by_231_people():
    result = result_of("budget")
    money = result.outcome["money"]
    labels = {one.place: one.label for one in options_of(result.vote)}
    assert {labels[place] for place in money["funded"]} == KEPT
    assert (money["cost"], money["euros"], result.outcome["voices"]) == (45_800, 46_000, 231)
    assert result.outcome["on_paper"] == 118
    assert {one["why"] for one in money["refused"]} == {"supporters_lack"}


def test_somebody_promised_to_look_back_after_half_a_year():
    proposal = result_of("budget").vote.round.proposal
    assert Promise.objects.filter(matter=proposal.matter).count() == 1


def test_three_people_are_elected_in_secret():
    result = result_of("election")
    assert (result.verdict, result.vote.is_secret) == ("elected", True)
    assert len(set(result.outcome["winners"])) == 3
    assert len(result.receipts) == result.outcome["voices"] == 74
