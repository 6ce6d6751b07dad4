"""A stop-rule: written down by the board, invoked, told, over by itself, looked back on."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction

from tests.visitor import Visitor
from tussenruimte.cli.verifying import Scope
from tussenruimte.cli.verifying.readers import readers_have_their_grounds
from tussenruimte.cli.verifying.stops import (
    stop_rules_are_only_added,
    what_was_invoked_ends_in_time,
)
from tussenruimte.conversations.actions import note_conversation
from tussenruimte.conversations.spoken import Noted
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters import actions as matters
from tussenruimte.matters.access import may_read
from tussenruimte.matters.models import Ground, Invocation, Reader, StopRule, StopRuleVersion
from tussenruimte.matters.stop_rules import Called, Rule
from tussenruimte.members import actions as members
from tussenruimte.members.models import Circle
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.models import Promise, Purpose, State
from tussenruimte.relations import actions

TOLD = "de vertrouwenskring\nVeilig Thuis"
STEPS = "112 gebeld\nVeilig Thuis gebeld voor advies\nerheen gegaan, met zijn tweeën"


@pytest.fixture
def board(rietkade, idris, at):
    """Idris sits in the board."""
    circle = members.make_circle(rietkade, "Bestuur", sort=Circle.Sort.BOARD, by="invoer", at=at)
    members.sit_in_circle(circle, idris, since=at.date(), by="invoer", at=at)
    return circle


@pytest.fixture
def said(at):
    """Words of a stop-rule: `said(most_days=3)`."""

    def saying(**other):
        words = {
            "title": "Bij geweld in huis", "words": "Eerst veilig, dan praten.",
            "protects": "wie thuis niet veilig is", "invoked_by": "standing", "told_to": TOLD,
            "steps": STEPS, "most_days": 7, "decided_on": at.date() - timedelta(30),
        }  # fmt: skip
        return Rule(**words | other)

    return saying


@pytest.fixture
def rule(rietkade, board, idris, said, at):
    """Whoever may hold on invokes it, for a week at most."""
    return matters.add_stop_rule(rietkade, "people", said(), by=idris, at=at)


@pytest.fixture
def invoke(rule, need, sjaan, at):
    """Sjaan, who has nothing to do with it, invokes it about Ruben; `invoke(is_told=True)`."""

    def invoking(*, by=sjaan, tell_in=2, told_to=(0,), days=3, is_told=False, when=at):
        return actions.invoke_stop(
            need, rule.versions.get(number=rule.number), Called(told_to, (1,), days, is_told),
            tell_by=when.date() + timedelta(tell_in), by=by, at=when,
        )  # fmt: skip

    return invoking


def talk(need, by, at, **more):
    """They spoke with the person, and wrote it down."""
    return note_conversation(need.matter, Noted(said="We praatten.", **more), by=by, at=at)


# ---- the rules ------------------------------------------------------------------------------------


def test_everybody_reads_them_with_the_numbers_on_top(rule, client):
    page = client.get("/rietkade/stopregels/").content.decode()
    places = [
        page.index(text) for text in ("tel:112", "tel:08002000", "tel:113", "Bij geweld in huis")
    ]
    assert places == sorted(places)
    assert "minder dan tien keer" in page
    one = client.get(f"/rietkade/stopregels/{rule.code}/").content.decode()
    assert "erheen gegaan, met zijn tweeën" in one


def test_only_the_board_writes_them_down(rule, client, amina, idris):
    for page in ("nieuw/", f"{rule.code}/anders/", f"{rule.code}/einde/"):
        assert Visitor().get(f"/rietkade/stopregels/{page}").status_code == 302
        assert client.sign_in(amina).get(f"/rietkade/stopregels/{page}").status_code == 404
        assert client.sign_in(idris).get(f"/rietkade/stopregels/{page}").status_code == 200


def test_the_board_adds_one_on_a_page(board, idris, client, at):
    typed = {
        "direction": "against", "title": "Wij komen niet ongevraagd binnen", "protects": "jou",
        "words": "Niemand van ons komt binnen zonder jouw ja.", "invoked_by": "nobody",
        "told_to": "", "steps": "", "most_days": "7", "decided_on": "2026-11-02", "as_is": "shown",
    }  # fmt: skip
    client.sign_in(idris)
    answer = client.post("/rietkade/stopregels/nieuw/", typed)
    assert answer.status_code == 302, answer.content.decode()
    page = client.get("/rietkade/stopregels/").content.decode()
    assert page.index("niet doen</h2>") < page.index("Wij komen niet ongevraagd binnen")


def test_a_change_is_a_version_and_the_old_one_stays(rule, said, idris, client, at):
    matters.change_stop_rule(rule, said(words="Bel eerst. Praat dan."), by=idris, at=at)
    page = client.get(f"/rietkade/stopregels/{rule.code}/").content.decode()
    assert page.index("Bel eerst. Praat dan.") < page.index("Eerst veilig, dan praten.")
    with pytest.raises(DatabaseError), transaction.atomic():
        StopRuleVersion.objects.filter(number=1).update(words="Anders")


def test_a_rule_says_when_it_was_decided_whom_to_tell_and_ends_in_time(
    rietkade, board, said, idris, english, at
):
    for wrong, why in (
        ({"decided_on": at.date() + timedelta(1)}, "today or earlier"),
        ({"told_to": " \n"}, "one on each line"),
        ({"steps": ""}, "one on each line"),
        ({"most_days": 8}, "up to 7 days"),
        ({"most_days": 0}, "up to 7 days"),
    ):
        with pytest.raises(Refused, match=why):
            matters.add_stop_rule(rietkade, "people", said(**wrong), by=idris, at=at)
    with pytest.raises(Refused, match="holds always"):
        matters.add_stop_rule(rietkade, "against", said(), by=idris, at=at)
    assert not StopRule.objects.exists()


def test_they_stay_few(rietkade, rule, said, idris, english, at):
    members.choose_settings(rietkade, {"stop_rules_at_most": 1}, by="beheer", at=at)
    rietkade.refresh_from_db()
    with pytest.raises(Refused, match="first end one"):
        matters.add_stop_rule(rietkade, "people", said(), by=idris, at=at)


def test_an_ended_rule_is_not_invoked_and_what_runs_runs_on(rule, invoke, idris, need, english, at):
    row = invoke()
    matters.end_stop_rule(rule, at.date(), by=idris, at=at)
    assert may_read(need.matter, [row.by_id], row.ends_on)
    with pytest.raises(Refused, match="has ended"):
        invoke()
    with pytest.raises(Refused, match="has ended"):
        matters.end_stop_rule(rule, at.date(), by=idris, at=at)


# ---- invoking one ----------------------------------------------------------------------------------


def test_it_lets_the_invoker_read_until_its_day_and_not_longer(invoke, need, sjaan, client, at):
    assert client.sign_in(sjaan).get(f"/rietkade/vragen/{need.code}/").status_code == 404
    row = invoke()
    reader = Reader.objects.get(matter=need.matter, actor=sjaan.actor)
    assert (reader.ground, reader.until) == (Ground.STOP, at.date() + timedelta(3))
    assert client.get(f"/rietkade/vragen/{need.code}/").status_code == 200
    with time_machine.travel(at + timedelta(4)):
        assert client.sign_in(sjaan).get(f"/rietkade/vragen/{need.code}/").status_code == 404
        assert not row.is_in_force((at + timedelta(4)).date())


def test_no_field_of_it_holds_words_of_anybody(invoke):
    row = invoke()
    texts = {
        f.name
        for f in Invocation._meta.fields
        if f.get_internal_type() in {"TextField", "BinaryField"}
    }
    assert texts == set()
    assert (row.told_to, row.done) == ("0", "1")


def test_it_needs_somebody_who_was_told_and_a_day_within_the_rule(invoke, english):
    with pytest.raises(Refused, match="Tell somebody first"):
        invoke(told_to=())
    for days in (0, 8):
        with pytest.raises(Refused, match="up to 7 days"):
            invoke(days=days)
    with pytest.raises(Refused, match="by which day you tell"):
        invoke(tell_in=4)
    assert not Invocation.objects.exists()


def test_only_who_may_invoke_it_does(rule, invoke, need, said, tess, amina, idris, english, at):
    with pytest.raises(Refused, match="may hold on"):
        invoke(by=tess)
    matters.change_stop_rule(rule, said(invoked_by="holder"), by=idris, at=at)
    rule.refresh_from_db()
    with pytest.raises(Refused, match="Only whoever holds on"):
        invoke()
    assert invoke(by=amina).by == amina


def test_nobody_invokes_it_twice_or_about_themselves(invoke, need, english, at):
    invoke()
    with pytest.raises(Refused, match="still in force"):
        invoke()
    members.let_hold(need.person, by="invoer", at=at)
    with pytest.raises(Refused, match="your own question"):
        invoke(by=need.person)


def test_without_a_board_or_trust_circle_nobody_hears_so_it_is_refused(invoke, board, english):
    Circle.objects.filter(pk=board.pk).update(until="2026-11-01")
    with pytest.raises(Refused, match="no board yet"):
        invoke()


def test_the_card_shows_nothing_of_it_until_the_person_was_told(
    invoke, need, card, sjaan, client, at
):
    row = invoke()
    Visitor().sign_in(sjaan).get(f"/rietkade/vragen/{need.code}/")
    for page in ("", "wie-mag-dit-lezen/", "wie-heeft-dit-gezien/", "alles/"):
        text = card.text(page)
        assert "Sjaan Poelma" not in text
        assert "stopregel" not in text.replace("/stopregels/", "").replace(">Stopregels<", "")
    actions.person_was_told(row, by=sjaan, at=at)
    assert "Sjaan Poelma riep" in card.text()
    for page in ("wie-mag-dit-lezen/", "wie-heeft-dit-gezien/"):
        assert "Sjaan Poelma" in card.text(page)


def test_no_letter_and_no_call_reaches_the_person(invoke, need, idris, sjaan, at):
    actions.person_was_told(invoke(), by=sjaan, at=at)
    kinds = Dispatch.objects.filter(to=need.person.code).values_list("kind", flat=True)
    assert "stop-invoked" not in set(kinds)
    assert Dispatch.objects.get(kind="stop-invoked").to == idris.code


def test_telling_and_looking_back_are_promises_with_a_day(invoke, board, sjaan, at):
    row = invoke()
    tell = Promise.objects.get(matter=row.own, purpose=Purpose.TELL)
    back = Promise.objects.get(matter=row.own, purpose=Purpose.WORD)
    assert (tell.maker, tell.receiver, tell.due) == (
        sjaan.actor, board.actor, at.date() + timedelta(2),
    )  # fmt: skip
    assert back.due == row.ends_on + timedelta(14)
    assert "Ruben" not in tell.read("text") + back.read("text")
    actions.person_was_told(row, by=sjaan, at=at)
    tell.refresh_from_db()
    assert tell.state == State.DONE


def test_told_at_once_promises_no_telling(invoke):
    row = invoke(is_told=True)
    assert row.told_on
    assert not Promise.objects.filter(matter=row.own, purpose=Purpose.TELL).exists()


def test_only_the_invoker_says_that_it_was_told_and_once(invoke, amina, sjaan, english, at):
    row = invoke()
    with pytest.raises(Refused, match="Only whoever invoked it"):
        actions.person_was_told(row, by=amina, at=at)
    actions.person_was_told(row, by=sjaan, at=at)
    with pytest.raises(Refused, match="told already"):
        actions.person_was_told(row, by=sjaan, at=at)


def test_it_ends_earlier_only_after_a_held_conversation_with_the_person(
    invoke, need, amina, sjaan, english, at
):
    row = invoke()
    with pytest.raises(Refused, match="First speak"):
        actions.lift_stop(row, by=sjaan, at=at)
    later = at + timedelta(hours=3)
    talk(need, sjaan, later, held_on=at.date())
    with pytest.raises(Refused, match="First tell the person"):
        actions.lift_stop(row, by=sjaan, at=later)
    actions.person_was_told(row, by=sjaan, at=later)
    actions.lift_stop(row, by=sjaan, at=later)
    assert not Reader.objects.filter(matter=need.matter, ground=Ground.STOP).exists()
    with pytest.raises(Refused, match="ended already"):
        actions.lift_stop(row, by=sjaan, at=later)


def test_a_conversation_from_before_does_not_lift_it(invoke, need, sjaan, amina, english, at):
    talk(need, amina, at - timedelta(hours=1), held_on=at.date())
    row = invoke(is_told=True)
    with pytest.raises(Refused, match="First speak"):
        actions.lift_stop(row, by=sjaan, at=at)


# ---- on pages --------------------------------------------------------------------------------------


def typed(**other):
    return {
        "told_to": ["0"],
        "done": ["0", "2"],
        "days": "2",
        "is_told": "yes",
        "tell_by": "",
    } | other


def test_it_is_invoked_by_name_on_a_page(rule, need, sjaan, client):
    there = f"/rietkade/stopregels/{rule.code}/inroepen/"
    client.sign_in(sjaan)
    assert client.get(there).status_code == 200
    answer = client.post(there, typed(name="ruben"))
    row = Invocation.objects.get()
    assert answer["Location"] == f"/rietkade/ingeroepen/{row.code}/"
    page = client.get(answer["Location"]).content.decode()
    assert "erheen gegaan, met zijn tweeën" in page
    assert need.code in page


def test_a_name_that_is_not_here_is_said_plainly_and_nothing_typed_is_lost(
    rule, need, sjaan, client
):
    there = f"/rietkade/stopregels/{rule.code}/inroepen/"
    page = client.sign_in(sjaan).post(there, typed(name="Robbert")).content.decode()
    assert "niet precies één open vraag" in page
    assert 'value="Robbert"' in page
    assert 'value="2" required' in page or 'value="2"' in page


def test_from_the_question_no_name_is_asked(rule, need, amina, client):
    there = f"/rietkade/stopregels/{rule.code}/inroepen/?vraag={need.code}"
    client.sign_in(amina)
    assert 'name="name"' not in client.get(there).content.decode()
    later = {"is_told": "later", "tell_by": "2026-11-17"}
    assert client.post(there, typed(**later)).status_code == 302
    assert "riep" in client.get(f"/rietkade/vragen/{need.code}/").content.decode()


def test_whoever_may_not_hold_on_finds_no_page_to_invoke(rule, need, tess, client):
    there = f"/rietkade/stopregels/{rule.code}/inroepen/"
    assert client.sign_in(tess).get(there).status_code == 404


def test_what_was_invoked_is_there_for_the_invoker_and_the_board(
    invoke, idris, tess, amina, client
):
    there = f"/rietkade/ingeroepen/{invoke().code}/"
    assert client.sign_in(idris).get(there).status_code == 200
    assert "Ruben" not in client.get(there).content.decode()
    for other in (tess, amina):
        assert client.sign_in(other).get(there).status_code == 404


def test_told_and_lifted_on_its_page(invoke, need, sjaan, client, at):
    row = invoke()
    there = f"/rietkade/ingeroepen/{row.code}/"
    client.sign_in(sjaan)
    assert client.post(f"{there}einde/").status_code == 409
    assert client.post(f"{there}verteld/").status_code == 302
    talk(need, sjaan, at + timedelta(minutes=5), held_on=at.date())
    assert client.post(f"{there}einde/").status_code == 302
    row.refresh_from_db()
    assert row.lifted_on == at.date()


# ---- verify ----------------------------------------------------------------------------------------


def test_verify_recomputes_the_reader_from_it(invoke, need, at):
    scope = Scope(today=at.date())
    invoke()
    assert list(readers_have_their_grounds(scope)) == []
    Reader.objects.filter(ground=Ground.STOP).update(until=at.date() + timedelta(30))
    assert any("stop-rule" in fault for fault in readers_have_their_grounds(scope))
    Reader.objects.filter(ground=Ground.STOP).delete()
    assert any("cannot" in fault for fault in readers_have_their_grounds(scope))


def test_verify_finds_what_lasts_too_long_and_a_version_that_is_gone(invoke, rule, at):
    invoke()
    scope = Scope(today=at.date())
    assert list(what_was_invoked_ends_in_time(scope)) == []
    assert list(stop_rules_are_only_added(scope)) == []
    Invocation.objects.update(ends_on=at.date() + timedelta(40))
    assert any("day that was said" in fault for fault in what_was_invoked_ends_in_time(scope))
    StopRule.objects.update(number=2)
    assert any("version" in fault for fault in stop_rules_are_only_added(scope))
