"""Letters of a few sentences with a place to read on, as most rooms send them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tussenruimte.post.kinds import Letter
from tussenruimte.post.models import Dispatch

Rows = Callable[[], Any]
Says = Callable[[Any], list[str]]
Page = Callable[[Any], str]


def page_of(name: str) -> Page:
    """The page of this name about the row itself."""
    return lambda row: reverse(name, args=[row.cooperative.slug, row.code])


@dataclass(frozen=True, slots=True)
class Sentences:
    """How one kind of letter is made: of which rows, what is said, where to read on.

    Without a sentence there is nothing left to say. With `aloud`, whoever reads it aloud to somebody
    else says that instead.
    """

    rows: Rows
    says: Says
    page: Page
    subject: str
    aloud: str = ""

    def letters(
        self, messages: Sequence[Dispatch], aloud_to: Collection[int]
    ) -> Mapping[str, Letter]:
        """The letters of these messages of one cooperative, by code of the message."""
        rows = self.rows().filter(
            cooperative=messages[0].cooperative_id, code__in={m.about for m in messages}
        )
        about = {row.code: row for row in rows}
        said = {m.code: about[m.about] for m in messages if m.about in about}
        made = {code: self._letter(row, aloud_to) for code, row in said.items()}
        return {code: letter for code, letter in made.items() if letter}

    def _letter(self, row: Any, aloud_to: Collection[int]) -> Letter | None:
        sentences = self.says(row)
        if not sentences:
            return None
        url = settings.PUBLIC_URL + self.page(row)
        text = "\n\n".join([*sentences, _("Read on here: %(url)s") % {"url": url}])
        spoken = (_(self.aloud),) if self.aloud and aloud_to else tuple(sentences)
        return Letter(subject=_(self.subject), text=text, spoken=spoken)
