"""Telling what is needed: one box, one yes, one own word, and somebody who holds on at once."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connections
from django.urls import reverse

from tests.visitor import Visitor
from tussenruimte.kit.network import network_of
from tussenruimte.kit.sealing import keyed_hash
from tussenruimte.members.actions import end_duty
from tussenruimte.members.clocks import LADDER
from tussenruimte.members.models import Card, Cooperative, Duty, Person
from tussenruimte.promises.models import Promise, Purpose
from tussenruimte.relations.models import Need, Relation, Stage

WORDS = "Ik ben mijn kamer kwijt en slaap bij vrienden.\nIk wil dat iemand het afmaakt."
TELL = "/rietkade/vertel/"
TOLD = "/rietkade/verteld/"


def typed(**more):
    """What somebody filled in."""
    said = {"words": WORDS, "own_word": "heron", "has_consent": "on", "once": "a-form"}
    return {**said, **more}


@pytest.fixture
def told(amina, client):
    """Somebody told what is needed, without being known here."""
    client.post(TELL, typed(name="Ruben", reach="via Sjaan"))
    return Need.objects.get()


def test_telling_gives_one_holder_a_promise_and_a_card(amina, client):
    answer = client.post(TELL, typed(name="Ruben"))
    need = Need.objects.get()
    assert answer.url == TOLD
    assert (need.stage, need.holder.person, need.read("words")) == (Stage.MESSAGE, amina, WORDS)
    contact = Promise.objects.get(purpose=Purpose.CONTACT)
    assert (contact.maker, contact.due - need.told_at.date()) == (amina.actor, timedelta(2))
    assert Card.objects.get().person == need.person


def test_only_three_questions_ask_for_an_answer(amina, client):
    form = client.get(TELL).context["form"]
    assert [name for name, field in form.fields.items() if field.required] == [
        "words",
        "own_word",
        "has_consent",
    ]


def test_nothing_but_words_a_yes_and_an_own_word_is_needed(amina, client):
    client.post(TELL, typed())
    person = Need.objects.get().person
    assert (person.actor.name, person.reach) == ("", None)
    assert "Je vraag is bij Amina." in client.get(TOLD).content.decode()


def test_the_form_shows_who_reads_it_and_keeps_nothing(amina, client, reading_only):
    with reading_only:
        page = client.get(TELL).content.decode()
    assert "Amina leest dit en neemt binnen twee werkdagen contact met je op" in page
    assert "no-store" not in client.get(TELL)["Cache-Control"]


def test_whoever_gives_no_name_is_called_by_none(amina, client):
    shown = client.post(TELL, typed(name=""), follow=True).content.decode()
    assert "Je vraag is bij Amina." in shown


def test_urgent_words_ask_for_contact_today(amina, client, at):
    client.post(TELL, typed(is_urgent="on", urgency="Morgen sta ik op straat"))
    need = Need.objects.get()
    assert Promise.objects.get(purpose=Purpose.CONTACT).due == at.date()
    assert (need.is_urgent, need.read("urgency")) == (True, "Morgen sta ik op straat")


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("words", "Vertel in een paar woorden wat er nodig is"),
        ("own_word", "Kies een eigen woord voor het kaartje"),
        ("has_consent", "Mogen we bewaren wat je vertelt?"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(amina, client, missing, sentence):
    page = client.post(TELL, typed(**{missing: ""}, reach="via Sjaan")).content.decode()
    assert sentence in page
    assert "via Sjaan" in page
    assert not Need.objects.exists()


def test_a_bsn_is_refused_beside_the_box_and_not_kept(amina, client):
    answer = client.post(TELL, typed(words="Mijn bsn is 111222333, help me"))
    page = answer.content.decode()
    assert "BSN" in str(answer.context["form"].errors["words"])
    assert "111222333" in page
    assert "no-store" in answer["Cache-Control"]
    assert not Need.objects.exists()
    assert not Person.objects.filter(actor__name="").exists()


def test_a_phone_number_is_no_bsn(amina, client):
    client.post(TELL, typed(reach="06 12 34 56 78"))
    assert Need.objects.get().person.read("reach") == "06 12 34 56 78"


def test_nobody_on_duty_says_first_whom_to_call(rietkade, client):
    page = client.get(TELL).content.decode()
    assert page.index("000 123 45 67") < page.index("<textarea")
    answer = client.post(TELL, typed()).content.decode()
    assert "Niemand heeft nu de wacht" in answer
    assert "slaap bij vrienden" in answer
    assert not Need.objects.exists()


def test_a_duty_that_ended_is_no_duty(amina, client, at):
    Duty.objects.update(since=at.date() - timedelta(9), until=at.date() - timedelta(2))
    assert "dus niemand zou dit vandaag lezen" in client.get(TELL).content.decode()


def test_a_filled_trap_is_told_and_loses_nothing(amina, client):
    page = client.post(TELL, typed(extra="https://spam.example")).content.decode()
    assert "Maak dit vakje leeg" in page
    assert 'aria-hidden="true"><div class="field"><label for="id_extra"' not in page
    assert "slaap bij vrienden" in page
    assert not Need.objects.exists()


def test_the_same_form_twice_is_one_need(amina, client):
    first, second = client.post(TELL, typed()), client.post(TELL, typed())
    assert first.url == second.url == TOLD
    assert Need.objects.count() == Card.objects.count() == 1
    (card,) = client.get(TOLD).context["told"].cards
    assert card.code


def test_a_double_click_before_the_first_answer_is_one_need(amina):
    one, other = Visitor(), Visitor()  # the second click left without the session of the first
    one.post(TELL, typed(name="Ruben"))
    other.post(TELL, typed(name="Ruben"))
    assert Need.objects.count() == 1
    assert one.get(TOLD).context["told"].cards == other.get(TOLD).context["told"].cards


def test_other_words_in_the_same_form_are_another_need(amina, client):
    client.post(TELL, typed())
    client.post(TELL, typed(words="En ik heb een fiets nodig."))
    assert Need.objects.count() == 2


def test_the_same_form_a_day_later_says_that_it_stands_here(amina, client, told):
    Need.objects.update(told_at=told.told_at - timedelta(days=1))
    page = client.post(TELL, typed(name="Ruben", reach="via Sjaan")).content.decode()
    assert "Dit heb je al verteld" in page
    assert Need.objects.count() == 1


def test_a_tab_from_yesterday_still_works(amina, client):
    client.get(TELL)
    client.cookies.clear()
    assert client.post(TELL, typed(once="")).url == TOLD


def test_two_clicks_at_the_same_moment_are_one_need(real_commits, amina):
    """On two connections, as two workers would."""
    answers = []

    def click():
        answers.append(Visitor().post(TELL, typed()).status_code)
        connections.close_all()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert answers == [302, 302]
    assert Need.objects.count() == 1


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "turned": "Dag \u202egnal raaw\u202c",
    "emoji": "👩🏽‍🦽🏚️ " * 50,
    "tags": "{% load x %}{{ request }}",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_odd_words_are_kept_as_they_are_and_shown_as_text(amina, client, words):
    client.post(TELL, typed(words=words, name=words[:60]))
    need = Need.objects.get()
    assert need.read("words") == words
    assert "\u202e" not in need.person.name
    page = client.get(TOLD).content.decode()
    assert "<script>alert" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("a" * 100_000, "Dit is langer dan we kunnen bewaren"),
        ("a\x00b", "een teken dat we niet kunnen bewaren"),
    ],
)
def test_too_much_or_unreadable_is_refused_in_one_sentence(amina, client, words, sentence):
    answer = client.post(TELL, typed(words=words))
    assert sentence in answer.content.decode()
    assert len(answer.context["form"].errors["words"]) == 1
    assert not Need.objects.exists()


def test_a_flood_from_one_network_is_slowed_with_a_number_to_call(amina, client, rietkade):
    rietkade.settings = {"messages_an_hour": 2}
    rietkade.save(update_fields=["settings"])
    for n in range(3):
        answer = client.post(TELL, typed(once=f"form {n}"), REMOTE_ADDR="192.0.2.7")
    assert "000 123 45 67" in answer.content.decode()
    assert Need.objects.count() == 2
    assert client.post(TELL, typed(once="x"), REMOTE_ADDR="198.51.100.7").status_code == 302


def test_where_it_came_from_is_a_hash_of_network_and_day(amina, client, at):
    client.post(TELL, typed(), REMOTE_ADDR="192.0.2.77")
    expected = keyed_hash(f"192.0.2.0/24|{at.date().isoformat()}", "origin")
    assert Need.objects.get().origin == expected


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2::7", "2001:db8:1::/48"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_a_network_says_where_about_and_not_who(rf, address, network):
    assert network_of(rf.get("/", REMOTE_ADDR=address)) == network


def test_a_proxy_is_believed_only_where_there_is_one(rf, settings):
    asked = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="10.9.9.9, 192.0.2.77")
    assert network_of(asked) == "127.0.0.0/24"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert network_of(asked) == "192.0.2.0/24"


def test_two_who_ask_together_each_get_a_card(amina, client):
    client.post(TELL, typed(name="Ruben", together_name="Mo", together_word="fiets"))
    need = Need.objects.get()
    assert Relation.objects.get(part=Relation.Part.ASKS_TOO).other.name == "Mo"
    page = client.get(TOLD)
    assert [card.person.name for card in page.context["told"].cards] == ["Ruben", "Mo"]
    assert need.matter.cards.count() == 2


def test_asking_together_needs_a_word_of_the_other_too(amina, client):
    page = client.post(TELL, typed(together_name="Mo")).content.decode()
    assert "laat de ander ook een eigen woord kiezen" in page
    assert not Need.objects.exists()


def test_a_child_tells_it_with_a_parent_and_no_age_is_kept(amina, client):
    refused = client.post(TELL, typed(age="under-12")).content.decode()
    assert "0800 0432" in refused
    client.post(TELL, typed(age="under-12", parent_name="Fatma"))
    assert Relation.objects.get(part=Relation.Part.PARENT).other.name == "Fatma"
    assert Need.objects.get().matter.readers.filter(ground="relation").exists()


def test_telling_with_a_log_in_needs_no_name_and_no_card(amina, idris, client):
    client.sign_in(idris)
    client.post(TELL, {"words": WORDS, "has_consent": "on", "once": "x"})
    need = Need.objects.get()
    assert (need.person, need.holder.person) == (idris, amina)
    assert not Card.objects.exists()
    assert (
        reverse("relations:own", args=["rietkade", need.code]) in client.get(TOLD).content.decode()
    )


def test_whoever_has_the_duty_does_not_hold_what_they_ask_themselves(amina, sjaan, client):
    client.sign_in(amina)
    said = {"words": WORDS, "has_consent": "on"}
    assert "Niemand heeft nu de wacht" in client.post(TELL, said).content.decode()
    Duty.objects.update(stand_in=sjaan.pk)
    client.post(TELL, said)
    assert Need.objects.get().holder.person == sjaan


# ---- at the door, for somebody else ----------------------------------------------------------------

FOR_ANOTHER = {
    "words": WORDS,
    "why_for_them": "Hij heeft geen telefoon",
    "name": "Ruben",
    "reach": "via mij",
    "own_word": "heron",
    "has_consent": "on",
    "once": "b",
}


def test_telling_for_somebody_else_says_why_and_gives_them_the_card(amina, sjaan, client):
    client.sign_in(sjaan).post(TELL + "?voor=iemand", FOR_ANOTHER)
    need = Need.objects.get()
    assert (need.told_by, need.person.name, need.holder.person) == (sjaan, "Ruben", amina)
    assert need.read("why_for_them") == "Hij heeft geen telefoon"
    assert need.told_them_at == need.consented_at == need.told_at
    assert "Geef dit kaartje aan Ruben" in client.get(TOLD).content.decode()


def test_at_the_door_one_can_hold_on_oneself(amina, sjaan, client):
    client.sign_in(sjaan).post(TELL + "?voor=iemand", {**FOR_ANOTHER, "holds_it_myself": "on"})
    assert Need.objects.get().holder.person == sjaan
    assert "Jij houdt de vraag van Ruben vast" in client.get(TOLD).content.decode()


def test_who_may_not_hold_is_not_asked_to(amina, idris, client):
    form = client.sign_in(idris).get(TELL + "?voor=iemand").context["form"]
    assert "holds_it_myself" not in form.fields


def test_somebody_who_is_not_there_gets_a_card_later(amina, idris, client):
    said = {**FOR_ANOTHER, "own_word": "", "has_consent": ""}
    client.sign_in(idris).post(TELL + "?voor=iemand", said)
    need = Need.objects.get()
    assert need.told_them_at is None
    assert Card.objects.get().person == need.person  # there is one, with a word that nobody knows
    assert client.get(TOLD).context["told"].cards == []


def test_whoever_speaks_about_another_is_asked_softly_about_hard_words(amina, sjaan, client):
    said = {**FOR_ANOTHER, "words": "Deze cliënt slaapt buiten."}
    page = client.sign_in(sjaan).post(TELL + "?voor=iemand", said).content.decode()
    assert "Wie bedoel je precies met ‘cliënt’?" in page
    assert not Need.objects.exists()
    client.post(TELL + "?voor=iemand", {**said, "as_is": "cliënt shown-once"})
    assert Need.objects.get().read("words") == "Deze cliënt slaapt buiten."


def test_who_tells_their_own_need_is_asked_nothing_about_words(amina, client):
    client.post(TELL, typed(words="Ik ben cliënt en slaap buiten."))
    assert Need.objects.get().read("words") == "Ik ben cliënt en slaap buiten."


def test_without_a_log_in_one_tells_for_oneself(amina, client):
    form = client.get(TELL + "?voor=iemand").context["form"]
    assert "why_for_them" not in form.fields


# ---- what one takes home -----------------------------------------------------------------------------


def test_the_card_shows_its_code_and_never_the_word(told, client):
    page = client.get(TOLD).content.decode()
    code = Card.objects.get().read("sealed_code")
    assert code in page
    assert "heron" not in page
    assert "Amina Telgenhof houdt je vraag vast" in page
    paper = page[page.index('class="paper"') : page.index("data-print")]
    assert "000 123 45 67" in paper  # of the cooperative: whoever holds on may change
    assert "000 123 45 68" in page
    assert "<title>Kaartje</title>" in page


LONGER = {"told_before": 1, "late_circle": 6, "late_board": 9, "late_table": 12}


@pytest.mark.parametrize(
    ("ladder", "day"),
    [({}, "donderdag 19 november"), ({"2026-01-01": LONGER}, "dinsdag 24 november")],
)
def test_it_says_from_when_others_see_that_it_is_late(told, client, rietkade, ladder, day):
    """The members may have chosen other days for the circle."""
    Cooperative.objects.filter(pk=rietkade.pk).update(settings={LADDER: ladder})
    words = f"Vanaf {day} zien ook anderen dat het te laat is."
    assert words in client.get(TOLD).content.decode()


def test_the_page_can_be_seen_again_for_half_an_hour(told, client, at):
    with time_machine.travel(at + timedelta(minutes=29)):
        assert client.get(TOLD).status_code == 200
    with time_machine.travel(at + timedelta(minutes=31)):
        assert client.get(TOLD).status_code == 410


def test_the_page_is_only_for_whoever_told_it(told, tess):
    answer = Visitor().sign_in(tess).get(TOLD)
    assert answer.status_code == 410
    assert "Ruben" not in answer.content.decode()


def test_done_takes_the_page_away(told, client):
    client.post(TOLD + "klaar/")
    assert client.get(TOLD).status_code == 410


def test_the_session_holds_codes_only(told, client):
    kept = str(dict(client.session))
    code = Card.objects.get().read("sealed_code")
    assert not [secret for secret in (code, "Ruben", "heron", "vrienden") if secret in kept]


def test_looking_at_what_was_told_writes_nothing(told, client, reading_only):
    with reading_only:
        answer = client.get(TOLD)
    assert answer["Cache-Control"] == "no-store"


def test_a_person_nobody_can_find_is_asked_how(amina, client):
    client.post(TELL, typed(name="Ruben"))
    assert "Hoe vinden we je?" in client.get(TOLD).content.decode()


def test_the_end_of_the_duty_keeps_what_was_told(told, amina, at):
    end_duty(Duty.objects.get(), by=amina, at=at)
    assert Need.objects.get().holder.person == amina
