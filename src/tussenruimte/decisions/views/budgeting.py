"""Bringing an idea that costs money, taking one off, choosing at once, and what came of the money."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tussenruimte.decisions import access, actions
from tussenruimte.decisions.forms.budgeting import BringIdea, OpenBudget, WhatIChose
from tussenruimte.decisions.models import Adviser, Idea, Kind, Option, Proposal, Roll, Vote
from tussenruimte.decisions.money import is_about_money
from tussenruimte.decisions.reads.votes import options_of
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.kit.refusal import NotHere
from tussenruimte.methods.funding import COMPLETION, RULE, UTILITY


@person_page
def bring_idea(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Say what could be done with the money, and what it costs."""
    row = access.proposal_to_speak_about(
        request.cooperative, request.person, request.actors, code, clock.today()
    )
    if row.kind != Kind.BUDGET:
        raise NotHere
    form = BringIdea(request.POST or None)
    if form.is_valid() and form.try_to(
        actions.add_idea, row, **form.cleaned_data, by=request.person, at=clock.now()
    ):
        return redirect("decisions:proposal", coop, code)
    return render(request, "decisions/bring_idea.html", {"form": form, "proposal": row})


@person_page
@require_POST
def take_off(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Take an idea off, as long as nobody votes yet."""
    row = access.idea_to_take_off(request.cooperative, request.person, code)
    actions.take_off(row, by=request.person, at=clock.now())
    return redirect("decisions:proposal", coop, row.budget.proposal.code)


def open_budget(
    request: CooperativeRequest, row: Proposal, advisers: Sequence[Adviser]
) -> HttpResponse:
    """Ask everybody which ideas they choose. Part of the page on which a vote opens."""
    form = OpenBudget(advisers, request.POST or None)
    if form.is_valid() and form.try_to(
        actions.open_budget, row, **form.asked, by=request.person, at=clock.now()
    ):
        number = form.result.round.number
        return redirect("decisions:vote", request.cooperative.slug, row.code, number)
    unheard = [one for one in advisers if one.given_at is None]
    said = {"form": form, "proposal": row, "unheard": unheard}
    return render(request, "decisions/open_vote.html", said)


def on_page_of(row: Proposal, ideas: Sequence[Idea], request: CooperativeRequest) -> dict[str, Any]:
    """What the page of a budget shows besides: the money, and the ideas with what they cost."""
    if row.kind != Kind.BUDGET:
        return {}
    me = request.person
    may = me is not None and row.is_talked_about
    return {
        "budget": row.budget,
        "ideas": [
            (one, may and me is not None and me.pk in {one.by_id, row.leads_id}) for one in ideas
        ],
        "costs_together": sum(one.euros for one in ideas),
    }


def came_of_it(vote: Vote, options: Sequence[Option], mine: Sequence[Roll]) -> dict[str, Any]:
    """What is paid, why the rest is not, most votes first beside it, and what the reader's voice did."""
    money = vote.result.outcome["money"]
    if money is None:
        return {}
    words = {one.place: str(one) for one in options}
    names = {one.place: one.label for one in options}
    votes, most = vote.result.outcome["votes"], _most_paid(money)
    ballots = [(one, one.ballot.chosen) for one in mine if hasattr(one, "ballot")]
    return {
        "money": money,
        "left_over": money["euros"] - money["cost"],
        "funded": [(words[place], votes[place - 1], most[place]) for place in money["funded"]],
        "unpaid": [(words[one["place"]], _why(one)) for one in money["refused"]],
        "by_most_votes": [names[place] for place in money["by_most_votes"]],
        "is_alike": set(money["by_most_votes"]) == set(money["funded"]),
        "share": _euros(money["share"]),
        "equals": [", ".join(names[place] for place in tie) for tie in money["ties"]],
        "did": [(one.actor, paid_by(vote, options, chosen)) for one, chosen in ballots],
        "how": f"--rule {RULE} --utility {UTILITY} --completion {COMPLETION}",
    }


def _most_paid(money: dict[str, Any]) -> dict[int, Decimal]:
    """Of each idea that is paid, the most that one person pays for it."""
    most: dict[int, int] = {}
    for _chosen, parts in money["paid"]:
        for place, cents in parts:
            most[place] = max(most.get(place, 0), cents)
    return {place: _euros(cents) for place, cents in most.items()}


def paid_by(
    vote: Vote, options: Sequence[Option], chosen: Sequence[int]
) -> list[tuple[str, Decimal]]:
    """What whoever chose so paid for what. It is the same for everybody who chose the same."""
    names = {one.place: one.label for one in options}
    money = vote.result.outcome["money"]
    wanted = sorted(chosen)
    paid: list[tuple[list[int], list[tuple[int, int]]]] = money["paid"] if money else []
    parts = next((parts for one, parts in paid if one == wanted), [])
    return [(names[place], _euros(cents)) for place, cents in parts]


def _euros(cents: int) -> Decimal:
    return Decimal(cents) / 100


def _why(one: dict[str, Any]) -> tuple[str, Decimal | None]:
    """The reason in a sentence, and how much there was for it, when that says something."""
    left = None if one["left"] is None else _euros(one["left"])
    return {
        "no_support": (_("Nobody chose it."), None),
        "more_than_the_budget": (_("It costs more than there is in all."), None),
        "supporters_lack": (_("Who chose it could not pay it together any more."), left),
        "does_not_fit": (_("It did not fit in what was left."), left),
    }[one["why"]]


@person_page
def what_my_voice_did(
    request: CooperativeRequest, coop: str, code: str, number: int
) -> HttpResponse:
    """After a secret vote: whoever fills in what they chose reads what that paid. Nothing is kept."""
    row = access.vote_to_see(request.cooperative, code, number)
    if row.closed_at is None or not row.is_secret or not is_about_money(row):
        raise NotHere
    options = options_of(row)
    form = WhatIChose(options, request.POST or None)
    did = paid_by(row, options, form.chosen) if form.is_valid() else None
    said = {"form": form, "vote": row, "proposal": row.round.proposal, "did": did}
    return render(request, "decisions/what_my_voice_did.html", said)
