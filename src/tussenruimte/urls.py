"""Where everything is: each room says its own full addresses."""

from allauth.account import views as signing_in
from django.urls import path
from django.views.i18n import set_language

from tussenruimte.kit.addressing import room
from tussenruimte.web.urls import own_data, ways

# The names are those that allauth and Django ask for; of their pages we have only these.
doors = [
    path("uitloggen/", signing_in.logout, name="account_logout"),
    path("taal/", set_language, name="set_language"),
]

urlpatterns = [
    room([*doors, *ways]),
    room("tussenruimte.agenda.urls"),
    room("tussenruimte.learning.urls"),
    room((own_data, "mine")),
    room("tussenruimte.decisions.urls"),
    room("tussenruimte.belonging.urls"),
    room("tussenruimte.relations.urls"),
    room("tussenruimte.reflections.urls"),
    room("tussenruimte.conversations.urls"),
    room("tussenruimte.promises.urls"),
    room("tussenruimte.matters.urls"),
    room("tussenruimte.members.urls"),
    room("tussenruimte.post.urls"),
    # Last: at the end of it stands the front of a cooperative, which may be called anything.
    room("tussenruimte.web.urls"),
]
