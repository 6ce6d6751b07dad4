"""A page as a PDF/UA file: what stands on it, in the order in which a screen reader finds it."""

import io
import re
import sys
import unicodedata

import pytest
from django.utils.html import escape
from pypdf import PdfReader

from tussenruimte.kit import pdf
from tussenruimte.kit.pdf import INSTEAD, NO_SHAPE, as_pdf, read_blocks
from tussenruimte.kit.refusal import Refused

BASE = "https://house.example/dorp/vergadering/"
PAGE = """
<section><h2>Agenda</h2><ol><li><a href="/dorp/v/1/">Het hek &amp; de &lt;poort&gt;</a></li><li>Rondvraag</li></ol>
<p class="no-print"><a href="x">Druk af</a></p></section>
<section><h2>Het hek</h2><h3>Waarom</h3><p>Eerste regel.<br>Tweede   regel.</p>
<p><strong>Huisarts</strong>: met een voorwaarde.</p>
<p>Kies hier: <a href="/dorp/v/1/stem/">/dorp/v/1/stem/</a></p>
<dl><div><dt>Naam</dt><dd>……</dd></div><div><dt>Dag</dt><dd>……</dd></div></dl></section>
"""
WORDS = "# *x* _y_ $z$ @w \\ <a> `c` // /* */ = kop - punt + een ~ \"q\" 'r' [b] #let x = 1"


def made(html, title="Stukken"):
    return PdfReader(io.BytesIO(as_pdf(html, title=title, by="Heideveen", base=BASE)))


def words_in(reader):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def tags(reader):
    """The marks of the file, from front to back."""

    def walk(element):
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, list):
            for one in element:
                yield from walk(one)
        elif isinstance(element, dict):
            if "/S" in element:
                yield element["/S"]
            yield from walk(element.get("/K"))

    return list(walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))


def test_it_says_that_it_is_pdf_ua_in_its_own_language():
    reader = made(PAGE)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("nl")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Stukken"
    about = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part\W+1\b", about)


def test_headings_lists_and_links_are_marked_in_order():
    found = tags(made(PAGE))
    headings = [one for one in found if re.fullmatch(r"/H\d|/Title", one)]
    assert headings == ["/Title", "/H1", "/H1", "/H2"]
    assert found.count("/LI") == 2 + 2  # of the agenda, and of the facts
    assert found.count("/Link") == 2


def test_links_lead_to_the_house():
    reader = made(PAGE)
    there = [a.get_object()["/A"]["/URI"] for page in reader.pages for a in page["/Annots"]]
    assert there == ["https://house.example/dorp/v/1/", "https://house.example/dorp/v/1/stem/"]
    assert "https://house.example/dorp/v/1/stem/" in words_in(reader)  # on paper nobody can press


def test_a_line_to_write_on_is_seen_and_not_read_aloud():
    """Beside the number of the sheet there is one thing more that a screen reader leaves out."""

    def left_out(fact):
        reader = made(f"<dl><dt>Naam:</dt><dd>{fact}</dd></dl>")
        assert fact in words_in(reader)
        return reader.pages[0].get_contents().get_data().count(b"/Artifact")

    assert left_out("…" * 20) == left_out("Bep") + 1


def test_it_holds_what_the_page_holds_and_nothing_that_is_not_for_paper():
    text = words_in(made(PAGE))
    for said in ("Het hek & de <poort>", "Eerste regel.", "Tweede regel.", "Huisarts: met een"):
        assert said in text
    assert "Druk af" not in text


def test_nobodys_words_are_instructions():
    text = words_in(made(f"<h2>{escape(WORDS)}</h2><p>{escape(WORDS)}</p>", title=WORDS))
    assert text.count(WORDS) == 3  # as title, as heading and as paragraph


@pytest.mark.parametrize("text", ["😀", "中文", "nul \x00 en \x1b", "\u200b\u00ad\u2028", "\ud7ff"])
def test_a_sign_without_a_shape_becomes_a_box_and_is_told(text):
    said = words_in(made(f"<p>Dag {text} buur</p>"))
    assert f"Daar staat nu: {INSTEAD}" in said
    assert "buur" in said


def test_every_sign_that_is_let_through_has_a_shape():
    alls = [chr(n) for n in range(0x20, 0x2400) if not NO_SHAPE.match(chr(n))]
    assert len(alls) > 1_500
    text = words_in(made("".join(f"<p>a{c if c not in '<&' else ''}</p>" for c in alls)))
    assert "Daar staat nu" not in text
    assert INSTEAD not in alls or INSTEAD in text


def marks_and_letters():
    """Each mark on some letter of each kind, and each sign under a few marks."""
    alls = [chr(n) for n in range(0x21, 0x2400) if not NO_SHAPE.match(chr(n))]
    marks = [one for one in alls if unicodedata.category(one)[0] == "M"]
    return [sign + mark for mark in marks for sign in "aZéø1×-αжאبڑ→□"] + [
        sign + mark for sign in alls if sign not in marks for mark in "\u0301\u0308\u0323"
    ]


def test_a_mark_stands_on_any_letter():
    pairs = marks_and_letters()
    assert len(pairs) > 5_000
    text = words_in(made("".join(f"<p>{escape(pair)}</p>" for pair in pairs)))
    assert "Daar staat nu" not in text


@pytest.mark.parametrize("odd", ["×\u0489", "۹\u0301\u05b0", "⏿\u064b\u0308\u05b8", "\u0301" * 40])
def test_marks_that_go_with_nothing_take_nobodys_file_away(odd):
    assert "buur" in words_in(made(f"<h2>{odd}</h2><p>Dag {odd} buur, hé</p>", title=f"a{odd}"))


@pytest.mark.parametrize(
    "html",
    ["", "<p></p>", "los", "<p>open", "</p>", "<li>los punt</li>", "<dd>x</dd>"],
)
def test_odd_html_makes_a_file_all_the_same(html):
    assert len(made(html).pages) == 1


def test_large_letters_take_more_sheets():
    words = "<p>" + "Het hek aan het plein klemt. " * 60 + "</p>"
    usual, large = (
        PdfReader(io.BytesIO(as_pdf(words * 3, title="t", by="b", base=BASE, is_large=one)))
        for one in (False, True)
    )
    assert len(large.pages) > len(usual.pages)


def test_white_space_is_as_on_a_page():
    (block,) = read_blocks("<p>\n  een  <strong> twee </strong>\n drie <br> vier </p>", BASE)
    assert "".join(run.text for run in block.runs) == "een twee drie\nvier"


def test_when_there_can_be_no_file_one_reads_what_to_do():
    with pytest.raises(Refused, match="Druk de pagina zelf af"):
        as_pdf("<h2>Kop</h2><h4>Een tree te diep</h4>", title="t", by="b", base=BASE)


@pytest.mark.parametrize("program", ["raise SystemExit(3)", "import time; time.sleep(9)", None])
def test_a_press_that_breaks_or_hangs_is_no_broken_page(monkeypatch, tmp_path, caplog, program):
    there = tmp_path / "press.py"
    if program:
        there.write_text(program)
    else:
        monkeypatch.setattr(pdf.sys, "executable", str(tmp_path / "nothing"))
    monkeypatch.setattr(pdf, "PRESS", there)
    monkeypatch.setattr(pdf, "PATIENCE", 0.5)
    with pytest.raises(Refused, match="Druk de pagina zelf af"):
        made("<p>Over de buren</p>")
    assert "the press" in caplog.text
    assert "buren" not in caplog.text


def test_the_press_knows_nothing_of_the_house(monkeypatch, tmp_path):
    there = tmp_path / "press.py"
    there.write_text("import os, sys; sys.stdout.write(repr(sorted(os.environ)))")
    monkeypatch.setattr(pdf, "PRESS", there)
    monkeypatch.setenv("TUSSENRUIMTE_KEY", "geheim")
    said = as_pdf("<p>x</p>", title="t", by="b", base=BASE).decode()
    assert "PATH" in said
    assert "TUSSENRUIMTE" not in said


def test_whoever_makes_a_file_does_not_become_heavy():
    made(PAGE)
    assert "typst" not in sys.modules
