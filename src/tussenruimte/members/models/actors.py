"""Whoever can promise, receive, hold, attend or read: people, seats, circles, organisations."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit.codes import new_code
from tussenruimte.members.models.cooperative import CooperativeOwned

MANDATE = 600  # characters


class Kind(models.TextChoices):
    """What sort of actor it is."""

    PERSON = "person", _("person")
    SEAT = "seat", _("seat")
    CIRCLE = "circle", _("circle")
    ORGANISATION = "organisation", _("organisation")


class Actor(CooperativeOwned):
    """The one key by which promises, readers and attendance name somebody.

    `phone` is a number that everybody may see; private ways to reach a person are sealed in `Person`.
    `hat` is the municipality for which a seat or a person speaks: it stands behind the name everywhere.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code)
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    hat = models.CharField(max_length=120, null=True)  # noqa: DJ001 - a column with a default remakes the table

    class Meta:
        indexes = [models.Index(fields=["cooperative", "kind", "name"], name="actor_by_name")]

    def __str__(self) -> str:
        called = self.name or str(_("somebody"))
        return f"{called} ({self.hat})" if self.hat else called

    @property
    def is_public_office(self) -> bool:
        """Seats and organisations answer in public; people and circles do not."""
        return self.kind in {Kind.SEAT, Kind.ORGANISATION}


class ActsForQuerySet(models.QuerySet["ActsFor"]):
    """Who acts for whom, on a day."""

    def current(self, on: dt.date) -> "ActsForQuerySet":
        """Rows that hold on this day."""
        return self.filter(Q(until=None) | Q(until__gt=on), since__lte=on)


class ActsFor(CooperativeOwned):
    """Which person acts for which actor: themselves always; a seat or circle while they sit in it."""

    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="acts_for")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="acted_by")
    since = models.DateField()
    until = models.DateField(null=True)

    objects = ActsForQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["cooperative", "person", "since"], name="acts_for_of_person")
        ]
        constraints = [
            models.UniqueConstraint(fields=["actor", "person", "since"], name="acts_for_once"),
            models.CheckConstraint(
                name="acts_for_ends_after_start", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
        ]


class Organisation(CooperativeOwned):
    """A housing association, a care provider, the municipality."""

    actor = models.OneToOneField(Actor, primary_key=True, on_delete=models.PROTECT)
    is_municipality = models.BooleanField(default=False)


class Seat(CooperativeOwned):
    """A named chair that outlives whoever sits in it."""

    actor = models.OneToOneField(Actor, primary_key=True, on_delete=models.PROTECT)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="seats"
    )
    mandate = models.TextField(max_length=MANDATE, blank=True)
    stand_in = models.ForeignKey(
        "members.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    vacant_since = models.DateField(null=True)
    abolished_on = models.DateField(null=True)  # from that day on nobody sits there any more


class Mandate(CooperativeOwned):
    """What a seat may promise, as it was written on a day. Only added: who reads it sees it grow."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="mandates")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=600)
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "number"], name="mandate_version_once")
        ]


class Tenure(CooperativeOwned):
    """A person in a seat, from and until."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="tenures")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="tenures")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=Q(until=None), name="one_person_in_a_seat"
            )
        ]


class Circle(CooperativeOwned):
    """People and seats with a purpose and a mandate, mostly for a while."""

    class Sort(models.TextChoices):
        """The sorts of circle."""

        MEETING = "meeting", _("members' meeting")
        BOARD = "board", _("board")
        SUPERVISION = "supervision", _("supervision")
        COUNCIL = "council", _("members' council")
        AREA = "area", _("work area")
        WORK = "work", _("work circle")
        TRUST = "trust", _("trust circle")

    actor = models.OneToOneField(Actor, primary_key=True, on_delete=models.PROTECT)
    sort = models.CharField(max_length=12, choices=Sort)
    purpose = models.TextField(max_length=600, blank=True)
    next_table_on = models.DateField(null=True)
    until = models.DateField(null=True)  # the last day; without it the circle stays
    ended_on = models.DateField(null=True)  # from that day on nothing new begins here

    @property
    def stays(self) -> bool:
        """Whether the law or the statutes want it: such a circle has no end."""
        return self.sort in STAYING


STAYING = (
    Circle.Sort.MEETING,
    Circle.Sort.BOARD,
    Circle.Sort.SUPERVISION,
    Circle.Sort.COUNCIL,
)


class Member(CooperativeOwned):
    """A member of the cooperative: of one of four kinds, with why they take part."""

    class Sort(models.TextChoices):
        """The four kinds of member."""

        RESIDENT = "resident", _("resident")
        PROFESSIONAL = "professional", _("professional")
        ORGANISATION = "organisation", _("organisation")
        MUNICIPALITY = "municipality", _("municipality")

    actor = models.OneToOneField(Actor, primary_key=True, on_delete=models.PROTECT)
    sort = models.CharField(max_length=12, choices=Sort)
    since = models.DateField()
    until = models.DateField(null=True)
    why = models.CharField(max_length=300, blank=True)
    interest = models.CharField(max_length=300, blank=True)
    consulted_on = models.DateField(null=True)  # the municipality: when its council was heard

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="municipality_joins_after_its_council",
                condition=~Q(sort="municipality") | Q(consulted_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["cooperative"],
                condition=Q(sort="municipality", until=None),
                name="one_municipality_is_member",
            ),
        ]
