"""What people fill in about a judgement or a look-back, on its way to an action."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from tussenruimte.conversations.models import Conversation
from tussenruimte.members.models import Actor
from tussenruimte.reflections.models import Sort


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one version: two steps, one's own interest, and four angles that may be empty."""

    saw: str
    did: str
    interest: str
    for_person: str = ""
    for_craft: str = ""
    for_organisation: str = ""
    for_system: str = ""

    def by_field(self) -> dict[str, str]:
        """Each text under the name of its column."""
        return {name: text.strip() for name, text in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A judgement in three steps; the third, who looks along, is not optional.

    Where it cannot be done alone: in which conversation that was talked over, and who stays.
    """

    words: Words
    peer: Actor | None
    sort: str = Sort.ACTING
    rule: str = ""
    talk: Conversation | None = None
    stays: Actor | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A look-back: what went well, words for what was there, a story, whether one felt known."""

    went_well: str = ""
    ingredients: Sequence[str] = ()
    story: str = ""
    felt_known: str = ""

    @property
    def texts(self) -> list[str]:
        """Everything that was typed or chosen."""
        return [self.went_well, self.story, self.felt_known, *self.ingredients]
