"""How to reach people, for the outbox, which does not know who anybody is."""

from collections.abc import Collection

from django.core.exceptions import ObjectDoesNotExist

from tussenruimte.kit import clock
from tussenruimte.members.models import ActsFor, Cooperative, Kind, Person
from tussenruimte.members.reads import on_duty
from tussenruimte.post.addresses import Address, House


def addresses_of(
    cooperative_id: int, codes: Collection[str], with_reach: bool
) -> dict[str, Address]:
    """People by code; for a seat, circle or organisation whoever acts for it now."""
    people = Person.objects.filter(cooperative=cooperative_id, forgotten_at=None)
    people = people.select_related("actor", "user", "key")
    found = {p.code: _address(p, p.code, with_reach) for p in people.filter(code__in=codes)}
    others = set(codes) - found.keys()
    if not others:
        return found
    today = clock.today()
    acting = ActsFor.objects.current(today).filter(
        cooperative=cooperative_id, actor__code__in=others, person__forgotten_at=None
    )
    rows = acting.exclude(actor__kind=Kind.PERSON).select_related(
        "actor", "person__actor", "person__user", "person__key"
    )
    for row in rows.order_by("since", "pk"):
        found.setdefault(row.actor.code, _address(row.person, row.actor.code, with_reach))
    return found


def _address(person: Person, code: str, with_reach: bool) -> Address:
    return Address(
        code=code,
        name=person.name,
        email=(person.user.email or "") if person.user else "",
        phone=person.actor.phone,
        reach=person.read("reach") if with_reach else "",
        language=person.language,
    )


def house_of(cooperative_id: int) -> House:
    """The cooperative; an answer reaches its mailbox, or else whoever has duty."""
    cooperative = Cooperative.objects.get(pk=cooperative_id)
    return House(
        name=cooperative.name,
        slug=cooperative.slug,
        phone=cooperative.phone,
        reply_to=cooperative.email or _mail_of_duty(cooperative),
    )


def _mail_of_duty(cooperative: Cooperative) -> str:
    person = on_duty(cooperative, clock.today())
    try:
        return (person.user.email or "") if person and person.user else ""
    except ObjectDoesNotExist:
        return ""
