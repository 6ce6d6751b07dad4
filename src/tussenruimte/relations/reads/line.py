"""One row on the page of a need, with what it says of itself in words."""

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tussenruimte.conversations.models import Way
from tussenruimte.kit import clock
from tussenruimte.members.models import Kind
from tussenruimte.methods.initials import short_name
from tussenruimte.promises.models import Basis
from tussenruimte.reflections.models import Sort as Weighed
from tussenruimte.reflections.reads import shown_words
from tussenruimte.relations.models import DoneFor, Relation, acts_as

if TYPE_CHECKING:
    from tussenruimte.relations.reads.page import PromiseLine

ANSWERED = {DoneFor.What.PROMISE_KEPT, DoneFor.What.TALK_RIGHT}


class Who(NamedTuple):
    """Somebody's name and code."""

    name: str
    code: str

    def __str__(self) -> str:
        return self.name


@dataclass(slots=True)
class Line:
    """One row of the page. `words` are opened: by the names of their fields."""

    kind: str
    code: str
    sort: str
    state: str
    at: dt.datetime
    at2: dt.datetime | None
    day: dt.date | None
    n: int
    flag: int | None
    who: str
    who_code: str
    who_phone: str
    whom: str
    whom_code: str
    words: dict[str, str]
    beside: str = ""
    who_kind: str = ""
    way: str = ""
    stays: str = ""  # code of the promise to stay, of a judgement that it cannot be done alone
    staying: "PromiseLine | None" = None
    tells_who_stays: bool = False  # the last one; of an earlier one it says what came of it
    remarks: "list[Line]" = field(default_factory=list)
    is_to_answer: bool = False  # a remark: whoever reads the page gives the answer
    for_them: "list[Line]" = field(default_factory=list)  # done by whoever acts for the person

    @property
    def shown_on(self) -> dt.date:
        """The day of a conversation: held, or else planned, or else asked; of others, when written."""
        if self.kind != "conversation":
            return clock.day(self.at)
        return self.day or clock.day(self.at2 or self.at)

    @property
    def part(self) -> str:
        """What somebody is to the person, in words."""
        return str(Relation.Part(self.sort).label)

    @property
    def for_what(self) -> list[str]:
        """For what somebody stands beside the person, and what they may arrange."""
        return [self.words[name] for name in ("goal", "scope") if self.words[name]]

    @property
    def may_act(self) -> bool:
        """Whether somebody acts for the person once both said yes."""
        return acts_as(self.sort, has_scope=bool(self.words["scope"]))

    @property
    def is_both(self) -> bool:
        """Whether both said yes to standing beside each other."""
        return bool(self.n and self.flag)

    @property
    def done(self) -> str:
        """What somebody did for the person."""
        return str(DoneFor.What(self.sort).label)

    @property
    def done_as(self) -> str:
        """As what they did it."""
        return str(Relation.Part(self.state).label)

    @property
    def was_answered_for(self) -> bool:
        """Whether the last word about it was somebody else's, for the person."""
        return bool(self.for_them) and self.for_them[-1].sort in ANSWERED

    @property
    def ingredients(self) -> list[str]:
        """The words that were chosen when looking back, in the language of whoever reads."""
        return shown_words(self.words["ingredients"])

    @property
    def told(self) -> list[str]:
        """What was told when looking back, the good first."""
        texts = [self.words[name] for name in ("went_well", "story", "felt_known")]
        return [text for text in texts if text]

    @property
    def weighed(self) -> str:
        """What sort of judgement it is, in words."""
        return str(Weighed(self.sort).label)

    @property
    def signs_in(self) -> bool:
        """Whether somebody who stands beside the person has a log-in of their own."""
        return self.kind == "relation" and bool(self.way)

    @property
    def way_shown(self) -> str:
        """How people speak with each other, in words."""
        return str(Way(self.way).label)

    @property
    def answer(self) -> str:
        """What the person said about a conversation; `own` when they wrote it down themselves."""
        return ("", "yes", "no", "own")[self.n]

    @property
    def is_unwritten(self) -> bool:
        """A conversation whose moment has passed, and nobody wrote down how it went."""
        planned = self.at2 if self.state == "planned" else None
        return planned is not None and planned <= clock.now()

    @property
    def is_suspended(self) -> bool:
        """A no that waits: the conversation it rests on is disputed and none came after it."""
        return self.kind == "judgement" and bool(self.flag)

    @property
    def basis(self) -> str:
        """What fell away, in words."""
        return str(Basis(self.sort).label)

    @property
    def called(self) -> str:
        """What to call them in a sentence, with their hat: a seat or a circle has no first name."""
        return short_name(self.who) if self.who_kind in {"", Kind.PERSON} else self.who

    @property
    def whom_called(self) -> str:
        """The same of the other person there."""
        return short_name(self.whom)

    @property
    def actor(self) -> "Who":
        """Who, as a door needs it."""
        return Who(self.who, self.who_code)
