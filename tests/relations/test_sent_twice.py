"""A double click does one thing, and leads to where the first click led."""

import re
import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from tests.visitor import Visitor
from tussenruimte.conversations.models import Conversation
from tussenruimte.matters.models import File, Remark
from tussenruimte.members import nightly
from tussenruimte.members.models import SentForm
from tussenruimte.promises.models import Promise
from tussenruimte.record.models import Fact
from tussenruimte.reflections.models import Judgement, LookBack
from tussenruimte.relations.models import AddedWords, Bounce

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field


@pytest.fixture
def mine(client, amina):
    """Amina's browser."""
    return client.sign_in(amina)


@pytest.fixture
def note(need, amina, at):
    """A conversation with one promise, as it is filled in."""
    line = {"who_1": amina.code, "what_1": "Amina belt", "when_1": at.date().isoformat()}
    return {"said": "Hij wil een adres.", "was_there": "yes", TOKEN: "one", **line}


def page_of(need, page):
    return {
        "note": f"/rietkade/gesprekken/over/{need.code}/noteren/",
        "weigh": f"/rietkade/afwegen/over/{need.code}/",
        "remark": f"/rietkade/kanttekening/{need.code}/",
        "look-back": f"/rietkade/terugkijken/over/{need.code}/",
    }.get(page, f"/rietkade/vragen/{need.code}/{page}/")


def test_a_note_sent_twice_is_one_conversation_with_one_promise(mine, need, note):
    before = Promise.objects.count()
    first, second = (mine.post(page_of(need, "note"), note) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Conversation.objects.exclude(sort="moment").count() == 1
    assert Promise.objects.count() == before + 1
    assert Fact.objects.filter(body__contains='"conversation.held"').count() == 2  # and the chat


def test_another_page_is_another_form(mine, need, note):
    mine.post(page_of(need, "note"), note)
    mine.post(page_of(need, "note"), {**note, TOKEN: "two"})
    mine.post(page_of(need, "note"), {**note, "said": "En de sleutel."})
    assert Conversation.objects.exclude(sort="moment").count() == 3


def test_every_time_a_page_is_shown_it_has_another_token(mine, need):
    pages = [mine.get(page_of(need, "note")).content.decode() for _ in range(2)]
    first, second = (re.search(rf'{TOKEN}" value="(\w+)"', page)[1] for page in pages)
    assert first != second


def test_a_form_that_was_refused_can_be_sent_again(mine, need, note, at):
    tomorrow = {**note, "held_on": (at + timedelta(days=1)).date().isoformat()}
    assert mine.post(page_of(need, "note"), tomorrow).status_code == 200
    assert not SentForm.objects.exists()
    assert mine.post(page_of(need, "note"), note).status_code == 302


TWICE = {
    "doorgestuurd": (Bounce, {"sender": "Gemeente", "sent_to": "Huisarts"}),
    "erbij-verteld": (AddedWords, {"words": "Mijn moeder is 81."}),
    "look-back": (LookBack, {"story": "Het ging goed.", "own_word": "geduld"}),
    "remark": (Remark, {"sort": "wrong", "words": "Zo was het niet."}),
    "weigh": (
        Judgement,
        {"saw": "Hij wacht.", "did": "Ik bel.", "interest": "x", "sort": "acting"},
    ),
}


@pytest.mark.parametrize("page", TWICE)
def test_whatever_is_sent_twice_is_kept_once(mine, need, sjaan, page):
    model, typed = TWICE[page]
    more = {TOKEN: "one", "beside": need.code, "peer": sjaan.code, "on": "2026-11-16"}
    answers = [mine.post(page_of(need, page), {**more, **typed}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert model.objects.count() == 1


def test_a_picture_sent_twice_is_kept_once(mine, need, jpeg):
    for _ in range(2):
        typed = {TOKEN: "one", "upload": SimpleUploadedFile("brief.jpg", jpeg)}
        assert mine.post(page_of(need, "bestand"), typed).status_code == 302
    assert File.objects.count() == 1


def test_a_second_new_card_is_shown_too(mine, need):
    typed = {TOKEN: "one", "own_word": "reiger", "whom": need.person.code}
    codes = [mine.post(page_of(need, "kaartje"), typed).context["code"] for _ in range(2)]
    assert all(codes)


def test_two_clicks_at_the_same_moment_are_one(real_commits, need, note, amina):
    """On two connections, as two workers would."""
    answers = []

    def click():
        answer = Visitor().sign_in(amina).post(page_of(need, "note"), note)
        answers.append(answer["Location"])
        connections.close_all()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert len(answers) == 2
    assert len(set(answers)) == 1
    assert Conversation.objects.exclude(sort="moment").count() == 1


def test_what_was_sent_is_kept_for_a_day_and_without_words(mine, need, note, rietkade, at):
    mine.post(page_of(need, "note"), note)
    (sent,) = SentForm.objects.all()
    assert (sent.model, len(sent.name)) == ("conversations.Conversation", 64)
    nightly.forget_old_forms(rietkade, at.date(), at + timedelta(hours=23))
    assert SentForm.objects.exists()
    nightly.forget_old_forms(rietkade, at.date(), at + timedelta(hours=25))
    assert not SentForm.objects.exists()
