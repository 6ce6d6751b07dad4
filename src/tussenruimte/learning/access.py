"""Who of the trust circle hears what went wrong, who told it, and who stays out whoever lets them in."""

import datetime as dt
import re
import unicodedata
from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import NotHere
from tussenruimte.learning.models import Complaint, Hearer
from tussenruimte.matters.models import Matter, Reader, Subject
from tussenruimte.members.by import By
from tussenruimte.members.models import Actor, ActsFor, Circle, Cooperative, Kind, Person

SAYS_NOTHING = {"stoel", "seat"}  # in the name of a seat: many are called so
LONG = 4  # letters of a word in the name of an organisation that says something
Place = tuple[int, str, int, str, int | None, str | None]  # who, and where; see `_places`
WORD, JOINS = re.compile(r"\w+"), re.compile(r"[-'’]")


# ---- the trust circle ------------------------------------------------------------------------------


def trust_people(cooperative: Cooperative, on: dt.date) -> list[Person]:
    """Who sits in the trust circle, in the order in which they came to sit there."""
    rows = ActsFor.objects.current(on).filter(
        cooperative=cooperative,
        actor__circle__sort=Circle.Sort.TRUST,
        actor__circle__ended_on=None,
        person__forgotten_at=None,
    )
    rows = rows.select_related("person__actor").order_by("since", "pk")
    return list({row.person_id: row.person for row in rows}.values())


def close_to(actor: Actor, on: dt.date) -> set[int]:
    """Keys of the people whom it is about when it is about this actor.

    Themselves, whoever acts for it, and everybody of the same organisation: who acts for that, or sits
    in one of its seats.
    """
    houses = _houses([actor.pk], on)[actor.pk]
    rows = ActsFor.objects.current(on).filter(
        Q(actor__in=houses) | Q(actor__seat__organisation__in=houses),
        cooperative=actor.cooperative_id,
    )
    return set(rows.values_list("person", flat=True))


def _houses(actors: Collection[int], on: dt.date) -> dict[int, set[int]]:
    """Each with the organisations to which these seats belong, and for which these people act."""
    found = {pk: {pk} for pk in actors}
    rows = ActsFor.objects.current(on).filter(person__in=actors)
    for person, place, kind, house in rows.values_list(
        "person", "actor", "actor__kind", "actor__seat__organisation"
    ):
        found[person] |= {place} if kind == Kind.ORGANISATION else {house} if house else set()
    seats = Actor.objects.filter(pk__in=actors, seat__organisation__isnull=False)
    for seat, house in seats.values_list("pk", "seat__organisation"):
        found[seat].add(house)
    return found


def exactly(cooperative: Cooperative, name: str) -> Actor | None:
    """Whoever or whatever is called exactly so here; nobody when it is more than one."""
    found = list(Actor.objects.filter(cooperative=cooperative, name__iexact=name.strip())[:2])
    return found[0] if len(found) == 1 and name.strip() else None


def named_in(whom: str, people: Collection[Person], on: dt.date) -> set[int]:
    """Keys of those of whom a part of the name stands there, or of that of their organisation.

    Also of whoever works where somebody works who is named so. Somebody is left out too often rather
    than once too little.
    """
    said = _words(whom)
    if not said or not people:
        return set()
    return _named(said, people, _places({person.cooperative_id for person in people}, on))


def _places(cooperatives: Collection[int], on: dt.date) -> list[Place]:
    """Who acts for a seat or an organisation."""
    rows = ActsFor.objects.current(on).filter(
        cooperative__in=cooperatives, actor__kind__in=[Kind.SEAT, Kind.ORGANISATION]
    )
    of_seat = "actor__seat__organisation"
    return list(
        rows.values_list(
            "person",
            "person__actor__name",
            "actor",
            "actor__name",
            of_seat,
            f"{of_seat}__actor__name",
        )
    )


def _named(said: set[str], people: Collection[Person], places: list[Place]) -> set[int]:
    meant = {
        house or place
        for _person, name, place, own, house, its_name in places
        if said & (_called(name) | _telling(f"{own} {its_name or ''}"))
    }
    return {person.pk for person in people if said & _called(person.actor.name)} | {
        person for person, _n, place, _o, house, _i in places if (house or place) in meant
    }


def _words(text: str) -> set[str]:
    """Its words without capitals and accents; "Ben-Haddou" is "ben", "haddou" and "benhaddou"."""
    plain = "".join(
        one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one)
    ).casefold()
    return {*WORD.findall(plain), *WORD.findall(JOINS.sub("", plain))}


def _called(name: str) -> set[str]:
    """The words of a name, without the "van" and "de" in it when others have a capital."""
    parts = name.split()
    return _words(" ".join([part for part in parts if part != part.lower()] or parts))


def _telling(name: str) -> set[str]:
    """The words of the name of a seat or an organisation that are long, or all capitals: "GGZ"."""
    parts = name.split()
    short = _words(" ".join(part for part in parts if len(part) > 1 and part.isupper()))
    return {word for word in _words(name) if len(word) >= LONG} - SAYS_NOTHING | short


def who_can_hear(reporter: Person, about: Actor | None, whom: str, on: dt.date) -> list[Person]:
    """Who of the trust circle stands apart from it, in their order."""
    people = trust_people(reporter.cooperative, on)
    out = {reporter.pk} | (close_to(about, on) if about else set()) | named_in(whom, people, on)
    return [person for person in people if person.pk not in out]


def who_can_hear_this(complaint: Complaint, on: dt.date) -> list[Person]:
    """The same, of what was told already."""
    named = whose_names(complaint.whom_now, complaint.words_now)
    return who_can_hear(complaint.reporter, complaint.about, named, on)


def whose_names(whom: str, words: str) -> str:
    """Where it stands whom it is about: under that question, or else in what was told, with a capital."""
    return whom.strip() or " ".join(word for word in words.split() if word != word.lower())


# ---- one complaint ---------------------------------------------------------------------------------


def complaint_to_see(cooperative: Cooperative, person: Person, code: str) -> Complaint:
    """One that this person told, or that came to them and that they did not come too near to since.

    Closed, it is no hearer's any more.
    """
    today = clock.today()
    its_matter = Matter.objects.filter(pk=OuterRef("matter")).readable_by([person.pk], today)
    theirs = Hearer.objects.filter(complaint=OuterRef("pk"), person=person, until=None)
    rows = Complaint.objects.whole().filter(Q(reporter=person) | Exists(theirs), Exists(its_matter))
    row = rows.filter(cooperative=cooperative, code=code).first()
    if row is None or not (row.reporter_id == person.pk or those_apart([row], person, today)):
        raise NotHere
    return row


def complaint_to_hear(cooperative: Cooperative, person: Person, code: str) -> Complaint:
    """One that came to this person."""
    row = complaint_to_see(cooperative, person, code)
    if row.reporter_id == person.pk:
        raise NotHere
    return row


def complaint_of_mine(person: Person, code: str) -> Complaint:
    """One that this person told."""
    rows = Complaint.objects.whole().filter(cooperative=person.cooperative_id, reporter=person)
    row = rows.filter(code=code).first()
    if row is None:
        raise NotHere
    return row


def those_apart(rows: Collection[Complaint], person: Person, on: dt.date) -> list[Complaint]:
    """Of these what they did not come too near to; asked in as many questions for many as for one."""
    houses = _houses({row.about_id for row in rows if row.about_id}, on)
    acting = ActsFor.objects.current(on).filter(person=person) if houses else ActsFor.objects.none()
    places = acting.values_list("actor", "actor__seat__organisation")
    theirs = {person.pk}.union(*places)
    named = {row.pk: _words(whose_names(row.whom_now, row.words_now)) for row in rows}
    known = _places([person.cooperative_id], on) if any(named.values()) else []
    return [
        row
        for row in rows
        if theirs.isdisjoint(houses.get(row.about_id or 0, ()))
        and person.pk not in _named(named[row.pk], [person], known)
    ]


def who_stays_out(matter: Matter, actor: Actor, by: By, at: dt.datetime) -> str:
    """Why this actor may not read what was told; nothing when they may.

    Whom it is about never reads it, nor whoever acts for the same organisation, also when somebody
    lets them in. Others only when they hear it, or when whoever told it lets them in; never a circle,
    a seat or an organisation, into which somebody else can come who then reads what was told before.
    Whoever was let in so may still read it when a conversation with them is written down by a hearer.
    """
    if matter.subject != Subject.COMPLAINT or actor.pk == matter.person_id:
        return ""
    complaint = Complaint.objects.select_related("about").get(matter=matter)
    on = clock.day(at)
    acting = ActsFor.objects.current(on).filter(actor=actor)
    people = {actor.pk, *acting.values_list("person", flat=True)}
    if complaint.about is not None and people & {
        complaint.about.pk,
        *close_to(complaint.about, on),
    }:
        return _("This is about %(name)s, or about where they work.") % {"name": actor}
    if actor.kind != Kind.PERSON:
        return _("Only people read this, no circles or seats. Ask one of %(name)s by name.") % {
            "name": actor
        }
    heard = Hearer.objects.filter(complaint=complaint, person=actor.pk)
    reads = Reader.objects.current(on).filter(matter=matter, actor=actor)
    if isinstance(by, Person) and by.pk == matter.person_id:
        return ""
    if heard.filter(until=None).exists() or (reads.exists() and not heard.exists()):
        return ""
    return _("Only the two of the trust circle who hear it read this, and who told it.")
