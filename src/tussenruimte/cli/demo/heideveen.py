"""Coöperatief dorp Heideveen: a village of 1,640, six years on its way; daily life."""

import datetime as dt
from random import Random

from tussenruimte.cli.demo import bounds, deciding, sharing, village_seat, voting
from tussenruimte.cli.demo.stage import Cast, found
from tussenruimte.cli.seed.words import Words
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Subject
from tussenruimte.members import actions as members
from tussenruimte.promises import actions as promises

BEGAN = 2190


def build(at: dt.datetime) -> None:
    """Everybody and everything in Heideveen, as far as needs and rides go."""
    cast = found(
        at,
        began=BEGAN,
        sentence="In Heideveen kun je oud worden, jong zijn en iets vragen",
        area="Heideveen en de boerderijen",
        slug="heideveen",
        name="Heideveen",
        legal_name="Coöperatief dorp Heideveen U.A.",
        tagline="coöperatief dorp",
        municipality="Noorderaa",
        phone="0198 76 54 00",
        desk="dinsdag vanaf 10 uur, in de dorpskamer",
        theme="heideveen",
        stage="founded",
    )
    _people(cast)
    words = Words(Random(1640))  # noqa: S311 - made-up names
    cast.crowd([words.name() for _n in range(509)], sort="resident", days=-400)
    _needs(cast)
    _rides(cast)
    village_seat.play(cast)
    bounds.in_the_village(cast)
    deciding.play_village(cast)
    voting.play_village(cast)
    sharing.play(cast)
    cast.open_door(WHO)


def _people(cast: Cast) -> None:
    cast.welcome(
        "wiepkje", "Wiepkje Harmsma", days=-BEGAN + 1, may_hold=True, phone="0198 76 54 01"
    )
    cast.welcome("jelle", "Jelle Idema", days=-BEGAN + 1, may_hold=True, phone="0198 76 54 02")
    cast.welcome("sietske", "Sietske Roorda", days=-900)
    cast.member(
        "wiepkje",
        "professional",
        days=-BEGAN + 2,
        why="Ik breng mensen in het dorp bij elkaar.",
        interest="Twintig uur betaald.",
    )
    cast.member("jelle", "professional", days=-BEGAN + 2, why="Wijkverpleging begint bij de buren.")
    cast.member("sietske", "resident", days=-900, why="Ik rijd, en ik kook op dinsdag.")
    members.take_duty(
        cast.people["wiepkje"],
        since=cast.on(-60),
        until=cast.on(30),
        by=cast.people["wiepkje"],
        at=cast.at(-60),
    )


WHO = [
    (
        "wiepkje",
        "dorpsverbinder, twintig uur in de week",
        "connects the village, twenty hours a week",
    ),
    ("jelle", "wijkverpleegkundige", "district nurse"),
    ("sietske", "rijdt, en kookt op dinsdag", "drives, and cooks on Tuesdays"),
]


def _needs(cast: Cast) -> None:
    for days, name, words, said in (
        (-14, "Aaltje", "Sinds de bus niet meer stopt, kom ik niet in de stad.", "Ze wil op woensdag naar haar zus."),
        (-10, "Harm", "Ik ben gevallen en kan een maand niet koken.", "Hij lust alles, behalve bietjes."),
        (-6, "Geeske", "Ik wil iemand die 's avonds even belt.", "Om negen uur, dan gaat ze naar bed."),
    ):  # fmt: skip
        need = cast.tell(words, days=days, name=name, own_word="molen").need
        cast.talk(need, "wiepkje", said, days=days + 1 if days < -1 else days)
        cast.yes(need, "wiepkje", days=days + 1)
    harm = cast.promise(
        need, "jelle", "Jelle belt om negen uur, een week lang", days=-5, due=2, who="wiepkje"
    )
    assert harm.pk  # noqa: S101 - it stands


def _rides(cast: Cast) -> None:
    rides = matters.open_public(
        cast.cooperative,
        "Ritten van het dorp",
        subject=Subject.WORK,
        serves=None,
        by=cast.people["wiepkje"],
        at=cast.at(-400),
    )
    sietske, wiepkje = cast.people["sietske"], cast.people["wiepkje"]
    for made, due, text in (
        (-9, -3, "Sietske rijdt naar het ziekenhuis in de stad"),
        (-5, 0, "Sietske brengt de maaltijden rond"),
        (-2, 3, "Sietske rijdt op woensdag naar de stad"),
    ):
        promise = promises.make_promise(
            rides, maker=sietske.actor, receiver=wiepkje.actor, text=text, due=cast.on(due),
            by=sietske, at=cast.at(made),
        )  # fmt: skip
        if due < 0:
            cast.kept(promise, sietske, wiepkje, days=due)
