"""Over a real mail server on this machine: what really arrives, and what happens when it falters."""

import email
import socket
import socketserver
import threading
from email.policy import default

import pytest
from aiosmtpd.controller import Controller

from tussenruimte.post import actions
from tussenruimte.post.models import Dispatch
from tussenruimte.post.sending import send_waiting


class Mailbox:
    """Keeps what arrives; may be told to refuse, once."""

    def __init__(self):
        self.arrived, self.refusals, self.lines = [], [], set()

    async def handle_RCPT(self, _server, session, envelope, address, _options):  # noqa: N802
        self.lines.add(session.peer)
        if self.refusals:
            return self.refusals.pop()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        self.arrived.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def mailbox(settings):
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    settings.EMAIL_TIMEOUT = 5
    yield box
    server.stop()


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def test_a_letter_arrives_whole(mailbox, rietkade, amina, idris, put, at):
    row = put(idris)
    assert send_waiting(rietkade.pk, at=at) == (1, 0)
    (mail,) = mailbox.arrived
    assert mail["Message-ID"].strip("<>").partition("@")[0] == row.code
    assert mail["Reply-To"] == "amina@example.org"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().strip() == "Sjaan belt je morgen."


def test_many_go_over_one_line(mailbox, rietkade, welcome, put, at):
    for n in range(25):
        put(welcome(f"Iemand {n}", email=f"iemand{n}@example.org"))
    assert send_waiting(rietkade.pk, at=at) == (25, 0)
    assert len({mail["To"] for mail in mailbox.arrived}) == 25
    assert len(mailbox.lines) == 1


def test_a_second_try_is_seen_to_be_the_same_letter(mailbox, rietkade, idris, put, at):
    row = put(idris)
    send_waiting(rietkade.pk, at=at)
    type(row).objects.update(sent_at=None)  # the power went before it was written down
    send_waiting(rietkade.pk, at=at + actions.PAUSES[0])
    first, second = mailbox.arrived
    assert first["Message-ID"] == second["Message-ID"]


def test_one_that_is_refused_does_not_keep_the_others(mailbox, rietkade, idris, tess, put, at):
    put(idris)
    put(tess)
    mailbox.refusals.append("451 later please")
    assert send_waiting(rietkade.pk, at=at) == (1, 1)
    assert send_waiting(rietkade.pk, at=at + actions.PAUSES[0]) == (1, 0)


def test_nobody_listens(rietkade, idris, put, settings, at):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 2
    put(idris)
    assert send_waiting(rietkade.pk, at=at) == (0, 1)


class Silent(socketserver.BaseRequestHandler):
    """Picks up, and says nothing."""

    def handle(self):
        self.server.called.append(1)
        self.request.recv(1)


@pytest.fixture
def silence(settings):
    """`silence.called`: how often somebody waited for it."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Silent) as server:
        server.called, server.daemon_threads = [], True
        listening = threading.Thread(target=server.serve_forever, args=(0.05,))
        listening.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_TIMEOUT = 0.5
        yield server
        server.shutdown()
        listening.join()


def test_a_server_that_says_nothing_is_waited_for_once(silence, rietkade, welcome, put, at):
    rows = [put(welcome(f"Iemand {n}", email=f"iemand{n}@example.org")) for n in range(22)]
    assert send_waiting(rietkade.pk, at=at) == (0, 20)
    assert len(silence.called) == 1
    tries = Dispatch.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    assert sorted(tries.values_list("tries", flat=True)) == [0] * 2 + [1] * 20


def test_what_was_not_tried_goes_first_the_next_time(mailbox, rietkade, welcome, put, at, settings):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    for n in range(22):
        put(welcome(f"Iemand {n}", email=f"iemand{n}@example.org"))
    assert send_waiting(rietkade.pk, at=at) == (0, 20)
    settings.EMAIL_PORT = port
    assert send_waiting(rietkade.pk, at=at) == (2, 0)
    assert send_waiting(rietkade.pk, at=at + actions.PAUSES[0]) == (20, 0)
