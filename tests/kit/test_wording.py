"""Soft questions: asked once, about these words, and never in the way."""

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from django.utils import translation

from tussenruimte.kit import wording
from tussenruimte.kit.forms import AsksSoftly
from tussenruimte.kit.wording import HARD_WORDS, HINTS, QUESTIONS, hints_about, questions_about
from tussenruimte.methods.language import Kind
from tussenruimte.methods.words import Question


class Note(AsksSoftly):
    """A private text, and one that everybody reads."""

    soft_fields = ("said",)
    published_fields = ("title",)
    said = forms.CharField(widget=forms.Textarea, help_text="Kort is goed.", max_length=200)
    title = forms.CharField(required=False)
    other = forms.CharField(required=False)


@pytest.fixture(autouse=True)
def _in_dutch():
    with translation.override("nl"):
        yield


def sent(*marks, **texts):
    """A note as a browser sends it."""
    data = QueryDict(mutable=True)
    data.update({"said": "De buren praatten.", **texts})
    data.setlist("as_is", marks)
    return Note(data)


def shown(form):
    text = Template("{% load look %}{{ form }}").render(Context({"form": form}))
    return " ".join(text.split())


def lines(form):
    return [q.line for asked in form.asked.values() for q in asked.questions]


# ---- what is asked ------------------------------------------------------------------------------


def test_a_hard_word_brings_the_page_back_with_one_friendly_line():
    form = sent(said="De cliënt belde. Een cliënt!")
    assert not form.is_valid()
    assert lines(form) == ["Wie bedoel je precies met ‘cliënt’?"]
    assert not form.errors


def test_leave_it_so_lets_the_text_through_unchanged():
    asked = sent(said="De cliënt belde.")
    again = sent(asked.marks, said="De cliënt belde.")
    assert again.is_valid()
    assert again.cleaned_data["said"] == "De cliënt belde."


def test_only_the_words_that_were_let_be_are_let_be():
    before = sent(said="De cliënt belde.")
    form = sent(before.marks, said="De cliënt zit in de caseload.")
    assert not form.is_valid()
    assert lines(form) == ["Om wie gaat het bij ‘caseload’?"]
    assert sent(form.marks_before, form.marks, said="De cliënt zit in de caseload.").is_valid()


def test_without_hard_words_nothing_is_asked():
    assert sent().is_valid()


def test_a_field_that_is_not_named_is_left_alone():
    assert sent(other="De cliënt belde.").is_valid()


def test_what_is_wrong_comes_first_and_the_question_after_it():
    form = sent(said="De cliënt belde. " * 20)
    assert not form.is_valid()
    assert form.asked == {}
    assert "soft-ask" not in shown(form)


def test_what_was_let_be_is_remembered_while_something_else_is_put_right():
    form = sent("cliënt", said="De cliënt belde. " * 20)
    assert '<input type="hidden" name="as_is" value="cliënt">' in shown(form)


def test_an_empty_form_asks_nothing():
    form = Note()
    assert not form.is_valid()
    assert "soft-ask" not in shown(form)


def test_an_english_reader_is_asked_in_english():
    with translation.override("en"):
        assert lines(sent(said="Our clients")) == ["Whom do you mean exactly by ‘clients’?"]


# ---- before publishing --------------------------------------------------------------------------


def test_what_everybody_reads_gets_hints_once():
    form = sent(title="KOMT ALLEN SAMEN. Er wordt gebeld.")
    assert not form.is_valid()
    assert form.asked["title"].hints == [
        "‘KOMT ALLEN SAMEN’ in hoofdletters leest als roepen. Bedoel je dat zo?",
        "Wie doet dit: ‘Er wordt gebeld’? Noem diegene.",
    ]
    assert sent(form.marks_before, title="Er wordt geroepen.").is_valid()


def test_what_is_asked_about_is_not_hinted_at_too():
    asked = sent(title="Voor de doelgroep.").asked["title"]
    assert (len(asked.questions), asked.hints) == (1, [])


def test_private_words_get_no_hints():
    assert sent(said="Er wordt gebeld.").is_valid()


def test_a_long_piece_is_quoted_by_its_beginning_and_hints_stay_few():
    long = "Wij willen graag " + "en nog eens " * 10 + "langs."
    (hint,) = hints_about(long)
    assert "willen graag" in hint
    assert "… ’" not in hint
    assert len(hint) < 130
    assert len(hints_about("Er wordt gebeld. Er wordt geroepen. " * 5)) <= wording.ENOUGH


# ---- how it looks -------------------------------------------------------------------------------


def test_the_question_stands_above_the_text_with_two_ways_on():
    html = shown(sent(said="De cliënt belde."))
    assert html.index("Wie bedoel je") < html.index("De cliënt belde.</textarea>")
    assert '<a class="button button--second" href="#id_said">Ik pas het aan</a>' in html
    assert 'name="as_is" value="cliënt shown-once">Laat zo staan</button>' in html
    assert 'aria-describedby="id_said_helptext id_said_soft"' in html


def test_enter_in_another_box_is_not_leave_it_so():
    html = shown(sent(said="De cliënt belde."))
    assert html.index("<button hidden>") < html.index('name="as_is" value="cliënt')


def test_two_texts_have_one_answer_and_one_place_to_begin():
    html = shown(sent(said="De cliënt belde.", title="De klant"))
    assert html.count("Laat alles zo staan") == 2
    assert html.count(" autofocus") == 1


def test_there_is_a_sentence_for_every_question_and_every_hint():
    assert QUESTIONS.keys() == set(Question)
    assert HINTS.keys() == set(Kind)


def test_a_mark_has_no_space_in_it():
    assert {q.mark for q in questions_about("in hun kracht zetten")} == {"in-hun-kracht-zetten"}


# ---- hard words ---------------------------------------------------------------------------------


def explained(source, **context):
    return Template("{% load look %}" + source).render(Context(context))


def test_a_hard_word_is_explained_once_on_a_page():
    html = explained('{% hard_word "bsn" %}, {% hard_word "bsn" %}')
    assert html.count("burgerservicenummer") == 1
    assert html.endswith(", BSN")


def test_a_word_is_explained_inside_a_sentence_but_not_in_a_link():
    html = explained(
        '{% explain "wacht" %}<a title="wacht">De wacht</a>, de Wacht.{% endexplain %}'
    )
    assert html.startswith('<a title="wacht">De wacht</a>, de <button')
    assert ">Wacht<span" in html


def test_a_sentence_without_the_word_stays_as_it_is():
    assert explained('{% explain "wacht" %}Iemand wachtte.{% endexplain %}') == "Iemand wachtte."


def test_words_of_people_stay_escaped():
    html = explained('{% explain "wacht" %}{{ name }} wacht{% endexplain %}', name="<b>")
    assert html.startswith("&lt;b&gt; <button")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("key", HARD_WORDS)
def test_a_meaning_can_stand_between_brackets(key, language):
    with translation.override(language):
        meaning = str(HARD_WORDS[key].meaning)
        assert meaning[-1] not in ".!?"
        assert len(meaning.split()) <= 16


# ---- sentences of Django ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "said"), [("nl", "Vul dit nog in."), ("en", "Please fill this in too.")]
)
def test_forms_speak_in_the_voice_of_the_house(language, said):
    with translation.override(language):
        assert said in str(Note({"said": ""}).errors["said"])


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("text", [text for text in wording.OF_DJANGO if isinstance(text, str)])
def test_every_sentence_of_django_is_said_in_our_own_words(text, language):
    with translation.override(language):
        assert translation.gettext(text) != text


def test_what_is_too_long_is_said_in_our_own_words():
    assert "er passen 200 tekens in" in str(sent(said="x" * 201).errors["said"])
