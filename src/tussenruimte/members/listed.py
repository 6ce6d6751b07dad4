"""A list of members beside who is known here already, by name together with mail or telephone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from tussenruimte.members.models import Actor, Cooperative, Kind, Member, Person
from tussenruimte.methods.list_cells import plain
from tussenruimte.methods.member_list import Listed, marks_of

AT_ONCE = 500


class Known(Enum):
    """What we know of somebody in the list."""

    NEW = "new"
    NAMESAKE = "namesake"  # new; somebody else has the same name
    SAME_HOUSE = "same-house"  # new; somebody else has the same mail or number
    MEMBER = "member"
    NO_MEMBER = "no-member"  # known, and becomes a member
    LEFT = "left"  # was a member, and left
    UNSURE = "unsure"  # the same name, and nothing to tell them apart by


COME_IN = {Known.NEW, Known.NAMESAKE, Known.SAME_HOUSE}


@dataclass(frozen=True, slots=True)
class Compared:
    """Somebody in the list, and who they are here, if anybody."""

    one: Listed
    known: Known
    actor: int = 0


@dataclass(slots=True)
class Here:
    """Who is here, by name and by ways to reach them."""

    by_name: dict[str, list[tuple[int, frozenset[str]]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    organisations: dict[str, int] = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)
    left: dict[int, bool] = field(default_factory=dict)  # members, and whether they left


def compare(cooperative: Cooperative, people: Iterable[Listed]) -> list[Compared]:
    """Each of the list beside who is here."""
    people = list(people)
    here = _who_is_here(cooperative, {plain(one.name) for one in people})
    return [_compared(one, here) for one in people]


def _compared(one: Listed, here: Here) -> Compared:
    if one.kind == Member.Sort.ORGANISATION:
        actor = here.organisations.get(plain(one.name), 0)
        return _here_already(one, actor, here) if actor else Compared(one, Known.NEW)
    namesakes = here.by_name.get(plain(one.name), [])
    known = next((actor for actor, marks in namesakes if marks & one.marks), 0)
    if known:
        return _here_already(one, known, here)
    if any(not marks or not one.marks for _actor, marks in namesakes):
        return Compared(one, Known.UNSURE)
    if one.marks & here.marks:
        return Compared(one, Known.SAME_HOUSE)
    return Compared(one, Known.NAMESAKE if namesakes else Known.NEW)


def _here_already(one: Listed, actor: int, here: Here) -> Compared:
    left = here.left.get(actor)
    known = {None: Known.NO_MEMBER, True: Known.LEFT, False: Known.MEMBER}[left]
    return Compared(one, known, actor)


def _who_is_here(cooperative: Cooperative, names: set[str]) -> Here:
    """Everybody's ways to be reached are opened for this once, a few hundred at a time."""
    here = Here()
    rows = Person.objects.filter(cooperative=cooperative, forgotten_at=None)
    for person in rows.select_related("actor", "user", "key").iterator(AT_ONCE):
        mail = (person.user.email or "") if person.user else ""
        marks = marks_of(" , ".join((person.read("reach"), person.actor.phone, mail)))
        here.marks |= marks
        if plain(person.actor.name) in names:
            here.by_name[plain(person.actor.name)].append((person.pk, marks))
    organisations = Actor.objects.filter(cooperative=cooperative, kind=Kind.ORGANISATION)
    here.organisations = {plain(name): key for key, name in organisations.values_list("pk", "name")}
    members = Member.objects.filter(cooperative=cooperative)
    here.left = {key: until is not None for key, until in members.values_list("pk", "until")}
    return here


def organisations_of(rows: Sequence[Compared]) -> list[Listed]:
    """Those who come in as an organisation."""
    return [r.one for r in rows if r.known in COME_IN and r.one.kind == Member.Sort.ORGANISATION]


def people_of(rows: Sequence[Compared]) -> list[Listed]:
    """Those who come in as a person."""
    return [r.one for r in rows if r.known in COME_IN and r.one.kind != Member.Sort.ORGANISATION]


def become_members(rows: Sequence[Compared]) -> list[Compared]:
    """Those who are here, and become a member."""
    return [row for row in rows if row.known == Known.NO_MEMBER]
