"""Chairs for who is heard last: residents, own experience, the school, and the trust circle."""

from tussenruimte.cli.demo.stage import Cast
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Subject
from tussenruimte.members import actions as members
from tussenruimte.members.models import Organisation
from tussenruimte.promises import actions as promises

SCHOOL = "Basisschool De Waterlelie"
# Key, name, since when they take part, whether a professional or a resident, why, and their own interest.
PEOPLE = (
    ("heleen", "Heleen Staverman", -420, "professional", "Ik zie de kinderen elke dag. Ik wil ook hun ouders kennen.", "Het scheelt briefjes."),
    ("dorine", "Dorine Palstra", -300, "resident", "Aan de Waterlaan zegt ook niet iedereen wat er is.", "Ik ben zelf slecht ter been."),
    ("jolanda", "Jolanda Wieringa", -260, "resident", "Ik had schulden. Ik weet hoe een brief dan voelt.", "Mijn dochter woont hier ook."),
    ("kees", "Kees Terpstra", -330, "resident", "Ik heb een jaar op straat geleefd. Vraag mij wat daar helpt.", "Ik krijg er een vergoeding voor."),
    ("wil", "Wil Grootenboer", -500, "resident", "Iemand moet luisteren als het misgaat.", "Geen."),
    ("amal", "Amal Benhaddou", -450, "resident", "Bij mij komen mensen toch al.", "Ik leer luisteren."),
    ("piet", "Piet Nagelhout", -450, "resident", "Ik val in als een van de twee erbij hoort.", "Geen."),
)  # fmt: skip
# Key, name, what they may say or do, who sits there, and since when; nobody in the one of the flats.
CHAIRS = (
    ("school", "School", "Zegt wat school ziet, en wat school zelf kan doen.", "heleen", -400),
    ("bewonersstem-laan", "Bewonersstem Waterlaan", "Spreekt namens de Waterlaan, en vraagt het die eerst.", "dorine", -280),
    ("bewonersstem-flats", "Bewonersstem Sluisflats", "Spreekt namens de Sluisflats, en vraagt het die eerst.", "", 0),
    ("ervaring-schulden", "Ervaring uit eigen leven: schulden", "Zegt hoe het is, en wat hielp.", "jolanda", -240),
    ("ervaring-straat", "Ervaring uit eigen leven: zonder huis", "Zegt hoe het is, en wat hielp.", "kees", -320),
    ("vertrouwen-een", "Vertrouwenskring, stoel 1", "Hoort wat misging. Zegt het aan niemand door zonder jouw ja.", "wil", -480),
    ("vertrouwen-twee", "Vertrouwenskring, stoel 2", "Hoort wat misging. Zegt het aan niemand door zonder jouw ja.", "amal", -430),
    ("vertrouwen-invaller", "Vertrouwenskring, invaller", "Valt in als het over een van de twee gaat.", "piet", -430),
)  # fmt: skip


def play(cast: Cast) -> None:
    """They sit down; one chair was never taken, and one is empty again."""
    for key, name, days, sort, why, interest in PEOPLE:
        cast.welcome(key, name, days=days)
        cast.member(key, sort, days=days + 1, why=why, interest=interest)
    school = Organisation.objects.get(actor__cooperative=cast.cooperative, actor__name=SCHOOL)
    for key, name, mandate, who, days in CHAIRS:
        at = "school" if key == "school" else ""
        cast.seat(key, name, days=-500, mandate=mandate, organisation=school if at else None)
        if who:
            cast.sit(key, who, days=days)
    _trust(cast)
    _empty_again(cast)


def _trust(cast: Cast) -> None:
    circle = members.make_circle(
        cast.cooperative,
        "Vertrouwenskring",
        sort="trust",
        purpose="Hoort klachten. De eerste twee horen het; wie erbij hoort, doet niet mee, en dan komt de derde.",
        by="beheer",
        at=cast.at(-480),
    )
    for key in ("wil", "amal", "piet"):
        members.sit_in_circle(
            circle, cast.people[key], since=cast.on(-430), by="beheer", at=cast.at(-430)
        )


def _empty_again(cast: Cast) -> None:
    """Whoever knew the street moved on; what was promised from that chair stays with it."""
    kees = cast.people["kees"]
    street = matters.open_public(
        cast.cooperative,
        "Slapen zonder huis",
        subject=Subject.WORK,
        serves=None,
        by=kees,
        at=cast.at(-70),
    )
    promises.make_promise(
        street,
        maker=cast.actor("ervaring-straat"),
        receiver=cast.actor("bewonersstem"),
        text="De stoel vraagt rond wie er deze winter buiten slaapt",
        due=cast.on(-2),
        by=kees,
        at=cast.at(-66),
    )
    seat = cast.seats["ervaring-straat"]
    members.leave_seat(seat, until=cast.on(-52), by="beheer", at=cast.at(-52))
