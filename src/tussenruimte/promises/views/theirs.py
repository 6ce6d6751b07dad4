"""What somebody does with a promise that was made to them, or that is offered to them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, back, person_page
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.access import ground_of
from tussenruimte.matters.actions import look
from tussenruimte.matters.models import Ground
from tussenruimte.promises import access, actions, forms, reads
from tussenruimte.promises.models import Handover
from tussenruimte.promises.views.opened import note_opened


@require_POST
@person_page
def confirm(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Yes, that is right: it was done."""
    promise = access.promise_to_confirm(request.cooperative, request.actors, code)
    actions.confirm(promise, by=request.person, at=clock.now())
    messages.success(request, _("Good. This promise has been kept."))
    return back(request, reverse("promises:promise", args=[coop, code]))


@require_POST
@person_page
def deny(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """No, not yet: it is open again."""
    promise = access.promise_to_confirm(request.cooperative, request.actors, code)
    actions.deny(promise, by=request.person, at=clock.now())
    messages.info(request, _("This promise is open again. The day stays as it was promised."))
    return back(request, reverse("promises:promise", args=[coop, code]))


@require_POST
@person_page
def release(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """It is no longer needed; the maker is free."""
    promise = access.promise_to_confirm(request.cooperative, request.actors, code)
    actions.release(promise, by=request.person, at=clock.now())
    messages.info(request, _("This promise is no longer needed. Nothing is late."))
    return back(request, reverse("promises:promise", args=[coop, code]))


@person_page
def answer_offer(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Somebody asks me to take over a promise. I say yes or no; after that I do not read it here."""
    handover = access.handover_to_answer(request.cooperative, request.actors, code)
    if handover.accepted and handover.promise.maker_id == handover.taker_id:
        return redirect("promises:promise", coop, handover.promise.code)
    if over := reads.over_in_words(handover):
        raise Refused(over)
    form = forms.Answer(request.POST or None)
    accepts = form.is_valid() and form.cleaned_data["answer"] == "yes"
    if form.is_valid() and form.try_to(
        actions.answer_offer, handover, accepts=accepts, by=request.person, at=clock.now()
    ):
        return redirect(
            *(
                ["promises:promise", coop, handover.promise.code]
                if accepts
                else ["promises:mine", coop]
            )
        )
    note_opened(request, handover.promise, "offer")
    shown = reads.whole_view(handover.promise, clock.today(), request.cooperative)
    return render(
        request,
        "promises/answer_offer.html",
        {"handover": handover, "promise": shown, "form": form},
    )


@person_page
def answer_taker(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Somebody wants to take over what I promised, or what a seat did for which I answer."""
    today = clock.today()
    handover = access.take_over_to_answer(request.cooperative, request.person, code, today)
    if over := reads.over_in_words(handover):
        raise Refused(over)
    promise = handover.promise
    is_inside = access.is_inside(promise, request.actors, today)
    yes_of = reads.yes_for_taker(handover, request.person, today) if is_inside else ""
    form = forms.AnswerTaker(request.POST or None, yes_of=yes_of)
    accepts = form.is_valid() and form.cleaned_data["answer"] == "yes"
    if form.is_valid() and form.try_to(
        actions.answer_taker,
        handover,
        accepts=accepts,
        person_said_yes=form.cleaned_data.get("said_yes", False),
        by=request.person,
        at=clock.now(),
    ):
        messages.success(request, _who_does_it(handover, accepts=accepts))
        return redirect("promises:mine", coop)
    if is_inside:
        ground = ground_of(promise.matter, request.actors, today) or Ground.PROMISE
        look(promise.matter, ground=ground, page="offer", by=request.person, at=clock.now())
    shown = reads.inside_view(promise, today, request.cooperative)
    context = {"handover": handover, "promise": shown, "form": form, "is_inside": is_inside}
    return render(request, "promises/answer_taker.html", context)


def _who_does_it(handover: Handover, *, accepts: bool) -> str:
    if accepts:
        return _("%(name)s does it from now on.") % {"name": handover.taker}
    return _("It stays with %(name)s.") % {"name": handover.giver}
