"""Where everything is: each room says its own full addresses."""

from allauth.account import views as signing_in
from django.urls import include, path
from django.views.i18n import set_language

from tussenruimte.web.urls import own_data, ways

# The names are those that allauth and Django ask for; of their pages we have only these.
doors = [
    path("uitloggen/", signing_in.logout, name="account_logout"),
    path("taal/", set_language, name="set_language"),
]

urlpatterns = [
    *doors,
    *ways,
    path("", include("tussenruimte.agenda.urls")),
    path("", include((own_data, "mine"))),
    path("", include("tussenruimte.decisions.urls")),
    path("", include("tussenruimte.belonging.urls")),
    path("", include("tussenruimte.relations.urls")),
    path("", include("tussenruimte.reflections.urls")),
    path("", include("tussenruimte.conversations.urls")),
    path("", include("tussenruimte.promises.urls")),
    path("", include("tussenruimte.matters.urls")),
    path("", include("tussenruimte.members.urls")),
    path("", include("tussenruimte.post.urls")),
    # Last: at the end of it stands the front of a cooperative, which may be called anything.
    path("", include("tussenruimte.web.urls")),
]
