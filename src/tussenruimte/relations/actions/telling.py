"""Somebody tells what is needed. From the first second one person holds on to it."""

import datetime as dt
import secrets
from dataclasses import dataclass, field, replace

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.sealing import keyed_hash
from tussenruimte.matters.actions import let_read, open_private, open_with_card
from tussenruimte.matters.models import Ground, Subject
from tussenruimte.members.access import tidy_word
from tussenruimte.members.actions import make_card, welcome_person
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Card, Cooperative, Person, Standing
from tussenruimte.members.reads import work_area
from tussenruimte.methods import codes
from tussenruimte.methods.days import plus_working_days
from tussenruimte.promises.actions import make_promise
from tussenruimte.promises.models import Promise, Purpose
from tussenruimte.record.actions import note
from tussenruimte.relations.models import Need, Relation, Stage
from tussenruimte.relations.promised import in_words
from tussenruimte.relations.reads.standing import standing_of, who_takes_in

PARENT = Relation.Part.PARENT
SHORTEST_WORD = 3
TWICE = dt.timedelta(minutes=30)  # so long the same form, sent again, shows what it did


@dataclass(frozen=True, slots=True)
class Telling:
    """What was filled in: only `words` is needed, with a yes or with why somebody tells it for them."""

    words: str
    own_word: str = ""  # of the card
    has_consent: bool = False
    name: str = ""
    reach: str = ""
    language: str = "nl"
    interpreter: str = ""
    urgency: str = ""
    is_urgent: bool = False
    why_for_them: str = ""  # told on somebody's behalf
    together_name: str = ""
    together_word: str = ""
    age: str = ""  # "", "12-16", "under-12": asked, never stored
    parent_name: str = ""
    parent_word: str = ""
    is_alone: bool = False  # younger than sixteen, and nobody beside them yet
    origin: str = ""  # keyed hash of network and day
    holds_it_myself: bool = False
    once: str = ""  # key of the form that was sent: the same form twice is one need

    @property
    def is_for_another(self) -> bool:
        """Whether somebody tells it on somebody's behalf."""
        return bool(self.why_for_them)

    def code_in(self, cooperative: Cooperative) -> str:
        """The code of the need that this becomes: the same form with the same words, the same need."""
        if not self.once:
            return ""
        said = keyed_hash(f"{cooperative.code}|{replace(self, origin='')!r}", "told-once")
        return codes.short(int(said, 16))


@dataclass(frozen=True, slots=True)
class Told:
    """What the teller takes home: who holds it, by when they are in touch, and the cards."""

    need: Need
    contact: Promise
    holder: Person
    cards: list[Card] = field(default_factory=list)  # those to take along on paper


@transaction.atomic
def tell(
    cooperative: Cooperative,
    telling: Telling,
    *,
    person: Person | None = None,
    by: Person | None,
    at: dt.datetime,
) -> Told:
    """Open a need. `by=None`: the person tells it themselves, without being known here yet.

    `person` is given when they are known already. Everything about the person is sealed under their
    own key; the holder is whoever has the duty, or the teller who takes it on at the door. The same
    form sent twice gives the need of the first time.
    """
    first = _told_before(cooperative, telling, at)
    if first is not None:
        return first
    holder = _holder(cooperative, telling, person, by, at)
    _check(cooperative, telling, person, at)
    try:
        with transaction.atomic():
            return _tell(cooperative, telling, person, holder, by, at)
    except IntegrityError:  # the other click of a double click was a moment earlier
        first = _told_before(cooperative, telling, at)
        if first is None:
            raise
        return first


def _tell(
    cooperative: Cooperative,
    telling: Telling,
    person: Person | None,
    holder: Person,
    by: Person | None,
    at: dt.datetime,
) -> Told:
    somebody = person or welcome_person(
        cooperative,
        name=telling.name,
        reach=telling.reach,
        language=telling.language,
        interpreter=telling.interpreter,
        by=by,
        at=at,
    )
    teller = by or somebody
    need, sealed = _open(somebody, holder, telling, teller, at)
    cards = _cards(need, telling, at) + _others(need, telling, sealed, at)
    contact = _promise(need, holder, Purpose.CONTACT, at)
    if need.consented_at is None:
        _promise(need, holder, Purpose.TELL, at)
    if telling.is_alone:
        _promise_company(need, holder, at)
    note("need.told", need, by=teller, at=at, sealed=sealed, holder=holder.code)
    return Told(need, contact, holder, cards)


def _told_before(cooperative: Cooperative, telling: Telling, at: dt.datetime) -> Told | None:
    code = telling.code_in(cooperative)
    need = Need.objects.whole().filter(cooperative=cooperative, code=code).first() if code else None
    if need is None:
        return None
    if need.holder is None or at - need.told_at > TWICE:
        raise Refused(
            _("You have told this already. With your card you see how things stand with it.")
        )
    contact = Promise.objects.filter(matter=need.matter_id, purpose=Purpose.CONTACT).earliest("pk")
    cards = Card.objects.filter(opens__matter=need.matter_id, made_at=need.told_at).order_by("pk")
    if not telling.own_word.strip():
        cards = cards.exclude(person=need.person_id)
    return Told(need, contact, need.holder.person, list(cards))


def _holder(
    cooperative: Cooperative,
    telling: Telling,
    somebody: Person | None,
    by: Person | None,
    at: dt.datetime,
) -> Person:
    if telling.holds_it_myself and by is not None:
        if standing_of(by) is None:
            raise Refused(
                _(
                    "You may not hold on to questions yet. Leave the tick off: then it is for whoever has the duty."
                )
            )
        return by
    standing = who_takes_in(cooperative, somebody, clock.day(at))
    if standing is None:
        raise Refused(
            _("Nobody has the duty now. Call %(phone)s, then somebody helps you right away.")
            % {"phone": cooperative.phone}
        )
    return standing.person


def _check(
    cooperative: Cooperative,
    telling: Telling,
    person: Person | None,
    at: dt.datetime,
) -> None:
    refuse_bsn(telling.words, telling.urgency, telling.why_for_them, telling.interpreter)
    refuse_bsn(telling.name, telling.together_name, telling.parent_name)
    if not telling.words.strip():
        raise Refused(_("Tell in a few words what is needed. One sentence is enough."))
    if not telling.is_for_another and not telling.has_consent:
        raise Refused(
            _("Say that we may keep what you tell. Otherwise we cannot help you with it.")
        )
    _check_word(telling, person)
    if telling.age == "under-12" and not telling.parent_name.strip():
        raise Refused(
            _(
                "Are you younger than twelve? Tell it together with a parent or somebody who looks after you, and fill in their name. Or call the Kindertelefoon: 0800 0432."
            )
        )
    if telling.age == "12-16" and not (telling.parent_name.strip() or telling.is_alone):
        raise Refused(
            _(
                "Who does this together with you? Fill in their name. Is there nobody yet? Tick that, then we look for somebody together with you."
            )
        )
    if telling.together_name.strip() and not telling.together_word.strip():
        raise Refused(_("You ask this together: let the other choose an own word too."))
    _check_origin(cooperative, telling.origin, at)


def _check_word(telling: Telling, person: Person | None) -> None:
    """Who is known has a way in already; whoever is told about chooses a word when we meet."""
    own_word = tidy_word(telling.own_word)
    if not own_word and person is None and not telling.is_for_another:
        raise Refused(
            _("Choose an own word for the card. With it you can always see how things stand.")
        )
    for word in (own_word, tidy_word(telling.together_word), tidy_word(telling.parent_word)):
        if word and len(word) < SHORTEST_WORD:
            raise Refused(_("Choose an own word of at least three letters."))


def _check_origin(cooperative: Cooperative, origin: str, at: dt.datetime) -> None:
    if not origin:
        return
    since = at - dt.timedelta(hours=1)
    if Need.objects.filter(
        cooperative=cooperative, origin=origin, told_at__gt=since
    ).count() >= term(cooperative, "messages_an_hour"):
        raise Refused(
            _(
                "A lot was told from this place in the last hour. Call %(phone)s, or try again in an hour: your text stays here."
            )
            % {"phone": cooperative.phone}
        )


def _open(
    somebody: Person, holder: Person, telling: Telling, teller: Person, at: dt.datetime
) -> tuple[Need, list[bytes]]:
    matter = open_private(
        somebody,
        subject=Subject.NEED,
        circle=work_area(somebody.cooperative),
        code=telling.code_in(somebody.cooperative),
        by=teller,
        at=at,
    )
    standing = Standing.objects.get(person=holder)
    is_known_to_them = telling.is_for_another and telling.has_consent
    need = Need(
        cooperative_id=somebody.cooperative_id,
        matter=matter,
        code=matter.code,
        person=somebody,
        stage=Stage.MESSAGE,
        holder=standing,
        is_urgent=telling.is_urgent,
        told_by=teller if telling.is_for_another else None,
        told_them_at=at if is_known_to_them else None,
        consented_at=at if telling.has_consent else None,
        told_at=at,
        origin=telling.origin,
        last_sign_on=clock.day(at),
    )
    sealed = need.put(
        words=telling.words, urgency=telling.urgency, why_for_them=telling.why_for_them
    )
    need.save(force_insert=True)
    _let_hold(need, holder, teller, at)
    return need, sealed


def _let_hold(need: Need, holder: Person, teller: Person, at: dt.datetime) -> None:
    let_read(need.matter, holder.actor, ground=Ground.HOLDER, by=teller, at=at)
    Relation.objects.create(
        cooperative_id=need.cooperative_id,
        need=need,
        other=holder,
        part=Relation.Part.HOLDER,
        asked_at=at,
        other_yes_at=at,  # the duty is a standing yes
    )


def _cards(need: Need, telling: Telling, at: dt.datetime) -> list[Card]:
    own = Card.objects.filter(person=need.person, ended_at=None).first()
    if own is not None:
        open_with_card(own, need.matter, by=own.person, at=at)
        return []
    if not telling.own_word.strip() and not telling.is_for_another:
        return []
    # Told about somebody who is not there: the card is theirs already, with a word that nobody
    # knows. At the counter they choose one and get a card on paper.
    card = _card(need, need.person, telling.own_word or secrets.token_hex(16), at)
    return [card] if telling.own_word.strip() else []


def _card(need: Need, person: Person, word: str, at: dt.datetime) -> Card:
    card, _code = make_card(person, word, by=person, at=at)
    open_with_card(card, need.matter, by=person, at=at)
    return card


def _others(need: Need, telling: Telling, sealed: list[bytes], at: dt.datetime) -> list[Card]:
    """Somebody who asks this together, and a parent: each a person with an own way in.

    A parent who chose no word gets their card at the counter. From twelve on a parent reads along
    and the child does the steps; for a younger child the parent may do them too.
    """
    made: list[Card] = []
    is_small = telling.age == "under-12"
    for name, word, part in (
        (telling.together_name, telling.together_word, Relation.Part.ASKS_TOO),
        (telling.parent_name, telling.parent_word, PARENT),
    ):
        if not name.strip():
            continue
        other = welcome_person(
            need.cooperative, name=name, language=telling.language, by=need.person, at=at
        )
        row = Relation(
            cooperative_id=need.cooperative_id,
            need=need,
            other=other,
            part=part,
            asked_at=at,
            person_yes_at=at,
            other_yes_at=at,
        )
        if is_small and part == PARENT:
            sealed += row.put(scope=_("all that this is about"))
        row.save()
        let_read(need.matter, other.actor, ground=Ground.RELATION, by=other, at=at)
        if word.strip():
            made.append(_card(need, other, word, at))
    return made


def _promise(need: Need, holder: Person, purpose: Purpose, at: dt.datetime) -> Promise:
    today = clock.day(at)
    days = term(need.cooperative, "first_contact")
    return make_promise(
        need.matter,
        maker=holder.actor,
        receiver=need.person.actor,
        text=in_words(purpose, need, holder),
        due=today if need.is_urgent else plus_working_days(today, days),
        purpose=purpose,
        person_said_yes=True,
        by=holder,
        at=at,
    )


def _promise_company(need: Need, holder: Person, at: dt.datetime) -> None:
    """Somebody young who is alone in it: whoever holds on looks for somebody beside them."""
    names = {"holder": holder.first_name, "person": need.person.first_name}
    make_promise(
        need.matter,
        maker=holder.actor,
        receiver=need.person.actor,
        text=_("%(holder)s looks for somebody together with %(person)s, to stand beside them")
        % names,
        due=plus_working_days(clock.day(at), term(need.cooperative, "first_contact")),
        person_said_yes=True,
        by=holder,
        at=at,
    )
