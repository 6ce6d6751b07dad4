"""What others write about Ruben, wherever they can, and how he says of each that it is not right."""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from tests.visitor import Visitor
from tussenruimte.belonging import actions as belonging
from tussenruimte.belonging.actions.joining import Wish
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted
from tussenruimte.matters import actions as matters
from tussenruimte.members import actions as members
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise, Purpose
from tussenruimte.reflections import actions as reflections
from tussenruimte.reflections.weighed import Given, Weighed, Words
from tussenruimte.relations import actions as relations
from tussenruimte.relations.actions.telling import Telling
from tussenruimte.relations.models import Relation

HERE = "rietkade"


@dataclass
class Planted:
    """Sentences in one row, the words against it, and by which page he puts those beside it."""

    kind: str
    code: str
    sentences: tuple[str, ...]
    where: str = "relations:card-wrong"

    @property
    def against(self):
        return f"Niet waar: {self.kind}."


def tell_for_him(rietkade, sjaan, at):
    telling = Telling(
        words="Hij slaapt bij vrienden.", own_word="reiger", name="Ruben", has_consent=True,
        why_for_them="Hij vroeg het zelf.", urgency="Hij is zijn huis kwijt.",
    )  # fmt: skip
    return relations.tell(rietkade, telling, by=sjaan, at=at)


def with_his_question(need, amina, idris, at):
    """What was said, promised, weighed, added and looked back on."""
    matter, ruben = need.matter, need.person
    noted = Noted(said="Hij wil een hond.", goes_well="Hij lacht veel.")
    talk = conversations.note_conversation(matter, noted, by=amina, at=at)
    words = Words(saw="Hij wacht op de trap.", did="Ik belde de kerk.", interest="geen")
    judgement = reflections.weigh(matter, Weighed(words, idris.actor), by=amina, at=at)
    reflections.answer(judgement, "Hij wacht al lang.", by=idris, at=at)
    added = relations.add_words(need, "Hij is nu dakloos.", by=amina, at=at)
    promise = promises.make_promise(
        matter, maker=amina.actor, receiver=ruben.actor, text="Ik zoek een kennel.",
        due=at.date() + timedelta(2), person_said_yes=True, by=amina, at=at,
    )  # fmt: skip
    day = at.date() + timedelta(4)
    promises.move(promise, to=day, reason="Hij nam niet op.", told="phone", by=amina, at=at)
    back = reflections.look_back(matter, Given(went_well="Hij lachte weer."), by=amina, at=at)
    return [
        Planted("need", need.code, ("Hij slaapt bij vrienden.", "Hij vroeg het zelf.")),
        Planted("talk", talk.code, ("Hij wil een hond.", "Hij lacht veel.")),
        Planted("judgement", judgement.code, ("Ik belde de kerk.", "Hij wacht al lang.")),
        Planted("added", added.code, ("Hij is nu dakloos.",)),
        Planted("promise", promise.code, ("Ik zoek een kennel.", "Hij nam niet op.")),
        Planted("look-back", back.code, ("Hij lachte weer.",)),
    ]


def around_his_question(need, amina, sjaan, idris, tess, at):
    """Who reads along and stands beside him, from desk to desk, and over to somebody else and back."""
    asked = {"until": None, "by": amina, "at": at}
    waits = matters.ask_permission(need.matter, tess.actor, purpose="Zij wil meekijken.", **asked)
    also = matters.ask_permission(need.matter, sjaan.actor, purpose="Zij neemt over.", **asked)
    given = matters.answer_asked(also, says_yes=True, by=need.person, at=at).permission
    relations.note_bounce(
        need, sender="De balie zei nee.", sent_to="De bank zei ook nee.", on=at.date(), by=amina, at=at
    )  # fmt: skip
    relation = relations.ask_relation(
        need, idris, part=Relation.Part.REPRESENTATIVE, goal="Hij kan niet tellen.",
        scope="Zijn geld.", paper_seen_on=at.date(), person_said_yes=True, other_said_yes=True,
        by=amina, at=at,
    )  # fmt: skip
    relations.lose(need, by=amina, at=at)
    over = relations.offer_need(need, to=sjaan, why="Hij wil een vrouw.", by=amina, at=at)
    relations.taker_answers(over, says_yes=True, by=sjaan, at=at)
    relations.tell_person(over, how="Ik hing het op zijn deur.", by=amina, at=at)
    need.refresh_from_db()
    again = relations.offer_need(need, to=amina, why="Hij mist Amina.", by=sjaan, at=at)
    return [
        Planted("asked-to-read", waits.code, ("Zij wil meekijken.",)),
        Planted("permitted", given.code, ("Zij neemt over.",)),
        Planted("bounce", need.bounces.get().code, ("De balie zei nee.", "De bank zei ook nee.")),
        Planted("relation", relation.code, ("Hij kan niet tellen.", "Zijn geld.")),
        Planted("handed-over", over.code, ("Hij wil een vrouw.", "Ik hing het op zijn deur.")),
        Planted("offered", again.code, ("Hij mist Amina.",)),
    ]


def as_a_member(ruben, amina, at):
    """Refused for his club, and put out himself."""
    members.make_member(ruben.actor, sort="resident", since=at.date(), by="invoer", at=at)
    joining = belonging.ask_to_join(
        ruben, Wish("organisation", "Wij fietsen.", "", "Fietsenclub"), by=ruben, at=at
    )
    _talk(joining, "Zijn club is te klein.", amina, at)
    belonging.refuse(joining, "Er zijn al fietsers.", by=amina, at=at)
    doubted = belonging.begin_expulsion(ruben.actor.member, by=amina, at=at)
    talk = _talk(doubted, "Hij schreeuwde.", amina, at)
    belonging.expel(doubted, "Hij sloeg een deur.", by=amina, at=at)
    return [
        Planted("joining", joining.code, ("Er zijn al fietsers.",), "belonging:wrong"),
        Planted("expulsion", doubted.code, ("Hij sloeg een deur.",), "belonging:wrong"),
        Planted("talk elsewhere", talk.code, ("Hij schreeuwde.",), "belonging:wrong"),
    ]


def _talk(about, said, amina, at):
    talk = about.matter.conversations.get(stage="asked")
    conversations.hold(talk, Noted(said=said, person_said_yes=True), by=amina, at=at)
    return talk


def at_a_seat(seat, ruben, joris, berend, marlies, at):
    """He asks two things: one is answered for everybody to read, one the successor gives back."""
    answered = belonging.ask_question(seat, "Wanneer komt het bankje?", by=ruben, at=at)
    belonging.answer_question(answered, "Hij vroeg dat al vaker.", by=joris, at=at)
    private = {"is_private": True, "by": ruben, "at": at}
    waiting = belonging.ask_question(seat, "Mag mijn tent blijven?", **private)
    belonging.leave(seat, by=joris, at=at)
    seat.refresh_from_db()
    succession = belonging.name_successor(seat, marlies, by=berend, at=at)
    owed = Promise.objects.whole().get(pk=waiting.promise_id, purpose=Purpose.ANSWER)
    reason = "Hij kan zelf bellen."
    given = belonging.give_back(succession, owed, reason, person_said_yes=True, by=marlies, at=at)
    row = answered.answers.get()
    return [
        Planted("answer", row.code, ("Hij vroeg dat al vaker.",), "belonging:wrong"),
        Planted("given-back", given.code, (reason,), "belonging:wrong"),
    ]


def dispute_with_card(planted, code, need):
    """He comes in with his card, and puts his words beside each."""
    at_the_card, at_members = Visitor(), Visitor()
    at_the_card.post("/kaart/", {"code": code, "word": "reiger"})
    here = reverse("belonging:wrong", args=[HERE])
    page = at_members.post(here, {"code": code, "word": "reiger"}).content.decode()
    opened = re.search(r'name="pass" value="([^"]+)"', page)[1]
    for one in planted:
        said = {"beside": one.code, "sort": "wrong", "words": one.against}
        if one.where == "belonging:wrong":
            answer = at_members.post(here, said | {"pass": opened})
            assert one.against in answer.content.decode(), one
        else:
            answer = at_the_card.post(reverse(one.where, args=[need.code]), said)
            assert answer.status_code == 302, one
    return at_the_card
