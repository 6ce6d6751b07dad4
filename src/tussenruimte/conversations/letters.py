"""What letters about a conversation say: when, with whom, and where to read on. Never what was said."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tussenruimte.conversations.invitation import invitation
from tussenruimte.conversations.models import Attendance, Conversation, Stage
from tussenruimte.kit import clock
from tussenruimte.kit.templatetags.days import hour_in_words
from tussenruimte.members.models import ActsFor, Person
from tussenruimte.post.kinds import Attachment, Letter, register
from tussenruimte.post.models import Dispatch


@dataclass(frozen=True, slots=True)
class Told:
    """A letter on its way: about which conversation, to whom, and whether names may be said aloud."""

    conversation: Conversation
    to: Person
    number: int
    place: Attendance | None
    with_names: bool

    @property
    def when(self) -> str:
        """Day and hour in full: a letter may be read a week later."""
        moment = self.conversation.planned_at
        if moment is None:
            return ""
        here = moment.astimezone(clock.AMSTERDAM)
        day = date_format(here.date(), "l j F")
        return _("%(day)s at %(hour)s") % {"day": day, "hour": hour_in_words(here)}

    @property
    def url(self) -> str:
        """Where to read on; who has no log-in does so with the card."""
        if self.to.user_id is None:
            return f"{settings.PUBLIC_URL}/kaart/"
        conversation = self.conversation
        place = [conversation.cooperative.slug, conversation.code]
        return settings.PUBLIC_URL + reverse("conversations:conversation", args=place)

    @property
    def is_latest(self) -> bool:
        """Whether the plan has not changed since."""
        return self.number == self.conversation.invitation


def _asked(told: Told) -> list[str]:
    if told.conversation.stage != Stage.ASKED:
        return []
    who = told.conversation.asked_by.name if told.with_names else _("Somebody")
    return [
        _("%(who)s asks you for a conversation.") % {"who": who},
        _("Choose a moment, or say that it does not work out."),
    ]


def _planned(told: Told) -> list[str]:
    conversation = told.conversation
    if conversation.stage != Stage.PLANNED or not told.is_latest or told.place is None:
        return []
    words = {"host": conversation.host, "when": told.when}
    if conversation.host_id == told.to.pk or not told.with_names:
        first = _("You have a conversation on %(when)s.") % words
    else:
        first = _("You speak with %(host)s on %(when)s.") % words
    again = [_("The conversation has another moment.")] if conversation.invitation > 1 else []
    phone = {"phone": conversation.cooperative.phone}
    return [*again, first, _("Can you not come? Call %(phone)s.") % phone]


def _without_you(told: Told) -> list[str]:
    if told.place is not None:
        return []
    return [_("You need not come to the conversation on %(when)s.") % {"when": told.when}]


def _not_held(told: Told) -> list[str]:
    if told.conversation.stage != Stage.NOT_HELD:
        return []
    if not told.when:
        return [_("A conversation that was asked for is off.")]
    return [_("The conversation on %(when)s is off.") % {"when": told.when}]


def _held(told: Told) -> list[str]:
    last = told.conversation.answer_until
    if last is None or told.place is None or told.place.agreed is not None:
        return []
    if last < clock.today():  # the days to say so are over; the page still takes it
        return []
    who = told.conversation.noted_by if told.with_names else _("Somebody")
    return [
        _("%(who)s wrote down what was discussed.") % {"who": who},
        _("Is it right? You can say so until %(day)s.") % {"day": date_format(last, "l j F")},
        _("Do you say nothing? Then it counts as not contradicted."),
    ]


def _disputed(told: Told) -> list[str]:
    if told.conversation.stage != Stage.DISPUTED:
        return []
    return [
        _("Somebody says that a conversation was otherwise."),
        _("What rests on it waits until you have talked it over."),
    ]


KINDS: dict[str, Callable[[Told], list[str]]] = {
    "asked": _asked,
    "planned": _planned,
    "without-you": _without_you,
    "not-held": _not_held,
    "held": _held,
    "disputed": _disputed,
}


def letters(
    kind: str, messages: Sequence[Dispatch], aloud_to: Collection[int]
) -> Mapping[str, Letter]:
    """The letters of one kind, by code of the message; without those that things overtook."""
    found = {}
    for message, told in _told_by(messages, aloud_to):
        sentences = KINDS[kind](told)
        if sentences:
            found[message.code] = _letter(kind, told, sentences)
    return found


def _letter(kind: str, told: Told, sentences: list[str]) -> Letter:
    read_on = [] if kind == "without-you" else [_("Read on here: %(url)s") % {"url": told.url}]
    files: tuple[Attachment, ...] = ()
    if kind == "planned":
        files = (Attachment("gesprek.ics", for_calendar(told), "text/calendar"),)
    return Letter(
        subject=_("Conversation"),
        text="\n\n".join([*sentences, *read_on]),
        attachments=files,
        spoken=tuple(sentences),
    )


def for_calendar(told: Told) -> bytes:
    """The same moment, for a calendar."""
    return invitation(told.conversation, url=told.url, at=clock.now())


@dataclass(frozen=True, slots=True)
class _Known:
    """What the letters of one kind need to know, asked for in a few questions for all of them."""

    about: Mapping[str, Conversation]
    people: Mapping[str, Person]
    acts_for: Mapping[int, set[int]]
    places: Mapping[int, list[Attendance]]

    def told(self, message: Dispatch, aloud_to: Collection[int]) -> Told:
        """Names are for who reads it themselves; aloud only somebody says them who comes too."""
        conversation, to = self.about[message.about], self.people[message.to]
        guests = self.places.get(conversation.pk, [])
        mine = self.acts_for.get(to.pk, set())
        return Told(
            conversation=conversation,
            to=to,
            number=int(message.once.split("|")[2]),
            place=next((guest for guest in guests if guest.actor_id in mine), None),
            with_names=not aloud_to or any(guest.actor_id in aloud_to for guest in guests),
        )


def _told_by(
    messages: Sequence[Dispatch], aloud_to: Collection[int]
) -> list[tuple[Dispatch, Told]]:
    """Everything the letters may say, found again at the moment of sending."""
    known = _look_up(messages)
    there = [m for m in messages if m.about in known.about and m.to in known.people]
    return [(message, known.told(message, aloud_to)) for message in there]


def _look_up(messages: Sequence[Dispatch]) -> _Known:
    home = messages[0].cooperative_id
    rows = Conversation.objects.whole().filter(cooperative=home)
    about = {row.code: row for row in rows.filter(code__in={m.about for m in messages})}
    named = Person.objects.named().filter(cooperative=home, code__in={m.to for m in messages})
    people = {person.code: person for person in named}
    acts_for: dict[int, set[int]] = {}
    for row in ActsFor.objects.current(clock.today()).filter(person__in=people.values()):
        acts_for.setdefault(row.person_id, set()).add(row.actor_id)
    places: dict[int, list[Attendance]] = {}
    for guest in Attendance.objects.filter(conversation__in=about.values()).order_by("pk"):
        places.setdefault(guest.conversation_id, []).append(guest)
    return _Known(about, people, acts_for, places)


def tell_post() -> None:
    """Say to `post` how our kinds become text; once, at the start."""
    for kind in KINDS:
        register(f"conversations.{kind}", together=partial(letters, kind))
