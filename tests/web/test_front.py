"""The front of a cooperative, its privacy page, and what everybody may see."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.promises.questions import questions
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Matter
from tussenruimte.members import actions as members
from tussenruimte.members.models import Cooperative
from tussenruimte.promises import actions as promises

PAGE = "/rietkade/"


def page_of(client):
    return client.get(PAGE).content.decode()


def test_the_front_says_what_binds_us(client, rietkade):
    Matter.objects.filter(subject="bond").update(
        title="Niemand staat er alleen voor. We blijven praten."
    )
    page = page_of(client)
    assert "<h1>Niemand staat er alleen voor.</h1>" in page
    assert "We blijven praten. Dat spraken we met elkaar af." in page


def test_until_then_it_is_still_to_be_agreed(client, rietkade):
    assert "We moeten nog afspreken wat ons bindt." in page_of(client)


def test_there_are_at_most_four_small_steps(client, amina, rietkade):
    rietkade.desk = "woensdag van 10 tot 16 uur"
    rietkade.save(update_fields=["desk"])
    page = page_of(client)
    assert 1 <= page.count('class="step-card') <= 4
    assert "Amina houdt je vraag vast en belt je." in page
    assert "Woensdag van 10 tot 16 uur." in page


def test_who_you_meet_has_a_number_for_everybody(client, amina, sjaan, idris, welcome, at):
    shy = welcome("Wim Rietveld")
    members.let_hold(shy, by="invoer", at=at)
    page = page_of(client)
    assert page.index("Amina Telgenhof") < page.index("Sjaan Poelma")
    assert 'href="tel:0001234568"' in page
    assert "Wim Rietveld" not in page
    assert "Idris" not in page


def test_somebody_in_a_seat_is_met_as_such(client, amina, rietkade, at):
    seat = members.make_seat(rietkade, "huismeester van Vierhof", by="invoer", at=at)
    members.sit_down(seat, amina, since=at.date(), by="invoer", at=at)
    assert "huismeester van Vierhof" in page_of(client)


def test_without_anybody_on_duty_it_says_whom_to_phone(client, sjaan):
    page = page_of(client)
    assert "Niemand heeft nu de wacht." in page
    assert 'href="tel:0001234567"' in page


def test_whoever_stands_in_is_named(client, amina, sjaan, at):
    days = {"since": at.date(), "until": at.date() + timedelta(days=2)}
    absence = members.ask_stand_in(amina, sjaan, **days, by=amina, at=at)
    members.answer_stand_in(absence, says_yes=True, by=sjaan, at=at)
    assert "Sjaan houdt je vraag vast en belt je." in page_of(client)


def test_what_seats_promised_stands_in_one_line(client, joris, amina, rietkade, at):
    garden = matters.open_public(
        rietkade, "De tuin", subject="work", serves=None, by=amina, at=at - timedelta(60)
    )
    seat = joris.tenures.get().seat.actor
    promise = promises.make_promise(
        garden,
        maker=seat,
        receiver=amina.actor,
        text="Er komt een kraan",
        due=at.date() - timedelta(50),
        by=joris,
        at=at - timedelta(60),
    )
    assert promise.due.month == 9
    page = page_of(client)
    assert "Voor vorig kwartaal beloofden stoelen en organisaties één ding." in page
    assert "Te laat: één." in page
    assert "Er komt een kraan" not in page


def test_somebody_signed_in_sees_the_same_front(client, amina):
    assert client.sign_in(amina).get(PAGE).status_code == 200


def test_an_unknown_cooperative_is_not_there(client, rietkade):
    assert client.get("/nergens/").status_code == 404


def test_the_front_costs_few_questions(client, amina, sjaan, joris):
    client.sign_in(amina)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE)
    assert len(questions(queries)) <= 12


def test_the_front_changes_nothing(client, amina, reading_only):
    with reading_only:
        client.get(PAGE)


def test_privacy_says_what_cannot_be_ruled_out(client, rietkade):
    page = client.get("/rietkade/privacy/").content.decode()
    assert "samen heeft, kan ze openen" in page
    assert "Wat we niet kunnen uitsluiten" in page


def test_privacy_says_who_answers_for_it(client, rietkade, settings):
    settings.CARETAKER = "self"
    page = client.get("/rietkade/privacy/").content.decode()
    assert "De Rietkade beslist wat hier staat" in page
    assert "De coöperatie beheert zelf de computer" in page
    settings.CARETAKER = "Stichting Buurtserver"
    Cooperative.objects.update(legal_name="Coöperatie De Rietkade UA")
    page = client.get("/rietkade/privacy/").content.decode()
    assert "Coöperatie De Rietkade UA beslist wat hier staat" in page
    assert "Stichting Buurtserver beheert de computer" in page


def test_while_nobody_wrote_down_who_looks_after_the_machine_privacy_says_so(client, rietkade):
    page = client.get("/rietkade/privacy/").content.decode()
    said = page[page.index('id="answers"') : page.index('id="cannot"')]
    assert "is hier nog niet opgeschreven. Vraag ons wie dat is." in said
    assert 'href="tel:0001234567"' in said
    assert "De coöperatie beheert zelf de computer" not in page


def test_privacy_shows_who_is_signed_in_the_way_to_who_has_seen_this(client, amina):
    page = client.sign_in(amina).get("/rietkade/privacy/").content.decode()
    assert 'href="/rietkade/wie-heeft-dit-gezien/"' in page


def test_privacy_says_how_long_as_it_is_set(client, rietkade, settings):
    settings.SESSION_COOKIE_AGE = 12 * 24 * 60 * 60
    rietkade.settings = {"readings_years": 8}
    rietkade.save(update_fields=["settings"])
    page = client.get("/rietkade/privacy/").content.decode()
    for said in ("las: 8 jaar", "ingelogd: 12 dagen", "na 30 minuten rust", "vandaan kwam: 1 dag"):
        assert said in page


def test_accessibility_says_how_it_was_tested_and_where_to_go(client, database, settings):
    settings.ACCESSIBILITY_CONTACT = "hulp@example.org"
    page = client.get("/toegankelijkheid").content.decode()
    for said in ("26 november 2026", "Chromium", "mailto:hulp@example.org", "Rechten van de Mens"):
        assert said in page
