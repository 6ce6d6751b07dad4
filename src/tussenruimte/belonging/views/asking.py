"""A question to a seat, its answer, and asking for a conversation: with a log-in, with a card, or new here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tussenruimte.belonging import access, actions, forms
from tussenruimte.belonging.actions.newcomers import Newcomer
from tussenruimte.belonging.doors import own_page
from tussenruimte.belonging.forms import newcomers
from tussenruimte.belonging.reads import usual_wait_for_talk
from tussenruimte.belonging.reads.newcomers import asked_by, promise_of_talk
from tussenruimte.decisions.reads.serving import what_serves
from tussenruimte.kit import clock
from tussenruimte.kit.network import network_of
from tussenruimte.kit.pages import CooperativeRequest, page_number, person_page, private
from tussenruimte.kit.refusal import NotHere, SignInFirst
from tussenruimte.matters.access import ground_of
from tussenruimte.matters.actions import look
from tussenruimte.matters.models import Subject
from tussenruimte.matters.reads import said_beside
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Seat
from tussenruimte.promises.actions import confirm, deny, release
from tussenruimte.promises.models import Promise
from tussenruimte.promises.reads import view

SAYS = {"yes": confirm, "no": deny, "not-needed": release}


@dataclass(frozen=True)
class Way:
    """Of asking a seat: what one fills in, what that does, and where it stands afterwards."""

    template: str
    page: str
    stands: str
    form: type[Any]
    form_new: type[Any]
    act: Callable[..., Any]
    come: Callable[..., Any]
    promise: Callable[[Any], Promise]


QUESTION = Way(
    template="belonging/ask.html",
    page="belonging:ask",
    stands="belonging:question",
    form=forms.Ask,
    form_new=newcomers.AskNew,
    act=actions.ask_question,
    come=actions.come_with_question,
    promise=attrgetter("promise"),
)
TALK = Way(
    template="belonging/talk.html",
    page="belonging:talk",
    stands="conversations:conversation",
    form=forms.Talk,
    form_new=newcomers.TalkNew,
    act=actions.ask_for_talk,
    come=actions.come_for_talk,
    promise=promise_of_talk,
)


@private
def ask(request: Any, coop: str, code: str) -> HttpResponse:
    """Ask a seat something; also while nobody sits there. Whoever is new here gets a card with it."""
    return _ask(request, code, QUESTION)


@private
def talk(request: Any, coop: str, code: str) -> HttpResponse:
    """Ask whoever sits there for a conversation. Whoever is new here gets a card with it."""
    return _ask(request, code, TALK)


@own_page
def ask_known(request: Any, coop: str, code: str) -> HttpResponse:
    """Ask a seat something, with a card."""
    return _ask_with_card(request, code, QUESTION)


@own_page
def talk_known(request: Any, coop: str, code: str) -> HttpResponse:
    """Ask whoever sits there for a conversation, with a card."""
    return _ask_with_card(request, code, TALK)


def _ask(request: Any, code: str, way: Way) -> HttpResponse:
    seat = access.seat_to_see(request.cooperative, code)
    if getattr(request, "must_show", False):
        raise SignInFirst
    form = (way.form if request.person else way.form_new)(request.POST or None)
    if form.is_valid():
        if request.person and _try(form, way.act, seat, request):
            return redirect(way.stands, request.cooperative.slug, form.result.code)
        if not request.person and _try_new(form, way.come, seat, request):
            return _card(request, way.promise(form.result))
    return render(request, way.template, _about(request, seat, form, way))


def _ask_with_card(request: Any, code: str, way: Way) -> HttpResponse:
    seat = access.seat_to_see(request.cooperative, code)
    if not request.door:
        return redirect(way.page, request.cooperative.slug, code)
    form = way.form(request.typed)
    if form.is_valid() and _try(form, way.act, seat, request, network=network_of(request)):
        return _asked(request)
    return render(request, way.template, _about(request, seat, form, way))


@own_page
def asked(request: Any, coop: str) -> HttpResponse:
    """What one asked of seats, with what they answered; and whether that is an answer."""
    if request.typed is not None and "promise" in request.typed:
        code, says = request.typed["promise"], request.typed.get("says", "")
        promise = access.asked_to_confirm(request.person, code)
        if says in SAYS:
            SAYS[says](promise, by=request.person, at=clock.now())
        if not request.door:
            return redirect("belonging:asked", coop)
    return _asked(request)


def _asked(request: Any) -> HttpResponse:
    today = clock.today()
    leaf = asked_by(request.person, page_number(request))
    said = {"leaf": leaf, "today": today, "frame": request.frame}
    return render(request, "belonging/asked.html", said)


def _try(
    form: Any, act: Callable[..., Any], seat: Seat, request: Any, *new: Newcomer, **more: str
) -> bool:
    said = {**form.said, **more}
    done: bool = form.try_to(act, seat, *new, **said, by=request.person, at=clock.now())
    return done


def _try_new(form: Any, come: Callable[..., Any], seat: Seat, request: Any) -> bool:
    new = replace(form.newcomer, network=network_of(request))
    return _try(form, come, seat, request, new)


def _about(request: Any, seat: Seat, form: Any, way: Way) -> dict[str, Any]:
    """What both pages of asking show."""
    today = clock.today()
    return {
        "seat": seat,
        "form": form,
        "is_new": request.person is None,
        "frame": getattr(request, "frame", "web/base.html"),
        "days": term(request.cooperative, "answer_working_days"),
        "wait": usual_wait_for_talk(seat, today) if way is TALK else None,
        "today": today,
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
        "wrote_it": row.answer is not None and row.answer.by_id == me.pk,
        "beside": said_beside(row.matter, row.answer.code) if row.answer else [],
        "promise": view(row.promise, today, request.cooperative),
        "serving": [] if row.matter.is_private else what_serves(request.cooperative, code),
        "today": today,
    }
    return render(request, "belonging/question.html", said)
