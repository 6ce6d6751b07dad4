"""Every sealed text has a clock by which it goes; so has the name of whoever left."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests import databases
from tests.belonging.test_nowhere import dumped, lie_in, needles, sealed_fields, texts_of
from tests.belonging.told import TOLD
from tests.record.planting import as_owner, without_locks
from tussenruimte.agenda.models import Posting
from tussenruimte.agenda.nightly import clear_old_postings
from tussenruimte.belonging import actions, nightly
from tussenruimte.belonging.actions.joining import Wish
from tussenruimte.belonging.models import Answer, Expulsion, Joining, Question
from tussenruimte.belonging.reads.over import CLOCK_OF, KEPT, OWN, SINCE
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.cli.verifying.database import models
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted
from tussenruimte.decisions.nightly import empty_old_decisions
from tussenruimte.decisions.reads.over import TEXTS as OF_A_PROPOSAL
from tussenruimte.kit import clock
from tussenruimte.kit.fields import SealedField
from tussenruimte.learning.nightly import empty_old_complaints
from tussenruimte.learning.reads import TEXTS as OF_A_COMPLAINT
from tussenruimte.matters.models import Subject
from tussenruimte.members import actions as members
from tussenruimte.members.clocks import CLOCKS
from tussenruimte.members.models import Card, Login, Member, Person, User
from tussenruimte.promises import actions as promises
from tussenruimte.record.models import Fact
from tussenruimte.record.reads import facts_of
from tussenruimte.relations.nightly import empty_old_needs
from tussenruimte.relations.reads.over import OF_A_MATTER, TEXTS, WEIGHED
from tussenruimte.web.reads import mine
from tussenruimte.web.reads.terms import GROUPS

DAY = timedelta(days=1)
LONG = 2_700  # days: longer than any term of the house
NIGHTS = (
    empty_old_needs,
    empty_old_decisions,
    clear_old_postings,
    empty_old_complaints,
    nightly.empty_old_texts,
    nightly.empty_old_names,
)
GONE = "(niet meer bewaard)"


def come_by(cooperative, at, days):
    moment = at + days * DAY
    cooperative.refresh_from_db()
    for night in NIGHTS:
        night(cooperative, clock.day(moment), moment)


# ---- none is left out --------------------------------------------------------------------------------


def columns(texts):
    model, _link, fields = texts
    return {(model._meta.db_table, name) for name in fields}


def clocks_of_fields():
    """By which clocks the text in each sealed column goes."""
    said = {}
    for texts, clocks in (
        *((one, {"need_texts"}) for one in TEXTS),
        *((one, {"weighed_texts"}) for one in WEIGHED),
        *((one, {name}) for one, name in OWN),
        *((one, {"decision_texts"}) for one in OF_A_PROPOSAL),
        (OF_A_COMPLAINT, {"complaint_texts"}),
        *((one, set(CLOCK_OF.values())) for one in OF_A_MATTER),
    ):
        for column in columns(texts):
            said.setdefault(column, set()).update(clocks)
    for field in Posting._meta.local_fields:
        if isinstance(field, SealedField):
            said["agenda_posting", field.name] = {"posting_kept"}  # the row goes, words and all
    for column in (("members_person", "reach"), ("members_person", "interpreter")):
        said[column] = {"left_names"}
    said["members_card", "sealed_code"] = {"left_names"}  # or at once, when it is replaced
    return said


def test_every_sealed_field_has_a_clock_that_everybody_can_read_about():
    said = clocks_of_fields()
    assert said.keys() == sealed_fields()
    assert set().union(*said.values()) <= {*CLOCKS, *GROUPS["kept"][1]}
    assert {one.texts[0] for one in KEPT} == set(SINCE)


def test_whatever_a_matter_is_about_its_texts_have_a_clock():
    assert {*CLOCK_OF} == {*Subject.values} - {Subject.NEED}
    hangs = {texts[0]._meta.db_table for texts in (*OF_A_MATTER, *WEIGHED)}
    links = {
        model._meta.db_table
        for model in models()
        for field in model._meta.local_fields
        if isinstance(field, SealedField)
    }
    alone = {"agenda_posting", "members_card", "members_person"}
    own = {texts[0]._meta.db_table for texts, _clock in OWN}
    own |= {texts[0]._meta.db_table for texts in (*OF_A_PROPOSAL, OF_A_COMPLAINT)}
    of_needs = {texts[0]._meta.db_table for texts in TEXTS}
    assert links - alone - own - of_needs - hangs == set()


# ---- whoever asks has all of it -----------------------------------------------------------------------


def test_what_is_taken_along_in_one_question_is_what_each_table_keeps(told_everywhere):
    person = Person.objects.with_key().get(pk=told_everywhere.pk)
    plain = {}
    for kept in mine.KEPT:
        rows = kept.model.objects.filter(**{kept.person: person}).order_by("pk")
        for row in rows.select_related(f"{kept.person}__key"):
            words = {name: text for name in kept.fields if (text := row.read(name))}
            plain.setdefault(kept.name, []).append((row.code, getattr(row, kept.at), words))
    found = {
        part.name: [(row.code, row.at, row.words) for row in part.rows]
        for part in mine.parts(person)
    }
    assert found == plain
    assert list(found) == [kept.name for kept in mine.KEPT if kept.name in plain]
    assert len(found) > len(mine.KEPT) / 2


# ---- and then nothing is left ------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def beside(tmp_path, settings):
    settings.FORGOTTEN_LIST = tmp_path / "forgotten.list"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def answered(told_everywhere, berend, at):
    """Nothing is open any more of whoever told everything everywhere."""
    waits = Question.objects.whole().get(asker=told_everywhere, answer=None)
    actions.answer_question(waits, TOLD, by=berend, at=at)
    return told_everywhere


def ciphertexts(person):
    found = [
        bytes(getattr(row, field.name) or b"")
        for model in models()
        for field in model._meta.local_fields
        if isinstance(field, SealedField)
        for row in model.objects.all()
        if row.sealed_for.pk == person.pk
    ]
    kept = [one for one in found if one]
    return kept if connection.vendor == "sqlite" else [one.hex().encode() for one in kept]


def test_after_all_terms_nothing_is_left_of_what_somebody_told(answered, rietkade, at, tmp_path):
    words, sealed = needles(answered)[1:], ciphertexts(answered)
    assert len(lie_in(dumped(), words)) >= 4
    assert len(lie_in(dumped(), sealed)) == len(sealed) > 40
    come_by(rietkade, at, LONG)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    left = dumped()
    assert (lie_in(left, words), lie_in(left, sealed)) == ([], [])
    assert set().union(*texts_of(answered).values()) <= {"", GONE}
    assert [file for file in (tmp_path / "files").rglob("*") if file.is_file()] == []


def test_a_second_night_finds_nothing_and_everything_hangs_together(answered, rietkade, at):
    come_by(rietkade, at, LONG)
    facts = Fact.objects.count()
    come_by(rietkade, at, LONG + 1)
    assert Fact.objects.count() == facts
    databases.run_as(None)
    assert list(faults(Scope(heads=(), today=at.date()))) == []
    emptied = {(fact["clock"], fact["table"]) for fact in facts_of(rietkade.pk, "texts.emptied")}
    assert ("member_texts", "belonging_joining") in emptied
    assert ("seat_texts", "belonging_answer") in emptied
    assert ("decision_texts", "decisions_answer") in emptied
    assert ("weighed_texts", "reflections_judgementversion") in emptied


# ---- each at its own time ----------------------------------------------------------------------------


@pytest.fixture
def refused(ruben, amina, at):
    """Ruben wanted to join and may not."""
    joining = actions.ask_to_join(ruben, Wish("resident", TOLD, TOLD), by=ruben, at=at)
    talk = joining.matter.conversations.get(stage="asked")
    conversations.hold(talk, Noted(said=TOLD, person_said_yes=True), by=amina, at=at)
    actions.refuse(joining, TOLD, by=amina, at=at)
    return joining


def words_of(joining):
    row = Joining.objects.whole().get(pk=joining.pk)
    talk = row.matter.conversations.select_related("of__key").get()
    return {row.read("why"), row.read("reason"), talk.read("said")}


def test_what_was_told_to_join_stays_a_year_after_the_answer(refused, rietkade, at):
    come_by(rietkade, at, 365)
    assert words_of(refused) == {TOLD}
    come_by(rietkade, at, 366)
    assert words_of(refused) == {GONE}


def test_while_the_members_meeting_still_has_to_say_something_it_stays(refused, rietkade, at):
    actions.object_to(refused, TOLD, by=refused.person, at=at)
    come_by(rietkade, at, LONG)
    assert words_of(refused) == {TOLD}


def test_pages_open_without_the_words(client, refused, amina, rietkade, at):
    there = f"/rietkade/leden/aanmelding/{refused.code}/"
    assert TOLD in client.sign_in(amina).get(there).content.decode()
    come_by(rietkade, at, 366)
    page = client.get(there)
    assert page.status_code == 200
    assert TOLD not in page.content.decode()
    assert GONE in page.content.decode()


def test_a_question_to_a_seat_stays_two_years_after_its_answer(seat, ruben, joris, rietkade, at):
    asked = actions.ask_question(seat, TOLD, by=ruben, at=at)
    come_by(rietkade, at, LONG)
    assert Question.objects.whole().get(pk=asked.pk).words_now == TOLD
    actions.answer_question(asked, TOLD, by=joris, at=at)
    come_by(rietkade, at, 730)
    row = Question.objects.whole().get(pk=asked.pk)
    assert (row.words_now, row.answer_now) == (TOLD, TOLD)
    come_by(rietkade, at, 731)
    row = Question.objects.whole().get(pk=asked.pk)
    assert (row.words_now, row.answer_now) == (GONE, GONE)


def test_what_was_promised_in_public_stays_five_years_and_what_is_open_stays(owed, rietkade, at):
    done, waits = owed
    promises.say_done(done, by=done.of, at=at)
    come_by(rietkade, at, 1_826)
    assert done.read("text") == "De gemeente doet 3"
    come_by(rietkade, at, 1_827)
    texts = [type(one).objects.whole().get(pk=one.pk).read("text") for one in (done, waits)]
    assert texts == [GONE, "De gemeente doet 5"]


def test_a_text_that_went_alone_is_found(seat, ruben, at):
    actions.ask_question(seat, TOLD, by=ruben, at=at)
    with without_locks("belonging_question") as cursor:
        cursor.execute("UPDATE belonging_question SET words = %s", [b""])
        said = list(faults(Scope(heads=(), today=at.date())))
    assert any("belonging_question" in one and "not over" in one for one in said)


@pytest.mark.parametrize("change", ["words = %s", "words = %s, at = CURRENT_TIMESTAMP"])
def test_nothing_else_of_an_answer_changes(seat, ruben, joris, at, change):
    asked = actions.ask_question(seat, TOLD, by=ruben, at=at)
    actions.answer_question(asked, TOLD, by=joris, at=at)
    text = b"iets anders" if change == "words = %s" else b""
    refused = pytest.raises(DatabaseError, match="only grows")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE belonging_answer SET {change}", [text])  # noqa: S608
    Answer.objects.update(words=b"")


def test_in_small_parts_all_go_and_each_part_is_noted(owed, rietkade, at, monkeypatch):
    monkeypatch.setattr(nightly, "AT_ONCE", 1)
    for promise in owed:
        promises.say_done(promise, by=promise.of, at=at)
    come_by(rietkade, at, 1_827)
    emptied = facts_of(rietkade.pk, "texts.emptied")
    assert [(fact["table"], fact["n"]) for fact in emptied] == [("promises_promise", 1)] * 2


def test_later_on_the_same_day_nothing_is_looked_for(owed, rietkade, at):
    promises.say_done(owed[0], by=owed[0].of, at=at)
    moment = at + 2_000 * DAY
    rietkade.last_tick_on = clock.day(moment)
    nightly.empty_old_texts(rietkade, clock.day(moment), moment)
    nightly.empty_old_names(rietkade, clock.day(moment), moment)
    assert list(facts_of(rietkade.pk, "texts.emptied", "people.emptied")) == []


# ---- names -------------------------------------------------------------------------------------------


@pytest.fixture
def left(welcome, rietkade, at):
    """Somebody who was a member, with a number, a log-in and a card, and left."""
    person = welcome("Gea Weggaan", email="gea@example.org", phone="000 1", reach=TOLD)
    members.make_card(person, "reiger", by="invoer", at=at)
    member = members.make_member(
        person.actor, sort="resident", since=at.date(), why=TOLD, by="invoer", at=at
    )
    actions.leave_membership(member, person, by=person, at=at)
    return person


def known(person):
    row = Person.objects.named().get(pk=person.pk)
    return row.actor.name, row.actor.phone, bytes(row.reach or b"") != b"", row.user_id is not None


def test_the_name_of_who_left_stays_two_years(left, rietkade, at):
    before = known(left)
    assert before[0] == "Gea Weggaan"
    come_by(rietkade, at, 730)
    assert known(left) == before
    come_by(rietkade, at, 731)
    assert known(left) == ("", "", False, False)
    assert Member.objects.get(actor=left.pk).why == ""
    assert bytes(Card.objects.get(person=left).sealed_code) == b""
    assert [fact["n"] for fact in facts_of(rietkade.pk, "people.emptied")] == [1]
    with as_owner():
        assert list(faults(Scope(heads=(), today=at.date()))) == []


@pytest.mark.parametrize("what", ["member", "seat", "question", "promise", "signs in"])
def test_whoever_still_has_something_here_keeps_their_name(
    what, left, seat, rietkade, garden, idris, at
):
    if what == "member":
        members.go_on_as_member(Member.objects.get(actor=left.pk), by="invoer", at=at)
    elif what == "seat":
        other = members.make_seat(rietkade, "penning", by="invoer", at=at)
        members.sit_down(other, left, since=at.date(), by="invoer", at=at)
    elif what == "question":
        actions.ask_question(seat, TOLD, by=left, at=at)
    elif what == "promise":
        promises.make_promise(
            garden, maker=left.actor, receiver=idris.actor, text="x", due=at.date(), by=left, at=at
        )
    else:
        left.user.last_login = at + 700 * DAY
        left.user.save()
    come_by(rietkade, at, LONG if what != "signs in" else 731)
    assert known(left)[0] == "Gea Weggaan"


def test_in_small_parts_whoever_stays_holds_nobody_up(seat, welcome, rietkade, at, monkeypatch):
    monkeypatch.setattr(nightly, "AT_ONCE", 1)
    one, stays, other = (welcome(name) for name in ("Een", "Blijft", "Ander"))
    actions.ask_question(seat, TOLD, by=stays, at=at)
    come_by(rietkade, at, 731)
    assert [known(person)[0] for person in (one, stays, other)] == ["", "Blijft", ""]


def test_the_name_of_whoever_was_not_let_in_goes_too(refused, rietkade, at):
    come_by(rietkade, at, 730)
    assert known(refused.person)[0]
    come_by(rietkade, at, 731)
    assert known(refused.person) == ("", "", False, False)


def test_a_log_in_that_is_somebody_elsewhere_stays(left, rietkade, at):
    Login.objects.create(user=left.user, in_cooperative=rietkade.pk + 1)
    come_by(rietkade, at, 731)
    assert known(left) == ("", "", False, False)
    assert list(left.user.logins.values_list("in_cooperative", flat=True)) == [rietkade.pk + 1]


def test_a_log_in_that_is_nobody_any_more_goes(left, rietkade, at):
    come_by(rietkade, at, 731)
    assert not User.objects.filter(email="gea@example.org").exists()


def test_the_list_of_members_and_what_they_did_show_somebody(client, left, rietkade, idris, at):
    come_by(rietkade, at, 731)
    page = client.sign_in(idris).get("/rietkade/leden/")
    assert page.status_code == 200
    assert "Gea Weggaan" not in page.content.decode()


def test_nobody_is_named_for_longer_than_their_own_questions_stay(left, rietkade, at):
    members.choose_settings(rietkade, {"left_names": 183, "need_texts": 400}, by="invoer", at=at)
    come_by(rietkade, at, 400)
    assert known(left)[0] == "Gea Weggaan"
    come_by(rietkade, at, 401)
    assert known(left)[0] == ""


def test_the_reason_of_an_expulsion_goes_too(ruben, amina, rietkade, at):
    member = members.make_member(ruben.actor, sort="resident", since=at.date(), by="invoer", at=at)
    doubted = actions.begin_expulsion(member, by=amina, at=at)
    talk = doubted.matter.conversations.get(stage="asked")
    conversations.hold(talk, Noted(said=TOLD, person_said_yes=True), by=amina, at=at)
    actions.expel(doubted, TOLD, by=amina, at=at)
    come_by(rietkade, at, 366)
    assert Expulsion.objects.whole().get(pk=doubted.pk).reason_now == GONE
