"""How my day stands on the page: at most three things that wait, and the rest in its own list."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _, ngettext

from tussenruimte.kit import clock
from tussenruimte.kit.templatetags.days import number_in_words
from tussenruimte.members.models import Person
from tussenruimte.web.reads.today import Line
from tussenruimte.web.sentences import SENTENCES, Sentence, Teller

AT_ONCE = 3
NOON, EVENING = 12, 18
ORDER = {kind: place for place, kind in enumerate(SENTENCES)}


@dataclass(frozen=True, slots=True)
class Day:
    """My day, ready to be shown."""

    hello: str
    first: list[Sentence]
    later: list[Sentence]
    talks: list[Line]
    to_me: list[Line]
    promised: list[Line]
    silent: list[tuple[Line, str]]
    duty: Line | None


def day_of(person: Person, lines: list[Line], at: dt.datetime) -> Day:
    """What waits comes first, most pressing on top; what stands there is not said again below."""
    today = clock.day(at)
    waiting = sorted(waits(lines, today), key=lambda line: _press(line, today))
    teller = Teller(person.cooperative.slug, today)
    said = [teller.tell(line) for line in waiting]
    shown = {line.code for line in waiting[:AT_ONCE]}

    def others(kind: str) -> list[Line]:
        return [line for line in lines if line.kind == kind and line.code not in shown]

    return Day(
        hello=hello(person.first_name, len(waiting), at),
        first=said[:AT_ONCE],
        later=said[AT_ONCE:],
        talks=others("talk"),
        to_me=others("to-me"),
        promised=others("promised"),
        silent=[(line, how_long(line, today)) for line in others("silent")],
        duty=next((line for line in lines if line.kind == "duty"), None),
    )


def how_long(line: Line, today: dt.date) -> str:
    """For how many days it has been quiet."""
    days = (today - line.day).days if line.day else 0
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


def _press(line: Line, today: dt.date) -> tuple[int, dt.date, int, str]:
    """Promises and first calls by their day, then the other sorts in their order."""
    if line.kind in {"promised", "message"}:
        day = today if line.more == "urgent" else line.day or today
        return (0, min(day, line.day or day), ORDER[line.kind], line.code)
    return (1 + ORDER[line.kind], line.day or today, 0, line.code)


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
