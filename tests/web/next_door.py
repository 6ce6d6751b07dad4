"""Heideveen, in which about as much happens as in De Rietkade: whose codes are sent where they do not belong."""

from datetime import timedelta

import pytest

from tests.web import about
from tussenruimte.agenda import actions as agenda
from tussenruimte.agenda.actions import Said
from tussenruimte.conversations import actions as conversations
from tussenruimte.kit.tenancy import within
from tussenruimte.members import actions as members
from tussenruimte.members.models import Member
from tussenruimte.record.models import Fact
from tussenruimte.relations import actions as relations
from tussenruimte.relations.actions.telling import Telling

# People who are nobody in De Rietkade, and of whom no page there may say anything.
PEOPLE = ("Wiepkje", "Douwe", "Froukje", "Jelle", "Berber", "Sietske")
NAMES = (*PEOPLE, "Harmsma", "Piekstra", "Heidewacht")


@pytest.fixture
def next_door(heideveen, wiepkje, at):
    """A code of every sort that there is in Heideveen, by what it is of."""
    with within(heideveen.pk):
        members.let_hold(wiepkje, by="invoer", at=at)
        days = {"since": at.date(), "until": at.date() + timedelta(6)}
        members.take_duty(wiepkje, **days, by=wiepkje, at=at)
        people = {name: a_neighbour(heideveen, name, at) for name in PEOPLE[1:]}
        members.let_hold(people["Douwe"], by="invoer", at=at)
        return codes_of(heideveen, wiepkje, people, at)


def a_neighbour(cooperative, name, at):
    """Somebody who lives there and is a member."""
    person = members.welcome_person(cooperative, name=f"{name} Piekstra", by="invoer", at=at)
    sort = Member.Sort.RESIDENT
    members.make_member(person.actor, sort=sort, since=at.date(), by="invoer", at=at)
    return person


def codes_of(heideveen, wiepkje, people, at):
    """What Wiepkje holds on to, and what they do together there."""
    douwe, froukje, jelle, berber, sietske = people.values()
    telling = Telling(words="Ik zoek een boot.", own_word="eend", has_consent=True)
    told = relations.tell(heideveen, telling, person=sietske, by=sietske, at=at)
    need = told.need
    froukje.board = members.make_circle(heideveen, "Heidewacht", sort="board", by="invoer", at=at)
    members.sit_in_circle(froukje.board, froukje, since=at.date(), by="invoer", at=at)
    town = members.make_organisation(heideveen, "Heidewacht Wonen", by="invoer", at=at)
    talk = conversations.ask(need.matter, host=wiepkje.actor, about="Boot", by=wiepkje, at=at)
    said = Said("Heidewacht aan het water", place="De Hei")
    made = {
        "need": need.matter.code,
        "card": told.cards[0].read("sealed_code"),
        "person": douwe.code,
        "organisation": town.actor.code,
        "board": froukje.board.actor.code,
        "talk": talk.code,
        "remark": about.a_remark(need.matter, wiepkje, at),
        "file": about.a_picture(need.matter, wiepkje, at),
        "posting": agenda.post_on(said, at + timedelta(1), None, by=jelle, at=at).code,
    }
    made |= about.of_promises(need, wiepkje, douwe, berber, at)
    made |= about.of_what_goes_past_somebody(need, wiepkje, at)
    made |= about.of_others(need, wiepkje, douwe, at)
    made |= about.of_a_seat(heideveen, froukje, jelle, douwe, at)
    made |= about.of_a_stop_rule(need, froukje, wiepkje, at)
    made |= about.of_a_proposal(made["circle"], jelle, wiepkje, at)
    made |= about.of_meetings(heideveen, froukje, jelle, at)
    trusted = (douwe, froukje, berber)
    made["complaint"] = about.of_what_went_wrong(heideveen, trusted, jelle, at)
    made["need-offer"] = relations.offer_need(need, to=douwe, why="Weg", by=wiepkje, at=at).code
    terms = {"part": "neighbour", "by": wiepkje, "at": at}
    made["beside"] = relations.ask_relation(need, jelle, **terms).code
    return {sort: code for sort, code in made.items() if "|" not in code}


def ever_written(cooperative):
    """How much was ever written down there: whatever changes there is noted."""
    with within(cooperative.pk):
        return Fact.objects.filter(cooperative_id=cooperative.pk).count()
