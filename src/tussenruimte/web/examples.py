"""Made-up values for `/look/`, the page that shows every part once. Only the demo serves it."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tussenruimte.kit.templatetags.wording import Soft
from tussenruimte.kit.wording import hints_about, questions_about


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
        label=_("What is needed?"),
        help_text=_("In your own words. We change nothing in them."),
        widget=forms.Textarea,
    )
    name = forms.CharField(label=_("What may we call you?"), required=False)
    when = forms.ChoiceField(
        label=_("Can it wait?"),
        choices=[
            ("wait", _("It can wait a few days")),
            ("today", _("No, call me today")),
        ],
        widget=forms.RadioSelect,
        initial="wait",
    )
    who = forms.ChoiceField(
        label=_("With whom?"), choices=[(1, AMINA.name), (2, SJAAN.name)], widget=forms.Select
    )
    agree = forms.BooleanField(
        label=_("The circle may read this"),
        help_text=_("You can take that back at any time."),
        required=False,
    )


def asking(data: dict[str, str] | None = None) -> Asking:
    """The form, empty or with what somebody sent."""
    form = Asking(data, prefix="sent" if data is not None else None)
    hints = {"today": _("When it is about your house, about money or about safety.")}
    form.fields["when"].widget.hints = hints
    return form


def wonder() -> Soft:
    """What the house asks about a sentence with hard words in it."""
    text = "De cliënt HOORT ER NOOIT iets van."
    return Soft(questions_about(text), hints_about(text), marks="cliënt")


TOGETHER = [
    {"actor": AMINA, "part": _("holds your question"), "lit": True},
    {"actor": SJAAN, "part": _("knows where to find you")},
    {"actor": IDRIS, "part": _("sees to the kitchen on Sunday")},
]
WALK = [
    {"kind": _("this promise"), "title": _("A postal address")},
    {"kind": _("your question"), "title": _("Somebody who finishes it"), "url": "#"},
    {"kind": _("what binds us"), "title": _("Nobody stands alone here")},
]
STATES = ["kept", "done", "unconfirmed", "moved", "failed", "released", "handed-over"]
ICONS = sorted(
    path.stem for path in (Path(__file__).parent / "templates/web/parts/icons").iterdir()
)


def _ladder(due: dt.date) -> list[dict[str, Any]]:
    def after(days: int) -> dt.date:
        return due + dt.timedelta(days)

    return [
        {"who": _("You"), "on": after(0), "actor": RUBEN},
        {"who": _("The circle"), "on": after(1), "actor": AMINA},
        {"who": _("The seat"), "on": after(3), "actor": JORIS, "lit": True},
        {"who": _("The table"), "on": after(7), "reached": False},
    ]


def look_of(today: dt.date) -> dict[str, Any]:
    """Everything that `web/look.html` shows."""
    was_due = today - dt.timedelta(5)
    return {
        "cast": [AMINA, RUBEN, SJAAN, IDRIS, NOOR, JORIS, GERRIT],
        "ruben": RUBEN,
        "amina": AMINA,
        "together": TOGETHER,
        "states": STATES,
        "soon": today + dt.timedelta(1),
        "later": today + dt.timedelta(9),
        "since": today - dt.timedelta(12),
        "was_due": was_due,
        "kept_on": today - dt.timedelta(6),
        "ladder": _ladder(was_due),
        "walk": WALK,
        "icons": ICONS,
        "form": asking(),
        "wonder": wonder(),
        "sent": asking({"sent-words": "", "sent-name": "Ruben", "sent-when": "today"}),
    }
