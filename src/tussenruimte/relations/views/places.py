"""Where a message came from, for a day."""

from django.http import HttpRequest

from tussenruimte.kit import clock
from tussenruimte.kit.network import network_of
from tussenruimte.kit.sealing import keyed_hash


def origin_of(request: HttpRequest) -> str:
    """A keyed hash of network and day: enough to see a flood, too little to find anybody."""
    network = network_of(request)
    return keyed_hash(f"{network}|{clock.today().isoformat()}", "origin") if network else ""
