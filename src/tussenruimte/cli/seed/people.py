"""Members: with a name, a key, and sometimes a way to reach them."""

from tussenruimte.cli.seed.ground import BEGAN, Ground, Who
from tussenruimte.kit.sealing import new_key, wrap
from tussenruimte.members.models import Actor, ActsFor, Kind, Member, Person, PersonKey
from tussenruimte.methods.initials import first_name


def welcome(ground: Ground, number: int) -> list[Who]:
    """So many residents who are members."""
    return [_welcome_one(ground) for _ in range(number)]


def _welcome_one(ground: Ground) -> Who:
    name, code, key = ground.words.name(), ground.codes.new(), new_key(ground.chance.draw)
    days_ago = ground.below(BEGAN)
    at, since = ground.moment(days_ago), ground.day(days_ago)
    actor = ground.add(Actor, code=code, kind=Kind.PERSON.value, name=name)
    person = Who(actor, code, first_name(name), key, days_ago)
    sealed = []
    if ground.one_in(3):
        sealed = [ground.seal(person, ground.words.reach(), Person, code, "reach")]
    ground.add(Person, actor_id=actor, code=code, reach=sealed[0] if sealed else None)
    wrapped, master = wrap(key, code, ground.chance.draw)
    ground.add(PersonKey, person_id=actor, wrapped=wrapped, master=master)
    ground.add(ActsFor, person_id=actor, actor_id=actor, since=since)
    ground.add(Member, actor_id=actor, sort=Member.Sort.RESIDENT.value, since=since)
    ground.note("person.welcomed", code, code, at, *sealed)
    ground.note("member.joined", code, "invoer", at)
    return person
