"""A cooperative begins small: the board opens a room, or shuts one in which nothing runs."""

import datetime as dt
import threading
import time
from functools import partial

import pytest
from django.db import connections, transaction
from django.urls import get_resolver, reverse

from tests.decisions.conftest import draft  # noqa: F401 - a fixture
from tussenruimte.agenda import actions as agenda
from tussenruimte.agenda.actions import Said
from tussenruimte.decisions import actions as decisions
from tussenruimte.decisions.urls import MEETINGS, urlpatterns
from tussenruimte.kit import rooms
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.tenancy import within
from tussenruimte.members import actions as members
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Cooperative
from tussenruimte.record.reads import facts_of

OPEN = "/rietkade/kamers/"
AGENDA, PROPOSALS, MEETING = (
    "/rietkade/agenda/",
    "/rietkade/voorstellen/",
    "/rietkade/ledenvergadering/",
)
ALL = ["agenda", "decisions"]
MOMENT = 0.5  # seconds: the other would have gone as far as it can by then
SHUT = "Deze kamer is hier dicht. Het bestuur kan die openen."
ALWAYS = {
    "api", "belonging", "conversations", "decisions", "matters", "members", "mine", "post", "promises",
    "reflections", "relations", "web",
}  # fmt: skip


@pytest.fixture
def board(rietkade, amina, at):
    """Amina sits in the board."""
    circle = members.make_circle(rietkade, "Bestuur", sort="board", by="beheer", at=at)
    members.sit_in_circle(circle, amina, since=at.date(), by="beheer", at=at)
    return circle


def now(rietkade):
    return Cooperative.objects.get(pk=rietkade.pk)


def shut(rietkade):
    return now(rietkade).setting(rooms.SHUT, [])


@pytest.mark.parametrize(("label", "page"), [("agenda", AGENDA), ("decisions", PROPOSALS)])
def test_the_board_shuts_a_room_and_opens_it_again(rietkade, board, amina, client, label, page):
    others = [one for one in ALL if one != label]
    assert page in client.sign_in(amina).get("/rietkade/").content.decode()
    client.post(OPEN, {"rooms": others, "sent": "1"})  # a browser sends its token along
    assert shut(rietkade) == [label]
    answer = client.get(page)
    assert answer.status_code == 404
    assert SHUT in answer.content.decode()
    assert page not in client.get("/rietkade/").content.decode()
    client.post(OPEN, {"rooms": ALL})
    assert client.get(page).status_code == 200
    assert page in client.get("/rietkade/").content.decode()


def test_every_page_of_a_shut_room_says_so_and_keeps_what_was_typed(rietkade, amina, at, client):
    members.shut_rooms(rietkade, ALL, by=amina, at=at)
    client.sign_in(amina)
    for page in (
        f"{AGENDA}nieuw/",
        f"{AGENDA}agenda.ics",
        f"{PROPOSALS}nieuw/",
        f"{PROPOSALS}ABC/",
    ):
        assert SHUT in client.get(page).content.decode(), page
    typed = "Koffie aan het water, met koek"
    answer = client.post(f"{AGENDA}nieuw/", {"title": typed})
    assert SHUT in answer.content.decode()
    assert typed in answer.content.decode()


def test_what_is_a_right_is_in_no_room_that_can_be_shut(rietkade, amina, at, client):
    for one in urlpatterns:
        stays = str(one.pattern).startswith(MEETINGS)
        assert rooms.rooms()["decisions"].has(f"decisions:{one.name}") != stays, one.name
    apps = set(get_resolver().app_dict) - {"agenda"}
    assert {room.app for room in rooms.rooms().values()} == {"agenda", "decisions"}
    members.shut_rooms(rietkade, ALL, by=amina, at=at)
    client.sign_in(amina)
    for name in ("decisions:ask-meeting", "belonging:end", "belonging:join", "relations:tell"):
        assert client.get(reverse(name, args=["rietkade"])).status_code in {200, 302}, name
    assert "reflections" in apps


def test_with_all_shut_no_page_leads_to_a_shut_room(rietkade, board, amina, at, client):
    members.shut_rooms(rietkade, ALL, by=amina, at=at)
    client.sign_in(amina)
    pages = ("", "vandaag/", "ledenvergadering/", "kringen/", "stoelen/", "termijnen/", "privacy/")
    for there in (*pages, "leden/", "stopregels/", "beloofd/", f"kringen/{board.actor.code}/"):
        page = client.get(f"/rietkade/{there}", follow=True).content.decode()
        assert AGENDA not in page, there
        assert PROPOSALS not in page, there
    assert MEETING in page


def test_a_room_is_shut_here_and_not_elsewhere(rietkade, heideveen, amina, at, client):
    members.shut_rooms(rietkade, ["agenda", "nonsense"], by=amina, at=at)
    assert shut(rietkade) == ["agenda"]
    assert client.get(reverse("agenda:agenda", args=["rietkade"])).status_code == 404
    assert client.get(reverse("agenda:agenda", args=["heideveen"])).status_code == 200
    assert "/heideveen/agenda/" in client.get("/heideveen/").content.decode()


def test_other_settings_stay_as_they_were(rietkade, board, amina, at):
    members.set_term(rietkade, "silence", 9, decided_on=at.date(), by=amina, at=at)
    members.shut_rooms(rietkade, ["agenda"], by=amina, at=at)
    members.set_term(rietkade, "search", 3, decided_on=at.date(), by=amina, at=at)
    here = now(rietkade)
    assert (term(here, "silence"), term(here, "search")) == (9, 3)
    assert here.setting(rooms.SHUT, []) == ["agenda"]


# ---- something runs ------------------------------------------------------------------------------


def test_while_something_hangs_there_the_agenda_stays_open(rietkade, board, amina, client, at):
    row = agenda.post_notice(
        Said("Wie heeft een ladder?", "Voor de goot."), at.date() + dt.timedelta(9), by=amina, at=at
    )
    answer = client.sign_in(amina).post(OPEN, {"rooms": ["decisions"]})
    assert "Agenda en prikbord” blijft open. Er hangt nog iets." in answer.content.decode()
    assert shut(rietkade) == []
    agenda.withdraw(row, by=amina, at=at)
    members.shut_rooms(rietkade, ["agenda"], by=amina, at=at)
    assert shut(rietkade) == ["agenda"]


def test_once_something_is_proposed_everybody_can_read_it(rietkade, board, amina, at, draft):  # noqa: F811
    row = decisions.start_proposal(rietkade, draft, kind="decision", circle=board, by=amina, at=at)
    with pytest.raises(Refused, match="Samen besluiten” blijft open"):
        members.shut_rooms(rietkade, ALL, by=amina, at=at)
    assert shut(rietkade) == []
    decisions.withdraw(row, "Toch niet.", by=amina, at=at)
    members.shut_rooms(rietkade, ALL, by=amina, at=at)
    assert shut(rietkade) == ALL


@pytest.mark.parametrize("who_first", ["board", "member"])
@pytest.mark.parametrize("room", ALL)
def test_nothing_comes_in_a_room_while_it_is_shut(
    real_commits, rietkade, board, amina, idris, at, draft, room, who_first  # noqa: F811
):  # fmt: skip
    """Two at once: the page was opened before the board shut it. Whoever is first counts."""
    by = {"by": idris, "at": at}
    until = at.date() + dt.timedelta(9)
    bring = {
        "agenda": partial(agenda.post_notice, Said("Wie heeft een ladder?"), until, **by),
        "decisions": partial(
            decisions.start_proposal, rietkade, draft, kind="decision", circle=None, **by
        ),
    }[room]
    close = partial(members.shut_rooms, rietkade, [room], by=amina, at=at)
    told = []

    def come_second(change):
        try:
            with within(rietkade.pk):
                change()
        except Refused as no:
            told.append(str(no))
        finally:
            connections.close_all()

    first, then = (close, bring) if who_first == "board" else (bring, close)
    other = threading.Thread(target=come_second, args=[then])
    with transaction.atomic():
        first()
        other.start()
        time.sleep(MOMENT)
    other.join()
    assert len(told) == 1
    assert shut(rietkade) == ([room] if who_first == "board" else [])


# ---- told ----------------------------------------------------------------------------------------


def test_everybody_reads_which_rooms_are_open_and_since_when(rietkade, amina, at, client):
    members.shut_rooms(rietkade, ["agenda"], by=amina, at=at)
    page = client.get("/rietkade/termijnen/").content.decode()
    assert "Agenda en prikbord: dicht" in page
    assert "Sinds vandaag." in page
    assert "Samen besluiten: open" in page


def test_each_switch_is_one_fact(rietkade, amina, at):
    for labels in (["agenda"], ["agenda"], [], ALL):
        members.shut_rooms(rietkade, labels, by=amina, at=at)
    facts = list(facts_of(rietkade.pk, "cooperative.rooms-shut"))
    assert [(fact["shut"], fact["opened"], fact["by"]) for fact in facts] == [
        (["agenda"], [], amina.code),
        ([], ["agenda"], amina.code),
        (ALL, [], amina.code),
    ]
