"""What letters about seats say: names of seats, days and where to read on. Never what was written."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tussenruimte.belonging.models import Inherited, Question, StandInAsked, Succession
from tussenruimte.post.kinds import Letter, register
from tussenruimte.post.models import Dispatch


def _asked(row: Question) -> list[str]:
    if not row.is_waiting:
        return []
    said = {"seat": row.seat.actor, "day": date_format(row.promise.due, "l j F")}
    return [_("Somebody asked %(seat)s something. An answer is promised for %(day)s.") % said]


def _answered(row: Question) -> list[str]:
    return [_("%(seat)s answered your question.") % {"seat": row.seat.actor}] if row.answer else []


def _stand_in(row: StandInAsked) -> list[str]:
    if row.answered_at:
        return []
    said = {"who": row.asked_by, "seat": row.seat.actor}
    return [
        _("%(who)s asks you to stand in for %(seat)s, where nobody sits now.") % said,
        _("You say yes or no. You promise nothing by it."),
    ]


def _named(row: Succession) -> list[str]:
    if not row.is_open:
        return []
    said = {"who": row.named_by, "seat": row.seat.actor}
    return [
        _("%(who)s named you for %(seat)s.") % said,
        _("You talk it over, and say of each promise whether you take it. Then you sit there."),
    ]


def _given_back(row: Inherited) -> list[str]:
    offer = row.offer
    if offer is None or offer.answered_at:
        return []
    said = {
        "who": row.succession.person,
        "seat": row.succession.seat.actor,
        "day": date_format(row.promise.due, "l j F"),
        "to": offer.taker,
    }
    return [
        _("%(who)s does not take over what %(seat)s promised you for %(day)s.") % said,
        _("%(to)s is asked to do it. Until they say yes it stays with the seat.") % said,
    ]


def _url_of_question(row: Question) -> str:
    return reverse("belonging:question", args=[row.cooperative.slug, row.code])


def _url_of_stand_in(row: StandInAsked) -> str:
    return reverse("belonging:stand-in", args=[row.cooperative.slug, row.code])


def _url_of_succession(row: Succession) -> str:
    return reverse("belonging:succession", args=[row.cooperative.slug, row.code])


def _url_of_promise(row: Inherited) -> str:
    return reverse("promises:promise", args=[row.cooperative.slug, row.promise.code])


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of letter is made: which rows, what is said, where to read on."""

    rows: Callable[[], Any]
    says: Callable[[Any], list[str]]
    url: Callable[[Any], str]


def _stand_ins() -> Any:
    return StandInAsked.objects.select_related("cooperative", "seat__actor", "asked_by__actor")


def _inherited() -> Any:
    return Inherited.objects.select_related(
        "cooperative", "promise", "offer__taker", "succession__person__actor",
        "succession__seat__actor",
    )  # fmt: skip


KINDS = {
    "question": Kind(Question.objects.whole, _asked, _url_of_question),
    "answered": Kind(Question.objects.whole, _answered, _url_of_question),
    "stand-in": Kind(_stand_ins, _stand_in, _url_of_stand_in),
    "named": Kind(Succession.objects.whole, _named, _url_of_succession),
    "given-back": Kind(_inherited, _given_back, _url_of_promise),
}


def letters(
    name: str, messages: Sequence[Dispatch], aloud_to: Collection[int]
) -> Mapping[str, Letter]:
    """The letters of one kind, by code of the message; without those that things overtook."""
    kind, found = KINDS[name], {}
    rows = kind.rows().filter(
        cooperative=messages[0].cooperative_id, code__in={m.about for m in messages}
    )
    about = {row.code: row for row in rows}
    for message in messages:
        row = about.get(message.about)
        sentences = kind.says(row) if row else []
        if row and sentences:
            url = settings.PUBLIC_URL + kind.url(row)
            text = "\n\n".join([*sentences, _("Read on here: %(url)s") % {"url": url}])
            aloud = (_("There is news about a seat for you."),) if aloud_to else tuple(sentences)
            found[message.code] = Letter(subject=_("About a seat"), text=text, spoken=aloud)
    return found


def tell_post() -> None:
    """Say to `post` how our kinds become text; once, at the start."""
    for name in KINDS:
        register(f"belonging.{name}", together=partial(letters, name))
