"""Who may not act for the person, and what stays the person's alone."""

from functools import partial

import pytest

from tests.at_once import at_once
from tests.relations.conftest import Mine, act_for_ruben
from tests.visitor import Visitor
from tussenruimte.kit.refusal import NotHere, Refused
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Reader
from tussenruimte.members import actions as members
from tussenruimte.members.models import Duty, Standing
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise, State
from tussenruimte.relations import access, actions
from tussenruimte.relations.models import DoneFor, Need, Relation, Stage

PAGES = ("", "klaar/", "wie-mag-dit-lezen/", "alles/")
ALONE = (
    "hier-vind-je-mij/",
    "wie-heeft-dit-gezien/",
    "iemand-anders/",
    "terugkijken/",
)


def fresh(need):
    return Need.objects.whole().get(pk=need.pk)


def is_shut(mine, need):
    """Neither a page nor a step opens, and nothing is done."""
    assert {mine.get(page).status_code for page in PAGES} <= {404, 302}
    mine.post("klaar/", which="done")
    assert fresh(need).is_open
    assert not DoneFor.objects.exists()
    return True


def own(person, need):
    return Mine(Visitor().sign_in(person), f"/rietkade/vragen/{need.code}/mijn/")


def with_card(need, whom, amina, at):
    visitor, code = Visitor(), actions.new_card(need, "bezem", whom=whom, by=amina, at=at)
    visitor.post("/kaart/", {"code": code, "word": "bezem"})
    return Mine(visitor, f"/kaart/{need.code}/")


# ---- what stays the person's alone ------------------------------------------------------------------


@pytest.mark.parametrize("page", ALONE)
def test_this_is_for_the_person_alone(hers, page):
    assert hers.get(page).status_code == 404
    assert hers.there + page not in hers.text()


def test_who_stands_beside_the_person_too(hers, need, idris, amina, at):
    row = actions.ask_relation(need, idris, part="neighbour", other_said_yes=True, by=amina, at=at)
    assert "Mag Idris Bekkaoui erbij?" not in hers.text()
    assert hers.post("naast-mij/", code=row.code, answer="yes").status_code == 404
    assert hers.post("mag-hier-staan/").status_code == 404


# ---- the wrong person --------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["neighbour", "family", "beside", "parent", "asks-too"])
def test_another_relation_opens_nothing(need, hanneke, amina, at, part):
    yes = {"person_said_yes": True, "other_said_yes": True}
    actions.ask_relation(need, hanneke, part=part, by=amina, at=at, **yes)
    assert is_shut(own(hanneke, need), need)


@pytest.mark.parametrize("part", ["parent", "asks-too"])
def test_with_a_card_another_relation_only_reads_along(need, welcome, amina, at, part):
    yes = {"person_said_yes": True, "other_said_yes": True}
    other = welcome("Mo")
    actions.ask_relation(need, other, part=part, by=amina, at=at, **yes)
    mine = with_card(need, other, amina, at)
    assert "Voor Ruben is het klaar" not in mine.text()
    assert mine.post("klaar/", which="done").status_code == 404
    assert mine.post("wie-mag-dit-lezen/terug/", code="X").status_code == 404


@pytest.mark.parametrize("missing", ["person_said_yes", "other_said_yes"])
def test_without_the_yes_of_both_nothing_opens(need, hanneke, amina, at, missing):
    act_for_ruben(need, hanneke, amina, at, **{missing: False})
    assert is_shut(own(hanneke, need), need)


def test_a_no_of_the_person_opens_nothing(card, need, hanneke, amina, at):
    row = act_for_ruben(need, hanneke, amina, at, person_said_yes=False)
    card.post("naast-mij/", code=row.code, answer="no")
    assert is_shut(own(hanneke, need), need)


def test_the_person_ends_it_and_the_doors_are_shut_at_once(card, hers, need, stands):
    assert 'Neem afscheid<span class="hide"> van Hanneke Vos</span>' in card.text()
    card.post("naast-mij/", code=stands.code, answer="end")
    assert is_shut(hers, need)


def test_with_a_card_too(card, need, welcome, amina, at):
    hanneke = welcome("Hanneke Vos")
    row = act_for_ruben(need, hanneke, amina, at)
    theirs = with_card(need, hanneke, amina, at)
    assert theirs.get().status_code == 200
    card.post("naast-mij/", code=row.code, answer="end")
    assert is_shut(theirs, need)


def test_whoever_still_reads_as_a_neighbour_acts_no_more(card, hers, need, stands, amina, at):
    yes = {"person_said_yes": True, "other_said_yes": True}
    actions.ask_relation(need, stands.other, part="neighbour", by=amina, at=at, **yes)
    card.post("naast-mij/", code=stands.code, answer="end")
    assert is_shut(hers, need)


def test_they_stop_themselves(hers, need, stands):
    assert "Ik neem afscheid" in hers.text()
    hers.post("naast-mij/", code=stands.code, answer="end")
    assert is_shut(hers, need)


def test_a_page_that_stood_open_does_nothing_any_more(need, stands, hanneke, at, english):
    late = access.stands_for(need, hanneke)
    actions.end_relation(stands, by=need.person, at=at)
    with pytest.raises(Refused, match="no longer do this for Ruben"):
        actions.act_for(late, DoneFor.What.CLOSED, None, about="", by=hanneke, at=at)
    with pytest.raises(Refused, match="Only Ruben can say that it is done"):
        actions.close(need, by=hanneke, at=at)
    assert fresh(need).is_open


def test_nobody_uses_the_relation_of_another(stands, need, tess, at, english):
    with pytest.raises(Refused, match="no longer"):
        actions.act_for(stands, DoneFor.What.CLOSED, None, about="", by=tess, at=at)


def test_it_opens_no_other_question_of_the_same_person(hers, rietkade, telling, need, amina, at):
    other = actions.tell(rietkade, telling, person=need.person, by=need.person, at=at).need
    assert hers.visitor.get(f"/rietkade/vragen/{other.code}/mijn/").status_code == 404


def test_a_promise_of_another_question_is_not_answered(hers, rietkade, telling, need, amina, at):
    other = actions.tell(rietkade, telling, person=need.person, by=need.person, at=at)
    promises.say_done(other.contact, by=amina, at=at)
    answer = hers.post("ja-of-nee/", code=other.contact.code, answer="yes")
    assert answer.status_code == 404
    assert Promise.objects.get(pk=other.contact.pk).state == State.DONE


def test_a_card_of_another_cooperative_opens_nothing(stands, need, welcome, at):
    elsewhere = members.found_cooperative(
        slug="heideveen", name="Heideveen", phone="000 765 43 21", by="beheer", at=at
    )
    bo = members.welcome_person(elsewhere, name="Hanneke Vos", by="invoer", at=at)
    card, code = members.make_card(bo, "bezem", by=bo, at=at)
    with pytest.raises(NotHere):
        access.need_of_card(card, need.code)
    visitor = Visitor()
    visitor.post("/kaart/", {"code": code, "word": "bezem"})
    assert visitor.get(f"/kaart/{need.code}/").status_code == 404


# ---- never whoever holds on --------------------------------------------------------------------------


def test_whoever_holds_on_never_acts_for_the_person(need, amina, sjaan, at, english):
    with pytest.raises(Refused, match="somebody else arranges things for Ruben"):
        act_for_ruben(need, amina, amina, at)
    actions.offer_need(need, to=sjaan, why="kent hem", by=amina, at=at)
    with pytest.raises(Refused, match="Sjaan holds on, or is asked to"):
        act_for_ruben(need, sjaan, amina, at)


def test_whoever_acts_is_not_asked_to_hold_on(need, amina, sjaan, at, english):
    act_for_ruben(need, sjaan, amina, at, other_said_yes=False)
    with pytest.raises(Refused, match="Sjaan arranges things for Ruben"):
        actions.offer_need(need, to=sjaan, why="kent hem", by=amina, at=at)


def test_who_got_it_by_the_duty_holds_on_and_acts_no_more(need, amina, sjaan, at):
    act_for_ruben(need, sjaan, amina, at)
    Duty.objects.update(person=Standing.objects.get(person=sjaan))
    Need.objects.filter(pk=need.pk).update(holder=Standing.objects.get(person=sjaan))
    assert is_shut(own(sjaan, need), need)
    with pytest.raises(Refused):
        actions.close(fresh(need), by=sjaan, at=at)


# ---- twice at once -----------------------------------------------------------------------------------


def test_two_who_close_at_once_close_once(real_commits, need, stands, hanneke, welcome, amina, at):
    rows = [stands, act_for_ruben(need, welcome("Bas"), amina, at)]

    def close(row):
        def act(by, at):
            actions.close(need, by=by, at=at)

        code = {"about": need.code, "by": row.other, "at": at}
        return lambda: actions.act_for(row, DoneFor.What.CLOSED, act, **code)

    errors = at_once(need.cooperative_id, *map(close, rows))
    assert [type(error) for error in errors] == [Refused]
    assert fresh(need).stage == Stage.DONE
    assert DoneFor.objects.count() == 1


def test_ended_while_they_close(real_commits, need, stands, hanneke, at):
    def act(by, at):
        actions.close(need, by=by, at=at)

    code = {"about": need.code, "by": hanneke, "at": at}
    errors = at_once(
        need.cooperative_id,
        lambda: actions.end_relation(stands, by=need.person, at=at),
        lambda: actions.act_for(stands, DoneFor.What.CLOSED, act, **code),
    )
    assert {type(error) for error in errors} <= {Refused}
    assert Relation.objects.get(pk=stands.pk).until is not None
    assert DoneFor.objects.count() == (0 if fresh(need).is_open else 1)


def test_both_take_a_permission_back_at_once(real_commits, need, stands, hanneke, idris, at):
    given = {"purpose": "de brief", "until": None, "by": need.person, "at": at}
    row = matters.give_permission(need.matter, idris.actor, **given)
    act = partial(matters.withdraw_permission, row)
    code = {"about": idris.code, "by": hanneke, "at": at}
    errors = at_once(
        need.cooperative_id,
        lambda: act(by=need.person, at=at),
        lambda: actions.act_for(stands, DoneFor.What.READS_NOT, act, **code),
    )
    assert [type(error) for error in errors] == [Refused]
    assert not Reader.objects.filter(actor=idris.actor).exists()
