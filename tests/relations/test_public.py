"""How many messages were set aside, as everybody may see it."""

from datetime import timedelta

import pytest

from tussenruimte.methods.groups import Counts
from tussenruimte.relations import actions
from tussenruimte.relations.models import Need, SetAside
from tussenruimte.relations.reads.public import set_aside_in


@pytest.fixture
def put_aside(rietkade, amina, sjaan, telling, at):
    """Twelve that a machine wrote and three that stood here twice."""
    for n in range(15):
        need = actions.tell(rietkade, telling, by=None, at=at).need
        reason = SetAside.Reason.MACHINE if n < 12 else SetAside.Reason.DOUBLE
        row = actions.ask_to_set_aside(need, reason=reason, second=sjaan, by=amina, at=at)
        actions.agree_to_set_aside(row, by=sjaan, at=at)


def test_small_groups_are_hidden(put_aside, rietkade, at):
    today = at.date()
    shown = set_aside_in(rietkade, today, today)
    assert 3 not in shown.cells
    assert shown.total == 15
    for first in (today - timedelta(days=9), today + timedelta(days=1)):
        assert set_aside_in(rietkade, first, first) == Counts((None, None, None), None)


def test_what_came_back_was_not_set_aside(put_aside, rietkade, amina, at):
    for row in SetAside.objects.filter(reason="machine").select_related("need"):
        actions.restore(row, by=amina, at=at)
    assert set_aside_in(rietkade, at.date(), at.date()).total is None
    assert set_aside_in(rietkade, at.date(), at.date(), for_members=True).total is None


# ---- and where they came from ------------------------------------------------------------------


def test_where_it_came_from_is_forgotten_after_a_day(message, rietkade, at):
    Need.objects.update(origin="abc")
    forget = {"cooperative": rietkade, "by": "klok"}
    assert actions.forget_origins(**forget, at=at + timedelta(hours=24)) == 0
    assert actions.forget_origins(**forget, at=at + timedelta(hours=25)) == 1
    assert Need.objects.get().origin == ""


def test_a_flood_that_nobody_read_stays_one_line(rietkade, amina, telling, at):
    for _n in range(11):
        actions.tell(rietkade, telling, by=None, at=at)
    Need.objects.update(origin="abc")
    later = at + timedelta(days=3)
    assert actions.forget_origins(rietkade, by="klok", at=later) == 0
