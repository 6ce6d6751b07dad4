""" "Mag … dit lezen?": asked by whoever holds on, answered by the person, over on its day."""

from datetime import timedelta

import pytest
import time_machine

from tests.visitor import Visitor
from tussenruimte.cli.verifying import Scope
from tussenruimte.cli.verifying.readers import readers_have_their_grounds
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters import actions as matters
from tussenruimte.matters.access import may_read
from tussenruimte.matters.models import Ground, Permission, PermissionAsked, Reader
from tussenruimte.matters.nightly import permissions_that_ran_out
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.relations.actions import close
from tussenruimte.relations.models import DoneFor

WHY = "om mee te denken over het briefadres"


@pytest.fixture
def ask(need, wethouder, amina, at):
    """Amina asks Ruben whether the alderman may read it, for two weeks."""

    def asking(to=wethouder, *, days=14, purpose=WHY):
        said = {"purpose": purpose, "until": at.date() + timedelta(days), "by": amina, "at": at}
        return matters.ask_permission(need.matter, to, **said)

    return asking


def letter(kind, to):
    rows = Dispatch.objects.filter(kind=kind, to=to.code)
    found = letters_of(list(rows))
    return " ".join(text for one in found.values() for text in one.spoken)


def test_asking_changes_nothing_until_the_person_says_yes(ask, need, wethouder, at):
    row = ask()
    assert row.answered_at is None
    assert not may_read(need.matter, [wethouder.pk], at.date())
    assert not Permission.objects.exists()


def test_the_person_reads_it_with_the_card_and_says_yes(ask, card, need, wethouder, joris, at):
    row = ask()
    page = card.text()
    assert "wethouder sociaal" in page
    assert WHY in page
    assert "verandert niets" in page
    assert card.post("mag-dit-lezen/", code=row.code, answer="yes").status_code == 302
    reader = Reader.objects.get(matter=need.matter, ground=Ground.PERMISSION)
    assert (reader.actor_id, reader.until) == (wethouder.pk, at.date() + timedelta(14))
    assert Visitor().sign_in(joris).get(f"/rietkade/vragen/{need.code}/").status_code == 200
    assert WHY not in card.text()
    assert "Neem het terug" in card.text("wie-mag-dit-lezen/")


def test_a_no_has_no_consequence_and_nobody_has_to_say_why(ask, card, need, wethouder, at):
    row = ask()
    before = need.holder_id
    assert card.post("mag-dit-lezen/", code=row.code, answer="no").status_code == 302
    need.refresh_from_db()
    row.refresh_from_db()
    assert row.answered_at
    assert row.permission is None
    assert need.holder_id == before
    assert need.is_open
    assert not may_read(need.matter, [wethouder.pk], at.date())


def test_it_is_asked_and_answered_once(ask, need, english, at):
    row = ask()
    with pytest.raises(Refused, match="asked this already"):
        ask()
    matters.answer_asked(row, says_yes=True, by=need.person, at=at)
    with pytest.raises(Refused, match="answered already"):
        matters.answer_asked(row, says_yes=False, by=need.person, at=at)
    with pytest.raises(Refused, match="may read it already"):
        ask()


def test_asking_wants_a_purpose_a_day_to_come_and_somebody_else(ask, need, english):
    with pytest.raises(Refused, match="for what"):
        ask(purpose=" ")
    with pytest.raises(Refused, match="still to come"):
        ask(days=-1)
    with pytest.raises(Refused, match="their own question"):
        ask(need.person.actor)
    assert not PermissionAsked.objects.exists()


def test_nobody_but_the_person_answers(ask, amina, sjaan, english, at):
    row = ask()
    for somebody in (amina, sjaan):
        with pytest.raises(Refused, match="Only the person"):
            matters.answer_asked(row, says_yes=True, by=somebody, at=at)


def test_whoever_may_act_for_the_person_answers_and_it_stands_there(ask, hers, need, at):
    row = ask()
    assert hers.post("mag-dit-lezen/", code=row.code, answer="yes").status_code == 302
    assert Permission.objects.get().person == need.person
    assert DoneFor.objects.get().what == DoneFor.What.MAY_READ


def test_whoever_acts_for_the_person_says_no_too_but_not_about_themselves(ask, hers, hanneke):
    row = ask(hanneke.actor)
    assert hers.post("mag-dit-lezen/", code=row.code, answer="yes").status_code == 409
    assert not Permission.objects.exists()
    other = ask()
    assert hers.post("mag-dit-lezen/", code=other.code, answer="no").status_code == 302
    assert DoneFor.objects.get().what == DoneFor.What.READ_NO


def test_a_question_of_another_need_is_not_found(ask, card):
    ask()
    assert card.post("mag-dit-lezen/", code="K7Q4MK9TX2", answer="yes").status_code == 404


def test_what_has_ended_is_not_asked_about(ask, need, english, at):
    row = ask()
    close(need, by=need.person, at=at)
    with pytest.raises(Refused, match="has ended"):
        matters.answer_asked(row, says_yes=True, by=need.person, at=at)
    need.matter.refresh_from_db()
    with pytest.raises(Refused, match="has ended"):
        ask()


def test_the_holder_asks_it_on_a_page_after_a_search(need, amina, wethouder, client):
    client.sign_in(amina)
    there = f"/rietkade/vragen/{need.code}/mag-lezen/"
    assert wethouder.code in client.get(f"{there}?naam=weth").content.decode()
    typed = {"naam": "weth", "to": wethouder.code, "purpose": WHY, "until": ""}
    assert client.post(there, typed).status_code == 302
    assert PermissionAsked.objects.get().read("purpose") == WHY
    assert (
        "Er is nog geen antwoord" in client.get(f"/rietkade/vragen/{need.code}/").content.decode()
    )


def test_what_was_typed_stays_when_something_is_missing(need, amina, wethouder, client):
    there = f"/rietkade/vragen/{need.code}/mag-lezen/"
    page = client.sign_in(amina).post(there, {"naam": "weth", "purpose": WHY, "until": ""})
    assert WHY in page.content.decode()
    assert "Kies wie het mag lezen" in page.content.decode()


def test_who_does_not_hold_on_cannot_ask(need, sjaan, client):
    there = f"/rietkade/vragen/{need.code}/mag-lezen/"
    assert client.sign_in(sjaan).get(there).status_code == 404


def test_both_hear_of_it_and_no_letter_says_whose_it_is(ask, need, joris, at):
    matters.answer_asked(ask(), says_yes=True, by=need.person, at=at)
    assert "mag iemand anders" not in letter("permission-given", joris)
    assert "laat je" in letter("permission-given", joris)
    assert "Ruben" not in letter("permission-given", joris)


def test_the_question_is_phoned_to_whoever_has_no_log_in(ask, need):
    ask()
    said = letter("permission-asked", need.person)
    assert "Amina" in said
    assert WHY not in said


def test_taken_back_it_ends_at_once_and_whoever_read_it_hears_so(ask, need, wethouder, joris, at):
    given = matters.answer_asked(ask(), says_yes=True, by=need.person, at=at).permission
    matters.withdraw_permission(given, by=need.person, at=at)
    assert not may_read(need.matter, [wethouder.pk], at.date())
    assert "voorbij" in letter("permission-over", joris)
    assert letter("permission-given", joris) == ""


def test_it_runs_out_by_the_clock_and_both_hear_so_once(ask, need, wethouder, joris, at):
    matters.answer_asked(ask(), says_yes=True, by=need.person, at=at)
    last, after = at + timedelta(14), at + timedelta(15)
    assert permissions_that_ran_out(need.cooperative, last.date(), last) == 0
    assert may_read(need.matter, [wethouder.pk], last.date())
    with time_machine.travel(after):
        assert permissions_that_ran_out(need.cooperative, after.date(), after) == 2
        assert permissions_that_ran_out(need.cooperative, after.date(), after) == 0
    assert not may_read(need.matter, [wethouder.pk], after.date())
    assert "voorbij" in letter("permission-over", joris)
    assert "voorbij" in letter("permission-over", need.person)


def test_verify_finds_a_reader_without_the_permission(ask, need, wethouder, at):
    matters.answer_asked(ask(), says_yes=True, by=need.person, at=at)
    scope = Scope(today=at.date())
    assert list(readers_have_their_grounds(scope)) == []
    Reader.objects.filter(ground=Ground.PERMISSION).update(until=None)
    assert any("longer" in fault for fault in readers_have_their_grounds(scope))


def test_verify_finds_a_reader_who_was_never_permitted(need, wethouder, at):
    matters.let_read(need.matter, wethouder, ground=Ground.PERMISSION, by="beheer", at=at)
    assert any("without" in fault for fault in readers_have_their_grounds(Scope(today=at.date())))
