"""Pages for weighing and looking back: fetch, ask, do, answer."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tussenruimte.conversations.reads import around, talks_with_person
from tussenruimte.kit import clock
from tussenruimte.kit.pages import back, person_page
from tussenruimte.kit.templatetags.frame import address_of
from tussenruimte.matters.access import ground_of, grounds_of, matter_to_read
from tussenruimte.matters.actions import look
from tussenruimte.matters.models import Ground, Matter
from tussenruimte.matters.reads import said_beside, said_beside_each
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Person
from tussenruimte.reflections import access, actions, forms, reads
from tussenruimte.reflections.models import Judgement


def _page(request: Any, name: str, matter: Matter, context: dict[str, Any]) -> HttpResponse:
    """Show a page about a matter; somebody else's private one goes into the reading log first."""
    at = clock.now()
    ground = ground_of(matter, request.actors, clock.day(at)) or Ground.PEER
    look(matter, ground=ground, page=f"reflections:{name}", by=request.person, at=at)
    home = address_of("relations:need", request.cooperative.slug, matter.code)
    return render(request, f"reflections/{name}.html", {"matter": matter, "home": home, **context})


def _address(row: Judgement) -> str:
    return reverse("reflections:judgement", args=[row.cooperative.slug, row.code])


@person_page
def weigh(request: Any, coop: str, code: str) -> HttpResponse:
    """Three steps on one page."""
    matter = matter_to_read(request.cooperative, request.actors, code, clock.today())
    form = forms.Weigh(
        request.POST or None,
        matter=matter,
        by=request.person,
        around=around(matter, clock.today()),
        talks=talks_with_person(matter),
    )
    if form.is_valid() and form.try_to(
        actions.weigh, matter, form.weighed(), by=request.person, at=clock.now()
    ):
        return redirect(_address(form.result))
    context = {
        "form": form,
        "rules": reads.rules_known(request.cooperative),
        "days": term(request.cooperative, "look_along"),
        "stay_days": term(request.cooperative, "stay_along"),
    }
    return _page(request, "weigh", matter, context)


@person_page
@require_safe
def judgement(request: Any, coop: str, code: str) -> HttpResponse:
    """How it was weighed, with its versions and what whoever looked along said."""
    row = access.judgement_to_see(request.cooperative, request.actors, code, clock.today())
    return _page(request, "judgement", row.matter, _shown(request, row))


def _shown(request: Any, row: Judgement) -> dict[str, Any]:
    latest, *earlier = reads.in_words(row)
    is_mine = row.writer_id in request.actors
    grounds = grounds_of(row.matter, request.actors, clock.today())
    reads_along = bool(grounds) or not row.matter.is_private
    times = reads.how_many_times(row) if is_mine else 0
    return {
        "judgement": row,
        "latest": latest,
        "earlier": earlier,
        "is_mine": is_mine,
        "looks_along": access.looks_along(row, set(request.actors)),
        "peer_words": reads.peer_words_of(row),
        "is_suspended": reads.is_suspended(row),
        "asked_to_stay": reads.asked_to_stay(row),
        "lacks_company": reads_along and reads.lacks_company(row),
        "beside": said_beside(row.matter, row.code) if reads_along else [],
        "reads_along": reads_along,
        "answers": is_mine or Ground.HOLDER in grounds,
        "times": times,
        "asks_whether_it_pinches": row.pinches is None and times >= reads.PINCHES_FROM,
    }


@person_page
def answer(request: Any, coop: str, code: str) -> HttpResponse:
    """Whoever looks along says what they see."""
    row = access.judgement_to_answer(request.cooperative, request.actors, code)
    form = forms.Answer(request.POST or None)
    if form.is_valid() and form.try_to(
        actions.answer, row, form.cleaned_data["words"], by=request.person, at=clock.now()
    ):
        return redirect(_address(row))
    return _page(request, "answer", row.matter, {"form": form, **_shown(request, row)})


@person_page
def another(request: Any, coop: str, code: str) -> HttpResponse:
    """Whoever was asked does not look along: ask somebody else."""
    row = access.judgement_of_mine(request.cooperative, request.actors, code)
    people = around(row.matter, clock.today())
    form = forms.Another(request.POST or None, judgement=row, around=people)
    if form.is_valid() and form.try_to(
        actions.ask_another, row, form.chosen, by=request.person, at=clock.now()
    ):
        return redirect(_address(row))
    context = {"form": form, "judgement": row, "days": term(request.cooperative, "look_along")}
    return _page(request, "another", row.matter, context)


@person_page
def again(request: Any, coop: str, code: str) -> HttpResponse:
    """A new version beside the earlier ones."""
    row = access.judgement_of_mine(request.cooperative, request.actors, code)
    form = forms.Again(request.POST or None, initial=reads.to_write_on(row))
    if form.is_valid() and form.try_to(
        actions.write_on, row, form.words(), by=request.person, at=clock.now()
    ):
        return redirect(_address(row))
    beside = said_beside(row.matter, row.code)
    context = {"form": form, "judgement": row, "beside": beside}
    return _page(request, "again", row.matter, context)


@person_page
@require_POST
def pinches(request: Any, coop: str, code: str) -> HttpResponse:
    """ "Is dit de regel die knelt?" — ja of nee."""
    row = access.judgement_of_mine(request.cooperative, request.actors, code)
    says_yes = request.POST.get("pinches") == "yes"
    actions.say_whether_it_pinches(row, pinches=says_yes, by=request.person, at=clock.now())
    return redirect(_address(row))


@person_page
def look_back(request: Any, coop: str, code: str) -> HttpResponse:
    """Look back in words; what one gave before stands beside it and can be taken back."""
    matter = matter_to_read(request.cooperative, request.actors, code, clock.today())
    form = forms.LookBack(
        request.POST or None,
        words=reads.words_to_choose(request.cooperative),
        is_about_me=matter.person_id in request.actors,
    )
    if form.is_valid() and form.try_to(_give, matter, form, by=request.person, at=clock.now()):
        return back(request, request.path)
    rows = [row for row in reads.lookbacks_of(matter) if row.giver_id in request.actors]
    beside = said_beside_each(request.cooperative, [row.code for row in rows])
    given = [(row, reads.ingredients_in(row), beside.get(row.code, [])) for row in rows]
    return _page(request, "look_back", matter, {"form": form, "given": given})


def _give(matter: Matter, form: forms.LookBack, *, by: Person, at: dt.datetime) -> None:
    """One's own word first joins the list, then it is chosen."""
    word = form.cleaned_data["own_word"]
    if word:
        word = actions.add_ingredient(matter.cooperative, word, by=by, at=at)
    actions.look_back(matter, form.given(word), by=by, at=at)


@person_page
@require_POST
def withdraw_look_back(request: Any, coop: str, code: str) -> HttpResponse:
    """Take it back."""
    row = access.lookback_of_mine(request.cooperative, request.actors, code)
    actions.withdraw(row, by=request.person, at=clock.now())
    return back(request, reverse("reflections:look_back", args=[coop, row.matter.code]))
