"""How somebody is called: inside a question to the database, and where one of them is chosen."""

from collections.abc import Collection

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.templatetags.days import day_in_words
from tussenruimte.members.models import Actor, Kind, Seat


def called_in_sql(actor: str) -> str:
    """The same as `called`, as text: of the table under that name."""
    return f"{actor}.name || coalesce(' (' || {actor}.hat || ')', '')"


def called(actor: str = "") -> Case:
    """What `str` makes of the actor there, or of the row itself: the name, with for which municipality
    they speak behind it.
    """
    there = f"{actor}__" if actor else ""
    name, hat = F(f"{there}name"), F(f"{there}hat")
    whole = Concat(name, Value(" ("), hat, Value(")"), output_field=CharField())
    return Case(When(**{f"{there}hat": None}, then=name), default=whole)


def choices_of(actors: Collection[Actor]) -> list[tuple[str, str]]:
    """Code and name of each; of an empty seat also since when, and who stands in."""
    keys = [actor.pk for actor in actors if actor.kind == Kind.SEAT]
    rows = Seat.objects.filter(pk__in=keys, vacant_since__isnull=False)
    empty = {seat.pk: seat for seat in rows.select_related("stand_in__actor")} if keys else {}
    return [(actor.code, _with_who(actor, empty.get(actor.pk))) for actor in actors]


def _with_who(actor: Actor, seat: Seat | None) -> str:
    if seat is None or seat.vacant_since is None:
        return str(actor)
    told = {"seat": actor, "day": day_in_words(seat.vacant_since, clock.today())}
    if seat.stand_in is None:
        return _("%(seat)s: empty since %(day)s, nobody stands in yet.") % told
    return _("%(seat)s: empty since %(day)s, %(who)s stands in.") % {**told, "who": seat.stand_in}
