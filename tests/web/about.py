"""What every address can be about, and everybody who asks for it."""

from datetime import timedelta
from http.cookies import SimpleCookie
from io import BytesIO

import pytest
from allauth.mfa.models import Authenticator
from django.urls import URLResolver, get_resolver, reverse
from PIL import Image

from tests.visitor import Visitor
from tests.web.addresses import PAGES
from tussenruimte.agenda import actions as agenda
from tussenruimte.agenda.actions import Said
from tussenruimte.belonging import actions as belonging
from tussenruimte.belonging.actions.circles import NewCircle
from tussenruimte.belonging.actions.joining import Wish
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted
from tussenruimte.decisions import actions as decisions
from tussenruimte.decisions.actions import Ask, Draft, There, When
from tussenruimte.learning import actions as learning
from tussenruimte.matters import actions as matters
from tussenruimte.matters.stop_rules import Called, Rule
from tussenruimte.members import actions as members
from tussenruimte.members.models import Card, Circle, Member
from tussenruimte.promises import actions as promises
from tussenruimte.reflections import actions as reflections
from tussenruimte.reflections.weighed import Given, Weighed, Words
from tussenruimte.relations import actions as relations
from tussenruimte.relations.actions.telling import Telling


def addresses(patterns=None, room=""):
    """The name of every address, as pages call it, with the names of what it needs."""
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else room
            yield from addresses(pattern.url_patterns, inner)
        else:
            yield f"{room}{pattern.name}", tuple(pattern.pattern.converters)


ALL = dict(addresses())
OF_A_VOTE = {name for name, row in PAGES.items() if row[0] in {"voting", "voted-on"}}


def path_to(name, coop, code):
    """The address of this name; `code` may say about whom it is after a |."""
    code, _sign, who = str(code).partition("|")
    number = 3 if name in OF_A_VOTE else 1
    words = {"coop": coop, "number": number, "kind": "rule", "who": who or code, "place": 1}
    words |= dict.fromkeys(
        ("code", "day", "earlier", "origin", "promise", "pk", "provider_id", "name"), code
    )
    return reverse(name, kwargs={key: words[key] for key in ALL[name]})


# ---- the cast: everybody is one thing, and nothing else --------------------------------------------


@pytest.fixture
def fenna(welcome, rietkade, at):
    """Sits in the board, which sees to members, seats and the house; holds on to nothing."""
    person = welcome("Fenna Oortwijn", email="fenna@example.org")
    board = members.make_circle(rietkade, "Bestuur", sort="board", by="invoer", at=at)
    members.sit_in_circle(board, person, since=at.date(), by="invoer", at=at)
    members.make_member(
        person.actor, sort=Member.Sort.RESIDENT, since=at.date(), by="invoer", at=at
    )
    person.board = board
    return person


@pytest.fixture
def gerrit(welcome, at):
    """May hold on to questions and has the duty now; nothing came in since."""
    person = welcome("Gerrit Wolbers", email="gerrit@example.org")
    members.let_hold(person, by="invoer", at=at)
    return person


@pytest.fixture
def noor(welcome, rietkade, at):
    """Sits in the circle of the work area, which hears of what is late."""
    person = welcome("Noor van Hessum", email="noor@example.org")
    area = members.make_circle(rietkade, "De wijk", sort="area", by="invoer", at=at)
    members.sit_in_circle(area, person, since=at.date(), by="invoer", at=at)
    return person


@pytest.fixture
def tine(welcome):
    """Is in the council of the municipality: sees figures, no people."""
    return welcome("Tine Veldwacht", email="tine@example.org")


@pytest.fixture
def hanna(welcome, fenna, at):
    """Was a member and sat in the board; left both yesterday, and can still sign in."""
    person, since = welcome("Hanna Brinkgreve", email="hanna@example.org"), at.date() - timedelta(9)
    member = members.make_member(
        person.actor, sort=Member.Sort.RESIDENT, since=since, by="invoer", at=at
    )
    members.sit_in_circle(fenna.board, person, since=since, by="invoer", at=at)
    members.leave_circle(fenna.board, person, by=person, at=at - timedelta(1))
    members.end_membership(member, until=at.date() - timedelta(1), by=person, at=at)
    return person


@pytest.fixture
def codes(need, amina, fenna, gerrit, noor, hanna, idris, sjaan, tess, at):
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
    made |= of_promises(need, amina, sjaan, tess, at)
    made |= of_what_goes_past_somebody(need, amina, at)
    talk = conversations.ask(need.matter, host=amina.actor, about="De brief", by=amina, at=at)
    made["talk"] = talk.code
    made["remark"] = a_remark(need.matter, amina, at)
    made["file"] = a_picture(need.matter, amina, at)
    made |= of_others(need, amina, sjaan, at)
    said = Said("Koffie aan het water", place="De Steiger")
    made["posting"] = agenda.post_on(said, at + timedelta(1), None, by=idris, at=at).code
    forgetting = belonging.ask_to_be_forgotten(tess, by=tess, at=at)
    made["forgetting"] = forgetting.matter.code
    made |= of_letting_in(need.person, fenna, at)
    made |= of_a_seat(need.cooperative, fenna, idris, sjaan, at)
    made |= of_members(need.person, fenna, amina, tess, at)
    made |= of_a_stop_rule(need, fenna, amina, at)
    made |= of_a_proposal(made["circle"], idris, amina, at)
    made |= of_votes(made["circle"], idris, sjaan, at)
    made |= of_meetings(need.cooperative, fenna, idris, at)
    made["days"] = give_duty(amina, gerrit, sjaan, at)
    made["complaint"] = of_what_went_wrong(need.cooperative, (amina, fenna, gerrit), idris, at)
    made["need-offer"] = relations.offer_need(need, to=sjaan, why="Weg", by=amina, at=at).code
    terms = {"part": "neighbour", "by": amina, "at": at}
    made["beside"] = relations.ask_relation(need, idris, **terms).code
    return made


def of_promises(need, amina, sjaan, tess, at):
    """Amina and Sjaan promise something; Sjaan offers hers to Amina, and Tess wants to take Amina's."""
    promise, offered = (
        promises.make_promise(
            need.matter, maker=maker.actor, receiver=need.person.actor, text="Ik bel.",
            due=at.date(), by=need.person, at=at, person_said_yes=True,
        )
        for maker in (amina, sjaan)
    )  # fmt: skip
    to = {"to": amina.actor, "by": sjaan, "at": at, "person_said_yes": True}
    return {
        "promise": promise.code,
        "handover": promises.offer(offered, **to).code,
        "taker": promises.offer_to_take(promise, by=tess, at=at + timedelta(3)).code,
    }


def of_what_goes_past_somebody(need, amina, at):
    """Amina speaks for an organisation that promised two things, of which one is above its mandate."""
    homes = members.make_organisation(need.cooperative, "Vierhof", by="invoer", at=at)
    members.speak_for(homes, amina, since=at.date(), by="invoer", at=at)
    above, passing = (
        promises.make_promise(
            need.matter, maker=homes.actor, receiver=need.person.actor, text="Wij bouwen.",
            due=at.date() + timedelta(30), by=amina, at=at, person_said_yes=True,
        )
        for _one in range(2)
    )  # fmt: skip
    until = at.date() + timedelta(20)
    promises.must_pass(passing, via="het bestuur", until=until, by=amina, at=at)
    return {"above": above.code, "passing": passing.code}


def of_members(ruben, fenna, amina, tess, at):
    """Whether Tess stays is talked over with her; Ruben and Samir ask to join."""
    wish = Wish("resident", "Ik kook graag")
    return {
        "member": tess.actor.code,
        "expulsion": belonging.begin_expulsion(tess.actor.member, by=fenna, at=at).code,
        "joining": belonging.ask_to_join(ruben, wish, by=ruben, at=at).code,
        "joining-heard": of_a_newcomer(ruben.cooperative, wish, amina, at),
    }


def of_a_newcomer(cooperative, wish, amina, at):
    """Amina talked with Samir about being a member; now the board owes him an answer."""
    samir = members.welcome_person(cooperative, name="Samir", by="invoer", at=at)
    joining = belonging.ask_to_join(samir, wish, by=samir, at=at)
    noted = Noted(said="Over de buurt", person_said_yes=True)
    conversations.hold(joining.matter.conversations.get(), noted, by=amina, at=at)
    return joining.code


def give_duty(amina, gerrit, sjaan, at):
    """What came in stays with Amina; what comes now is for Gerrit, who asks Sjaan for the last days."""
    duty, first, last = amina.standing.duties.get(), at.date(), at.date() + timedelta(13)
    offer = members.offer_days(duty, to=gerrit, since=first, until=last, by=amina, at=at)
    members.answer_days(offer, says_yes=True, by=gerrit, at=at)
    later = {"since": last - timedelta(2), "until": last, "by": gerrit, "at": at}
    return members.offer_days(duty, to=sjaan, **later).code


def of_letting_in(ruben, fenna, at):
    """Fenna invited Ruben, and saw Karin, who lost her second code."""
    karin = members.welcome_person(ruben.cooperative, name="Karin", by="invoer", at=at)
    user = members.give_login(karin, "karin@example.org", by="invoer", at=at)
    Authenticator.objects.create(user=user, type="totp", data={})
    karin.user = user
    return {
        "invitation": members.invite(ruben, "paper", by=fenna, at=at)[0].code,
        "way-back": members.say_seen(karin, at.date(), by=fenna, at=at).code,
    }


def of_a_seat(cooperative, fenna, idris, sjaan, at):
    """An empty seat that Fenna arranges: Idris asked it something, and is asked to stand in."""
    seat = members.make_seat(cooperative, "voorzitter", by="invoer", at=at)
    board = fenna.board
    new = NewCircle("Tuin", "Wij harken", "work", at.date() + timedelta(9), board, "Niemand harkt")
    circle = belonging.start_circle(cooperative, new, by=sjaan, at=at)
    return {
        "circle": circle.actor.code,
        "circle-asked": belonging.ask_into_circle(circle, idris, by=fenna, at=at).code,
        "seat": seat.actor.code,
        "question": belonging.ask_question(seat, "Wanneer?", by=idris, at=at).code,
        "standing-in": belonging.ask_stand_in(seat, idris, by=fenna, at=at).code,
        "succession": belonging.name_successor(seat, sjaan, by=fenna, at=at).code,
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
    open_now, over = (a_vote(row, idris, at, is_secret=is_over) for is_over in (False, True))
    for voice in over.roll.all():
        decisions.cast_secretly(voice, [1], by=sjaan, at=at)
    decisions.close_vote(over, by=idris, at=at)
    return {
        "voting": f"{open_now.round.proposal.code}|{sjaan.actor.code}",
        "voted-on": over.round.proposal.code,
    }


def a_vote(circle, idris, at, *, is_secret):
    """Idris has the circle vote about a gate, this week."""
    said = Draft("Een hek", "Om dicht te doen", "Het plein", False, "Het klemt", "Wij")
    made = {"kind": "decision", "circle": circle, "by": idris, "at": at}
    proposal = decisions.start_proposal(circle.cooperative, said, **made)
    for sort in ("picture", "opinion"):
        decisions.open_next(proposal, sort, by=idris, at=at)
    ask = Ask("yes-no", at + timedelta(7), is_secret=is_secret)
    return decisions.open_vote(proposal, ask, by=idris, at=at)


def of_meetings(cooperative, fenna, idris, at):
    """Idris asks for one; Fenna, of the board, invites to one, and wrote down an earlier one."""
    made = {"member": idris.actor, "by": idris, "at": at}
    demand = decisions.ask_for_meeting(cooperative, "De sleutels", **made)
    met, comes = (a_meeting(cooperative, fenna, at + timedelta(days)) for days in (-20, 0))
    later = {"by": fenna, "at": at - timedelta(9)}
    decisions.hold_meeting(met, There([idris.actor]), **later)
    decisions.write_minutes(met, {}, **later)
    return {
        "demand": demand.code,
        "joining-in": f"{demand.code}|{idris.actor.code}",
        "members-meeting": comes.code,
        "members-met": met.code,
    }


def a_meeting(cooperative, by, at):
    when = When(at + timedelta(10), "De Steiger")
    row = decisions.plan_meeting(cooperative, when, by=by, at=at)
    decisions.put_on_agenda(row, title="Rondvraag", by=by, at=at)
    decisions.convene(row, by=by, at=at)
    return row


def of_a_stop_rule(need, fenna, amina, at):
    """Fenna, of the board, wrote one down; Amina invoked it."""
    words = {"title": "Geweld", "words": "Eerst veilig.", "protects": "wie in gevaar is"}
    lines = {"invoked_by": "standing", "told_to": "de huisarts", "steps": "112 gebeld"}
    said = Rule(**words, **lines, most_days=7, decided_on=at.date())
    rule = matters.add_stop_rule(need.cooperative, "people", said, by=fenna, at=at)
    version, called = rule.versions.get(), Called((0,), (0,), 3, is_told=True)
    stop = relations.invoke_stop(need, version, called, by=amina, at=at)
    return {"stop-rule": rule.code, "stop": stop.code}


def of_what_went_wrong(cooperative, trusted, reporter, at):
    """Somebody tells the trust circle; the first two hear it, and the third stands in."""
    circle = members.make_circle(cooperative, "Vertrouwen", sort="trust", by="invoer", at=at)
    for person in trusted:
        members.sit_in_circle(circle, person, since=at.date(), by="invoer", at=at)
    return learning.tell("Hij riep door het raam.", whom="de buurman", by=reporter, at=at).code


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


class Browser(Visitor):
    """Somebody's own browser, which is as it was before at every new request."""

    def keep(self):
        """Whatever happens from here on, it starts from here again."""
        self.kept = {name: one.value for name, one in self.cookies.items()}
        return self

    def request(self, **request):
        self.cookies = SimpleCookie(self.kept) if hasattr(self, "kept") else self.cookies
        return super().request(**request)


@pytest.fixture
def browsers(
    codes,
    idris,
    amina,
    fenna,
    wiepkje,
    sjaan,
    joris,
    tess,
    ruben,
    gerrit,
    noor,
    tine,
    hanna,
    need,
    at,
):
    """A browser for everybody: by who they are in the table."""
    ruben.user = members.give_login(ruben, "ruben@example.org", by="invoer", at=at)
    people = {
        "idris": idris, "amina": amina, "fenna": fenna, "outsider": wiepkje, "sjaan": sjaan,
        "joris": joris, "tess": tess, "ruben": ruben, "gerrit": gerrit, "noor": noor, "tine": tine,
        "hanna": hanna,
    }  # fmt: skip
    card, printed = Browser(), Card.objects.select_related("person__key").get(person=ruben)
    card.post("/kaart/", {"code": printed.read("sealed_code"), "word": "reiger"})
    found = {who: Browser().sign_in(person).keep() for who, person in people.items()}
    return {"visitor": Browser().keep(), "card": card.keep()} | found
