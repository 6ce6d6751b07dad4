"""The base of all forms: a refusal becomes a sentence beside what was filled in."""

from collections.abc import Callable
from typing import Any

from django import forms

from tussenruimte.kit.refusal import Refused


class HouseForm(forms.Form):
    """A form that keeps what was typed when the moment turns out to be wrong."""

    required_css_class = "required"
    result: Any = None

    def try_to(self, action: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Do the action. A refusal stands above the form, and nothing that was typed is lost."""
        try:
            self.result = action(*args, **kwargs)
        except Refused as no:
            self.add_error(None, str(no))
            return False
        return True
