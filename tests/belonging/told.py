"""One person who told the same sentence in every field in which words about somebody can stand."""

import io
from dataclasses import replace
from datetime import timedelta

from PIL import Image

from tussenruimte.agenda import actions as agenda
from tussenruimte.agenda.actions import Said
from tussenruimte.belonging import actions as belonging
from tussenruimte.belonging.actions.joining import Wish
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Line, Noted, Plan, Telling as Tells
from tussenruimte.decisions import actions as decisions
from tussenruimte.decisions.actions import Ask, Draft, Voice
from tussenruimte.decisions.models import Adviser
from tussenruimte.learning import actions as learning
from tussenruimte.matters import actions as matters
from tussenruimte.members import actions as members
from tussenruimte.members.models import Person
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise, Purpose
from tussenruimte.reflections import actions as reflections
from tussenruimte.reflections.reads import words_to_choose
from tussenruimte.reflections.weighed import Given, Weighed, Words
from tussenruimte.relations import actions as relations
from tussenruimte.relations.actions.telling import Telling
from tussenruimte.relations.models import Relation

TOLD = "Zijn zwager woont in Kampen, achter de fietsenstalling."
NAME, EMAIL, PHONE = "Ruben Zonderplaats", "ruben.zonderplaats@example.org", "000 987 65 43"


def picture():
    """A small photo, with words in it that the house takes out."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = TOLD
    Image.new("RGB", (40, 30), "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


def come_in(welcome, at):
    """Ruben is a member who signs in, and says why."""
    ruben = welcome(NAME, email=EMAIL, phone=PHONE, reach=TOLD, interpreter=TOLD, language="ar")
    members.make_member(
        ruben.actor, sort="resident", since=at.date(), why=TOLD, interest=TOLD, by="invoer", at=at
    )
    return ruben


def ask(rietkade, ruben, idris, amina, at):
    """He tells it himself; then Idris tells it for him too."""
    mine = Telling(words=TOLD, urgency=TOLD, has_consent=True, own_word="reiger")
    need = relations.tell(rietkade, mine, person=ruben, by=ruben, at=at).need
    his = replace(mine, own_word="", why_for_them=TOLD)
    also = relations.tell(rietkade, his, person=ruben, by=idris, at=at).need
    relations.add_words(need, TOLD, by=ruben, at=at)
    row = matters.remark(
        need.matter, beside=need.code, quote=TOLD, words=TOLD, sort="wrong", by=ruben, at=at
    )
    matters.answer_remark(row, TOLD, by=amina, at=at)
    matters.add_file(need.matter, picture(), name=TOLD, by=ruben, at=at)
    matters.give_permission(need.matter, idris.actor, purpose=TOLD, until=None, by=ruben, at=at)
    said = {"purpose": TOLD, "until": None, "by": amina, "at": at}
    matters.ask_permission(need.matter, amina.actor, **said)
    relations.note_bounce(need, sender=TOLD, sent_to=TOLD, on=at.date(), by=amina, at=at)
    relations.ask_relation(
        need,
        idris,
        part=Relation.Part.REPRESENTATIVE,
        goal=TOLD,
        scope=TOLD,
        paper_seen_on=at.date(),
        person_said_yes=True,
        other_said_yes=True,
        by=amina,
        at=at,
    )
    return need, also


def promise_and_talk(need, ruben, amina, at):
    """What was promised and said, kept, moved, not held and disputed."""
    made = [_promised(need, ruben, amina, at) for _ in range(2)]
    promises.move(made[0], to=at.date() + timedelta(9), reason=TOLD, told="phone", by=amina, at=at)
    promises.say_done(made[1], how=TOLD, by=amina, at=at)
    later = Plan(when=at + timedelta(days=2), place=TOLD)
    off = conversations.ask(need.matter, host=amina.actor, about=TOLD, by=ruben, at=at)
    conversations.plan(off, later, by=amina, at=at)
    instead = Line(maker=amina.actor, what=TOLD, due=at.date())
    conversations.did_not_go_on(off, why=TOLD, instead=instead, by=amina, at=at)
    without = Tells(why=TOLD, maker=amina.actor, due=at.date())
    noted = Noted(said=TOLD, goes_well=TOLD, was_person_there=False, telling=without)
    held = conversations.note_conversation(need.matter, noted, by=amina, at=at)
    conversations.dispute(held, TOLD, by=ruben, at=at)


def _promised(need, ruben, amina, at):
    return promises.make_promise(
        need.matter,
        maker=amina.actor,
        receiver=ruben.actor,
        text=TOLD,
        due=at.date() + timedelta(3),
        by=amina,
        at=at,
    )


def weigh(garden, need, ruben, idris, at):
    """He looks back, and weighed something himself."""
    given = Given(went_well=TOLD, story=TOLD, felt_known=TOLD, ingredients=_words(ruben))
    reflections.look_back(need.matter, given, by=ruben, at=at)
    words = Words(*[TOLD] * 7)
    row = reflections.weigh(garden, Weighed(words, peer=idris.actor), by=ruben, at=at)
    reflections.answer(row, TOLD, by=idris, at=at)


def _words(ruben):
    return [next(iter(words_to_choose(ruben.cooperative)))[0]]


def hand_over(need, amina, sjaan, at):
    """He is lost for a while, and somebody else holds on."""
    relations.lose(need, by=amina, at=at)
    row = relations.offer_need(need, to=sjaan, why=TOLD, by=amina, at=at)
    relations.taker_answers(row, says_yes=True, by=sjaan, at=at)
    relations.tell_person(row, how=TOLD, by=amina, at=at)
    members.change_reach(need.person, TOLD, by=need.person, at=at)


def ask_the_seat(seat, succession, ruben, berend, marlies, at):
    """A question that is answered, and one that the next alderman gives back."""
    answered = belonging.ask_question(seat, TOLD, is_private=True, by=ruben, at=at)
    belonging.answer_question(answered, TOLD, by=berend, at=at)
    waiting = belonging.ask_question(seat, TOLD, is_private=True, by=ruben, at=at)
    owed = Promise.objects.whole().get(pk=waiting.promise_id, purpose=Purpose.ANSWER)
    belonging.give_back(succession, owed, TOLD, person_said_yes=True, by=marlies, at=at)


def join_and_leave(ruben, amina, at):
    """He asks to join for a club and is refused; then the board says that he cannot stay himself."""
    wish = Wish("organisation", TOLD, TOLD, "Fietsenclub")
    joining = belonging.ask_to_join(ruben, wish, by=ruben, at=at)
    _talk(joining, amina, at)
    belonging.refuse(joining, TOLD, by=amina, at=at)
    belonging.object_to(joining, TOLD, by=ruben, at=at)
    belonging.write_meeting(joining, admits=False, met_on=at.date(), by=amina, at=at)
    doubted = belonging.begin_expulsion(ruben.actor.member, by=amina, at=at)
    _talk(doubted, amina, at)
    belonging.expel(doubted, TOLD, by=amina, at=at)
    belonging.take_to_members(doubted, TOLD, by=ruben, at=at)
    belonging.write_what_members_said(doubted, stays=False, met_on=at.date(), by=amina, at=at)


def _talk(about, amina, at):
    talk = about.matter.conversations.get(stage="asked")
    conversations.hold(talk, Noted(said=TOLD, person_said_yes=True), by=amina, at=at)


PROPOSED = Draft(
    title="De inloop op zondag dicht",
    why="Er zijn te weinig handen.",
    builds_on="De inloop op woensdag",
    saves=False,
    risk="Iemand blijft weg.",
    borne_by="De vaste gasten",
)


def decide_together(rietkade, ruben, idris, at):
    """He speaks in his turn, advises and answers; another he weighs, and then keeps out of it."""
    circle = members.make_circle(rietkade, "De inloop", sort="work", by="invoer", at=at)
    for person in (ruben, idris):
        members.sit_in_circle(circle, person, since=at.date(), by="invoer", at=at)
    made = {"kind": "decision", "circle": circle, "by": idris, "at": at}
    proposal = decisions.start_proposal(rietkade, PROPOSED, **made)
    for person in (ruben, idris):
        named = {"authority": "life", "why": "Hij woont er", "by": idris, "at": at}
        row = decisions.name_adviser(proposal, person.actor, **named)
        decisions.give_advice(row, "against", TOLD, TOLD, by=person, at=at)
    for sort in ("picture", "opinion", "consent"):
        decisions.open_next(proposal, sort, by=idris, at=at)
    for person in (idris, ruben):
        decisions.speak(proposal, Voice("consent", TOLD, TOLD), by=person, at=at)
    decisions.conclude(proposal, by=idris, at=at)
    for row in Adviser.objects.filter(proposal=proposal):
        decisions.answer_adviser(row, TOLD, by=idris if row.actor == ruben.actor else ruben, at=at)
    _vote_about(decisions.start_proposal(rietkade, PROPOSED, **made), ruben, idris, at)
    _vote_on_paper(decisions.start_proposal(rietkade, PROPOSED, **made), ruben, idris, circle, at)
    elects = made | {"kind": "election", "elects": decisions.Elects(1)}
    election = decisions.start_proposal(rietkade, PROPOSED, **elects)
    decisions.stand(election, TOLD, by=ruben, at=at)
    decisions.withdraw(election, "Het kan anders", by=idris, at=at)
    other = decisions.start_proposal(rietkade, PROPOSED, **made)
    decisions.weigh(other, 2, TOLD, member=ruben.actor, by=ruben, at=at)
    decisions.keep_out(other, TOLD, by=ruben, at=at)
    decisions.withdraw(other, "Het kan anders", by=idris, at=at)


def _vote_about(proposal, ruben, idris, at):
    for sort in ("picture", "opinion"):
        decisions.open_next(proposal, sort, by=idris, at=at)
    vote = decisions.open_vote(proposal, Ask("yes-no", at + timedelta(7)), by=idris, at=at)
    for voice in vote.roll.select_related("actor__person"):
        decisions.cast(voice, [1], TOLD, by=voice.actor.person, at=at)
    decisions.close_vote(vote, by=idris, at=at)


def _vote_on_paper(proposal, ruben, idris, circle, at):
    """Idris and somebody else of the circle read his paper."""
    other = Person.objects.filter(cooperative=circle.cooperative, user__isnull=False)
    other = other.exclude(pk__in=[ruben.pk, idris.pk]).order_by("pk")[0]
    members.sit_in_circle(circle, other, since=at.date(), by="invoer", at=at)
    for sort in ("picture", "opinion"):
        decisions.open_next(proposal, sort, by=idris, at=at)
    vote = decisions.open_vote(proposal, Ask("yes-no", at + timedelta(7)), by=idris, at=at)
    for reader, chosen in ((idris, [1]), (other, [2])):  # they differ, so both stay as they are
        decisions.read_paper(vote.roll.get(actor=ruben.actor), chosen, TOLD, by=reader, at=at)
    decisions.close_vote(vote, by=idris, at=at + timedelta(8))
    decisions.withdraw(proposal, "Het kan anders", by=idris, at=at + timedelta(8))


def put_up(ruben, at):
    """He puts something up that is on."""
    said = Said(title=TOLD, words=TOLD, place=TOLD)
    agenda.post_on(said, at + timedelta(days=2), None, by=ruben, at=at)


def complain(rietkade, ruben, amina, sjaan, at):
    """He tells the trust circle what went wrong, they talked, and for him it is done."""
    circle = members.make_circle(rietkade, "Vertrouwen", sort="trust", by="invoer", at=at)
    for person in (amina, sjaan):
        members.sit_in_circle(circle, person, since=at.date(), by="invoer", at=at)
    told = learning.tell(TOLD, whom=TOLD, by=ruben, at=at)
    promises.say_done(told.promise, how=TOLD, by=amina, at=at)
    learning.close(told, by=ruben, at=at)


def let_go(ruben, *needs, at):
    """His questions are closed; so nothing is left that somebody has to take over."""
    for need in needs:
        relations.close(need, by=ruben, at=at)
