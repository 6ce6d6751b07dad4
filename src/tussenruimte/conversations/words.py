"""Looking at words before they are kept."""

from django.utils.translation import gettext as _

from tussenruimte.kit.refusal import Refused
from tussenruimte.methods import bsn


def refuse_bsn(*texts: str) -> None:
    """A citizen service number is never kept, whoever types it."""
    if any(bsn.found_in(text) for text in texts):
        raise Refused(
            _("We may not keep a BSN, not even if you allow it. Please take the number out.")
        )
