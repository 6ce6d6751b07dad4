"""Addresses of `matters`: what hangs on a matter, whatever the matter is."""

from django.urls import path

from tussenruimte.matters import views

app_name = "matters"
urlpatterns = [
    path("<slug:coop>/bestanden/<str:code>/", views.file, name="file"),
    path("<slug:coop>/bestanden/<str:code>/weg/", views.remove_file, name="remove-file"),
    path("<slug:coop>/kanttekening/<str:code>/", views.remark, name="remark"),
    path(
        "<slug:coop>/kanttekening/<str:code>/antwoord/", views.answer_remark, name="answer-remark"
    ),
]
