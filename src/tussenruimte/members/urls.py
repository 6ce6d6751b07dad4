"""Addresses of `members`."""

from django.urls import path

from tussenruimte.members import views

app_name = "members"
urlpatterns = [
    path("<slug:coop>/weg/", views.away, name="away"),
    path("<slug:coop>/weg/<str:code>/antwoord/", views.stand_in, name="stand-in"),
    path("<slug:coop>/weg/<str:code>/terug/", views.come_back, name="come-back"),
    path("<slug:coop>/wacht/", views.duty, name="duty"),
    path("<slug:coop>/wacht/<str:day>/weggeven/", views.give_days, name="give-days"),
    path("<slug:coop>/wacht/<str:code>/antwoord/", views.answer_duty, name="answer-duty"),
    path("<slug:coop>/wacht/<str:code>/houden/", views.keep_days, name="keep-days"),
    path("<slug:coop>/ledenlijst/", views.bring_list, name="bring-list"),
]
