"""There and back to the other house."""

from allauth.account.adapter import get_adapter
from allauth.socialaccount.providers.openid_connect import views
from django.contrib.messages import ERROR
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from requests import RequestException

from tussenruimte.kit.pages import private
from tussenruimte.web.invited import goes_elsewhere
from tussenruimte.web.other_house import could_not

MOVED = 302


@private
def go(request: HttpRequest, provider_id: str) -> HttpResponse:
    """On the way there. A page in between, since a form of ours may lead nowhere else."""
    if request.method != "POST":
        return redirect("account_login")
    goes_elsewhere(request, is_invited="invited" in request.POST)
    try:
        answer: HttpResponse = views.login(request, provider_id)
    except RequestException:
        get_adapter().add_message(request, ERROR, message=could_not())
        return redirect("account_login")
    if answer.status_code != MOVED or answer.headers["Location"].startswith("/"):
        return answer
    there = answer.headers["Location"]
    page = render(request, "web/other_house.html", {"there": there})
    page.headers["Refresh"] = f"0; url={there}"
    return page


@private
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back, with what the other house says."""
    if "state" not in request.GET:
        raise Http404
    answer: HttpResponse = views.callback(request, provider_id)
    return answer
