"""Through the pages of one's own need one reaches nothing of another one."""

import pytest

from tests.relations.conftest import Mine
from tests.visitor import Visitor
from tussenruimte.conversations.models import Conversation, Stage as Talk
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Remark
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import State
from tussenruimte.record.models import Reading
from tussenruimte.reflections.actions import look_back
from tussenruimte.reflections.weighed import Given
from tussenruimte.relations.actions import ask_relation, tell
from tussenruimte.relations.actions.telling import Telling
from tussenruimte.relations.models import Relation


@pytest.fixture
def sjaans(rietkade, need, amina, sjaan, at):
    """A need of Sjaan herself, seen with her log-in; she also reads that of Ruben."""
    said = Telling(words="Een fiets", has_consent=True)
    told = tell(rietkade, said, person=sjaan, by=sjaan, at=at)
    matters.let_read(need.matter, sjaan.actor, ground="relation", by=amina, at=at)
    return Mine(Visitor().sign_in(sjaan), f"/rietkade/vragen/{told.need.code}/mijn/")


def test_a_picture_of_another_need_opens_there_only(
    sjaans, need, amina, jpeg, at, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    row = matters.add_file(need.matter, jpeg, name="trap.jpg", by=amina, at=at)
    assert sjaans.get(f"foto/?welke={row.code}").status_code == 404
    assert not Reading.objects.exists()


def test_a_promise_about_another_need_is_answered_there(sjaans, promised, amina, sjaan, at):
    promise = promised(receiver=sjaan.actor)
    mine = promised("Ik help", maker=sjaan.actor)
    promises.say_done(promise, by=amina, at=at)
    for code, said in ((promise.code, "yes"), (promise.code, "no"), (mine.code, "done")):
        assert sjaans.post("ja-of-nee/", code=code, answer=said).status_code == 404
    assert sjaans.post("gesprek-vragen/", code=promise.code).status_code == 404
    promise.refresh_from_db()
    assert promise.state == State.DONE
    assert not Conversation.objects.filter(stage=Talk.ASKED).exists()


def test_a_relation_or_a_look_back_of_another_need_is_not_found(sjaans, need, amina, sjaan, at):
    row = ask_relation(
        need, sjaan, part=Relation.Part.BESIDE, other_said_yes=False, by=amina, at=at
    )
    for said in ("yes", "end"):
        assert sjaans.post("naast-mij/", code=row.code, answer=said).status_code == 404
    given = look_back(need.matter, Given(story="Het ging goed"), by=sjaan, at=at)
    assert sjaans.post("terugkijken/terug/", code=given.code).status_code == 404


def test_a_remark_stands_beside_ones_own_sentences_only(sjaans, promised):
    promise = promised()
    answer = sjaans.post("klopt-niet/", beside=promise.code, sort="wrong", words="Niet zo")
    assert "beside" in answer.context["form"].errors
    assert not Remark.objects.exists()
