"""Who joined by talking, who nearly left, and the circles with their last day."""

from tussenruimte.belonging import actions as belonging
from tussenruimte.belonging.actions.circles import NewCircle
from tussenruimte.belonging.actions.joining import Wish
from tussenruimte.belonging.actions.newcomers import Newcomer
from tussenruimte.belonging.models import Expulsion, Joining
from tussenruimte.belonging.nightly import end_circles
from tussenruimte.cli.demo.stage import Cast
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.models import Conversation
from tussenruimte.conversations.spoken import Noted
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Matter, Subject
from tussenruimte.members.models import Circle, Member, Person
from tussenruimte.promises import actions as promises


def play(cast: Cast) -> None:
    """Joining, staying, and circles."""
    _joined(cast)
    _wants_to_join(cast)
    _stayed(cast)
    rides = _rides(cast)
    _goes_on(cast, rides)
    _ended(cast)


def _ask(cast: Cast, name: str, wish: Wish, *, days: int) -> Joining:
    new = Newcomer(name, "0123 45 67 61", "kikker")
    nobody_yet = cast.people.get(name)
    return belonging.come_and_ask(cast.cooperative, new, wish, by=nobody_yet, at=cast.at(days, 19))


def _speak(matter: Matter, said: str, cast: Cast, *, days: int) -> None:
    """Whoever promised the conversation holds it; for the board somebody of it does."""
    talk = Conversation.objects.get(matter=matter, stage="asked")
    person = Person.objects.filter(actor=talk.host_id).first() or cast.people["leida"]
    noted = Noted(said=said, held_on=cast.on(days), person_said_yes=True)
    conversations.hold(talk, noted, by=person, at=cast.at(days, 16))


def _joined(cast: Cast) -> None:
    wish = Wish("resident", "Ik wil mijn buren kennen, niet alleen hun brievenbus.", "Gezelschap.")
    joining = _ask(cast, "Willemijn Sluiter", wish, days=-33)
    _speak(joining.matter, "Ze kan naaien, en wil dat leren aan wie het vraagt.", cast, days=-26)
    belonging.admit(
        Joining.objects.get(pk=joining.pk), by=cast.people["samir"], at=cast.at(-24, 20)
    )


def _wants_to_join(cast: Cast) -> None:
    """Talked over; the board still owes an answer."""
    wish = Wish(
        "resident", "Ik kook al voor mijn trap. Ik wil het samen doen.", "Een grotere keuken."
    )
    joining = _ask(cast, "Mo Tahiri", wish, days=-6)
    _speak(
        joining.matter, "Hij kookt op woensdag. Hij vraagt wie er nog meer kookt.", cast, days=-2
    )


def _stayed(cast: Cast) -> None:
    """One took it back the day after; with one it was talked over, and they stay."""
    rows = Member.objects.filter(cooperative=cast.cooperative, sort=Member.Sort.RESIDENT, why="")
    first, second = rows.select_related("actor__person__actor").order_by("pk")[:2]
    person, board = first.actor.person, cast.people["leida"]
    departure = belonging.leave_membership(first, person, by=board, at=cast.at(-20, 10))
    belonging.take_back_departure(departure, by=person, at=cast.at(-19, 10))
    doubted = belonging.begin_expulsion(second, by=board, at=cast.at(-75, 10))
    _speak(
        doubted.matter, "Het was een misverstand over de sleutel van de stalling.", cast, days=-70
    )
    belonging.let_stay(Expulsion.objects.get(pk=doubted.pk), by=board, at=cast.at(-69, 10))


def _circle(cast: Cast, sort: str) -> Circle:
    rows = Circle.objects.filter(cooperative=cast.cooperative, sort=sort).select_related("actor")
    return rows.get()


def _rides(cast: Cast) -> Circle:
    """A circle for the car of the neighbourhood, with what it may decide by itself."""
    gerrit, area = cast.people["gerrit"], _circle(cast, "area")
    new = NewCircle(
        "Vervoer",
        "Wij rijden wie niet met de bus kan, en zorgen voor de buurtauto.",
        "work",
        cast.on(60),
        area,
        "Rijden kost elke dag een uur. Aan de grote tafel blijft dat liggen.",
    )
    circle = belonging.start_circle(cast.cooperative, new, by=gerrit, at=cast.at(-290, 10))
    for days, words in (
        (-280, "Wie wanneer rijdt. Benzine tot € 50 per maand."),
        (-100, "Wie wanneer rijdt. Benzine en klein onderhoud tot € 120 per maand."),
    ):
        belonging.give_backing(
            circle, words, giver=area.actor, by=cast.people["amina"], at=cast.at(days, 11)
        )
    belonging.give_backing(
        circle,
        "Wie naar een gesprek op het stadhuis moet, rijden jullie. Parkeren betaalt de gemeente, tot € 30 per maand.",
        giver=cast.actor("wethouder"),
        until=cast.on(50),
        by=cast.people["joris"],
        at=cast.at(-8, 11),
    )
    belonging.sit_with(circle, by=cast.people["hanna"], at=cast.at(-50, 12))
    belonging.ask_into_circle(circle, cast.people["idris"], by=gerrit, at=cast.at(-2, 12))
    return circle


def _goes_on(cast: Cast, circle: Circle) -> None:
    """It was talked over, and goes on for longer."""
    gerrit = cast.people["gerrit"]
    talk = belonging.talk_about_circle(circle, by=gerrit, at=cast.at(-28, 10))
    noted = Noted(
        said="We rijden meer dan vorig jaar. Het moet nog een jaar kunnen.", held_on=cast.on(-25),
        present=[cast.people["hanna"].actor],
    )  # fmt: skip
    conversations.hold(talk, noted, by=gerrit, at=cast.at(-25, 20))
    belonging.go_on(circle, cast.on(200), by=gerrit, at=cast.at(-25, 21))


def _ended(cast: Cast) -> None:
    """A circle of which the last day has passed; what it still had to do waits for a yes of the board."""
    samir = cast.people["samir"]
    new = NewCircle(
        "Licht in de stalling",
        "Wij zorgen dat het licht brandt in de fietsenstalling van de Sluisflats.",
        "work",
        cast.on(-3),
        _circle(cast, "board"),
        "Het is één ding, en daarna klaar.",
    )
    circle = belonging.start_circle(cast.cooperative, new, by=samir, at=cast.at(-120, 10))
    light = matters.open_public(
        cast.cooperative,
        "Licht in de stalling",
        subject=Subject.WORK,
        serves=None,
        by=samir,
        at=cast.at(-118),
    )
    promises.make_promise(
        light,
        maker=circle.actor,
        receiver=cast.actor("huismeester"),
        text="De kring loopt nog een keer langs alle lampen",
        due=cast.on(8),
        by=samir,
        at=cast.at(-30),
    )
    end_circles(cast.cooperative, cast.on(-2), cast.at(-2, 7))
