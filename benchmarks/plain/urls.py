"""Two pages."""

from django.urls import path

from benchmarks.plain import views

urlpatterns = [path("items/", views.items), path("looked-at/", views.looked_at)]
