"""Sending mail: at least once, each with a Message-ID of its own, so that twice is seen to be once."""

import datetime as dt
import logging
from collections.abc import Sequence
from contextlib import suppress
from email.utils import formataddr, parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused
from types import TracebackType
from typing import Self

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


class PostOffice:
    """One line to the mail server for a handful of mails.

    A mail that fails gets the next one a new line. Once no line can be had the office is shut, and
    nobody waits for it again: the others come another time.
    """

    def __init__(self) -> None:
        self.server: BaseEmailBackend = get_connection()
        self.is_shut = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _where: TracebackType | None
    ) -> None:
        self._close()

    def post(self, mail: EmailMessage) -> None:
        """Hand over one mail."""
        try:
            self.server.open()
        except (SMTPException, OSError):
            self.is_shut = True
            raise
        try:
            mail.connection = self.server
            mail.send()
        except Exception:
            self._close()
            raise

    def _close(self) -> None:
        with suppress(SMTPException, OSError):
            self.server.close()


def send_waiting(cooperative_id: int, *, at: dt.datetime) -> tuple[int, int]:
    """Send every mail whose moment has come. Returns how many left, and how many have to wait.

    While the post office is shut we do not fetch more: those have not been tried yet.
    """
    sent = failed = 0
    with PostOffice() as post_office:
        while messages := claim(cooperative_id, by="klok", at=at):
            for went in _send_all(cooperative_id, messages, at, post_office):
                sent, failed = sent + went, failed + (not went)
            if post_office.is_shut:
                break
    return sent, failed


def _send_all(
    cooperative_id: int, messages: Sequence[Dispatch], at: dt.datetime, post_office: PostOffice
) -> list[bool]:
    house = house_of(cooperative_id)
    addresses = addresses_of(cooperative_id, {message.to for message in messages})
    made = _in_their_language(messages, {c: a.language for c, a in addresses.items()})
    let_go(made.over(messages), by="klok", at=at)
    went = [_has_ended(m, is_for_good=False) for m in messages if m.code in made.broken]
    return went + [
        _send(m, made.letters[m.code], addresses.get(m.to), house, post_office)
        for m in messages
        if m.code in made.letters
    ]


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
    post_office: PostOffice,
) -> bool:
    now = clock.now()
    if address is None or not address.email:
        give_up(message, by="klok", at=now)
        return True
    if post_office.is_shut:
        return _has_ended(message, is_for_good=False)
    try:
        post_office.post(envelope(message, letter, address, house))
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
    )
    for file in letter.attachments:
        mail.attach(file.name, file.content, file.mimetype)
    return mail
