"""The cooperative, and the column by which everything in it is kept apart."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit.codes import new_code


class Stage(models.TextChoices):
    """How far a cooperative is on its way."""

    INITIATIVE = "initiative", _("initiative")
    FOUNDING = "founding", _("being founded")
    FOUNDED = "founded", _("founded")
    WINDING_DOWN = "winding-down", _("winding down")
    ENDED = "ended", _("ended")


class Cooperative(models.Model):
    """A neighbourhood's cooperative: its name, its area, how to reach it, its own settings."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)  # "De Rietkade"
    legal_name = models.CharField(max_length=200, blank=True)
    tagline = models.CharField(max_length=120, blank=True)  # "coöperatieve buurtzorg"
    area = models.CharField(max_length=120, blank=True)
    municipality = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40)
    email = models.EmailField(blank=True)
    desk = models.CharField(
        max_length=200, blank=True
    )  # "woensdag van 10 tot 16 uur in het buurthuis"
    theme = models.SlugField(max_length=40, blank=True)
    stage = models.CharField(max_length=16, choices=Stage, default=Stage.INITIATIVE)
    settings = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    last_tick_on = models.DateField(null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def cooperative_id(self) -> int:
        """Its own key: a fact about a cooperative is a fact in it."""
        return self.pk

    def setting(self, name: str, default: Any) -> Any:
        """What this cooperative chose, or the house's default."""
        return self.settings.get(name, default)


class CooperativeOwned(models.Model):
    """A row of one cooperative. `KeepApart` in the migration gives it its second lock."""

    cooperative = models.ForeignKey(
        "members.Cooperative", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        abstract = True


class SetUpCode(models.Model):
    """The one-time code with which the first administrator begins in the browser."""

    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
