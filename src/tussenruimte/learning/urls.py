"""Addresses of `learning`: what went wrong between people."""

from django.urls import path

from tussenruimte.learning import views

app_name = "learning"
HERE = "<slug:coop>/ging-mis/"
ONE = f"{HERE}<slug:code>/"
urlpatterns = [
    path(HERE, views.wrong, name="wrong"),
    path(f"{HERE}vertellen/", views.tell, name="tell"),
    path(f"{HERE}verteld/", views.told, name="told"),
    path(ONE, views.complaint, name="complaint"),
    path(f"{ONE}opzij/", views.step_aside, name="step-aside"),
    path(f"{ONE}gezegd/", views.concerned_told, name="concerned-told"),
]
