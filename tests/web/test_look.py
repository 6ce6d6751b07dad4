"""The parts of a page say what they should, in both languages, without a database."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.utils import translation

from tussenruimte.kit.templatetags import drawings
from tussenruimte.kit.templatetags.look import register
from tussenruimte.web.examples import look_of

TODAY = dt.date(2026, 3, 4)
AMINA = SimpleNamespace(name="Amina Telgenhof", code="K7Q4", first_name="Amina")
RIETKADE = SimpleNamespace(
    name="De Rietkade",
    tagline="coöperatieve buurtzorg",
    phone="0123456700",
    desk="woensdag van 10 tot 16 uur in het buurthuis",
    theme="heideveen",
    slug="de-rietkade",
)


def said(source: str, language: str = "nl", **context: object) -> str:
    """What a piece of a template becomes, on one line."""
    with translation.override(language):
        text = Template("{% load look %}" + source).render(Context({"today": TODAY, **context}))
    return " ".join(text.split())


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def page(template: str = "web/look.html", **context: object) -> str:
    with translation.override("nl"):
        return render_to_string(template, {"today": TODAY, **look_of(TODAY), **context})


# ---- days, hours, names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "days", "dutch", "english"),
    [
        ("day:today", 0, "vandaag", "today"),
        ("day:today", 1, "morgen", "tomorrow"),
        ("day:today", -1, "gisteren", "yesterday"),
        ("day:today", 2, "vrijdag 6 maart", "Friday 6 March"),
        ("day:today", 366, "vrijdag 5 maart 2027", "Friday 5 March 2027"),
        ("on_day:today", 0, "vandaag", "today"),
        ("on_day:today", 2, "op vrijdag 6 maart", "on Friday 6 March"),
        ("day_short:today", -9, "23 feb", "23 Feb"),
        ("day_short:today", 1, "5 mrt", "5 Mar"),
        ("days_late:today", -9, "negen dagen te laat", "nine days late"),
        ("days_late:today", -1, "één dag te laat", "one day late"),
        ("days_late:today", -21, "21 dagen te laat", "21 days late"),
        ("days_late:today", 0, "", ""),
        ("days_late:today", 5, "", ""),
    ],
)
def test_a_day_in_words(filters, days, dutch, english):
    when = TODAY + dt.timedelta(days)
    shown = "{{ when|" + filters + " }}"
    assert said(shown, when=when) == dutch
    assert said(shown, "en", when=when) == english


def test_a_moment_is_the_day_and_the_hour_in_the_netherlands():
    late = dt.datetime(2026, 3, 4, 23, 30, tzinfo=dt.UTC)
    assert (
        said("{{ at|day:today }} {{ at|hour }} {{ at|oclock }}", at=late)
        == "morgen 00.30 00.30 uur"
    )
    assert said("{{ at|oclock }}", at=dt.time(18)) == "18 uur"
    assert said("{{ at|hour }} {{ at|oclock }}", "en", at=dt.time(18)) == "18:00 18:00"


def test_nothing_in_nothing_out():
    assert said("{{ no|day }}{{ no|on_day }}{{ no|hour }}{{ no|oclock }}{{ no|days_late }}") == ""


def test_without_a_day_the_house_clock_is_asked(monkeypatch):
    monkeypatch.setattr("tussenruimte.kit.clock.today", lambda: dt.date(2026, 3, 5))
    assert said("{{ when|day }}", when=TODAY) == "gisteren"


@pytest.mark.parametrize(("number", "word"), [(0, "geen"), (1, "één"), (20, "twintig"), (21, "21")])
def test_small_numbers_are_words(number, word):
    assert said("{{ n|in_words }}", n=number) == word


def test_names_stand_together_in_a_sentence():
    names = ["Amina Telgenhof", "Sjaan Poelma", "Idris Bekkaoui"]
    assert said("{{ n|first_names }}", n=names) == "Amina, Sjaan en Idris"
    assert said("{{ n|first_names }}", "en", n=names[:2]) == "Amina and Sjaan"
    assert said("{{ n|first_names }}{{ none|first_names }}", n=names[:1], none=[]) == "Amina"


# ---- people ----------------------------------------------------------------------------------------


def test_a_door_is_hidden_from_who_listens_and_its_colour_stays():
    html = said('{% door who size="small" lit=True %}', who=AMINA)
    assert "AT" in html
    assert 'aria-hidden="true"' in html
    assert "door--lit" in html
    renamed = SimpleNamespace(name="Amina Bos", code=AMINA.code)
    colour = re.compile(r"door--\d")
    assert colour.findall(html) == colour.findall(said("{% door who %}", who=renamed))


def test_a_name_is_never_markup():
    assert "<script>" not in said("{% person who part=who %}", who="<script>alert(1)</script>")


def test_people_are_a_list_with_what_they_are_to_you():
    rows = [{"actor": AMINA, "part": "houdt je vraag vast"}]
    assert words(said("{% people rows %}", rows=rows)) == "AT Amina Telgenhof houdt je vraag vast"
    assert said("{% people rows %}", rows=rows).count("<li>") == 1


# ---- promises --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "days", "shown", "word"),
    [
        ("open", 9, "open", "Uiterlijk vrijdag 13 maart."),
        ("open", 1, "soon", "Uiterlijk morgen."),
        ("open", 0, "soon", "Vandaag."),
        ("open", -9, "late", "Negen dagen te laat."),
        ("kept", -9, "kept", "Gedaan."),
        ("done", -9, "done", "Gedaan, zegt wie het beloofde."),
        ("unconfirmed", -30, "unconfirmed", "Gedaan, niet bevestigd."),
        ("failed", 3, "failed", "Niet gelukt."),
        ("released", 3, "released", "Niet meer nodig."),
    ],
)
def test_a_promise_says_how_it_stands_in_a_word(state, days, shown, word):
    source = '{% promise what="Bellen" state=state due=due since=since %}{% endpromise %}'
    since = TODAY - dt.timedelta(40)
    html = said(source, state=state, due=TODAY + dt.timedelta(days), since=since)
    assert f"clock--{shown}" in html
    assert words(html) == f"Bellen {word}"


def test_the_rim_of_the_clock_is_the_time_that_is_left():
    due, since = TODAY + dt.timedelta(9), TODAY - dt.timedelta(10)
    assert 'stroke-dasharray="50 100"' in said(
        '{% clock "open" due=due since=since %}', due=due, since=since
    )
    assert 'stroke-dasharray="12 100"' in said('{% clock "soon" 12 %}')


def test_the_ladder_is_a_list_that_tells_who_knows_and_who_must_act():
    html = said("{% ladder ladder %}", **look_of(TODAY))
    assert html.count("<li") == 4
    assert html.count("not-yet") == 1
    assert html.count('aria-current="step"') == 1
    assert "De stoel 2 mrt" in words(html)


# ---- house fronts and the code ---------------------------------------------------------------------


def test_there_is_one_window_for_each_promise():
    street = drawings.street_of({"kept": 24, "moved": 3, "late": 2, "open": 0})
    shown = [window.shows for house in street.houses for window in house.windows]
    assert street.scale == 1
    assert (shown.count("kept"), shown.count("moved"), shown.count("late")) == (24, 3, 2)


@pytest.mark.parametrize("kept", [0, 1, 6, 60, 61, 999, 123_456])
def test_a_street_of_any_length_fits_and_one_late_promise_keeps_its_window(kept):
    street = drawings.street_of({"kept": kept, "late": 1})
    shown = [window.shows for house in street.houses for window in house.windows]
    assert len(shown) <= drawings.MOST_WINDOWS
    assert shown.count("late") == 1


def test_figures_stand_beside_the_house_fronts():
    assert "24 gedaan 3 verzet 2 te laat" in words(said("{% facade kept=24 moved=3 late=2 %}"))


def test_a_qr_code_draws_every_dark_square():
    width, path = drawings.qr_of("https://derietkade.example/kaart/")
    squares = sum(int(length) for length in re.findall(r"h(\d+)v1", path))
    assert width * width / 3 < squares < width * width * 2 / 3
    assert path.startswith("M0 0h7v1h-7z")


# ---- forms -----------------------------------------------------------------------------------------


class Asking(forms.Form):
    words = forms.CharField(
        label="Wat is er nodig?", help_text="Je woorden.", widget=forms.Textarea
    )
    when = forms.ChoiceField(
        label="Kan het wachten?",
        choices=[("wait", "Ja"), ("today", "Nee")],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label="Naam", required=False)


def test_a_question_has_its_label_above_and_its_hint_tied_to_the_box():
    html = said("{% field form.words low=True %}", form=Asking())
    assert html.index("<label") < html.index("Je woorden.") < html.index("<textarea")
    assert 'aria-describedby="id_words_helptext"' in html
    assert 'class="bigtext bigtext--low"' in html


def test_a_refused_question_says_why_beside_the_box():
    html = said("{{ form }}", form=Asking({"when": "wait"}))
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_words_helptext id_words_error"' in html
    assert html.index('id="id_words_error"') < html.index("<textarea")
    assert html.count('class="wrong"') == 1


def test_choices_are_a_group_and_a_hint_is_heard_with_its_choice():
    form = Asking()
    form.fields["when"].widget.hints = {"today": "Over je huis."}
    html = said("{% field form.when %}", form=form)
    assert "<fieldset" in html
    assert "<legend>Kan het wachten?" in html
    assert 'aria-describedby="id_when_1_hint"' in html
    assert 'id="id_when_1_hint">Over je huis.' in html


def test_what_may_stay_empty_says_so():
    assert "(mag leeg blijven)" in said("{% field form.name %}", form=Asking())
    assert "(mag leeg blijven)" not in said("{% field form.words %}", form=Asking())


# ---- the frame -------------------------------------------------------------------------------------


def test_a_link_to_a_room_that_is_off_is_nothing():
    assert said('{% link_if "nowhere:at-all" "x" as url %}[{{ url }}]') == "[]"
    assert said('{% link_if "web:home" as url %}[{{ url }}]') == "[/]"


def test_a_page_without_an_aside_has_one_column():
    base = '{% extends "web/base.html" %}{% block heading %}Dag{% endblock %}{% block content %}x{% endblock %}'
    one = Template(base).render(Context({}))
    two = Template(base + "{% block aside %}y{% endblock %}").render(Context({}))
    assert 'class="single"' in one
    assert "<aside>" not in one
    assert "<aside>" in two


def test_a_page_without_a_title_has_no_band():
    html = Template('{% extends "web/base.html" %}').render(Context({}))
    assert "<h1" not in html
    assert 'class="band"' not in html


def test_the_page_says_where_we_are_and_whom_to_call():
    html = page(cooperative=RIETKADE, person=AMINA)
    assert '<html lang="nl" class="heideveen-theme" data-theme="heideveen">' in html
    assert 'href="tel:+31123456700"' in html
    assert 'href="tel:112"' in html
    assert "Of loop binnen: woensdag van 10 tot 16 uur" in words(html)


def test_the_tab_of_a_card_page_says_nothing_but_kaartje():
    html = page("web/neutral.html", cooperative=RIETKADE)
    assert re.search(r"<title>(.*?)</title>", html)[1] == "Kaartje"
    assert 'rel="noreferrer noopener" data-leave' in html
    assert "noindex" in html
    assert '<nav class="nav"' not in html


def test_what_was_refused_stands_above_the_content():
    html = page(refused="Nee zeggen kan pas na een gesprek.")
    assert html.index('role="alert"') < html.index('class="shell cols"')


@pytest.mark.parametrize("name", ["404.html", "403.html", "403_csrf.html", "500.html"])
def test_a_page_that_goes_wrong_shows_a_way_on_even_without_anything_to_stand_on(name):
    html = render_to_string(name)
    assert html.count("<h1>") == 1
    assert 'class="button" href="/"' in html


def test_the_page_with_every_part_uses_every_part():
    source = get_template("web/look.html").template.source
    shown = {tag for tag in register.tags if "{% " + tag + " " in source}
    in_the_frame = {"band", "columns", "menu", "remembered", "link_if", "mark", "roofs"}
    inside_others = {"person", "house", "qr"}
    assert set(register.tags) - shown <= in_the_frame | inside_others | {"quay"}


def test_every_page_has_one_title_and_no_id_twice():
    html = page(cooperative=RIETKADE, person=AMINA)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert html.count("<h1>") == 1
    assert sorted(set(ids)) == sorted(ids)
    assert set(re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', html)) <= {
        *ids,
        "id_sent-words_helptext id_sent-words_error",
    }
