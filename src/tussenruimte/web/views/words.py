"""The words that not everybody knows, and what the house means by them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tussenruimte.kit.pages import CooperativeRequest
from tussenruimte.kit.wording import HARD_WORDS


@require_safe
def words(request: CooperativeRequest, coop: str) -> HttpResponse:
    """All of them in the order of the alphabet."""
    rows = sorted(HARD_WORDS.items(), key=lambda row: row[1].name.lower())
    return render(request, "web/words.html", {"words": rows})
