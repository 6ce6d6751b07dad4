"""What a page about a conversation says first: who spoke with whom, when, and how it stands."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tussenruimte.conversations.models import Attendance, Conversation, Stage
from tussenruimte.kit import clock
from tussenruimte.kit.templatetags.days import day_in_words, hour_in_words, on_day_in_words
from tussenruimte.kit.templatetags.words import first_names
from tussenruimte.matters.reads import Said, said_beside
from tussenruimte.members.models import Actor


@dataclass(frozen=True, slots=True)
class Seen:
    """A conversation as one reader sees it today."""

    conversation: Conversation
    guests: list[Attendance]
    mine: Collection[int]
    now: dt.datetime
    today: dt.date

    @property
    def others(self) -> list[Actor]:
        """Everybody but the reader; when that leaves nobody, everybody."""
        everybody = [guest.actor for guest in self.guests]
        return [actor for actor in everybody if actor.pk not in self.mine] or everybody

    @property
    def is_host(self) -> bool:
        """Whether the reader plans it."""
        return self.conversation.host_id in self.mine

    @property
    def is_about_me(self) -> bool:
        """Whether the reader is the person it is about."""
        return self.conversation.matter.person_id in self.mine

    @property
    def is_past(self) -> bool:
        """Whether the planned moment has come."""
        planned = self.conversation.planned_at
        return planned is not None and planned <= self.now

    @property
    def my_place(self) -> Attendance | None:
        """The reader's own row."""
        return next((guest for guest in self.guests if guest.actor_id in self.mine), None)

    @property
    def may_answer(self) -> bool:
        """Whether the reader can still say that it was so, or was not."""
        conversation = self.conversation
        wrote_it = conversation.noted_by_id in self.mine
        place = self.my_place
        return conversation.was_held and not wrote_it and place is not None and not place.agreed

    @property
    def is_my_turn(self) -> bool:
        """Whether the page waits for the reader, who has not answered and is in time."""
        place = self.my_place
        last = self.conversation.answer_until
        unanswered = place is not None and place.agreed is None
        return self.may_answer and unanswered and last is not None and self.today <= last

    @property
    def is_uncontradicted(self) -> bool:
        """The days for an answer went by in silence."""
        return self.conversation.is_uncontradicted(self.today)

    @property
    def waits_for_telling(self) -> bool:
        """It was about somebody who was not there and has not heard it yet."""
        return self.conversation.was_held and not self.conversation.is_told

    @property
    def about(self) -> str:
        """What it should be about, in the words of whoever asked."""
        return self.conversation.read("about")

    @property
    def place(self) -> str:
        """Where."""
        return self.conversation.read("place")

    @property
    def beside(self) -> list[Said]:
        """What somebody put beside it."""
        return said_beside(self.conversation.matter, self.conversation.code)

    @property
    def is_my_note(self) -> bool:
        """Whether the reader wrote down what was said."""
        return self.conversation.noted_by_id in self.mine

    @property
    def goes_well(self) -> str:
        """What goes well: asked first, shown first."""
        return self.conversation.read("goes_well")

    @property
    def said(self) -> str:
        """What was discussed."""
        return self.conversation.read("said")

    @property
    def why_without(self) -> str:
        """Why the person was not there."""
        return self.conversation.read("why_without")

    @property
    def why_not_held(self) -> str:
        """Why it did not take place."""
        return self.conversation.read("why_not_held")

    @property
    def disputes(self) -> list[tuple[Actor, str]]:
        """Who says that it was otherwise, with their own words."""
        rows = [guest for guest in self.guests if guest.agreed is False]
        return [(guest.actor, guest.read("own_words")) for guest in rows]

    @property
    def people(self) -> list[dict[str, Any]]:
        """Who comes or came, with what they are to it: light in the window for who was there."""
        return [
            {
                "actor": guest.actor,
                "part": self._part_of(guest),
                "lit": bool(guest.was_there),
                "empty": guest.was_there is False,
            }
            for guest in self.guests
        ]

    def _part_of(self, guest: Attendance) -> str:
        if guest.agreed is not None:
            return _("says that it is right") if guest.agreed else _("says that it was otherwise")
        if self.conversation.was_held:
            return _("was there") if guest.was_there else _("was not there")
        if guest.actor_id == self.conversation.matter.person_id:
            return _("it is about them")
        if guest.actor_id == self.conversation.host_id:
            return _("chooses the moment")
        return _("comes too")

    @property
    def when(self) -> str:
        """Day and hour of the plan: "Thursday 12 March at 10:00"."""
        planned = self.conversation.planned_at
        if planned is None:
            return ""
        words = {"day": day_in_words(planned, self.today), "hour": hour_in_words(planned)}
        return _("%(day)s at %(hour)s") % words

    @property
    def in_full(self) -> str:
        """The same on paper, where "tomorrow" would be another day by the time it is read."""
        planned = self.conversation.planned_at
        if planned is None:
            return ""
        here = planned.astimezone(clock.AMSTERDAM)
        words = {"day": date_format(here.date(), "l j F Y"), "hour": hour_in_words(here)}
        return _("%(day)s at %(hour)s") % words

    @property
    def heading(self) -> str:
        """One sentence: what is going on."""
        conversation = self.conversation
        with_whom = first_names(self.others)
        held_on = conversation.held_on
        if conversation.stage == Stage.ASKED:
            return self._asked()
        if conversation.stage == Stage.PLANNED:
            return self._planned() % {"names": with_whom}
        if held_on is None:
            return _("The conversation with %(names)s did not take place") % {"names": with_whom}
        return self._held(on_day_in_words(held_on, self.today))

    def _planned(self) -> str:
        if self.is_past:
            return _("How was the conversation with %(names)s?")
        if self.my_place is None and len(self.others) > 1:
            return _("%(names)s speak with each other")
        return _("You speak with %(names)s")

    def _held(self, on_day: str) -> str:
        there = [guest.actor for guest in self.guests if guest.was_there]
        others = [actor for actor in there if actor.pk not in self.mine]
        names = {"names": first_names(others), "on_day": on_day}
        if others and len(others) < len(there):
            return _("You spoke with %(names)s %(on_day)s") % names
        if len(others) > 1:
            return _("%(names)s spoke with each other %(on_day)s") % names
        if others:
            return _("%(names)s spoke about this %(on_day)s") % names
        return _("You spoke about this %(on_day)s") % names

    def _asked(self) -> str:
        conversation = self.conversation
        asker, host = conversation.asked_by.first_name, conversation.host
        if conversation.asked_by_id in self.mine:
            if self.is_host:
                return _("You want to speak with %(names)s") % {"names": first_names(self.others)}
            return _("You asked %(host)s for a conversation") % {"host": host}
        if self.is_host:
            return _("%(asker)s asks you for a conversation") % {"asker": asker}
        return _("%(asker)s asks %(host)s for a conversation") % {"asker": asker, "host": host}

    @property
    def lead(self) -> str:
        """One sentence under it: how it stands."""
        conversation = self.conversation
        if conversation.stage == Stage.ASKED and not self.is_host:
            return _("There is no moment yet. %(host)s chooses one.") % {"host": conversation.host}
        if self.is_uncontradicted:
            return _("Nobody contradicted it within the days for that.")
        return {
            Stage.ASKED.value: _("There is no moment yet. You choose one."),
            Stage.PLANNED.value: capfirst(self.when) + ".",
            Stage.DISPUTED.value: _("Not everybody says that it was so. What rests on it waits."),
            Stage.CONFIRMED.value: _("Somebody else who was there says that it is right."),
        }.get(conversation.stage, "")
