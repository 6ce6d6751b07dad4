"""Coöperatieve buurtzorg De Rietkade: a neighbourhood of 3,900 people, two years on its way."""

import datetime as dt
from random import Random

from tussenruimte.cli.demo import (
    belonging,
    board,
    chairs,
    deciding,
    meeting,
    others,
    quarter,
    ruben,
    sharing,
    succession,
    voting,
    wrong,
)
from tussenruimte.cli.demo.stage import Cast, found
from tussenruimte.cli.seed.words import Words
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Subject
from tussenruimte.members import actions as members
from tussenruimte.members.models import Organisation
from tussenruimte.members.reads import work_area
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise

BEGAN = 730


def build(at: dt.datetime) -> None:
    """Everybody and everything in De Rietkade."""
    cast = found(
        at,
        began=BEGAN,
        sentence="In de Rietkade staat niemand er alleen voor",
        area="De Rietkade en de Sluisflats",
        slug="rietkade",
        name="De Rietkade",
        legal_name="Coöperatieve buurtzorg De Rietkade U.A.",
        tagline="coöperatieve buurtzorg",
        municipality="Waterhoven",
        phone="0123 45 67 00",
        desk="woensdag van 10 tot 16 uur, in het buurthuis",
        stage="founded",
    )
    _people(cast)
    _seats(cast)
    _circle(cast)
    _duty(cast)
    _members(cast)
    chairs.play(cast)
    ruben.play(cast)
    others.play(cast)
    quarter.play(cast)
    _rides(cast)
    belonging.play(cast)
    board.play(cast)
    deciding.play(cast)
    voting.play(cast)
    sharing.play_street(cast)
    meeting.play(cast)
    wrong.play(cast)
    cast.open_door(WHO, card=(ruben.CARD, ruben.OWN_WORD))


WHO = [
    (
        "amina",
        "verbindt mensen in de buurt, en houdt vragen vast",
        "connects people, and holds on to questions",
    ),
    (
        "sjaan",
        "huismeester van Vierhof, voor iedereen die haar iets vraagt",
        "caretaker of the flats, for whoever asks",
    ),
    ("idris", "woont hier, en spreekt namens bewoners", "lives here, and speaks for residents"),
    ("joris", "wethouder sinds kort", "alderman, since a short while"),
    ("noor", "huisarts aan de Waterlaan", "family doctor"),
    ("gerrit", "79, rijdt en zet de koffie", "79, drives people and makes the coffee"),
    ("fenna", "penningmeester", "treasurer"),
    ("wil", "hoort wat er misging, samen met Amal", "hears what went wrong, together with Amal"),
    ("hanna", "staat naast Ruben", "stands beside Ruben"),
    ("tine", "raadslid: ziet cijfers, geen mensen", "council member: sees figures, no people"),
]


def _people(cast: Cast) -> None:
    since = -BEGAN + 1
    cast.welcome("amina", "Amina Telgenhof", days=since, may_hold=True, phone="0123 45 67 10")
    cast.welcome("sjaan", "Sjaan Poelma", days=since, may_hold=True, phone="0123 45 67 11")
    cast.welcome("idris", "Idris Bekkaoui", days=since, phone="0123 45 67 12")
    cast.welcome("gerrit", "Gerrit Wolbers", days=since, may_hold=True, phone="0123 45 67 13")
    cast.welcome("noor", "Noor van Hessum", days=since, may_hold=True, phone="0123 45 67 14")
    cast.welcome("fenna", "Fenna Oortwijn", days=since)
    cast.welcome("marlies", "Marlies Dekkerink", days=since)
    cast.welcome("joris", "Joris Haanappel", days=-40)
    cast.welcome("karin", "Karin Vlasblom", days=since)
    cast.welcome("hanna", "Hanna Brinkgreve", days=-60)
    cast.welcome("tine", "Tine Veldwacht", days=-300)
    cast.welcome("leida", "Leida Roskamp", days=since)
    cast.welcome("samir", "Samir Aouragh", days=since)
    cast.welcome("berend", "Berend Kuiperij", days=-420)
    cast.welcome("ilse", "Ilse Wijnhoud", days=-380)


def _seats(cast: Cast) -> None:
    since = -BEGAN + 2
    at = cast.at(since)
    town = members.make_organisation(
        cast.cooperative,
        "Gemeente Waterhoven",
        is_municipality=True,
        phone="0123 45 60 00",
        by="beheer",
        at=at,
    )
    homes = members.make_organisation(
        cast.cooperative, "Woningcorporatie Vierhof", by="beheer", at=at
    )
    seats = (
        ("wethouder", "Wethouder sociaal", town, "0123 45 60 01", "Beslist over geld en beleid van de gemeente voor zorg en welzijn."),
        ("schuldhulp", "Schuldhulp van de gemeente", town, "0123 45 60 20", "Praat binnen drie werkdagen met je als er iets dreigt."),
        ("huismeester", "Huismeester van Vierhof", homes, "0123 45 67 11", "Mag kleine dingen in huis meteen laten doen."),
        ("huisarts", "Huisarts aan de Waterlaan", None, "0123 45 67 14", "Denkt mee over gezondheid, en zegt wat ze ziet."),
        ("bewonersstem", "Bewonersstem", None, "", "Spreekt namens wie er niet bij is, en vraagt het die eerst."),
        ("penningmeester", "Penningmeester", None, "", "Boekt, en laat zien waar elke euro heen ging."),
        ("voorzitter", "Voorzitter", None, "", "Roept het bestuur bijeen, en hoort het als er iets te laat is."),
        ("secretaris", "Secretaris", None, "", "Bewaart wat we afspraken, en antwoordt op brieven."),
        ("praktijk", "Beleidsmedewerker in de praktijk", town, "0123 45 60 11", "Loopt elke maand een dag mee, en schrijft op wat knelt."),
        ("verpleging", "Wijkverpleegkundige", None, "", "Komt aan huis, en ziet wie er alleen zit."),
    )  # fmt: skip
    for key, name, organisation, phone, mandate in seats:
        cast.seat(key, name, days=since, organisation=organisation, phone=phone, mandate=mandate)
    _sit(cast, since + 1)
    _organisations(cast, town, homes)


def _sit(cast: Cast, since: int) -> None:
    """Who sits where; the alderman left, and for a month nobody came."""
    for seat, person in (
        ("wethouder", "marlies"),
        ("schuldhulp", "karin"),
        ("huismeester", "sjaan"),
        ("huisarts", "noor"),
        ("bewonersstem", "idris"),
        ("penningmeester", "fenna"),
        ("voorzitter", "leida"),
        ("secretaris", "samir"),
    ):
        cast.sit(seat, person, days=since)
    cast.sit("praktijk", "berend", days=-400)
    cast.sit("verpleging", "ilse", days=-370)
    succession.play(cast)


ORGANISATIONS = (
    "ZorgNabij", "Thuisgenoten", "BreedZorg", "Basisschool De Waterlelie", "Buurthuis De Kade",
    "Apotheek Sluisweg", "Fietsenmakerij Het Voorwiel", "Moskee El Amal", "De Ontmoetingskerk",
    "Bibliotheek Waterhoven", "Voedselbank Rietkade", "Taalhuis Waterhoven", "Sportclub De Rietvogels",
    "Repaircafé Sluisflats", "Kapsalon Yildiz", "Speeltuin De Steiger",
)  # fmt: skip


def _organisations(cast: Cast, town: Organisation, homes: Organisation) -> None:
    """Seventeen organisations and the municipality are members too."""
    at = cast.at(-BEGAN + 5)
    others = [
        members.make_organisation(cast.cooperative, name, by="beheer", at=at)
        for name in ORGANISATIONS
    ]
    for organisation in (town, homes, *others):
        is_town = organisation.is_municipality
        members.make_member(
            organisation.actor,
            sort="municipality" if is_town else "organisation",
            since=at.date(),
            consulted_on=cast.on(-BEGAN - 20) if is_town else None,
            by="beheer",
            at=at,
        )


def _circle(cast: Cast) -> None:
    area = work_area(cast.cooperative)
    assert area is not None  # noqa: S101 - found() made it
    for key in ("amina", "sjaan", "gerrit", "idris"):
        members.sit_in_circle(
            area, cast.people[key], since=cast.on(-BEGAN + 3), by="beheer", at=cast.at(-BEGAN + 3)
        )
    board = members.make_circle(
        cast.cooperative, "Bestuur", sort="board", by="beheer", at=cast.at(-BEGAN + 3)
    )
    for key in ("leida", "samir", "fenna"):
        members.sit_in_circle(
            board, cast.people[key], since=cast.on(-BEGAN + 3), by="beheer", at=cast.at(-BEGAN + 3)
        )


def _duty(cast: Cast) -> None:
    """Amina this week, Sjaan the next, and so on; before today too, or nothing could be told."""
    monday = cast.today - dt.timedelta(days=cast.today.weekday())
    turns = ("amina", "sjaan", "gerrit")
    for week in range(-9, 6):
        first = monday + dt.timedelta(weeks=week)
        who = cast.people["amina" if week == 0 else turns[week % 3]]
        members.take_duty(
            who, since=first, until=first + dt.timedelta(days=6), by=who, at=cast.at(-80)
        )


def _members(cast: Cast) -> None:
    for key, sort, why, interest in (
        ("amina", "professional", "Ik breng mensen bij elkaar.", "Ik word er 24 uur per week voor betaald."),
        ("sjaan", "professional", "Ik kom toch in elk trapportaal.", "Rust in het gebouw, dat scheelt mij werk."),
        ("noor", "professional", "Wat ik in de spreekkamer zie, begint vaak thuis.", "Minder wachten voor mijn patiënten."),
        ("idris", "resident", "Ik woon hier, en ik wil dat er geluisterd wordt.", "Mijn moeder heeft straks ook hulp nodig."),
        ("gerrit", "resident", "Ik rijd graag, en thuis is het stil.", "Gezelschap."),
        ("fenna", "resident", "Geld moet kloppen.", "Ik leer er boekhouden van."),
        ("leida", "resident", "Ik woon hier veertig jaar. Ik wil dat het blijft.", "Mijn zus woont in de Sluisflats."),
        ("samir", "resident", "Ik schrijf graag op wat we echt afspraken.", "Ik leer de buurt kennen."),
        ("hanna", "resident", "Ik ga mee naar gesprekken. Twee horen meer dan één.", "Het geeft mij ritme."),
        ("karin", "professional", "Schulden los je op met een mens aan tafel.", "Ik word er door de gemeente voor betaald."),
    ):  # fmt: skip
        cast.member(key, sort, days=-BEGAN + 5, why=why, interest=interest)
    words = Words(Random(2026))  # noqa: S311 - made-up names
    residents, professionals = ([words.name() for _n in range(many)] for many in (166, 20))
    by_name = [one[3] for one in chairs.PEOPLE]
    joined = 1  # in `belonging`, by talking
    cast.crowd(residents[by_name.count("resident") + joined :], sort="resident", days=-200)
    cast.crowd(professionals[by_name.count("professional") :], sort="professional", days=-200)


def _rides(cast: Cast) -> None:
    """What neighbours do for each other in public: rides, as turns that are promises."""
    rides = matters.open_public(
        cast.cooperative,
        "Ritten met de buurtauto",
        subject=Subject.WORK,
        serves=None,
        by=cast.people["gerrit"],
        at=cast.at(-300),
    )
    gerrit, amina = cast.people["gerrit"], cast.people["amina"]

    def ride(text: str, *, made: int, due: int) -> Promise:
        return promises.make_promise(
            rides, maker=gerrit.actor, receiver=amina.actor, text=text, due=cast.on(due),
            by=gerrit, at=cast.at(made),
        )  # fmt: skip

    for days in (-23, -16, -9):
        cast.kept(
            ride("Gerrit rijdt op maandag naar de dialyse", made=days - 6, due=days),
            gerrit,
            amina,
            days=days,
        )
    cast.kept(
        ride("Gerrit zoekt een vaste chauffeur voor de maandag", made=-9, due=-1),
        gerrit,
        None,
        days=-1,
    )
    ride("Gerrit rijdt naar het ziekenhuis, met twee mensen", made=-3, due=2)
