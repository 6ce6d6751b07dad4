"""Who has to be heard is named, gives advice, and gets a written answer when it goes otherwise."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tussenruimte.decisions.actions.seating import _seat_the_elected
from tussenruimte.decisions.actions.shared import _locked, _move, _people_of, _send, _talked_about
from tussenruimte.decisions.models import (
    Advice,
    Adviser,
    Answer,
    Authority,
    Proposal,
    Stage,
)
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.models import Actor, Person
from tussenruimte.promises.actions import say_done
from tussenruimte.promises.models import State
from tussenruimte.record.actions import note


@transaction.atomic
def name_adviser(  # noqa: PLR0913 - who, by what authority, and why
    proposal: Proposal,
    actor: Actor,
    *,
    authority: str,
    craft: str = "",
    why: str,
    by: Person,
    at: dt.datetime,
) -> Adviser:
    """Somebody has to be heard about this, because they know of it, go about it or live with it."""
    proposal = _talked_about(proposal)
    if not why.strip():
        raise Refused(_("Write in one sentence why they have to be heard."))
    if authority == Authority.CRAFT and not craft.strip():
        raise Refused(_("Write which craft it is."))
    refuse_bsn(why, craft)
    row = Adviser(
        cooperative_id=proposal.cooperative_id,
        proposal=proposal,
        actor=actor,
        authority=authority,
        craft=craft.strip() if authority == Authority.CRAFT else "",
        why=why.strip(),
        named_by=by,
        named_at=at,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        raise Refused(_("%(who)s is heard already.") % {"who": actor}) from twice
    _send("be-heard", row.code, _people_of(actor.pk, at), by, at)
    note("proposal.adviser", proposal, by=by, at=at, actor=actor.code, authority=authority)
    return row


@transaction.atomic
def give_advice(
    adviser: Adviser, advice: str, words: str, interest: str, *, by: Person, at: dt.datetime
) -> None:
    """Advise for, against or on a condition; it may be written anew until it is decided."""
    proposal = _talked_about(adviser.proposal)
    row = Adviser.objects.whole().get(pk=adviser.pk)
    if advice not in Advice.values:
        raise Refused(_("Choose what you advise."))
    if not words.strip():
        raise Refused(_("Write in a few sentences what you advise."))
    row.given_by, row.given_at, row.advice = by, at, advice
    row.version_id = proposal.version_id
    sealed = row.put(words=words.strip(), interest=interest.strip())
    row.save(update_fields=["given_by", "given_at", "advice", "version", "words", "interest"])
    _send("advised", row.code, [proposal.leads], by, at)
    note("proposal.advised", proposal, by=by, at=at, sealed=sealed, adviser=row.code)


@transaction.atomic
def answer_adviser(adviser: Adviser, words: str, *, by: Person, at: dt.datetime) -> Answer:
    """Write to an adviser why it went otherwise. With the last answer the decision is finished."""
    proposal = _locked(adviser.proposal)
    row = Adviser.objects.whole().select_for_update(of=("self",), no_key=True).get(pk=adviser.pk)
    if not row.is_overruled or row.promise is None:
        raise Refused(_("This decision goes along with the advice. No answer is owed."))
    if Answer.objects.filter(adviser=row).exists():
        raise Refused(_("This advice was answered already."))
    if not words.strip():
        raise Refused(_("Write why it goes otherwise."))
    answer = Answer(cooperative_id=proposal.cooperative_id, adviser=row, by=by, at=at)
    sealed = answer.put(words=words.strip())
    answer.save()
    if row.promise.state == State.OPEN:
        say_done(row.promise, by=by, at=at)
    _send("answered", row.code, _people_of(row.actor_id, at), by, at)
    if not _unanswered(proposal):
        _move(proposal, Stage.ADOPTED if proposal.is_adopted else Stage.NOT_ADOPTED)
    note("proposal.answered", proposal, by=by, at=at, sealed=sealed, adviser=row.code)
    if proposal.stage == Stage.ADOPTED:
        _seat_the_elected(proposal, by, at)
    return answer


def _unanswered(proposal: Proposal) -> bool:
    return Adviser.objects.filter(proposal=proposal, is_overruled=True, answer=None).exists()
