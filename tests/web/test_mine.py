"""My data: see it, take it along, change it, ask to be forgotten; with a log-in and with a card."""

import io
import json
import zipfile

import pytest

from tests.belonging.told import TOLD, picture
from tests.visitor import Visitor
from tussenruimte.belonging.open_ends import asked_to_be_forgotten
from tussenruimte.cli.verifying.database import models
from tussenruimte.kit.fields import SealedField
from tussenruimte.matters import actions as matters
from tussenruimte.members.models import Person, PersonKey, WithWords
from tussenruimte.promises.models import Promise, State
from tussenruimte.relations import actions as relations
from tussenruimte.relations.actions.telling import Telling
from tussenruimte.web.reads.mine import KEPT

CARD, HERE = "/kaart/mijn-gegevens/", "/rietkade/mijn-gegevens/"
NOT_KEPT_APART = {"members_person", "members_card"}  # on the page itself; a code that is printed


@pytest.fixture(autouse=True)
def beside(tmp_path, settings):
    settings.FORGOTTEN_LIST = tmp_path / "forgotten.list"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def told(rietkade, amina, at):
    words = Telling(
        words=TOLD, own_word="reiger", has_consent=True, name="Ruben", reach="via Sjaan"
    )
    return relations.tell(rietkade, words, by=None, at=at)


@pytest.fixture
def with_card(told):
    browser = Visitor()
    code = told.cards[0].read("sealed_code")
    browser.post("/kaart/", {"code": code, "word": "reiger"})
    return browser


def text_of(answer):
    return " ".join(answer.content.decode().split())


def unpacked(answer):
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_the_page_says_who_we_think_somebody_is(with_card, told):
    page = text_of(with_card.get(CARD))
    for word in ("Ruben", "via Sjaan", told.need.person.code, f"/kaart/{told.need.code}/alles/"):
        assert word in page
    assert "De Rietkade" not in page.split("<main")[1].split("</main>")[0]
    assert with_card.get(CARD).headers["Cache-Control"] == "no-store"


def test_everything_goes_along_in_one_file(with_card, told, at):
    matters.add_file(told.need.matter, picture(), name="kamer", by=told.need.person, at=at)
    files = unpacked(with_card.get(f"{CARD}meenemen/"))
    plain = json.loads(files["mijn-gegevens.json"])
    assert plain["about"]["reach"] == "via Sjaan"
    assert plain["kept"]["asked"][0]["words"]["words"] == TOLD
    assert [row["words"]["text"] for row in plain["kept"]["promised"]] == [
        "Amina neemt contact op met Ruben"
    ]
    assert TOLD in files["mijn-gegevens.html"].decode()
    (jpeg,) = [data for name, data in files.items() if name.endswith(".jpg")]
    assert jpeg.startswith(b"\xff\xd8")


def test_no_sort_of_words_is_left_out():
    kept = {row.model._meta.db_table: set(row.fields) for row in KEPT}
    sealed = {
        m._meta.db_table: {f.name for f in m._meta.local_fields if isinstance(f, SealedField)}
        for m in models()
        if issubclass(m, WithWords)
    }
    assert kept == {table: names for table, names in sealed.items() if table not in NOT_KEPT_APART}


def test_no_sort_of_words_stands_in_the_place_of_another():
    names = [row.name for row in KEPT]
    assert sorted(names) == sorted(set(names))


def test_who_looked_and_how_often_stands_in_it(client, with_card, told, amina):
    for _n in range(3):
        client.sign_in(amina).get(f"/rietkade/vragen/{told.need.code}/")
    files = unpacked(with_card.get(f"{CARD}meenemen/"))
    looks = json.loads(files["mijn-gegevens.json"])["seen"]
    assert [(look["name"], look["times"]) for look in looks] == [("Amina Telgenhof", 3)]
    assert "Amina Telgenhof, drie keer, " in files["mijn-gegevens.html"].decode()


def test_what_is_not_right_one_changes_oneself(with_card, told):
    said = {"name": "Ruben Vos", "phone": "", "reach": "in de inloop", "language": "pl"}
    assert with_card.post(f"{CARD}aanpassen/", said).headers["Location"] == CARD
    person = Person.objects.with_key().get(pk=told.need.person_id)
    assert (person.name, person.read("reach"), person.language) == (
        "Ruben Vos",
        "in de inloop",
        "pl",
    )
    assert "Ruben Vos" in text_of(with_card.get(CARD))


def test_a_bsn_is_refused_and_what_was_typed_stays(client, idris):
    client.sign_in(idris)
    answer = client.post(f"{HERE}aanpassen/", {"name": "Idris 111222333", "language": "nl"})
    assert answer.status_code == 200
    assert "Idris 111222333" in text_of(answer)
    assert Person.objects.named().get(pk=idris.pk).name == "Idris Bekkaoui"


def test_asked_it_is_a_promise_and_whoever_promised_does_it(client, idris, amina, at):
    client.sign_in(idris)
    assert "Dit komt eerst" not in text_of(client.get(f"{HERE}vergeten/"))
    assert client.post(f"{HERE}vergeten/", {"sure": "on"}).headers["Location"] == HERE
    promise = asked_to_be_forgotten(idris)
    assert (promise.maker, (promise.due - at.date()).days) == (amina.actor, 30)
    assert "Amina Telgenhof" in text_of(client.get(HERE))
    there = f"/rietkade/vergeten/{promise.matter.code}/"
    assert there in text_of(client.sign_in(amina).get(f"/rietkade/afspraken/{promise.code}/"))
    assert client.post(there, {}).status_code == 200
    assert client.post(there, {"sure": "on"}).headers["Location"] == "/rietkade/vandaag/"
    assert not PersonKey.objects.filter(person=idris).exists()
    assert Promise.objects.get(pk=promise.pk).state == State.KEPT
    assert client.post(there, {"sure": "on"}).status_code == 404


def test_with_something_open_both_read_what_comes_first(client, with_card, told, amina):
    page = text_of(with_card.get(f"{CARD}vergeten/"))
    assert "Er is nog een open vraag. Sluit die eerst." in page
    with_card.post(f"{CARD}vergeten/", {"sure": "on"})
    promise = asked_to_be_forgotten(told.need.person)
    there = f"/rietkade/vergeten/{promise.matter.code}/"
    assert "Er is nog een open vraag. Sluit die eerst." in text_of(client.sign_in(amina).get(there))
    assert "open vraag" in text_of(client.post(there, {"sure": "on"}))
    assert PersonKey.objects.filter(person=told.need.person_id).exists()


def test_one_may_stay_after_all(with_card, told):
    with_card.post(f"{CARD}vergeten/", {"sure": "on"})
    assert with_card.post(f"{CARD}toch-blijven/").headers["Location"] == CARD
    assert asked_to_be_forgotten(told.need.person) is None
    assert with_card.post(f"{CARD}toch-blijven/").status_code == 404


def test_nobody_else_forgets_somebody(client, idris, tess, sjaan, amina, at):
    client.sign_in(idris).post(f"{HERE}vergeten/", {"sure": "on"})
    there = f"/rietkade/vergeten/{asked_to_be_forgotten(idris).matter.code}/"
    for other in (idris, tess, sjaan):
        assert client.sign_in(other).post(there, {"sure": "on"}).status_code == 404
    assert PersonKey.objects.filter(person=idris).exists()


def test_without_anybody_who_may_hold_it_says_whom_to_call(client, idris):
    client.sign_in(idris)
    assert "000 123 45 67" in text_of(client.post(f"{HERE}vergeten/", {"sure": "on"}))


@pytest.mark.parametrize("page", ["", "meenemen/", "vergeten/"])
def test_it_takes_no_more_questions_when_more_is_kept(
    page, client, told, with_card, idris, amina, at, django_assert_max_num_queries
):
    matters.add_file(told.need.matter, picture(), name="kamer", by=told.need.person, at=at)
    client.sign_in(amina).get(f"/rietkade/vragen/{told.need.code}/")
    for browser, here in ((with_card, CARD), (client.sign_in(idris), HERE)):
        with django_assert_max_num_queries(12):
            assert browser.get(f"{here}{page}").status_code == 200
