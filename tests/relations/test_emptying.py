"""A year after a question ended its texts are no longer kept; that it was there stays."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from tests.belonging.told import TOLD, picture
from tests.record.planting import as_owner, without_locks
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.kit import clock
from tussenruimte.matters import actions as matters
from tussenruimte.matters.files import is_there
from tussenruimte.members import actions as members
from tussenruimte.record.reads import facts_of
from tussenruimte.reflections import actions as reflections
from tussenruimte.reflections.models import Judgement, LookBack, Sort
from tussenruimte.reflections.weighed import Given, Weighed, Words
from tussenruimte.relations import actions, nightly
from tussenruimte.relations.models import AddedWords, Need

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def beside(tmp_path, settings):
    settings.FORGOTTEN_LIST = tmp_path / "forgotten.list"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def closed(need, amina, at):
    """With later words and a picture, closed today."""
    actions.add_words(need, TOLD, by=need.person, at=at)
    need.file = matters.add_file(need.matter, picture(), name=TOLD, by=need.person, at=at)
    actions.close(need, by=need.person, at=at)
    return need


def come_by(cooperative, at, days):
    moment = at + days * DAY
    cooperative.refresh_from_db()
    nightly.empty_old_needs(cooperative, clock.day(moment), moment)


def words_of(need):
    added = AddedWords.objects.select_related("need__person__key").get(need=need)
    return Need.objects.whole().get(pk=need.pk).read("words"), added.read("words")


def test_not_before_its_time_and_then_once(closed, rietkade, at):
    come_by(rietkade, at, 365)
    assert words_of(closed)[1] == TOLD
    come_by(rietkade, at, 366)
    come_by(rietkade, at, 367)
    assert words_of(closed) == ("(niet meer bewaard)", "(niet meer bewaard)")
    assert [fact["n"] for fact in facts_of(rietkade.pk, "needs.emptied")] == [1]


@pytest.mark.django_db
def test_the_picture_goes_too(closed, rietkade, at, django_capture_on_commit_callbacks):
    assert is_there(closed.file)
    with django_capture_on_commit_callbacks(execute=True):
        come_by(rietkade, at, 366)
    assert not is_there(closed.file)


def test_what_is_open_stays_however_old(need, rietkade, at):
    come_by(rietkade, at, 4_000)
    assert need.read("words").startswith("Ik ben mijn kamer kwijt")


def test_a_cooperative_chooses_another_time_but_never_shorter_than_it_can_come_back(
    closed, rietkade, at
):
    members.choose_settings(rietkade, {"need_texts": 5}, by="invoer", at=at)
    come_by(rietkade, at, 29)
    assert words_of(closed)[1] == TOLD
    come_by(rietkade, at, 31)
    assert words_of(closed)[1] == "(niet meer bewaard)"


def test_everything_still_hangs_together_and_pages_still_open(client, closed, rietkade, amina, at):
    come_by(rietkade, at, 366)
    with as_owner():
        assert list(faults(Scope(heads=(), today=at.date()))) == []
    assert "niet meer bewaard" in (
        client.sign_in(amina).get(f"/rietkade/vragen/{closed.code}/").content.decode()
    )


def test_a_text_that_went_alone_is_found(closed, at):
    with without_locks("relations_addedwords") as cursor:
        cursor.execute("UPDATE relations_addedwords SET words = %s", [b""])
        said = list(faults(Scope(heads=(), today=at.date())))
    assert any("relations_addedwords" in one and "is gone" in one for one in said)


def test_once_a_day_is_enough(closed, rietkade, at):
    with time_machine.travel(at + 366 * DAY):
        rietkade.last_tick_on = clock.today()
        nightly.empty_old_needs(rietkade, clock.today(), clock.now())
    assert words_of(closed)[1] == TOLD


@pytest.mark.parametrize(
    "change",
    [
        "words = %s",
        "words = %s, at = CURRENT_TIMESTAMP",
        "by_id = (SELECT min(actor_id) FROM members_person), words = %s",
    ],
)
def test_nothing_else_of_what_only_grows_changes(closed, change):
    """The text may be emptied, by nobody altered, and the row stays as it was."""
    text = b"iets anders" if change == "words = %s" else b""
    refused = pytest.raises(DatabaseError, match="only grows")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE relations_addedwords SET {change}", [text])  # noqa: S608


def test_nor_does_a_row_go(closed):
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        AddedWords.objects.filter(need=closed).delete()


# ---- what was weighed -----------------------------------------------------------------------------


@pytest.fixture
def weighed(need, amina, sjaan, at):
    """Amina weighed it, Sjaan answered, Ruben looked back; then it was closed."""
    said = Weighed(Words(saw=TOLD, did=TOLD, interest=TOLD), sort=Sort.ACTING, peer=sjaan.actor)
    row = reflections.weigh(need.matter, said, by=amina, at=at)
    reflections.answer(row, TOLD, by=sjaan, at=at)
    reflections.look_back(need.matter, Given(story=TOLD), by=need.person, at=at)
    actions.close(need, by=need.person, at=at)
    return row


def weighed_words(judgement):
    row = Judgement.objects.whole().get(pk=judgement.pk)
    version = row.versions.get()
    version.judgement = row
    told = LookBack.objects.select_related("giver__key").get(matter=row.matter)
    return {version.read("saw"), version.read("did"), row.read("peer_words"), told.read("story")}


def test_what_was_weighed_stays_five_years(weighed, rietkade, at):
    come_by(rietkade, at, 1_826)
    assert weighed_words(weighed) == {TOLD}
    come_by(rietkade, at, 1_827)
    come_by(rietkade, at, 1_828)
    assert weighed_words(weighed) == {"(niet meer bewaard)"}
    assert [fact["n"] for fact in facts_of(rietkade.pk, "weighed.emptied")] == [1]
    with as_owner():
        assert list(faults(Scope(heads=(), today=at.date()))) == []


def test_pages_still_open_without_what_was_weighed(client, weighed, rietkade, amina, at):
    come_by(rietkade, at, 1_827)
    page = client.sign_in(amina).get(f"/rietkade/afwegen/{weighed.code}/")
    assert page.status_code == 200
    assert TOLD not in page.content.decode()


def test_what_was_weighed_about_an_open_question_is_missed(need, amina, sjaan, at):
    said = Weighed(Words(saw=TOLD, did=TOLD, interest=TOLD), sort=Sort.ACTING, peer=sjaan.actor)
    reflections.weigh(need.matter, said, by=amina, at=at)
    with without_locks("reflections_judgementversion") as cursor:
        cursor.execute("UPDATE reflections_judgementversion SET saw = %s", [b""])
        said = list(faults(Scope(heads=(), today=at.date())))
    assert any("reflections_judgementversion" in one and "is gone" in one for one in said)
