"""Addresses of `post`."""

from django.urls import path

from tussenruimte.post import views

app_name = "post"
urlpatterns = [
    path("<slug:coop>/bellijst/", views.phone_list, name="phone-list"),
    path("<slug:coop>/bellijst/<slug:code>/", views.called, name="called"),
]
