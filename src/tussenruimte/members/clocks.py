"""Every term of the house, with where it comes from. A cooperative may choose another number.

No other place holds a number of days; the settings of a cooperative win over the defaults here.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tussenruimte.kit import clock
from tussenruimte.kit.apart import TERM_YEARS
from tussenruimte.members.models import Cooperative


@dataclass(frozen=True, slots=True)
class Clock:
    """A term: how many, of what, what it is about, and where it comes from. It can be set between bounds."""

    number: int
    unit: str
    what: Any
    source: Any
    least: int = 1
    most: int = 1_000


OWN = _("our own choice")
DAYS, WORKING_DAYS = "days", "working days"


def _own(number: int, unit: str, what: Any, least: int = 1, most: int = 1_000) -> Clock:
    return Clock(number, unit, what, OWN, least, most)


A_WEEK, A_MONTH, HALF_A_YEAR, A_DAY = 7, 31, 183, 23  # the last in hours of the clock
SEVEN_YEARS = 2_557  # two of them leap years
CLOCKS = {
    "first_contact": _own(
        2, WORKING_DAYS, _("Somebody calls about a new question within %(words)s."), most=10
    ),
    "silence": _own(
        7, DAYS, _("A question counts as silent after %(words)s without a word."), most=A_MONTH
    ),
    "silence_circle": _own(
        3, DAYS, _("The circle hears it %(words)s after a question fell silent."), most=A_WEEK
    ),
    "silence_board": _own(
        7, DAYS, _("The board hears it %(words)s after a question fell silent."), 2, A_MONTH
    ),
    "unconfirmed": _own(
        14,
        DAYS,
        _("Somebody can say for %(words)s whether a promise was really kept."),
        most=A_MONTH * 2,
    ),
    "card_undo": _own(
        14,
        DAYS,
        _("Somebody can open their question again for %(words)s after closing it."),
        7,
        HALF_A_YEAR,
    ),
    "told_before": _own(
        1,
        DAYS,
        _("Whoever promised something gets a message %(words)s before that day."),
        most=A_WEEK,
    ),
    "late_circle": _own(
        1,
        DAYS,
        _("Is a promise late? The circle around it hears it %(words)s after the promised day."),
        most=A_WEEK,
    ),
    "late_board": _own(
        3,
        DAYS,
        _(
            "Is it still late? The board, or whoever answers for that seat, hears it %(words)s after the promised day."
        ),
        2,
        A_WEEK * 2,
    ),
    "late_table": _own(
        7,
        DAYS,
        _("Is it still late? It lies on the table %(words)s after the promised day."),
        3,
        A_MONTH,
    ),
    "set_aside": _own(
        30, DAYS, _("A message that was set aside can come back for %(words)s."), 14, HALF_A_YEAR
    ),
    "set_aside_look": _own(
        7,
        DAYS,
        _("A second person looks at a message that was set aside within %(words)s."),
        most=A_MONTH,
    ),
    "search": _own(
        2,
        WORKING_DAYS,
        _("Somebody looks for whoever cannot be reached within %(words)s."),
        most=10,
    ),
    "another_holder": _own(
        5, WORKING_DAYS, _("Somebody else holds on to a question within %(words)s."), most=20
    ),
    "one_table": _own(
        5,
        WORKING_DAYS,
        _("After a second no everybody sits at one table within %(words)s."),
        most=20,
    ),
    "look_again": _own(
        1,
        WORKING_DAYS,
        _("Is home or income lost? Promises are looked at again within %(words)s."),
        most=5,
    ),
    "look_along": _own(
        5, WORKING_DAYS, _("A colleague looks along with a judgement within %(words)s."), most=20
    ),
    "stay_along": _own(
        14, DAYS, _("Whoever acted outside the rule stays along for %(words)s."), most=92
    ),
    "answer_working_days": _own(
        10, WORKING_DAYS, _("A seat answers a question within %(words)s."), most=30
    ),
    "complaint_talk": _own(
        10,
        WORKING_DAYS,
        _("Somebody of the trust circle talks with whoever told it within %(words)s."),
        most=30,
    ),
    "complaint_closes": _own(
        30,
        DAYS,
        _("What somebody told the trust circle closes %(words)s after they were answered."),
        A_WEEK,
        92,
    ),
    "consent_rounds": _own(
        3, "rounds", _("After %(words)s without a decision a circle may vote instead."), most=9
    ),
    "kind_spoken": _own(
        3,
        "voices",
        _("Where all kinds of members must agree, each kind speaks with %(words)s or more."),
        most=25,
    ),
    "consent_turn": _own(
        3, DAYS, _("Whoever is asked in a round of consent has %(words)s to speak."), most=A_MONTH
    ),
    "answer_advice": _own(
        10,
        WORKING_DAYS,
        _("An adviser who was overruled has a written answer within %(words)s."),
        most=30,
    ),
    "look_back_rule": _own(
        183, DAYS, _("People look back on a rule or an experiment within %(words)s."), 7, 366
    ),
    "vote_open": Clock(
        30,
        DAYS,
        _("A vote is open for %(words)s at most."),
        _(
            "BW, book 2 article 38 paragraph 8: a vote before the meeting at most thirty days before"
        ),
        most=30,
    ),
    "proxies_each": _own(
        2, "voices", _("In one vote somebody votes for others with at most %(words)s."), most=10
    ),
    "demand_open": _own(
        92, DAYS, _("Members can join in with asking for a members' meeting for %(words)s."), 7, 366
    ),
    "demanded_meeting": Clock(
        28,
        DAYS,
        _("Once a tenth of the members ask for it, the members meet within %(words)s."),
        _("BW, book 2 article 41: within four weeks"),
        most=28,
    ),
    "demand_silence": Clock(
        14,
        DAYS,
        _("Does the board stay silent for %(words)s? Then whoever asked calls the members."),
        _("BW, book 2 article 41: fourteen days"),
        most=14,
    ),
    "convening": Clock(
        7,
        DAYS,
        _("Members are invited to a members' meeting %(words)s before it, or sooner."),
        _("the statutes: BW, book 2 article 27 asks that they say how members are called"),
        most=60,
    ),
    "confirm_conversation": _own(
        7,
        DAYS,
        _("Somebody can say for %(words)s that the notes of a conversation are not right."),
        3,
        A_MONTH * 2,
    ),
    "admission": _own(
        14,
        DAYS,
        _("Somebody talks with whoever wants to join within %(words)s."),
        most=A_MONTH * 2,
    ),
    "admission_answer": _own(
        7, DAYS, _("After that talk the board answers within %(words)s."), most=A_MONTH
    ),
    "members_meeting": _own(
        28, DAYS, _("When somebody asks for it the members meet within %(words)s."), most=92
    ),
    "leaving_undo": _own(
        14, DAYS, _("Whoever left can say for %(words)s that they stay after all."), 7, HALF_A_YEAR
    ),
    "circle_at_most": _own(
        365,
        DAYS,
        _("A circle lasts %(words)s at most. Then it is looked at again."),
        30,
        1_461,
    ),
    "readings_years": Clock(
        TERM_YEARS,
        "years",
        _("Who looked at your question stays written down for %(words)s."),
        _("NEN 7513: five years at least"),
        least=TERM_YEARS,
        most=30,
    ),
    "forget": Clock(
        30,
        DAYS,
        _("Whoever asks for it is forgotten within %(words)s."),
        _("GDPR, article 12 paragraph 3: within one month"),
        most=30,
    ),
    # after it ended; then only that it was there
    "need_texts": _own(
        365, DAYS, _("The words of a question stay for %(words)s after it was closed."), 30, 1_826
    ),
    # long enough to answer for it; then only that somebody weighed it, and when
    "weighed_texts": Clock(
        1_826,
        DAYS,
        _(
            "How somebody weighed it, and looked back, stays for %(words)s after the question closed."
        ),
        _("BW, book 3 article 310: a claim lapses after five years"),
        365,
        3_653,
    ),
    # longer than the members' meeting may take
    "member_texts": _own(
        365,
        DAYS,
        _("What somebody told to join, stay or leave stays for %(words)s after it was decided."),
        HALF_A_YEAR,
        1_826,
    ),
    "complaint_texts": _own(
        730,
        DAYS,
        _("What somebody told the trust circle stays for %(words)s after it was closed."),
        HALF_A_YEAR,
        1_826,
    ),
    "seat_texts": _own(
        730,
        DAYS,
        _("What somebody asked a seat, and its answer, stay for %(words)s."),
        HALF_A_YEAR,
        3_653,
    ),
    # what everybody could read, long enough to look back on
    "public_texts": _own(
        1_826,
        DAYS,
        _("What a circle promised or talked over in public stays for %(words)s after it was done."),
        HALF_A_YEAR,
        7_305,
    ),
    "decision_texts": Clock(
        SEVEN_YEARS,
        DAYS,
        _("What people said and advised about a proposal stays for %(words)s after the decision."),
        _("BW, book 2 article 10: what a cooperative administers stays for seven years"),
        SEVEN_YEARS,
        3_653,
    ),
    "left_names": Clock(
        730,
        DAYS,
        _("Of whoever left, the name and the ways to reach them stay for %(words)s."),
        _("Staatsblad 2001, 250, article 3: two years after a membership, still a good measure"),
        HALF_A_YEAR,
        3_653,
    ),
    # of what left; the record keeps that it did
    "outbox_days": _own(
        90, DAYS, _("A letter that was sent stays readable for %(words)s."), 7, 366
    ),
    # long enough for a letter and a week away
    "invitation": _own(14, DAYS, _("An invitation works for %(words)s."), 2, A_MONTH),
    "way_back": _own(
        7,
        DAYS,
        _("Somebody lost their code? A second person says that they saw them within %(words)s."),
        most=A_MONTH,
    ),
    "seen_lately": _own(
        7,
        DAYS,
        _("Did somebody lose their code? Two people must have seen them in the last %(words)s."),
        most=A_MONTH,
    ),
    "stop_rule": _own(
        7, DAYS, _("A stop-rule that somebody invokes lasts %(words)s at most."), most=A_MONTH
    ),
    "stop_look_back": _own(
        14, DAYS, _("Everybody looks back on a stop-rule within %(words)s."), most=A_MONTH * 2
    ),
    "stop_rules_at_most": _own(12, "rules", _("Of stop-rules there are at most %(words)s."), 2, 30),
    "messages_an_hour": _own(
        60, "messages", _("From one place come during an hour at most %(words)s."), 5, 1_000
    ),
    "joinings_an_hour": _own(
        300,
        "messages",
        _("Of who are new here come during an hour at most %(words)s, from all places together."),
        5,
        1_000,
    ),
    "conversation_minutes": _own(
        60, "minutes", _("A conversation takes in the calendar %(words)s."), 10, 480
    ),
    "notice_days": _own(60, DAYS, _("A notice hangs %(words)s at most."), 7, HALF_A_YEAR),
    "posting_kept": _own(30, DAYS, _("What is over stays in the agenda for %(words)s."), most=366),
    "list_hours": _own(
        4,
        "hours",
        _("A list of members waits %(words)s until somebody brings it in."),
        most=A_DAY,
    ),
    # nobody is woken at night
    "letters_hour": _own(8, "o’clock", _("Letters leave from %(words)s on."), 6, 12),
}


# Which terms say when a promise is told around, and to whom, in the order in which it goes.
RUNG_TERMS = {
    "maker": "told_before",
    "circle": "late_circle",
    "seat": "late_board",
    "table": "late_table",
}
LADDER = "ladder"  # among the settings: their numbers, with the promised day from which these hold


def eras_of(cooperative: Cooperative) -> list[tuple[dt.date, Mapping[str, int]]]:
    """Every change of those terms: from which promised day on, and all their numbers from there."""
    return [
        (dt.date.fromisoformat(since), {name: int(n) for name, n in numbers.items()})
        for since, numbers in sorted(cooperative.setting(LADDER, {}).items())
    ]


def holds_from(today: dt.date) -> dt.date:
    """For which day somebody promises by the rungs that are written down today.

    So late that nobody should have been told of it before tomorrow: what is past stays as it was.
    """
    return today + dt.timedelta(days=CLOCKS[RUNG_TERMS["maker"]].most + 1)


def in_the_morning(cooperative: Cooperative, at: dt.datetime) -> dt.datetime:
    """Now, or the hour of today at which letters begin to leave: nobody is woken at night."""
    hour = dt.time(term(cooperative, "letters_hour"))
    return max(at, dt.datetime.combine(clock.day(at), hour, clock.AMSTERDAM))


def term(cooperative: Cooperative, name: str) -> int:
    """How long this is here."""
    return int(cooperative.setting(name, CLOCKS[name].number))
