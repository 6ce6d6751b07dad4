"""What a stop-rule says and what an invocation carries, as plain values; and the numbers to call."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tussenruimte.matters.models import Invocation, StopRule, StopRuleVersion

VOLUNTEERS = "https://expertisecentrum-hgkm.nl/vrijwilligers-en-de-meldcode/"
PROFESSIONALS = (
    "https://www.ggdzeeland.nl/seksualiteit-en-soa/seksualiteit/seksueel-geweld/voor-professionals/"
)
# Each with what it is for. Where they come from: 112 and Veilig Thuis at VOLUNTEERS; 113 by its name.
NUMBERS = (
    ("112", _("Now in danger")),
    ("0800-2000", _("Veilig Thuis: violence at home, day and night")),
    ("113", _("Thinking of ending your life")),
)
STEPS_OF_VOLUNTEERS = (
    _("Say what you saw to the contact person, not what you think it is."),
    _("Call Veilig Thuis for advice. You need not say a name."),
    _("Let the contact person take it further. You stay who you are to the person."),
)
STEPS_OF_PROFESSIONALS = (
    _("Write down what you see, for yourself."),
    _("Talk it over with a colleague, or call Veilig Thuis."),
    _("Talk with the person."),
    _("Weigh what you know."),
    _("Decide: help, or report it."),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What the board writes down."""

    title: str
    words: str
    protects: str
    invoked_by: str
    told_to: str
    steps: str
    most_days: int
    decided_on: dt.date


@dataclass(frozen=True, slots=True)
class Called:
    """What somebody says who invokes it: who was told, what was done, for how many days, told or not."""

    told_to: Sequence[int]
    done: Sequence[int]
    days: int
    is_told: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A stop-rule with the version that holds, and those before it."""

    rule: StopRule
    version: StopRuleVersion
    before: Sequence[StopRuleVersion] = ()
    times: int | None = None  # last year; None: hidden, because it is few

    @property
    def can_be_invoked(self) -> bool:
        """Whether it can be, by somebody, now."""
        return self.rule.ended_on is None and (
            self.version.invoked_by != StopRuleVersion.Invoker.NOBODY
        )


def lines_of(text: str) -> list[str]:
    """One line each, without what is empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def chosen(text: str, numbers: str) -> list[str]:
    """The lines that somebody chose, by their numbers."""
    lines = lines_of(text)
    places = [int(number) for number in numbers.split(",") if number]
    return [lines[place] for place in places if place < len(lines)]


def told_in_words(row: Invocation) -> list[str]:
    """Who was told."""
    return chosen(row.version.told_to, row.told_to)


def done_in_words(row: Invocation) -> list[str]:
    """What was done."""
    return chosen(row.version.steps, row.done)
