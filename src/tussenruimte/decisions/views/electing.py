"""Saying that one wants to be elected, or not after all; opening an election; how it was counted."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tussenruimte.decisions import access, actions
from tussenruimte.decisions.forms.electing import OpenElection, Stand
from tussenruimte.decisions.models import Adviser, Candidate, Kind, Option, Proposal, Vote
from tussenruimte.decisions.reads import elections as reads
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.kit.refusal import NotHere


def _election(request: CooperativeRequest, code: str) -> Proposal:
    row = access.proposal_to_see(request.cooperative, code)
    if row.kind != Kind.ELECTION:
        raise NotHere
    return row


@person_page
def stand(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Say for oneself that one wants it, and why."""
    row = _election(request, code)
    before = reads.candidacy_of(row, request.person)
    form = Stand(request.POST or None, initial={"words": before.words_now} if before else None)
    if form.is_valid() and form.try_to(
        actions.stand, row, form.cleaned_data["words"], by=request.person, at=clock.now()
    ):
        return redirect("decisions:proposal", coop, code)
    said = {"form": form, "proposal": row, "stands": before and not before.stepped_back_at}
    return render(request, "decisions/stand.html", said)


@person_page
@require_POST
def step_back(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Not want it after all."""
    row = _election(request, code)
    actions.step_back(row, by=request.person, at=clock.now())
    messages.success(request, _("You are no candidate any more."))
    return redirect("decisions:proposal", coop, code)


def open_election(
    request: CooperativeRequest, row: Proposal, advisers: Sequence[Adviser]
) -> HttpResponse:
    """Ask everybody who they elect. Part of the page on which a vote opens."""
    form = OpenElection(advisers, request.POST or None)
    if form.is_valid() and form.try_to(
        actions.open_election, row, **form.asked, by=request.person, at=clock.now()
    ):
        return redirect(
            "decisions:vote", request.cooperative.slug, row.code, form.result.round.number
        )
    unheard = [one for one in advisers if one.given_at is None]
    return render(
        request, "decisions/open_vote.html", {"form": form, "proposal": row, "unheard": unheard}
    )


def on_page_of(
    row: Proposal, people: Sequence[Candidate], request: CooperativeRequest
) -> dict[str, Any]:
    """What the page of an election shows besides: who wants it, and whether the reader does."""
    if row.kind != Kind.ELECTION:
        return {}
    me = request.person
    return {
        "seats": reads.seats_of(row),
        "candidates": people,
        "i_stand": me is not None and me in [one.person for one in people],
    }


def elected(vote: Vote, options: Sequence[Option]) -> dict[str, Any]:
    """Who was elected, and each round: in words, and what everybody had after it."""
    found = vote.result.outcome
    names = {one.label: str(one) for one in options}
    rounds = found["rounds"] if vote.method == "stv" else []
    pairs = found["rounds"][0]["margins"] if found["rounds"] and not rounds else []
    return {
        "elected": [names[letter] for letter in found["winners"]] if vote.result.is_adopted else [],
        "quota": found.get("quota", ""),
        "steps": [_step(one, names) for one in rounds],
        "standings": [
            (name, [one["votes"][letter] for one in rounds]) for letter, name in names.items()
        ],
        "pairs": [
            (one, list(zip(names, row, strict=True)))
            for one, row in zip(options, pairs, strict=False)
        ],
        "letters": list(names),
    }


def _step(one: dict[str, Any], names: dict[str, str]) -> list[str]:
    """One round in sentences."""
    who = names.get(one.get("of", ""), "")
    said = {
        "first choices": _("All first choices are counted."),
        "surplus": _("%(who)s has more than is needed. The rest goes to the next on those ballots.")
        % {"who": who},
        "excluded": _("%(who)s has least and falls out. Their votes go to the next on the ballots.")
        % {"who": who},
    }[one["step"]]
    came = [_("Elected: %(who)s.") % {"who": names[letter]} for letter in one["elected"]]
    return [said, *came]
