"""Made-up values for `/look/`, the page that shows every part once. Only the demo serves it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy as lazy


@dataclass(frozen=True)
class Somebody:
    """A name and a code: all that a door needs."""

    name: str
    code: str


AMINA = Somebody("Amina Telgenhof", "A7")
RUBEN = Somebody("Ruben Aldekamp", "R3")
SJAAN = Somebody("Sjaan Poelma", "S2")
JORIS = Somebody("Joris Haanappel", "J5")
IDRIS = Somebody("Idris Bekkaoui", "D4")
NOOR = Somebody("Noor van Hessum", "N9")
GERRIT = Somebody("Gerrit Wolbers", "G8")


class Asking(forms.Form):
    """One of each kind of question."""

    words = forms.CharField(
        label=lazy("What is needed?"),
        help_text=lazy("In your own words. We change nothing in them."),
        widget=forms.Textarea,
    )
    name = forms.CharField(label=lazy("What may we call you?"), required=False)
    when = forms.ChoiceField(
        label=lazy("Can it wait?"),
        choices=[
            ("wait", lazy("It can wait a few days")),
            ("today", lazy("No, call me today")),
        ],
        widget=forms.RadioSelect,
        initial="wait",
    )
    who = forms.ChoiceField(
        label=lazy("With whom?"), choices=[(1, AMINA.name), (2, SJAAN.name)], widget=forms.Select
    )
    agree = forms.BooleanField(
        label=lazy("The circle may read this"),
        help_text=lazy("You can take that back at any time."),
        required=False,
    )


def asking(data: dict[str, str] | None = None) -> Asking:
    """The form, empty or with what somebody sent."""
    form = Asking(data, prefix="sent" if data is not None else None)
    hints = {"today": _("When it is about your house, about money or about safety.")}
    form.fields["when"].widget.hints = hints
    return form


def look_of(today: dt.date) -> dict[str, Any]:
    """Everything that `web/look.html` shows."""
    ago = {n: today - dt.timedelta(n) for n in (1, 2, 6, 8, 9, 12, 16)}
    return {
        "cast": [AMINA, RUBEN, SJAAN, IDRIS, NOOR, JORIS, GERRIT],
        "ruben": RUBEN,
        "amina": AMINA,
        "together": [
            {"actor": AMINA, "part": _("holds your question"), "lit": True},
            {"actor": SJAAN, "part": _("knows where to find you")},
            {"actor": IDRIS, "part": _("sees to the kitchen on Sunday")},
        ],
        "states": [
            "open",
            "soon",
            "late",
            "kept",
            "done",
            "unconfirmed",
            "moved",
            "failed",
            "handed-over",
        ],
        "soon": today + dt.timedelta(1),
        "later": today + dt.timedelta(9),
        "since": ago[12],
        "was_due": ago[9],
        "kept_on": ago[6],
        "ladder": [
            {"who": _("You"), "on": ago[9], "actor": RUBEN},
            {"who": _("The circle"), "on": ago[8], "actor": AMINA},
            {"who": _("The seat"), "on": ago[6], "actor": JORIS, "lit": True},
            {"who": _("The table"), "on": ago[2], "reached": False},
        ],
        "walk": [
            {"kind": _("this promise"), "title": _("A postal address")},
            {"kind": _("your question"), "title": _("Somebody who finishes it"), "url": "#"},
            {"kind": _("what binds us"), "title": _("Nobody stands alone here")},
        ],
        "icons": [
            "today",
            "tell",
            "together",
            "neighbourhood",
            "promised",
            "card",
            "phone",
            "back",
            "forward",
            "print",
            "pen",
            "wrong",
            "check",
            "close",
            "eye",
            "leave",
            "door",
            "plus",
            "calendar",
            "mail",
            "home",
            "clock",
            "language",
        ],
        "form": asking(),
        "sent": asking({"sent-words": "", "sent-name": "Ruben", "sent-when": "today"}),
    }
