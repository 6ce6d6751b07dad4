"""Addresses of `belonging`: the code of a seat, of a question, of who was asked or named."""

from django.urls import path

from tussenruimte.belonging.views import asking, coming, seats

app_name = "belonging"
HERE = "<slug:coop>/stoelen/"
ONE = f"{HERE}<slug:code>/"
NEXT = f"{HERE}opvolgen/<slug:code>/"
OWED = f"{NEXT}<slug:promise>/"
urlpatterns = [
    path(HERE, seats.seats, name="seats"),
    path(f"{HERE}vraag/<slug:code>/", asking.question, name="question"),
    path(f"{HERE}waarnemen/<slug:code>/", seats.stand_in, name="stand-in"),
    path(NEXT, coming.succession, name="succession"),
    path(f"{NEXT}gaan-zitten/", coming.take_seat, name="take-seat"),
    path(f"{NEXT}gaat-niet-door/", coming.call_off, name="call-off"),
    path(f"{OWED}aannemen/", coming.accept, name="accept"),
    path(f"{OWED}teruggeven/", coming.give_back, name="give-back"),
    path(ONE, seats.seat, name="seat"),
    path(f"{ONE}vragen/", asking.ask, name="ask"),
    path(f"{ONE}gesprek/", asking.talk, name="talk"),
    path(f"{ONE}verlaten/", seats.leave, name="leave"),
    path(f"{ONE}iemand-vragen/", seats.ask_stand_in, name="ask-stand-in"),
    path(f"{ONE}voordragen/", coming.name, name="name"),
    path(f"{ONE}mandaat/", seats.mandate, name="mandate"),
    path(f"{ONE}opheffen/", seats.abolish, name="abolish"),
]
