"""A citizen service number (BSN) is never kept, in whatever words it stands."""

from django.utils.translation import gettext as _

from tussenruimte.kit.refusal import Refused
from tussenruimte.methods import bsn


def refuse_bsn(*texts: str | None) -> None:
    """Refuse words with a citizen service number in them, whoever types it."""
    if any(bsn.found_in(text) for text in texts if text):
        raise Refused(
            _("We may not keep a BSN, not even if you allow it. Please take the number out.")
        )
