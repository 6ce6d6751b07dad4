"""What a browser tells about itself, in words that somebody knows their own device by."""

from django.utils.translation import gettext as _

# The first that is named counts: most browsers name others as well, to be let in everywhere.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def device_in_words(agent: str) -> str:
    """ "Firefox on Android", or as much of it as can be told."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    machine = next((name for mark, name in MACHINES if mark in agent), "")
    if browser and machine:
        return _("%(browser)s on %(machine)s") % {"browser": browser, "machine": machine}
    return browser or machine or _("a device that we do not know")


def marks_of(agent: str) -> str:
    """No more of what a browser tells than `device_in_words` needs."""
    found = (
        next((mark for mark, _name in all_of if mark in agent), "")
        for all_of in (BROWSERS, MACHINES)
    )
    return " ".join(mark for mark in found if mark)
