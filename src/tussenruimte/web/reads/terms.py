"""Every term of the house as it is here, in a few groups; those of the law beside them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_lazy as _, ngettext

from tussenruimte.kit import clock, rooms
from tussenruimte.members.actions.terms import DECIDED
from tussenruimte.members.clocks import CLOCKS, OWN, RUNG_TERMS, eras_of, term
from tussenruimte.members.law import LAWS, clock_of
from tussenruimte.members.models import Cooperative

GROUPS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "needs": (
        _("Around a question"),
        (
            "first_contact", "silence", "silence_circle", "silence_board", "search", "another_holder", "one_table", "look_again",
            "card_undo", "set_aside", "set_aside_look", "messages_an_hour",
        ),
    ),
    "late": (
        _("When a promise passes its day"),
        ("told_before", "late_circle", "late_board", "late_table"),
    ),
    "talks": (
        _("Promises and conversations"),
        (
            "unconfirmed", "confirm_conversation", "conversation_minutes", "letters_hour",
            "answer_working_days", "complaint_talk", "complaint_closes", "look_along", "stay_along", "stop_rule", "stop_look_back",
            "stop_rules_at_most",
        ),
    ),
    "deciding": (
        _("Deciding together"),
        (
            "consent_rounds", "consent_turn", "kind_spoken", "vote_open", "proxies_each", "answer_advice", "look_back_rule",
            "demand_open", "demanded_meeting", "demand_silence", "convening",
        ),
    ),
    "members": (
        _("Members and circles"),
        (
            "admission", "admission_answer", "members_meeting", "joinings_an_hour", "leaving_undo",
            "circle_at_most", "invitation", "seen_lately", "way_back", "notice_days", "list_hours",
        ),
    ),
    "kept": (
        _("What is kept, and for how long"),
        (
            "forget", "readings_years", "need_texts", "weighed_texts", "member_texts", "seat_texts", "public_texts", "complaint_texts",
            "decision_texts", "left_names", "outbox_days", "posting_kept",
        ),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """One term as it is here."""

    name: str
    what: str
    number: int
    unit: str
    source: str  # empty when it is our own choice
    decided_on: dt.date | None  # when it is not the house's
    holds_from: dt.date | None = (
        None  # for what is promised for that day or later, when that is to come
    )

    @property
    def words(self) -> str:
        """The number with its unit: "7 days"."""
        return so_many(self.number, self.unit)

    @property
    def sentence(self) -> str:
        """What it is about, with the number in it."""
        return self.what % {"words": self.words}


@dataclass(frozen=True, slots=True)
class OfRoom:
    """A room that can be shut, and whether it is."""

    name: str
    is_open: bool
    since: dt.date | None  # when it was opened or shut here


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that belong together."""

    name: str
    title: str
    terms: Sequence[Term]


def term_of(cooperative: Cooperative, name: str) -> Term:
    """One term."""
    one = clock_of(name)
    day = cooperative.setting(DECIDED, {}).get(name)
    return Term(
        name,
        str(one.what),
        int(cooperative.setting(name, one.number)),
        one.unit,
        "" if one.source is OWN else str(one.source),
        dt.date.fromisoformat(day) if day else None,
        _to_come(cooperative, name),
    )


def _to_come(cooperative: Cooperative, name: str) -> dt.date | None:
    """From which promised day on the number of this rung holds, while that day is still to come."""
    if name not in RUNG_TERMS.values():
        return None
    number, since = term(cooperative, name), None
    for start, numbers in reversed(eras_of(cooperative)):
        if numbers[name] != number:
            break
        since = start
    else:
        if CLOCKS[name].number == number:
            return None
    return since if since and since > clock.today() else None


def terms_of(cooperative: Cooperative) -> dict[str, Any]:
    """All of them, what the law sets, and which rooms are open."""
    return {
        "groups": [
            Group(name, str(title), [term_of(cooperative, one) for one in names])
            for name, (title, names) in GROUPS.items()
        ],
        "rooms": rooms_of(cooperative),
        "laws": [(law, term_of(cooperative, f"law_{key}")) for key, law in LAWS.items()],
    }


def rooms_of(cooperative: Cooperative) -> list[OfRoom]:
    """Every room that can be shut here."""
    shut, since = rooms.shut_in(cooperative.settings), cooperative.setting(rooms.SINCE, {})
    return [
        OfRoom(
            str(room.name),
            label not in shut,
            dt.date.fromisoformat(since[label]) if label in since else None,
        )
        for label, room in rooms.rooms().items()
    ]


def so_many(number: int, unit: str) -> str:
    """A number of days, weeks, rules and so on, in words that fit one and many."""
    said = {
        "days": ngettext("%(n)s day", "%(n)s days", number),
        "working days": ngettext("%(n)s working day", "%(n)s working days", number),
        "years": ngettext("%(n)s year", "%(n)s years", number),
        "weeks": ngettext("%(n)s week", "%(n)s weeks", number),
        "hours": ngettext("%(n)s hour", "%(n)s hours", number),
        "minutes": ngettext("%(n)s minute", "%(n)s minutes", number),
        "rounds": ngettext("%(n)s round", "%(n)s rounds", number),
        "rules": ngettext("%(n)s rule", "%(n)s rules", number),
        "voices": ngettext("%(n)s voice", "%(n)s voices", number),
        "messages": ngettext("%(n)s message", "%(n)s messages", number),
        "o’clock": gettext("%(n)s o’clock"),
    }[unit]
    return said % {"n": number}
