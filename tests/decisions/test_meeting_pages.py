"""The pages of members' meetings: asking, joining in, the agenda, who was there, and the papers."""

import io
import re
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from tests.promises.questions import questions
from tests.visitor import Visitor
from tussenruimte.decisions import actions, hooks
from tussenruimte.decisions.hooks import Waits
from tussenruimte.decisions.models import Attendance, Demand, DemandVoice, Item, Meeting, Minutes
from tussenruimte.members import actions as members

DAY = timedelta(days=1)
HERE = "/rietkade/ledenvergadering/"


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def there(row):
    return f"{HERE}{row.code}/"


def test_a_member_asks_and_others_join_in(client, board, crowd, idris, amina, at):
    client.sign_in(idris)
    assert "3 leden" in text(client.get(f"{HERE}vragen/"))
    answer = client.post(f"{HERE}vragen/", {"reason": "De inloop gaat dicht."})
    row = Demand.objects.get()
    page = f"{HERE}vraag/{row.code}/"
    assert answer.headers["Location"] == page
    client.sign_in(amina)
    join = f"{page}meevragen/{amina.actor.code}/"
    assert join in text(client.get(page))
    client.post(join)
    assert DemandVoice.objects.count() == 2
    assert join not in text(client.get(page))
    client.post(f"{page}niet-meer/{amina.actor.code}/")
    assert DemandVoice.objects.count() == 1


def test_nobody_joins_in_for_somebody_else(client, demand, amina, tess):
    client.sign_in(amina)
    page = f"{HERE}vraag/{demand.code}/"
    assert client.post(f"{page}meevragen/{tess.actor.code}/").status_code == 404
    assert client.post(f"{page}intrekken/").status_code == 404


def test_visitors_read_why_and_not_who_joined_in(client, demand, crowd, at):
    actions.join_in(demand, member=crowd[0].actor, by=crowd[0], at=at)
    page = text(client.get(f"{HERE}vraag/{demand.code}/"))
    assert "De inloop gaat dicht" in page
    assert crowd[0].name not in page


def test_what_was_written_is_not_lost(client, board, idris, at):
    client.sign_in(idris)
    answer = client.post(f"{HERE}vragen/", {"reason": "Mijn nummer is 111222333."})
    assert "Mijn nummer is 111222333." in text(answer)
    assert not Demand.objects.exists()


WHEN = {"day": "2026-11-25", "hour": "19:30", "place": "De Steiger"}


def test_the_board_plans_makes_the_agenda_and_invites(client, board, sjaan, proposal, at):
    client.sign_in(sjaan)
    early = client.post(f"{HERE}plannen/", WHEN | {"day": "2026-11-18"})
    assert "De Steiger" in text(early)
    client.post(f"{HERE}plannen/", WHEN)
    row = Meeting.objects.get()
    assert str(row.begins_at.astimezone(at.tzinfo)) == "2026-11-25 19:30:00+01:00"
    both = {"title": "Nog iets", "proposal": proposal.code}
    assert "Nog iets" in text(client.post(f"{there(row)}agenda/", both))
    client.post(f"{there(row)}agenda/", {"proposal": proposal.code})
    client.post(f"{there(row)}agenda/", {"title": "Rondvraag"})
    assert Item.objects.count() == 2
    client.post(f"{there(row)}agenda/2/omhoog/")
    client.post(f"{there(row)}agenda/1/eraf/")
    assert [one.sort for one in Item.objects.all()] == ["proposal"]
    client.post(f"{there(row)}uitnodigen/")
    row.refresh_from_db()
    assert row.convened_at


def test_before_members_are_invited_only_the_board_sees_it(client, meeting, idris, sjaan):
    assert client.get(there(meeting)).status_code == 404
    client.sign_in(idris)
    assert client.get(there(meeting)).status_code == 404
    client.sign_in(sjaan)
    assert client.get(there(meeting)).status_code == 200


def test_who_asks_the_members_stands_by_name_for_members_only(
    client, meeting, demand, sjaan, idris, at, monkeypatch
):
    waits = Waits(demand.matter_id, "Vraagster wil blijven.", "Vraagster blijft lid.")
    tells = lambda _coop, matters: [waits] if matters is None or waits.matter in matters else []  # noqa: E731
    monkeypatch.setattr(hooks, "_known", [tells])
    client.sign_in(sjaan)
    client.post(f"{there(meeting)}agenda/", {"waits": str(demand.matter_id), "title": ""})
    actions.convene(meeting, by=sjaan, at=at)
    client.sign_in(idris)
    assert "Vraagster wil blijven." in text(client.get(there(meeting)))
    for page in (there(meeting), f"{there(meeting)}stukken/"):
        assert "Vraagster" not in text(Visitor().get(page))


def test_a_list_says_day_and_hour_as_one(client, invited):
    """What stands loose in a link of a list loses the space between its parts."""
    page = text(client.get(HERE))
    assert '/"><span>Woensdag 25 november, <span class="keep">10.00</span></span>' in page


def test_moving_and_calling_off_ask_why(client, invited, sjaan):
    client.sign_in(sjaan)
    assert "De Steiger" in text(client.get(f"{there(invited)}verzetten/"))
    client.post(f"{there(invited)}verzetten/", WHEN | {"day": "2026-12-02", "why": "Zaal dicht"})
    assert "Zaal dicht" in text(client.get(there(invited)))
    client.post(f"{there(invited)}afzeggen/", {"words": "Er is griep."})
    assert "Er is griep." in text(client.get(there(invited)))


@pytest.fixture
def begun(invited, at):
    Meeting.objects.filter(pk=invited.pk).update(called_at=at - 30 * DAY, begins_at=at - DAY)
    return invited


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"names": "Idris Bekkaoui\nNiemand Hier"}, "Niemand Hier"),
        ({"names": "Idris Bekkaoui\nidris bekkaoui"}, "idris bekkaoui"),
        ({"names": "Idris Bekkaoui", "proxies": "Amina Telgenhof"}, "Amina Telgenhof"),
        ({"names": "Idris Bekkaoui", "proxies": "Amina Telgenhof: Wie"}, "Wie"),
        ({"names": "", "proxies": ""}, "names"),
    ],
)
def test_names_that_are_not_right_are_said_and_kept(client, begun, sjaan, at, wrong, said, past):
    client.sign_in(sjaan)
    answer = client.post(f"{there(begun)}aanwezig/", wrong)
    assert answer.status_code == 200
    assert said in text(answer)
    assert not Attendance.objects.exists()


@pytest.fixture
def past(idris, amina, at):
    for person in (idris, amina):
        type(person.actor.member).objects.filter(pk=person.pk).update(since=at.date() - 9 * DAY)


def test_who_was_there_and_what_came_of_it(client, begun, sjaan, idris, amina, past, at):
    client.sign_in(sjaan)
    said = {"names": "Idris  Bekkaoui", "proxies": "amina telgenhof : idris bekkaoui"}
    client.post(f"{there(begun)}aanwezig/", said)
    assert Attendance.objects.get(proxy=idris.actor).actor == amina.actor
    assert "Agenda" in text(client.get(f"{there(begun)}"))
    client.post(f"{there(begun)}verslag/", {"words_1": "Het was druk.", "words_2": ""})
    assert Minutes.objects.get().number == 1
    answer = client.post(f"{there(begun)}verslag/", {"words_1": "Het was vol.", "because": ""})
    assert "Het was vol." in text(answer)
    client.post(f"{there(begun)}verslag/", {"words_1": "Het was vol.", "because": "Telfout"})
    assert "Het was vol." in text(client.get(there(begun)))
    assert "Het was druk." in text(client.get(f"{there(begun)}verslag/1/"))


def test_two_of_one_name_are_two_members(client, begun, sjaan, idris, welcome, past, at):
    other = welcome(idris.name)
    members.make_member(other.actor, sort="resident", since=at.date() - 9 * DAY, by="invoer", at=at)
    client.sign_in(sjaan)
    said = {"names": idris.name, "proxies": f"{idris.name}: {idris.name}"}
    assert client.post(f"{there(begun)}aanwezig/", said).status_code == 302
    row = Attendance.objects.get(proxy__isnull=False)
    assert (row.actor, row.proxy) == (other.actor, idris.actor)


def test_whoever_sees_to_it_reads_for_how_many_to_print(client, invited, sjaan, idris, welcome, at):
    quiet = welcome("Zonder Mail")
    members.make_member(quiet.actor, sort="resident", since=at.date(), by="invoer", at=at)
    words = "1 mens krijgt geen mail van ons."
    assert words in text(client.sign_in(sjaan).get(there(invited)))
    assert words not in text(client.sign_in(idris).get(there(invited)))


def test_visitors_read_how_many_and_no_names(client, held, idris, amina):
    page = text(client.get(there(held)))
    assert "Er was 1 lid." in page
    assert "Voor 1 lid stemde iemand anders." in page
    assert idris.name not in page
    assert amina.name not in page
    client.sign_in(idris)
    assert amina.name in text(client.get(there(held)))


def test_the_papers_hold_agenda_proposal_advice_and_a_paper_for_a_proxy(client, invited, adviser):
    page = text(client.get(f"{there(invited)}stukken/"))
    for words in ("De inloop op zondag dicht", "Op zondag zijn er te weinig handen.", "Rondvraag"):
        assert words in page
    assert adviser.actor.name in page
    assert page.count("……") >= 4


def in_file(answer):
    """What stands in a file that one takes along."""
    read = PdfReader(io.BytesIO(answer.content))
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read.pages))


def test_the_papers_come_along_as_a_file_with_the_same_words(client, invited, adviser, idris):
    page = text(client.get(f"{there(invited)}stukken/"))
    assert f"{there(invited)}stukken.pdf" in page
    answer = client.get(f"{there(invited)}stukken.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "stukken-ledenvergadering-2026-" in answer.headers["Content-Disposition"]
    said = in_file(answer)
    for words in ("De inloop op zondag dicht", "Op zondag zijn er te weinig handen.", "Rondvraag"):
        assert words in said
    assert adviser.actor.name in said
    assert said.count("……") >= 4
    assert "Neem het mee" not in said
    client.cookies["letters"] = "groot"
    assert len(client.get(f"{there(invited)}stukken.pdf").content) != len(answer.content)


def test_a_file_of_a_long_agenda_is_there_at_once(client, meeting, sjaan, at):
    for number in range(20):
        actions.put_on_agenda(meeting, title=f"Punt {number} " + "# " * 40, by=sjaan, at=at)
    actions.convene(meeting, by=sjaan, at=at)
    begun = time.perf_counter()
    assert "Punt 19 # #" in in_file(client.get(f"{there(meeting)}stukken.pdf"))
    assert time.perf_counter() - begun < 3


def test_a_page_asks_as_much_of_a_long_agenda(client, meeting, sjaan, at):
    for number in range(20):
        actions.put_on_agenda(meeting, title=f"Punt {number}", by=sjaan, at=at)
    actions.convene(meeting, by=sjaan, at=at)
    for more in ("", "stukken/"):
        with CaptureQueriesContext(connection) as asked:
            assert "Punt 19" in text(client.get(f"{there(meeting)}{more}"))
        assert len(questions(asked)) <= 10


def test_who_asked_calls_it_when_the_board_was_silent(client, reached, idris, at):
    client.sign_in(idris)
    page = f"{HERE}vraag/{reached.code}/bijeenroepen/"
    assert client.get(page).status_code == 404
    Demand.objects.filter(pk=reached.pk).update(freed_at=at)
    client.post(page, WHEN | {"day": "2026-12-20"})
    row = Meeting.objects.get()
    assert not row.by_board
    assert client.get(there(row)).status_code == 200
