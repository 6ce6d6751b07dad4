"""Addresses of `conversations`. `ask`, `note` and `moment` take the code of a matter."""

from django.urls import path

from tussenruimte.conversations import views

app_name = "conversations"
about = "<slug:coop>/gesprekken/over/<slug:code>/"
one = "<slug:coop>/gesprekken/<slug:code>/"
urlpatterns = [
    path(about + "vragen/", views.ask, name="ask"),
    path(about + "noteren/", views.note, name="note"),
    path(about + "even/", views.moment, name="moment"),
    path(one, views.conversation, name="conversation"),
    path(one + "plannen/", views.plan, name="plan"),
    path(one + "gesproken/", views.held, name="held"),
    path(one + "klopt/", views.confirm, name="confirm"),
    path(one + "klopt-niet/", views.dispute, name="dispute"),
    path(one + "niet-doorgegaan/", views.not_held, name="not_held"),
    path(one + "gesprek.ics", views.ics, name="ics"),
    path(one + "brief/", views.letter, name="letter"),
]
