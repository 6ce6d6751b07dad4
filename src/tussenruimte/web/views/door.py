"""Signing in by mail: whoever asked, known or not, costs the same questions and the same mails."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.views import ConfirmLoginCodeView, request_login_code
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from tussenruimte.web.signed_in import look_up_nobody

Door = Callable[..., HttpResponseBase]


class TypeTheCode(ConfirmLoginCodeView):
    """The page for the code from the mail."""

    def _resend_form_valid(self, form: Form) -> HttpResponse:
        """Once more is one mail more, also to an address that we do not know."""
        if self._process.user is None:
            self._process.send()
        answer: HttpResponse = super()._resend_form_valid(form)
        return answer


def alike(view: Door) -> Door:
    """Who asked for a code is looked up by key; whoever is not known is looked up in vain."""

    @wraps(view)
    def answered(request: HttpRequest, *where: Any, **more: Any) -> HttpResponseBase:
        begun = request.session.get(LOGIN_SESSION_KEY)
        if begun and not begun.get("user_pk"):
            look_up_nobody()
        return view(request, *where, **more)

    return answered


ask_for_code = alike(request_login_code)
type_the_code = alike(TypeTheCode.as_view())
