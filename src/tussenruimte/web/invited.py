"""Standing at the door with an invitation: what the session remembers of it, and how it is taken up."""

import smtplib
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import NotHere, Refused
from tussenruimte.kit.sealing import keyed_hash
from tussenruimte.kit.tenancy import within
from tussenruimte.members import access, actions
from tussenruimte.members.addresses import house_of
from tussenruimte.members.models import Cooperative, Invitation, User
from tussenruimte.web.signed_in import HALF_WAY

KEY = "invitation"


def mail_invitation(
    cooperative: Cooperative, invitation: Invitation, code: str, email: str
) -> None:
    """The way to the door, at once: the code is kept nowhere, so it cannot wait in the outbox."""
    house = house_of(cooperative.pk)
    there = settings.PUBLIC_URL + reverse("web:invited", args=[cooperative.slug, code])
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    with translation.override(_language_of(invitation)):
        said = {"house": house.name, "url": there, "day": date_format(invitation.until, "l j F")}
        lines = [
            _("%(house)s invites you to come in. This is your way in:") % said,
            there,
            _("It works once, until %(day)s. None of us will ever ask you for it.") % said,
            _("Did you not expect this? Then do nothing."),
        ]
        mail = EmailMessage(
            subject=_("Come in"),
            body="\n\n".join(lines),
            from_email=formataddr((house.name, sender)),
            to=[email],
            reply_to=[house.reply_to] if house.reply_to else None,
            headers={"Auto-Submitted": "auto-generated"},
        )
    try:
        mail.send()
    except (smtplib.SMTPException, OSError) as error:
        raise Refused(
            _("We cannot send mail now, so this invitation ended. Try again, or choose paper.")
        ) from error


def _language_of(invitation: Invitation) -> str:
    wanted = invitation.person.language
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def remember(request: HttpRequest, invitation: Invitation) -> None:
    """Somebody gave a right code: for twenty minutes they stand at the door with it."""
    request.session[KEY] = {"code": invitation.code, "cooperative": invitation.cooperative_id}
    request.session.set_expiry(HALF_WAY)


def at_the_door(request: Any) -> Invitation:
    """The invitation of who stands at the door of this cooperative."""
    kept = request.session.get(KEY, {})
    if kept.get("cooperative") != request.cooperative.pk:
        raise NotHere
    return access.invitation_at_door(request.cooperative, kept["code"], clock.today())


def expects(request: HttpRequest, who: str) -> None:
    """Only whoever shows that they are this takes the invitation up; nobody who comes in later."""
    request.session[KEY]["who"] = keyed_hash(who, KEY)
    request.session.modified = True


def goes_elsewhere(request: HttpRequest, *, is_invited: bool) -> None:
    """They show it in the other house: with the invitation, or just to come in."""
    if KEY in request.session:
        request.session[KEY]["elsewhere"] = is_invited
        request.session.modified = True


def came_from_elsewhere(request: HttpRequest) -> bool:
    """Whether they went there with an invitation."""
    return bool(request.session.get(KEY, {}).get("elsewhere"))


def log_in_made_ready(request: HttpRequest) -> User | None:
    """For who stands at a door with an invitation that is still open: the log-in for it."""
    if not came_from_elsewhere(request):
        return None
    kept = request.session[KEY]
    with within(kept["cooperative"]):
        cooperative = Cooperative.objects.get(pk=kept["cooperative"])
        try:
            row = access.invitation_at_door(cooperative, kept["code"], clock.today())
        except NotHere:
            return None
        return actions.make_login_ready(row, by="klok", at=clock.now())


def by_mail(email: str) -> str:
    """Whoever has this mailbox."""
    return f"mail|{email.lower()}"


def by_log_in(user: User) -> str:
    """Whoever made a passkey for this log-in."""
    return f"log-in|{user.pk}"


def take_up(request: HttpRequest, user: Any, *, who: str, email: str = "") -> str | None:
    """They showed who they are: this log-in becomes the person. Gives where they go on."""
    kept = request.session.get(KEY)
    if not kept or kept.get("who") != keyed_hash(who, KEY):
        return None
    del request.session[KEY]
    with within(kept["cooperative"]):
        cooperative = Cooperative.objects.get(pk=kept["cooperative"])
        try:
            row = access.invitation_at_door(cooperative, kept["code"], clock.today())
        except NotHere as error:
            raise Refused(_("This invitation is no longer open. Ask for a new one.")) from error
        actions.accept_invitation(row, user, email, at=clock.now())
    return reverse("web:today", args=[cooperative.slug])
