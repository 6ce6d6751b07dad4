"""While somebody holds on to it: first contact, later words, rest, losing and finding each other."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.actions import change_reach, lose_contact
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Person
from tussenruimte.methods.days import plus_working_days
from tussenruimte.promises.actions import confirm, make_promise, say_done
from tussenruimte.promises.models import Promise, Purpose, State
from tussenruimte.record.actions import note
from tussenruimte.relations.actions.setting_aside import stop_asking
from tussenruimte.relations.models import AddedWords, Need, Relation, Stage
from tussenruimte.relations.moves import locked, move_to, refuse_closed
from tussenruimte.relations.promised import in_words
from tussenruimte.relations.reads.standing import promised_by_holding


@transaction.atomic
def hear(
    need: Need,
    *,
    with_person: bool,
    with_holder: bool,
    on: dt.date,
    by: Person,
    at: dt.datetime,
) -> None:
    """There was a conversation about the need. With the person it is the first contact, if it was the first.

    What whoever holds on promised is done only when they were the one who spoke with the person.
    """
    need = locked(need)
    refuse_closed(need)
    need.last_sign_on = max(need.last_sign_on, on)
    if with_person and need.first_contact_at is None:
        need.first_contact_at = at
        move_to(need, Stage.HELD)
        stop_asking(need, by=by, at=at)
    if with_person and with_holder:
        for promise in promised_by_holding(need, Purpose.CONTACT).filter(state=State.OPEN):
            say_done(promise, by=by, at=at)
    need.save(update_fields=["last_sign_on", "first_contact_at", "stage"])
    note("need.heard", need, by=by, at=at, with_person=with_person)


@transaction.atomic
def agree_to_holder(need: Need, *, by: Person, at: dt.datetime) -> None:
    """The person says yes to whoever holds on; themselves, or to the holder who writes it down."""
    need = locked(need)
    refuse_closed(need)
    if need.stage == Stage.MESSAGE:
        raise Refused(_("First speak with %(name)s.") % {"name": need.person.first_name})
    rows = Relation.objects.filter(need=need, part=Relation.Part.HOLDER, until=None)
    if not rows.filter(person_yes_at=None).update(person_yes_at=at):
        raise Refused(_("%(name)s said yes already.") % {"name": need.person.first_name})
    if need.stage == Stage.HELD:
        move_to(need, Stage.TOGETHER)
    need.last_sign_on = clock.day(at)
    need.save(update_fields=["stage", "last_sign_on"])
    note("need.holder-agreed", need, by=by, at=at)


@transaction.atomic
def add_words(need: Need, words: str, *, by: Person, at: dt.datetime) -> AddedWords:
    """Later words beside the first ones, which stay as they are."""
    need = locked(need)
    refuse_closed(need)
    if not words.strip():
        raise Refused(_("Write what you want to add."))
    refuse_bsn(words)
    row = AddedWords(cooperative_id=need.cooperative_id, need=need, by=by, at=at)
    sealed = row.put(words=words)
    row.save()
    if by.pk == need.holder_id:  # what the person says themselves is no sign of life of the house
        need.last_sign_on = clock.day(at)
        need.save(update_fields=["last_sign_on"])
    note("need.words-added", need, by=by, at=at, sealed=sealed)
    return row


@transaction.atomic
def tell_them(need: Need, *, by: Person, at: dt.datetime) -> None:
    """Somebody else told it; now the person knows, and said yes to it being kept."""
    need = locked(need)
    if need.told_by_id is None:
        raise Refused(_("%(name)s told this themselves.") % {"name": need.person.first_name})
    if need.consented_at is not None:
        raise Refused(_("%(name)s said yes already.") % {"name": need.person.first_name})
    need.told_them_at, need.consented_at = need.told_them_at or at, at
    need.save(update_fields=["told_them_at", "consented_at"])
    for promise in promised_by_holding(need, Purpose.TELL).filter(state=State.OPEN):
        say_done(promise, by=by, at=at)
        if by.pk == need.person_id:
            confirm(promise, by=by, at=at)
    note("need.person-told", need, by=by, at=at)


@transaction.atomic
def begin_quiet(need: Need, *, until: dt.date, by: Person, at: dt.datetime) -> None:
    """Agreed with the person: rest until a day. After it the silence counts again."""
    need = locked(need)
    refuse_closed(need)
    if until <= clock.day(at):
        raise Refused(_("Choose a day that is still to come."))
    move_to(need, Stage.QUIET)
    need.quiet_until, need.last_sign_on = until, clock.day(at)
    need.save(update_fields=["stage", "quiet_until", "last_sign_on"])
    note("need.quiet", need, by=by, at=at, until=until.isoformat())


@transaction.atomic
def end_quiet(need: Need, *, by: Person, at: dt.datetime) -> None:
    """Busy together again."""
    need = locked(need)
    if need.stage != Stage.QUIET:
        raise Refused(_("This question is not quiet now."))
    need.stage, need.quiet_until, need.last_sign_on = Stage.TOGETHER, None, clock.day(at)
    need.save(update_fields=["stage", "quiet_until", "last_sign_on"])
    note("need.awake", need, by=by, at=at)


@transaction.atomic
def lose(need: Need, *, by: Person, at: dt.datetime) -> Promise:
    """ "We zijn je kwijt — we zoeken je." Closes nothing: it becomes a promise to search."""
    need = locked(need)
    refuse_closed(need)
    if not need.person.is_reachable:
        raise Refused(_("We are looking for %(name)s already.") % {"name": need.person.first_name})
    lose_contact(need.person, by=by, at=at)
    assert need.holder is not None  # noqa: S101 - an open need has one
    holder = need.holder.person
    promise = make_promise(
        need.matter,
        maker=holder.actor,
        receiver=need.person.actor,
        text=in_words(Purpose.SEARCH, need, holder),
        due=plus_working_days(clock.day(at), term(need.cooperative, "search")),
        purpose=Purpose.SEARCH,
        person_said_yes=True,
        by=by,
        at=at,
    )
    note("need.lost", need, by=by, at=at)
    return promise


@transaction.atomic
def find_again(need: Need, *, reach: str, by: Person, at: dt.datetime) -> None:
    """Found again, with a way to reach them; the promise to search is kept."""
    need = locked(need)
    if not reach.strip():
        raise Refused(_("Write how we can reach %(name)s now.") % {"name": need.person.first_name})
    change_reach(need.person, reach, by=by, at=at)
    for promise in promised_by_holding(need, Purpose.SEARCH).filter(state=State.OPEN):
        say_done(promise, by=by, at=at)
        confirm(promise, by=by, at=at)
    need.last_sign_on = clock.day(at)
    need.save(update_fields=["last_sign_on"])
    note("need.found", need, by=by, at=at)


@transaction.atomic
def reach_me(need: Need, reach: str, *, by: Person, at: dt.datetime) -> None:
    """The person says themselves how to find them; so they are found, when we had lost them."""
    if by.pk != need.person_id:
        raise Refused(_("Only %(name)s can say this.") % {"name": need.person.first_name})
    if need.is_open and not need.person.is_reachable:
        find_again(need, reach=reach, by=by, at=at)
    elif reach.strip():
        change_reach(need.person, reach, by=by, at=at)
    else:
        raise Refused(_("Write how we find you. A place is enough."))
