"""The page about the question of somebody else speaks to whoever reads it, not to that person."""

import html
import re
from datetime import timedelta

import pytest
import time_machine

from tests.relations.conftest import Mine, act_for_ruben
from tests.visitor import Visitor
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted, Plan, Telling as Tells
from tussenruimte.members.models import Person
from tussenruimte.promises.models import State
from tussenruimte.reflections import actions as reflections
from tussenruimte.reflections.models import Sort
from tussenruimte.reflections.weighed import Given, Weighed, Words
from tussenruimte.relations import actions
from tussenruimte.relations.actions.telling import Telling

YES = {"person_said_yes": True, "other_said_yes": True}
PAGES = ("", "alles/", "erbij/", "klopt-niet/", "praten/", "klaar/", "wie-mag-dit-lezen/?naam=qq")
SPOKEN_TO = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)

# What is really meant for whoever reads it: what they may do here, and what they are asked.
FOR_THE_READER = (
    "Je doet dit namens Ruben",
    "Wat je mag regelen:",
    "Ruben leest hier wat je doet, en dat jij het was",
    "Er verandert niets tot jullie allebei ja zeggen",
    "Zeg je nee, dan blijft alles zoals het is",
    "Bel 000 123 45 68 wanneer je wilt",
    "Weet je meer",
    "vertellen wat je zag, wat je deed en waarom",  # what weighing is
    "Wat je kunt doen",
    "Zet het in je agenda",
    "Jouw woorden komen er",
    "Dit komt eronder, met jouw naam en de dag erbij",
    "In je eigen woorden",
    "Wat wil je",
    "Wat bedoel je precies",
    "Wil je met iemand praten",
    "Zij kiezen een moment en laten het je weten",
    "Je hoeft niet te zeggen waar het over gaat",
    "Waar wil je het over hebben",
    "Jij zegt het namens Ruben, en Ruben ziet dat jij het was",
    "Je kunt er nog veertien dagen op terugkomen",
    "Jij zegt wie, waarvoor en tot wanneer",
    "Je kunt het altijd terugnemen",
    "Wie zoek je",
)


def addressed(text):
    """Each sentence of a page that speaks to somebody, besides those for whoever reads it."""
    main = text.split("<main")[1].split("</main>")[0]
    said = html.unescape(re.sub(r"<[^>]*>", "\n", main))
    lines = [" ".join(line.split()) for line in re.split(r"[.?!]\s|\n\n+", said)]
    found = [line for line in lines if SPOKEN_TO.search(line)]
    return [line for line in found if not line.startswith(FOR_THE_READER)]


def door_of(need, who, amina, at):
    """Who knocks with their card, at whatever moment that is."""
    code = actions.new_card(need, "bezem", whom=who, by=amina, at=at)

    def knock():
        visitor = Visitor()
        visitor.post("/kaart/", {"code": code, "word": "bezem"})
        return Mine(visitor, f"/kaart/{need.code}/")

    return knock


@pytest.fixture(params=["representative", "parent who acts", "parent", "asks too"])
def knock(request, need, welcome, amina, at):
    """Somebody else comes in on the page of Ruben, with a card."""
    who = welcome("Hanneke Vos")
    if request.param == "representative":
        act_for_ruben(need, who, amina, at)
    else:
        part = "asks-too" if request.param == "asks too" else "parent"
        scope = {"scope": "alles"} if request.param == "parent who acts" else {}
        actions.ask_relation(need, who, part=part, by=amina, at=at, **scope, **YES)
    return door_of(need, who, amina, at)


@pytest.fixture
def much(need, promised, amina, sjaan, tess, at):
    """Of everything something: talks of each kind, what is late, weighed, offered, looked back on."""
    for when in (at + timedelta(days=1), at + timedelta(days=9)):
        talk = conversations.ask(need.matter, host=amina.actor, by=amina, at=at)
        conversations.plan(talk, Plan(when, place="Bij de inloop"), by=amina, at=at)
    conversations.ask(need.matter, host=amina.actor, by=amina, at=at)
    told = Tells("Ruben was ziek.", amina.actor, at.date() + timedelta(days=2))
    noted = Noted(said="Over de sleutel.", was_person_there=False, telling=told)
    conversations.note_conversation(need.matter, noted, by=amina, at=at)
    talk = conversations.note_conversation(need.matter, Noted(said="Groot"), by=amina, at=at)
    words = Words(saw="Het is veel.", did="Ik vraag er iemand bij.", interest="geen")
    it = Weighed(words, sjaan.actor, sort=Sort.NOT_ALONE, talk=talk, stays=amina.actor)
    reflections.weigh(need.matter, it, by=amina, at=at)
    conversations.dispute(talk, "Zo was het niet", by=need.person, at=at)
    reflections.look_back(need.matter, Given(story="Het ging goed"), by=need.person, at=at)
    promised(days=1)
    actions.offer_need(need, to=sjaan, why="kent hem", by=amina, at=at)


def spoken_to(mine):
    """By page, each sentence that is meant for somebody else."""
    said = {page: addressed(mine.text(page)) for page in PAGES if mine.get(page).status_code == 200}
    return {page: lines for page, lines in said.items() if lines}


def test_nobody_else_is_spoken_to_as_if_they_were_the_person(knock, much, at):
    with time_machine.travel(at + timedelta(days=4)):
        mine = knock()
        page = mine.text()
        assert spoken_to(mine) == {}
    assert "te laat</a>." in page
    assert "niet de naam van Ruben" in page
    assert "Amina heeft even met Ruben gepraat." in page
    assert "Ruben spreekt Amina Telgenhof woensdag" in page
    assert "Ruben zou met Amina Telgenhof praten" in page


def test_nor_before_the_first_contact(message, welcome, amina, at):
    who = welcome("Hanneke Vos")
    act_for_ruben(message, who, amina, at)
    mine = door_of(message, who, amina, at)()
    assert spoken_to(mine) == {}
    assert "contact op met Ruben" in mine.text()


def test_nor_when_the_person_is_lost(knock, need, amina, at):
    actions.lose(need, by=amina, at=at)
    mine = knock()
    assert spoken_to(mine) == {}
    assert "We zijn Ruben kwijt en Amina zoekt." in mine.text()


def test_nor_when_it_is_quiet(knock, need, amina, at):
    actions.begin_quiet(need, until=at.date() + timedelta(days=9), by=amina, at=at)
    mine = knock()
    assert spoken_to(mine) == {}
    assert "Amina blijft de vraag van Ruben vasthouden." in mine.text()


def test_nor_when_it_has_ended(knock, need, at):
    mine = knock()
    actions.close(need, by=need.person, at=at)
    assert [line for line in addressed(mine.text()) if "Tot en met" not in line] == []


def test_what_another_told_was_told_for_the_person(rietkade, welcome, sjaan, amina, at):
    said = Telling(words="Hij slaapt buiten", own_word="mus", name="Mo", why_for_them="Geen mobiel")
    need = actions.tell(rietkade, said, by=sjaan, at=at).need
    who = welcome("Hanneke Vos")
    act_for_ruben(need, who, amina, at)
    assert "Sjaan vertelde dit voor Mo, vandaag." in door_of(need, who, amina, at)().text()


# ---- talks in which they are themselves --------------------------------------------------------------


@pytest.fixture
def spoken(need, stands, hanneke, amina, at):
    """`spoken(amina.actor)`: Hanneke speaks along, and this one chose the moment."""

    def make(host):
        talk = conversations.ask(need.matter, host=host, person_said_yes=True, by=amina, at=at)
        plan = Plan(at + timedelta(1), place="Inloop", invited=[hanneke.actor, amina.actor])
        return conversations.plan(talk, plan, by=Person.objects.get(pk=host.pk), at=at)

    return make


def test_who_speaks_along_is_told_so(hers, spoken, amina):
    spoken(amina.actor)
    assert "Je spreekt Amina Telgenhof morgen" in hers.text()


def test_and_with_whom_when_they_chose_the_moment(hers, spoken, hanneke):
    spoken(hanneke.actor)
    assert "Je spreekt Ruben morgen" in hers.text()


# ---- what they promised themselves ------------------------------------------------------------------


@pytest.mark.parametrize("part", ["parent", "asks-too"])
def test_with_only_a_card_one_says_that_what_is_late_was_done(
    need, promised, welcome, amina, part, at
):
    who = welcome("Els Prins")
    actions.ask_relation(need, who, part=part, by=amina, at=at, **YES)
    promise = promised("Els belt de school", maker=who.actor, days=1)
    knock = door_of(need, who, amina, at)
    with time_machine.travel(at + timedelta(days=3)):
        mine = knock()
        page = mine.text()
        mine.post("ja-of-nee/", code=promise.code, answer="done")
    assert "Je had dit beloofd voor" in page
    assert "Ik heb dit gedaan" in page
    assert "Dat hoort niet" not in page
    promise.refresh_from_db()
    assert promise.state == State.DONE


def test_whoever_acts_does_not_ask_themselves_for_a_conversation(hers, promised, hanneke, at):
    promised("Hanneke betaalt de huur", maker=hanneke.actor, days=1)
    with time_machine.travel(at + timedelta(days=3)):
        page = Mine(Visitor().sign_in(hanneke), hers.there).text()
    assert "Vraag om een gesprek met Hanneke" not in page
    assert "Ik heb dit gedaan" in page
    assert "Amina blijft erop letten" not in page


def test_the_ladder_names_whoever_looks_and_nobody_else(hers, card, promised, at, hanneke, told):
    promised(days=1)
    with time_machine.travel(at + timedelta(days=3)):
        code = told.cards[0].read("sealed_code")
        card.visitor.post("/kaart/", {"code": code, "word": "reiger"})
        ladders = [
            mine.text().split('class="ladder"')[1].split("</ol>")[0]
            for mine in (Mine(Visitor().sign_in(hanneke), hers.there), card)
        ]
    assert "<strong>Ruben</strong>" in ladders[0]
    assert "<strong>Jij</strong>" in ladders[1]
