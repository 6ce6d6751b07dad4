"""Who answers what was put beside a sentence: whoever wrote it, or holds on to the question.

The same as `matters.access.remark_to_answer` says, from what stands on the page already.
"""

from collections.abc import Collection

from tussenruimte.members.models import Actor, Kind, Person
from tussenruimte.relations.models import Need
from tussenruimte.relations.reads.line import Line
from tussenruimte.relations.reads.page import NeedPage


def to_answer(page: NeedPage, need: Need, person: Person, mine: Collection[str] = ()) -> list[Line]:
    """Remarks that wait for this person, marked so on the page. `mine`: codes of whom they answer for."""
    codes, writers = {person.code, *mine}, _writers(page, need)
    remarks = [remark for beside in page.remarks.values() for remark in beside]
    for remark in remarks:
        theirs = writers.get(remark.beside)
        is_theirs = not theirs or bool(theirs & codes) or need.holder_id == person.pk
        is_open = not remark.words["answer"] and remark.who_code != person.code
        remark.is_to_answer = is_open and is_theirs
    return [remark for remark in remarks if remark.is_to_answer]


def seats_asked(page: NeedPage, actors: Collection[int]) -> set[str]:
    """Codes of the seats and organisations they act for, of those beside whose promise something was put."""
    lines = [promise.line for promise in page.promises]
    asked = {line.who_code for line in lines if line.remarks and line.who_kind != Kind.PERSON}
    rows = Actor.objects.filter(pk__in=actors, code__in=asked)
    return set(rows.values_list("code", flat=True)) if asked else set()


def _writers(page: NeedPage, need: Need) -> dict[str, set[str]]:
    """Whose sentence stands in each row, by its code."""
    teller = {need.told_by.code} if need.told_by else set()
    lines = [
        *page.added, *page.joined, *page.judgements, *page.lookbacks, *page.bounces, *page.relations,
        *(promise.line for promise in page.promises),
    ]  # fmt: skip
    noted = {line.code: {line.whom_code or line.who_code} for line in page.conversations}
    asked = [*page.asked_to_read, *page.permitted, *([page.offer] if page.offer else [])]
    wrote = {line.code: {line.who_code} for line in lines}
    for line in asked:
        wrote |= {code: {line.whom_code or need.person.code} for code in (line.code, line.way)}
    return {need.code: {need.person.code, *teller}, **noted, **wrote}
