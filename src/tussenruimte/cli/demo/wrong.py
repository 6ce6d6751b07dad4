"""Something went wrong between Gerrit and Amina, and two of the trust circle hear it."""

import datetime as dt

from tussenruimte.cli.demo.stage import Cast
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Plan
from tussenruimte.kit.clock import AMSTERDAM
from tussenruimte.learning import actions as learning

TOLD = (
    "Amina zou me terugbellen over de rit van dinsdag. Ze vergat het twee keer, en mevrouw De Wit stond"
    " buiten te wachten. Ik durf het niet zelf te zeggen: ze doet al zoveel."
)


def play(cast: Cast) -> None:
    """He tells it; Wil plans a conversation, and talks with Amina first."""
    gerrit, wil = cast.people["gerrit"], cast.people["wil"]
    told = learning.tell(TOLD, whom="Amina Telgenhof", by=gerrit, at=cast.at(-5, 19))
    talk = conversations.ask(told.matter, host=wil.actor, by=wil, at=cast.at(-4, 9))
    tomorrow = dt.datetime.combine(cast.on(1), dt.time(14), AMSTERDAM)
    coffee = Plan(when=tomorrow, place="Bij Gerrit thuis")
    conversations.plan(talk, coffee, by=wil, at=cast.at(-4, 9))
    learning.tell_concerned(told, by=wil, at=cast.at(-2, 16))
