"""The first level of addresses, and the pages of a cooperative that combine rooms."""

from django.conf import settings
from django.urls import path
from django.views.decorators.cache import cache_control

from tussenruimte.web.views import (
    demo,
    door,
    front,
    home,
    house,
    invitation,
    letting_in,
    mine,
    other_house,
    passkeys,
    seen,
    terms,
    today,
    ways_in,
    words,
)

# The names are those that allauth asks for, so they stand outside this room's own.
# Nobody signs up: whoever is sent there asks for a code.
ways = [
    path("inloggen/", door.ask_for_code, name="account_login"),
    path("inloggen/", door.ask_for_code, name="account_request_login_code"),
    path("inloggen/", door.ask_for_code, name="account_signup"),
    path("inloggen/code/", door.type_the_code, name="account_confirm_login_code"),
    path("inloggen/tweede-code/", passkeys.show, name="mfa_authenticate"),
    path("inloggen/passkey/", passkeys.come_in, name="mfa_login_webauthn"),
    path("mijn-toegang/passkey/", passkeys.add, name="mfa_add_webauthn"),
    path("mijn-toegang/passkey/<int:pk>/naam/", passkeys.rename, name="mfa_edit_webauthn"),
    path("mijn-toegang/passkey/<int:pk>/weg/", passkeys.remove, name="mfa_remove_webauthn"),
    path(
        "mijn-toegang/bevestigen/passkey/",
        passkeys.show_again,
        name="mfa_reauthenticate_webauthn",
    ),
    path("inloggen/met/<slug:provider_id>/", other_house.go, name="openid_connect_login"),
    path(
        "inloggen/met/<slug:provider_id>/terug/",
        other_house.come_back,
        name="openid_connect_callback",
    ),
    path("mijn-toegang/", ways_in.ways_in, name="mfa_index"),
    path("mijn-toegang/app/", ways_in.set_up_app, name="mfa_activate_totp"),
    path("mijn-toegang/app/weg/", ways_in.stop_app, name="mfa_deactivate_totp"),
    path("mijn-toegang/noodcodes/", ways_in.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "mijn-toegang/noodcodes/nieuw/",
        ways_in.new_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("mijn-toegang/apparaten/weg/", ways_in.end_others, name="end_other_devices"),
    path("mijn-toegang/apparaten/<int:pk>/weg/", ways_in.end_one, name="end_device"),
    path("mijn-toegang/bevestigen/", ways_in.show_again, name="mfa_reauthenticate"),
]

# Before the pages that a card opens, since what stands after `kaart/` is otherwise a code.
MINE = (
    ("", mine.page, "page"),
    ("meenemen/", mine.take, "take"),
    ("aanpassen/", mine.correct, "correct"),
    ("vergeten/", mine.forget, "forget"),
    ("toch-blijven/", mine.stay, "stay"),
)
own_data = [
    *(
        path(f"kaart/mijn-gegevens/{there}", view, name=f"card-{name}")
        for there, view, name in MINE
    ),
    *(path(f"<slug:coop>/mijn-gegevens/{there}", view, name=name) for there, view, name in MINE),
]

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("begin/", home.begin, name="begin"),
    path("toegankelijkheid", house.accessibility, name="accessibility"),
    path("healthz", house.healthz, name="healthz"),
    path("letters/", house.letters, name="letters"),
    path("robots.txt", house.robots, name="robots"),
    path(".well-known/security.txt", house.security, name="security"),
    path(
        "favicon.ico",
        cache_control(max_age=86_400)(house.favicon),
        name="favicon",
    ),
]
if settings.DEMO:  # outside the demo there is no such door, not even a shut one
    urlpatterns += [
        path("demo/", demo.door, name="demo"),
        path("demo/post/", demo.post, name="demo-post"),
        path("look/", demo.look, name="look"),
    ]
# Last: a cooperative may be called anything that the house does not need itself.
urlpatterns += [
    path("<slug:coop>/", front.front, name="front"),
    path("<slug:coop>/toegang/", letting_in.letting_in, name="letting-in"),
    path("<slug:coop>/toegang/uitnodigen/", letting_in.invite, name="invite"),
    path("<slug:coop>/toegang/uitnodigen/<slug:code>/weg/", letting_in.revoke, name="revoke"),
    path("<slug:coop>/toegang/vasthouden/", letting_in.let_hold, name="let-hold"),
    path("<slug:coop>/toegang/kwijt/", letting_in.say_seen, name="say-seen"),
    path("<slug:coop>/toegang/kwijt/<slug:code>/", letting_in.say_seen_too, name="way-back"),
    path(
        "<slug:coop>/toegang/kwijt/<slug:code>/weg/",
        letting_in.take_back_seen,
        name="take-back-seen",
    ),
    path("<slug:coop>/uitnodiging/", invitation.invitation, name="invitation"),
    path("<slug:coop>/uitnodiging/verder/", invitation.come_in, name="invitation-in"),
    path("<slug:coop>/uitnodiging/passkey/", invitation.by_passkey, name="invitation-passkey"),
    path("<slug:coop>/uitnodiging/<slug:code>/", invitation.invitation, name="invited"),
    path("<slug:coop>/privacy/", front.privacy, name="privacy"),
    path("<slug:coop>/letters/", house.my_letters, name="my_letters"),
    path("<slug:coop>/woorden/", words.words, name="words"),
    path("<slug:coop>/termijnen/", terms.terms, name="terms"),
    path("<slug:coop>/termijnen/<slug:name>/", terms.set_term, name="set-term"),
    path("<slug:coop>/kamers/", terms.open_rooms, name="open-rooms"),
    path("<slug:coop>/naam-en-nummer/", terms.describe, name="describe"),
    path("<slug:coop>/vandaag/", today.today, name="today"),
    path("<slug:coop>/wie-heeft-dit-gezien/", seen.who_has_seen, name="who_has_seen"),
]
