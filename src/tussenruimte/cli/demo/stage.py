"""The stage on which a demo cooperative is set up: its days, its people, its shorthand."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from tussenruimte.conversations.actions import note_conversation
from tussenruimte.conversations.reads import talks_with_person
from tussenruimte.conversations.spoken import Noted
from tussenruimte.kit.clock import AMSTERDAM, day
from tussenruimte.matters import actions as matters
from tussenruimte.members import actions as members
from tussenruimte.members.models import Actor, Cooperative, Member, Person, Seat
from tussenruimte.members.reads import work_area
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise
from tussenruimte.reflections import actions as reflections
from tussenruimte.reflections.models import Judgement, Sort
from tussenruimte.reflections.weighed import Weighed, Words
from tussenruimte.relations import actions as relations
from tussenruimte.relations.actions.telling import Telling, Told
from tussenruimte.relations.models import Need

DOMAIN = "voorbeeld.invalid"  # nobody has a mailbox here


@dataclass
class Cast:
    """A cooperative that is being set up, and who plays in it."""

    cooperative: Cooperative
    today: dt.date
    now: dt.datetime
    people: dict[str, Person] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)

    def at(self, days: int, hour: int = 10, minute: int = 0) -> dt.datetime:
        """A moment some days from today (before: negative); never later than now."""
        moment = dt.datetime.combine(
            self.today + dt.timedelta(days=days), dt.time(hour, minute), AMSTERDAM
        )
        return min(moment, self.now)

    def on(self, days: int) -> dt.date:
        """A day some days from today."""
        return self.today + dt.timedelta(days=days)

    def welcome(
        self, key: str, name: str, *, days: int, may_hold: bool = False, **more: Any
    ) -> Person:
        """Somebody of the cast, with a log-in that only the demo's own door opens."""
        at = self.at(days)
        person = members.welcome_person(self.cooperative, name=name, by="beheer", at=at, **more)
        members.give_login(person, f"{key}.{self.cooperative.slug}@{DOMAIN}", by="beheer", at=at)
        if may_hold:
            members.let_hold(person, by="beheer", at=at)
        self.people[key] = person
        return person

    def member(self, key: str, sort: str, *, days: int, why: str = "", interest: str = "") -> None:
        """They are a member since then."""
        members.make_member(
            self.people[key].actor,
            sort=Member.Sort(sort),
            since=self.on(days),
            why=why,
            interest=interest,
            by="beheer",
            at=self.at(days),
        )

    def seat(self, key: str, name: str, *, days: int, **more: Any) -> Seat:
        """An empty chair."""
        seat = members.make_seat(self.cooperative, name, by="beheer", at=self.at(days), **more)
        self.seats[key] = seat
        return seat

    def sit(self, seat: str, person: str, *, days: int) -> None:
        """Somebody sits down in it."""
        members.sit_down(
            self.seats[seat],
            self.people[person],
            since=self.on(days),
            by="beheer",
            at=self.at(days),
        )

    def actor(self, key: str) -> Actor:
        """A person or a seat, by their key here."""
        return self.people[key].actor if key in self.people else self.seats[key].actor

    def tell(self, words: str, *, days: int, hour: int = 10, **more: Any) -> Told:
        """Somebody tells what is needed."""
        by = self.people.get(more.pop("who", ""))
        person = self.people.get(more.pop("person", ""))
        more.setdefault("own_word", "reiger")
        more.setdefault("has_consent", not more.get("why_for_them"))
        telling = Telling(words=words, **more)
        return relations.tell(
            self.cooperative, telling, person=person, by=by, at=self.at(days, hour)
        )

    def talk(
        self, need: Need, by: str, said: str, *, days: int, hour: int = 11, **more: Any
    ) -> None:
        """They spoke, and it was written down."""
        noted = Noted(said=said, held_on=self.on(days), **more)
        note_conversation(need.matter, noted, by=self.people[by], at=self.at(days, hour))

    def yes(self, need: Need, by: str, *, days: int) -> None:
        """The person says yes to whoever holds on."""
        relations.agree_to_holder(need, by=self.people[by], at=self.at(days, 12))

    def promise(self, need: Need, maker: str, text: str, *, who: str, **more: Any) -> Promise:
        """Somebody promises something about a need, with the yes of whom it is about.

        `days` when it was made, `due` by which day, `to` whom when it is not the person themselves.
        """
        made, due, to = more.pop("days"), more.pop("due"), more.pop("to", "")
        return promises.make_promise(
            need.matter,
            maker=need.person.actor if maker == "self" else self.actor(maker),
            receiver=self.actor(to) if to else need.person.actor,
            text=text,
            due=self.on(due),
            by=self.people[who],
            at=self.at(made, 12),
            person_said_yes=True,
            **more,
        )

    def kept(
        self, promise: Promise, by: Person, confirmed_by: Person | None, *, days: int, how: str = ""
    ) -> None:
        """It was done, and mostly confirmed."""
        promises.say_done(promise, how=how, by=by, at=self.at(days, 14))
        if confirmed_by is not None:
            promises.confirm(promise, by=confirmed_by, at=self.at(days, 16))

    def open_door(
        self, who: list[tuple[str, str, str]], card: tuple[str, str] | None = None
    ) -> None:
        """Who one can be in the demo, with who they are in Dutch and English; and a card."""
        cast = [{"person": self.people[key].code, "nl": nl, "en": en} for key, nl, en in who]
        demo: dict[str, Any] = {"cast": cast}
        if card is not None:
            demo["card"] = {"code": card[0], "word": card[1]}
        members.choose_settings(self.cooperative, {"demo": demo}, by="beheer", at=self.now)

    def crowd(self, names: list[str], *, sort: str, days: int) -> None:
        """Members without a part in the story."""
        for name in names:
            person = members.welcome_person(
                self.cooperative, name=name, by="invoer", at=self.at(days)
            )
            members.make_member(
                person.actor,
                sort=Member.Sort(sort),
                since=self.on(days),
                by="invoer",
                at=self.at(days),
            )

    def weigh(self, need: Need, who: str, peer: str, *, days: int, **words: str) -> Judgement:
        """Somebody made an exception to a `rule`, wrote what they `saw` and `did`, and asked a peer."""
        weighed = Weighed(
            words=Words(saw=words["saw"], did=words["did"], interest="geen"),
            peer=self.actor(peer),
            sort=Sort.EXCEPTION,
            rule=words["rule"],
        )
        return reflections.weigh(need.matter, weighed, by=self.people[who], at=self.at(days, 18))

    def not_alone(
        self, need: Need, who: str, peer: str, *, stays: str, days: int, **words: str
    ) -> Judgement:
        """They cannot do this alone, as they talked over with the person; somebody stays."""
        weighed = Weighed(
            words=Words(saw=words["saw"], did=words["did"], interest="geen"),
            peer=self.actor(peer),
            sort=Sort.NOT_ALONE,
            talk=talks_with_person(need.matter)[0],
            stays=self.actor(stays),
        )
        return reflections.weigh(need.matter, weighed, by=self.people[who], at=self.at(days, 18))

    def look(self, need: Need, who: str, *, days: int, hour: int) -> None:
        """Somebody read it on that day; the person sees that."""
        person = self.people[who]
        matters.look(need.matter, ground="holder", page="need", by=person, at=self.at(days, hour))


def found(at: dt.datetime, *, began: int, sentence: str, area: str, **names: Any) -> Cast:
    """The cooperative, what binds it, and its work area."""
    start = at - dt.timedelta(days=began)
    cooperative = members.found_cooperative(by="beheer", at=start, **names)
    matters.open_bond(cooperative, sentence, by="beheer", at=start)
    members.make_circle(
        cooperative,
        area,
        sort="area",
        purpose="Wie hier woont en werkt, en wat zij elkaar beloven.",
        next_table_on=day(at) + dt.timedelta(days=9),
        by="beheer",
        at=start,
    )
    assert work_area(cooperative) is not None  # noqa: S101 - just made
    return Cast(cooperative, day(at), at)
