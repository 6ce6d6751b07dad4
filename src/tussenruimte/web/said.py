"""What a line of somebody's day comes to: a sentence, and what they can do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tussenruimte.matters.reads import Said as Beside
from tussenruimte.web.reads.today import Someone


@dataclass(frozen=True, slots=True)
class Step:
    """Something that one can do: go somewhere, or answer at once."""

    words: str
    url: str
    answer: str = ""  # posts this as `answer`


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that waits."""

    text: str
    who: Someone
    url: str
    soft: str = ""
    steps: tuple[Step, ...] = ()
    beside: Sequence[Beside] = ()


Said = tuple[str, str, tuple[Step, ...]]
