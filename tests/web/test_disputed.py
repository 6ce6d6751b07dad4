"""Wherever a sentence is read that somebody disputed, their words stand beside it."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.web.about import ALL
from tests.web.addresses import PAGES, WHO
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted
from tussenruimte.matters import actions as matters
from tussenruimte.promises import actions as promises
from tussenruimte.reflections import actions as reflections
from tussenruimte.reflections.weighed import Given, Weighed, Words
from tussenruimte.relations import actions as relations
from tussenruimte.relations.actions.telling import Telling


@dataclass
class Planted:
    """A sentence, the words against it, and the row in which it stands."""

    sentence: str
    against: str
    code: str


@pytest.fixture
def told(rietkade, amina, sjaan, at):
    """Amina told it for Ruben, with a card for him."""
    telling = Telling(
        words="Hij slaapt bij vrienden.", own_word="reiger", name="Ruben", has_consent=True,
        why_for_them="Hij vroeg het.",
    )  # fmt: skip
    return relations.tell(rietkade, telling, by=sjaan, at=at)


@pytest.fixture
def planted(told, rietkade, amina, sjaan, idris, at):
    """One sentence in every place where others write about Ruben, and his words against each."""
    need, matter = told.need, told.need.matter
    later = at + timedelta(hours=1)
    talk = conversations.note_conversation(matter, Noted(said="Hij wil een hond."), by=amina, at=at)
    words = Words(saw="Hij wacht op de trap.", did="Ik belde de kerk.", interest="geen")
    judgement = reflections.weigh(matter, Weighed(words, idris.actor), by=amina, at=at)
    added = relations.add_words(need, "Hij is nu dakloos.", by=amina, at=at)
    promise = promises.make_promise(
        matter, maker=amina.actor, receiver=need.person.actor, text="Ik zoek een kennel.",
        due=at.date() + timedelta(2), person_said_yes=True, by=amina, at=at,
    )  # fmt: skip
    back = reflections.look_back(matter, Given(went_well="Hij lachte weer."), by=amina, at=at)
    rows = [
        ("Hij slaapt bij vrienden.", need.code),
        ("Hij wil een hond.", talk.code),
        ("Ik belde de kerk.", judgement.code),
        ("Hij is nu dakloos.", added.code),
        ("Ik zoek een kennel.", promise.code),
        ("Hij lachte weer.", back.code),
    ]
    found = []
    for n, (sentence, code) in enumerate(rows):
        about = {"beside": code, "quote": sentence, "sort": "wrong"}
        matters.remark(matter, f"Niet waar {n}.", **about, by=need.person, at=later)
        found.append(Planted(sentence, f"Niet waar {n}.", code))
    return found


# Which row an address of the table is about; of others no code is needed.
SORTS = ("need", "own", "talk", "judgement", "added", "promise", "look-back")


def pages(planted, column):
    """Every page that is there for them, each about the row that it is made for."""
    codes = dict(zip(SORTS, (planted[0].code, *(one.code for one in planted)), strict=True))
    for name, (sort, *answers) in PAGES.items():
        has_row = sort in codes or "code" not in ALL[name]
        if answers[column] == 200 and sort in {"", *codes} and has_row:
            words = dict.fromkeys(("code", "promise"), codes.get(sort, "")) | {
                "coop": "rietkade",
                "kind": "decision",
            }
            yield reverse(name, kwargs={key: words[key] for key in ALL[name]})


def look_around(browser, planted, paths):
    """Where a sentence stands and what was said against it does not; and which were seen at all."""
    bare, seen = [], set()
    for path in paths:
        body = browser.get(path).content.decode(errors="replace")
        for one in (one for one in planted if one.sentence in body):
            seen.add(one.sentence)
            if one.against not in body:
                bare.append(f"{path}: {one.sentence}")
    return bare, seen


def test_whoever_holds_on_reads_what_is_said_against_it(client, told, amina, planted):
    bare, seen = look_around(client.sign_in(amina), planted, pages(planted, WHO.index("amina")))
    assert bare == [], "\n".join(bare)
    assert seen == {one.sentence for one in planted}


def test_whoever_looks_along_too(client, told, idris, planted):
    code = planted[2].code
    paths = [
        reverse(f"reflections:{name}", args=["rietkade", code]) for name in ("judgement", "answer")
    ]
    bare, seen = look_around(client.sign_in(idris), planted, [*paths, "/rietkade/vandaag/"])
    assert bare == [], "\n".join(bare)
    assert planted[2].sentence in seen


def test_with_a_card_too(client, told, planted):
    client.post("/kaart/", {"code": told.cards[0].read("sealed_code"), "word": "reiger"})
    names = [name for name in PAGES if name.startswith("relations:card-")]
    needs = [reverse(name, kwargs=dict.fromkeys(ALL[name], told.need.code)) for name in names]
    bare, seen = look_around(client, planted, needs)
    assert bare == [], "\n".join(bare)
    assert seen == {one.sentence for one in planted}
