"""Addresses of `post`."""

from django.urls import URLPattern

app_name = "post"
urlpatterns: list[URLPattern] = []
