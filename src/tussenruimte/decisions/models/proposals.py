"""A proposal, its versions, and how far it is."""

import datetime as dt

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit.codes import new_code
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Circle, CooperativeOwned, Person


class Kind(models.TextChoices):
    """What sort of thing is decided."""

    DECISION = "decision", _("decision")
    RULE = "rule", _("rule")
    EXPERIMENT = "experiment", _("experiment")
    COUNCIL = "council", _("to the council")
    ELECTION = "election", _("election")
    BUDGET = "budget", _("budget")


FOR_A_WHILE = (Kind.RULE, Kind.EXPERIMENT)  # these end, and are looked back on


class Stage(models.TextChoices):
    """How far a proposal is."""

    IDEA = "idea", _("idea")
    PICTURE = "picture", _("first understand")
    OPINION = "opinion", _("then find")
    DECISION = "decision", _("then decide")
    TO_ANSWER = "to-answer", _("decided, an answer is still to be given")
    ADOPTED = "adopted", _("decided")
    CARRIED_OUT = "carried-out", _("carried out")
    LOOKED_BACK = "looked-back", _("looked back on")
    NOT_ADOPTED = "not-adopted", _("not adopted")
    WITHDRAWN = "withdrawn", _("withdrawn")


MOVES = {
    Stage.IDEA: {Stage.PICTURE, Stage.WITHDRAWN},
    Stage.PICTURE: {Stage.OPINION, Stage.WITHDRAWN},
    Stage.OPINION: {Stage.PICTURE, Stage.DECISION, Stage.WITHDRAWN},
    Stage.DECISION: {
        Stage.OPINION,
        Stage.TO_ANSWER,
        Stage.ADOPTED,
        Stage.NOT_ADOPTED,
        Stage.WITHDRAWN,
    },
    Stage.TO_ANSWER: {Stage.ADOPTED, Stage.NOT_ADOPTED},
    Stage.ADOPTED: {Stage.CARRIED_OUT},
    Stage.CARRIED_OUT: {Stage.LOOKED_BACK},
    Stage.LOOKED_BACK: set[Stage](),
    Stage.NOT_ADOPTED: set[Stage](),
    Stage.WITHDRAWN: set[Stage](),
}

TALKED_ABOUT = (Stage.IDEA, Stage.PICTURE, Stage.OPINION, Stage.DECISION)
DECIDED = (
    Stage.TO_ANSWER,
    Stage.ADOPTED,
    Stage.CARRIED_OUT,
    Stage.LOOKED_BACK,
    Stage.NOT_ADOPTED,
)


FINISHED = tuple(stage for stage in DECIDED if stage != Stage.TO_ANSWER)
AGAIN = (Kind.DECISION, Kind.RULE, Kind.EXPERIMENT, Kind.COUNCIL)


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Proposals, as pages and actions need them."""

    def opening_again(self) -> "ProposalQuerySet":
        """Those that open a decision again: their first version says what is new. Others only serve it."""
        return self.filter(versions__number=1, versions__because__gt="")

    def whole(self) -> "ProposalQuerySet":
        """With its latest version and round, who leads it, who decides, what it serves and that of that,
        what is of its kind only, and the proposal that opens it again.
        """
        later = Proposal.objects.filter(matter__serves=OuterRef("matter")).opening_again()
        later = later.order_by("-pk")
        return self.annotate(again=Subquery(later.values("code")[:1])).select_related(
            "cooperative", "matter__serves__serves__serves", "version__by__actor", "round",
            "circle__actor", "leads__actor", "started_by__actor", "election__filling__circle__actor", "budget",
            "together",
        )  # fmt: skip


class Proposal(CooperativeOwned):
    """Something that is shared, to be decided by a circle or, without one, by all members.

    The words stand in its versions; `version` is the latest, and `round` its latest round. `leads` sees
    to its rounds.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code)
    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="proposal")
    kind = models.CharField(max_length=12, choices=Kind)
    circle = models.ForeignKey(
        Circle, null=True, on_delete=models.PROTECT, related_name="proposals"
    )
    leads = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals")
    started_at = models.DateTimeField()
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.IDEA)
    version = models.ForeignKey("Version", null=True, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey("Round", null=True, on_delete=models.PROTECT, related_name="+")
    is_adopted = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    why_withdrawn = models.CharField(max_length=600, blank=True)
    carried_out_at = models.DateTimeField(null=True)
    learned = models.TextField(max_length=2_000, blank=True)  # also when it failed
    looked_back_at = models.DateTimeField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["cooperative", "stage", "started_at"], name="proposal_by_stage")
        ]
        constraints = [
            models.CheckConstraint(
                name="proposal_decided_together",
                condition=Q(
                    stage__in=["idea", "picture", "opinion", "decision", "withdrawn"],
                    decided_at=None,
                    is_adopted=None,
                )
                | Q(
                    stage__in=["to-answer", "adopted", "carried-out", "looked-back", "not-adopted"],
                    decided_at__isnull=False,
                    is_adopted__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="proposal_withdrawn_says_why",
                condition=~Q(stage="withdrawn") | ~Q(why_withdrawn=""),
            ),
            models.CheckConstraint(
                name="proposal_looked_back_says_what",
                condition=~Q(stage="looked-back")
                | Q(looked_back_at__isnull=False) & ~Q(learned=""),
            ),
        ]

    def __str__(self) -> str:
        return self.matter.title

    @property
    def is_talked_about(self) -> bool:
        """Whether it is not decided and not withdrawn."""
        return self.stage in TALKED_ABOUT

    @property
    def is_decided(self) -> bool:
        """Whether there is a decision, finished or not."""
        return self.stage in DECIDED

    @property
    def can_open_again(self) -> bool:
        """Whether it may be talked about once more: people and money are chosen anew by themselves."""
        return self.stage in FINISHED and self.kind in AGAIN


class Version(CooperativeOwned):
    """What a proposal said from a moment on. Only added."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    why = models.TextField(max_length=4_000)  # what, and why
    how = models.TextField(max_length=4_000, blank=True)
    builds_on = models.CharField(max_length=600)
    saves = models.BooleanField()
    saves_euros = models.PositiveIntegerField(null=True)
    asks_more = models.CharField(max_length=300, blank=True)  # what people are asked to do more
    risk = models.TextField(max_length=2_000)
    borne_by = models.CharField(max_length=300)
    ends_on = models.DateField(null=True)
    look_back_on = models.DateField(null=True)
    because = models.CharField(max_length=600, blank=True)  # why this version came
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="proposal_version_once"),
            models.CheckConstraint(
                name="version_saves_says_how_much",
                condition=Q(saves=False, saves_euros=None) | Q(saves=True, saves_euros__gt=0),
            ),
            models.CheckConstraint(
                name="version_says_what_it_stands_on",
                condition=~Q(why="") & ~Q(builds_on="") & ~Q(risk="") & ~Q(borne_by=""),
            ),
            models.CheckConstraint(
                name="version_after_the_first_says_why",
                condition=Q(number=1) | ~Q(because=""),
            ),
            models.CheckConstraint(
                name="version_looked_back_on_before_it_ends",
                condition=Q(ends_on=None)
                | Q(look_back_on__isnull=False, look_back_on__lte=F("ends_on")),
            ),
        ]

    @property
    def says_both(self) -> bool:
        """People are asked to do more and money is saved: both sentences stand together."""
        return self.saves and bool(self.asks_more)

    def is_over(self, today: dt.date) -> bool:
        """Whether the day has passed on which it ends by itself."""
        return self.ends_on is not None and self.ends_on < today
