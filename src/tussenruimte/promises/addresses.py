"""How to reach people, for the outbox, which does not know who anybody is."""

from collections.abc import Collection

from django.core.exceptions import ObjectDoesNotExist

from tussenruimte.kit import clock
from tussenruimte.members.models import Actor, Cooperative, Person
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
    rows = Actor.objects.filter(cooperative=cooperative_id, code__in=others)
    for actor in rows.exclude(kind="person"):
        person = people.filter(
            acts_for__actor=actor, acts_for__since__lte=today, acts_for__until=None
        ).first()
        if person is not None:
            found[actor.code] = _address(person, actor.code, with_reach)
    return found


def _address(person: Person, code: str, with_reach: bool) -> Address:
    return Address(
        code=code,
        name=person.name,
        email=person.user.email if person.user else "",
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
        return person.user.email if person and person.user else ""
    except ObjectDoesNotExist:
        return ""
