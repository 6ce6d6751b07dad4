"""Large letters: chosen on a device, or by a person for all their devices."""

from django.conf import settings
from django.http import HttpRequest

LARGE = "groot"


def has_large_letters(request: HttpRequest) -> bool:
    """What was chosen on this device; without that, what the person chose on another one."""
    chosen = request.COOKIES.get(letters_cookie())
    person = getattr(request, "person", None)
    return chosen == LARGE if chosen else bool(person and person.large_print)


def letters_cookie() -> str:
    """The cookie by which somebody without a log-in has large letters too; it says nothing else."""
    return "__Host-letters" if settings.SESSION_COOKIE_SECURE else "letters"
