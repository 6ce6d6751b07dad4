"""How every form is sent so that it is accepted: what stands on its page, and what that page cannot know."""

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve
from PIL import Image

from tests.web.about import path_to
from tests.web.addresses import PAGES
from tests.web.hostile import Forms
from tests.web.sent import seen

# Everybody who has forms of their own, in the order in which they are asked for them.
WHO = ("amina", "fenna", "idris", "sjaan", "ruben", "gerrit", "card", "tess", "joris", "visitor")

RUBEN, TESS_CODE, CARD = "code of Ruben", "code of Tess", "his printed code"
INVITED = "what is printed on an invitation"
SAMIR, TESS = "Samir", "Tess Ouwehand"
AT_A_DOOR = {"code": CARD, "word": "reiger"}
NOBODY_ELSE = {"extra": "", "age": "", "parent_name": "", "parent_word": "", "is_alone": None}
# By address: what is filled in otherwise. None: the field is left out. `which` comes with a second look.
FILLED: dict[str, dict[str, Any]] = {
    "relations:tell": NOBODY_ELSE | {"together_name": "", "together_word": ""},
    "relations:card": AT_A_DOOR,
    "relations:invoke": {"name": "Ruben"},
    "relations:beside": {"name": TESS, "which": TESS_CODE, "scope": "", "paper_seen_on": ""},
    "relations:law": {"key": "wmo-own-plan", "reported_on": "2026-11-16"},
    "relations:own-law": {"key": "wmo-own-plan", "reported_on": "2026-11-16"},
    "relations:card-law": {"key": "wmo-own-plan", "reported_on": "2026-11-16"},
    "decisions:start": {"together": None},
    "decisions:plan-meeting": {"day": "2026-12-08"},
    "decisions:plan-demanded": {"day": "2026-12-08"},
    "decisions:move-meeting": {"day": "2026-12-08"},
    "decisions:put-on-agenda": {"title": ""},
    "decisions:hold-meeting": {"names": "Idris Bekkaoui", "proxies": ""},
    "decisions:name-adviser": {"who": "", "name": TESS, "craft": ""},
    "decisions:give-voice": {"name": "Idris Bekkaoui"},
    "decisions:open-vote": {"options": ""},
    "promises:make": {"receiver": RUBEN},
    "promises:pass-elsewhere": {"via": "de gemeenteraad"},
    "agenda:post-on": {"ends": ""},
    "web:invite": {"name": SAMIR, "email": ""},
    "web:let-hold": {"name": TESS},
    "web:invitation": {"code": INVITED},
    "belonging:ask-into-circle": {"name": TESS},
    "belonging:name": {"name": TESS},
    "belonging:meeting": {"met_on": "2026-11-16"},
    "belonging:expulsion-meeting": {"met_on": "2026-11-16"},
    "web:say-seen": {"seen_on": "2026-11-16"},
    "web:open-rooms": {"rooms": ("agenda", "decisions")},
    "belonging:go-on": {"until": "2026-12-30"},
    "belonging:join-known": AT_A_DOOR,
    "belonging:mine": AT_A_DOOR,
    "belonging:withdraw": AT_A_DOOR,
}

# Where somebody is called by name, and has to be somebody here.
BY_NAME = {
    "belonging:ask-into-circle": ("name",),
    "belonging:name": ("name",),
    "decisions:give-voice": ("name",),
    "decisions:hold-meeting": ("names", "proxies"),
    "decisions:name-adviser": ("name",),
    "relations:invoke": ("name",),
    "web:invite": ("name",),
    "web:let-hold": ("name",),
}

# The house says no to the right one too, so only the fields of the form itself are reached: it asks a
# code or a device that only a person has.
NOT_NOW = (
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
    "web:begin",
)


class Fields(Forms):
    """The forms of a page, and which of their fields one chooses from or does not see."""

    def __init__(self, page, here):
        self.chosen = set()
        super().__init__(page, here)

    def handle_starttag(self, tag, given):
        super().handle_starttag(tag, given)
        kind = dict(given).get("type", "text")
        if tag in {"select", "button"} or kind in {"radio", "checkbox", "hidden"}:
            self.chosen.add(dict(given).get("name"))


def forms(browsers, codes):
    """Each form once, wherever it stands: who sends it, where, what is in it, what is chosen in it."""
    known = set()
    for who in WHO:
        for name in (name for name in PAGES if seen(name)[who] == 200):
            path = path_to(name, "rietkade", codes[PAGES[name][0] or "none"])
            answer = browsers[who].get(path)
            if "html" not in answer.headers["Content-Type"]:
                continue
            page = Fields(answer.content.decode(), path)
            for there, fields, _free in page.sent():
                key = (urlsplit(there).path, *sorted(fields))
                if key not in known:
                    known.add(key)
                    yield who, there, fields, page.chosen & set(fields)


def filled_in(there, fields, known):
    """A form as it should be; `known` says what only a person knows."""
    name = resolve(urlsplit(there).path).view_name
    typed = {key: a_file(name) if value is None else value for key, value in fields.items()}
    given = {key: known.get(value, value) for key, value in FILLED.get(name, {}).items()}
    typed |= {key: value for key, value in given.items() if key in {*fields, "which"}}
    return name, {key: value for key, value in typed.items() if value is not None}


def a_file(name):
    """A picture, or a list of members."""
    if name == "members:bring-list":
        return SimpleUploadedFile("leden.csv", b"naam;telefoon\nAnna Buurvrouw;0612345678\n")
    data = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(data, "JPEG")
    return SimpleUploadedFile("gang.jpg", data.getvalue(), "image/jpeg")
