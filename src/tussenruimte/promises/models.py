"""A promise: one maker, one receiver, one day. Late is computed, never stored; nobody deletes."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit.codes import new_code
from tussenruimte.kit.fields import SealedField
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Actor, CooperativeOwned, Person, WithWords

VIA = 120  # characters to name past whom a promise still has to go


class State(models.TextChoices):
    """Where a promise is. Moving and handing over leave it open, with a new day or maker."""

    OPEN = "open", _("open")
    DONE = "done", _("said to be done")
    KEPT = "kept", _("done")
    FAILED = "failed", _("did not work out")
    RELEASED = "released", _("no longer needed")


MOVES = {
    State.OPEN: {State.DONE, State.KEPT, State.FAILED, State.RELEASED},
    State.DONE: {State.KEPT, State.OPEN, State.RELEASED},
    State.KEPT: set[State](),
    State.FAILED: set[State](),
    State.RELEASED: set[State](),  # opens with what it was about, all at once: `open_released`
}


class Purpose(models.TextChoices):
    """Why the promise exists, when it is not simply somebody's own word."""

    WORD = "word", _("own word")
    CONTACT = "contact", _("first contact")
    TELL = "tell", _("telling what was discussed")
    SEARCH = "search", _("looking for somebody we lost")
    ANSWER = "answer", _("answering")
    ANOTHER = "another", _("looking for somebody else to hold on")
    TABLE = "table", _("sitting down together")
    PEER = "peer", _("looking along")
    TURN = "turn", _("a turn")
    FORGET = "forget", _("forgetting somebody")
    LAW = "law", _("the law says so")


class Basis(models.TextChoices):
    """On what a promise hangs: when this falls away, it is looked at again."""

    NONE = "", _("nothing in particular")
    HOME = "home", _("a place to live")
    INCOME = "income", _("income")
    CARE = "care", _("care")


class Told(models.TextChoices):
    """How the receiver heard that the day changes."""

    SPOKEN = "spoken", _("in person")
    PHONE = "phone", _("on the phone")
    MAIL = "mail", _("by letter or mail")
    CARD = "card", _("with the card")


class PromiseQuerySet(models.QuerySet["Promise"]):
    """Promises, as pages and actions need them."""

    def whole(self) -> "PromiseQuerySet":
        """With names, matter and the key that opens the words."""
        return self.select_related(
            "maker",
            "receiver",
            "of__actor",
            "of__key",
            "matter__person__actor",
            "matter__person__key",
        )

    def with_words(self) -> "PromiseQuerySet":
        """With names and the key that opens the words, for a list: half the work of `whole`."""
        return self.select_related("maker", "receiver", "of__key")


class Promise(WithWords, CooperativeOwned):
    """Outside: maker, day, days late. Inside: text, receiver, matter — for readers only."""

    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, related_name="promises", db_index=False
    )
    maker = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="promises_made", db_index=False
    )
    receiver = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="promises_got", db_index=False
    )
    of = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    purpose = models.CharField(max_length=8, choices=Purpose, default=Purpose.WORD)
    basis = models.CharField(max_length=8, choices=Basis, default=Basis.NONE, blank=True)
    text = SealedField()
    made_at = models.DateTimeField()
    first_due = models.DateField()
    due = models.DateField()
    due_time = models.TimeField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    times_moved = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = SealedField(null=True)  # how it was kept, or what now
    look_again_since = models.DateField(null=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="promise_end_and_state_together",
                condition=Q(state__in=["open", "done"], ended_at=None)
                | Q(state__in=["kept", "failed", "released"], ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="promise_done_has_a_moment",
                condition=~Q(state="done") | Q(done_at__isnull=False),
            ),
            models.CheckConstraint(
                name="promise_failed_says_what_now",
                condition=~Q(state="failed") | Q(outcome__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["cooperative", "maker", "due", "id"],
                name="promise_maker",
                condition=Q(state="open"),
            ),
            models.Index(
                fields=["cooperative", "receiver", "due", "id"],
                name="promise_receiver",
                condition=Q(state__in=["open", "done"]),
            ),
            models.Index(
                fields=["cooperative", "receiver", "due"],
                name="promise_said_done",
                condition=Q(state="done"),
            ),
            models.Index(
                fields=["cooperative", "due", "id"], name="promise_due", condition=Q(state="open")
            ),
            models.Index(fields=["matter", "due"], name="promise_matter"),
            models.Index(fields=["cooperative", "ended_at"], name="promise_ended"),
            models.Index(
                fields=["cooperative", "maker", "ended_at"],
                name="promise_made_ended",
                condition=Q(ended_at__isnull=False),
            ),
            models.Index(
                fields=["cooperative", "receiver", "ended_at"],
                name="promise_got_ended",
                condition=Q(ended_at__isnull=False),
            ),
            models.Index(
                fields=["cooperative", "maker", "first_due", "state", "due", "times_moved"],
                name="promise_of_quarter",
            ),
        ]

    @property
    def sealed_for(self) -> Person:
        """The person of the matter, or whoever wrote it down."""
        return self.of

    @property
    def text_now(self) -> str:
        """What was promised; only for who may read it."""
        return self.read("text")


class Move(WithWords, CooperativeOwned):
    """A promise got another day: told to the receiver, with the reason."""

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="moves")
    old_due = models.DateField()
    new_due = models.DateField()
    reason = SealedField()
    told = models.CharField(max_length=12)  # how: one of `Told`
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="move_goes_elsewhere", condition=~Q(old_due=F("new_due")))
        ]

    @property
    def sealed_for(self) -> Person:
        """As the promise."""
        return self.promise.of


class Handover(CooperativeOwned):
    """A promise offered to somebody else. The maker stays the maker until the other accepts.

    Whoever knows from outside that it is late may offer to take it over: they said yes by that, and
    what is asked is the yes of the maker. As long as it is open, the giver is the maker.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code)
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="handovers")
    giver = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="promises_offered")
    is_from_taker = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["promise"], condition=Q(answered_at=None), name="one_offer_at_a_time"
            ),
            models.CheckConstraint(
                name="handover_answer_together",
                condition=Q(answered_at=None, accepted=None)
                | Q(answered_at__isnull=False, accepted__isnull=False),
            ),
        ]


class Passing(CooperativeOwned):
    """What a seat promised above its mandate still has to go past somebody, who says yes or no.

    Named is a body ("de gemeenteraad"), never what it is about. It stays with the promise, also when
    somebody else takes that over.
    """

    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="passing")
    via = models.CharField(max_length=VIA)
    until = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    told_on = models.DateField(null=True)  # that its day passed in silence
    answered_at = models.DateTimeField(null=True)
    said_yes = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="passing_answer_together",
                condition=Q(answered_at=None, said_yes=None)
                | Q(answered_at__isnull=False, said_yes__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["cooperative", "until", "id"],
                name="passing_unanswered",
                condition=Q(answered_at=None),
            )
        ]

    @property
    def stands(self) -> str:
        """What stands here, so that nobody changes what they did not read."""
        return f"{self.until.isoformat()} {self.via}"


class Redirection(CooperativeOwned):
    """It goes past somebody else than was said, or by another day. Only added, never changed."""

    passing = models.ForeignKey(Passing, on_delete=models.PROTECT, related_name="redirections")
    old_via = models.CharField(max_length=VIA)
    new_via = models.CharField(max_length=VIA)
    old_until = models.DateField()
    new_until = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="redirection_goes_elsewhere",
                condition=~Q(old_via=F("new_via")) | ~Q(old_until=F("new_until")),
            )
        ]


class Step(CooperativeOwned):
    """A rung of the silence ladder that a promise reached. Only added: by the clock, or when it opens again."""

    promise = models.ForeignKey(
        Promise, on_delete=models.PROTECT, related_name="steps", db_index=False
    )
    due = models.DateField()
    rung = models.SmallIntegerField()
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["promise", "due", "rung"], name="step_once")]
        indexes = [models.Index(fields=["cooperative", "on", "rung"], name="step_of_day")]


class DayTold(CooperativeOwned):
    """Of how many steps of a day everybody has a letter: without more of them nobody is looked for."""

    day = models.DateField()
    steps = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "day"], name="told_once_a_day")
        ]


class Period(CooperativeOwned):
    """What people promised for one quarter, and what became of it by its end. Counted once.

    Seats of organisations are not in here: what they promised is public one by one.
    """

    first = models.DateField()
    last = models.DateField()
    kept = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    released = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "first"], name="period_counted_once"),
            models.CheckConstraint(
                name="period_ends_after_start", condition=Q(last__gt=F("first"))
            ),
        ]
