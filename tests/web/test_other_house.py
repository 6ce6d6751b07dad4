"""In by way of another house, end to end: a real provider on loopback, with PKCE."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.apps import apps

from tests.other_house.neighbour import running, settings_for, shows
from tests.visitor import Visitor
from tussenruimte.members import actions
from tussenruimte.members.models import Person, User

GO, BACK = "/inloggen/met/huis/", "/inloggen/met/huis/terug/"
NOBODY = "Maar met dat adres komt hier niemand binnen"


@pytest.fixture(scope="module")
def waterhoven():
    """The other house, once for all tests here."""
    with running(f"http://testserver{BACK}") as address:
        yield address


@pytest.fixture
def known_to_us(settings, waterhoven):
    settings.OTHER_HOUSE = "Waterhoven"
    settings.SOCIALACCOUNT_PROVIDERS = settings_for(waterhoven)
    return waterhoven


def leave(client, **more):
    """Press the button; gives where it leads."""
    page = client.post(GO, more)
    there = unescape(re.search(r'class="button" href="([^"]+)"', page.content.decode())[1])
    assert page.headers["Refresh"] == f"0; url={there}"
    return there


def walk(client, address, who, **more):
    """There, show who one is, and back; gives the answer of our own house."""
    back = urlsplit(shows(address, leave(client, **more), who))
    assert f"{back.scheme}://{back.netloc}{back.path}" == f"http://testserver{BACK}"
    return client.get(f"{back.path}?{back.query}")


def test_who_is_known_by_a_verified_address_comes_in(client, amina, known_to_us):
    assert walk(client, known_to_us, "amina@example.org").headers["Location"] == "/"
    assert client.get("/rietkade/vandaag/").status_code == 200
    account = SocialAccount.objects.get()
    assert (account.user, account.extra_data) == (amina.user, {})
    assert walk(Visitor(), known_to_us, "amina@example.org").headers["Location"] == "/"
    assert SocialAccount.objects.get().extra_data == {}


def test_of_what_the_other_house_gives_nothing_is_kept(client, amina, known_to_us, monkeypatch):
    given = []
    kept = OpenIDConnectOAuth2Adapter.complete_login

    def looks_along(self, request, app, token, **more):
        given.extend([token.token, more["response"]["id_token"]])
        return kept(self, request, app, token, **more)

    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "complete_login", looks_along)
    walk(client, known_to_us, "amina@example.org")
    assert len(given) == 2
    assert all(given)
    assert not SocialToken.objects.exists()
    tables = [str([*model._meta.default_manager.values()]) for model in apps.get_models()]
    kept_here = "".join((*tables, str(dict(client.session)), str(client.cookies)))
    assert [one for one in given if one in kept_here] == []


def test_from_then_on_their_own_name_for_somebody_counts_and_no_address(client, amina, known_to_us):
    walk(client, known_to_us, "amina@example.org")
    User.objects.filter(pk=amina.user.pk).update(email="elders@example.org")
    again = Visitor()
    assert walk(again, known_to_us, "amina@example.org").headers["Location"] == "/"
    assert again.session["_auth_user_id"] == str(amina.user.pk)


def test_somebody_else_who_got_the_address_there_is_not_whom_it_was_before(
    client, amina, known_to_us
):
    walk(client, known_to_us, "amina@example.org")
    SocialAccount.objects.update(uid="somebody-before")  # whom they call Amina now is another
    again = Visitor()
    walk(again, known_to_us, "amina@example.org")
    assert "_auth_user_id" not in again.session
    assert NOBODY in again.get("/inloggen/").content.decode()
    assert SocialAccount.objects.get().uid == "somebody-before"


@pytest.mark.parametrize(
    "told",
    [{"aud": "een-ander"}, {"iss": "https://elders.example"}, {"exp": 1_600_000_000}],
    ids=str,
)
def test_a_token_for_or_from_another_or_of_long_ago_opens_nothing(
    client, amina, known_to_us, monkeypatch, told
):
    kept = OpenIDConnectOAuth2Adapter.complete_login

    def altered(self, request, app, token, response, **more):
        said = jwt.decode(response["id_token"], options={"verify_signature": False}) | told
        other = response | {"id_token": jwt.encode(said, "x" * 32, algorithm="HS256")}
        return kept(self, request, app, token, response=other, **more)

    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "complete_login", altered)
    walk(client, known_to_us, "amina@example.org")
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()
    told.clear()  # as they said it, it does open
    walk(client, known_to_us, "amina@example.org")
    assert client.session["_auth_user_id"] == str(amina.user.pk)


def test_it_goes_with_pkce_and_on_to_where_one_wanted(client, amina, known_to_us):
    asked = parse_qs(urlsplit(leave(client)).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["code_challenge"]
    answer = walk(client, known_to_us, "amina@example.org", next="/rietkade/wacht/")
    assert answer.headers["Location"] == "/rietkade/wacht/"


def test_it_is_one_of_two(client, amina, known_to_us, settings):
    settings.SECOND_FACTOR = True
    walk(client, known_to_us, "amina@example.org")
    assert client.get("/rietkade/vandaag/").headers["Location"] == "/mijn-toegang/app/"


def test_who_is_not_known_here_does_not_become_so(client, amina, known_to_us):
    before = User.objects.count()
    assert walk(client, known_to_us, "nieuw@example.org").headers["Location"] == "/inloggen/"
    assert NOBODY in client.get("/inloggen/").content.decode()
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_an_address_that_was_not_verified_opens_nothing(client, idris, known_to_us):
    walk(client, known_to_us, "idris@example.org")
    assert NOBODY in client.get("/inloggen/").content.decode()
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()


def test_with_an_invitation_somebody_new_comes_in(client, ruben, amina, at, known_to_us):
    code = actions.invite(ruben, "paper", by=amina, at=at)[1]
    client.post("/rietkade/uitnodiging/", {"code": code})
    assert "Met Waterhoven" in client.get("/rietkade/uitnodiging/verder/").content.decode()
    answer = walk(client, known_to_us, "nieuw@example.org", invited="1")
    assert answer.headers["Location"] == "/rietkade/vandaag/"
    assert Person.objects.get(pk=ruben.pk).user.email == "nieuw@example.org"


def test_who_only_comes_in_does_not_take_an_invitation_along(client, ruben, amina, at, known_to_us):
    code = actions.invite(ruben, "paper", by=amina, at=at)[1]
    client.post("/rietkade/uitnodiging/", {"code": code})
    walk(client, known_to_us, "nieuw@example.org")
    assert "_auth_user_id" not in client.session
    client.post("/rietkade/uitnodiging/", {"code": code})
    walk(client, known_to_us, "amina@example.org")
    assert Person.objects.get(pk=ruben.pk).user is None


def test_an_answer_to_somebody_elses_question_opens_nothing(client, amina, known_to_us):
    back = urlsplit(shows(known_to_us, leave(Visitor()), "amina@example.org"))
    client.get(f"{back.path}?{back.query}")
    assert "_auth_user_id" not in client.session
    assert "Binnenkomen met Waterhoven lukte niet" in client.get("/inloggen/").content.decode()


def test_when_it_does_not_answer_one_reads_so(client, amina, known_to_us, settings):
    settings.SOCIALACCOUNT_PROVIDERS = settings_for("http://127.0.0.1:9")
    assert client.post(GO).headers["Location"] == "/inloggen/"
    assert "Binnenkomen met Waterhoven lukte niet" in client.get("/inloggen/").content.decode()


def test_called_off_there_one_reads_so(client, amina, known_to_us):
    state = parse_qs(urlsplit(leave(client)).query)["state"][0]
    client.get(BACK, {"state": state, "error": "access_denied"})
    assert "Binnenkomen met Waterhoven lukte niet" in client.get("/inloggen/").content.decode()


def test_without_another_house_there_is_no_button(client, database):
    assert "Werk je bij" not in client.get("/inloggen/").content.decode()
    assert client.post(GO).status_code == 404
