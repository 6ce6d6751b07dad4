"""Grip or room: where members stand, and saying where one stands oneself."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tussenruimte.decisions import access, actions
from tussenruimte.decisions.counting import REST
from tussenruimte.decisions.forms.weighing import Weigh
from tussenruimte.decisions.models import Point, Proposal, Stance
from tussenruimte.decisions.reads import weighing as reads
from tussenruimte.decisions.weighing import ALL, Line, Stood, for_everybody, for_members
from tussenruimte.kit import clock
from tussenruimte.kit.leaves import leaf_of
from tussenruimte.kit.pages import CooperativeRequest, page_number, person_page
from tussenruimte.kit.refusal import NotHere
from tussenruimte.members.models import Member


@require_safe
def weighing(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """For members while it is talked about; for everybody when it is decided, and then for ever."""
    row = _weighed(request, code)
    stood, stances = reads.stood(row), reads.stances_on(row)
    mine = access.members_of(request.cooperative, request.actors) if request.person else []
    said: dict[str, Any] = {
        "proposal": row,
        "version": row.version,
        "number": sum(stood.values()),
        "chosen": reads.weighed_in(row),
        "mine": _mine(row, mine, stances),
    }
    if mine:
        said["leaf"] = leaf_of(stances, page_number(request))
    if mine or row.is_decided:
        figures = for_members(stood) if mine else for_everybody(stood)
        said |= {
            "lines": [(_name(line), line.total, _words(line)) for line in figures.lines],
            "is_rounded": not mine,
            "merged": [Member.Sort(kind).label for kind in figures.merged],
            "town": _of_town(stood, stances),
        }
    return render(request, "decisions/weighing.html", said)


def _of_town(stood: Stood, stances: QuerySet[Stance]) -> list[Stance]:
    """The municipality stands there by its name."""
    is_there = any(kind == Member.Sort.MUNICIPALITY for kind, _point in stood)
    return list(stances.filter(sort=Member.Sort.MUNICIPALITY)) if is_there else []


def _weighed(request: CooperativeRequest, code: str) -> Proposal:
    row = access.proposal_to_see(request.cooperative, code)
    if not reads.is_weighed(row):
        raise NotHere
    return row


def _mine(
    row: Proposal, members: list[Any], stances: QuerySet[Stance]
) -> list[tuple[Any, Stance | None]]:
    """For which members the one who reads says it, and what stands there now."""
    if not members or not row.is_talked_about:
        return []
    known = {one.actor_id: one for one in stances.filter(actor__in=[m.pk for m in members])}
    return [(one, known.get(one.pk)) for one in members]


def _name(line: Line) -> Any:
    if line.kind == ALL:
        return _("all members together")
    return _("other kinds together") if line.kind == REST else Member.Sort(line.kind).label


def _words(line: Line) -> str:
    """A bar in words: the most first."""
    most_first = sorted(line.points.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{n} {_short(Point(point))}" for point, n in most_first if n)


def _short(point: Point) -> str:
    """The word before what explains it."""
    return str(point.label).split(":")[0]


@person_page
def weigh(request: CooperativeRequest, coop: str, code: str, who: str) -> HttpResponse:
    """Say where one stands, or a member for whom one acts."""
    row = _weighed(request, code)
    member = access.member_to_join_in(request.cooperative, request.actors, who)
    before = Stance.objects.filter(proposal=row, actor=member).select_related("person__key").first()
    shown = None
    if before is not None and before.person_id == request.person.pk:
        shown = {"point": before.point, "said": before.said_now}
    form = Weigh(request.POST or None, initial=shown)
    if form.is_valid() and form.try_to(
        actions.weigh, row, **form.cleaned_data, member=member, by=request.person, at=clock.now()
    ):
        return redirect("decisions:weighing", coop, code)
    said = {"form": form, "proposal": row, "member": member}
    return render(request, "decisions/weigh.html", said)
