"""Addresses of `agenda`."""

from django.urls import path

from tussenruimte.agenda import views

app_name = "agenda"
HERE = "<slug:coop>/agenda/"
ONE = f"{HERE}<slug:code>/"
urlpatterns = [
    path(HERE, views.agenda, name="agenda"),
    path(f"{HERE}agenda.ics", views.ics, name="ics"),
    path(f"{HERE}nieuw/", views.post_on, name="post-on"),
    path(f"{HERE}briefje/", views.post_notice, name="post-notice"),
    path(ONE, views.posting, name="posting"),
    path(f"{ONE}agenda.ics", views.posting_ics, name="posting-ics"),
    path(f"{ONE}delen/", views.share, name="share"),
    path(f"{ONE}weghalen/", views.withdraw, name="withdraw"),
]
