"""The address of a database with several servers, of which one at a time may write."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

PORT = "5432"


@dataclass(frozen=True, slots=True)
class Address:
    """An address without its servers, and the servers with their ports, as PostgreSQL reads lists."""

    url: str
    hosts: str = ""
    ports: str = ""


def read_address(url: str) -> Address:
    """`postgres://who:word@one:5432,two:5432/name`, or with one server, which stays where it stands."""
    parts = urlsplit(url)
    who, at, servers = parts.netloc.rpartition("@")
    if "," not in servers:
        return Address(url)
    pairs = [_host_and_port(server) for server in servers.split(",")]
    return Address(
        parts._replace(netloc=f"{who}{at}").geturl(),
        ",".join(host for host, _port in pairs),
        ",".join(port for _host, port in pairs),
    )


def _host_and_port(server: str) -> tuple[str, str]:
    host, colon, port = server.rpartition(":")
    if not colon or "]" in port:  # no port, or the inside of [::1]
        host, port = server, PORT
    return unquote(host.strip("[]")), port or PORT
