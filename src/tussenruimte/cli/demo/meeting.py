"""The members of De Rietkade meet: in nine days, last spring, and half a year before that."""

import datetime as dt
from collections.abc import Mapping, Sequence

from tussenruimte.cli.demo.stage import Cast
from tussenruimte.decisions import actions as decisions
from tussenruimte.decisions.actions import Ask, Draft, There, When
from tussenruimte.decisions.models import Meeting, Proposal, Roll
from tussenruimte.kit.clock import AMSTERDAM, midnight
from tussenruimte.promises import actions as promises

ROOM = "Buurthuis De Steiger, Kade 4. Naast de deur is een helling."
WAS_THERE = ("leida", "samir", "fenna", "gerrit", "amina", "idris", "sjaan", "karin")
CAR = Draft(
    title="Elk jaar € 600 opzij voor de buurtauto",
    why="De buurtauto is elf jaar oud. Als hij stukgaat, staat Gerrit stil en wie met hem meerijdt ook.",
    how="Fenna zet elke maand € 50 apart. Na drie jaar kijken we wat er nodig is.",
    builds_on="De ritten met de buurtauto, elke week",
    saves=False,
    risk="Er is minder voor iets anders dat dat jaar nodig blijkt.",
    borne_by="Alle leden, want het komt uit de contributie.",
)
KEYS = Draft(
    title="Elke kring krijgt een sleutel van het buurthuis",
    why="Nu haalt iedereen de sleutel bij Leida. Is zij weg, dan staat een kring voor een dichte deur.",
    how="Sjaan laat sleutels bijmaken, en houdt bij welke kring er een heeft.",
    builds_on="De lijst met sleutels die er al is",
    saves=False,
    risk="Een sleutel raakt kwijt, en het slot moet anders.",
    borne_by="De kring die hem kwijtraakt, samen met het bestuur.",
)
BENCH = "Waarom krijgt de Waterlaan geen bankje? Ik wil dat de leden horen hoe dat besloten is."
A_WHILE = 30  # days; spring is over for so long at least


def play(cast: Cast) -> None:
    """Two meetings that were held, one to come, and somebody who asks for one more."""
    spring = _spring(cast.today)
    autumn = _autumn(cast, spring - 170)
    _in_spring(cast, spring, autumn)
    _to_come(cast)
    _asked_for(cast)


def _spring(today: dt.date) -> int:
    """The last sixteenth of April, in days from today."""
    day = dt.date(today.year, 4, 16)
    if day > today - dt.timedelta(A_WHILE):
        day = dt.date(today.year - 1, 4, 16)
    return (day - today).days


def _when(cast: Cast, days: int) -> When:
    moment = dt.datetime.combine(cast.on(days), dt.time(19, 30), AMSTERDAM)
    return When(moment, ROOM)


def _plan(cast: Cast, days: int, *, ahead: int) -> Meeting:
    return decisions.plan_meeting(
        cast.cooperative, _when(cast, days), by=cast.people["leida"], at=cast.at(days - ahead)
    )


def _invite(
    cast: Cast, meeting: Meeting, day: int, proposals: Sequence[Proposal], titles: Sequence[str]
) -> None:
    by, at = cast.people["leida"], cast.at(day, 12)
    for proposal in proposals:
        decisions.put_on_agenda(meeting, proposal=proposal, by=by, at=at)
    for title in titles:
        decisions.put_on_agenda(meeting, title=title, by=by, at=at)
    decisions.convene(meeting, by=by, at=at)


def _hold(cast: Cast, meeting: Meeting, days: int, who: Sequence[str], absent: str) -> None:
    there = There(
        [cast.people[key].actor for key in who],
        [(cast.people[absent].actor, cast.people[who[0]].actor)],
    )
    decisions.hold_meeting(meeting, there, by=cast.people["samir"], at=cast.at(days, 22))


def _write(cast: Cast, meeting: Meeting, day: int, words: Mapping[int, str]) -> None:
    decisions.write_minutes(meeting, words, by=cast.people["samir"], at=cast.at(day))


def _talked_over(cast: Cast, draft: Draft, who: str, day: int) -> Proposal:
    by = cast.people[who]
    proposal = decisions.start_proposal(
        cast.cooperative, draft, kind="decision", circle=None, by=by, at=cast.at(day)
    )
    for step, sort in enumerate(("picture", "opinion"), start=1):
        decisions.open_next(proposal, sort, by=by, at=cast.at(day + step))
    return proposal


def _autumn(cast: Cast, days: int) -> Meeting:
    """It moved once, since the room stood under water."""
    meeting = _plan(cast, days - 7, ahead=21)
    _invite(cast, meeting, days - 27, (), ("Hoe gaat het met de inloop?", "Rondvraag"))
    decisions.move_meeting(
        meeting,
        _when(cast, days),
        "De kelder van het buurthuis stond onder water.",
        by=cast.people["leida"],
        at=cast.at(days - 10),
    )
    _hold(cast, meeting, days, WAS_THERE[:6], "noor")
    _write(cast, meeting, days + 4, {1: "Het is op woensdag vol, en op zondag leeg."})
    return meeting


def _in_spring(cast: Cast, days: int, autumn: Meeting) -> None:
    """The members set money aside for the car, and Fenna promised to begin."""
    car = _talked_over(cast, CAR, "gerrit", days - 40)
    meeting = _plan(cast, days, ahead=24)
    _invite(cast, meeting, days - 22, (car,), ("Wat we dit jaar leerden", "Rondvraag"))
    ask = Ask("yes-no", midnight(cast.on(days + 1)))
    vote = decisions.open_vote(car, ask, by=car.leads, at=cast.at(days - 14))
    for number, key in enumerate(WAS_THERE):
        person, chosen = cast.people[key], [2] if key == "fenna" else [1]
        voice = Roll.objects.get(vote=vote, actor=person.actor)
        decisions.cast(voice, chosen, by=person, at=cast.at(days - 3 + number % 4, 20))
    _hold(cast, meeting, days, WAS_THERE, "noor")
    fenna, gerrit = cast.people["fenna"], cast.people["gerrit"]
    promise = promises.make_promise(
        car.matter,
        maker=fenna.actor,
        receiver=gerrit.actor,
        text="Ik zet de eerste € 50 apart, en laat het je zien.",
        due=cast.on(days + 21),
        by=fenna,
        at=cast.at(days, 21),
    )
    decisions.close_vote(vote, by="klok", at=cast.at(days + 1))
    words = {2: "Gerrit vertelde over de auto.", 3: "Bellen helpt meer dan een briefje."}
    _write(cast, meeting, days + 5, words)
    decisions.approve_minutes(autumn, meeting, by=cast.people["samir"], at=cast.at(days + 5, 11))
    cast.kept(promise, fenna, gerrit, days=days + 18)


def _to_come(cast: Cast) -> None:
    """In nine days; members can vote early about the keys."""
    keys = _talked_over(cast, KEYS, "sjaan", -18)
    meeting = decisions.plan_meeting(
        cast.cooperative, _when(cast, 9), by=cast.people["leida"], at=cast.at(-12)
    )
    _invite(cast, meeting, -11, (keys,), ("Begroting voor het nieuwe jaar", "Rondvraag"))
    ask = Ask("yes-no", midnight(cast.on(10)))
    vote = decisions.open_vote(keys, ask, by=keys.leads, at=cast.at(-4))
    for key in ("amina", "gerrit"):
        person = cast.people[key]
        voice = Roll.objects.get(vote=vote, actor=person.actor)
        decisions.cast(voice, [1], by=person, at=cast.at(-2, 15))


def _asked_for(cast: Cast) -> None:
    """Hanna asks for one about a bench; a few joined in, and that is not a tenth."""
    hanna = cast.people["hanna"]
    demand = decisions.ask_for_meeting(
        cast.cooperative, BENCH, member=hanna.actor, by=hanna, at=cast.at(-6)
    )
    for days, key in ((-5, "idris"), (-3, "gerrit")):
        person = cast.people[key]
        decisions.join_in(demand, member=person.actor, by=person, at=cast.at(days))
