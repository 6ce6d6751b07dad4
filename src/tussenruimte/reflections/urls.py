"""Addresses of `reflections`. `weigh` and `look_back` take the code of a matter."""

from django.urls import path

from tussenruimte.reflections import views

app_name = "reflections"
one = "<slug:coop>/afwegen/<slug:code>/"
urlpatterns = [
    path("<slug:coop>/afwegen/over/<slug:code>/", views.weigh, name="weigh"),
    path(one, views.judgement, name="judgement"),
    path(one + "meekijken/", views.answer, name="answer"),
    path(one + "iemand-anders/", views.another, name="another"),
    path(one + "verder/", views.again, name="again"),
    path(one + "knelt/", views.pinches, name="pinches"),
    path("<slug:coop>/terugkijken/over/<slug:code>/", views.look_back, name="look_back"),
    path(
        "<slug:coop>/terugkijken/<slug:code>/intrekken/",
        views.withdraw_look_back,
        name="withdraw_look_back",
    ),
]
