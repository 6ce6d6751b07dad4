"""A judgement in three steps: seen, done and why, who looks along."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import Error, transaction

from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.access import may_read
from tussenruimte.matters.models import Ground, Reader
from tussenruimte.members.models import Actor
from tussenruimte.post.models import Dispatch
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise, Purpose, State
from tussenruimte.record.models import Fact
from tussenruimte.reflections import actions, reads
from tussenruimte.reflections.models import Judgement, JudgementVersion, Sort, likeness_of
from tussenruimte.reflections.weighed import Weighed, Words


def again(judgement):
    return Judgement.objects.whole().get(pk=judgement.pk)


def changed(words, **more):
    return Words(**{**words.by_field(), **more})


# ---- three steps -----------------------------------------------------------------------------------


def test_a_judgement_is_written_and_somebody_looks_along(judgement, amina, sjaan, at):
    promise = Promise.objects.get()
    assert (promise.maker, promise.receiver) == (sjaan.actor, amina.actor)
    assert (promise.purpose, promise.due) == (Purpose.PEER, date(2026, 11, 23))
    assert may_read(judgement.matter, [sjaan.pk], at.date())
    assert Reader.objects.filter(actor=sjaan.actor, ground=Ground.PEER).exists()
    assert Dispatch.objects.get().to == sjaan.code


def test_it_is_sealed_under_the_key_of_its_writer(judgement, amina):
    version = JudgementVersion.objects.get()
    assert version.sealed_for == amina
    assert "koken" not in Fact.objects.order_by("-seq").first().body


def test_others_stand_in_it_by_code(judgement, ruben):
    stored = JudgementVersion.objects.get().read("did")
    assert "Ruben" not in stored
    assert ruben.code in stored
    assert judgement.about_others == [ruben.code]
    assert reads.in_words(judgement)[0].words["did"].startswith("Ik gaf Ruben de sleutel")


def test_who_is_forgotten_is_somebody(judgement, ruben):
    Actor.objects.filter(pk=ruben.pk).update(name="")
    assert reads.in_words(judgement)[0].words["did"].startswith("Ik gaf iemand de sleutel")


def test_looking_along_is_not_optional(matter, words, amina, at):
    with pytest.raises(Refused, match="Kies wie er meekijkt"):
        actions.weigh(matter, Weighed(words, None), by=amina, at=at)
    with pytest.raises(Refused, match="Kies wie er meekijkt"):
        actions.weigh(matter, Weighed(words, amina.actor), by=amina, at=at)


def test_nobody_looks_along_with_themselves_from_a_seat(matter, words, joris, at):
    seat = joris.tenures.get().seat
    with pytest.raises(Refused, match="Kies wie er meekijkt"):
        actions.weigh(matter, Weighed(words, seat.actor), by=joris, at=at)


def test_whom_it_concerns_is_no_peer(matter, words, amina, ruben, at):
    with pytest.raises(Refused, match="leest het toch al"):
        actions.weigh(matter, Weighed(words, ruben.actor), by=amina, at=at)


@pytest.mark.parametrize(
    ("empty", "sentence"),
    [("saw", "wat je zag"), ("did", "wat je deed"), ("interest", "Geen")],
)
def test_what_is_missing_is_asked_for(matter, words, amina, sjaan, at, empty, sentence):
    weighed = Weighed(changed(words, **{empty: " "}), sjaan.actor)
    with pytest.raises(Refused, match=sentence):
        actions.weigh(matter, weighed, by=amina, at=at)


def test_a_bsn_is_not_kept(matter, words, amina, sjaan, at):
    weighed = Weighed(changed(words, saw="BSN 111222333"), sjaan.actor)
    with pytest.raises(Refused, match="BSN"):
        actions.weigh(matter, weighed, by=amina, at=at)


# ---- saying no -------------------------------------------------------------------------------------


@pytest.fixture
def no(words, sjaan):
    return Weighed(words, sjaan.actor, sort=Sort.REFUSAL)


def test_no_is_possible_after_a_conversation_only(matter, no, amina, at):
    with pytest.raises(Refused, match="Plan het gesprek"):
        actions.weigh(matter, no, by=amina, at=at)
    conversations.moment(matter, by=amina, at=at)
    with pytest.raises(Refused, match="Nee zeggen kan pas na een gesprek"):
        actions.weigh(matter, no, by=amina, at=at)
    conversations.note_conversation(matter, Noted(said="Over de sleutel"), by=amina, at=at)
    assert actions.weigh(matter, no, by=amina, at=at).sort == Sort.REFUSAL


def test_a_dispute_makes_the_no_stand_still(matter, no, amina, ruben, at):
    talk = conversations.note_conversation(matter, Noted(said="Kort"), by=amina, at=at)
    judgement = actions.weigh(matter, no, by=amina, at=at)
    assert not reads.is_suspended(judgement)
    conversations.dispute(talk, "Dit gesprek is er niet geweest", by=ruben, at=at)
    assert reads.is_suspended(judgement)
    conversations.confirm(talk, by=ruben, at=at)
    assert not reads.is_suspended(judgement)


def test_an_earlier_conversation_does_not_keep_a_disputed_no_standing(matter, no, amina, ruben, at):
    conversations.note_conversation(matter, Noted(said="Kennismaken"), by=amina, at=at)
    later = at + timedelta(days=3)
    with time_machine.travel(later):
        talk = conversations.note_conversation(matter, Noted(said="Nee"), by=amina, at=later)
        judgement = actions.weigh(matter, no, by=amina, at=later)
        assert judgement.conversation == talk
        conversations.dispute(talk, "Dat was geen gesprek", by=ruben, at=later)
    assert reads.is_suspended(again(judgement))


def test_a_later_conversation_makes_the_no_stand_again(matter, no, amina, ruben, at):
    talk = conversations.note_conversation(matter, Noted(said="Nee"), by=amina, at=at)
    judgement = actions.weigh(matter, no, by=amina, at=at)
    conversations.dispute(talk, "Dat was geen gesprek", by=ruben, at=at)
    later = at + timedelta(hours=1)
    conversations.moment(matter, by=amina, at=later)
    assert reads.is_suspended(again(judgement))
    conversations.note_conversation(matter, Noted(said="Samen gepraat"), by=amina, at=later)
    assert not reads.is_suspended(again(judgement))


def test_no_new_no_while_the_last_conversation_is_disputed(matter, no, amina, ruben, at):
    for said in ("Kennismaken", "Nee"):
        talk = conversations.note_conversation(matter, Noted(said=said), by=amina, at=at)
    conversations.dispute(talk, "Zo was het niet", by=ruben, at=at)
    with pytest.raises(Refused, match="Plan het gesprek"):
        actions.weigh(matter, no, by=amina, at=at)


# ---- versions --------------------------------------------------------------------------------------


def test_writing_on_adds_a_version(judgement, words, amina, at):
    more = changed(words, did="Ik gaf Ruben de sleutel en belde later de beheerder.")
    actions.write_on(judgement, more, by=amina, at=at + timedelta(days=1))
    latest, first = reads.in_words(again(judgement))
    assert latest.words["did"].endswith("belde later de beheerder.")
    assert first.words["did"].endswith("zijn moeder is 81.")
    assert (latest.number, first.number) == (2, 1)


def test_writing_on_without_a_change_is_refused(judgement, words, amina, at):
    with pytest.raises(Refused, match="nog niets veranderd"):
        actions.write_on(judgement, words, by=amina, at=at)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_what_stood_there_stays(judgement, change):
    rows = JudgementVersion.objects.filter(judgement=judgement)
    with pytest.raises(Error), transaction.atomic():
        rows.update(number=7) if change == "update" else rows.delete()


# ---- looking along ---------------------------------------------------------------------------------


def test_the_answer_keeps_the_promise_and_ends_the_reading(judgement, amina, sjaan, at):
    assert reads.to_look_along([sjaan.pk]) == [judgement]
    actions.answer(judgement, "Ik had Ruben ook de sleutel gegeven.", by=sjaan, at=at)
    assert Promise.objects.get().state == State.KEPT
    assert reads.peer_words_of(again(judgement)) == "Ik had Ruben ook de sleutel gegeven."
    assert not may_read(judgement.matter, [sjaan.pk], at.date())
    assert reads.to_look_along([sjaan.pk]) == []
    assert Dispatch.objects.filter(kind="reflections.answered", to=amina.code).exists()


def test_who_said_it_was_done_and_answers_then_has_kept_it(judgement, sjaan, at):
    promises.say_done(judgement.looking, by=sjaan, at=at)
    actions.answer(judgement, "Goed gedaan", by=sjaan, at=at)
    assert Promise.objects.get().state == State.KEPT


def test_answering_twice_is_refused(judgement, sjaan, at):
    actions.answer(judgement, "Goed gedaan", by=sjaan, at=at)
    with pytest.raises(Refused, match="Je hebt al geantwoord"):
        actions.answer(judgement, "Nog iets", by=sjaan, at=at)


def test_an_empty_answer_is_no_answer(judgement, sjaan, at):
    with pytest.raises(Refused, match="eigen woorden"):
        actions.answer(judgement, "", by=sjaan, at=at)


def test_who_looks_along_twice_goes_on_reading(judgement, matter, words, amina, sjaan, at):
    actions.weigh(matter, Weighed(words, sjaan.actor), by=amina, at=at)
    actions.answer(judgement, "Goed", by=sjaan, at=at)
    assert may_read(matter, [sjaan.pk], at.date())


def test_somebody_else_took_over_looking_along(judgement, sjaan, idris, at):
    offer = promises.offer(judgement.looking, to=idris.actor, by=sjaan, at=at, person_said_yes=True)
    promises.answer_offer(offer, accepts=True, by=idris, at=at)
    actions.answer(again(judgement), "Ik kijk mee", by=idris, at=at)
    assert again(judgement).peer == idris.actor
    assert not Reader.objects.filter(ground=Ground.PEER).exists()


# ---- the rule that pinches -------------------------------------------------------------------------


def one_more(matter, words, sjaan, amina, at, rule="huurformulier, KEUKEN!"):
    weighed = Weighed(words, sjaan.actor, sort=Sort.EXCEPTION, rule=rule)
    return actions.weigh(matter, weighed, by=amina, at=at)


def test_the_third_like_exception_asks(judgement, matter, words, sjaan, amina, at):
    second = one_more(matter, words, sjaan, amina, at)
    with pytest.raises(Refused, match="derde keer"):
        actions.say_whether_it_pinches(second, pinches=True, by=amina, at=at)
    third = one_more(matter, words, sjaan, amina, at)
    assert reads.like_exceptions(third) == [judgement, second, third]
    assert reads.asks_whether_it_pinches(third)
    actions.say_whether_it_pinches(third, pinches=True, by=amina, at=at)
    assert again(third).pinches
    with pytest.raises(Refused, match="Je zei al"):
        actions.say_whether_it_pinches(third, pinches=False, by=amina, at=at)


def test_another_rule_is_not_alike(judgement, matter, words, sjaan, amina, at):
    other = one_more(matter, words, sjaan, amina, at, rule="Eerst een wachtlijst")
    assert reads.like_exceptions(other) == [other]
    assert reads.rules_known(matter.cooperative) == [
        "Eerst een wachtlijst",
        "Huurformulier keuken",
    ]


def test_an_exception_names_its_rule_and_nobody(matter, words, sjaan, amina, at):
    with pytest.raises(Refused, match="op welke regel"):
        one_more(matter, words, sjaan, amina, at, rule=" ?! ")
    with pytest.raises(Refused, match="zonder namen"):
        one_more(matter, words, sjaan, amina, at, rule="De sleutel voor ruben")


def test_what_is_no_exception_has_no_rule(matter, words, sjaan, amina, at):
    weighed = Weighed(words, sjaan.actor, sort=Sort.RISK, rule="Iets")
    row = actions.weigh(matter, weighed, by=amina, at=at)
    assert (row.rule, reads.like_exceptions(row)) == ("", [])


def test_likeness_looks_past_capitals_signs_and_spaces():
    assert likeness_of("  Eerst:  HUURFORMULIER! ") == likeness_of("eerst huurformulier")
    assert likeness_of("a") != likeness_of("b")


def test_a_list_of_judgements_takes_one_question(
    judgement, matter, words, sjaan, amina, at, django_assert_num_queries
):
    one_more(matter, words, sjaan, amina, at)
    with django_assert_num_queries(1):
        rows = reads.judgements_of(matter)
        assert [(row.writer.name, row.peer.name) for row in rows] == [
            ("Amina Telgenhof", "Sjaan Poelma")
        ] * 2
