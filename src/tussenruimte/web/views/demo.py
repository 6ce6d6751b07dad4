"""Pages that exist only in the demo: the door by which one walks in, the post that would have gone by
mail, and every part of a page.
"""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tussenruimte.kit.clock import today
from tussenruimte.kit.refusal import NotHere
from tussenruimte.web.examples import look_of
from tussenruimte.web.reads import demo as reads
from tussenruimte.web.second_factor import note_the_door


def door(request: HttpRequest) -> HttpResponse:
    """One click and you are somebody of the cast."""
    if not settings.DEMO:
        raise NotHere
    if request.method != "POST":
        return render(request, "web/demo.html", {"houses": reads.houses(today())})
    person = reads.somebody(request.POST.get("coop", ""), request.POST.get("who", ""))
    if person is None or person.user is None:
        raise NotHere
    login(request, person.user)
    note_the_door(request)
    return redirect("web:today", request.POST["coop"])


def post(request: HttpRequest) -> HttpResponse:
    """What would have gone by mail: nothing leaves the demo."""
    if not settings.DEMO:
        raise NotHere
    letters = reads.letters(settings.DEMO_LETTERS)
    return render(request, "web/demo_post.html", {"letters": letters})


def look(request: HttpRequest) -> HttpResponse:
    """Every part of a page, once, for whoever builds one."""
    if not settings.DEMO:
        raise NotHere
    return render(request, "web/look.html", look_of(today()))
