"""Pages are well made before anybody asks for them."""

import re

import pytest
from django.template import engines

from tests.texts import SOURCE, TEMPLATES, place

FORBIDDEN = {
    "a style attribute": re.compile(r"\sstyle\s*="),
    "a script in an attribute": re.compile(r"\son(?!e=)[a-z]+\s*="),
    "a script in the page": re.compile(
        r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/(ld\+)?json\")"
    ),
    "htmx that evaluates": re.compile(r"hx-on|hx-vals=.js:"),
    "somebody else's server": re.compile(
        r"""(\ssrc|<link[^>]*href|<form[^>]*action)=["']https?:"""
    ),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=place)
def test_every_template_can_be_read(path):
    room_templates = SOURCE / path.relative_to(SOURCE).parts[0] / "templates"
    engines["django"].get_template(path.relative_to(room_templates).as_posix())


@pytest.mark.parametrize("path", TEMPLATES, ids=place)
def test_a_template_lies_in_the_folder_of_its_room(path):
    room, _, folder, *_ = path.relative_to(SOURCE).parts
    assert folder in {room, "account", "allauth", "django", "mfa"} or re.fullmatch(
        r"\d{3}\w*\.html", folder
    )


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what):
    guilty = [place(p) for p in TEMPLATES if FORBIDDEN[what].search(p.read_text())]
    assert guilty == []
