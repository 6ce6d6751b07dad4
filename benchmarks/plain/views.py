"""The plain page, and the same with one committed insert."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from benchmarks.plain.models import Item, Look


@login_required
def items(request: HttpRequest) -> HttpResponse:
    """Twenty-five rows of whoever is signed in."""
    rows = Item.objects.filter(owner=request.user).select_related("other").order_by("due")
    return render(request, "plain/items.html", {"items": rows[:25]})


@login_required
def looked_at(request: HttpRequest) -> HttpResponse:
    """The same, after noting who looked."""
    Look.objects.create(user=request.user, page="items")
    return items(request)
