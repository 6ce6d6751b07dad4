"""Wherever a sentence is read that somebody disputed, their words stand beside it."""

import io
import zipfile
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.promises.questions import questions
from tests.visitor import Visitor
from tests.web import written_about
from tests.web.about import ALL
from tests.web.addresses import PAGES
from tussenruimte.belonging.models import Answer, Inherited
from tussenruimte.cli.verifying.database import models
from tussenruimte.kit.fields import SealedField
from tussenruimte.matters import actions as matters
from tussenruimte.matters.hooks import who_wrote
from tussenruimte.matters.models import Remark
from tussenruimte.members import actions as members
from tussenruimte.members.models import WithWords
from tussenruimte.web.reads.mine import KEPT

# Each text that somebody else writes about a person, and the row beside which that person disputes it.
DISPUTED = {
    "relations_need": {"need": ("words", "urgency", "why_for_them")},
    "relations_addedwords": {"added": ("words",)},
    "relations_relation": {"relation": ("goal", "scope")},
    "relations_needhandover": {"handed-over": ("why", "told_how"), "offered": ("why",)},
    "relations_bounce": {"bounce": ("sender", "sent_to")},
    "promises_promise": {"promise": ("text", "outcome")},
    "promises_move": {"promise": ("reason",)},
    "conversations_conversation": {
        "talk": ("about", "place", "said", "goes_well", "why_without", "why_not_held"),
        "talk elsewhere": ("said",),
    },
    "conversations_attendance": {"talk": ("own_words",)},
    "reflections_judgement": {"judgement": ("peer_words",)},
    "reflections_judgementversion": {
        "judgement": (
            "saw", "did", "interest", "for_person", "for_craft", "for_organisation", "for_system",
        ),
    },
    "reflections_lookback": {"look-back": ("went_well", "ingredients", "story", "felt_known")},
    "matters_permission": {"permitted": ("purpose",)},
    "matters_permissionasked": {"asked-to-read": ("purpose",), "permitted": ("purpose",)},
    "belonging_joining": {"joining": ("reason",)},
    "belonging_expulsion": {"expulsion": ("reason",)},
    "belonging_answer": {"answer": ("words",)},
    "belonging_inherited": {"given-back": ("reason",)},
}  # fmt: skip

THEIRS = "they wrote it themselves"
THEIR_OWN = {
    "belonging_joining": ("why", "interest", "objection"),
    "belonging_expulsion": ("objection",),
    "belonging_question": ("words",),
    "agenda_posting": ("title", "words", "place"),
    "learning_complaint": ("words", "whom"),
    "decisions_position": ("said", "interest"),
    "decisions_conflict": ("why",),
    "decisions_adviser": ("words", "interest"),
    "decisions_stance": ("said",),
    "decisions_candidate": ("words",),
    "decisions_ballot": ("interest",),
    "members_person": ("reach", "interpreter"),  # and they change it themselves
}
OTHERWISE = {
    ("decisions_paperreading", "interest"): "their own words, read aloud from their paper",
    ("decisions_answer", "words"): "about advice, not about whoever gave it; under it one answers",
    ("matters_file", "name"): "how a picture is called: whom it is about takes it away",
    ("matters_remark", "quote"): "the sentence itself, beside which one puts another",
    ("matters_remark", "words"): "an answer goes under it",
    ("matters_remark", "answer"): "one puts another remark beside the same sentence",
    ("members_card", "sealed_code"): "what is printed on a card",
}


def sealed_fields():
    """Every sealed text of the house."""
    return {
        (model._meta.db_table, field.name)
        for model in models()
        if issubclass(model, WithWords)
        or model._meta.db_table in {"members_person", "members_card"}
        for field in model._meta.local_fields
        if isinstance(field, SealedField)
    }


def test_every_text_about_somebody_can_be_disputed_or_it_is_said_why_not():
    disputed = {(t, name) for t, kinds in DISPUTED.items() for ns in kinds.values() for name in ns}
    not_so = {(t, name): THEIRS for t, names in THEIR_OWN.items() for name in names} | OTHERWISE
    assert disputed & not_so.keys() == set()
    assert disputed | not_so.keys() == sealed_fields()
    kept = {(one.model._meta.db_table, name) for one in KEPT for name in one.fields}
    assert disputed <= kept


@pytest.fixture
def told(rietkade, amina, sjaan, at):
    """Sjaan told it for Ruben, with a card for him. Amina holds on, and sits in the board."""
    board = members.make_circle(rietkade, "Bestuur", sort="board", by="invoer", at=at)
    members.sit_in_circle(board, amina, since=at.date(), by="invoer", at=at)
    found = written_about.tell_for_him(rietkade, sjaan, at)
    return SimpleNamespace(need=found.need, code=found.cards[0].read("sealed_code"))


@pytest.fixture
def berend(joris, rietkade, welcome, at):
    """Speaks for the municipality, and sits in another seat of it."""
    town = joris.tenures.get().seat.organisation
    person = welcome("Berend Kuiperij", email="berend@example.org")
    other = members.make_seat(rietkade, "praktijk", organisation=town, by="invoer", at=at)
    members.sit_down(other, person, since=at.date(), by="invoer", at=at)
    members.speak_for(town, person, since=at.date(), by="invoer", at=at)
    return person


@pytest.fixture
def marlies(welcome):
    """Comes next in Joris' seat."""
    return welcome("Marlies Dekkerink", email="marlies@example.org")


@pytest.fixture
def seat(joris):
    return joris.tenures.get().seat


@pytest.fixture
def planted(told, seat, joris, berend, marlies, amina, sjaan, idris, tess, at):
    """Sentences in every place where others write about Ruben."""
    ruben = told.need.person
    return [
        *written_about.with_his_question(told.need, amina, idris, at),
        *written_about.as_a_member(ruben, amina, at),
        *written_about.around_his_question(told.need, amina, sjaan, idris, tess, at),
        *written_about.at_a_seat(seat, ruben, joris, berend, marlies, at),
    ]


@pytest.fixture
def card(planted, told):
    """Ruben's browser, after he said of each that it is not right."""
    return written_about.dispute_with_card(planted, told.code, told.need)


# Which row an address of the table is about; of others no code is needed.
SORTS = {
    "need": "need", "own": "need", "talk": "talk", "judgement": "judgement", "promise": "promise",
    "joining": "joining", "expulsion": "expulsion",
}  # fmt: skip


def pages(planted):
    """Every page that somebody is shown, each about the row that it is made for."""
    codes = {one.kind: one.code for one in planted}
    for name, (sort, *answers) in PAGES.items():
        has_row = sort in SORTS or "code" not in ALL[name]
        if 200 in answers and sort in {"", *SORTS} and has_row:
            code = codes.get(SORTS.get(sort, ""), "")
            words = dict.fromkeys(("code", "promise"), code)
            words |= {"coop": "rietkade", "kind": "decision"}
            yield reverse(name, kwargs={key: words[key] for key in ALL[name]})


def others(seat, planted):
    """Pages about what a seat answered and gave back, and about the conversation with the board."""
    codes = {one.kind: one.code for one in planted}
    answer = Answer.objects.get(code=codes["answer"])
    given = Inherited.objects.get(code=codes["given-back"])
    yield reverse("belonging:seat", args=["rietkade", seat.actor.code])
    yield reverse("belonging:question", args=["rietkade", answer.question.code])
    yield reverse("belonging:succession", args=["rietkade", given.succession.code])
    yield reverse("belonging:given-back", args=["rietkade", given.promise.code])
    yield reverse("conversations:conversation", args=["rietkade", codes["talk elsewhere"]])


def look_around(browser, planted, paths, **sent):
    """Where a sentence stands and what was said against it does not; and which were seen at all."""
    bare, seen = [], set()
    for path in paths:
        answer = browser.post(path, sent) if sent else browser.get(path)
        body = answer.content.decode(errors="replace")
        for one in planted:
            found = [sentence for sentence in one.sentences if sentence in body]
            seen.update(found)
            bare += [f"{path}: {sentence}" for sentence in found if one.against not in body]
    return bare, seen


def test_whoever_reads_it_reads_what_is_said_against_it(
    card, planted, told, seat, amina, sjaan, idris, marlies, berend
):
    door = [reverse(f"belonging:{name}", args=["rietkade"]) for name in ("mine", "asked", "wrong")]
    paths = [*pages(planted), *others(seat, planted)]
    readers = (sjaan, amina, idris, marlies, berend)
    found = [
        look_around(card, planted, his_own(told)),
        look_around(Visitor(), planted, door, code=told.code, word="reiger"),
        *(look_around(Visitor().sign_in(person), planted, paths) for person in readers),
    ]
    bare = [line for lines, _seen in found for line in lines]
    assert bare == [], "\n".join(bare)
    seen = set().union(*(sentences for _bare, sentences in found))
    assert seen == {sentence for one in planted for sentence in one.sentences}


def his_own(told):
    names = [name for name in PAGES if name.startswith("relations:card-")]
    return [reverse(name, kwargs=dict.fromkeys(ALL[name], told.need.code)) for name in names]


def test_in_what_he_takes_along_it_stands_under_it(card, planted):
    with zipfile.ZipFile(io.BytesIO(card.get("/kaart/mijn-gegevens/meenemen/").content)) as file:
        page = file.read("mijn-gegevens.html").decode()
    for one in planted:
        assert page.count(one.against) >= 1, one


def test_every_row_that_is_disputed_was_planted_and_somebody_answers_for_it(card, planted):
    assert {one.kind for one in planted} == {kind for rows in DISPUTED.values() for kind in rows}
    remarks = Remark.objects.select_related("matter")
    assert {one.beside for one in remarks} == {one.code for one in planted}
    assert [one.beside for one in remarks if not who_wrote(one.matter, one.beside)] == []


def test_whoever_did_not_sign_in_reads_his_words_once_somebody_answered_them(
    card, planted, seat, at
):
    (answer,) = [one for one in planted if one.kind == "answer"]
    path = reverse("belonging:seat", args=["rietkade", seat.actor.code])
    before = Visitor().get(path).content.decode()
    assert "Ruben zegt: dit klopt niet" in before
    assert answer.against not in before
    row = Remark.objects.select_related("matter", "person__key").get(beside=answer.code)
    joris = Answer.objects.select_related("by").get(code=answer.code).by
    matters.answer_remark(row, "Het was één keer.", by=joris, at=at + timedelta(hours=1))
    after = Visitor().get(path).content.decode()
    assert answer.against in after
    assert "Het was één keer." in after


def test_whoever_asked_before_is_disputed_where_it_was_given_too(told, amina, tess, at):
    matter = told.need.matter
    asked = matters.ask_permission(
        matter, tess.actor, purpose="Zij kent hem.", until=None, by=amina, at=at
    )
    said = {"beside": asked.code, "quote": "", "sort": "wrong", "by": told.need.person, "at": at}
    matters.remark(matter, "Zij kent mij niet.", **said)
    matters.answer_asked(asked, says_yes=True, by=told.need.person, at=at)
    browser = Visitor()
    browser.post("/kaart/", {"code": told.code, "word": "reiger"})
    for name in ("everything", "readers"):
        page = browser.get(reverse(f"relations:card-{name}", args=[told.need.code]))
        assert "Zij kent mij niet." in page.content.decode(), name


def test_no_page_asks_more_than_it_may_when_something_stands_beside(
    card, planted, told, seat, amina, sjaan, marlies
):
    codes = {one.kind: one.code for one in planted}
    of_members = [reverse(f"belonging:{name}", args=["rietkade", codes[name]]) for name in MEMBERS]
    his = [reverse(f"relations:card-{name}", args=[told.need.code]) for name in OWN]
    looks = (
        *((card, path) for path in his),
        *((Visitor().sign_in(amina), path) for path in of_members),
        *((Visitor().sign_in(marlies), path) for path in others(seat, planted)),
    )
    assert [found for found in (counted(*look) for look in looks) if found[1] > MOST] == []
    need = reverse("relations:need", args=["rietkade", told.need.code])
    assert counted(Visitor().sign_in(sjaan), need)[1] <= MOST_OF_A_NEED


OWN, MEMBERS = ("wrong", "everything", "readers"), ("joining", "expulsion")
MOST, MOST_OF_A_NEED = 12, 8


def counted(browser, path):
    browser.get(path)
    with CaptureQueriesContext(connection) as asked:
        browser.get(path)
    return path, len(questions(asked))
