"""A need from first words to its end, and the relations around it.

Until the first contact it is a *message* (bericht): the same row, so nothing is copied or lost when
it becomes a need (docs/adr/0006).
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit.fields import SealedField
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import CooperativeOwned, Person, Standing, WithWords
from tussenruimte.promises.models import Basis


class Stage(models.TextChoices):
    """Where a need is. There is no stage for "too complex", "no contact" or "outside criteria"."""

    MESSAGE = "message", _("message")
    HELD = "held", _("held on to")
    TOGETHER = "together", _("busy together")
    QUIET = "quiet", _("quiet for a while")
    DONE = "done", _("done")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SET_ASIDE = "set-aside", _("set aside")
    MERGED = "merged", _("joined with another")


OPEN = (Stage.MESSAGE, Stage.HELD, Stage.TOGETHER, Stage.QUIET)
CLOSED = (Stage.DONE, Stage.WITHDRAWN, Stage.SET_ASIDE, Stage.MERGED)

MOVES = {
    Stage.MESSAGE: {Stage.HELD, Stage.SET_ASIDE, Stage.MERGED, Stage.WITHDRAWN},
    Stage.HELD: {Stage.TOGETHER, Stage.QUIET, Stage.DONE, Stage.WITHDRAWN},
    Stage.TOGETHER: {Stage.QUIET, Stage.DONE, Stage.WITHDRAWN},
    Stage.QUIET: {Stage.TOGETHER, Stage.DONE, Stage.WITHDRAWN},
    Stage.DONE: {Stage.TOGETHER, Stage.MESSAGE},
    Stage.WITHDRAWN: {Stage.TOGETHER, Stage.MESSAGE},
    Stage.SET_ASIDE: {Stage.MESSAGE},
    Stage.MERGED: set[Stage](),
}


class Ending(models.TextChoices):
    """Why a need ended: the person said so, or one of three recorded reasons."""

    PERSON = "person", _("they said so themselves")
    DIED = "died", _("they died")
    MOVED = "moved", _("they moved, and somebody there took over")
    ON_PAPER = "paper", _("they wished it, on paper")


class NeedQuerySet(models.QuerySet["Need"]):
    """Needs, as pages and actions need them."""

    def whole(self) -> "NeedQuerySet":
        """With names, matter, what it serves, and the key that opens the words."""
        return self.select_related(
            "person__actor",
            "person__key",
            "holder__person__actor",
            "told_by__actor",
            "matter__person__actor",
            "matter__serves",
            "cooperative",
        )


class Need(WithWords, CooperativeOwned):
    """What somebody needs, in their own words, held by exactly one person while it is open."""

    matter = models.OneToOneField(
        Matter, primary_key=True, on_delete=models.PROTECT, related_name="need"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="needs", db_index=False
    )
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.MESSAGE)
    holder = models.ForeignKey(
        Standing, null=True, on_delete=models.PROTECT, related_name="holds", db_index=False
    )
    words = SealedField()
    urgency = SealedField(null=True)
    is_urgent = models.BooleanField(default=False)
    told_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="told_for"
    )
    why_for_them = SealedField(null=True)
    told_them_at = models.DateTimeField(null=True)  # "verteld op": when told on their behalf
    consented_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField()
    origin = models.CharField(
        max_length=64, blank=True
    )  # keyed hash of network and day; emptied after a day
    first_contact_at = models.DateTimeField(null=True)
    last_sign_on = models.DateField()
    quiet_until = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    joined_to = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="joined"
    )

    objects = NeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="open_need_has_one_holder",
                condition=Q(stage__in=[s.value for s in OPEN], holder__isnull=False, closed_at=None)
                | Q(stage__in=[s.value for s in CLOSED], holder=None, closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="need_ending_and_stage_together",
                condition=Q(stage="done") & ~Q(ending="") | ~Q(stage="done") & Q(ending=""),
            ),
            models.CheckConstraint(
                name="quiet_need_has_a_day",
                condition=~Q(stage="quiet") | Q(quiet_until__isnull=False),
            ),
            models.CheckConstraint(
                name="need_by_another_says_why",
                condition=Q(told_by=None, why_for_them__isnull=True)
                | Q(told_by__isnull=False, why_for_them__isnull=False),
            ),
            models.CheckConstraint(
                name="need_has_consent_or_was_told_by_another",
                condition=Q(consented_at__isnull=False) | Q(told_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["cooperative", "holder", "last_sign_on"],
                name="need_of_holder",
                condition=Q(closed_at=None),
            ),
            models.Index(fields=["cooperative", "stage", "told_at"], name="need_by_stage"),
            models.Index(fields=["cooperative", "person"], name="need_of_person"),
            models.Index(
                fields=["cooperative", "last_sign_on"],
                name="need_silent",
                condition=Q(closed_at=None),
            ),
            models.Index(  # few are joined: an index with everything in it looks useless
                fields=["joined_to"], condition=Q(joined_to__isnull=False), name="need_joined"
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether somebody holds on to it."""
        return self.closed_at is None

    @property
    def is_message(self) -> bool:
        """Whether nobody has spoken with the person yet."""
        return self.stage == Stage.MESSAGE

    @property
    def sealed_for(self) -> Person:
        """Who asks."""
        return self.person


class AddedWords(WithWords, CooperativeOwned):
    """What the person, or somebody for them, said later. The first words stay as they are."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="added")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = SealedField()
    at = models.DateTimeField()

    @property
    def sealed_for(self) -> Person:
        """As the need."""
        return self.need.person


class RelationQuerySet(models.QuerySet["Relation"]):
    """Who is with whom, as access and lists need them."""

    def standing(self) -> "RelationQuerySet":
        """With the yes of both, and not ended."""
        return self.filter(until=None, person_yes_at__isnull=False, other_yes_at__isnull=False)

    def acting(self) -> "RelationQuerySet":
        """Those of them that may act for the person: `acts_as`, as a query."""
        return self.standing().filter(part__in=Relation.ACTING, scope__isnull=False)


def acts_as(part: str, *, has_scope: bool) -> bool:
    """Whether this part acts for the person, once both said yes: with written down for what."""
    return part in Relation.ACTING and has_scope


class Relation(WithWords, CooperativeOwned):
    """Who is with whom, as what, for what, since when. A yes from both sides."""

    class Part(models.TextChoices):
        """What somebody is to the person."""

        HOLDER = "holder", _("holds on to the question")
        NEIGHBOUR = "neighbour", _("neighbour")
        EXPERT = "expert", _("knows the craft")
        FAMILY = "family", _("family")
        CARER = "carer", _("carer")
        PARENT = "parent", _("parent")
        REPRESENTATIVE = "representative", _("may arrange things for them")
        BESIDE = "beside", _("stands beside them")
        FINDS = "finds", _("knows where to find them")
        ASKS_TOO = "asks-too", _("asks this together")

    ACTING = (Part.REPRESENTATIVE, Part.PARENT)

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="relations")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations")
    part = models.CharField(max_length=16, choices=Part)
    goal = SealedField(null=True)
    # For what they may act for the person: of a representative, and of the parent of a child under
    # twelve. What they may do stands here; how old anybody is stands nowhere.
    scope = SealedField(null=True)
    paper_seen_on = models.DateField(null=True)
    asked_at = models.DateTimeField()
    person_yes_at = models.DateTimeField(null=True)
    other_yes_at = models.DateTimeField(null=True)
    until = models.DateField(null=True)

    objects = RelationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need", "other", "part"], condition=Q(until=None), name="relation_once"
            ),
            models.CheckConstraint(
                name="representative_has_scope_and_paper",
                condition=~Q(part="representative")
                | Q(scope__isnull=False, paper_seen_on__isnull=False),
            ),
        ]

    @property
    def sealed_for(self) -> Person:
        """As the need."""
        return self.need.person

    @property
    def may_act(self) -> bool:
        """Whether they act for the person once both said yes."""
        return acts_as(self.part, has_scope=self.scope is not None)


class DoneFor(CooperativeOwned):
    """What somebody who may act for the person did for them. Only added; the person reads it."""

    class What(models.TextChoices):
        """Everything that can be done for somebody else."""

        PROMISE_KEPT = "promise-kept", _("said that what was promised is done")
        PROMISE_OPEN = "promise-open", _("said that what was promised is not done yet")
        PROMISE_DONE = "promise-done", _("said that what they promised is done")
        TALK_RIGHT = "talk-right", _("said that the conversation was like this")
        HOLDER_YES = "holder-yes", _("said yes to somebody else who holds on")
        HOLDER_NO = "holder-no", _("said no to somebody else who holds on")
        MAY_READ = "may-read", _("let somebody read along")
        READS_NOT = "reads-not", _("let somebody read along no longer")
        READ_NO = "read-no", _("said no to somebody who wants to read along")
        CLOSED = "closed", _("said that the question is done")
        WITHDRAWN = "withdrawn", _("let it go")
        OPENED = "opened", _("opened it again")

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="done_for")
    relation = models.ForeignKey(Relation, on_delete=models.PROTECT, related_name="done_for")
    what = models.CharField(max_length=12, choices=What)
    about = models.CharField(max_length=12)  # code of the row
    at = models.DateTimeField()


class NeedHandover(WithWords, CooperativeOwned):
    """The question offered to another holder. The giver stays until the other said yes."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="handovers")
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Standing, on_delete=models.PROTECT, related_name="needs_offered")
    why = SealedField()
    asked_at = models.DateTimeField()
    taker_yes_at = models.DateTimeField(null=True)
    person_yes_at = models.DateTimeField(null=True)
    told_on = models.DateField(null=True)  # where the person cannot be reached
    told_how = SealedField(null=True)
    done_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # refused or taken back
    is_wish_of_person = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need"],
                condition=Q(done_at=None, ended_at=None),
                name="one_need_offer_at_a_time",
            ),
            models.CheckConstraint(
                name="need_changes_hands_with_both_yeses",
                condition=Q(done_at=None)
                | (
                    Q(taker_yes_at__isnull=False)
                    & (Q(person_yes_at__isnull=False) | Q(told_on__isnull=False))
                ),
            ),
        ]

    @property
    def sealed_for(self) -> Person:
        """As the need."""
        return self.need.person


class Bounce(WithWords, CooperativeOwned):
    """Somebody was sent on to another desk. The second one brings all to one table."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="bounces")
    sender = SealedField()
    sent_to = SealedField()
    on = models.DateField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    @property
    def sealed_for(self) -> Person:
        """As the need."""
        return self.need.person


class Loss(CooperativeOwned):
    """A ground fell away (home, income, care): what hangs on it is looked at again."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="losses")
    basis = models.CharField(max_length=8, choices=Basis)
    on = models.DateField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class SetAside(CooperativeOwned):
    """Two people put a message aside before the first contact, with a reason; reversible."""

    class Reason(models.TextChoices):
        """The only three reasons."""

        DOUBLE = "double", _("it is here twice")
        NO_REQUEST = "no-request", _("nobody asks anything")
        MACHINE = "machine", _("a machine wrote it")

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="set_asides")
    reason = models.CharField(max_length=12, choices=Reason)
    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    first_at = models.DateTimeField()
    asked = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="asked_to_set_aside")
    second_at = models.DateTimeField(null=True)
    restored_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need"], condition=Q(restored_at=None), name="set_aside_once"
            ),
            models.CheckConstraint(
                name="set_aside_by_two_people", condition=~Q(asked=models.F("first"))
            ),
        ]


class Silence(CooperativeOwned):
    """A need without a sign of life reached a rung. Only added, by the clock."""

    need = models.ForeignKey(
        Need, on_delete=models.PROTECT, related_name="silences", db_index=False
    )
    since = models.DateField()
    rung = models.SmallIntegerField()
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need", "since", "rung"], name="silence_once")
        ]
        indexes = [models.Index(fields=["cooperative", "on"], name="silence_of_day")]
