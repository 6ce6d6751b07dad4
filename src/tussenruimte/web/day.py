"""How my day stands on the page: at most three things that wait, and the rest in its own list."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _, ngettext

from tussenruimte.kit import clock
from tussenruimte.kit.templatetags.days import number_in_words
from tussenruimte.matters.reads import Said
from tussenruimte.members.models import Person
from tussenruimte.promises.models import Purpose
from tussenruimte.web.reads.today import Line
from tussenruimte.web.reads.today_part import MOST
from tussenruimte.web.said import Sentence
from tussenruimte.web.sentences import SENTENCES, Teller

AT_ONCE = 3
LATER = 6
IN_A_LIST = 5  # what is more stands on its own page
NOON, EVENING = 12, 18
ORDER = {kind: place for place, kind in enumerate(SENTENCES)}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list below, with where it leads."""

    line: Line
    url: str
    quiet: str = ""  # for how long
    beside: Sequence[Said] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """My day, ready to be shown."""

    hello: str
    first: list[Sentence]
    later: list[Sentence]
    how_many_later: int
    talks: list[Row]
    to_me: list[Row]
    promised: list[Row]
    law: list[Row]  # what a law asks, of me or for me: nobody promised it
    silent: list[Row]
    late: list[Line]  # of others, from outside
    duty: Line | None


def day_of(
    person: Person,
    lines: list[Line],
    at: dt.datetime,
    beside: Mapping[str, Sequence[Said]] | None = None,
) -> Day:
    """What waits comes first, most pressing on top; what stands there is not said again below."""
    today, beside = clock.day(at), beside or {}
    waiting = sorted(waits(lines, today), key=lambda line: _press(line, today))
    teller = Teller(person.cooperative.slug, today, beside)
    # Past whom a promise still has to go is not what was promised: that keeps its own line.
    shown = {line.code for line in waiting[:AT_ONCE] if line.kind != "passing"}

    def rows(*kinds: str, page: str, most: int = IN_A_LIST, law: bool = False) -> list[Row]:
        of_kind = [line for line in lines if line.kind in kinds and is_law(line) == law]
        found = [line for line in of_kind if line.code not in shown]
        return [
            Row(
                line,
                teller.to(page, line.code),
                how_long(line, today),
                beside.get(line.code, ()),
            )
            for line in found[:most]
        ]

    return Day(
        hello=hello(person.first_name, len(waiting), at),
        first=[teller.tell(line) for line in waiting[:AT_ONCE]],
        later=[teller.tell(line) for line in waiting[AT_ONCE:][:LATER]],
        how_many_later=len(waiting[AT_ONCE:]),
        talks=rows("talk", page="conversations:conversation", most=MOST),
        to_me=rows("to-me", page="promises:promise"),
        promised=rows("promised", page="promises:promise"),
        law=rows("promised", "to-me", page="promises:promise", law=True),
        silent=rows("silent", page="relations:need"),
        late=[line for line in lines if line.kind == "late"][:AT_ONCE],
        duty=next((line for line in lines if line.kind == "duty"), None),
    )


def is_law(line: Line) -> bool:
    """Whether a law asks this: nobody gave their word for it."""
    return line.purpose == Purpose.LAW


def how_long(line: Line, today: dt.date) -> str:
    """For how many days it has been quiet, of what can be quiet."""
    if line.kind != "silent" or line.day is None:
        return ""
    days = (today - line.day).days
    return ngettext("quiet for %(n)s day", "quiet for %(n)s days", days) % {
        "n": number_in_words(days)
    }


def waits(lines: list[Line], today: dt.date) -> list[Line]:
    """What waits for somebody: not what is there to know, and no promise before its day."""
    return [line for line in lines if line.kind in SENTENCES and not _is_for_later(line, today)]


def _is_for_later(line: Line, today: dt.date) -> bool:
    if line.kind != "promised" or line.till is not None:
        return False
    return line.day is None or line.day > today


def _press(line: Line, today: dt.date) -> tuple[int, dt.date, int, bool]:
    """Promises and first calls by their day, urgent ones first, then the other sorts in their order.

    What has to go past somebody presses as a promise from its own day on.
    What presses alike stays as it came: first made, first told.
    """
    is_over = line.kind == "passing" and line.day is not None and line.day <= today
    if is_over or line.kind in {"promised", "message"}:
        day = today if line.more == "urgent" else line.day or today
        due = min(day, line.day or day)
        return (0, due, ORDER[line.kind], line.more != "urgent")
    return (1 + ORDER[line.kind], line.day or today, 0, True)


def hello(name: str, waiting: int, at: dt.datetime) -> str:
    """The title: a greeting that fits the hour, and how much waits."""
    hour = at.astimezone(clock.AMSTERDAM).hour
    if hour < NOON:
        greeting = _("Good morning %(name)s.")
    elif hour < EVENING:
        greeting = _("Good afternoon %(name)s.")
    else:
        greeting = _("Good evening %(name)s.")
    much = {
        0: _("Nothing waits for you."),
        1: _("One thing waits for you."),
        2: _("Two things wait for you."),
        3: _("Three things wait for you."),
    }.get(waiting, _("First these three things."))
    return f"{greeting % {'name': name}} {much}"
