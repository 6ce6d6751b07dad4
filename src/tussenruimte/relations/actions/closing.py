"""Only the person closes; the exceptions are recorded; a close can be undone for a while."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.conversations.actions import settle_matter
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import end_matter, let_read, open_again
from tussenruimte.matters.models import Ground
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Person, Standing
from tussenruimte.promises.actions import open_released, release_all
from tussenruimte.record.actions import note
from tussenruimte.relations.actions.for_them import _on_behalf, _tell_it_was_closed
from tussenruimte.relations.actions.handing import end_offers, take_along
from tussenruimte.relations.actions.setting_aside import stop_asking
from tussenruimte.relations.models import AddedWords, Ending, Need, Relation, Stage
from tussenruimte.relations.moves import locked, move_to, refuse_closed
from tussenruimte.relations.reads.standing import standing_of, undo_until, who_takes_in


@transaction.atomic
def close(need: Need, *, is_withdrawn: bool = False, by: Person, at: dt.datetime) -> None:
    """The person says: for me this is done, or never mind.

    Or whoever a paper names says it for them: that is the person's yes, and the person hears it.
    """
    need = locked(need)
    refuse_closed(need)
    on_behalf = _on_behalf(need, by)
    stage = Stage.WITHDRAWN if is_withdrawn else Stage.DONE
    _close(need, stage, "" if is_withdrawn else Ending.PERSON, by, at, **on_behalf)
    if on_behalf:
        _tell_it_was_closed(need, by, at)


@transaction.atomic
def close_for(need: Need, *, ending: str, words: str, by: Person, at: dt.datetime) -> None:
    """One of the three recorded reasons; being unreachable, or "too complicated", is none of them."""
    need = locked(need)
    refuse_closed(need)
    if ending not in {Ending.DIED, Ending.MOVED, Ending.ON_PAPER}:
        raise Refused(
            _(
                "A question ends when the person says so. Otherwise only if they died, moved with somebody there who took over, or wished it on paper."
            )
        )
    if not words.strip():
        raise Refused(_("Write in one sentence how you know this."))
    row = AddedWords(cooperative_id=need.cooperative_id, need=need, by=by, at=at)
    sealed = row.put(words=words)
    row.save()
    if need.stage == Stage.MESSAGE:
        need.stage = Stage.HELD
    _close(need, Stage.DONE, ending, by, at, sealed=sealed)


def _close(need: Need, stage: Stage, ending: str, by: Person, at: dt.datetime, **also: Any) -> None:
    today = clock.day(at)
    if need.stage == Stage.MESSAGE and stage == Stage.DONE:
        need.stage = Stage.HELD  # helped before anybody called: that happens
    move_to(need, stage)
    need.holder, need.closed_at, need.ending, need.quiet_until = None, at, ending, None
    need.save(update_fields=["stage", "holder", "closed_at", "ending", "quiet_until"])
    Relation.objects.filter(need=need, part=Relation.Part.HOLDER, until=None).update(until=today)
    end_offers(need, by=by, at=at)
    stop_asking(need, by=by, at=at)
    last = today + dt.timedelta(days=term(need.cooperative, "card_undo"))
    end_matter(need.matter, read_until=last, by=by, at=at)
    release_all(need.matter, by=by, at=at)
    note("need.closed", need, by=by, at=at, ending=ending or stage, **also)


@transaction.atomic
def reopen(need: Need, *, by: Person, at: dt.datetime) -> None:
    """Back within the days in which it can be undone; with the same holder if they still may.

    Whoever nobody had spoken with yet is a message again.
    """
    need = locked(need)
    last = undo_until(need)
    if last is None:
        raise Refused(_("This question is open."))
    if need.person.forgotten_at is not None:
        raise Refused(_("Whoever asked this was forgotten. It cannot come back."))
    if clock.day(at) > last:
        raise Refused(
            _("That was too long ago. Tell it again: then somebody holds on to it at once.")
        )
    assert need.closed_at is not None  # noqa: S101 - undo_until looked at it
    closed_at, holder = need.closed_at, _holder_again(need, at)
    has_spoken = need.first_contact_at is not None
    move_to(need, Stage.TOGETHER if has_spoken else Stage.MESSAGE)
    need.holder, need.closed_at, need.ending = holder, None, ""
    need.last_sign_on = clock.day(at)
    need.save(update_fields=["holder", "closed_at", "ending", "stage", "last_sign_on"])
    let_read(need.matter, holder.person.actor, ground=Ground.HOLDER, by=by, at=at)
    open_again(need.matter, read_until=last, by=by, at=at)
    settle_matter(need.matter, by=by, at=at)
    Relation.objects.create(
        cooperative_id=need.cooperative_id,
        need=need,
        other=holder.person,
        part=Relation.Part.HOLDER,
        asked_at=at,
        other_yes_at=at,
        person_yes_at=at if has_spoken else None,
    )
    open_released(need.matter, since=closed_at, by=by, at=at)
    take_along(need, holder.person, by=by, at=at)
    note("need.reopened", need, by=by, at=at, holder=holder.person.code)


def _holder_again(need: Need, at: dt.datetime) -> Standing:
    before = (
        Relation.objects.filter(need=need, part=Relation.Part.HOLDER)
        .order_by("-until", "-pk")
        .first()
    )
    standing = standing_of(before.other) if before else None
    if standing is None or standing.pk == need.person_id:
        standing = who_takes_in(need.cooperative, need.person, clock.day(at))
    if standing is None:
        raise Refused(
            _("Nobody has the duty now. Call %(phone)s, then somebody helps you right away.")
            % {"phone": need.cooperative.phone}
        )
    return standing
