"""People, the ways in for them, and the weeks in which somebody takes in what comes."""

import datetime as dt
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit.codes import new_code
from tussenruimte.kit.fields import SealedField
from tussenruimte.members.models.actors import Actor
from tussenruimte.members.models.cooperative import CooperativeOwned
from tussenruimte.members.models.sealed import WithWords
from tussenruimte.methods.initials import first_name, short_name


class User(AbstractBaseUser):
    """A log-in: global, optional, and nothing else. Who somebody is stands in `Person`.

    Whoever has no mailbox comes in with a passkey alone.
    """

    email = models.EmailField(unique=True, null=True)  # noqa: DJ001 - none is not the same as empty
    is_active = models.BooleanField(default=True)
    is_staff: ClassVar[bool] = False
    is_superuser: ClassVar[bool] = False
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = BaseUserManager["User"]()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [  # nothing is nothing: two without a mailbox are not the same
            models.CheckConstraint(name="address_is_not_empty", condition=~Q(email=""))
        ]

    def __str__(self) -> str:
        return self.email or ""


class Login(models.Model):
    """In which cooperatives a log-in is somebody. Stands outside the lock between cooperatives."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="logins")
    in_cooperative = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "in_cooperative"], name="login_once")
        ]


class PersonQuerySet(models.QuerySet["Person"]):
    """People, always with the actor that carries their name."""

    def named(self) -> "PersonQuerySet":
        """With the name at hand."""
        return self.select_related("actor")

    def with_key(self) -> "PersonQuerySet":
        """With the key that opens texts about them."""
        return self.select_related("actor", "key")


class Person(WithWords, CooperativeOwned):
    """Somebody, in one cooperative. A first name is enough; without is possible too."""

    actor = models.OneToOneField(Actor, primary_key=True, on_delete=models.PROTECT)
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="people")
    language = models.CharField(max_length=8, default="nl")
    interpreter = SealedField(null=True)  # for which language, when somebody asks for one
    reach = SealedField(null=True, of_numbers=True)  # a number, an address, "via Sjaan": sealed
    is_reachable = models.BooleanField(default=True)
    likes_paper = models.BooleanField(default=False)
    large_print = models.BooleanField(default=False)
    forgotten_at = models.DateTimeField(null=True)
    scrubbed_at = models.DateTimeField(null=True)  # from then on no file of the database has them
    # Whether they may hold or sit in a seat, may invite, and act for a member; only of who is signed in.
    answers_for_others: bool = False
    lets_in: bool = False
    is_member: bool = False

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes = [  # few have a log-in: an index with everybody in it looks useless to the planner
            models.Index(
                fields=["user", "cooperative"],
                condition=Q(user__isnull=False),
                name="person_of_login",
            ),
            models.Index(
                fields=["cooperative"],
                condition=Q(forgotten_at__isnull=False, scrubbed_at=None),
                name="person_to_scrub",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "user"], name="one_person_per_login_and_cooperative"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sealed_for(self) -> "Person":
        """Themselves."""
        return self

    @property
    def name(self) -> str:
        """What to call them, with for whom they speak when that is the municipality."""
        return str(self.actor)

    @property
    def first_name(self) -> str:
        """Their first name."""
        return named_first(self.actor.name)

    @property
    def short_name(self) -> str:
        """Their first name, with for whom they speak when that is the municipality."""
        return short_name(self.name)


def named_first(name: str) -> str:
    """The first name of whoever is called so; of whoever was forgotten there is none."""
    return first_name(name) or str(_("somebody"))


class PersonKey(CooperativeOwned):
    """The wrapped key that opens texts about a person. Without it they are forgotten."""

    person = models.OneToOneField(
        Person, primary_key=True, on_delete=models.PROTECT, related_name="key"
    )
    wrapped = models.BinaryField()
    master = models.CharField(max_length=8)

    class Meta:
        indexes = [models.Index(fields=["master"], name="person_key_by_master")]


class Standing(CooperativeOwned):
    """Exists only while a person may hold a need. Who leaves loses it, after handing over."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.PROTECT)
    since = models.DateField()


class Duty(CooperativeOwned):
    """Whose days it is to hold what comes in: a standing yes."""

    person = models.ForeignKey(Standing, on_delete=models.PROTECT, related_name="duties")
    stand_in = models.ForeignKey(Standing, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()  # the last day

    class Meta:
        indexes = [models.Index(fields=["cooperative", "since", "until"], name="duty_of_day")]
        constraints = [
            models.CheckConstraint(name="duty_ends_after_start", condition=Q(until__gte=F("since")))
        ]


class DutyOffer(CooperativeOwned):
    """Days of a duty, offered to somebody else. They stay with the giver until the other says yes."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="offers")
    taker = models.ForeignKey(Standing, on_delete=models.PROTECT, related_name="duties_offered")
    since = models.DateField()
    until = models.DateField()  # the last day
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    said_yes = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "since"],
                condition=Q(answered_at=None),
                name="one_duty_offer_at_a_time",
            ),
            models.CheckConstraint(
                name="duty_offer_ends_after_start", condition=Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="duty_offer_answer_together",
                condition=Q(answered_at=None, said_yes=None)
                | Q(answered_at__isnull=False, said_yes__isnull=False),
            ),
        ]


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """When somebody is away."""

    def current(self, on: dt.date) -> "AbsenceQuerySet":
        """Those that hold on this day: the stand-in said yes."""
        return self.filter(said_yes=True, since__lte=on, until__gte=on)


class Absence(CooperativeOwned):
    """ "Ik ben weg tot …": from the moment the stand-in said yes."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stands_in")
    since = models.DateField()
    until = models.DateField()
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    said_yes = models.BooleanField(null=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_answer_together",
                condition=Q(answered_at=None, said_yes=None)
                | Q(answered_at__isnull=False, said_yes__isnull=False),
            ),
            models.CheckConstraint(
                name="absence_needs_another", condition=~Q(person=F("stand_in"))
            ),
        ]

    def covers(self, day: dt.date) -> bool:
        """Whether the stand-in takes the calls on this day."""
        return bool(self.said_yes) and self.since <= day <= self.until


class Card(WithWords, CooperativeOwned):
    """A way in for one person: a code on paper and an own word that is never printed."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cards")
    word = models.CharField(max_length=128)  # slow hash of the own word
    sealed_code = SealedField(of_numbers=True)  # so that the counter can print it again
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    @property
    def sealed_for(self) -> Person:
        """Whose card it is."""
        return self.person


class CardDirectory(models.Model):
    """Keyed hash of a card code → cooperative and card. Outside the lock between cooperatives."""

    hash = models.CharField(max_length=64, primary_key=True)
    in_cooperative = models.BigIntegerField()
    card = models.CharField(max_length=12)


class CardTry(models.Model):
    """Wrong tries at a card, by code and network, so that guessing slows down and nobody is locked out.

    How often one network asks to join counts here too.
    """

    what = models.CharField(max_length=64, primary_key=True)  # keyed hash of code and network
    tries = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()


class DoorTry(models.Model):
    """When somebody tried at the door, for as long as that counts: minutes. Outside every cooperative."""

    what = models.CharField(max_length=64, primary_key=True)  # keyed hash of what, and who or where
    tries: Any = models.JSONField(default=list)  # moments in seconds, the newest first
    until_at = models.DateTimeField(db_index=True)
