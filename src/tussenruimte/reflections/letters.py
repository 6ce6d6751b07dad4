"""What letters about a judgement say: that somebody asks to look along, or answered. No word of it."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tussenruimte.members.models import Person
from tussenruimte.post.kinds import Letter, register
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.models import State
from tussenruimte.reflections.models import Judgement


def _look_along(judgement: Judgement) -> list[str]:
    promise = judgement.looking
    if judgement.peer_answered_at or promise is None or promise.state != State.OPEN:
        return []
    day = date_format(promise.due, "l j F")
    return [
        _("%(who)s asks you to look along.") % {"who": judgement.writer.name},
        _("Say what you see by %(day)s. You need not approve it.") % {"day": day},
    ]


def _answered(judgement: Judgement) -> list[str]:
    return [_("%(who)s looked along with you.") % {"who": judgement.peer}]


def _again(judgement: Judgement) -> list[str]:
    return [_("%(who)s wrote on, where you look along.") % {"who": judgement.writer.name}]


KINDS = {"look-along": _look_along, "answered": _answered, "again": _again}


def letters(
    kind: str, messages: Sequence[Dispatch], _aloud_to: Collection[int]
) -> Mapping[str, Letter]:
    """The letters of one kind, by code of the message."""
    home = messages[0].cooperative_id
    rows = Judgement.objects.whole().filter(cooperative=home)
    about = {row.code: row for row in rows.filter(code__in={m.about for m in messages})}
    people = Person.objects.filter(cooperative=home, code__in={m.to for m in messages})
    may_sign_in = {person.code: bool(person.user_id) for person in people}
    found = {}
    for message in messages:
        judgement = about.get(message.about)
        sentences = KINDS[kind](judgement) if judgement else []
        if judgement and sentences and message.to in may_sign_in:
            found[message.code] = _letter(judgement, sentences)
    return found


def _letter(judgement: Judgement, sentences: list[str]) -> Letter:
    place = [judgement.cooperative.slug, judgement.code]
    url = settings.PUBLIC_URL + reverse("reflections:judgement", args=place)
    text = "\n\n".join([*sentences, _("Read on here: %(url)s") % {"url": url}])
    return Letter(
        subject=_("Looking along"), text=text, spoken=(_("Somebody asks you something."),)
    )


def tell_post() -> None:
    """Say to `post` how our kinds become text; once, at the start."""
    for kind in KINDS:
        register(f"reflections.{kind}", together=partial(letters, kind))
