"""One table for the whole house: every address, who asks for it, and the answer.

A new page is one more line in `tests/web/addresses.py`. Its code names something in `codes` below.
Looking at a page changes nothing but the reading log, for nobody and nowhere.
"""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.urls import URLResolver, get_resolver, reverse
from PIL import Image

from tests.visitor import refuse_writes
from tests.web.addresses import CARD, ELSE, IN, LIKE, ON, PAGES
from tussenruimte.agenda import actions as agenda
from tussenruimte.agenda.actions import Said
from tussenruimte.belonging import actions as belonging
from tussenruimte.belonging.actions.circles import NewCircle
from tussenruimte.belonging.actions.joining import Wish
from tussenruimte.conversations import actions as conversations
from tussenruimte.decisions import actions as decisions
from tussenruimte.decisions.actions import Ask, Draft, There, When
from tussenruimte.kit.clock import now
from tussenruimte.kit.forms import HouseForm
from tussenruimte.kit.tenancy import within
from tussenruimte.matters import actions as matters
from tussenruimte.matters.stop_rules import Called, Rule
from tussenruimte.members import actions as members
from tussenruimte.members.models import Circle
from tussenruimte.promises import actions as promises
from tussenruimte.record.models import Fact
from tussenruimte.reflections import actions as reflections
from tussenruimte.reflections.weighed import Given, Weighed, Words
from tussenruimte.relations import actions as relations
from tussenruimte.relations.actions.telling import Telling

WHO = ("visitor", "idris", "amina", "outsider")
CAST = ("sjaan", "joris", "tess", "ruben")


@pytest.fixture
def codes(need, amina, idris, sjaan, tess, at):
    """What an address can be about. Amina holds on to Ruben's need and to Idris' own."""
    made = {
        "need": need.matter.code,
        "day": "2026-11-18",
        "origin": "K7Q4",
        "none": "K7Q4MK9TX2",
        "number": 1,
        "term": "silence",
    }
    telling = Telling(words="Ik zoek een fiets.", own_word="molen", has_consent=True)
    own = relations.tell(need.cooperative, telling, person=idris, by=idris, at=at).need
    made["own"] = own.matter.code
    promise, offered = (
        promises.make_promise(
            need.matter, maker=maker.actor, receiver=need.person.actor, text="Ik bel.",
            due=at.date(), by=need.person, at=at, person_said_yes=True,
        )
        for maker in (amina, sjaan)
    )  # fmt: skip
    made["promise"] = promise.code
    to = {"to": amina.actor, "by": sjaan, "at": at, "person_said_yes": True}
    made["handover"] = promises.offer(offered, **to).code
    made["taker"] = promises.offer_to_take(promise, by=tess, at=at + timedelta(3)).code
    talk = conversations.ask(need.matter, host=amina.actor, about="De brief", by=amina, at=at)
    made["talk"] = talk.code
    made["remark"] = a_remark(need.matter, amina, at)
    made["file"] = a_picture(need.matter, amina, at)
    made |= of_others(need, amina, sjaan, at)
    said = Said("Koffie aan het water", place="De Steiger")
    made["posting"] = agenda.post_on(said, at + timedelta(1), None, by=idris, at=at).code
    forgetting = belonging.ask_to_be_forgotten(tess, by=tess, at=at)
    made["forgetting"] = forgetting.matter.code
    made |= of_letting_in(need.person, amina, at)
    made |= of_a_seat(need.cooperative, amina, idris, sjaan, at)
    made["member"] = tess.actor.code
    made["expulsion"] = belonging.begin_expulsion(tess.actor.member, by=amina, at=at).code
    wish = Wish("resident", "Ik kook graag")
    made["joining"] = belonging.ask_to_join(need.person, wish, by=need.person, at=at).code
    made |= of_a_stop_rule(need, amina, at)
    made |= of_a_proposal(made["circle"], idris, amina, at)
    made |= of_votes(made["circle"], idris, sjaan, at)
    made |= of_meetings(need.cooperative, amina, idris, at)
    return made


def of_letting_in(ruben, amina, at):
    """Amina invited Ruben, and saw Karin, who lost her second code."""
    karin = members.welcome_person(ruben.cooperative, name="Karin", by="invoer", at=at)
    user = members.give_login(karin, "karin@example.org", by="invoer", at=at)
    Authenticator.objects.create(user=user, type="totp", data={})
    karin.user = user
    return {
        "invitation": members.invite(ruben, "paper", by=amina, at=at)[0].code,
        "way-back": members.say_seen(karin, at.date(), by=amina, at=at).code,
    }


def of_a_seat(cooperative, amina, idris, sjaan, at):
    """An empty seat that Amina arranges: Idris asked it something, and is asked to stand in."""
    seat = members.make_seat(cooperative, "voorzitter", by="invoer", at=at)
    board = members.make_circle(cooperative, "Bestuur", sort="board", by="invoer", at=at)
    members.sit_in_circle(board, amina, since=at.date(), by="invoer", at=at)
    new = NewCircle("Tuin", "Wij harken", "work", at.date() + timedelta(9), board, "Niemand harkt")
    circle = belonging.start_circle(cooperative, new, by=sjaan, at=at)
    return {
        "circle": circle.actor.code,
        "circle-asked": belonging.ask_into_circle(circle, idris, by=amina, at=at).code,
        "seat": seat.actor.code,
        "question": belonging.ask_question(seat, "Wanneer?", by=idris, at=at).code,
        "standing-in": belonging.ask_stand_in(seat, idris, by=amina, at=at).code,
        "succession": belonging.name_successor(seat, sjaan, by=amina, at=at).code,
    }


def of_a_proposal(circle, idris, amina, at):
    """Idris proposes something to the circle in which Sjaan sits; Amina has to be heard."""
    row = Circle.objects.select_related("cooperative").get(actor__code=circle)
    said = Draft("Een bankje", "Om te zitten", "Het plein", False, "Niemand zit er", "Wij")
    proposal = decisions.start_proposal(
        row.cooperative, said, kind="decision", circle=row, by=idris, at=at
    )
    about = {"authority": "life", "why": "Ze woont er", "by": idris, "at": at}
    adviser = decisions.name_adviser(proposal, amina.actor, **about)
    return {
        "proposal": proposal.code,
        "adviser": adviser.code,
        "weighing-in": f"{proposal.code}|{idris.actor.code}",
    }


def of_votes(circle, idris, sjaan, at):
    """The circle in which Sjaan sits votes about one thing now; about another it voted in secret."""
    row = Circle.objects.select_related("cooperative").get(actor__code=circle)
    open_now, over = (_a_vote(row, idris, at, is_secret=is_over) for is_over in (False, True))
    for voice in over.roll.all():
        decisions.cast_secretly(voice, [1], by=sjaan, at=at)
    decisions.close_vote(over, by=idris, at=at)
    return {
        "voting": f"{open_now.round.proposal.code}|{sjaan.actor.code}",
        "voted-on": over.round.proposal.code,
    }


def _a_vote(circle, idris, at, *, is_secret):
    said = Draft("Een hek", "Om dicht te doen", "Het plein", False, "Het klemt", "Wij")
    made = {"kind": "decision", "circle": circle, "by": idris, "at": at}
    proposal = decisions.start_proposal(circle.cooperative, said, **made)
    for sort in ("picture", "opinion"):
        decisions.open_next(proposal, sort, by=idris, at=at)
    ask = Ask("yes-no", at + timedelta(7), is_secret=is_secret)
    return decisions.open_vote(proposal, ask, by=idris, at=at)


def of_meetings(cooperative, amina, idris, at):
    """Idris asks for one; Amina, of the board, invites to one, and wrote down an earlier one."""
    made = {"member": idris.actor, "by": idris, "at": at}
    demand = decisions.ask_for_meeting(cooperative, "De sleutels", **made)
    met, comes = (_a_meeting(cooperative, amina, at + timedelta(days)) for days in (-20, 0))
    later = {"by": amina, "at": at - timedelta(9)}
    decisions.hold_meeting(met, There([idris.actor]), **later)
    decisions.write_minutes(met, {}, **later)
    return {
        "demand": demand.code,
        "joining-in": f"{demand.code}|{idris.actor.code}",
        "members-meeting": comes.code,
        "members-met": met.code,
    }


def _a_meeting(cooperative, by, at):
    when = When(at + timedelta(10), "De Steiger")
    row = decisions.plan_meeting(cooperative, when, by=by, at=at)
    decisions.put_on_agenda(row, title="Rondvraag", by=by, at=at)
    decisions.convene(row, by=by, at=at)
    return row


def of_a_stop_rule(need, amina, at):
    """Amina, of the board, wrote one down and invoked it."""
    words = {"title": "Geweld", "words": "Eerst veilig.", "protects": "wie in gevaar is"}
    lines = {"invoked_by": "standing", "told_to": "de huisarts", "steps": "112 gebeld"}
    said = Rule(**words, **lines, most_days=7, decided_on=at.date())
    rule = matters.add_stop_rule(need.cooperative, "people", said, by=amina, at=at)
    version, called = rule.versions.get(), Called((0,), (0,), 3, is_told=True)
    stop = relations.invoke_stop(need, version, called, by=amina, at=at)
    return {"stop-rule": rule.code, "stop": stop.code}


def a_picture(matter, by, at):
    data = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(data, "JPEG")
    return matters.add_file(matter, data.getvalue(), name="gang.jpg", by=by, at=at).code


def a_remark(matter, by, at):
    said = {"beside": matter.code, "quote": "vrienden", "words": "Welke?", "sort": "question"}
    return matters.remark(matter, **said, by=by, at=at).code


def of_others(need, amina, sjaan, at):
    """What Sjaan asks of Amina, and what Amina weighed."""
    words = Words(saw="Hij slaapt nergens.", did="Ik gaf de sleutel.", interest="geen")
    weighed = Weighed(words, sjaan.actor)
    days = {"since": at.date(), "until": at.date() + timedelta(3), "by": sjaan, "at": at}
    other = Telling(words="Ik zoek werk.", own_word="eend", has_consent=True)
    message = relations.tell(need.cooperative, other, person=None, by=None, at=at).need
    relations.ask_to_set_aside(message, reason="double", second=sjaan, by=amina, at=at)
    back = Given(went_well="Ze belde terug.")
    return {
        "judgement": reflections.weigh(need.matter, weighed, by=amina, at=at).code,
        "look-back": reflections.look_back(need.matter, back, by=amina, at=at).code,
        "absence": members.ask_stand_in(sjaan, amina, **days).code,
        "aside": message.matter.code,
    }


def asked_by(who, client, people):
    """The same browser, now as somebody else."""
    client.cookies.clear()
    if who in people:
        client.sign_in(people[who])
    return client


def wanted(answer, path):
    """The answer as one reads it in the table."""
    if answer.status_code != 302:
        return answer.status_code
    there = answer.headers["Location"]
    if there.startswith("/inloggen/?next="):
        return IN
    return CARD if there == "/kaart/" else ON


def addresses(patterns=None, room=""):
    """The name of every address, as pages call it, with the names of what it needs."""
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else room
            yield from addresses(pattern.url_patterns, inner)
        else:
            yield f"{room}{pattern.name}", tuple(pattern.pattern.converters)


ALL = dict(addresses())
ONE_DOOR_FOR_ALL = {"web:invited"}  # it says the same whatever the code; what it opens asks further
ROOMS = sorted({name.partition(":")[0] for name in ALL if ":" in name})


def test_every_address_stands_in_the_table():
    assert set(ALL) - set(PAGES) == set(), "add a line for it in tests/web/addresses.py"
    assert set(PAGES) - set(ALL) == set(), "this page is gone; take its line away"


def test_the_door_of_the_demo_is_not_among_them():
    assert not settings.DEMO
    assert not {"web:demo", "web:look"} & set(ALL)


def answers_to(name):
    """What everybody gets at an address."""
    _code, *answers = PAGES[name]
    said = dict(zip(WHO, answers, strict=True))
    return said | {who: ELSE[who].get(name, said[LIKE[who]]) for who in CAST}


def in_room(room):
    return (name for name in PAGES if name.rpartition(":")[0] == room)


OF_A_VOTE = {name for name, row in PAGES.items() if row[0] in {"voting", "voted-on"}}


def path_to(name, coop, code):
    code, _sign, who = str(code).partition("|")
    number = 3 if name in OF_A_VOTE else 1
    words = {"coop": coop, "number": number, "kind": "rule", "who": who or code, "place": 1}
    words |= dict.fromkeys(
        ("code", "day", "earlier", "origin", "promise", "pk", "provider_id", "name"), code
    )
    return reverse(name, kwargs={key: words[key] for key in ALL[name]})


# What a file is called is made of codes, days and fixed words, which need no quoting.
CALLED = re.compile(r'''inline|(inline|attachment); filename="[A-Za-z0-9-]+(\.[a-z]{2,4})?"''')


@pytest.mark.parametrize("room", ["", *ROOMS])
def test_everybody_gets_the_answer_of_the_table(room, client, codes, request):
    people = {who: request.getfixturevalue(who) for who in ("idris", "amina", *CAST)}
    people["outsider"] = request.getfixturevalue("wiepkje")
    people["ruben"].user = members.give_login(
        people["ruben"], "ruben@example.org", by="invoer", at=now()
    )
    wrong = []
    for name in in_room(room):
        path = path_to(name, "rietkade", codes[PAGES[name][0] or "none"])
        for who, said in answers_to(name).items():
            browser = asked_by(who, client, people)
            with connection.execute_wrapper(refuse_writes):
                answer = browser.get(path)
            got = wanted(answer, path)
            if got != said:
                wrong.append(f"{name} for {who}: {got}, not {said}")
            if got == 200 and PAGES[name][1] == IN and answer["Cache-Control"] != "no-store":
                wrong.append(f"{name} for {who} may be kept by a browser")
            if not CALLED.fullmatch(answer.get("Content-Disposition", "inline")):
                wrong.append(f"{name} is called {answer['Content-Disposition']}")
    assert wrong == [], "\n".join(wrong)


# ---- with codes of another cooperative --------------------------------------------------------------


@pytest.fixture
def next_door(heideveen, wiepkje, at):
    """Wiepkje has the duty in Heideveen and holds on to a question there; gives its code."""
    with within(heideveen.pk):
        members.let_hold(wiepkje, by="invoer", at=at)
        members.take_duty(
            wiepkje, since=at.date(), until=at.date() + timedelta(6), by=wiepkje, at=at
        )
        telling = Telling(words="Ik zoek een boot.", own_word="eend", has_consent=True)
        return relations.tell(heideveen, telling, by=None, at=at).need.matter.code


def every_field(form=HouseForm):
    """The name of every field of every form."""
    for kind in form.__subclasses__():
        yield from kind.base_fields
        yield from every_field(kind)


FIELDS = sorted({*every_field(), "next", "answer", "which", "beside", "shown"})
NAMES = ("Amina", "Sjaan", "Idris", "Joris", "Tess", "Ruben")


def of_rietkade(rietkade):
    """How much was ever written down there."""
    with within(rietkade.pk):
        return Fact.objects.filter(cooperative_id=rietkade.pk).count()


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_of_another_cooperative_is_not_here(
    room, client, codes, rietkade, wiepkje, next_door, joris
):
    client.sign_in(wiepkje)
    before, wrong = of_rietkade(rietkade), []
    for name in (name for name in in_room(room) if {"coop", "code"} <= set(ALL[name])):
        theirs = codes[PAGES[name][0] or "none"]
        for ask in (client.get, client.post):
            answer = ask(path_to(name, "heideveen", theirs), dict.fromkeys(FIELDS, theirs))
            nothing = ask(path_to(name, "heideveen", codes["none"]), dict.fromkeys(FIELDS, theirs))
            opens = answer.status_code < 300 and name not in ONE_DOOR_FOR_ALL
            if answer.status_code != nothing.status_code or opens:
                wrong.append(f"{name}: {answer.status_code}, not {nothing.status_code}")
    assert wrong == [], "\n".join(wrong)
    assert of_rietkade(rietkade) == before


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("sort", ["need", "promise", "seat"])
def test_no_field_reaches_into_another_cooperative(
    room, sort, client, codes, amina, rietkade, wiepkje, next_door, joris
):
    client.sign_in(wiepkje)
    theirs = amina.actor.code if sort == "seat" else codes[sort]
    before, wrong = of_rietkade(rietkade), []
    for name in (name for name in in_room(room) if "coop" in ALL[name]):
        is_about_need = PAGES[name][0] == "need"
        if "code" in ALL[name] and not is_about_need:
            continue
        path = path_to(name, "heideveen", next_door if is_about_need else codes["none"])
        answer = client.post(path, dict.fromkeys(FIELDS, theirs))
        body = answer.content.decode(errors="replace")
        if answer.status_code >= 500 or any(one in body for one in NAMES):
            wrong.append(f"{name}: {answer.status_code}")
    assert wrong == [], "\n".join(wrong)
    assert of_rietkade(rietkade) == before
