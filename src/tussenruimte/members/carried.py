"""A list of members between looking at it and taking it in: sealed in the page itself, kept nowhere."""

import binascii
import datetime as dt
import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import asdict

from django.utils.translation import gettext as _

from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.sealing import UnreadableError, seal_bytes, unseal_bytes
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Person, person_key
from tussenruimte.methods.member_list import Listed


def carried(people: Sequence[Listed], *, by: Person, at: dt.datetime) -> str:
    """The people of a list under the key of whoever brings it; only they can send it back."""
    said = json.dumps({"at": at.isoformat(), "people": [asdict(one) for one in people]})
    return urlsafe_b64encode(
        seal_bytes(person_key(by), zlib.compress(said.encode()), _place(by))
    ).decode()


def brought_back(text: str, *, by: Person, at: dt.datetime) -> list[Listed]:
    """The people again; refused when it is too long ago, or is not what we gave along."""
    try:
        sealed = unseal_bytes(person_key(by), urlsafe_b64decode(text.encode()), _place(by))
    except (UnreadableError, binascii.Error, ValueError) as error:
        raise Refused(_again()) from error
    said = json.loads(zlib.decompress(sealed))
    hours = dt.timedelta(hours=term(by.cooperative, "list_hours"))
    if at - dt.datetime.fromisoformat(said["at"]) > hours:
        raise Refused(_again())
    return [Listed(**{**one, "phones": tuple(one["phones"])}) for one in said["people"]]


def _place(by: Person) -> str:
    return f"members_list|{by.code}|people"


def _again() -> str:
    return _("You looked at this list too long ago. Choose the file again.")
