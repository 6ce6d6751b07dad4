"""What a law says, on the pages of whoever holds on and of the person."""

from tussenruimte.relations.models import LegalClock


def test_the_holder_lets_it_run_on_a_page(allowed, need, amina, wethouder, client):
    there = f"/rietkade/vragen/{need.code}/de-wet/"
    client.sign_in(amina)
    assert "zes weken" not in client.get(there).content.decode()
    typed = {"key": "wmo-research", "reported_on": "2026-11-06", "seat": wethouder.code}
    assert client.post(there, typed).status_code == 302
    row = LegalClock.objects.get()
    assert client.post(f"{there}stopt/", {"code": row.code}).status_code == 302
    row.refresh_from_db()
    assert row.stopped_on


def test_without_a_yes_the_page_says_what_to_do_and_writes_the_report_down(need, amina, client):
    there = f"/rietkade/vragen/{need.code}/de-wet/"
    text = client.sign_in(amina).get(there).content.decode()
    assert "Vraag het eerst aan Ruben. Tot dan zien alleen Ruben en jij wat de wet zegt." in text
    page = client.post(there, {"key": "debt", "reported_on": "2026-11-06"}, follow=True)
    assert "De wet zegt: uiterlijk vrijdag 4 december." in page.content.decode()
    row = LegalClock.objects.get()
    assert (row.law, row.seat, row.promise) == ("debt", None, None)
    assert "gemeente/" not in client.get(there).content.decode()


def test_the_page_says_plainly_that_the_day_has_passed(allowed, need, amina, wethouder, client):
    there = f"/rietkade/vragen/{need.code}/de-wet/"
    typed = {"key": "debt", "reported_on": "2026-09-01", "seat": wethouder.code}
    text = client.sign_in(amina).post(there, typed, follow=True).content.decode()
    assert "Het is opgeschreven. De wet zei: uiterlijk dinsdag 29 september." in text
    text = client.get(there).content.decode()
    assert "of help Ruben een klacht te sturen" in text
    assert f"{there}gemeente/" not in text


def test_what_cannot_be_is_said_and_kept(need, amina, client):
    there = f"/rietkade/vragen/{need.code}/de-wet/"
    page = client.sign_in(amina).post(there, {"key": "debt", "reported_on": "2026-12-06"})
    assert 'value="2026-12-06"' in page.content.decode()
    assert not LegalClock.objects.exists()


def test_whoever_may_let_a_seat_read_chooses_whether_it_sees_this(
    allowed, need, amina, wethouder, client
):
    there = f"/rietkade/vragen/{need.code}/de-wet/"
    client.sign_in(amina)
    assert (
        "Nog niemand. Alleen Ruben en wie vasthoudt zien het." in client.get(there).content.decode()
    )
    client.post(there, {"key": "debt", "reported_on": "2026-11-06", "seat": ""})
    row = LegalClock.objects.get()
    assert row.seat is None
    text = client.get(there).content.decode()
    assert f"{there}gemeente/" in text
    assert f"Laat {wethouder} dit zien" in text
    typed = {"code": row.code, "seat": wethouder.code}
    assert client.post(f"{there}gemeente/", typed).status_code == 302
    row.refresh_from_db()
    assert row.seat == wethouder
    assert f"{there}gemeente/" not in client.get(there).content.decode()


def test_the_person_says_it_to_the_seat_with_the_card(start, allowed, need, card, wethouder, sjaan):
    row = start(seat=None)
    typed = {"code": row.code, "seat": wethouder.code}
    assert card.post("de-wet/gemeente/", **(typed | {"seat": sjaan.code})).status_code == 404
    assert card.post("de-wet/gemeente/", **(typed | {"code": "K7Q4MK9TX2"})).status_code == 404
    assert card.post("de-wet/gemeente/", **typed).status_code == 302
    row.refresh_from_db()
    assert row.promise.maker == wethouder


def test_the_person_lets_it_run_with_the_card(allowed, need, card, wethouder):
    typed = {"key": "complaint", "reported_on": "2026-11-10", "seat": wethouder.code}
    assert card.post("de-wet/", **typed).status_code == 302
    row = LegalClock.objects.get()
    assert row.started_by == need.person
    assert "jurist" in card.text("de-wet/")
    assert card.post("de-wet/stopt/", code="K7Q4MK9TX2").status_code == 404
    assert card.post("de-wet/stopt/", code=row.code).status_code == 302


def test_whoever_does_not_hold_on_finds_no_page(allowed, need, joris, hers, client):
    assert client.sign_in(joris).get(f"/rietkade/vragen/{need.code}/de-wet/").status_code == 404
    assert hers.get("de-wet/").status_code == 404
