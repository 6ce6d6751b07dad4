"""Where everything is: each room says its own full addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("tussenruimte.web.urls")),
    path("", include("tussenruimte.relations.urls")),
    path("", include("tussenruimte.reflections.urls")),
    path("", include("tussenruimte.conversations.urls")),
    path("", include("tussenruimte.promises.urls")),
    path("", include("tussenruimte.matters.urls")),
    path("", include("tussenruimte.members.urls")),
    path("", include("tussenruimte.post.urls")),
]
