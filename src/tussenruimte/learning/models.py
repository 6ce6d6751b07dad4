"""What somebody told the trust circle, and who of it hears that."""

from django.db import models
from django.db.models import F, Q

from tussenruimte.kit.fields import SealedField
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Actor, CooperativeOwned, Person, WithWords
from tussenruimte.promises.models import Promise


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    """Complaints, as pages and actions need them."""

    def whole(self) -> "ComplaintQuerySet":
        """With who told it, the key that opens the words, and what was promised."""
        return self.select_related(
            "cooperative",
            "matter__person",
            "about",
            "promise__maker",
            "reporter__actor",
            "reporter__key",
            "concerned_told_by__actor",
        )


class Complaint(WithWords, CooperativeOwned):
    """Something went wrong between people. It begins a conversation, and shuts nobody out.

    It is called as its matter, which only whoever told it and its hearers read. `about` stands there
    when `whom` is exactly the name of somebody, a seat, a circle or an organisation here.
    """

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="complaint")
    reporter = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="complaints")
    about = models.ForeignKey(Actor, null=True, on_delete=models.PROTECT, related_name="+")
    whom = SealedField(null=True)
    words = SealedField()
    told_at = models.DateTimeField()
    promise = models.OneToOneField(Promise, null=True, on_delete=models.PROTECT, related_name="+")
    concerned_told_at = models.DateTimeField(null=True)  # when whom it is about heard of it
    concerned_told_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["cooperative", "closed_at"], name="complaint_by_end"),
            models.Index(fields=["reporter", "told_at"], name="complaint_of_reporter"),
        ]
        constraints = [
            models.CheckConstraint(
                name="nobody_complains_about_themselves",
                condition=Q(about=None) | ~Q(about=F("reporter")),
            ),
            models.CheckConstraint(
                name="concerned_told_together",
                condition=Q(concerned_told_at=None, concerned_told_by=None)
                | Q(concerned_told_at__isnull=False, concerned_told_by__isnull=False),
            ),
        ]

    @property
    def sealed_for(self) -> Person:
        """Whoever told it."""
        return self.reporter

    @property
    def words_now(self) -> str:
        """What went wrong; only for who may read it."""
        return self.read("words")

    @property
    def whom_now(self) -> str:
        """Whom or what it is about, as it was told."""
        return self.read("whom")

    @property
    def is_open(self) -> bool:
        """Whether it still goes on."""
        return self.closed_at is None


class Hearer(CooperativeOwned):
    """Somebody of the trust circle who hears one complaint. Whoever stepped aside does not hear it again."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="hearers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="hears")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint", "person"], name="hearer_once"),
            models.CheckConstraint(
                name="hearer_ends_after_start", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
        ]
