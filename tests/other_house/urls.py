"""The addresses of the other house.

Whoever goes to `/enter/<address>/` is signed in there as who has that address: the page that a
person would see is not what is tried here.
"""

from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def enter(request: HttpRequest, address: str) -> HttpResponse:
    """Signed in there."""
    user = get_user_model().objects.get(username=address)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponse("in")


urlpatterns = [
    path("enter/<str:address>/", enter),
    path("accounts/", include("allauth.account.urls")),
    path("", include("allauth.idp.urls")),
]
