"""The other house, running, and somebody who walks between the two."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus

import requests

from tests.other_house.program import CLIENT, SECRET
from tools.place import ROOT

PATIENCE = 60.0


@contextmanager
def running(callback: str) -> Iterator[str]:
    """Its address, while it runs."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    words = [sys.executable, "-m", "tests.other_house.program", str(port), callback]
    process = subprocess.Popen(words, cwd=ROOT, stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.communicate()


def wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Until it answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with suppress(requests.ConnectionError):
            if requests.get(f"{address}/.well-known/openid-configuration", timeout=5).ok:
                return
        time.sleep(0.2)
    raise AssertionError(f"The other house did not open: {process.poll()}")


def settings_for(address: str) -> dict[str, object]:
    """What our own house knows of it."""
    app = {
        "provider_id": "huis",
        "name": "Waterhoven",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": address, "oauth_pkce_enabled": True},
    }
    provider = "tussenruimte.web.other_house.OtherHouse"
    return {"openid_connect": {"provider_class": provider, "APPS": [app]}}


def shows(address: str, there: str, who: str) -> str:
    """Somebody shows in the other house who they are; gives where that sends them back."""
    with requests.Session() as browser:
        assert browser.get(f"{address}/enter/{who}/", timeout=10).ok
        answer = browser.get(there, timeout=10, allow_redirects=False)
        assert answer.status_code == HTTPStatus.FOUND, answer.text[:2000]
        return answer.headers["Location"]
