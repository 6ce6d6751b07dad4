"""Later moments in the house of the table: what has to happen before some forms can be sent.

Each moment begins from the table again, and is over when its forms were sent.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.urls import resolve

from tests.web import about
from tests.web.about import path_to
from tests.web.addresses import PAGES
from tests.web.valid_posts import CARD, INVITED, Fields
from tussenruimte.belonging import actions as belonging
from tussenruimte.belonging.models import Expulsion, Joining, StandInAsked, Succession
from tussenruimte.belonging.reads import owed_by
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.models import Conversation
from tussenruimte.conversations.spoken import Noted
from tussenruimte.decisions import actions as decisions
from tussenruimte.decisions.actions import Draft, Voice, When
from tussenruimte.decisions.models import Adviser, Proposal
from tussenruimte.matters.models import Invocation
from tussenruimte.members import actions as members
from tussenruimte.members.models import Circle, Seat, WayBack
from tussenruimte.promises import actions as promises
from tussenruimte.reflections.models import Judgement
from tussenruimte.relations import actions as relations
from tussenruimte.relations.models import Need, NeedHandover

SPOKEN = Noted(said="Over hoe het gaat", person_said_yes=True)


@dataclass
class World:
    """Who lives there, what is what there, what stands on no page, and when it is."""

    codes: dict[str, str]
    people: dict[str, Any]
    known: dict[str, str]
    at: datetime

    def __getattr__(self, name):
        return self.people[name]

    def row(self, model, sort):
        """What the code of this sort is of; seats and circles are called by the code of their actor."""
        key = "actor__code" if model in {Circle, Seat} else "code"
        return model.objects.get(**{key: self.codes[sort]})

    def by(self, name):
        return {"by": self.people[name], "at": self.at}

    def speak(self, talk, by):
        conversations.hold(talk, SPOKEN, **self.by(by))


# ---- conversations and questions -------------------------------------------------------------------


def amina_spoke_with_ruben(world):
    world.speak(world.row(Conversation, "talk"), "amina")


def amina_spoke_with_idris(world):
    own = world.row(Need, "own")
    talk = conversations.ask(
        own.matter, host=world.amina.actor, about="Je fiets", **world.by("amina")
    )
    world.speak(talk, "amina")
    about.a_remark(own.matter, world.amina, world.at)


def amina_still_holds(world):
    row = NeedHandover.objects.get(code=world.codes["need-offer"])
    relations.take_back_offer(row, **world.by("amina"))


def ruben_is_lost(world):
    """Nobody can ask him, so Amina writes down how she lets him know."""
    relations.lose(world.row(Need, "need"), **world.by("amina"))


def the_stop_ended(world):
    amina_spoke_with_ruben(world)
    relations.lift_stop(world.row(Invocation, "stop"), **world.by("amina"))


def sjaan_does_not_look_along(world):
    promises.release(world.row(Judgement, "judgement").looking, **world.by("amina"))


def amina_promises_more(world):
    need = world.row(Need, "need")
    world.codes["promise"] = promises.make_promise(
        need.matter, maker=world.amina.actor, receiver=need.person.actor, text="Ik kom langs.",
        due=world.at.date(), person_said_yes=True, **world.by("amina"),
    ).code  # fmt: skip


def nothing_happens(world):
    """The form is for somebody else than whoever sees it first, or about somebody else."""
    world.codes["member"] = world.idris.actor.code


def samir_is_invited(world):
    samir = world.row(Joining, "joining-heard").person
    _row, world.known[INVITED] = members.invite(samir, "paper", **world.by("fenna"))


def karin_was_seen_by_nobody(world):
    members.take_back_seen(world.row(WayBack, "way-back"), **world.by("fenna"))


# ---- being a member --------------------------------------------------------------------------------


def fenna_spoke_with_tess(world):
    matter = world.row(Expulsion, "expulsion").matter
    talk = matter.conversations.first() or conversations.ask(
        matter, host=world.fenna.actor, about="Blijven", **world.by("fenna")
    )
    world.speak(talk, "fenna")


def tess_is_put_out(world):
    fenna_spoke_with_tess(world)
    belonging.expel(world.row(Expulsion, "expulsion"), "Het botst", **world.by("fenna"))


def tess_asks_the_members(world):
    tess_is_put_out(world)
    expulsion = world.row(Expulsion, "expulsion")
    belonging.take_to_members(expulsion, "Ik wil blijven", **world.by("tess"))


def amina_spoke_with_ruben_about_joining(world):
    world.speak(world.row(Joining, "joining").matter.conversations.get(), "amina")


def ruben_is_refused(world):
    amina_spoke_with_ruben_about_joining(world)
    belonging.refuse(world.row(Joining, "joining"), "Nog niet", **world.by("fenna"))


def samir_asks_the_members(world):
    joining = world.row(Joining, "joining-heard")
    belonging.refuse(joining, "Nog niet", **world.by("fenna"))
    belonging.object_to(joining, "Ik kook graag", by=joining.person, at=world.at)


def idris_leaves(world):
    belonging.leave_membership(world.idris.actor.member, world.idris, **world.by("idris"))


# ---- circles and seats -----------------------------------------------------------------------------


def the_circle_talked(world):
    talk = belonging.talk_about_circle(world.row(Circle, "circle"), **world.by("sjaan"))
    world.speak(talk, "sjaan")


def sjaan_talked_about_the_seat(world):
    succession = world.row(Succession, "succession")
    noted = replace(SPOKEN, present=[world.sjaan.actor])
    conversations.hold(succession.talk, noted, **world.by("fenna"))
    for promise in owed_by(succession.seat):
        belonging.accept(succession, promise, **world.by("sjaan"))


def nobody_is_named(world):
    belonging.call_off(world.row(Succession, "succession"), **world.by("fenna"))


def fenna_sits_there(world):
    nobody_is_named(world)
    asked = world.row(StandInAsked, "standing-in")
    belonging.answer_stand_in(asked, says_yes=False, **world.by("idris"))
    since = world.at.date()
    members.sit_down(world.row(Seat, "seat"), world.fenna, since=since, **world.by("fenna"))


# ---- deciding --------------------------------------------------------------------------------------


def opinions_are_asked(world):
    for sort in ("picture", "opinion"):
        decisions.open_next(world.row(Proposal, "proposal"), sort, **world.by("idris"))


def each_is_asked(world):
    opinions_are_asked(world)
    decisions.open_next(world.row(Proposal, "proposal"), "consent", **world.by("idris"))


def it_is_decided(world):
    each_is_asked(world)
    consents = Voice("consent")
    decisions.speak(world.row(Proposal, "proposal"), consents, **world.by("sjaan"))
    decisions.conclude(world.row(Proposal, "proposal"), **world.by("idris"))


def it_is_done(world):
    it_is_decided(world)
    decisions.carry_out(world.row(Proposal, "proposal"), **world.by("idris"))


def amina_advised_against(world):
    said = ("against", "Het past er niet", "")
    decisions.give_advice(world.row(Adviser, "adviser"), *said, **world.by("amina"))
    it_is_decided(world)


def two_have_a_voice(world):
    circle = Circle.objects.select_related("cooperative").get(actor__code=world.codes["circle"])
    members.sit_in_circle(circle, world.idris, since=world.at.date(), **world.by("fenna"))
    vote = about.a_vote(circle, world.idris, world.at, is_secret=False)
    world.codes["voting"] = f"{vote.round.proposal.code}|{world.sjaan.actor.code}"


def the_members_met(world):
    earlier = world.at - timedelta(10)
    meeting = about.a_meeting(world.idris.cooperative, world.fenna, earlier)
    world.codes["members-meeting"] = meeting.code


def a_meeting_waits_for_its_agenda(world):
    cooperative = world.idris.cooperative
    said = Draft("Een bootje", "Om te varen", "Het water", False, "Niemand vaart", "Wij")
    decisions.start_proposal(cooperative, said, kind="decision", circle=None, **world.by("idris"))
    when = When(world.at + timedelta(40), "De Steiger")
    meeting = decisions.plan_meeting(cooperative, when, **world.by("fenna"))
    world.codes["members-meeting"] = meeting.code


# What happens, and then: who sends what. With a third word: on which page the form stands.
MOMENTS = (
    (
        nothing_happens,
        ("ruben", "matters:answer-remark"),
        ("fenna", "belonging:begin-expulsion", "belonging:member"),
        ("visitor", "belonging:ask-known"),
    ),
    (the_stop_ended, ("amina", "relations:invoke")),
    (ruben_is_lost, ("amina", "relations:told-person")),
    (sjaan_does_not_look_along, ("amina", "reflections:another")),
    (amina_promises_more, ("amina", "promises:offer")),
    (samir_is_invited, ("visitor", "web:invitation")),
    (karin_was_seen_by_nobody, ("fenna", "web:say-seen")),
    (
        amina_spoke_with_ruben,
        ("ruben", "conversations:dispute"),
        ("card", "relations:card-dispute"),
        ("amina", "relations:quiet"),
    ),
    (
        amina_spoke_with_idris,
        ("idris", "relations:own-dispute"),
        ("idris", "relations:own-respond"),
    ),
    (amina_still_holds, ("amina", "relations:hand-over")),
    (fenna_spoke_with_tess, ("tess", "belonging:dispute-expulsion")),
    (tess_is_put_out, ("tess", "belonging:object-expulsion")),
    (tess_asks_the_members, ("fenna", "belonging:expulsion-meeting")),
    (amina_spoke_with_ruben_about_joining, ("ruben", "belonging:dispute-talk")),
    (ruben_is_refused, ("ruben", "belonging:object")),
    (samir_asks_the_members, ("fenna", "belonging:meeting")),
    (idris_leaves, ("idris", "belonging:stay", "belonging:mine")),
    (the_circle_talked, ("sjaan", "belonging:go-on")),
    (sjaan_talked_about_the_seat, ("sjaan", "belonging:take-seat", "belonging:succession")),
    (nobody_is_named, ("fenna", "belonging:name")),
    (
        fenna_sits_there,
        ("fenna", "belonging:leave"),
        ("idris", "belonging:talk"),
        ("visitor", "belonging:talk-known"),
    ),
    (opinions_are_asked, ("sjaan", "decisions:react"), ("idris", "decisions:open-vote")),
    (each_is_asked, ("sjaan", "decisions:speak")),
    (it_is_decided, ("idris", "decisions:again")),
    (it_is_done, ("idris", "decisions:look-back")),
    (amina_advised_against, ("sjaan", "decisions:answer")),
    (two_have_a_voice, ("sjaan", "decisions:give-voice")),
    (the_members_met, ("fenna", "decisions:hold-meeting")),
    (a_meeting_waits_for_its_agenda, ("fenna", "decisions:put-on-agenda")),
)
ASKED = {"relations:invoke": "?vraag={need}"}
WITH_CARD = {"belonging:ask-known", "belonging:talk-known"}


def later_forms(browsers, world):
    """As `forms` of valid_posts.py, of each moment after it came."""
    table = dict(world.codes)
    for happens, *sends in MOMENTS:
        with transaction.atomic():
            world.codes = dict(table)
            happens(world)
            for who, name, *on in sends:
                page = on[0] if on else name
                path = path_to(page, "rietkade", world.codes[PAGES[page][0] or "none"])
                path += ASKED.get(name, "").format(**world.codes)
                answer = browsers[who].get(path)
                if name in WITH_CARD:
                    answer = browsers[who].post(path, {"code": world.known[CARD], "word": "reiger"})
                found = Fields(answer.content.decode(), path)
                for there, fields, _free in found.sent():
                    if resolve(urlsplit(there).path).view_name == name:
                        yield who, there, fields, found.chosen & set(fields)
            transaction.set_rollback(True)
