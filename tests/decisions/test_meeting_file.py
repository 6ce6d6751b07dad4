"""The papers of a members' meeting as a file: nothing is lost on the way, and everybody can read it."""

import io
import re
import time
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from tests.kit.test_pdf import tags
from tests.promises.questions import questions
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask, Draft
from tussenruimte.kit import pdf
from tussenruimte.kit.clock import midnight

HERE = "/rietkade/ledenvergadering/"
DAY = timedelta(days=1)


@pytest.fixture
def voted(meeting, proposal, adviser, idris, sjaan, at):
    """Members are invited to talk about a proposal with advice, about which the vote is open."""
    actions.give_advice(adviser, "against", "Niet doen.\nWacht.", "", by=idris, at=at)
    for sort in ("picture", "opinion"):
        actions.open_next(proposal, sort, by=idris, at=at)
    actions.open_vote(proposal, Ask("yes-no", midnight(at.date() + 3 * DAY)), by=idris, at=at)
    actions.put_on_agenda(meeting, proposal=proposal, by=sjaan, at=at)
    actions.put_on_agenda(meeting, title="Rondvraag", by=sjaan, at=at)
    actions.convene(meeting, by=sjaan, at=at)
    return meeting


def file_of(client, meeting, **more):
    """The file that somebody takes along."""
    answer = client.get(f"{HERE}{meeting.code}/stukken.pdf", **more)
    assert answer.status_code == 200
    return PdfReader(io.BytesIO(answer.content))


def words_in(reader):
    """What stands in it, without the numbers of the sheets."""
    sheets = [re.sub(r"\s*\d+ / \d+\s*$", "", page.extract_text()) for page in reader.pages]
    return re.sub(r"\s+", " ", " ".join(sheets))


def on_the_page(client, meeting):
    """Each piece of text between two marks on the page that prints, in order."""
    page = client.get(f"{HERE}{meeting.code}/stukken/").content.decode()
    main = re.search(
        r'<section class="part" aria-labelledby="agenda">.*</dl></section>', page, re.DOTALL
    )
    pieces = [re.sub(r"\s+", " ", unescape(one)).strip() for one in re.split(r"<[^>]+>", main[0])]
    return [one for one in pieces if one]


def test_each_word_of_the_page_is_in_the_file_in_the_same_order(client, voted, idris):
    client.sign_in(idris)
    said, pieces, found_at = words_in(file_of(client, voted)), on_the_page(client, voted), 0
    assert len(pieces) > 30
    for piece in pieces:
        at = said.find(piece, found_at)
        assert at >= 0, f"{piece} is not in the file, or not here: {said[found_at : found_at + 80]}"
        found_at = at + len(piece)


def test_headings_go_down_a_step_at_a_time_under_one_title(client, voted):
    headings = [one for one in tags(file_of(client, voted)) if re.fullmatch(r"/H\d|/Title", one)]
    assert headings[:2] == ["/Title", "/H1"]
    assert headings.count("/Title") == 1
    assert {"/H1", "/H2"} == set(headings[1:])


def test_whoever_reads_english_has_the_file_in_english(client, voted):
    client.cookies["django_language"] = "en"
    reader = file_of(client, voted)
    assert reader.trailer["/Root"]["/Lang"].startswith("en")
    assert reader.metadata.title == "Papers for the members' meeting"
    assert "Somebody else votes for me" in words_in(reader)


def test_who_may_not_read_the_page_has_no_file(client, meeting, idris, sjaan):
    """Nobody is invited yet."""
    for person, status in ((None, 404), (idris, 404), (sjaan, 200)):
        if person:
            client.sign_in(person)
        for more in ("stukken/", "stukken.pdf"):
            assert client.get(f"{HERE}{meeting.code}/{more}").status_code == status, (person, more)


def test_the_file_asks_the_database_what_the_page_asks(client, voted, idris):
    client.sign_in(idris)
    asked = []
    for more in ("stukken/", "stukken.pdf"):
        with CaptureQueriesContext(connection) as these:
            client.get(f"{HERE}{voted.code}/{more}")
        asked.append(len(questions(these)))
    assert asked[0] == asked[1]


def test_without_a_file_one_reads_to_print_the_page(client, voted, monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "PRESS", tmp_path / "is-not-there.py")
    answer = client.get(f"{HERE}{voted.code}/stukken.pdf")
    assert answer.status_code == 409
    assert "Druk de pagina zelf af" in answer.content.decode()


def test_thirty_proposals_as_long_as_can_be(client, rietkade, meeting, circle, idris, sjaan, at):
    words = "Het hek aan het plein klemt en de buurt wil daar iets aan doen. " * 63
    long = {"why": words[:4_000], "how": words[:4_000], "risk": words[:2_000]}
    long |= {"builds_on": words[:600], "borne_by": words[:300], "saves": False}
    for number in range(30):
        draft = Draft(title=f"Voorstel {number} {words[:100]}", **long)
        row = actions.start_proposal(
            rietkade, draft, kind="decision", circle=circle, by=idris, at=at
        )
        actions.put_on_agenda(meeting, proposal=row, by=sjaan, at=at)
    actions.convene(meeting, by=sjaan, at=at)
    begun = time.perf_counter()
    reader = file_of(client, meeting)
    assert time.perf_counter() - begun < 10  # one second on a machine with nothing else to do
    assert len(reader.pages) > 60
