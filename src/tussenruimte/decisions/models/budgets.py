"""Money that is shared by members: how much there is, and ideas with what they cost."""

from django.db import models
from django.db.models import Q

from tussenruimte.decisions.models.proposals import Proposal
from tussenruimte.decisions.models.votes import Option
from tussenruimte.kit.codes import new_code
from tussenruimte.members.models import CooperativeOwned, Person

MOST_IDEAS = 20  # as many fit on a secret ballot, which is always equally long


class Budget(CooperativeOwned):
    """How much a proposal shares, in whole euros, and how much there was before."""

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="budget")
    euros = models.PositiveIntegerField()
    euros_before = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="budget_is_some_money", condition=Q(euros__gt=0)),
            models.CheckConstraint(
                name="budget_before_was_some_money",
                condition=Q(euros_before=None) | Q(euros_before__gt=0),
            ),
        ]

    @property
    def less(self) -> int:
        """How many euros less than before; nought when there is as much, or more."""
        return max((self.euros_before or 0) - self.euros, 0)


class Idea(CooperativeOwned):
    """Something that costs money: to begin with, or to go on with. It is taken off, never altered."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="ideas")
    title = models.CharField(max_length=100)
    why = models.CharField(max_length=600)
    euros = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_off_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="idea_costs_something", condition=Q(euros__gt=0)),
            models.CheckConstraint(name="idea_says_why", condition=~Q(title="") & ~Q(why="")),
            models.UniqueConstraint(
                fields=["budget", "title"],
                condition=Q(taken_off_at=None),
                name="idea_named_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Priced(CooperativeOwned):
    """Which idea an option of a vote is. What it costs does not change."""

    option = models.OneToOneField(Option, on_delete=models.PROTECT, related_name="priced")
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="priced")
