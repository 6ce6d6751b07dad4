"""The quarter that is over: what seats promised at the table, and what came of it."""

import datetime as dt

from tussenruimte.cli.demo.stage import Cast
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Matter, Subject
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise

# Who, what, how many days into the quarter it was due, and what came of it.
PROMISED = (
    ("wethouder", "marlies", "De wethouder komt een ochtend meelopen bij de inloop", 12, "kept"),
    (
        "wethouder",
        "marlies",
        "De gemeente legt de brieven over zorg uit in gewone taal",
        20,
        "moved",
    ),
    ("wethouder", "marlies", "De wethouder zegt wat er met de bushalte gebeurt", 26, "failed"),
    ("huisarts", "noor", "De huisarts houdt een avondspreekuur in de Sluisflats", 24, "kept"),
    ("huisarts", "noor", "De huisarts vertelt hoe lang je nu wacht op de psycholoog", 33, "kept"),
    ("huismeester", "sjaan", "Vierhof zet banken bij de ingang van de flat", 28, "kept"),
    ("huismeester", "sjaan", "Vierhof maakt de verlichting in de fietsenstalling", 16, "kept"),
    ("huismeester", "sjaan", "Vierhof hangt de storingslijst beneden op", 40, "moved"),
    ("schuldhulp", "karin", "Schuldhulp zit om de week bij de inloop", 14, "kept"),
    ("schuldhulp", "karin", "Schuldhulp belt terug op de dag zelf", 35, "kept"),
    ("penningmeester", "fenna", "De penningmeester laat zien waar het geld heen ging", 38, "kept"),
    ("bewonersstem", "idris", "De bewonersstem vraagt na wie er niet bij was", 30, "kept"),
)


def play(cast: Cast) -> None:
    """Twelve promises of seats: most kept, two moved, one that did not work out."""
    first = _last_quarter(cast.today)
    table = matters.open_public(
        cast.cooperative,
        "Wat we aan tafel afspraken",
        subject=Subject.WORK,
        serves=None,
        by=cast.people["idris"],
        at=cast.at((first - cast.today).days),
    )
    for seat, person, text, days, came in PROMISED:
        _promise(cast, table, (seat, person, text), first + dt.timedelta(days=days), came)


def _last_quarter(today: dt.date) -> dt.date:
    """The first day of the quarter before this one."""
    this = dt.date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    before = this - dt.timedelta(days=1)
    return dt.date(before.year, before.month - 2, 1)


def _promise(
    cast: Cast, table: Matter, said: tuple[str, str, str], due: dt.date, came: str
) -> None:
    seat, who, text = said
    day = (due - cast.today).days
    by, hears = cast.people[who], "amina" if seat == "bewonersstem" else "bewonersstem"
    promise: Promise = promises.make_promise(
        table,
        maker=cast.actor(seat),
        receiver=cast.actor(hears),
        text=text,
        due=due,
        by=by,
        at=cast.at(day - 9),
    )
    if came == "failed":
        promises.fail(
            promise, what_now="De provincie beslist. Ze komt het zelf vertellen aan tafel.", told=True,
            by=by, at=cast.at(day, 15),
        )  # fmt: skip
        return
    if came == "moved":
        promises.move(
            promise, to=due + dt.timedelta(days=9), reason="Het kostte meer tijd dan we dachten.",
            told="spoken", by=by, at=cast.at(day - 1, 15),
        )  # fmt: skip
        day += 8
    cast.kept(promise, by, cast.people["idris" if hears == "bewonersstem" else "amina"], days=day)
