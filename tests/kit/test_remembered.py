"""A part that is made once: it knows what it was given, and nothing of who came before."""

from dataclasses import dataclass

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import override

from tussenruimte.kit.rooms import are_shut
from tussenruimte.kit.templatetags import remembered

PART = Template(
    "{% load look i18n %}{% remembered word=one.word %}{{ word }}{{ person }}{% endremembered %}"
)


def shown(template, **values):
    return template.render(Context(values))


def test_it_knows_only_what_it_was_given():
    assert shown(PART, one={"word": "brug"}, person="Amina") == "brug"


def test_it_is_made_once_for_the_same_values(monkeypatch):
    part = Template("{% load look %}{% remembered word=word %}{{ word }}{% endremembered %}")
    node = part.nodelist[1]
    for word in ("brug", "kade", "brug"):
        assert shown(part, word=word) == word
    assert len(node.made) == 2
    monkeypatch.setattr(remembered, "MOST", 10)
    assert shown(part, word="dijk") == "dijk"
    assert len(node.made) == 1


def test_marks_are_kept_apart_from_words():
    part = Template("{% load look %}{% remembered word=word %}{{ word }}{% endremembered %}")
    assert shown(part, word=SafeString("<b>")) == "<b>"
    assert shown(part, word="<b>") == "&lt;b&gt;"
    assert shown(part, word=1) == "1"
    assert shown(part, word=True) == "True"


def test_a_row_of_the_database_does_not_say_all(amina):
    """Two people with the same key are equal, whatever they are called by now."""
    for value in (amina, ("brug", amina), ["brug"], {"brug": 1}):
        with pytest.raises(TypeError):
            shown(PART, one={"word": value})


@dataclass(frozen=True)
class Row:
    name: str
    words: tuple[str, ...] = ()


def test_rows_of_words_say_all():
    part = Template(
        "{% load look %}{% remembered rows=rows %}{% for row in rows %}{{ row.name }}{% endfor %}{% endremembered %}"
    )
    for name in ("<b>", "kade", "<b>"):
        row = Row(name, ("een", "twee"))
        assert shown(part, rows=(row, Row("dijk"))) == f"{escape(name)}dijk"
    assert len(part.nodelist[1].made) == 2
    for word in ("<b>", SafeString("<b>"), 1, True):
        assert shown(part, rows=(Row(word),)) == str(conditional_escape(word))


def test_each_language_and_each_shut_room_has_its_own():
    part = Template(
        "{% load look i18n %}{% remembered %}{% translate 'Today' %}"
        "{% link_if 'decisions:proposals' 'rietkade' as to %}{{ to }}{% endremembered %}"
    )
    with override("en"):
        there = shown(part)
        assert there.startswith("Today/rietkade/")
        are_shut(frozenset({"decisions"}))
        assert shown(part) == "Today"
        are_shut(frozenset())
        assert shown(part) == there
    with override("nl"):
        assert shown(part).startswith("Vandaag")


def test_values_come_by_name():
    with pytest.raises(TemplateSyntaxError, match="by name"):
        Template("{% load look %}{% remembered word %}{% endremembered %}")


def test_the_frame_is_of_who_is_here(rietkade, amina, client):
    """After a page of somebody, a visitor finds the frame of a visitor."""
    client.sign_in(amina)
    assert "Uitloggen" in client.get("/rietkade/").content.decode()
    client.logout()
    assert "Uitloggen" not in client.get("/rietkade/").content.decode()
