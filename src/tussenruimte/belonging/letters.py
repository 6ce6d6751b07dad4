"""What letters about seats, members and circles say: names of seats, days and where to read on. Never what was written."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_noop

from tussenruimte.belonging.models import (
    CircleAsked,
    Departure,
    Expulsion,
    Inherited,
    Joining,
    Question,
    StandInAsked,
    Succession,
)
from tussenruimte.kit import clock
from tussenruimte.members.models import Actor
from tussenruimte.post.kinds import register
from tussenruimte.post.sentences import Sentences, page_of


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


def _admitted(row: Joining) -> list[str]:
    name = {"name": row.who, "coop": row.cooperative}
    return [_("%(name)s is a member of %(coop)s. Welcome.") % name] if row.admitted_at else []


def _refused(row: Joining) -> list[str]:
    if row.admitted_at or not row.refused_at:
        return []
    return [
        _("%(name)s does not become a member of %(coop)s.")
        % {"name": row.who, "coop": row.cooperative},
        _("You read why, and how you take it to the members' meeting."),
        _("Was the conversation otherwise, or was there none? Say so, and this does not count."),
    ]


def _meeting(row: Joining) -> list[str]:
    if row.met_on is None:
        return []
    name = {"name": row.who, "day": date_format(row.met_on, "l j F")}
    if row.meeting_admits:
        return [_("The members met on %(day)s. %(name)s is a member after all.") % name]
    return [_("The members met on %(day)s. %(name)s does not become a member.") % name]


def _left(row: Departure) -> list[str]:
    if row.taken_back_at:
        return []
    name = {"name": row.member.actor, "day": date_format(clock.day(row.left_at), "l j F")}
    return [
        _("%(name)s left the cooperative on %(day)s.") % name,
        _("What they held is asked over. Look whether somebody says yes to all of it."),
    ]


def _expelled(row: Expulsion) -> list[str]:
    if row.expelled_at is None or row.suspended_at:
        return []
    return [
        _("The board says that %(name)s cannot stay a member of %(coop)s.")
        % {"name": row.member.actor, "coop": row.cooperative},
        _("You read why. Was the conversation otherwise, or was there none?"),
        _("Say so, and you are a member until it is heard."),
        _("Or take it to the members' meeting. You stay a member until the members have said."),
    ]


def _members_said(row: Expulsion) -> list[str]:
    if row.met_on is None:
        return []
    name = {"name": row.member.actor, "day": date_format(row.met_on, "l j F")}
    if row.meeting_keeps:
        return [_("The members met on %(day)s. %(name)s stays a member.") % name]
    return [_("The members met on %(day)s. %(name)s is no member any more.") % name]


def _stays(row: Expulsion) -> list[str]:
    name = {"name": row.member.actor, "coop": row.cooperative}
    return [_("%(name)s stays a member of %(coop)s.") % name] if row.stays_at else []


def _circle_asked(row: CircleAsked) -> list[str]:
    if row.answered_at:
        return []
    said = {"who": row.asked_by, "circle": row.circle.actor}
    return [
        _("%(who)s asks you to sit in a circle: %(circle)s.") % said,
        _("You say yes or no. Without your yes nothing changes."),
    ]


def _circle_started(row: Actor) -> list[str]:
    if row.circle.ended_on:
        return []
    return [
        _("A circle began: %(circle)s.") % {"circle": row},
        _(
            "Your circle is asked what the new one may decide by itself. Read it and write that down."
        ),
    ]


def _circle_ended(row: Actor) -> list[str]:
    return [
        _("A circle ended: %(circle)s. Its last day has passed.") % {"circle": row},
        _(
            "What it still has to do is asked over. Until somebody says yes it stays with who sat there."
        ),
    ]


def _circles_asked() -> Any:
    return CircleAsked.objects.select_related("cooperative", "circle__actor", "asked_by__actor")


def _circles() -> Any:
    return Actor.objects.filter(circle__isnull=False).select_related("cooperative", "circle")


def _departures() -> Any:
    return Departure.objects.select_related("cooperative", "member__actor")


def _stand_ins() -> Any:
    return StandInAsked.objects.select_related("cooperative", "seat__actor", "asked_by__actor")


def _inherited() -> Any:
    return Inherited.objects.select_related(
        "cooperative", "promise", "offer__taker", "succession__person__actor",
        "succession__seat__actor",
    )  # fmt: skip


def _members(row: Departure) -> str:
    return reverse("belonging:members", args=[row.cooperative.slug])


def _mine(row: Joining | Expulsion) -> str:
    return reverse("belonging:mine", args=[row.cooperative.slug])


def _promise(row: Inherited) -> str:
    return reverse("belonging:given-back", args=[row.cooperative.slug, row.promise.code])


QUESTION = page_of("belonging:question")
CIRCLE_ASKED, CIRCLE = page_of("belonging:circle-asked"), page_of("belonging:circle")
OF_SEAT = gettext_noop("About a seat"), gettext_noop("There is news about a seat for you.")
OF_CIRCLE = gettext_noop("About a circle"), gettext_noop("There is news about a circle for you.")
OF_MEMBER = (
    gettext_noop("About being a member"),
    gettext_noop("There is news about being a member for you."),
)

KINDS = {
    "question": Sentences(Question.objects.whole, _asked, QUESTION, *OF_SEAT),
    "answered": Sentences(Question.objects.whole, _answered, QUESTION, *OF_SEAT),
    "stand-in": Sentences(_stand_ins, _stand_in, page_of("belonging:stand-in"), *OF_SEAT),
    "named": Sentences(Succession.objects.whole, _named, page_of("belonging:succession"), *OF_SEAT),
    "given-back": Sentences(_inherited, _given_back, _promise, *OF_SEAT),
    "admitted": Sentences(Joining.objects.whole, _admitted, _mine, *OF_MEMBER),
    "refused": Sentences(Joining.objects.whole, _refused, _mine, *OF_MEMBER),
    "meeting": Sentences(Joining.objects.whole, _meeting, _mine, *OF_MEMBER),
    "left": Sentences(_departures, _left, _members, *OF_MEMBER),
    "expelled": Sentences(Expulsion.objects.whole, _expelled, _mine, *OF_MEMBER),
    "members-said": Sentences(Expulsion.objects.whole, _members_said, _mine, *OF_MEMBER),
    "stays": Sentences(Expulsion.objects.whole, _stays, _mine, *OF_MEMBER),
    "circle-asked": Sentences(_circles_asked, _circle_asked, CIRCLE_ASKED, *OF_CIRCLE),
    "circle-started": Sentences(_circles, _circle_started, CIRCLE, *OF_CIRCLE),
    "circle-ended": Sentences(_circles, _circle_ended, CIRCLE, *OF_CIRCLE),
}


def tell_post() -> None:
    """Say to `post` how our kinds become text; once, at the start."""
    for name, kind in KINDS.items():
        register(f"belonging.{name}", together=kind.letters)
