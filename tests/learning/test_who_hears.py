"""A complaint is never heard by whom it is about, nor by somebody of the same organisation."""

from datetime import timedelta

import pytest

from tests import databases
from tussenruimte.belonging import actions as belonging
from tussenruimte.cli.verifying import Scope
from tussenruimte.cli.verifying.complaints import complaints_are_heard_by_others
from tussenruimte.cli.verifying.readers import readers_have_their_grounds
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.models import Stage
from tussenruimte.conversations.spoken import Plan
from tussenruimte.kit.refusal import Refused
from tussenruimte.learning import access, actions, nightly, reads
from tussenruimte.learning.models import Complaint, Hearer
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Ground, Matter, Reader
from tussenruimte.members import actions as members
from tussenruimte.members.models import Actor
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import State
from tussenruimte.record.models import Fact

DAY = timedelta(days=1)


def hear(complaint):
    return [person.actor.name.split()[0] for person in reads.hearers_of(complaint)]


def readers(complaint):
    rows = Reader.objects.filter(matter=complaint.matter)
    return {name.split()[0] for name in rows.values_list("actor__name", flat=True)}


def night(cooperative, at):
    for does in (
        nightly.keep_two_hearing,
        nightly.close_what_was_answered,
        nightly.empty_old_complaints,
    ):
        does(cooperative, at.date(), at)


# ---- who hears it ----------------------------------------------------------------------------------


def test_the_first_two_hear_it_and_the_first_promises_to_talk(tell, wil, idris):
    complaint = tell()
    assert hear(complaint) == ["Wil", "Amal"]
    assert readers(complaint) == {"Idris", "Wil", "Amal"}
    assert (complaint.promise.maker, complaint.promise.receiver) == (wil.actor, idris.actor)


@pytest.mark.parametrize("whom", ["Wil van Dam", "wil", "Over Wil.", "mevrouw Dam"])
def test_whoever_is_named_does_not_hear_it(tell, whom):
    assert hear(tell(whom)) == ["Amal", "Piet"]


@pytest.mark.parametrize(
    ("name", "whom"),
    [
        ("Zoë Núñez", "zoe nunez"),
        ("Jose Nunez", "José"),
        ("Amal Ben-Haddou", "mevrouw Benhaddou"),
        ("Amal Benhaddou", "mevrouw Ben-Haddou"),
        ("amal benhaddou", "Amal"),
        ("W. d'Hondt", "meneer D’Hondt"),
    ],
)
def test_however_a_name_is_written_it_is_known(tell, wil, whom, name):
    Actor.objects.filter(pk=wil.pk).update(name=name)
    assert wil.pk not in {person.pk for person in reads.hearers_of(tell(whom))}


def test_an_organisation_of_three_letters_is_known(tell, rietkade, wil, at):
    house = members.make_organisation(rietkade, "GGZ Oost", by="invoer", at=at)
    members.speak_for(house, wil, since=at.date(), by="invoer", at=at)
    assert hear(tell("iemand van de ggz")) == ["Amal", "Piet"]


def test_a_part_of_the_name_of_a_colleague_is_enough(tell, provider, wil, at):
    members.speak_for(provider, wil, since=at.date(), by="invoer", at=at)
    assert hear(tell("Amina van de thuiszorg")) == ["Amal", "Piet"]


def test_whom_it_is_about_may_stand_in_what_was_told(tell, rietkade, at):
    complaint = tell("", "Ik wil dit niet. Mevrouw Van Dam kwam weer niet.")
    assert hear(complaint) == ["Amal", "Piet"]
    night(rietkade, at + DAY)
    assert hear(complaint) == ["Amal", "Piet"]
    assert hear(tell("", "Ik wil dit niet, en Amal weet ervan.")) == ["Wil", "Piet"]
    assert hear(tell("de buren", "Amal weet ervan.")) == ["Wil", "Amal"]


def test_that_it_is_about_a_seat_names_nobody_yet(tell, rietkade, wil, at):
    seat = members.make_seat(rietkade, "Vertrouwenskring, stoel 1", by="invoer", at=at)
    members.sit_down(seat, wil, since=at.date(), by="invoer", at=at)
    assert hear(tell("de stoel van de penningmeester")) == ["Wil", "Amal"]
    assert hear(tell("de vertrouwenskring zelf")) == ["Amal", "Piet"]


def test_a_small_word_in_a_name_names_nobody(tell):
    assert hear(tell("een van de buren")) == ["Wil", "Amal"]


@pytest.mark.parametrize(
    "whom", ["Amina Telgenhof", "Zorggroep De Brug", "iemand van de zorggroep"]
)
def test_somebody_of_the_same_organisation_does_not_hear_it(tell, provider, wil, whom, at):
    members.speak_for(provider, wil, since=at.date(), by="invoer", at=at)
    assert hear(tell(whom)) == ["Amal", "Piet"]


@pytest.mark.parametrize("whom", ["Joris Haanappel", "wethouder sociaal", "Gemeente Waterhoven"])
def test_nor_somebody_in_another_seat_of_it(tell, joris, rietkade, amal, whom, at):
    town = joris.tenures.get().seat.organisation
    seat = members.make_seat(rietkade, "loket", organisation=town, by="invoer", at=at)
    members.sit_down(seat, amal, since=at.date(), by="invoer", at=at)
    assert hear(tell(whom)) == ["Wil", "Piet"]


def test_nobody_hears_what_they_told_themselves(piet, wil, at):
    assert hear(actions.tell("Het ging mis.", by=wil, at=at)) == ["Amal", "Piet"]


def test_when_only_one_stands_apart_one_hears_it_until_there_is_a_second(
    tell, rietkade, circle, welcome, at
):
    complaint = tell("Wil, Amal")
    assert hear(complaint) == ["Piet"]
    new = welcome("Roos Vlieger", email="roos@example.org")
    members.sit_in_circle(circle, new, since=at.date(), by="invoer", at=at)
    night(rietkade, at + DAY)
    assert hear(complaint) == ["Piet", "Roos"]


def test_when_nobody_stands_apart_it_says_whom_to_call(tell, english):
    with pytest.raises(Refused, match="Call 000 123 45 67"):
        tell("Wil, Amal en Piet")
    assert not Complaint.objects.exists()
    assert not Matter.objects.filter(subject="complaint").exists()


def test_without_a_trust_circle_it_says_whom_to_call(idris, english, at):
    with pytest.raises(Refused, match="Call 000 123 45 67"):
        actions.tell("Het ging mis.", by=idris, at=at)


# ---- who stays out, whoever lets them in -------------------------------------------------------------


@pytest.fixture
def about_amina(tell, provider):
    return tell("Amina Telgenhof")


def let_in(complaint, person, by, at):
    return matters.let_read(complaint.matter, person.actor, ground=Ground.PEER, by=by, at=at)


def test_whom_it_is_about_never_reads_it_whoever_lets_them_in(about_amina, amina, idris, wil, at):
    for by in (idris, wil, "klok"):
        with pytest.raises(Refused):
            let_in(about_amina, amina, by, at)


def test_nor_the_organisation_for_which_they_speak(about_amina, provider, idris, at):
    with pytest.raises(Refused):
        matters.let_read(
            about_amina.matter, provider.actor, ground=Ground.PERMISSION, by=idris, at=at
        )


def test_nor_a_circle_in_which_they_sit(about_amina, amina, rietkade, idris, at):
    around = members.make_circle(rietkade, "Tuin", sort="work", by="invoer", at=at)
    members.sit_in_circle(around, amina, since=at.date(), by="invoer", at=at)
    with pytest.raises(Refused):
        matters.let_read(about_amina.matter, around.actor, ground=Ground.PEER, by=idris, at=at)


def test_a_hearer_lets_in_nobody_but_whoever_told_it_does(about_amina, sjaan, wil, idris, at):
    with pytest.raises(Refused):
        let_in(about_amina, sjaan, wil, at)
    let_in(about_amina, sjaan, idris, at)
    assert "Sjaan" in readers(about_amina)


def test_it_cannot_be_promised_to_or_talked_over_with_them(about_amina, amina, wil, at):
    with pytest.raises(Refused):
        promises.offer(about_amina.promise, to=amina.actor, by=wil, at=at, person_said_yes=True)
    talk = conversations.ask(about_amina.matter, host=wil.actor, by=wil, at=at)
    with pytest.raises(Refused):
        conversations.ask(about_amina.matter, host=amina.actor, person_said_yes=True, by=wil, at=at)
    assert talk.host == wil.actor


def test_whoever_came_too_near_since_does_not_see_it(about_amina, rietkade, provider, wil, at):
    assert access.complaint_to_hear(rietkade, wil, about_amina.code)
    members.speak_for(provider, wil, since=at.date(), by="invoer", at=at)
    with pytest.raises(access.NotHere):
        access.complaint_to_hear(rietkade, wil, about_amina.code)
    night(rietkade, at + DAY)
    assert (hear(about_amina), readers(about_amina)) == (
        ["Amal", "Piet"],
        {"Idris", "Amal", "Piet"},
    )
    about_amina.promise.refresh_from_db()
    assert about_amina.promise.maker.name == "Amal Benhaddou"


def test_nor_when_only_a_part_of_the_name_was_typed(tell, rietkade, provider, wil, at):
    complaint = tell("iemand van de zorggroep")
    assert access.complaint_to_hear(rietkade, wil, complaint.code)
    members.speak_for(provider, wil, since=at.date(), by="invoer", at=at)
    with pytest.raises(access.NotHere):
        access.complaint_to_hear(rietkade, wil, complaint.code)


def test_both_came_too_near_and_whoever_stands_apart_has_the_promise(
    about_amina, rietkade, provider, wil, amal, at
):
    for person in (wil, amal):
        members.speak_for(provider, person, since=at.date(), by="invoer", at=at)
    night(rietkade, at + DAY)
    about_amina.promise.refresh_from_db()
    assert (hear(about_amina), about_amina.promise.maker.name) == (["Piet"], "Piet Nagelhout")
    assert readers(about_amina) == {"Idris", "Piet"}


def test_all_came_too_near_and_the_night_goes_on(
    about_amina, rietkade, provider, wil, amal, piet, at
):
    for person in (wil, amal, piet):
        members.speak_for(provider, person, since=at.date(), by="invoer", at=at)
    promises.fail(about_amina.promise, what_now="Ik bel je.", told=True, by=wil, at=at)
    night(rietkade, at + DAY)
    assert hear(about_amina) == ["Wil", "Amal"]
    assert not Fact.objects.filter(body__contains="complaint.looked-at").exists()


# ---- stepping aside ----------------------------------------------------------------------------------


def test_whoever_steps_aside_hears_it_no_more_and_the_next_does(tell, wil, amal, at):
    complaint = tell()
    talk = conversations.ask(complaint.matter, host=wil.actor, by=wil, at=at)
    actions.step_aside(complaint, by=wil, at=at)
    assert (hear(complaint), readers(complaint)) == (["Amal", "Piet"], {"Idris", "Amal", "Piet"})
    complaint.promise.refresh_from_db()
    talk.refresh_from_db()
    assert (complaint.promise.maker, complaint.promise.state) == (amal.actor, State.OPEN)
    assert talk.stage == Stage.NOT_HELD


def test_whatever_else_they_promised_about_it_goes_too(tell, wil, amal, idris, at):
    complaint = tell()
    also = promises.make_promise(
        complaint.matter, maker=wil.actor, receiver=idris.actor, text="Ik vraag het na.",
        due=at.date(), by=wil, at=at,
    )  # fmt: skip
    actions.step_aside(complaint, by=wil, at=at)
    also.refresh_from_db()
    assert also.maker == amal.actor
    assert "Wil" not in readers(complaint)


def test_whoever_steps_aside_need_not_come_to_what_the_other_planned(tell, wil, amal, idris, at):
    complaint = tell()
    talk = conversations.ask(complaint.matter, host=amal.actor, by=amal, at=at)
    both = Plan(at + 2 * DAY, place="Het bankje", invited=(wil.actor, idris.actor))
    conversations.plan(talk, both, by=amal, at=at)
    actions.step_aside(complaint, by=wil, at=at)
    guests = set(talk.attendance.values_list("actor", flat=True))
    assert guests == {amal.pk, idris.pk}


def test_the_second_steps_aside_and_the_first_keeps_the_promise(tell, wil, amal, at):
    complaint = tell()
    actions.step_aside(complaint, by=amal, at=at)
    complaint.promise.refresh_from_db()
    assert (hear(complaint), complaint.promise.maker) == (["Wil", "Piet"], wil.actor)


def test_whoever_stepped_aside_does_not_get_it_back(tell, wil, amal, rietkade, at):
    complaint = tell()
    actions.step_aside(complaint, by=wil, at=at)
    with pytest.raises(Refused):
        actions.step_aside(complaint, by=amal, at=at)
    night(rietkade, at + DAY)
    assert hear(complaint) == ["Amal", "Piet"]


def test_stepping_aside_twice_lets_no_third_hear_it(tell, circle, welcome, wil, at):
    complaint = tell()
    new = welcome("Roos Vlieger", email="roos@example.org")
    members.sit_in_circle(circle, new, since=at.date(), by="invoer", at=at)
    actions.step_aside(complaint, by=wil, at=at)
    for does in (actions.step_aside, actions.tell_concerned):
        with pytest.raises(Refused):
            does(complaint, by=wil, at=at)
    assert hear(complaint) == ["Amal", "Piet"]


def test_what_was_promised_does_not_go_to_whoever_came_too_near(
    about_amina, provider, wil, amal, at
):
    members.speak_for(provider, amal, since=at.date(), by="invoer", at=at)
    actions.step_aside(about_amina, by=wil, at=at)
    about_amina.promise.refresh_from_db()
    assert about_amina.promise.maker.name == "Piet Nagelhout"


def test_whoever_leaves_the_trust_circle_hears_it_no_more(tell, circle, wil, rietkade, at):
    complaint = tell()
    members.leave_circle(circle, wil, by="invoer", at=at)
    night(rietkade, at + DAY)
    assert hear(complaint) == ["Amal", "Piet"]
    assert "Wil" not in readers(complaint)


# ---- and then ----------------------------------------------------------------------------------------


def test_a_promise_that_did_not_work_out_is_made_again(tell, wil, rietkade, at):
    complaint = tell()
    promises.fail(complaint.promise, what_now="Ik bel je.", told=True, by=wil, at=at)
    night(rietkade, at + DAY)
    complaint.refresh_from_db()
    assert (complaint.promise.state, complaint.promise.maker) == (State.OPEN, wil.actor)


def test_only_whoever_told_it_closes_it_and_then_nobody_else_reads_it(tell, wil, at, rietkade):
    complaint = tell()
    actions.close(complaint, by=complaint.reporter, at=at)
    complaint.refresh_from_db()
    complaint.promise.refresh_from_db()
    assert (complaint.is_open, complaint.promise.state) == (False, State.RELEASED)
    tomorrow = Reader.objects.current((at + DAY).date()).filter(matter=complaint.matter)
    assert [row.ground for row in tomorrow] == [Ground.SELF]
    with pytest.raises(Refused):
        actions.close(complaint, by=complaint.reporter, at=at)


def test_after_an_answer_and_a_month_of_silence_it_closes(tell, wil, rietkade, at):
    complaint = tell()
    promises.say_done(complaint.promise, how="We praatten aan zee.", by=wil, at=at)
    night(rietkade, at + 30 * DAY)
    complaint.refresh_from_db()
    assert complaint.is_open
    night(rietkade, at + 32 * DAY)
    complaint.refresh_from_db()
    assert not complaint.is_open


def test_without_an_answer_it_never_closes_by_itself(tell, rietkade, at):
    complaint = tell()
    night(rietkade, at + 400 * DAY)
    complaint.refresh_from_db()
    assert complaint.is_open


def test_long_after_it_was_closed_the_words_go(tell, rietkade, at, english):
    complaint = tell("de buren")
    actions.close(complaint, by=complaint.reporter, at=at)
    night(rietkade, at + 729 * DAY)
    assert Complaint.objects.whole().get().words_now == "Ze vergat mij twee keer."
    night(rietkade, at + 732 * DAY)
    row = Complaint.objects.whole().get()
    assert (row.words_now, row.whom_now) == ("(no longer kept)", "(no longer kept)")


def test_that_whom_it_is_about_heard_of_it_is_written_down_once(tell, wil, at):
    complaint = tell("Amina Telgenhof")
    actions.tell_concerned(complaint, by=wil, at=at)
    with pytest.raises(Refused):
        actions.tell_concerned(complaint, by=wil, at=at)


def test_whoever_told_it_is_forgotten_and_it_closes(tell, idris, rietkade, at, settings, tmp_path):
    settings.FORGOTTEN_LIST = tmp_path / "forgotten.list"
    complaint = tell("de buren")
    belonging.forget_again(idris, by="beheer", at=at)
    night(rietkade, at + DAY)
    complaint.refresh_from_db()
    assert not complaint.is_open


# ---- what an operator would hear ---------------------------------------------------------------------


@pytest.fixture
def scope(at):
    return Scope(heads=(), today=at.date())


def wrong(scope):
    databases.run_as(None)
    checks = (complaints_are_heard_by_others, readers_have_their_grounds)
    return [sentence for check in checks for sentence in check(scope)]


def test_everything_hangs_together_while_it_goes_on_and_afterwards(tell, wil, scope, rietkade, at):
    first, second = tell("Amina Telgenhof"), tell()
    actions.step_aside(first, by=wil, at=at)
    actions.close(second, by=second.reporter, at=at)
    assert wrong(scope) == []


def test_whom_it_is_about_reading_it_is_seen(about_amina, amina, scope, at):
    Reader.objects.create(
        cooperative_id=about_amina.cooperative_id, matter=about_amina.matter, actor=amina.actor,
        ground=Ground.HEARS, since=at.date(),
    )  # fmt: skip
    assert any("which is about them" in sentence for sentence in wrong(scope))


def test_one_that_nobody_hears_is_seen(tell, scope, at):
    Hearer.objects.filter(complaint=tell()).update(until=at)
    assert any("nobody hears complaint" in sentence for sentence in wrong(scope))


def test_one_that_three_hear_is_seen(tell, piet, scope, at):
    complaint = tell()
    Hearer.objects.create(
        cooperative_id=complaint.cooperative_id, complaint=complaint, person=piet, since=at
    )
    assert any("more than two hear" in sentence for sentence in wrong(scope))


# ---- what is refused -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "whom"),
    [("  ", ""), ("Mijn BSN is 111222333", ""), ("Zo", "111222333"), ("Zo", "Idris Bekkaoui")],
)
def test_nothing_a_bsn_and_oneself_are_refused(tell, words, whom):
    with pytest.raises(Refused):
        tell(whom, words)
    assert not Complaint.objects.exists()


def test_somebody_tells_five_things_at_once_and_no_more(tell, at):
    first, *_others = [tell() for _n in range(5)]
    with pytest.raises(Refused):
        tell()
    actions.close(first, by=first.reporter, at=at)
    tell()
