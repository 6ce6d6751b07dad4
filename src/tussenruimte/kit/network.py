"""From which network somebody comes: so coarse that it says nothing about who it is."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

BITS = {4: 24, 6: 48}


def network_of(request: HttpRequest) -> str:
    """The network of the one who asks, such as 192.0.2.0/24; empty when nothing says so."""
    address = request.META.get("REMOTE_ADDR", "")
    if getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0):  # only then a proxy of ours wrote it
        address = request.headers.get("X-Forwarded-For", address).rsplit(",", 1)[-1].strip()
    try:
        ip = ip_address(address)
    except ValueError:
        return ""
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return str(ip_network(f"{ip}/{BITS[ip.version]}", strict=False))
