"""A mail server that takes letters, says nothing, or is not there; whichever it is told to be."""

import email
import socketserver
import threading
from dataclasses import dataclass, field
from email.message import Message

OPEN, SILENT = "open", "silent"
SAYS = {b"EHLO": b"250 HELP", b"HELO": b"250 hello", b"DATA": b"354 go on", b"QUIT": b"221 bye"}


@dataclass
class Mailbox:
    """Keeps what arrives. Shut and opened again it stands at the same port."""

    port: int
    manner: str = OPEN
    arrived: list[Message] = field(default_factory=list)

    def open(self) -> None:
        """Begin to listen."""
        box, self.manner, self.free = self, OPEN, threading.Event()

        class Line(socketserver.StreamRequestHandler):
            """One conversation."""

            def handle(self) -> None:
                box.talk(self)

        class Counter(socketserver.ThreadingTCPServer):
            """Everybody has a thread."""

            allow_reuse_address, daemon_threads, block_on_close = True, True, False

        self._server = Counter(("127.0.0.1", self.port), Line)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def shut(self) -> None:
        """Nobody listens any more, and whoever hangs on the line is let go."""
        self.free.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def talk(self, line: socketserver.StreamRequestHandler) -> None:
        """As much SMTP as a letter needs; or silence, for as long as the other can bear it."""
        if self.manner == SILENT:
            self.free.wait(120)
            return
        line.wfile.write(b"220 mail\r\n")
        for said in line.rfile:
            word = said[:4].upper().strip()
            line.wfile.write(SAYS.get(word, b"250 fine") + b"\r\n")
            if word == b"DATA":
                self.take(line)
            elif word == b"QUIT":
                return

    def take(self, line: socketserver.StreamRequestHandler) -> None:
        """A letter, up to the line with a dot."""
        text = b""
        for said in line.rfile:
            if said == b".\r\n":
                break
            text += said
        self.arrived.append(email.message_from_bytes(text))
        line.wfile.write(b"250 thank you\r\n")

    def names(self) -> list[str]:
        """What the letters are called, as often as they came."""
        return [str(letter["Message-ID"]).strip("<>").partition("@")[0] for letter in self.arrived]
