"""What is asked of a seat, who stands in while it is empty, and who comes next."""

from django.db import models
from django.db.models import Q

from tussenruimte.conversations.models import Conversation
from tussenruimte.kit.codes import new_code
from tussenruimte.kit.fields import SealedField
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import CooperativeOwned, Person, Seat, WithWords
from tussenruimte.promises.models import Handover, Promise, State


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions, as pages and actions need them."""

    def whole(self) -> "QuestionQuerySet":
        """With names, matter, promise, latest answer and the key that opens the words."""
        return self.select_related(
            "cooperative",
            "seat__actor",
            "matter__person",
            "promise__maker",
            "promise__of__key",
            "asker__actor",
            "asker__key",
            "answer__by__actor",
        )


class Question(WithWords, CooperativeOwned):
    """Somebody asks a seat something. The seat's answer is a promise to whoever asked.

    It is called as its matter. What was answered is only added; `answer` is the latest.
    """

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="question")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="questions")
    asker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="questions_asked")
    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="question")
    words = SealedField()
    asked_at = models.DateTimeField()
    answer = models.ForeignKey("Answer", null=True, on_delete=models.PROTECT, related_name="+")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["cooperative", "seat", "asked_at"], name="question_of_seat")
        ]

    @property
    def sealed_for(self) -> Person:
        """Whoever asked."""
        return self.asker

    @property
    def words_now(self) -> str:
        """What was asked; only for who may read it."""
        return self.read("words")

    @property
    def answer_now(self) -> str:
        """What was answered last."""
        if self.answer is None:
            return ""
        self.answer.question = self
        return self.answer.read("words")

    @property
    def stands_for_all(self) -> bool:
        """Whether its words stand where everybody looks: of whoever came without a log-in once they are answered.

        Nobody writes on the page of a seat what nobody of the cooperative has read.
        """
        return self.answer is not None or self.asker.user_id is not None

    @property
    def is_waiting(self) -> bool:
        """Whether the seat still has to answer."""
        return self.promise.state == State.OPEN


class Answer(WithWords, CooperativeOwned):
    """What was answered. Only added: whoever says it was no answer gets another beside it."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    words = SealedField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    @property
    def sealed_for(self) -> Person:
        """Whoever asked."""
        return self.question.asker


class StandInAsked(CooperativeOwned):
    """Somebody is asked to stand in for an empty seat."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="stand_ins_asked")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    said_yes = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=Q(answered_at=None), name="one_stand_in_asked_at_a_time"
            ),
            models.CheckConstraint(
                name="stand_in_answer_together",
                condition=Q(answered_at=None, said_yes=None)
                | Q(answered_at__isnull=False, said_yes__isnull=False),
            ),
        ]


class SuccessionQuerySet(models.QuerySet["Succession"]):
    """Who comes next, as pages and actions need it."""

    def whole(self) -> "SuccessionQuerySet":
        """With names, seat and conversation."""
        return self.select_related(
            "cooperative",
            "seat__actor",
            "seat__organisation__actor",
            "person__actor",
            "named_by__actor",
            "talk",
        )


class Succession(CooperativeOwned):
    """Somebody was named for an empty seat. They sit when it was talked over and all was answered."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="successions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    talk = models.OneToOneField(Conversation, on_delete=models.PROTECT, related_name="succession")
    seated_at = models.DateTimeField(null=True)
    called_off_at = models.DateTimeField(null=True)

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(seated_at=None, called_off_at=None),
                name="one_successor_at_a_time",
            ),
            models.CheckConstraint(
                name="succession_ends_once",
                condition=Q(seated_at=None) | Q(called_off_at=None),
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether they still have to sit down."""
        return self.seated_at is None and self.called_off_at is None


class Inherited(WithWords, CooperativeOwned):
    """What a successor says to one promise of the seat: I take it, or I give it back, because."""

    succession = models.ForeignKey(Succession, on_delete=models.PROTECT, related_name="answers")
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="inherited")
    accepted = models.BooleanField()
    reason = SealedField(null=True)
    offer = models.OneToOneField(
        Handover, null=True, on_delete=models.PROTECT, related_name="given_back"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["succession", "promise"], name="inherited_once"),
            models.CheckConstraint(
                name="given_back_says_why_and_to_whom",
                condition=Q(accepted=True, reason__isnull=True, offer=None)
                | Q(accepted=False, reason__isnull=False, offer__isnull=False),
            ),
        ]

    @property
    def sealed_for(self) -> Person:
        """As the promise."""
        return self.promise.of
