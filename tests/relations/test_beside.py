"""What hangs on a need: pictures are taken away, remarks are answered by somebody else."""

import pytest
from django.urls import reverse

from tussenruimte.kit.refusal import Refused
from tussenruimte.matters import actions
from tussenruimte.matters.models import Ground
from tussenruimte.relations.actions import tell
from tussenruimte.relations.actions.telling import Telling

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def along(need, idris, at):
    """Idris reads along, and added nothing."""
    actions.let_read(need.matter, idris.actor, ground=Ground.RELATION, by=need.person, at=at)
    return idris


@pytest.fixture
def picture(need, amina, jpeg, at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return actions.add_file(need.matter, jpeg, name="brief.jpg", by=amina, at=at)


def away(row):
    return reverse("matters:remove-file", args=["rietkade", row.code])


def need_page(need):
    return reverse("relations:need", args=["rietkade", need.code])


def test_whoever_added_a_picture_takes_it_away(picture, need, amina, client):
    page = client.sign_in(amina).get(need_page(need)).content.decode()
    assert away(picture) in page
    answer = client.post(away(picture), {"next": need_page(need)})
    assert answer.url == need_page(need)
    picture.refresh_from_db()
    assert picture.removed_at
    assert "brief.jpg" not in client.get(need_page(need)).content.decode()


def test_somebody_else_finds_no_button_and_is_refused(picture, need, along, client):
    page = client.sign_in(along).get(need_page(need)).content.decode()
    assert "brief.jpg" in page
    assert away(picture) not in page
    assert client.post(away(picture)).status_code == 409


def test_whom_it_is_about_takes_it_away(
    rietkade, idris, amina, jpeg, at, settings, tmp_path, client
):
    settings.MEDIA_ROOT = tmp_path
    words = Telling(words="Mijn tuin staat blank.", has_consent=True)
    need = tell(rietkade, words, person=idris, by=idris, at=at).need
    row = actions.add_file(need.matter, jpeg, name="tuin.jpg", by=amina, at=at)
    own = reverse("relations:own", args=["rietkade", need.code])
    assert own + "foto/weg/" in client.sign_in(idris).get(own).content.decode()
    assert client.post(own + "foto/weg/", {"code": row.code}).url == own
    assert "tuin.jpg" not in client.get(own).content.decode()


@pytest.fixture
def remark(need, amina, at):
    about = {"beside": need.code, "quote": "mijn kamer", "sort": "question"}
    return actions.remark(need.matter, "Welke kamer?", by=amina, at=at, **about)


def test_nobody_answers_their_own_question(remark, need, amina, at):
    with pytest.raises(Refused, match="Somebody else gives the answer"):
        actions.answer_remark(remark, "De achterste.", by=amina, at=at)
    actions.answer_remark(remark, "De achterste.", by=need.person, at=at)


def test_and_is_not_asked_to(remark, need, amina, sjaan, client, at):
    link = reverse("matters:answer-remark", args=["rietkade", remark.code])
    actions.let_read(need.matter, sjaan.actor, ground=Ground.RELATION, by=amina, at=at)
    for person in (amina, sjaan):
        page = client.sign_in(person).get(need_page(need)).content.decode()
        assert link not in page, person
        assert "Nog geen antwoord." in page
