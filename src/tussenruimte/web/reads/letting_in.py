"""Who was invited, and who waits for a way back."""

import datetime as dt

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from tussenruimte.members.models import Cooperative, Invitation, Person, WayBack


def invitations(cooperative: Cooperative, today: dt.date) -> list[Invitation]:
    """Open invitations, the latest first."""
    rows = Invitation.objects.filter(
        cooperative=cooperative, used_at=None, revoked_at=None, until__gte=today
    )
    return list(rows.select_related("person__actor", "made_by__actor").order_by("-made_at"))


def ways_back(cooperative: Cooperative, me: Person, today: dt.date) -> list[WayBack]:
    """What one said and a second has to say too; never about oneself."""
    rows = WayBack.objects.filter(
        cooperative=cooperative, given_at=None, taken_back_at=None, until__gte=today
    )
    rows = rows.exclude(person=me).select_related("person__actor", "first__actor")
    return list(rows.order_by("asked_at"))


def people_with_second_code(me: Person) -> list[Person]:
    """Everybody else here who comes in with a second code or a passkey."""
    has_one = Exists(Authenticator.objects.filter(user=OuterRef("user")))
    rows = Person.objects.named().filter(
        has_one, cooperative=me.cooperative_id, user__isnull=False, forgotten_at=None
    )
    return list(rows.exclude(pk=me.pk).order_by("actor__name"))
