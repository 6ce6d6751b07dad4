"""Addresses of `promises`."""

from django.urls import path

from tussenruimte.promises.views import outside, passing, public, theirs, yours

app_name = "promises"
HERE = "<slug:coop>/afspraken/"
ONE = f"{HERE}<slug:code>/"
urlpatterns = [
    path("<slug:coop>/beloofd-en-gedaan/", public.promised_and_done, name="promised-and-done"),
    path("<slug:coop>/beloofd-en-gedaan/een-voor-een/", public.one_by_one, name="one-by-one"),
    path(HERE, yours.mine, name="mine"),
    path(f"{HERE}te-laat/", outside.late, name="late"),
    path(f"{HERE}maak/<slug:code>/", yours.make, name="make"),
    path(f"{HERE}aanbod/<slug:code>/", theirs.answer_offer, name="answer-offer"),
    path(f"{HERE}overnemen/<slug:code>/", theirs.answer_taker, name="answer-taker"),
    path(f"{HERE}overnemen/<slug:code>/terug/", outside.take_back, name="take-back"),
    path(ONE, yours.promise, name="promise"),
    path(f"{ONE}nakomen/", yours.keep, name="keep"),
    path(f"{ONE}verzetten/", yours.move, name="move"),
    path(f"{ONE}niet-gelukt/", yours.fail, name="fail"),
    path(f"{ONE}langs/", passing.must_pass, name="must-pass"),
    path(f"{ONE}langs/anders/", passing.pass_elsewhere, name="pass-elsewhere"),
    path(f"{ONE}langs/antwoord/", passing.say_passed, name="say-passed"),
    path(f"{ONE}overdragen/", yours.offer, name="offer"),
    path(f"{ONE}overnemen/", outside.take_over, name="take-over"),
    path(f"{ONE}staat-nog/", yours.still_stands, name="still-stands"),
    path(f"{ONE}klopt/", theirs.confirm, name="confirm"),
    path(f"{ONE}klopt-niet/", theirs.deny, name="deny"),
    path(f"{ONE}niet-meer-nodig/", theirs.release, name="release"),
]
