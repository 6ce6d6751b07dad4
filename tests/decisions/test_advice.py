"""Who has to be heard is heard, or it shows for ever; and whoever is overruled gets a written answer."""

from datetime import timedelta

import pytest

from tests.decisions.test_rounds import speak
from tussenruimte.decisions import actions
from tussenruimte.decisions.models import Answer, Stage
from tussenruimte.kit.refusal import Refused
from tussenruimte.methods.days import plus_working_days
from tussenruimte.promises.models import Purpose, State


@pytest.fixture
def decided(adviser, asked, proposal, amina, idris, sjaan, joris, at):
    """The circle can live with it; the alderman's seat could not."""
    actions.give_advice(adviser, "against", "Doe het niet", "", by=joris, at=at)
    for person in (amina, idris, sjaan):
        speak(proposal, person, at)
    actions.conclude(proposal, by=idris, at=at)
    proposal.refresh_from_db()
    return proposal


def test_a_decision_against_advice_waits_for_an_answer(decided, adviser, circle, amina, idris, at):
    assert (decided.stage, decided.is_adopted) == (Stage.TO_ANSWER, True)
    adviser.refresh_from_db()
    promise = adviser.promise
    assert (promise.maker, promise.receiver) == (circle.actor, adviser.actor)
    assert (promise.purpose, promise.due) == (Purpose.ANSWER, plus_working_days(at.date(), 10))
    with pytest.raises(Refused):
        actions.carry_out(decided, by=idris, at=at)
    actions.answer_adviser(adviser, "Wij hebben de handen niet", by=amina, at=at)
    decided.refresh_from_db()
    promise.refresh_from_db()
    assert (decided.stage, promise.state) == (Stage.ADOPTED, State.DONE)


def test_an_answer_is_written_once_and_never_empty(decided, adviser, amina, at):
    with pytest.raises(Refused):
        actions.answer_adviser(adviser, " ", by=amina, at=at)
    actions.answer_adviser(adviser, "Daarom", by=amina, at=at)
    with pytest.raises(Refused):
        actions.answer_adviser(adviser, "Nog eens", by=amina, at=at)
    assert Answer.objects.get().words_now == "Daarom"


@pytest.mark.parametrize(("advice", "is_met", "owed"), [
    ("for", False, False), ("against", False, True),
    ("on-condition", True, False), ("on-condition", False, True),
])  # fmt: skip
def test_what_goes_against_advice(
    adviser, asked, proposal, amina, idris, sjaan, joris, at, advice, is_met, owed
):
    actions.give_advice(adviser, advice, "Zo denk ik", "", by=joris, at=at)
    for person in (amina, idris, sjaan):
        speak(proposal, person, at)
    met = [adviser.code] if is_met else []
    actions.conclude(proposal, conditions_met=met, by=idris, at=at)
    adviser.refresh_from_db()
    assert adviser.is_overruled is owed


def test_who_was_passed_by_stands_there_for_ever(
    adviser, asked, proposal, amina, idris, sjaan, joris, client, at
):
    for person in (amina, idris, sjaan):
        speak(proposal, person, at)
    actions.conclude(proposal, by=idris, at=at)
    with pytest.raises(Refused):
        actions.give_advice(adviser, "against", "Te laat", "", by=joris, at=at + timedelta(1))
    page = client.get(f"/rietkade/voorstellen/{proposal.code}/").content.decode()
    assert "wethouder sociaal" in page
    assert "zonder" in page


def test_advice_may_change_until_it_is_decided(adviser, joris, at):
    for advice in ("for", "against"):
        actions.give_advice(adviser, advice, f"Ik zeg {advice}", "", by=joris, at=at)
    adviser.refresh_from_db()
    assert (adviser.advice, adviser.words_now) == ("against", "Ik zeg against")


def test_somebody_is_named_once(adviser, proposal, idris, at):
    with pytest.raises(Refused):
        actions.name_adviser(
            proposal, adviser.actor, authority="life", why="Nog eens", by=idris, at=at
        )
