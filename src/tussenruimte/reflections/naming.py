"""Others are named by code in a judgement, so that its text forgets them when they are forgotten.

A judgement is sealed under the key of its writer. Whoever it names could never be forgotten if their
name stood in it. So a name of somebody who belongs to the matter is kept as their code, with how it
was written (first name or whole name, and its capitals), and becomes their name again when somebody
reads it.
"""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from tussenruimte.members.models import Actor, Kind
from tussenruimte.methods.initials import first_name

MARK = re.compile(r"⟦(?P<code>\w{6,12}):(?P<form>[fw])(?P<case>[lu]?)⟧")
WITH_TAIL = re.compile(MARK.pattern + r"(?P<tail>(?:['’]?s(?!\w))?)", re.IGNORECASE)


def by_code(text: str, people: Iterable[Actor]) -> str:
    """The text with everybody's name replaced by a mark with their code."""
    forms = _forms(people)
    if not forms:
        return text
    names = "|".join(re.escape(name) for name in sorted(forms, key=len, reverse=True))
    # Also "Rubens" and "Amina's": the s stays where it was.
    found = re.compile(rf"(?<!\w)(?:{names})(?=(?:['’]?s)?(?!\w))", re.IGNORECASE)
    return found.sub(lambda match: _mark(match[0], *forms[match[0].casefold()]), text)


def _forms(people: Iterable[Actor]) -> dict[str, tuple[Actor, str]]:
    forms: dict[str, tuple[Actor, str]] = {}
    for actor in people:
        if actor.kind == Kind.PERSON and actor.name:
            forms.setdefault(first_name(actor.name).casefold(), (actor, "f"))
            forms[actor.name.casefold()] = (actor, "w" if " " in actor.name else "f")
    forms.pop("", None)
    return forms


def _mark(written: str, actor: Actor, form: str) -> str:
    case = "l" if written.islower() else "u" if written.isupper() and len(written) > 1 else ""
    return f"⟦{actor.code}:{form}{case}⟧"


def codes_in(*texts: str) -> list[str]:
    """Whom the texts name, each once."""
    return list(dict.fromkeys(m["code"] for text in texts for m in MARK.finditer(text)))


def by_name(text: str, names: Mapping[str, str]) -> str:
    """The text as it was written; who was forgotten is "somebody".

    For whom somebody speaks stands in `names` in brackets behind the name. It stands so in the text
    too, after the s of "Rubens", unless whoever wrote it put it there already.
    """

    def name(match: re.Match[str]) -> str:
        whole, bracket, hat = names.get(match["code"], "").partition(" (")
        if not whole:
            return _("somebody") + match["tail"]
        called = whole if match["form"] == "w" else first_name(whole)
        called = {"l": called.lower(), "u": called.upper()}.get(match["case"], called)
        behind = bracket + hat
        is_there = text.startswith(behind, match.end())
        return called + match["tail"] + ("" if is_there else behind)

    return WITH_TAIL.sub(name, text)
