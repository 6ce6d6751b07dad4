"""Votes: an afternoon that was chosen, a secret one that is open, and a village that asks everybody."""

import datetime as dt
from collections.abc import Iterable

from tussenruimte.cli.demo.stage import Cast
from tussenruimte.decisions import actions as decisions
from tussenruimte.decisions.actions import Ask, Draft
from tussenruimte.decisions.models import Proposal, Roll, Vote
from tussenruimte.kit.clock import midnight
from tussenruimte.members.models import Circle

HANDS = Draft(
    title="Een vaste middag om te repareren",
    why="Steeds vaker neemt iemand een fiets of een lamp mee. Daar is nu geen middag voor.",
    builds_on="De inloop op woensdag",
    saves=False,
    risk="Er komt niemand met gereedschap.",
    borne_by="Gerrit en Idris, want zij doen open.",
)
HOST = Draft(
    title="Hanna is dit jaar gastvrouw van de inloop",
    why="Iemand verdeelt de sleutels en belt wie er niet was. Hanna wil dat een jaar doen.",
    builds_on="De lijst met sleutels die er al is",
    saves=False,
    risk="Alles komt op één mens aan.",
    borne_by="Hanna. Daarom kijken we na een half jaar met haar terug.",
)
AFTERNOONS = ("Maandagmiddag", "Donderdagmiddag", "Zaterdagmiddag")
CHOSE = {
    "gerrit": [2, 1],
    "amina": [2, 3, 1],
    "fenna": [1, 2],
    "idris": [3, 2],
    "sjaan": [2],
    "hanna": [],
}
SUNDAY = Draft(
    title="De dorpskamer ook op zondag open",
    why="Op zondag rijdt er geen bus, en is er in het dorp niets open.",
    builds_on="De tafel op dinsdag",
    saves=False,
    risk="Dezelfde acht mensen staan er straks ook op zondag.",
    borne_by="Wie nu al op dinsdag kookt.",
)
BUYER = Draft(
    title="Sietske koopt dit jaar in voor de tafel",
    why="Iemand moet weten wat er nog staat. Sietske rijdt toch al naar de stad.",
    builds_on="Het lijstje dat in de keuken hangt",
    saves=False,
    risk="Ze schiet geld voor, en krijgt het laat terug.",
    borne_by="Sietske. De kas betaalt haar binnen een week.",
)
MANY = 64  # people of the village who voted


def play(cast: Cast) -> None:
    """In De Rietkade, by the circle of the walk-in."""
    circle = Circle.objects.get(cooperative=cast.cooperative, actor__name="Inloop")
    chosen = _talked_over(cast, HANDS, "gerrit", -36, circle)
    vote = _open(cast, chosen, Ask("ranked", _end(cast, -20), options=AFTERNOONS), -28)
    for hour, (key, places) in enumerate(CHOSE.items(), start=9):
        _cast(cast, vote, key, places, cast.at(-26, hour))
    decisions.close_vote(vote, by="klok", at=cast.at(-19))
    host = _talked_over(cast, HOST, "amina", -12, circle)
    secret = _secret(cast, host, ("gerrit", "sjaan", "fenna"))
    _give(cast, secret, "hanna", "amina")


def _secret(cast: Cast, proposal: Proposal, voted: Iterable[str]) -> Vote:
    """Open since yesterday; these have voted."""
    vote = _open(cast, proposal, Ask("yes-no", _end(cast, 5), is_secret=True), -1)
    for key in voted:
        voice = _voice(cast, vote, key)
        decisions.cast_secretly(voice, [1], by=cast.people[key], at=cast.at(0, 9))
    return vote


def _give(cast: Cast, vote: Vote, giver: str, to: str) -> None:
    """One of them lets another vote."""
    both = (_voice(cast, vote, giver), _voice(cast, vote, to))
    decisions.give_voice(*both, by=cast.people[giver], at=cast.at(0, 9))


def _voice(cast: Cast, vote: Vote, key: str) -> Roll:
    return Roll.objects.get(vote=vote, actor=cast.people[key].actor)


def play_village(cast: Cast) -> None:
    """In Heideveen everybody is asked; not quite the majority that its statutes want."""
    proposal = _talked_over(cast, SUNDAY, "sietske", -50, None)
    ask = Ask("yes-no", _end(cast, -30), needed="two-thirds", quorum=50)
    vote = _open(cast, proposal, ask, -44)
    rows = Roll.objects.filter(vote=vote).select_related("actor__person").order_by("pk")
    for number, voice in enumerate(rows.filter(actor__person__isnull=False)[:MANY]):
        chosen = [2] if number % 5 in {0, 3} else [1]
        decisions.cast(voice, chosen, by=voice.actor.person, at=cast.at(-40, 12))
    decisions.close_vote(vote, by="klok", at=cast.at(-29))
    circle = Circle.objects.get(cooperative=cast.cooperative, actor__name="De tafel op dinsdag")
    secret = _secret(cast, _talked_over(cast, BUYER, "wiepkje", -9, circle), ("wiepkje",))
    _give(cast, secret, "jelle", "roelof")


def _talked_over(cast: Cast, draft: Draft, who: str, day: int, circle: Circle | None) -> Proposal:
    by = cast.people[who]
    proposal = decisions.start_proposal(
        cast.cooperative, draft, kind="decision", circle=circle, by=by, at=cast.at(day)
    )
    for step, sort in enumerate(("picture", "opinion"), start=1):
        decisions.open_next(proposal, sort, by=by, at=cast.at(day + step))
    return proposal


def _end(cast: Cast, days: int) -> dt.datetime:
    return midnight(cast.on(days + 1))


def _open(cast: Cast, proposal: Proposal, ask: Ask, day: int) -> Vote:
    return decisions.open_vote(proposal, ask, by=proposal.leads, at=cast.at(day))


def _cast(cast: Cast, vote: Vote, key: str, chosen: list[int], at: dt.datetime) -> None:
    person = cast.people[key]
    decisions.cast(_voice(cast, vote, key), chosen, by=person, at=at)
