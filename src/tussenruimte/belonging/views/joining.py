"""Joining: asking, how it stands, and what whoever talks and decides does about it."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tussenruimte.belonging import access, actions
from tussenruimte.belonging.doors import own_page
from tussenruimte.belonging.forms import joining as forms
from tussenruimte.belonging.models import Departure, Expulsion, Joining
from tussenruimte.belonging.reads import joining as reads, leaving
from tussenruimte.kit import clock
from tussenruimte.kit.network import network_of
from tussenruimte.kit.pages import CooperativeRequest, person_page, private
from tussenruimte.kit.refusal import NotHere
from tussenruimte.matters.access import ground_of
from tussenruimte.matters.actions import look
from tussenruimte.matters.reads import said_beside, said_beside_each
from tussenruimte.members import actions as members
from tussenruimte.members.access import is_member
from tussenruimte.members.clocks import term


@private
def join(request: CooperativeRequest, coop: str) -> HttpResponse:
    """Ask to become a member: for somebody new here. Whoever is known goes on with their log-in."""
    if request.person is not None:
        return redirect("belonging:join-known", coop)
    form = forms.JoinNew(request.POST or None)
    if form.is_valid() and form.try_to(
        actions.come_and_ask,
        request.cooperative,
        replace(form.newcomer, network=network_of(request)),
        form.wish,
        by=request.person,
        at=clock.now(),
    ):
        return _card(request, form.result)
    days = term(request.cooperative, "admission")
    return render(request, "belonging/join.html", {"form": form, "days": days})


def _card(request: CooperativeRequest, joining: Joining) -> HttpResponse:
    """The card of somebody new; sent twice it is the same one."""
    row = access.first_card_of(joining.person)
    said = {
        "joining": access.joining_of_mine(joining.person),
        "code": row.read("sealed_code"),
        "address": settings.PUBLIC_URL.partition("://")[2]
        + reverse("belonging:mine", args=[request.cooperative.slug]),
        "today": clock.today(),
    }
    return render(request, "belonging/joined_new.html", said)


@own_page
def join_known(request: Any, coop: str) -> HttpResponse:
    """The same for somebody who is known here: with a log-in, or with a card."""
    is_one = is_member(request.person, clock.today())
    form = forms.Join(request.typed, is_member=is_one)
    if form.is_valid() and form.try_to(
        actions.ask_to_join, request.person, form.wish, by=request.person, at=clock.now()
    ):
        return mine_again(request, coop)
    said = {"form": form, "is_member": is_one, "days": term(request.cooperative, "admission")}
    return render(request, "belonging/join_known.html", said)


@own_page
def mine(request: Any, coop: str) -> HttpResponse:
    """How it stands with being a member: asked, a member, refused, left."""
    return _mine(request)


def mine_again(request: Any, coop: str) -> HttpResponse:
    """After something was done: with a log-in the page anew, with a card the page at once."""
    return redirect("belonging:mine", coop) if not request.door else _mine(request)


def _mine(request: Any) -> HttpResponse:
    me, today = request.person, clock.today()
    joining, expulsion = reads.joining_of(me), leaving.expulsion_of(me)
    said = {
        "joining": joining,
        "member": reads.membership_of(me),
        "others": [one for one in leaving.memberships_of(me, today) if one.actor_id != me.pk],
        "is_member": is_member(me, today),
        "talks": reads.talks_of(joining.matter) if joining else [],
        "expulsion": expulsion,
        "today": today,
    }
    said |= _beside(joining, expulsion)
    said |= _left(leaving.latest_departure(me), today)
    return render(request, "belonging/mine.html", said)


def _beside(joining: Joining | None, expulsion: Expulsion | None) -> dict[str, Any]:
    """What was put beside why they were refused, or cannot stay."""
    rows = [row for row in (joining, expulsion) if row is not None]
    found = said_beside_each(rows[0].cooperative, [row.code for row in rows]) if rows else {}
    return {
        "beside_joining": found.get(joining.code) if joining else None,
        "beside_expulsion": found.get(expulsion.code) if expulsion else None,
    }


def _left(departure: Departure | None, today: dt.date) -> dict[str, Any]:
    """What waits for a yes after somebody left, and what stays with them."""
    if departure is None:
        return {}
    return {
        "departure": departure,
        "can_stay": departure.can_be_taken_back(today),
        "needs": leaving.needs_asked_over(departure),
        "promises": leaving.promises_asked_over(departure),
        "needs_alone": leaving.needs_alone(departure),
        "promises_alone": leaving.promises_alone(departure),
    }


@own_page
def why(request: Any, coop: str, code: str) -> HttpResponse:
    """Why somebody takes part and what they get out of it, anew: for themselves, or for whom they speak."""
    mine = leaving.memberships_of(request.person, clock.today())
    member = next((one for one in mine if one.actor.code == code), None)
    if member is None:
        raise NotHere
    now = {"why": member.why, "interest": member.interest}
    form = forms.Why(request.typed, initial=now)
    if form.is_valid() and form.try_to(
        members.write_why, member, by=request.person, at=clock.now(), **form.cleaned_data
    ):
        return mine_again(request, coop)
    return render(request, "belonging/why.html", {"member": member, "form": form})


@own_page
def object_to(request: Any, coop: str) -> HttpResponse:
    """Take a refusal to the members' meeting."""
    joining = access.joining_of_mine(request.person)
    label = _("What do you want to say to the members?")
    form = forms.Say(request.typed, label=label)
    if form.is_valid() and form.try_to(
        actions.object_to, joining, form.said, by=request.person, at=clock.now()
    ):
        return mine_again(request, coop)
    return render(request, "belonging/object.html", {"joining": joining, "form": form})


@own_page
def dispute(request: Any, coop: str) -> HttpResponse:
    """Say that the conversation was otherwise, or never was: a refusal does not count until it is heard."""
    joining = access.joining_of_mine(request.person)
    label = _("What was otherwise?")
    form = forms.Say(request.typed, label=label, hint=_("Or write that you never spoke."))
    if form.is_valid() and form.try_to(
        actions.dispute_talk, joining, form.said, by=request.person, at=clock.now()
    ):
        return mine_again(request, coop)
    return render(request, "belonging/dispute_talk.html", {"joining": joining, "form": form})


@own_page
def withdraw(request: Any, coop: str) -> HttpResponse:
    """Not join after all."""
    joining = access.joining_of_mine(request.person)
    if request.typed is not None and "yes" in request.typed:
        actions.withdraw(joining, by=request.person, at=clock.now())
        return mine_again(request, coop)
    return render(request, "belonging/withdraw.html", {"joining": joining})


# ---- for whoever talks and decides ------------------------------------------------------------------


@person_page
def joining(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """One who wants to join: what they wrote, what was talked over, and yes or no."""
    me, at = request.person, clock.now()
    today = clock.day(at)
    try:
        row = access.joining_to_see(request.cooperative, request.actors, code, today)
    except NotHere:
        if reads.is_expulsion(request.cooperative, code):
            return redirect("belonging:expulsion", coop, code)
        raise
    if row.person_id == me.pk:
        return redirect("belonging:mine", coop)
    ground = ground_of(row.matter, request.actors, today)
    look(row.matter, ground=ground, page="belonging:joining", by=me, at=at)
    decides = access.decides_on(row, me, request.actors, today)
    said = {
        "joining": row,
        "talks": reads.talks_of(row.matter),
        "talk": reads.held_talk(row.matter),
        "reach": row.person.read("reach"),
        "decides": decides,
        "beside": said_beside(row.matter, row.code),
        "is_mine": row.decided_by_id == me.pk,
        "council": forms.Council(is_municipality=row.sort == "municipality"),
        "today": today,
    }
    return render(request, "belonging/joining.html", said)


@person_page
def admit(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Yes: a member from today."""
    row = _to_decide(request, code)
    is_town = row.sort == "municipality"
    form = forms.Council(
        request.POST if request.method == "POST" else None, is_municipality=is_town
    )
    if form.is_valid() and form.try_to(
        actions.admit, row, consulted_on=form.consulted, by=request.person, at=clock.now()
    ):
        messages.success(request, _("%(who)s is a member from today.") % {"who": row.who})
        return redirect("belonging:members", coop)
    return render(request, "belonging/admit.html", {"joining": row, "form": form})


@person_page
def refuse(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """No, with the reason; they can take it to the members' meeting."""
    row = _to_decide(request, code)
    hint = _("They read this. They can take it to the members' meeting.")
    form = forms.Say(request.POST or None, label=_("Why not?"), hint=hint)
    if form.is_valid() and form.try_to(
        actions.refuse, row, form.said, by=request.person, at=clock.now()
    ):
        return redirect("belonging:members", coop)
    said = {"joining": row, "form": form, "talk": reads.held_talk(row.matter)}
    return render(request, "belonging/refuse.html", said)


@person_page
def meeting(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Write down what the members' meeting said about a refusal."""
    row = _to_decide(request, code)
    form = forms.Meeting(request.POST or None, is_municipality=row.sort == "municipality")
    if form.is_valid() and form.try_to(
        actions.write_meeting,
        row,
        admits=form.admits,
        met_on=form.cleaned_data["met_on"],
        consulted_on=form.consulted,
        by=request.person,
        at=clock.now(),
    ):
        return redirect("belonging:members", coop)
    return render(request, "belonging/meeting.html", {"joining": row, "form": form})


def _to_decide(request: CooperativeRequest, code: str) -> Joining:
    me, today = request.person, clock.today()
    return access.joining_to_decide(request.cooperative, me, request.actors, code, today)
