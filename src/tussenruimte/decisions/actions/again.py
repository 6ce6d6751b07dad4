"""What was decided is opened again on new information: as a proposal of its own, that serves the first.

So a decision stays what it was, with who was heard and who was passed by; and what is new stands with
the first version of the other.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.decisions.actions.advising import name_adviser
from tussenruimte.decisions.actions.agreeing import _has_kinds
from tussenruimte.decisions.actions.shared import _locked, _people_of, _send
from tussenruimte.decisions.actions.starting import Draft, start_proposal
from tussenruimte.decisions.agreeing import together_of
from tussenruimte.decisions.models import TALKED_ABOUT, Adviser, Proposal
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.models import Person
from tussenruimte.record.actions import note


@transaction.atomic
def open_again(
    proposal: Proposal, draft: Draft, news: str, *, by: Person, at: dt.datetime
) -> Proposal:
    """A member opens a decision again: the same who decide and are heard, and what is new."""
    proposal = _locked(proposal)
    if not proposal.can_open_again:
        raise Refused(_("Only what is decided and answered is opened again."))
    if not news.strip():
        raise Refused(_("Write what is new since it was decided."))
    refuse_bsn(news)
    open_now = Proposal.objects.filter(matter__serves=proposal.matter, stage__in=TALKED_ABOUT)
    if open_now.opening_again().exists():
        raise Refused(_("This is open again already. Say it there."))
    again = start_proposal(
        proposal.cooperative,
        draft,
        kind=proposal.kind,
        circle=proposal.circle,
        serves=proposal.matter,
        together=together_of(proposal) is not None and _has_kinds(proposal, at),
        news=news.strip(),
        by=by,
        at=at,
    )
    for row in Adviser.objects.filter(proposal=proposal).select_related("actor").order_by("pk"):
        heard = {"authority": row.authority, "craft": row.craft, "why": row.why}
        name_adviser(again, row.actor, **heard, by=by, at=at)
    if proposal.circle_id is not None:
        _send("again", again.code, _people_of(proposal.circle_id, at), by, at)
    note("proposal.again", proposal, by=by, at=at, proposal=again.code)
    return again
