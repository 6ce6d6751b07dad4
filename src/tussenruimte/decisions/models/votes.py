"""Votes: who has a voice, what there is to choose, what open voices chose, and what came of it."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.translation import gettext as _, gettext_lazy

from tussenruimte.decisions.models.rounds import Round
from tussenruimte.kit.codes import new_code
from tussenruimte.kit.fields import SealedField
from tussenruimte.members.models import Actor, CooperativeOwned, Member, Person, WithWords

# Many press in the last minute. Whoever did it in time is not told that it is too late, only because
# thousands stood before them in the queue.
UNDERWAY = dt.timedelta(minutes=2)


class Method(models.TextChoices):
    """How people choose, and how it is counted."""

    YES_NO = "yes-no", gettext_lazy("for or against")
    APPROVAL = "approval", gettext_lazy("everything that one can agree with")
    RANKED = "ranked", gettext_lazy("in the order of what one likes best")
    SHARES = "shares", gettext_lazy("ideas that cost, each with an equal share of the money")
    STV = "stv", gettext_lazy("in the order of whom one likes best, in shares")


class Needed(models.TextChoices):
    """Which part of the votes for and against has to be for."""

    HALF = "half", gettext_lazy("more than half")
    TWO_THIRDS = "two-thirds", gettext_lazy("at least two thirds")


class VoteQuerySet(models.QuerySet["Vote"]):
    """Votes, as pages and actions need them."""

    def whole(self) -> "VoteQuerySet":
        """With the round, the proposal and what came of it; not with the ballots, which can be very many."""
        return self.select_related(
            "round__proposal__matter", "round__proposal__cooperative",
            "round__proposal__circle__actor", "round__proposal__leads__actor", "round__version",
            "round__proposal__election", "round__proposal__budget", "round__proposal__together", "result",
        ).defer("result__file", "result__receipts")  # fmt: skip


class Vote(CooperativeOwned):
    """One vote about a proposal, in a round of its own. `seed` draws the lot, and is told beforehand."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="vote")
    method = models.CharField(max_length=8, choices=Method)
    needed = models.CharField(max_length=10, choices=Needed, default=Needed.HALF)
    is_secret = models.BooleanField(default=False)
    quorum = models.PositiveIntegerField(null=True)  # how many voices have to come in
    seed = models.CharField(max_length=64)
    met = models.JSONField(default=list)  # codes of advisers whose condition stands in the version
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = VoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["cooperative", "closed_at"], name="vote_by_closed")]
        constraints = [
            models.CheckConstraint(
                name="vote_opens_before_it_closes", condition=Q(closes_at__gt=F("opens_at"))
            ),
            models.CheckConstraint(
                name="vote_closed_after_it_opened",
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opens_at")),
            ),
            models.CheckConstraint(
                name="vote_quorum_is_somebody", condition=Q(quorum=None) | Q(quorum__gt=0)
            ),
            models.CheckConstraint(name="vote_tells_its_seed", condition=~Q(seed="")),
            models.CheckConstraint(
                name="vote_two_thirds_of_yes_and_no",
                condition=Q(needed="half") | Q(method="yes-no"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.round.proposal)

    def is_over(self, at: dt.datetime) -> bool:
        """Whether no voice comes in any more: what was underway at the last moment has arrived."""
        return self.closed_at is not None or at >= self.closes_at + UNDERWAY

    @property
    def last_moment(self) -> dt.datetime:
        """A moment on the last day: most votes close when that day ends."""
        return self.closes_at - dt.timedelta(seconds=1)

    @property
    def is_yes_no(self) -> bool:
        """Whether one is for or against."""
        return self.method == Method.YES_NO

    @property
    def is_ranked(self) -> bool:
        """Whether one puts them in order."""
        return self.method in {Method.RANKED, Method.STV}


class Option(CooperativeOwned):
    """Something to choose, under the name that the published file gives it."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="options")
    place = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120)
    is_as_now = models.BooleanField(default=False)  # nothing changes: the proposal is not adopted

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "place"], name="option_place_once"),
            models.UniqueConstraint(fields=["vote", "label"], name="option_named_once"),
        ]

    def __str__(self) -> str:
        if self.vote.is_yes_no:
            return _("Against") if self.is_as_now else _("For")
        listed = getattr(self, "listed", None)  # of an election
        if listed:
            return f"{self.label}. {listed.candidate.person.name}"
        priced = getattr(self, "priced", None)  # of a budget
        if priced:
            return f"{self.label} (€ {number_format(priced.idea.euros, force_grouping=True)})"
        return self.label


class Roll(CooperativeOwned):
    """Somebody who has a voice in this vote: fixed when it opens. `sort` is of that moment."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="roll")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    sort = models.CharField(max_length=12, choices=Member.Sort, blank=True)
    has_voted = models.BooleanField(default=False)  # said at closing, of all at once

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "actor"], name="one_voice_on_a_roll")
        ]


class Ballot(WithWords, CooperativeOwned):
    """What a voice chose in an open vote, with a name: places of options; none is passing."""

    roll = models.OneToOneField(Roll, on_delete=models.PROTECT, related_name="ballot")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    chosen: Any = models.JSONField(default=list)
    interest = SealedField(null=True)  # what they themselves gain or lose by it
    on_paper = models.BooleanField(default=False)  # two people read it
    at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)

    @property
    def sealed_for(self) -> Person:
        """Whoever filled it in."""
        return self.person

    @property
    def interest_now(self) -> str:
        """What they themselves gain or lose by it."""
        return self.read("interest")


class Result(CooperativeOwned):
    """What came of a vote, and the file from which anybody counts it again. Only added."""

    class Verdict(models.TextChoices):
        """What a vote decides."""

        ADOPTED = "adopted", gettext_lazy("adopted")
        NOT_ADOPTED = "not-adopted", gettext_lazy("not adopted")
        ELECTED = "elected", gettext_lazy("elected")
        TIE = "tie", gettext_lazy("the voices are equal: a new round of talk")
        QUORUM = "quorum", gettext_lazy("too few voices: a new round of talk")

    vote = models.OneToOneField(Vote, on_delete=models.PROTECT, related_name="result")
    verdict = models.CharField(max_length=12, choices=Verdict)
    outcome: Any = models.JSONField()
    file = models.TextField()
    receipts: Any = models.JSONField(default=list)  # of a secret vote, in the order of the alphabet
    at = models.DateTimeField()

    @property
    def is_decision(self) -> bool:
        """Whether it decides something."""
        return self.is_adopted or self.verdict == self.Verdict.NOT_ADOPTED

    @property
    def is_adopted(self) -> bool:
        """Whether what was proposed goes on: also when people were elected."""
        return self.verdict in {self.Verdict.ADOPTED, self.Verdict.ELECTED}
