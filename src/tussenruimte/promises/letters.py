"""The letter of the day in words. Names, days and links; never what somebody wrote."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from tussenruimte.kit import clock
from tussenruimte.kit.templatetags.days import day_in_words, late_in_words
from tussenruimte.members.models import Cooperative
from tussenruimte.methods.phone import tidy
from tussenruimte.post.kinds import Letter
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.models import Promise, Purpose
from tussenruimte.promises.reads.telling import Line, lines_of, readable

SHOWN = 12  # late promises of others in one letter; who wants to see more looks on the page

# What is heard instead of a maker who is away, for an empty seat, for a receiver without anybody.
INSTEAD = {
    "away": gettext_lazy(
        "%(maker)s is away up to and including %(until)s, and promised something for %(day)s. You stand in: find out who does it. Call %(phone)s."
    ),
    "empty": gettext_lazy(
        "%(maker)s promised something for %(day)s. Nobody sits there now and you stand in: find out who does it. Call %(phone)s."
    ),
    "unheard": gettext_lazy(
        "%(maker)s promised something for %(day)s, to a seat, circle or organisation for which nobody acts now. You hear it instead: ask whether it happens. Call %(phone)s."
    ),
}


def letters_of_the_day(
    messages: Sequence[Dispatch], aloud_to: Collection[int]
) -> dict[str, Letter]:
    """Letters for these messages of one cooperative, as things stand now."""
    if not messages:
        return {}
    today = clock.today()
    cooperative = Cooperative.objects.get(pk=messages[0].cooperative_id)
    asked = {
        message.code: (message.to, dt.date.fromisoformat(message.about)) for message in messages
    }
    lines = lines_of(cooperative, set(asked.values()), today)
    known = _known(lines.values(), aloud_to, today)
    return {
        code: _letter(cooperative, lines[what], known, today)
        for code, what in asked.items()
        if lines[what]
    }


def letters_about(
    rows: QuerySet[Promise],
    messages: Sequence[Dispatch],
    aloud_to: Collection[int],
    write: Callable[..., Letter],
) -> dict[str, Letter]:
    """A letter about one promise each, of those among `rows`: `write(promise, today, is_known=…)`."""
    found = rows.filter(code__in={message.about for message in messages})
    promises = {row.code: row for row in found.select_related("maker", "matter", "cooperative")}
    today = clock.today()
    known = readable(promises.values(), aloud_to, today) if aloud_to else set()
    return {
        message.code: write(promise, today, is_known=promise.pk in known)
        for message in messages
        if (promise := promises.get(message.about))
    }


def _known(lines: Iterable[list[Line]], aloud_to: Collection[int], today: dt.date) -> set[int]:
    """Promises that whoever reads them aloud may know from inside."""
    if not aloud_to:
        return set()
    return readable((line.promise for some in lines for line in some), aloud_to, today)


def _letter(cooperative: Cooperative, lines: list[Line], known: set[int], today: dt.date) -> Letter:
    mine = [line for line in lines if line.part in {"maker", "receiver"}]
    instead = [
        _instead(line, cooperative, today)
        for part in INSTEAD
        for line in lines
        if line.part == part
    ]
    outside = [
        _from_outside(line.promise, cooperative, today) for line in lines if line.part == "outside"
    ]
    said = [(_in_full(line, cooperative, today), _link(cooperative, line)) for line in mine]
    context = {
        "cooperative": cooperative,
        "today": today,
        "mine": [*said, *((sentence, "") for sentence in instead)],
        "others": outside[:SHOWN],
        "more": len(outside) - SHOWN,
        "link": _address(reverse("promises:mine", args=[cooperative.slug])),
    }
    spoken = [
        _in_full(line, cooperative, today)
        if line.promise.pk in known
        else _in_general(line, cooperative, today)
        for line in mine
    ]
    return Letter(
        subject=_("%(name)s, %(day)s: what was promised")
        % {"name": cooperative.name, "day": _weekday(today)},
        text=render_to_string("promises/day_letter.txt", context).strip() + "\n",
        spoken=(*spoken, *instead, *outside[:SHOWN]),
    )


def _weekday(today: dt.date) -> str:
    return day_in_words(today, today - dt.timedelta(days=7))


def _in_full(line: Line, cooperative: Cooperative, today: dt.date) -> str:
    """What somebody who is in a promise hears: who, when, and whom to call."""
    promise, is_late = line.promise, line.promise.due < today
    said = {
        "maker": promise.maker,
        "receiver": promise.receiver,
        "day": day_in_words(promise.due, today),
        "phone": _phone(promise, cooperative),
    }
    if promise.purpose == Purpose.LAW:
        sentence = _of_law(line.part, is_late=is_late)
    elif line.part == "maker" and is_late:
        sentence = _(
            "You promised %(receiver)s something for %(day)s. Call, and say when it comes."
        )
    elif line.part == "maker":
        sentence = _("You promised %(receiver)s something for %(day)s.")
    elif is_late:
        sentence = _(
            "%(maker)s had promised you something for %(day)s. That has not happened. It should not be so. Call %(phone)s."
        )
    else:
        sentence = _(
            "%(maker)s promised you something for %(day)s. Does it not happen? Call %(phone)s."
        )
    return sentence % said


def _of_law(part: str, *, is_late: bool) -> str:
    """Nobody promised it: the law says so."""
    if part == "maker" and is_late:
        return _(
            "The law says: you do something for %(receiver)s by %(day)s. That day has passed. Call, and say when it comes."
        )
    if part == "maker":
        return _("The law says: you do something for %(receiver)s by %(day)s.")
    if is_late:
        return _(
            "The law says: %(maker)s does something for you by %(day)s. That has not happened. Call %(phone)s."
        )
    return _(
        "The law says: %(maker)s does something for you by %(day)s. Does it not happen? Call %(phone)s."
    )


def _of_law_in_general(line: Line, today: dt.date) -> str:
    if line.part == "maker":
        return _("The law says: you do something by %(day)s.")
    if line.promise.due < today:
        return _("The law said: somebody does something for you. It is late. Call %(phone)s.")
    return _(
        "The law says: somebody does something for you by %(day)s. Does it not happen? Call %(phone)s."
    )


def _in_general(line: Line, cooperative: Cooperative, today: dt.date) -> str:
    """The same, spoken by somebody who may not know who promised what to whom."""
    day = day_in_words(line.promise.due, today)
    said = {"day": day, "phone": tidy(cooperative.phone)}
    if line.promise.purpose == Purpose.LAW:
        return _of_law_in_general(line, today) % said
    if line.part == "maker":
        return _("You promised something for %(day)s.") % said
    if line.promise.due < today:
        return _("Something was promised to you, and it is late. Call %(phone)s.") % said
    return (
        _("Something was promised to you for %(day)s. Does it not happen? Call %(phone)s.") % said
    )


def _instead(line: Line, cooperative: Cooperative, today: dt.date) -> str:
    """What whoever hears it instead of somebody else hears, from outside."""
    # Whom to call about somebody who is not there: the cooperative. About somebody who is: themselves.
    phone = _phone(line.promise, cooperative) if line.part == "unheard" else tidy(cooperative.phone)
    return str(INSTEAD[line.part]) % {
        "maker": line.promise.maker,
        "day": day_in_words(line.promise.due, today),
        "until": day_in_words(line.until, today) if line.until else "",
        "phone": phone,
    }


def _from_outside(promise: Promise, cooperative: Cooperative, today: dt.date) -> str:
    """What somebody who has to know hears: the maker, the day, how late."""
    if promise.purpose == Purpose.LAW:
        sentence = _("%(maker)s is %(late)s. The law said: by %(day)s. Call %(phone)s.")
    else:
        sentence = _("%(maker)s is %(late)s. It was promised for %(day)s. Call %(phone)s.")
    return sentence % {
        "maker": promise.maker,
        "late": late_in_words(promise.due, today),
        "day": day_in_words(promise.due, today),
        "phone": _phone(promise, cooperative),
    }


def _phone(promise: Promise, cooperative: Cooperative) -> str:
    return tidy(promise.maker.phone or cooperative.phone)


def _link(cooperative: Cooperative, line: Line) -> str:
    return _address(reverse("promises:promise", args=[cooperative.slug, line.promise.code]))


def _address(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"
