"""Every sentence about a need that somebody else wrote: beside each the person can put their own words."""

from collections.abc import Iterator

from tussenruimte.members.models import Person
from tussenruimte.relations.models import Need
from tussenruimte.relations.reads.everything import handed
from tussenruimte.relations.reads.line import Line
from tussenruimte.relations.reads.page import NeedPage

# What a conversation says, the first that there is: what was said goes before why it was asked for.
OF_TALK = ("said", "goes_well", "why_without", "why_not_held", "about")

Sentence = tuple[str, str]  # the code of the row in which it stands, and how it is called


def sentences_of(need: Need, page: NeedPage, person: Person) -> list[Sentence]:
    """In the order in which one reads them: what was told, promised, said, weighed, arranged."""
    is_self = need.person_id == person.pk
    acts = is_self or page.is_acted_in(need, person)
    return [
        *_told(need, page),
        *_promised_and_said(page),
        *_looked_back(need, page),
        *_handed(need, page),
        *(_to_read(page) if acts else ()),
        *_beside(page, is_self=is_self),
    ]


def _told(need: Need, page: NeedPage) -> Iterator[Sentence]:
    if need.told_by:
        yield need.code, f"{need.told_by.name}: {need.read('words')}"
    yield from _each([*page.added, *page.joined], "words")


def _promised_and_said(page: NeedPage) -> Iterator[Sentence]:
    yield from _each([promise.line for promise in page.promises], "text")
    yield from _each(page.conversations, *OF_TALK)
    yield from _each(page.judgements, "did")


def _looked_back(need: Need, page: NeedPage) -> Iterator[Sentence]:
    for line in page.lookbacks:
        if line.who_code != need.person.code:
            yield line.code, f"{line.who}: {' '.join([*line.told, *line.ingredients])}"


def _handed(need: Need, page: NeedPage) -> Iterator[Sentence]:
    for one in handed(need, page):
        text = " ".join(filter(None, [one.why, one.told_how]))
        yield one.row.code, f"{one.row.giver.name}: {text}"


def _to_read(page: NeedPage) -> Iterator[Sentence]:
    for line in page.asked_to_read:
        yield line.code, f"{line.whom}: {line.words['purpose']}"
    for line in page.permitted:
        yield line.code, f"{line.whom or line.who}: {line.words['purpose']}"


def _beside(page: NeedPage, *, is_self: bool) -> Iterator[Sentence]:
    for line in page.relations_for(is_self=is_self):
        yield line.code, ": ".join([line.who, line.part, *line.for_what])
    for line in page.bounces:
        yield line.code, f"{line.who}: {line.words['sender']} → {line.words['sent_to']}"


def _each(lines: list[Line], *names: str) -> Iterator[Sentence]:
    """Each line that says something, with who wrote it: by the first of these words that it has."""
    for line in lines:
        text = next((line.words[name] for name in names if line.words.get(name)), "")
        if text:
            yield line.code, f"{line.who}: {text}"
