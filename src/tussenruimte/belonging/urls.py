"""Addresses of `belonging`: seats and what hangs on them, and being a member."""

from django.urls import path

from tussenruimte.belonging.views import (
    asking,
    beside,
    circles,
    coming,
    forgetting,
    joining,
    leaving,
    members,
    seats,
)

app_name = "belonging"
HERE = "<slug:coop>/stoelen/"
ONE = f"{HERE}<slug:code>/"
NEXT = f"{HERE}opvolgen/<slug:code>/"
OWED = f"{NEXT}<slug:promise>/"
MEMBERS = "<slug:coop>/leden/"
MINE = f"{MEMBERS}mijn/"
JOINING = f"{MEMBERS}aanmelding/<slug:code>/"
CIRCLES = "<slug:coop>/kringen/"
CIRCLE = f"{CIRCLES}<slug:code>/"
MEMBER = f"{MEMBERS}lid/<slug:code>/"
EXPULSION = f"{MEMBERS}ontzetting/<slug:code>/"
urlpatterns = [
    path(MEMBERS, members.members, name="members"),
    path(f"{MEMBERS}lid-worden/", joining.join, name="join"),
    path(f"{MEMBERS}lid-worden/bekend/", joining.join_known, name="join-known"),
    path(MINE, joining.mine, name="mine"),
    path(f"{MINE}waarom/<slug:code>/", joining.why, name="why"),
    path(f"{MINE}bezwaar/", joining.object_to, name="object"),
    path(f"{MINE}gesprek-klopt-niet/", joining.dispute, name="dispute-talk"),
    path(f"{MINE}klopt-niet/", beside.wrong, name="wrong"),
    path(f"{MINE}toch-niet/", joining.withdraw, name="withdraw"),
    path(JOINING, joining.joining, name="joining"),
    path(f"{JOINING}lid/", joining.admit, name="admit"),
    path(f"{JOINING}geen-lid/", joining.refuse, name="refuse"),
    path(f"{JOINING}ledenvergadering/", joining.meeting, name="meeting"),
    path(f"{MINE}ontzetting-klopt-niet/", leaving.dispute, name="dispute-expulsion"),
    path(f"{MINE}ontzetting-bezwaar/", leaving.to_members, name="object-expulsion"),
    path(f"{MINE}blijven/", leaving.take_back, name="stay"),
    path("<slug:coop>/opzeggen/", leaving.leave, name="end"),
    path(MEMBER, leaving.member, name="member"),
    path(f"{MEMBER}opgezegd/", leaving.told, name="told-end"),
    path(f"{MEMBER}gesprek/", leaving.begin, name="begin-expulsion"),
    path(EXPULSION, leaving.expulsion, name="expulsion"),
    path(f"{EXPULSION}blijft/", leaving.let_stay, name="let-stay"),
    path(f"{EXPULSION}ledenvergadering/", leaving.members_said, name="expulsion-meeting"),
    path(CIRCLES, circles.circles, name="circles"),
    path(f"{CIRCLES}beginnen/", circles.start, name="start-circle"),
    path(f"{CIRCLES}gevraagd/<slug:code>/", circles.asked, name="circle-asked"),
    path(CIRCLE, circles.circle, name="circle"),
    path(f"{CIRCLE}rugdekking/", circles.backing, name="backing"),
    path(f"{CIRCLE}vragen/", circles.ask_in, name="ask-into-circle"),
    path(f"{CIRCLE}erbij/", circles.sit, name="sit-in-circle"),
    path(f"{CIRCLE}eruit/", circles.go_out, name="go-out"),
    path(f"{CIRCLE}gesprek/", circles.talk, name="talk-about-circle"),
    path(f"{CIRCLE}verder/", circles.go_on, name="go-on"),
    path("<slug:coop>/vergeten/<slug:code>/", forgetting.forget, name="forget"),
    path(HERE, seats.seats, name="seats"),
    path(f"{HERE}nieuw/", seats.make_seat, name="make-seat"),
    path(f"{HERE}vraag/<slug:code>/", asking.question, name="question"),
    path(f"{HERE}waarnemen/<slug:code>/", seats.stand_in, name="stand-in"),
    path(NEXT, coming.succession, name="succession"),
    path(f"{NEXT}gaan-zitten/", coming.take_seat, name="take-seat"),
    path(f"{NEXT}gaat-niet-door/", coming.call_off, name="call-off"),
    path(f"{OWED}aannemen/", coming.accept, name="accept"),
    path(f"{OWED}teruggeven/", coming.give_back, name="give-back"),
    path(f"{HERE}teruggegeven/<slug:code>/", coming.given_back, name="given-back"),
    path(f"{HERE}gevraagd/", asking.asked, name="asked"),
    path(ONE, seats.seat, name="seat"),
    path(f"{ONE}vragen/", asking.ask, name="ask"),
    path(f"{ONE}vragen/bekend/", asking.ask_known, name="ask-known"),
    path(f"{ONE}gesprek/", asking.talk, name="talk"),
    path(f"{ONE}gesprek/bekend/", asking.talk_known, name="talk-known"),
    path(f"{ONE}verlaten/", seats.leave, name="leave"),
    path(f"{ONE}iemand-vragen/", seats.ask_stand_in, name="ask-stand-in"),
    path(f"{ONE}voordragen/", coming.name, name="name"),
    path(f"{ONE}mandaat/", seats.mandate, name="mandate"),
    path(f"{ONE}opheffen/", seats.abolish, name="abolish"),
]
