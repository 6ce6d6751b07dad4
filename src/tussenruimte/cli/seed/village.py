"""Who and what stands in a cooperative before people come with something: made by the actions."""

from dataclasses import dataclass

from tussenruimte.cli.seed.ground import BEGAN, Ground, Who, office, who
from tussenruimte.matters.actions import open_bond, open_public
from tussenruimte.matters.models import Matter, Subject
from tussenruimte.members.actions import (
    give_login,
    let_hold,
    make_circle,
    make_member,
    make_organisation,
    make_seat,
    sit_down,
    sit_in_circle,
    take_duty,
    welcome_person,
)
from tussenruimte.members.models import Circle, Member, Person

PER_HOLDER = 40  # open questions that one person holds, at most
SEATS = ("wethouder sociaal", "wijkverpleegkundige", "huismeester", "huisarts", "jeugdwerk")
WEEKS = range(-8, 5)


@dataclass
class Village:
    """What the rest of the sowing hangs on."""

    connectors: list[Who]
    offices: list[Who]
    area: Who
    bond: Matter
    work: list[Matter]


def settle(ground: Ground, *, members: int) -> Village:
    """Connectors with the duty in turn, seats and circles, and what people do together."""
    began = ground.noon(BEGAN)
    cooperative = ground.cooperative
    bond = open_bond(cooperative, "Hier redt niemand het alleen", by="invoer", at=began)
    area = make_circle(cooperative, cooperative.name, sort=Circle.Sort.AREA, by="invoer", at=began)
    connectors = _connectors(ground, members // (PER_HOLDER * 8) + 2)
    _duties(ground, connectors)
    for person in connectors[:5]:
        sit_in_circle(area, person, since=ground.date(BEGAN), by="invoer", at=began)
    work = [
        open_public(
            cooperative,
            ground.words.work(number),
            subject=Subject.WORK,
            serves=bond,
            by="invoer",
            at=began,
        )
        for number in range(3 + members // 500)
    ]
    return Village(
        [who(person) for person in connectors],
        _offices(ground, connectors),
        office(area.actor),
        bond,
        work,
    )


def _connectors(ground: Ground, number: int) -> list[Person]:
    began, people = ground.noon(BEGAN), []
    for _ in range(number):
        person = welcome_person(ground.cooperative, name=ground.words.name(), by="invoer", at=began)
        make_member(
            person.actor,
            sort=Member.Sort.PROFESSIONAL,
            since=ground.date(BEGAN),
            by="invoer",
            at=began,
        )
        let_hold(person, by="invoer", at=began)
        people.append(person)
    give_login(people[0], f"{ground.cooperative.slug}@zaad.example", by="invoer", at=began)
    return people


def _duties(ground: Ground, connectors: list[Person]) -> None:
    for week in WEEKS:
        take_duty(
            connectors[week % len(connectors)],
            since=ground.date(-7 * week),
            until=ground.date(-7 * week - 6),
            by="invoer",
            at=ground.noon(BEGAN),
        )


def _offices(ground: Ground, connectors: list[Person]) -> list[Who]:
    began, cooperative = ground.noon(BEGAN), ground.cooperative
    municipality = make_organisation(
        cooperative, "Gemeente", is_municipality=True, by="invoer", at=began
    )
    housing = make_organisation(cooperative, "De Woonstee", by="invoer", at=began)
    offices = [municipality.actor, housing.actor]
    for number, name in enumerate(SEATS):
        organisation = (municipality, housing)[number % 2]
        seat = make_seat(cooperative, name, organisation=organisation, by="invoer", at=began)
        person = connectors[-1 - number % len(connectors)]
        sit_down(seat, person, since=ground.date(BEGAN), by="invoer", at=began)
        offices.append(seat.actor)
    return [office(actor) for actor in offices]
