"""What the post brings about permissions: never a word of somebody, never whose question it is."""

from django.conf import settings
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.templatetags.frame import address_of
from tussenruimte.matters.models import Permission, PermissionAsked
from tussenruimte.methods.phone import tidy
from tussenruimte.post.kinds import Letter, register
from tussenruimte.post.models import Dispatch


def asked(message: Dispatch) -> Letter | None:
    """Somebody asks the person whether one more may read it; nothing once that was answered."""
    row = PermissionAsked.objects.select_related("cooperative", "asked_by__actor", "matter").filter(
        code=message.about, answered_at=None
    )
    found = row.first()
    if found is None:
        return None
    said = _(
        "%(who)s asks whether somebody else may read your question. You say yes or no. If you say no, nothing changes."
    ) % {"who": found.asked_by.first_name}
    return _letter(found, _("May somebody else read this?"), said, is_theirs=True)


def given(message: Dispatch) -> Letter | None:
    """To whoever may read it, and to the person when somebody else said yes for them."""
    row = _permission(message)
    if row is None or row.withdrawn_at or (row.until and row.until < clock.today()):
        return None
    if message.to == row.person.code:
        said = _("Somebody who may arrange things for you let somebody else read your question.")
        return _letter(row, _("Somebody may read your question"), said, is_theirs=True)
    said = _("Somebody lets you read their question. You see for what, and until when.")
    return _letter(row, _("You may read a question"), said)


def over(message: Dispatch) -> Letter | None:
    """To both: it was taken back, or its last day has passed."""
    row = _permission(message)
    if row is None:
        return None
    if message.to == row.person.code:
        said = _("A permission that you gave is over. Nobody reads your question on it any more.")
        return _letter(row, _("A permission is over"), said, is_theirs=True)
    said = _("The permission with which you read a question is over. You need not do anything.")
    return _letter(row, _("A permission is over"), said, leads=False)


def _permission(message: Dispatch) -> Permission | None:
    rows = Permission.objects.select_related("cooperative", "person", "matter", "to")
    return rows.filter(code=message.about).first()


def _letter(
    row: Permission | PermissionAsked,
    subject: str,
    said: str,
    *,
    is_theirs: bool = False,
    leads: bool = True,
) -> Letter:
    """To the person with a way to their own page, to others to the question while they may read it."""
    page = "relations:own" if is_theirs else "relations:need"
    there = settings.PUBLIC_URL + address_of(page, row.cooperative.slug, row.matter.code)
    phone = _("Do you have a question about this? Call %(phone)s.") % {
        "phone": tidy(row.cooperative.phone)
    }
    text = "\n\n".join([said, phone, *([there] if leads else [])]) + "\n"
    title = f"{row.cooperative.name}: {subject}"
    return Letter(subject=title, text=text, spoken=(f"{said} {phone}",))


def tell_post() -> None:
    """Say to `post` how our kinds become text; once, at the start."""
    register("permission-asked", asked)
    register("permission-given", given)
    register("permission-over", over)
