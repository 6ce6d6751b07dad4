"""The door by which one walks in as anybody: it exists in the demo and nowhere else."""

import sys
from collections.abc import Iterator
from importlib import reload

import pytest
from django.core.mail import EmailMessage, get_connection
from django.urls import NoReverseMatch, clear_url_caches, reverse

from tussenruimte import urls
from tussenruimte.web import urls as web_urls
from tussenruimte.web.views import demo


@pytest.fixture
def in_demo(settings) -> Iterator[None]:
    """The addresses as they are under `demo`."""
    settings.DEMO = True
    read_again()
    yield
    settings.DEMO = False
    read_again()


def read_again() -> None:
    reload(sys.modules[web_urls.__name__])
    reload(sys.modules[urls.__name__])
    clear_url_caches()


def test_one_click_and_you_are_somebody(client, in_demo, amina):
    assert "Amina Telgenhof" in client.get("/demo/").content.decode()
    answer = client.post("/demo/", {"coop": "rietkade", "who": amina.code})
    assert answer.headers["Location"] == "/rietkade/vandaag/"
    assert "Goedemorgen Amina." in client.get("/rietkade/vandaag/").content.decode()


def test_it_says_who_they_are(client, in_demo, amina, joris, sjaan, tess):
    page = client.get("/demo/").content.decode()
    for words in ("vakmens, heeft de wacht", "wethouder sociaal", "houdt vragen vast", "bewoner"):
        assert words in page


def test_who_has_no_log_in_is_nobody_to_be(client, in_demo, ruben, idris):
    assert "Ruben" not in client.get("/demo/").content.decode()
    assert client.post("/demo/", {"coop": "rietkade", "who": ruben.code}).status_code == 404


@pytest.mark.parametrize("asked", [{}, {"coop": "nergens"}, {"coop": "rietkade", "who": "XXXX"}])
def test_whoever_is_not_there_cannot_be_walked_in_as(client, in_demo, amina, asked):
    assert client.post("/demo/", asked).status_code == 404
    assert "_auth_user_id" not in client.session


def test_nobody_of_another_cooperative(client, in_demo, amina, wiepkje):
    asked = {"coop": "rietkade", "who": wiepkje.code}
    assert client.post("/demo/", asked).status_code == 404


def test_looking_signs_nobody_in(client, in_demo, amina, reading_only):
    with reading_only:
        client.get("/demo/", {"coop": "rietkade", "who": amina.code})
    assert "_auth_user_id" not in client.session


def test_every_part_of_a_page_can_be_seen(client, in_demo, database):
    assert client.get("/look/").status_code == 200


def test_what_would_have_gone_by_mail_can_be_read(client, in_demo, settings, tmp_path, database):
    settings.DEMO_LETTERS = tmp_path
    settings.EMAIL_FILE_PATH = str(tmp_path)
    assert "Er ging nog niets" in client.get("/demo/post/").content.decode()
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend")
    backend.send_messages(
        [
            EmailMessage(
                "Over <een> kring", "Eerste regel\n\nhttp://localhost/a/", to=["a@x.example"]
            ),
            EmailMessage("Over morgen", "Tot dan", to=["b@x.example"]),
        ]
    )
    page = client.get("/demo/post/").content.decode()
    assert "Over &lt;een&gt; kring" in page
    assert 'href="http://localhost/a/"' in page
    assert page.index("Over morgen") < page.index("Over &lt;een&gt;")  # the newest first


@pytest.mark.parametrize("path", ["/demo/", "/demo/post/", "/look/"])
def test_outside_the_demo_there_is_no_such_address(client, amina, path):
    assert client.get(path).status_code == 404
    asked = {"coop": "rietkade", "who": amina.code}
    assert client.post(path, asked).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["web:demo", "web:demo-post", "web:look"])
def test_outside_the_demo_no_page_can_name_it(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_even_if_somebody_gave_it_an_address_it_stays_shut(rf, amina):
    for page in (demo.door, demo.post, demo.look):
        with pytest.raises(demo.NotHere):
            page(rf.post("/demo/", {"coop": "rietkade", "who": amina.code}))


def test_the_door_of_signing_in_knows_of_it_only_there(client, in_demo, database):
    assert 'href="/demo/"' in client.get("/inloggen/").content.decode()
