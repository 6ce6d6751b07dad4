"""Pages about being away and about who has the duty."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tussenruimte.kit import clock
from tussenruimte.kit.clock import now
from tussenruimte.kit.pages import CooperativeRequest, back, person_page
from tussenruimte.kit.refusal import NotHere
from tussenruimte.members import access, actions, forms, reads


@person_page
def away(request: CooperativeRequest, coop: str) -> HttpResponse:
    """ "Ik ben weg tot …": ask somebody to stand in, and see who said yes."""
    me, today = request.person, clock.today()
    people = reads.who_may_hold_besides(me)
    form = forms.Away(people, request.POST or None, initial={"since": today})
    if form.is_valid() and form.try_to(
        actions.ask_stand_in, me, **form.cleaned_data, by=me, at=now()
    ):
        return redirect("members:away", coop)
    said = {
        "form": form,
        "people": people,
        "absences": reads.absences_of(me, today),
        "questions": reads.stand_in_questions(me),
    }
    return render(request, "members/away.html", said)


@person_page
@require_POST
def stand_in(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Yes or no to standing in."""
    absence = access.absence_to_answer(request.person, code)
    form = forms.Answer(request.POST)
    if not form.is_valid():
        raise NotHere
    actions.answer_stand_in(absence, says_yes=form.says_yes, by=request.person, at=now())
    return back(request, reverse("members:away", args=[coop]))


@person_page
@require_POST
def come_back(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Back sooner than said."""
    absence = access.absence_to_end(request.person, code)
    actions.come_back(absence, by=request.person, at=now())
    return redirect("members:away", coop)


@person_page
def duty(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Who takes in what comes, week by week; and taking weeks oneself."""
    me, today = request.person, clock.today()
    weeks = reads.weeks(request.cooperative, today)
    form = forms.TakeWeeks([w for w in weeks if w.is_free], request.POST or None)
    if form.is_valid() and form.try_to(
        actions.take_weeks, me, form.cleaned_data["weeks"], by=me, at=now()
    ):
        return redirect("members:duty", coop)
    said = {
        "form": form,
        "weeks": weeks,
        "offers": reads.duty_offers_of(me, today),
        "may_hold": reads.may_hold(me),
    }
    return render(request, "members/duty.html", said)


@person_page
def give_days(request: CooperativeRequest, coop: str, day: str) -> HttpResponse:
    """Ask somebody else to take the days of my duty in this week."""
    me, since = request.person, _day(day)
    mine = access.duty_to_give(me, since)
    until = min(mine.until, reads.sunday_of(since))
    form = forms.GiveDays(reads.who_may_hold_besides(me), request.POST or None)
    if form.is_valid() and form.try_to(
        actions.offer_days,
        mine,
        to=form.cleaned_data["taker"],
        since=since,
        until=until,
        by=me,
        at=now(),
    ):
        return redirect("members:duty", coop)
    said = {"form": form, "since": since, "until": until}
    return render(request, "members/give_days.html", said)


@person_page
@require_POST
def answer_duty(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Yes or no to days of somebody's duty."""
    offer = access.offer_to_answer(request.person, code)
    form = forms.Answer(request.POST)
    if not form.is_valid():
        raise NotHere
    actions.answer_days(offer, says_yes=form.says_yes, by=request.person, at=now())
    return back(request, reverse("members:duty", args=[coop]))


@person_page
@require_POST
def keep_days(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Keep the days that were offered."""
    offer = access.offer_to_take_back(request.person, code)
    actions.take_back_days(offer, by=request.person, at=now())
    return redirect("members:duty", coop)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise NotHere from error
