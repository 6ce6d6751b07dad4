"""What is on in De Rietkade, and what hangs on the notice board."""

import datetime as dt

from tussenruimte.agenda import actions as agenda
from tussenruimte.agenda.actions import Said
from tussenruimte.cli.demo.stage import Cast
from tussenruimte.kit.clock import AMSTERDAM

# Who, what, in how many days, from and until what hour, where, and what else.
ON = (
    ("gerrit", "Koffie aan het water", 1, 10, 12, "Buurthuis De Steiger", "Koffie kost niets. Kom je niet zo makkelijk de deur uit? Dan haal ik je op."),
    ("sjaan", "Repareren wat stuk is", 3, 13, 16, "Berging van Vierhof, naast de lift", "Neem je lamp, fiets of broek mee. Wij zetten gereedschap klaar."),
    ("idris", "Samen koken in de Sluisflats", 8, 17, 20, "Wasruimte op de begane grond", "Iedereen neemt iets mee om te snijden. Er is ook eten zonder vlees."),
    ("noor", "Vraag het de huisarts, aan tafel", 15, 19, 21, "Buurthuis De Steiger", "Geen spreekuur: we praten over slapen, en over wat helpt als dat niet lukt."),
)  # fmt: skip
NOTICES = (
    ("samir", "Wie heeft een lange ladder?", 9, "Voor de goot van mijn buurvrouw. Ik breng hem dezelfde dag terug.", False),
    ("fenna", "Vijf dozen kinderboeken, gratis", 20, "Ze staan droog in de hal van het buurthuis. Neem mee wat je wilt.", True),
    ("idris", "Wie leert mij fietsen?", 30, "Mijn vrouw en ik willen het allebei. Wij koken voor je.", False),
)  # fmt: skip


def play(cast: Cast) -> None:
    """Put up by the people themselves, over the last days."""
    for days, (who, title, ahead, begins, ends, place, words) in enumerate(ON, 1):
        moment = [_at(cast, ahead, hour) for hour in (begins, ends)]
        said = Said(title, words, place)
        agenda.post_on(said, *moment, by=cast.people[who], at=cast.at(-days))
    for days, (who, title, ahead, words, asks_house) in enumerate(NOTICES, 1):
        said = Said(title, words, asks_house=asks_house)
        agenda.post_notice(said, cast.on(ahead), by=cast.people[who], at=cast.at(-days))


def _at(cast: Cast, days: int, hour: int) -> dt.datetime:
    return dt.datetime.combine(cast.on(days), dt.time(hour), AMSTERDAM)
