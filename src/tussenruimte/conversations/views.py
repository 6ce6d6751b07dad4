"""Pages about conversations: fetch, ask, do, answer."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tussenruimte.conversations import access, actions, reads
from tussenruimte.conversations.forms import noting, planning
from tussenruimte.conversations.invitation import invitation
from tussenruimte.conversations.models import Attendance, Conversation
from tussenruimte.conversations.sentences import Seen
from tussenruimte.kit import clock
from tussenruimte.kit.pages import back, person_page
from tussenruimte.kit.refusal import NotHere
from tussenruimte.kit.templatetags.frame import address_of
from tussenruimte.matters.access import ground_of, matter_to_read
from tussenruimte.matters.actions import look
from tussenruimte.matters.models import Matter
from tussenruimte.matters.pages import page_of
from tussenruimte.members.languages import speaks
from tussenruimte.promises.reads import views as promises_now, with_what_stands_beside


def _page(request: Any, name: str, matter: Matter, context: dict[str, Any]) -> HttpResponse:
    """Show a page about a matter; somebody else's private one goes into the reading log first."""
    _log(request, matter, name)
    home = page_of(matter, request.cooperative.slug)
    about = matter.person if matter.person_id != request.person.pk else None
    all_of_it = {"matter": matter, "home": home, "speaks": about and speaks(about), **context}
    return render(request, f"conversations/{name}.html", all_of_it)


def _log(request: Any, matter: Matter, name: str) -> None:
    at = clock.now()
    ground = ground_of(matter, request.actors, clock.day(at))
    look(matter, ground=ground, page=f"conversations:{name}", by=request.person, at=at)


def _matter(request: Any, code: str) -> Matter:
    return matter_to_read(request.cooperative, request.actors, code, clock.today())


def _around(request: Any, matter: Matter, guests: Iterable[Attendance] = ()) -> Any:
    """What every form with people in it needs."""
    people = reads.around(matter, clock.today(), also=[guest.actor for guest in guests])
    return {"matter": matter, "by": request.person, "around": people}


def _address(conversation: Conversation, name: str = "conversation") -> str:
    place = [conversation.cooperative.slug, conversation.code]
    return reverse(f"conversations:{name}", args=place)


@person_page
def ask(request: Any, coop: str, code: str) -> HttpResponse:
    """Ask somebody for a conversation; whoever asks themselves goes on to choose a moment."""
    matter = _matter(request, code)
    form = planning.Ask(request.POST or None, **_around(request, matter))
    if form.is_valid() and form.try_to(
        actions.ask,
        matter,
        host=form.actor("host"),
        about=form.cleaned_data["about"],
        person_said_yes=form.said_yes,
        by=request.person,
        at=clock.now(),
    ):
        asked: Conversation = form.result
        is_mine = asked.host_id in request.actors
        return redirect(_address(asked, "plan" if is_mine else "conversation"))
    return _page(request, "ask", matter, {"form": form})


@person_page
def plan(request: Any, coop: str, code: str) -> HttpResponse:
    """Choose a moment, the first time or again."""
    asked = access.conversation_to_plan(request.cooperative, request.actors, code, clock.today())
    seen = _seen(request, asked)
    form = planning.Planning(
        request.POST or None,
        conversation=asked,
        initial=reads.plan_as_it_is(asked, seen.guests),
        **_around(request, asked.matter, seen.guests),
    )
    if form.is_valid() and form.try_to(
        actions.plan, asked, form.plan(), by=request.person, at=clock.now()
    ):
        return redirect(_address(asked))
    return _page(request, "plan", asked.matter, {"form": form, "seen": seen})


@person_page
def note(request: Any, coop: str, code: str) -> HttpResponse:
    """Write down a conversation that nobody planned, today or afterwards."""
    matter = _matter(request, code)
    form = noting.Note(request.POST or None, **_around(request, matter))
    if form.is_valid() and form.try_to(
        actions.note_conversation,
        matter,
        form.noted(),
        host=form.actor("host"),
        by=request.person,
        at=clock.now(),
    ):
        return back(request, _address(form.result))
    return _page(request, "note", matter, {"form": form})


@person_page
def held(request: Any, coop: str, code: str) -> HttpResponse:
    """Write down a conversation that was planned."""
    planned = access.conversation_of_mine(request.cooperative, request.actors, code, clock.today())
    seen = _seen(request, planned)
    form = noting.Note(
        request.POST or None,
        conversation=planned,
        initial=reads.note_as_planned(planned, seen.guests),
        **_around(request, planned.matter, seen.guests),
    )
    if form.is_valid() and form.try_to(
        actions.hold, planned, form.noted(), by=request.person, at=clock.now()
    ):
        return back(request, _address(planned))
    return _page(request, "note", planned.matter, {"form": form, "seen": seen})


@person_page
@require_POST
def moment(request: Any, coop: str, code: str) -> HttpResponse:
    """ "Even gepraat": one tap, and back to where it was."""
    matter = _matter(request, code)
    chat = actions.moment(matter, by=request.person, at=clock.now())
    return back(request, address_of("relations:need", coop, code) or _address(chat))


@person_page
@require_safe
def conversation(request: Any, coop: str, code: str) -> HttpResponse:
    """One conversation: how it stands, what was said, what came out of it."""
    row = access.conversation_to_see(request.cooperative, request.actors, code, clock.today())
    promises = promises_now(reads.outcomes_of(row), clock.today(), request.cooperative)
    promises = with_what_stands_beside(promises, request.cooperative)
    context = {"seen": _seen(request, row), "promises": promises, "today": clock.today()}
    return _page(request, "conversation", row.matter, context)


def _seen(request: Any, row: Conversation) -> Seen:
    now = clock.now()
    guests = reads.attendance_of(row)
    return Seen(row, guests, frozenset(request.actors), now, clock.day(now))


@person_page
@require_POST
def confirm(request: Any, coop: str, code: str) -> HttpResponse:
    """ "Klopt"."""
    row = access.conversation_of_mine(request.cooperative, request.actors, code, clock.today())
    actions.confirm(row, by=request.person, at=clock.now())
    return back(request, _address(row))


@person_page
def dispute(request: Any, coop: str, code: str) -> HttpResponse:
    """ "Dit klopt niet", in own words."""
    row = access.conversation_of_mine(request.cooperative, request.actors, code, clock.today())
    form = noting.Dispute(request.POST or None)
    if form.is_valid() and form.try_to(
        actions.dispute, row, form.cleaned_data["words"], by=request.person, at=clock.now()
    ):
        return back(request, _address(row))
    return _page(request, "dispute", row.matter, {"form": form, "seen": _seen(request, row)})


@person_page
def not_held(request: Any, coop: str, code: str) -> HttpResponse:
    """It did not take place: why, and what now."""
    row = access.conversation_of_mine(request.cooperative, request.actors, code, clock.today())
    seen = _seen(request, row)
    form = planning.NotHeld(request.POST or None, **_around(request, row.matter, seen.guests))
    if form.is_valid() and form.try_to(
        actions.did_not_go_on, row, **form.terms(), by=request.person, at=clock.now()
    ):
        return back(request, _address(row))
    return _page(request, "not_held", row.matter, {"form": form, "seen": seen})


@person_page
@require_safe
def ics(request: Any, coop: str, code: str) -> HttpResponse:
    """The invitation for a calendar."""
    row = access.conversation_to_see(request.cooperative, request.actors, code, clock.today())
    if row.planned_at is None:
        raise NotHere
    _log(request, row.matter, "ics")
    body = invitation(row, url=settings.PUBLIC_URL + _address(row), at=clock.now())
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="gesprek-{row.code}.ics"'
    return answer


@person_page
@require_safe
def letter(request: Any, coop: str, code: str) -> HttpResponse:
    """The same invitation on one sheet of paper."""
    row = access.conversation_of_mine(request.cooperative, request.actors, code, clock.today())
    if row.planned_at is None:
        raise NotHere
    seen = _seen(request, row)
    to = reads.addressee(seen.guests, row, request.GET.get("aan", ""))
    others = [guest.actor for guest in seen.guests if guest.actor_id != to.pk]
    return _page(request, "letter", row.matter, {"seen": seen, "to": to, "others": others})
