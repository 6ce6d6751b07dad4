"""What somebody does with a promise they made; and the page on which a promise stands."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tussenruimte.kit import clock
from tussenruimte.kit.forms import HouseForm
from tussenruimte.kit.pages import CooperativeRequest, back, page_number, person_page
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.access import ground_of, matter_to_read
from tussenruimte.matters.actions import look
from tussenruimte.matters.pages import page_of
from tussenruimte.matters.reads import ended_in_words
from tussenruimte.promises import access, actions, forms, reads
from tussenruimte.promises.models import Promise
from tussenruimte.promises.views.opened import note_opened
from tussenruimte.promises.walking import rows_of


@require_GET
@person_page
def mine(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Everything I promised and was promised."""
    today, page = clock.today(), page_number(request)
    shown = reads.everything_of(request.actors, request.cooperative, today, page)
    return render(request, "promises/mine.html", shown)


@require_GET
@person_page
def promise(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """One promise: what, who, to whom, when, who knows, and what can be done now."""
    today = clock.today()
    row = access.promise_to_see(request.cooperative, request.actors, code, today)
    note_opened(request, row)
    shown = reads.page_of(row, request.cooperative, request.person, request.actors, today)
    first = (_("this promise"), shown["promise"].text)
    shown["walk"] = rows_of(first, shown["steps"], coop, may_read=shown["may_read_matter"])
    return render(request, "promises/promise.html", shown)


@person_page
def keep(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """It is done."""
    row = access.promise_to_keep(request.cooperative, request.actors, code)
    form = forms.Keep(request.POST or None)
    if form.is_valid() and form.try_to(
        actions.say_done, row, how=form.cleaned_data["how"], by=request.person, at=clock.now()
    ):
        messages.success(request, _("Good. %(name)s can answer now.") % {"name": row.receiver})
        return back(request, reverse("promises:promise", args=[coop, code]))
    return _ask(request, "promises/keep.html", row, form)


@person_page
def move(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Another day; told first, with the reason."""
    row = access.promise_to_keep(request.cooperative, request.actors, code)
    form = forms.Move(request.POST or None, asks=not _is_mine(row, request))
    if form.is_valid() and form.try_to(
        actions.move, row, **form.cleaned_data, by=request.person, at=clock.now()
    ):
        return back(request, reverse("promises:promise", args=[coop, code]))
    return _ask(request, "promises/move.html", row, form)


@person_page
def fail(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """It did not work out; and what happens now."""
    row = access.promise_to_keep(request.cooperative, request.actors, code)
    form = forms.Fail(request.POST or None, asks=not _is_mine(row, request))
    if form.is_valid() and form.try_to(
        actions.fail, row, **form.cleaned_data, by=request.person, at=clock.now()
    ):
        return back(request, reverse("promises:promise", args=[coop, code]))
    return _ask(request, "promises/fail.html", row, form)


@person_page
def offer(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Ask somebody else to take it over; it stays mine until they say yes."""
    row = access.promise_to_keep(request.cooperative, request.actors, code)
    form = forms.Offer(
        request.POST or None,
        actors=reads.who_could_take(row),
        yes_of=reads.whose_yes(row.matter, request.person),
    )
    if form.is_valid() and form.try_to(
        actions.offer,
        row,
        to=form.cleaned_data["to"],
        person_said_yes=form.cleaned_data.get("said_yes", False),
        by=request.person,
        at=clock.now(),
    ):
        messages.success(request, _("Asked. Until they say yes it stays yours."))
        return back(request, reverse("promises:promise", args=[coop, code]))
    return _ask(request, "promises/offer.html", row, form)


@require_POST
@person_page
def still_stands(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Looked at again together: the promise still stands."""
    row = access.promise_to_keep(request.cooperative, request.actors, code)
    actions.still_stands(row, by=request.person, at=clock.now())
    messages.success(request, _("Good. This promise still stands."))
    return back(request, reverse("promises:promise", args=[coop, code]))


@person_page
def make(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """A new promise about a matter."""
    today = clock.today()
    matter = matter_to_read(request.cooperative, request.actors, code, today)
    if matter.ended_at:
        raise Refused(ended_in_words(matter))
    people = reads.who_could_promise(matter, request.actors, today)
    # About a question somebody writes down what was agreed; in public everybody promises for themselves.
    makers = people if matter.is_private else [p for p in people if p.pk in request.actors]
    form = forms.Make(
        request.POST or None,
        makers=makers,
        receivers=people,
        yes_of=reads.whose_yes(matter, request.person),
        initial={"maker": request.person.code},
        asks=not matter.is_private,
    )
    if form.is_valid() and form.try_to(
        actions.make_promise, matter, **form.as_promise(), by=request.person, at=clock.now()
    ):
        return back(request, reverse("promises:promise", args=[coop, form.result.code]))
    ground = ground_of(matter, request.actors, today)
    look(matter, ground=ground, page="make", by=request.person, at=clock.now())
    shown = {"matter": matter, "form": form, "need_url": page_of(matter, coop)}
    return render(request, "promises/make.html", shown)


def _is_mine(row: Promise, request: CooperativeRequest) -> bool:
    """Whether it is about the own question of whoever writes."""
    return bool(row.matter.person_id == request.person.pk)


def _ask(request: CooperativeRequest, template: str, row: Promise, form: HouseForm) -> HttpResponse:
    """The page of a form, with the promise above it."""
    note_opened(request, row)
    shown = reads.inside_view(row, clock.today(), request.cooperative)
    return render(request, template, {"promise": shown, "form": form})
