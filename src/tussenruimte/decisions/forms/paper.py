"""What is asked of who reads a paper with a voice on it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tussenruimte.decisions.forms.voting import Cast


class ReadPaper(Cast):
    """The same question as of who votes themselves: what stands there?"""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("one", "several"):
            if name in self.fields:
                self.fields[name].label = _("What is ticked on the paper?")
        self.fields["interest"].label = _("What stands there about their own interest?")
        self.fields["interest"].help_text = _("Leave it empty when nothing stands there.")
