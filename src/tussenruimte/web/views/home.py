"""Where somebody comes in: the house itself, before any cooperative."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tussenruimte.kit.clock import now
from tussenruimte.kit.pages import private
from tussenruimte.members import reads as members
from tussenruimte.web import actions
from tussenruimte.web.forms.beginning import Begin


def home(request: HttpRequest) -> HttpResponse:
    """Straight on where there is one way; otherwise the small steps and the cooperatives."""
    if request.user.is_authenticated:
        return inside(request)
    cooperatives = members.everywhere()
    if not cooperatives:
        return redirect("web:begin")
    if len(cooperatives) == 1:
        return redirect("web:front", cooperatives[0].slug)
    return render(request, "web/home.html", {"cooperatives": cooperatives})


@private
def inside(request: HttpRequest) -> HttpResponse:
    """Somebody signed in: their day, or a choice of cooperatives, or a friendly word."""
    assert request.user.is_authenticated  # noqa: S101 - `home` asked
    mine = members.cooperatives_of(request.user)
    if len(mine) == 1:
        return redirect("web:today", mine[0].slug)
    others = [one for one in members.everywhere() if one not in mine]
    return render(request, "web/choose.html", {"mine": mine, "others": others})


@private
def begin(request: HttpRequest) -> HttpResponse:
    """The first person begins a cooperative, with the code that the house printed."""
    form = Begin(request.POST or None)
    if form.is_valid() and form.try_to(
        actions.begin_cooperative, form.beginning(), by="beheer", at=now()
    ):
        cooperative, new_user = form.result
        if new_user is None:
            return redirect("account_login")
        login(request, new_user)
        return redirect("web:today", cooperative.slug)
    return render(request, "web/begin.html", {"form": form})
