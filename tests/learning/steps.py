"""Who hears a complaint, who reads it, and a night that passes."""

from datetime import timedelta

from tussenruimte.learning import nightly, reads
from tussenruimte.matters.models import Reader

DAY = timedelta(days=1)


def hear(complaint):
    return [person.actor.name.split()[0] for person in reads.hearers_of(complaint)]


def readers(complaint):
    rows = Reader.objects.filter(matter=complaint.matter)
    return {name.split()[0] for name in rows.values_list("actor__name", flat=True)}


def night(cooperative, at):
    for does in (
        nightly.keep_two_hearing,
        nightly.close_what_was_answered,
        nightly.empty_old_complaints,
    ):
        does(cooperative, at.date(), at)
