"""People come in, can be reached or not, and may hold on to what somebody needs."""

import datetime as dt
from typing import TypedDict, Unpack

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.codes import new_code
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.sealing import new_key, wrap
from tussenruimte.members.by import By
from tussenruimte.members.models import (
    Actor,
    ActsFor,
    Cooperative,
    Kind,
    Login,
    Person,
    PersonKey,
    Standing,
    User,
)
from tussenruimte.record.actions import note


class Newcomer(TypedDict, total=False):
    """What may be known of somebody new; nothing of it is needed."""

    name: str
    reach: str  # private, sealed
    phone: str  # a number that everybody may see
    language: str
    interpreter: str  # for which language, sealed


@transaction.atomic
def welcome_person(
    cooperative: Cooperative, *, by: By | None, at: dt.datetime, **who: Unpack[Newcomer]
) -> Person:
    """Somebody becomes known here. `by=None`: they come in by themselves."""
    refuse_bsn(who.get("name"), who.get("interpreter"))
    actor = Actor.objects.create(
        cooperative=cooperative,
        code=new_code(),
        kind=Kind.PERSON,
        name=who.get("name", "").strip(),
        phone=who.get("phone", ""),
    )
    person = Person(
        cooperative=cooperative,
        actor=actor,
        code=actor.code,
        language=who.get("language", "nl"),
    )
    person.save(force_insert=True)
    wrapped, master = wrap(new_key(), person.code)
    PersonKey.objects.create(cooperative=cooperative, person=person, wrapped=wrapped, master=master)
    sealed = person.put(reach=who.get("reach"), interpreter=who.get("interpreter"))
    person.save(update_fields=["reach", "interpreter"])
    ActsFor.objects.create(cooperative=cooperative, person=person, actor=actor, since=clock.day(at))
    note("person.welcomed", person, by=by or person, at=at, sealed=sealed)
    return person


@transaction.atomic
def change_reach(person: Person, reach: str, *, by: By, at: dt.datetime) -> None:
    """Another way to reach somebody; and so they can be reached again."""
    person = (
        Person.objects.with_key().select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    )
    sealed = person.put(reach=reach.strip())
    person.is_reachable = True
    person.save(update_fields=["reach", "is_reachable"])
    note("person.reachable", person, by=by, at=at, sealed=sealed)


@transaction.atomic
def prefer_large_print(person: Person, is_large: bool, *, by: By, at: dt.datetime) -> None:
    """They read large letters, or the usual ones again; on each device where they sign in."""
    changed = Person.objects.filter(pk=person.pk).exclude(large_print=is_large)
    if changed.update(large_print=is_large):
        note("person.letters", person, by=by, at=at, large=is_large)


@transaction.atomic
def correct_person(person: Person, *, by: By, at: dt.datetime, **who: Unpack[Newcomer]) -> None:
    """What somebody is called, how they are reached and what they speak, as they say it is."""
    refuse_bsn(who.get("name"), who.get("interpreter"))
    rows = Person.objects.with_key().select_for_update(of=("self",), no_key=True)
    person = rows.get(pk=person.pk)
    person.actor.name, person.actor.phone = (
        who.get("name", "").strip(),
        who.get("phone", "").strip(),
    )
    person.actor.save(update_fields=["name", "phone"])
    person.language = who.get("language", person.language)
    before = {name: person.read(name) for name in ("reach", "interpreter")}
    now = {"reach": who.get("reach", "").strip(), "interpreter": who.get("interpreter", "").strip()}
    sealed = person.put(**{name: text for name, text in now.items() if text != before[name]})
    person.is_reachable = person.is_reachable or bool(
        now["reach"] and now["reach"] != before["reach"]
    )
    person.save(update_fields=["language", "reach", "interpreter", "is_reachable"])
    note("person.corrected", person, by=by, at=at, sealed=sealed)


@transaction.atomic
def lose_contact(person: Person, *, by: By, at: dt.datetime) -> None:
    """Nobody can reach them now. It ends nothing: it is an alarm."""
    Person.objects.filter(pk=person.pk).update(is_reachable=False)
    note("person.lost", person, by=by, at=at)


@transaction.atomic
def give_login(person: Person, email: str, *, by: By, at: dt.datetime) -> User:
    """Let somebody sign in with a code by e-mail."""
    email = User.objects.normalize_email(email.strip()).lower()
    user = User.objects.filter(email=email).first() or User.objects.create(
        email=email, password=make_password(None)
    )
    if (
        Person.objects.filter(cooperative=person.cooperative_id, user=user)
        .exclude(pk=person.pk)
        .exists()
    ):
        raise Refused(_("Somebody else here signs in with this address. Take another."))
    Person.objects.filter(pk=person.pk).update(user=user)
    Login.objects.get_or_create(user=user, in_cooperative=person.cooperative_id)
    note("person.given-login", person, by=by, at=at)
    return user


@transaction.atomic
def let_hold(person: Person, *, by: By, at: dt.datetime) -> Standing:
    """From now on this person may hold on to what somebody needs."""
    standing, is_new = Standing.objects.get_or_create(
        person=person, cooperative_id=person.cooperative_id, defaults={"since": clock.day(at)}
    )
    if is_new:
        note("person.may-hold", person, by=by, at=at)
    return standing
