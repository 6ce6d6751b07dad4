"""Large letters: for whoever is here, with or without a log-in, and without a script."""

import pytest

from tussenruimte.members.models import Person

LARGE = 'data-letters="large"'


def page(client, path="/rietkade/"):
    return client.get(path).content.decode()


@pytest.mark.parametrize("path", ["/rietkade/", "/kaart/", "/toegankelijkheid", "/inloggen/"])
def test_a_visitor_chooses_them_on_any_page(client, rietkade, path):
    assert LARGE not in page(client, path)
    assert 'action="/letters/"' in page(client, path)
    answer = client.post("/letters/", {"letters": "groot", "next": path})
    assert answer.headers["Location"] == path
    assert LARGE in page(client, path)
    assert "Gewone letters" in page(client, path)
    client.post("/letters/", {"letters": "gewoon", "next": path})
    assert LARGE not in page(client, path)


def test_the_cookie_says_nothing_else(client, rietkade):
    cookie = client.post("/letters/", {"letters": "groot"}).cookies["letters"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("groot", True, "Lax")
    assert client.post("/letters/", {"letters": "<x>"}).cookies["letters"].value == "gewoon"


def test_it_leads_to_nowhere_else(client, rietkade):
    answer = client.post("/letters/", {"letters": "groot", "next": "https://elders.example/"})
    assert answer.headers["Location"] == "/"


def test_who_is_signed_in_has_them_on_another_device_too(client, idris):
    client.sign_in(idris)
    assert 'action="/rietkade/letters/"' in page(client)
    client.post("/rietkade/letters/", {"letters": "groot", "next": "/rietkade/vandaag/"})
    assert Person.objects.get(pk=idris.pk).large_print
    del client.cookies["letters"]
    assert LARGE in page(client, "/rietkade/vandaag/")
    client.post("/rietkade/letters/", {"letters": "gewoon"})
    assert not Person.objects.get(pk=idris.pk).large_print


def test_what_this_device_says_goes_before(client, idris):
    Person.objects.filter(pk=idris.pk).update(large_print=True)
    client.cookies["letters"] = "gewoon"
    assert LARGE not in page(client.sign_in(idris))


def test_over_https_it_is_for_this_host_only(client, rietkade, settings):
    settings.SESSION_COOKIE_SECURE = True
    cookie = client.post("/letters/", {"letters": "groot"}).cookies["__Host-letters"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
    assert LARGE in page(client)
