"""Pages about being away and about who has the duty."""

import datetime as dt

from django.contrib import messages
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from tussenruimte.kit import clock
from tussenruimte.kit.clock import now
from tussenruimte.kit.pages import CooperativeRequest, back, person_page
from tussenruimte.kit.refusal import NotHere
from tussenruimte.members import access, actions, forms, reads
from tussenruimte.members.carried import brought_back, carried
from tussenruimte.members.list_words import Preview, unread
from tussenruimte.members.listed import compare
from tussenruimte.methods.sheets import MOST_BYTES, Why


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
    holders = reads.people_who_may_hold(request.cooperative)
    said = {
        "form": form,
        "weeks": weeks,
        "offers": reads.duty_offers_of(me, today),
        "may_hold": me in holders,
        "holders": holders,
        "sees_to_it": access.sees_to_the_house(me, today),
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


@csrf_exempt  # the page below asks for the token, once it is certain that no file goes to the disk
def bring_list(request: CooperativeRequest, coop: str) -> HttpResponse:
    """A list of members from elsewhere: look at it first, then take it in."""
    request.upload_handlers = [MemoryFileUploadHandler(request)]
    answer: HttpResponse = _bring_list(request, coop)
    return answer


@csrf_protect
@person_page
def _bring_list(request: CooperativeRequest, coop: str) -> HttpResponse:
    access.list_to_bring(request.cooperative, request.person, clock.today())
    if "carried" in request.POST:
        return _take_in_list(request, coop)
    form = forms.BringList(request.POST or None, request.FILES or None)
    if form.is_bound and int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        form.errors.clear()
        form.add_error("file", unread(Why.LARGE))
    if form.is_bound and form.is_valid():
        return _show_list(request, form)
    return render(request, "members/bring_list.html", {"form": form})


def _show_list(request: CooperativeRequest, form: forms.BringList) -> HttpResponse:
    """What we understood, who comes in and who does not; nothing is kept."""
    people = form.understood.people
    said = {
        "preview": Preview(form.understood, compare(request.cooperative, people)),
        "carried": carried(people, by=request.person, at=now()),
    }
    return render(request, "members/look_at_list.html", said)


def _take_in_list(request: CooperativeRequest, coop: str) -> HttpResponse:
    form = forms.TakeInList(request.POST)
    if not form.is_valid():
        raise NotHere
    me, at = request.person, now()
    people = brought_back(form.cleaned_data["carried"], by=me, at=at)
    if not form.try_to(actions.take_in_list, request.cooperative, people, by=me, at=at):
        return render(request, "members/bring_list.html", {"form": form})
    came = form.result.total if form.result else 0
    words = ngettext("%(n)d member came in.", "%(n)d members came in.", came) % {"n": came}
    messages.success(request, words if came else _("Everybody in this list is in already."))
    return redirect("members:bring-list", coop)
