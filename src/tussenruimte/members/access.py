"""Who comes in with a card, and who answers for days off and days of duty."""

import datetime as dt
import unicodedata
from functools import cache

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Exists, Q, QuerySet
from django.utils.translation import gettext as _, ngettext

from tussenruimte.kit import clock, rooms
from tussenruimte.kit.refusal import NotHere, Refused
from tussenruimte.kit.sealing import keyed_hash
from tussenruimte.kit.tenancy import tell_database
from tussenruimte.members.acting import OF_MEMBER
from tussenruimte.members.models import (
    Absence,
    ActsFor,
    Card,
    CardDirectory,
    CardTry,
    Circle,
    Cooperative,
    Duty,
    DutyOffer,
    Invitation,
    Person,
    Standing,
    WayBack,
)
from tussenruimte.methods.codes import tidy, tidy_short

FREE_TRIES = 4  # wrong tries without a wait; each further one doubles the wait
LONGEST_WAIT = 60  # seconds; guessing is slowed, the owner is never locked out
# In a library or a community house many people share one network: together they may be wrong this
# often in an hour of the clock, at whatever code, and then wait no longer than this.
FREE_TOGETHER = 60
LONGEST_TOGETHER = 10  # seconds
FORGET_TRIES = dt.timedelta(hours=1)


def tidy_word(word: str) -> str:
    """The own word as people mean it: without capitals, spaces at the ends or odd letters."""
    return " ".join(unicodedata.normalize("NFKC", word).casefold().split())


def known_by(text: str) -> str:
    """What a device that got in with this card remembers of it: enough to know it again, no more."""
    return keyed_hash(tidy(text) or "", "card-known")


def card_of(text: str, word: str, *, network: str, known: str = "", at: dt.datetime) -> Card:
    """The card that belongs to a code and word; refuses in one sentence that gives nothing away.

    Wrong tries slow down further tries at this code from this network only: whoever guesses from
    elsewhere does not keep the owner out. Whoever tries one code after the other from one network is
    slowed too. A device that got in with this card before (`known`) has a lane of its own, so that a
    machine that guesses beside it does not keep it out either. A GET or a right try changes nothing.
    """
    code = tidy(text) or ""
    is_known = known == known_by(text)
    key = keyed_hash(f"{code}|{'known' if is_known else network}", "card-try")
    together = "" if is_known else _together(f"card|{network}", at)
    _refuse_if_too_fast(key, at)
    _refuse_together(together, at)
    entry = CardDirectory.objects.filter(hash=keyed_hash(code, "card")).first()
    # Where there is none the same is asked, in vain: what it costs tells nothing either.
    tell_database(entry.in_cooperative if entry else None)
    cards = Card.objects.select_related("person__actor", "person__key", "cooperative")
    card = cards.filter(code=entry.card if entry else "").first()
    if not check_password(tidy_word(word), card.word if card else _nobody()) or card is None:
        raise WrongCard(key, together)
    return card


class WrongCard(Refused):
    """Code and word do not belong together; the caller counts the try after the roll-back."""

    def __init__(self, *keys: str) -> None:
        self.keys = keys
        super().__init__(
            _(
                "This code and this word do not belong together. Look once more, or come by: we make you a new card."
            )
        )


def _together(place: str, at: dt.datetime) -> str:
    """Under what all wrong tries from one network count together, each hour anew."""
    return keyed_hash(f"{place}|{int(at.timestamp()) // 3600}", "tries-together")


def asked_from(what: str, network: str, at: dt.datetime) -> tuple[str, int]:
    """Under what all of one sort counts that one network asks in this hour, and how often it did so far."""
    key = _together(f"{what}|{network}", at)
    row = CardTry.objects.filter(what=key).first()
    return key, row.tries if row else 0


def _refuse_together(key: str, at: dt.datetime) -> None:
    _refuse_if_too_fast(key, at, free=FREE_TOGETHER, longest=LONGEST_TOGETHER)


def _refuse_if_too_fast(
    key: str, at: dt.datetime, free: int = FREE_TRIES, longest: int = LONGEST_WAIT
) -> None:
    row = CardTry.objects.filter(what=key).first() if key else None
    if row is None or row.tries <= free or at - row.last_at > FORGET_TRIES:
        return
    wait = min(2 ** (row.tries - free), longest)
    left = wait - int((at - row.last_at).total_seconds())
    if left > 0:
        raise Refused(
            ngettext(
                "That was wrong a few times. Try again in %(n)d second, or call the number on your card.",
                "That was wrong a few times. Try again in %(n)d seconds, or call the number on your card.",
                left,
            )
            % {"n": left}
        )


@cache
def _nobody() -> str:
    """A word of nobody, so that an unknown code takes as long as a wrong word."""
    return make_password("nobody has this card")


INVITATION = "invitation"  # what the hash of its code is for


class WrongInvitation(Refused):
    """Nothing opens with this code; the caller counts the try."""

    def __init__(self, *keys: str) -> None:
        self.keys = keys
        super().__init__(
            _("This code opens nothing. It may be used, or too old. Look once more, or call us.")
        )


def invitation_of(
    cooperative: Cooperative, text: str, *, network: str, at: dt.datetime
) -> Invitation:
    """The open invitation with this code; wrong, old and used codes read the same sentence.

    Many wrong tries slow down further tries from this network; nobody is locked out.
    """
    key = _together(f"invitation|{cooperative.pk}|{network}", at)
    _refuse_together(key, at)
    hashed = keyed_hash(tidy_short(text) or "", INVITATION)
    rows = Invitation.objects.filter(cooperative=cooperative, hash=hashed)
    row = rows.select_related("person__actor").first()
    if row is None or not row.is_open(clock.day(at)):
        raise WrongInvitation(key)
    return row


def invitation_at_door(cooperative: Cooperative, code: str, on: dt.date) -> Invitation:
    """The invitation with which somebody stands at the door, while it is open."""
    rows = Invitation.objects.filter(cooperative=cooperative, code=code)
    row = rows.select_related("person__actor", "user").first()
    if row is None or not row.is_open(on):
        raise NotHere
    return row


def lets_in(person: Person, on: dt.date) -> bool:
    """Whether this person may invite: of the board, or who may hold on to questions."""
    return Standing.objects.filter(person=person.pk).exists() or is_of_board(person, on)


def lets_back_in(person: Person, on: dt.date) -> bool:
    """Whether this person may say that they saw somebody who lost their second code.

    The board; and with fewer than three on it also who may hold, since it takes two others.
    """
    if is_of_board(person, on):
        return True
    board = _board(person.cooperative_id, on).values("person").distinct().count()
    return board < LARGE_BOARD and Standing.objects.filter(person=person.pk).exists()


def sees_to_the_house(person: Person | None, on: dt.date) -> bool:
    """Whether this person writes down how the house works: the board, or who began, before there is one."""
    if person is None:
        return False
    board = set(_board(person.cooperative_id, on).values_list("person", flat=True))
    return person.pk in board if board else Standing.objects.filter(person=person.pk).exists()


LARGE_BOARD = 3  # of these two can say it about the third


def is_of_board(person: Person | None, on: dt.date) -> bool:
    """Whether this person sits in the board, which writes down what was decided."""
    return (
        person is not None and _board(person.cooperative_id, on).filter(person=person.pk).exists()
    )


def is_member(person: Person | None, on: dt.date) -> bool:
    """Whether they are a member, or act for an organisation that is: also from one of its seats."""
    rows = ActsFor.objects.current(on).filter(OF_MEMBER)
    return person is not None and rows.filter(person=person.pk).exists()


def _board(cooperative_id: int, on: dt.date) -> QuerySet[ActsFor]:
    return ActsFor.objects.current(on).filter(
        cooperative=cooperative_id,
        actor__circle__sort=Circle.Sort.BOARD,
        person__forgotten_at=None,
    )


def invitation_to_revoke(
    cooperative: Cooperative, person: Person, code: str, on: dt.date
) -> Invitation:
    """An invitation, for whoever may invite."""
    row = Invitation.objects.filter(cooperative=cooperative, code=code).first()
    if row is None or not lets_in(person, on):
        raise NotHere
    return row


def way_back_to_see(cooperative: Cooperative, person: Person, code: str, on: dt.date) -> WayBack:
    """What one said about somebody, for whoever may say it too; never for whom it is about."""
    if not lets_back_in(person, on):  # asked first, so that it tells nothing of what there is
        raise NotHere
    rows = WayBack.objects.filter(cooperative=cooperative, code=code)
    row = rows.select_related("person__actor", "first__actor", "second__actor").first()
    if row is None or row.person_id == person.pk:
        raise NotHere
    return row


def absence_to_answer(person: Person, code: str) -> Absence:
    """A question to this person to stand in for somebody."""
    return _absence(person, code, stand_in=person)


def absence_to_end(person: Person, code: str) -> Absence:
    """An absence of this person themselves."""
    return _absence(person, code, person=person)


def _absence(me: Person, code: str, **whose: Person) -> Absence:
    rows = Absence.objects.filter(cooperative=me.cooperative_id, code=code, **whose)
    absence = rows.select_related("person__actor", "stand_in__actor").first()
    if absence is None:
        raise NotHere
    return absence


def duty_to_give(person: Person, day: dt.date) -> Duty:
    """The duty that this person has on a day.

    When it went over meanwhile, whoever may have given it hears who has that day: that stands on the
    page of the duty too.
    """
    rows = Duty.objects.filter(cooperative=person.cooperative_id, since__lte=day, until__gte=day)
    duty = rows.select_related("person__person__actor").order_by("-since", "-pk").first()
    if duty is not None and duty.person_id == person.pk:
        return duty
    if duty is None or not _may_have_given(person, duty, day):
        raise NotHere
    raise Refused(
        _("%(name)s has the duty on that day by now.") % {"name": duty.person.person.first_name}
    )


def _may_have_given(person: Person, duty: Duty, day: dt.date) -> bool:
    """Days that somebody took over may have been those of anybody else who has duty."""
    rows = DutyOffer.objects.filter(duty=duty, said_yes=True, since__lte=day, until__gte=day)
    return rows.exists() and Standing.objects.filter(person=person.pk).exists()


def offer_to_answer(person: Person, code: str) -> DutyOffer:
    """Days of duty that are offered to this person."""
    return _offer(person, code, Q(taker=person.pk))


def offer_to_take_back(person: Person, code: str) -> DutyOffer:
    """Days of duty that this person offered.

    Days that went over are the taker's by now, so of those whoever may have given them knows the code.
    """
    given = Q(said_yes=True) & Q(Exists(Standing.objects.filter(person=person.pk)))
    return _offer(person, code, Q(duty__person=person.pk) | given)


def _offer(person: Person, code: str, whose: Q) -> DutyOffer:
    rows = DutyOffer.objects.filter(whose, cooperative=person.cooperative_id, code=code)
    offer = rows.select_related("duty__person__person__actor", "taker__person__actor").first()
    if offer is None:
        raise NotHere
    return offer


def brings_list(cooperative: Cooperative, person: Person, on: dt.date) -> bool:
    """Whether this person may bring a list of members: of the board.

    As long as there is no board, it is whoever acts for the work area and may hold on to questions.
    """
    acting = ActsFor.objects.current(on).filter(
        cooperative=cooperative, person__forgotten_at=None, actor__circle__isnull=False
    )
    board = set(
        acting.filter(actor__circle__sort=Circle.Sort.BOARD).values_list("person", flat=True)
    )
    if board:
        return person.pk in board
    in_area = acting.filter(actor__circle__sort=Circle.Sort.AREA, person=person.pk)
    return in_area.filter(person__standing__isnull=False).exists()


def list_to_bring(cooperative: Cooperative, person: Person, on: dt.date) -> None:
    """Only for who may bring a list of members."""
    if not brings_list(cooperative, person, on):
        raise NotHere


def refuse_when_shut(cooperative: Cooperative, label: str) -> None:
    """No, when the board shut this room since the page was opened.

    Asked before anything else: whoever shuts it meanwhile waits, and then finds what was put there.
    """
    rows = Cooperative.objects.select_for_update(no_key=True).only("settings")
    if label in rooms.shut_in(rows.get(pk=cooperative.pk).settings):
        raise Refused(_("This room is shut here. The board can open it."))
