"""*Vandaag*: whoever is asked or has to be heard sees it, and whoever owes an answer too."""

from tests.decisions.test_rounds import speak
from tussenruimte.decisions import actions

TITLE = "De inloop op zondag dicht"


def day_of(client, person):
    return client.sign_in(person).get("/rietkade/vandaag/").content.decode()


def test_whoever_is_asked_sees_it_and_nobody_else(asked, proposal, client, amina, sjaan, at):
    there = f"/rietkade/voorstellen/{proposal.code}/mijn-beurt/"
    assert f"kun je leven met “{TITLE}”?" in day_of(client, amina)
    assert there in day_of(client, amina)
    assert TITLE not in day_of(client, sjaan)
    speak(proposal, amina, at)
    assert TITLE not in day_of(client, amina)


def test_a_round_that_was_stopped_asks_nobody(asked, proposal, client, amina, idris, at):
    actions.stop_round(proposal, by=idris, at=at)
    assert TITLE not in day_of(client, amina)


def test_whoever_has_to_be_heard_sees_as_whom_until_they_gave_it(adviser, client, joris, at):
    page = day_of(client, joris)
    assert f"wat je als wethouder sociaal adviseert over “{TITLE}”." in page
    assert f"/rietkade/voorstellen/advies/{adviser.code}/" in page
    actions.give_advice(adviser, "for", "Doe het", "", by=joris, at=at)
    assert TITLE not in day_of(client, joris)


def test_whoever_owes_an_answer_sees_the_promise(
    adviser, asked, proposal, client, amina, idris, sjaan, joris, at
):
    actions.give_advice(adviser, "against", "Doe het niet", "", by=joris, at=at)
    for person in (amina, idris, sjaan):
        speak(proposal, person, at)
    actions.conclude(proposal, by=idris, at=at)
    assert f"Een geschreven antwoord op het advies over “{TITLE}”" in day_of(client, sjaan)
    assert TITLE in day_of(client, joris)  # and it was promised to him
