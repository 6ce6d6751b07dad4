"""A voice is given to somebody else for one vote, or taken back as long as it is not in."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tussenruimte.decisions.actions.shared import _people_of, _send
from tussenruimte.decisions.actions.voting import _refuse_closed
from tussenruimte.decisions.models import Ballot, Proxy, Roll, Vote, Voted
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Person
from tussenruimte.record.actions import note


@transaction.atomic
def give_voice(voice: Roll, to: Roll, *, by: Person, at: dt.datetime) -> Proxy:
    """Let somebody else of the roll vote for this voice, in this vote alone."""
    vote = _held(voice, at)
    if to.vote_id != vote.pk or to.pk == voice.pk:
        raise Refused(_("Choose somebody else who has a voice in this vote."))
    if Proxy.objects.filter(roll=to).exists():
        raise Refused(
            _("%(who)s gave away their own voice. Choose somebody else.") % {"who": to.actor}
        )
    if Proxy.objects.filter(roll__vote=vote, holder=voice.actor_id).exists():
        raise Refused(_("Somebody gave you their voice. Vote yourself."))
    most = term(voice.cooperative, "proxies_each")
    if Proxy.objects.filter(roll__vote=vote, holder=to.actor_id).count() >= most:
        raise Refused(
            _("%(who)s votes for as many others as one may. Choose somebody else.")
            % {"who": to.actor}
        )
    row = Proxy(
        cooperative_id=voice.cooperative_id, roll=voice, holder_id=to.actor_id, given_by=by, at=at
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        raise Refused(_("This voice was given away already.")) from twice
    proposal = vote.round.proposal
    _send("voice-given", proposal.code, _people_of(to.actor_id, at), by, at)
    note("vote.voice-given", vote, by=by, at=at, voice=voice.actor.code, to=to.actor.code)
    return row


@transaction.atomic
def take_voice_back(voice: Roll, *, by: Person, at: dt.datetime) -> None:
    """Vote oneself after all."""
    vote = _held(voice, at)
    gone, _of_what = Proxy.objects.filter(roll=voice).delete()
    if not gone:
        raise Refused(_("You did not give this voice away."))
    note("vote.voice-taken-back", vote, by=by, at=at, voice=voice.actor.code)


def _held(voice: Roll, at: dt.datetime) -> Vote:
    """The vote, in which nobody votes or gives until we are done; this voice is not in yet."""
    rows = Vote.objects.select_for_update(of=("self",), no_key=True)
    vote = rows.select_related("round__proposal").get(pk=voice.vote_id)
    if vote.is_over(at):
        _refuse_closed(vote)
    is_in = Voted.objects.filter(roll=voice).exists() or Ballot.objects.filter(roll=voice).exists()
    if is_in:
        raise Refused(_("This voice is in already."))
    return vote
