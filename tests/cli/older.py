"""A small house as it stood when the first rooms were opened: its tables, and rows in their columns of then."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tussenruimte.kit.codes import new_code
from tussenruimte.kit.sealing import new_key, seal, wrap
from tussenruimte.record.actions import note

FIRST_ROOMS = (
    ("members", "0003_duty_offer"),
    ("matters", "0002_locks"),
    ("promises", "0002_locks"),
    ("conversations", "0002_locks"),
    ("reflections", "0002_locks"),
    ("relations", "0002_locks"),
    ("record", "0002_locks"),
    ("post", "0002_locks"),
)
LANGUAGE = "Tigrinya"
WORDS = "De trap wordt me te veel"
CARD = "4CDF4HJKMN"


def bring_to(*nodes: tuple[str, str]) -> Any:
    """Migrate to these; to the newest when none is named. Returns the tables as they then are."""
    executor = MigrationExecutor(connection)
    targets = list(nodes) or executor.loader.graph.leaf_nodes()
    state = executor.migrate(targets)
    return state.apps


class OlderHouse:
    """De Rietkade of then: two who hold, and Ruben with a question that ended and one that stands."""

    def __init__(self, apps: Any, at: dt.datetime) -> None:
        self.apps, self.at = apps, at
        self.keys: dict[str, bytes] = {}
        self.cooperative = self.row(
            "members.Cooperative", slug="rietkade", name="De Rietkade", created_at=at
        )
        self.row("record.Head", cooperative_id=self.cooperative.pk)
        self.amina, self.sjaan = self.person("Amina"), self.person("Sjaan")
        self.ruben = self.person("Ruben", interpreter=LANGUAGE)
        for holder in (self.amina, self.sjaan):
            self.add("members.Standing", person=holder, since=at.date())
        self.cards = [self.card(ended_at) for ended_at in (at + dt.timedelta(days=1), None)]
        self.ended = self.need(
            stage="done", closed_at=at + dt.timedelta(days=2), ending="person", holder_id=None
        )
        self.stands = self.need(stage="together", holder_id=self.amina.pk)
        self.promise = self.promised()
        self.judgement = self.weighed()

    def row(self, model: str, **columns: Any) -> Any:
        """One row as it was written then."""
        return self.apps.get_model(model).objects.create(**columns)

    def add(self, model: str, **columns: Any) -> Any:
        """A row of this cooperative."""
        return self.row(model, cooperative=self.cooperative, **columns)

    def told(
        self, model: str, under: Any, texts: Mapping[str, str], code: str = "", **columns: Any
    ) -> Any:
        """A row with texts under the key of a person, and the fact that it was put down."""
        code = code or new_code()
        table = self.apps.get_model(model)._meta.db_table
        sealed = {
            name: seal(self.keys[under.code], text, f"{table}|{code}|{name}")
            for name, text in texts.items()
        }
        row = self.add(model, code=code, **sealed, **columns)
        note(f"{table}.made", row, by="invoer", at=self.at, sealed=list(sealed.values()))
        return row

    def person(self, name: str, **columns: Any) -> Any:
        """Somebody with a key of their own."""
        code, key = new_code(), new_key()
        self.keys[code] = key
        actor = self.add("members.Actor", code=code, kind="person", name=name)
        person = self.add("members.Person", code=code, actor=actor, **columns)
        wrapped, master = wrap(key, code)
        self.add("members.PersonKey", person=person, wrapped=wrapped, master=master)
        self.add("members.ActsFor", actor=actor, person=person, since=self.at.date())
        note("person.welcomed", person, by="invoer", at=self.at)
        return person

    def card(self, ended_at: dt.datetime | None) -> Any:
        """A card of Ruben, with its code as it could be printed again."""
        sealed = seal(self.keys[self.ruben.code], CARD, "members_card|sealed_code")
        return self.add(
            "members.Card", word=f"word {ended_at}", sealed_code=sealed, made_at=self.at,
            ended_at=ended_at, person=self.ruben,
        )  # fmt: skip

    def need(self, **columns: Any) -> Any:
        """A question of Ruben, with who may read it."""
        code = new_code()
        matter = self.add(
            "matters.Matter", code=code, subject="need", openness="private",
            created_at=self.at, person=self.ruben,
        )  # fmt: skip
        need = self.told(
            "relations.Need", self.ruben, {"words": WORDS}, code=code, matter=matter,
            person=self.ruben, told_at=self.at, consented_at=self.at,
            last_sign_on=self.at.date(), **columns,
        )  # fmt: skip
        self.reads(matter, self.ruben, "self")
        if columns["holder_id"]:
            self.reads(matter, self.amina, "holder")
        return need

    def reads(self, matter: Any, who: Any, ground: str) -> None:
        """May read it, on this ground."""
        self.add(
            "matters.Reader", matter=matter, actor_id=who.pk, ground=ground, since=self.at.date()
        )

    def promised(self) -> Any:
        """Amina promised Ruben something, and moved the day once."""
        due = self.at.date() + dt.timedelta(days=9)
        promise = self.told(
            "promises.Promise", self.ruben, {"text": "Ik bel de woningbouw"},
            matter=self.stands.matter, maker_id=self.amina.pk, receiver_id=self.ruben.pk,
            of=self.ruben, made_at=self.at, first_due=due, due=due + dt.timedelta(days=90),
            times_moved=1,
        )  # fmt: skip
        self.told(
            "promises.Move", self.ruben, {"reason": "Ze zijn dicht"}, promise=promise,
            old_due=due, new_due=promise.due, told="talked", at=self.at, by_id=self.amina.pk,
        )  # fmt: skip
        for who in (self.amina, self.ruben):
            self.reads(self.stands.matter, who, "promise")
        return promise

    def weighed(self) -> Any:
        """Amina wrote down why she acted, and Sjaan looks along."""
        judgement = self.told(
            "reflections.Judgement", self.ruben, {}, matter=self.stands.matter, sort="acting",
            writer_id=self.amina.pk, peer_id=self.sjaan.pk, written_at=self.at,
        )  # fmt: skip
        self.told(
            "reflections.JudgementVersion", self.amina, {"saw": "Hij valt", "did": "Gebeld"},
            judgement=judgement, number=1, at=self.at,
        )  # fmt: skip
        self.reads(self.stands.matter, self.sjaan, "peer")
        return judgement
