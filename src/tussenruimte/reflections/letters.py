"""What letters about a judgement say: that somebody asks to look along, or answered. No word of it."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_noop

from tussenruimte.post.kinds import register
from tussenruimte.post.sentences import Says, Sentences, page_of
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


KINDS: dict[str, Says] = {"look-along": _look_along, "answered": _answered, "again": _again}
SUBJECT, ALOUD = gettext_noop("Looking along"), gettext_noop("Somebody asks you something.")


def tell_post() -> None:
    """Say to `post` how our kinds become text; once, at the start."""
    page = page_of("reflections:judgement")
    for name, says in KINDS.items():
        kind = Sentences(Judgement.objects.whole, says, page, SUBJECT, ALOUD)
        register(f"reflections.{name}", together=kind.letters)
