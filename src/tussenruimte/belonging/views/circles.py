"""Circles: which there are, one of them, beginning one, sitting there, and going on."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tussenruimte.belonging import access, actions
from tussenruimte.belonging.forms import circles as forms
from tussenruimte.belonging.models import Backing
from tussenruimte.belonging.reads import circles as reads
from tussenruimte.decisions.reads.serving import what_serves
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, page_number, person_page
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.models import Circle
from tussenruimte.members.reads import sitting_in


@require_safe
def circles(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Every circle, and those that ended."""
    me, leaf = request.person, reads.going(request.cooperative, page_number(request))
    said = {
        "leaf": leaf,
        "ended": reads.ended(request.cooperative) if not leaf.before else [],
        "asked": reads.questions_to(me) if me and not leaf.before else [],
        "today": clock.today(),
    }
    return render(request, "belonging/circles.html", said)


@require_safe
def circle(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """One circle: what for, what it may decide, who sits there, and until when."""
    row = access.circle_to_see(request.cooperative, code)
    return render(request, "belonging/circle.html", _shown(request, row))


def _shown(request: CooperativeRequest, row: Circle) -> dict[str, Any]:
    me, today = request.person, clock.today()
    backings = reads.backings_of(row)
    stands = reads.standing(backings)
    sits = row.actor_id in request.actors
    givers = access.givers_of(row, request.actors) if me else []
    goes_on = sits and row.until and not row.ended_on
    return {
        "circle": row,
        "today": today,
        "people": sitting_in(row),
        "backings": stands,
        "older": [one for one in backings if one not in stands],
        "begun": getattr(row, "started", None),
        "renewals": reads.renewals_of(row),
        "left": reads.left_of(row) if me else [],
        "sits": sits,
        "givers": givers,
        "fills": access.fills(row, request.actors, givers),
        "talk": reads.talk_now(row) if goes_on else None,
        "serving": what_serves(request.cooperative, row.actor.code),
        "can_sit": bool(me and not sits and not row.ended_on and row.sort == Circle.Sort.WORK),
    }


@person_page
def start(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Which circle can do it already? Only when none can, a new one."""
    access.may_start(request.person, clock.today())
    rows = reads.rows_of(list(reads.all_going(request.cooperative)))
    form = forms.Start([row.circle for row in rows], request.POST or None)
    if form.is_valid() and form.existing is not None:
        messages.success(request, _("Then no new circle is needed. Ask here whether they do it."))
        return redirect("belonging:circle", coop, form.existing.actor.code)
    if form.is_valid() and form.try_to(
        actions.start_circle, request.cooperative, form.new, by=request.person, at=clock.now()
    ):
        return redirect("belonging:circle", coop, form.result.actor.code)
    said = {"rows": rows, "form": form, "today": clock.today()}
    return render(request, "belonging/start_circle.html", said)


@person_page
def backing(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Write what it may decide by itself; what stood there stays readable."""
    wanted = request.GET.get("namens", "")
    row, giver = access.circle_to_back(request.cooperative, request.actors, code, wanted)
    own = (one for one in reads.backings_of(row) if one.giver_id == giver.pk)
    before: Backing | None = next(own, None)
    initial = {"words": before.words, "until": before.until} if before else None
    form = forms.Backing(request.POST or None, initial=initial)
    if form.is_valid() and form.try_to(
        actions.give_backing,
        row,
        **form.cleaned_data,
        giver=giver,
        by=request.person,
        at=clock.now(),
    ):
        return redirect("belonging:circle", coop, code)
    said = {"circle": row, "giver": giver, "form": form}
    return render(request, "belonging/backing.html", said)


@person_page
def ask_in(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Ask somebody to sit in the circle."""
    row = access.circle_to_fill(request.cooperative, request.actors, code)
    form = forms.AskIn(request.cooperative, request.POST or None)
    if form.is_valid() and form.try_to(
        actions.ask_into_circle, row, form.person, by=request.person, at=clock.now()
    ):
        messages.success(request, _("%(name)s is asked.") % {"name": form.person})
        return redirect("belonging:circle", coop, code)
    return render(request, "belonging/ask_into_circle.html", {"circle": row, "form": form})


@person_page
def asked(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Yes or no to sitting in a circle."""
    row = access.circle_question(request.person, code)
    if request.method == "POST":
        says_yes = request.POST.get("answer") == "yes"
        actions.answer_circle(row, says_yes=says_yes, by=request.person, at=clock.now())
        return redirect("belonging:circle", coop, row.circle.actor.code)
    return render(request, "belonging/circle_asked.html", {"row": row, "today": clock.today()})


@person_page
@require_POST
def sit(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Work along in a circle, by one's own yes."""
    access.may_start(request.person, clock.today())
    row = access.circle_to_see(request.cooperative, code)
    actions.sit_with(row, by=request.person, at=clock.now())
    return redirect("belonging:circle", coop, code)


@person_page
@require_POST
def go_out(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Leave a circle."""
    row = access.circle_of_mine(request.cooperative, request.actors, code)
    actions.go_out(row, by=request.person, at=clock.now())
    return redirect("belonging:circle", coop, code)


@person_page
@require_POST
def talk(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Ask for a conversation about whether it goes on."""
    row = access.circle_of_mine(request.cooperative, request.actors, code)
    made = actions.talk_about_circle(row, by=request.person, at=clock.now())
    return redirect("conversations:conversation", coop, made.code)


@person_page
def go_on(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """A later last day, after it was talked over."""
    row = access.circle_of_mine(request.cooperative, request.actors, code)
    if row.until is None:
        raise Refused(_("This circle has no last day. It stays."))
    form = forms.GoOn(request.POST or None)
    if form.is_valid() and form.try_to(
        actions.go_on, row, form.day, by=request.person, at=clock.now()
    ):
        return redirect("belonging:circle", coop, code)
    said = {"circle": row, "form": form, "talk": reads.talk_to_renew(row), "today": clock.today()}
    return render(request, "belonging/go_on.html", said)
