"""Questions about proposals: which there are, and everything of one."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from tussenruimte.decisions.models import (
    DECIDED,
    TALKED_ABOUT,
    Adviser,
    Proposal,
    Stage,
    Version,
)
from tussenruimte.kit.leaves import A_LEAF, Leaf, leaf_of
from tussenruimte.kit.questions import Places, Question
from tussenruimte.matters.hooks import Keys
from tussenruimte.matters.models import Matter, Remark
from tussenruimte.matters.reads import Said, beside_any, in_plain_words
from tussenruimte.members.models import ActsFor, Circle, Cooperative


def talked_about(cooperative: Cooperative, page: int) -> Leaf[Proposal]:
    """Not decided yet, latest first."""
    return _on_page("talked about", cooperative, page)


def why_it_stays_open(cooperative: Cooperative) -> str:
    """From the first proposal on: what is talked about goes on, and what was decided can be read."""
    rows = Proposal.objects.filter(cooperative=cooperative).exclude(stage=Stage.WITHDRAWN)
    if not rows.exists():
        return ""
    return _("A proposal stands there, and everybody must be able to read what is decided.")


def waiting_for_answers(cooperative: Cooperative, page: int) -> Leaf[Proposal]:
    """Decided, with an answer still to be given."""
    return _on_page("to answer", cooperative, page)


def decided(cooperative: Cooperative, page: int) -> Leaf[Proposal]:
    """Decided and finished, latest first."""
    leaf = _on_page("finished", cooperative, page)
    return leaf.turned_into(lambda rows: sorted(rows, key=_decided_at, reverse=True))


def _decided_at(proposal: Proposal) -> dt.datetime:
    return proposal.decided_at or proposal.started_at


def _on_page(which: str, cooperative: Cooperative, page: int) -> Leaf[Proposal]:
    """Almost everybody reads the first page: of that the question is kept ready."""
    if page == 1:
        return leaf_of(LATEST[which].all(cooperative=cooperative.pk), page)
    keys = _in_stages(STAGES[which], cooperative.pk).values_list("pk", flat=True)
    return leaf_of(keys, page).turned_into(lambda found: list(_with_what_stands_beside(found)))


def _in_stages(stages: Collection[Stage], cooperative: Any) -> QuerySet[Proposal]:
    rows = Proposal.objects.filter(cooperative=cooperative, stage__in=stages)
    return rows.order_by(*LATEST_FIRST)


def _with_what_stands_beside(keys: Any) -> QuerySet[Proposal]:
    """What they are about and who decides: looked up for these few, not for all of which they are the latest."""
    rows = Proposal.objects.filter(pk__in=keys).select_related("matter", "circle__actor")
    return rows.order_by(*LATEST_FIRST)


def _latest(stages: Collection[Stage]) -> Question:
    def ask(given: Places) -> QuerySet[Proposal]:
        keys = _in_stages(stages, given.key("cooperative")).values("pk")
        return _with_what_stands_beside(keys[: A_LEAF + 1])

    return Question(ask)


LATEST_FIRST = ("-started_at", "-pk")
STAGES: dict[str, Collection[Stage]] = {
    "talked about": [*TALKED_ABOUT],
    "to answer": [Stage.TO_ANSWER],
    "finished": [stage for stage in DECIDED if stage != Stage.TO_ANSWER],
}
LATEST = {which: _latest(stages) for which, stages in STAGES.items()}


def advisers_of(proposal: Proposal, on: dt.date) -> list[Adviser]:
    """Who has to be heard, with advice and answer; and whether somebody acts for who promised that."""
    return ADVISERS.all(proposal=proposal.pk, on=on)


def advisers_of_all(proposals: Collection[Proposal], on: dt.date) -> dict[int, list[Adviser]]:
    """The same for several proposals, by their keys."""
    found: dict[int, list[Adviser]] = {one.pk: [] for one in proposals}
    for row in _advisers(on).filter(proposal__in=proposals):
        found[row.proposal_id].append(row)
    return found


def _advisers(on: Any) -> QuerySet[Adviser]:
    acting = ActsFor.objects.current(on).filter(person__forgotten_at=None)
    is_heard = Exists(acting.filter(actor=OuterRef("promise__maker")))
    rows = Adviser.objects.whole().annotate(is_heard=is_heard)
    return rows.select_related("answer__by__key", "answer__by__actor").order_by("pk")


ADVISERS = Question(lambda given: _advisers(given.day("on")).filter(proposal=given.key("proposal")))


def passed_by(proposal: Proposal, advisers: list[Adviser]) -> list[Adviser]:
    """Who had to be heard and was not when it was decided. It stays so."""
    if proposal.decided_at is None:
        return []
    at = proposal.decided_at
    return [one for one in advisers if one.given_at is None or one.given_at > at]


def questions_about(proposal: Proposal) -> list[Said]:
    """What people asked about any of its versions, open questions first."""
    about = {"matter": proposal.matter_id, "code": proposal.matter.code, "proposal": proposal.pk}
    found = in_plain_words(REMARKS.all(**about))
    return sorted(found, key=lambda one: (bool(one.answer), one.remark.made_at))


def _remarks(given: Places) -> QuerySet[Remark]:
    versions = Version.objects.filter(proposal=given.key("proposal")).values("code")
    return beside_any(given.key("matter"), given.text("code"), versions)


REMARKS = Question(_remarks)


def circles_to_decide(cooperative: Cooperative) -> list[Circle]:
    """Circles that go on, by name."""
    rows = Circle.objects.filter(cooperative=cooperative, ended_on=None).select_related("actor")
    return list(rows.order_by("actor__name", "pk"))


def who_wrote_version(matter: Matter, code: str) -> list[Keys]:
    """Who answers questions about a proposal: whoever leads it or started it."""
    rows = Version.objects.filter(code=code, proposal__matter=matter)
    return [rows.values_list(f"proposal__{who}", flat=True) for who in ("leads", "started_by")]
