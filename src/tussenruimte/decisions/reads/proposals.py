"""Questions about proposals: which there are, and everything of one."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Exists, OuterRef

from tussenruimte.decisions.models import (
    DECIDED,
    TALKED_ABOUT,
    Adviser,
    Proposal,
    Stage,
    Version,
)
from tussenruimte.matters.models import Matter
from tussenruimte.matters.reads import Said, said_beside_any
from tussenruimte.members.models import ActsFor, Circle, Cooperative, Person

LONG = 30


def talked_about(cooperative: Cooperative) -> list[Proposal]:
    """Not decided yet, latest first."""
    return _in(cooperative, TALKED_ABOUT)


def waiting_for_answers(cooperative: Cooperative) -> list[Proposal]:
    """Decided, with an answer still to be given."""
    return _in(cooperative, (Stage.TO_ANSWER,))


def decided(cooperative: Cooperative) -> list[Proposal]:
    """Decided and finished, latest first."""
    rows = _in(cooperative, tuple(stage for stage in DECIDED if stage != Stage.TO_ANSWER))
    return sorted(rows, key=lambda row: row.decided_at or row.started_at, reverse=True)


def _in(cooperative: Cooperative, stages: tuple[Stage, ...]) -> list[Proposal]:
    rows = Proposal.objects.filter(cooperative=cooperative, stage__in=stages)
    rows = rows.select_related("matter", "circle__actor", "leads__actor", "version")
    return list(rows.order_by("-started_at", "-pk")[:LONG])


def advisers_of(proposal: Proposal, on: dt.date) -> list[Adviser]:
    """Who has to be heard, with advice and answer; and whether somebody acts for who promised that."""
    return advisers_of_all([proposal], on)[proposal.pk]


def advisers_of_all(proposals: Collection[Proposal], on: dt.date) -> dict[int, list[Adviser]]:
    """The same for several proposals, by their keys."""
    acting = ActsFor.objects.current(on).filter(person__forgotten_at=None)
    is_heard = Exists(acting.filter(actor=OuterRef("promise__maker")))
    rows = Adviser.objects.whole().filter(proposal__in=proposals).annotate(is_heard=is_heard)
    found: dict[int, list[Adviser]] = {one.pk: [] for one in proposals}
    for row in rows.select_related("answer__by__key", "answer__by__actor").order_by("pk"):
        found[row.proposal_id].append(row)
    return found


def passed_by(proposal: Proposal, advisers: list[Adviser]) -> list[Adviser]:
    """Who had to be heard and was not when it was decided. It stays so."""
    if proposal.decided_at is None:
        return []
    at = proposal.decided_at
    return [one for one in advisers if one.given_at is None or one.given_at > at]


def questions_about(proposal: Proposal) -> list[Said]:
    """What people asked about any of its versions, open questions first."""
    versions = Version.objects.filter(proposal=proposal).values("code")
    found = said_beside_any(proposal.matter, versions)
    return sorted(found, key=lambda one: (bool(one.answer), one.remark.made_at))


def circles_to_decide(cooperative: Cooperative) -> list[Circle]:
    """Circles that go on, by name."""
    rows = Circle.objects.filter(cooperative=cooperative, ended_on=None).select_related("actor")
    return list(rows.order_by("actor__name", "pk"))


def who_wrote_version(matter: Matter, code: str) -> list[int]:
    """Who answers questions about a proposal: whoever leads it or started it."""
    rows = Version.objects.filter(code=code, proposal__matter=matter).select_related("proposal")
    row = rows.first()
    if row is None:
        return []
    people = Person.objects.filter(pk__in=[row.proposal.leads_id, row.proposal.started_by_id])
    return list(people.values_list("actor", flat=True))
