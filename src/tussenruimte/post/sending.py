"""Sending mail: at least once, each with a Message-ID of its own, so that twice is seen to be once."""

import datetime as dt
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.utils import formataddr, parseaddr
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import InterfaceError, OperationalError
from django.utils import translation

from tussenruimte.kit import clock
from tussenruimte.post.actions import PAUSES, claim, give_up, let_go, mark_sent
from tussenruimte.post.addresses import Address, House, addresses_of, house_of
from tussenruimte.post.kinds import Letter, Made, make_letters
from tussenruimte.post.models import Dispatch

log = logging.getLogger(__name__)
FOR_GOOD = 500  # answers of a mail server from here on will not change by waiting


def send_waiting(cooperative_id: int, *, at: dt.datetime) -> tuple[int, int]:
    """Send every mail whose moment has come. Returns how many left, and how many have to wait."""
    sent = failed = 0
    while messages := claim(cooperative_id, by="klok", at=at):
        for went in _send_all(cooperative_id, messages, at):
            sent, failed = sent + went, failed + (not went)
    return sent, failed


def _send_all(cooperative_id: int, messages: Sequence[Dispatch], at: dt.datetime) -> list[bool]:
    house = house_of(cooperative_id)
    addresses = addresses_of(cooperative_id, {message.to for message in messages})
    made = _in_their_language(messages, {c: a.language for c, a in addresses.items()})
    let_go(made.over(messages), by="klok", at=at)
    went = [_has_ended(m, is_for_good=False) for m in messages if m.code in made.broken]
    with _post_office() as post_office:
        return went + [
            _send(m, made.letters[m.code], addresses.get(m.to), house, post_office)
            for m in messages
            if m.code in made.letters
        ]


@contextmanager
def _post_office() -> Iterator[BaseEmailBackend]:
    """One connection for a handful of mails. When it cannot be had, each mail finds that out."""
    post_office = get_connection()
    try:
        yield post_office
    finally:
        post_office.close()


def _in_their_language(messages: Sequence[Dispatch], languages: dict[str, str]) -> Made:
    spoken = dict(settings.LANGUAGES)
    all_made = Made({}, frozenset())
    for language in sorted({*languages.values(), settings.LANGUAGE_CODE}):
        theirs = [m for m in messages if languages.get(m.to, settings.LANGUAGE_CODE) == language]
        ours = language if language in spoken else settings.LANGUAGE_CODE
        with translation.override(ours):
            made = make_letters(theirs)
        all_made = Made(all_made.letters | made.letters, all_made.broken | made.broken)
    return all_made


def _send(
    message: Dispatch,
    letter: Letter,
    address: Address | None,
    house: House,
    post_office: BaseEmailBackend,
) -> bool:
    now = clock.now()
    if address is None or not address.email:
        give_up(message, by="klok", at=now)
        return True
    try:
        envelope(message, letter, address, house, post_office).send()
    except (OperationalError, InterfaceError):
        raise  # the database does not answer: no fault of this mail
    except Exception as problem:  # whatever is wrong with this one, the others go on
        log.warning("mail %s did not leave: %s", message.code, type(problem).__name__)
        return _has_ended(message, is_for_good=_is_for_good(problem))
    mark_sent(message, by="klok", at=now)
    return True


def _has_ended(message: Dispatch, *, is_for_good: bool) -> bool:
    """After the last try, or when trying again helps nothing, somebody calls instead."""
    if not is_for_good and message.tries < len(PAUSES):
        return False
    give_up(message, by="klok", at=clock.now())
    return True


def _is_for_good(problem: Exception) -> bool:
    """Whether the mail server knows that nobody lives there."""
    refused = problem.recipients.values() if isinstance(problem, SMTPRecipientsRefused) else ()
    return bool(refused) and all(code >= FOR_GOOD for code, _why in refused)


def envelope(
    message: Dispatch,
    letter: Letter,
    address: Address,
    house: House,
    post_office: BaseEmailBackend | None = None,
) -> EmailMessage:
    """The letter as mail: plain text, and an answer to it reaches a person or a place."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    reply_to = letter.reply_to or house.reply_to
    mail = EmailMessage(
        subject=" ".join(letter.subject.split()),
        body=letter.text,
        from_email=formataddr((house.name, sender)),
        to=[address.email],
        reply_to=[reply_to] if reply_to else None,
        headers={
            "Message-ID": f"<{message.code}@{sender.rpartition('@')[2]}>",
            "Auto-Submitted": "auto-generated",
        },
        connection=post_office,
    )
    for file in letter.attachments:
        mail.attach(file.name, file.content, file.mimetype)
    return mail
