"""The page of a need for whoever holds on to it or reads along, and each step on it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tussenruimte.kit.clock import day, now
from tussenruimte.kit.pages import View, page_number, person_page
from tussenruimte.matters import actions as matters
from tussenruimte.members.languages import speaks
from tussenruimte.relations import access, actions, reads
from tussenruimte.relations.forms import holding as forms
from tussenruimte.relations.forms.card import NewCard
from tussenruimte.relations.models import Need, Relation
from tussenruimte.relations.reads.beside import seats_asked, to_answer
from tussenruimte.relations.reads.law import laws_of
from tussenruimte.relations.reads.own import between_parents
from tussenruimte.relations.reads.stops import stops_of
from tussenruimte.relations.reads.walk import walk_of


@person_page
def need(request: Any, coop: str, code: str) -> HttpResponse:
    """The need: own words first, then what was promised, said, weighed, and who is there."""
    at = now()
    row, ground = access.need_to_read(request.person, code, day(at))
    if row.person_id == request.person.pk:
        return redirect("relations:own", coop, code)
    page = reads.need_page(row, day(at))
    if page.is_acted_in(row, request.person):
        return redirect("relations:own", coop, code)
    is_parent = between_parents(page, request.person)
    to_answer(page, row, request.person, seats_asked(page, request.actors))
    matters.look(row.matter, ground=ground, page="need", by=request.person, at=at)
    context = {
        "need": row,
        "page": page,
        "words": row.read("words"),
        "urgency": row.read("urgency"),
        "why_for_them": row.read("why_for_them"),
        "knows_reach": not is_parent,  # often it is how the other parent is reached
        "reach": "" if is_parent else row.person.read("reach"),
        "speaks": speaks(row.person),
        "walk": walk_of(row, _("this question")),
        "holds": row.holder_id == request.person.pk,
        "need_remarks": page.remarks.get(row.code, []),
        "turn": reads.whose_turn(row, page, request.person),
        "laws": laws_of(page, day(at)) if row.holder_id == request.person.pk else [],
        "stops": stops_of(page, request.person, day(at)),
    }
    return render(request, "relations/need.html", context)


@person_page
def needs(request: Any, coop: str) -> HttpResponse:
    """Everything I hold, and what waits for my yes."""
    at = now()
    today, page = day(at), page_number(request)
    asked, acts_for = reads.relations_of(request.person, today)
    offered = reads.offered_with_why(request.person)
    for row, _why, _beside in offered:  # no reader yet, but why they are asked stands there
        matters.look(row.need.matter, ground="", page="needs", by=request.person, at=at)
    context = {
        "mine": reads.what_i_hold(request.person, page),
        "page_number": page,
        "offered": offered,
        "asked": asked,
        "acts_for": acts_for,
        "to_look_at": reads.asked_to_look(request.person),
        "aside": reads.set_asides(request.person, at),
        "silent": reads.silent_needs(request.person, today),
    }
    return render(request, "relations/needs.html", context)


def step(form_class: type[forms.Step], action: Callable[..., Any], page: str) -> View:
    """A page for one step of the holder: a sentence, a small form, a button."""

    @person_page
    def view(request: Any, coop: str, code: str) -> HttpResponse:
        at = now()
        row = access.need_to_hold(request.cooperative, request.person, code)
        form = form_class(
            request.POST or None, request.FILES or None, need=row, person=request.person
        )
        if form.is_valid() and form.try_to(action, row, by=request.person, at=at, **form.terms()):
            return redirect("relations:need", coop, code)
        matters.look(row.matter, ground="holder", page=page, by=request.person, at=at)
        return render(request, "relations/step.html", {"need": row, "form": form})

    view.__name__ = page
    return view


def _keep_file(need: Need, *, upload: Any, **who: Any) -> Any:
    return matters.add_file(need.matter, upload.read(), name=upload.name, **who)


hand_over = step(forms.HandOver, actions.offer_need, "hand_over")
quiet = step(forms.Quiet, actions.begin_quiet, "quiet")
lose = step(forms.Lose, actions.lose, "lose")
find = step(forms.Find, actions.find_again, "find")
sent = step(forms.Sent, actions.note_bounce, "sent")
fell = step(forms.Fell, actions.lose_ground, "fell")
words = step(forms.Words, actions.add_words, "words")
beside = step(forms.Beside, actions.ask_relation, "beside")
close_for = step(forms.CloseFor, actions.close_for, "close_for")
put_aside = step(forms.PutAside, actions.ask_to_set_aside, "put_aside")
join = step(forms.Join, actions.join_messages, "join")
add_file = step(forms.AddFile, _keep_file, "add_file")


@person_page
@require_POST
def wake(request: Any, coop: str, code: str) -> HttpResponse:
    """Busy together again."""
    row = access.need_to_hold(request.cooperative, request.person, code)
    actions.end_quiet(row, by=request.person, at=now())
    return redirect("relations:need", coop, code)


@person_page
@require_POST
def person_knows(request: Any, coop: str, code: str) -> HttpResponse:
    """The person knows now that somebody told this for them, and says yes."""
    row = access.need_to_hold(request.cooperative, request.person, code)
    actions.tell_them(row, by=request.person, at=now())
    return redirect("relations:need", coop, code)


@person_page
def new_card(request: Any, coop: str, code: str) -> HttpResponse:
    """At the counter: a new card. The code is shown once, to print or to copy."""
    at = now()
    row = access.need_to_hold(request.cooperative, request.person, code)
    form = NewCard(request.POST or None, need=row, person=request.person)
    if form.is_valid() and form.try_to(
        actions.new_card, row, by=request.person, at=at, **form.terms()
    ):
        return render(
            request,
            "relations/new_card.html",
            {"need": row, "whom": form.gets_it, "code": form.result},
        )
    matters.look(row.matter, ground="holder", page="new_card", by=request.person, at=at)
    return render(request, "relations/step.html", {"need": row, "form": form})


@person_page
@require_POST
def person_agrees(request: Any, coop: str, code: str) -> HttpResponse:
    """The person said yes to whoever holds on."""
    row = access.need_to_hold(request.cooperative, request.person, code)
    actions.agree_to_holder(row, by=request.person, at=now())
    return redirect("relations:need", coop, code)


# ---- handing over ------------------------------------------------------------------------------


@person_page
@require_POST
def answer_offer(request: Any, coop: str, code: str) -> HttpResponse:
    """The one who was asked says yes or no."""
    row = access.offer_to_answer(request.cooperative, request.person, code)
    form = forms.Answer(request.POST)
    if form.is_valid():
        row = actions.taker_answers(row, says_yes=form.says_yes, by=request.person, at=now())
    if row.done_at:
        return redirect("relations:need", coop, row.need.code)
    return redirect("relations:needs", coop)


def _open_offer(request: Any, code: str) -> Any:
    row = access.need_to_hold(request.cooperative, request.person, code)
    return access.open_offer_of(row)


@person_page
@require_POST
def person_said(request: Any, coop: str, code: str) -> HttpResponse:
    """The holder writes down what the person answered to somebody else holding on."""
    form = forms.Answer(request.POST)
    offer = _open_offer(request, code)
    if form.is_valid():
        offer = actions.person_answers(offer, says_yes=form.says_yes, by=request.person, at=now())
    if offer.done_at:  # it is somebody else's now, and no longer for these eyes
        return redirect("relations:needs", coop)
    return redirect("relations:need", coop, code)


@person_page
def told_person(request: Any, coop: str, code: str) -> HttpResponse:
    """The person cannot be reached: how they were told."""
    at = now()
    row = access.need_to_hold(request.cooperative, request.person, code)
    form = forms.Told(request.POST or None, need=row, person=request.person)
    if form.is_valid() and form.try_to(
        actions.tell_person, access.open_offer_of(row), by=request.person, at=at, **form.terms()
    ):
        return redirect("relations:needs", coop)
    matters.look(row.matter, ground="holder", page="told", by=request.person, at=at)
    return render(request, "relations/step.html", {"need": row, "form": form})


@person_page
@require_POST
def take_back(request: Any, coop: str, code: str) -> HttpResponse:
    """The holder holds on after all."""
    actions.take_back_offer(_open_offer(request, code), by=request.person, at=now())
    return redirect("relations:need", coop, code)


# ---- who is with whom ------------------------------------------------------------------------------


@person_page
@require_POST
def answer_relation(request: Any, coop: str, code: str) -> HttpResponse:
    """Yes or no to standing beside somebody."""
    row = access.relation_to_answer(request.cooperative, request.person, code)
    form = forms.Answer(request.POST)
    if form.is_valid():
        actions.answer_relation(row, says_yes=form.says_yes, by=request.person, at=now())
    return redirect("relations:needs", coop)


@person_page
@require_POST
def note_yes(request: Any, coop: str, code: str) -> HttpResponse:
    """Somebody without a log-in said yes to standing beside somebody, or to having them there."""
    row, whose = access.relation_to_note(request.person, code, request.POST.get("whose", ""))
    actions.note_yes(row, whose, by=request.person, at=now())
    return redirect("relations:need", coop, row.need.code)


@person_page
@require_POST
def end_relation(request: Any, coop: str, code: str) -> HttpResponse:
    """Ended well, or let go."""
    row: Relation = access.relation_to_end(request.cooperative, request.person, code)
    actions.end_relation(row, by=request.person, at=now())
    if row.other_id == request.person.pk:
        return redirect("relations:needs", coop)
    return redirect("relations:need", coop, row.need.code)
