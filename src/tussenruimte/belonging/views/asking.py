"""A question to a seat, its answer, and asking for a conversation: with a log-in, with a card, or new here."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tussenruimte.belonging import access, actions, forms
from tussenruimte.belonging.forms import newcomers
from tussenruimte.belonging.reads.newcomers import asked_by, promise_of_talk
from tussenruimte.belonging.views.doors import own_page
from tussenruimte.decisions.reads.serving import what_serves
from tussenruimte.kit import clock
from tussenruimte.kit.network import network_of
from tussenruimte.kit.pages import CooperativeRequest, person_page, private
from tussenruimte.kit.refusal import NotHere, SignInFirst
from tussenruimte.matters.access import ground_of
from tussenruimte.matters.actions import look
from tussenruimte.matters.models import Subject
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Seat
from tussenruimte.promises.access import promise_to_confirm
from tussenruimte.promises.actions import confirm, deny, release
from tussenruimte.promises.models import Promise
from tussenruimte.promises.reads import view

SAYS = {"yes": confirm, "no": deny, "not-needed": release}


@private
def ask(request: Any, coop: str, code: str) -> HttpResponse:
    """Ask a seat something; also while nobody sits there. Whoever is new here gets a card with it."""
    seat = access.seat_to_see(request.cooperative, code)
    is_new = _is_new(request)
    form = (newcomers.AskNew if is_new else forms.Ask)(request.POST or None)
    if form.is_valid():
        words, more = form.cleaned_data["words"], {"is_private": form.is_private}
        if is_new and _try(form, actions.come_with_question, seat, request, words, **more):
            return _card(request, form.result.promise)
        if not is_new and _try_known(form, actions.ask_question, seat, request, words, **more):
            return redirect("belonging:question", coop, form.result.code)
    return render(request, "belonging/ask.html", _about(request, seat, form))


@own_page
def ask_known(request: Any, coop: str, code: str) -> HttpResponse:
    """The same with a card."""
    seat = access.seat_to_see(request.cooperative, code)
    if not request.door:
        return redirect("belonging:ask", coop, code)
    form = forms.Ask(request.typed)
    if form.is_valid():
        words, more = form.cleaned_data["words"], {"is_private": form.is_private}
        if _try_known(form, actions.ask_question, seat, request, words, **more):
            return _asked(request)
    return render(request, "belonging/ask.html", _about(request, seat, form))


@own_page
def asked(request: Any, coop: str) -> HttpResponse:
    """What one asked of seats, with what they answered; and whether that is an answer."""
    if request.typed is not None and "promise" in request.typed:
        code, says = request.typed["promise"], request.typed.get("says", "")
        promise = promise_to_confirm(request.cooperative, request.actors, code)
        if says in SAYS:
            SAYS[says](promise, by=request.person, at=clock.now())
        if not request.door:
            return redirect("belonging:asked", coop)
    return _asked(request)


def _asked(request: Any) -> HttpResponse:
    today = clock.today()
    said = {"rows": asked_by(request.person), "today": today, "frame": request.frame}
    return render(request, "belonging/asked.html", said)


def _is_new(request: Any) -> bool:
    """Nobody who is known here; whoever still has to show a second sign does that first."""
    if getattr(request, "must_show", False):
        raise SignInFirst
    return request.person is None


def _try(form: Any, action: Any, seat: Seat, request: Any, *said: str, **more: Any) -> bool:
    new = replace(form.newcomer, network=network_of(request))
    done: bool = form.try_to(action, seat, new, *said, **more, by=request.person, at=clock.now())
    return done


def _try_known(form: Any, action: Any, seat: Seat, request: Any, *said: str, **more: Any) -> bool:
    done: bool = form.try_to(action, seat, *said, **more, by=request.person, at=clock.now())
    return done


def _about(request: Any, seat: Seat, form: Any) -> dict[str, Any]:
    """What both pages of asking show."""
    return {
        "seat": seat,
        "form": form,
        "is_new": request.person is None,
        "frame": getattr(request, "frame", "web/base.html"),
        "days": term(request.cooperative, "answer_working_days"),
        "today": clock.today(),
    }


def _card(request: Any, promise: Promise) -> HttpResponse:
    """The card of somebody new; sent twice it is the same one."""
    person = promise.receiver.person
    said = {
        "promise": promise,
        "is_talk": promise.matter.subject == Subject.SEAT,
        "new": person,
        "code": access.first_card_of(person).read("sealed_code"),
        "address": settings.PUBLIC_URL.partition("://")[2]
        + reverse("belonging:asked", args=[request.cooperative.slug]),
        "today": clock.today(),
    }
    return render(request, "belonging/asked_new.html", said)


@person_page
def question(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """One question with its answer; whoever acts for the seat answers here."""
    me, at = request.person, clock.now()
    today = clock.day(at)
    row = access.question_to_see(request.cooperative, request.actors, code, today)
    may_answer = access.answers(row, me, request.actors)
    if request.method == "POST" and not may_answer:
        raise NotHere
    form = forms.Answer(request.POST or None, asks=not row.matter.is_private)
    if form.is_valid() and form.try_to(
        actions.answer_question, row, form.cleaned_data["words"], by=me, at=at
    ):
        return redirect("belonging:question", coop, code)
    if row.matter.is_private:
        ground = ground_of(row.matter, request.actors, today)
        look(row.matter, ground=ground, page="belonging:question", by=me, at=at)
    said = {
        "question": row,
        "form": form,
        "may_answer": may_answer and row.is_waiting,
        "is_mine": row.asker_id == me.pk,
        "promise": view(row.promise, today, request.cooperative),
        "serving": [] if row.matter.is_private else what_serves(request.cooperative, code),
        "today": today,
    }
    return render(request, "belonging/question.html", said)


@private
def talk(request: Any, coop: str, code: str) -> HttpResponse:
    """Ask whoever sits there for a conversation. Whoever is new here gets a card with it."""
    seat = access.seat_to_see(request.cooperative, code)
    is_new = _is_new(request)
    form = (newcomers.TalkNew if is_new else forms.Talk)(request.POST or None)
    if form.is_valid():
        about = form.cleaned_data["about"]
        if is_new and _try(form, actions.come_for_talk, seat, request, about):
            return _card(request, promise_of_talk(form.result))
        if not is_new and _try_known(form, actions.ask_for_talk, seat, request, about):
            return redirect("conversations:conversation", coop, form.result.code)
    return render(request, "belonging/talk.html", _about(request, seat, form))


@own_page
def talk_known(request: Any, coop: str, code: str) -> HttpResponse:
    """The same with a card."""
    seat = access.seat_to_see(request.cooperative, code)
    if not request.door:
        return redirect("belonging:talk", coop, code)
    form = forms.Talk(request.typed)
    if form.is_valid() and _try_known(
        form, actions.ask_for_talk, seat, request, form.cleaned_data["about"]
    ):
        return _asked(request)
    return render(request, "belonging/talk.html", _about(request, seat, form))
