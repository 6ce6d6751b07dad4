"""Addresses of `matters`: what hangs on a matter, whatever the matter is; and the stop-rules."""

from django.urls import path

from tussenruimte.matters.views import hanging, stop_rules

app_name = "matters"
urlpatterns = [
    path("<slug:coop>/bestanden/<str:code>/", hanging.file, name="file"),
    path("<slug:coop>/bestanden/<str:code>/weg/", hanging.remove_file, name="remove-file"),
    path("<slug:coop>/kanttekening/<str:code>/", hanging.remark, name="remark"),
    path(
        "<slug:coop>/kanttekening/<str:code>/antwoord/", hanging.answer_remark, name="answer-remark"
    ),
    path("<slug:coop>/stopregels/", stop_rules.rules, name="stop-rules"),
    path("<slug:coop>/stopregels/nieuw/", stop_rules.add, name="add-stop-rule"),
    path("<slug:coop>/stopregels/<str:code>/", stop_rules.rule, name="stop-rule"),
    path("<slug:coop>/stopregels/<str:code>/anders/", stop_rules.change, name="change-stop-rule"),
    path("<slug:coop>/stopregels/<str:code>/einde/", stop_rules.end, name="end-stop-rule"),
]
