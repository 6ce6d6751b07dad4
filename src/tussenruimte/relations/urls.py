"""Addresses of `relations`."""

from django.urls import path

from tussenruimte.relations.views import (
    aside,
    card,
    holding,
    law,
    own,
    own_read,
    permitting,
    stopping,
    telling,
)

app_name = "relations"

# ---- telling and the card ----------------------------------------------------------------------
MINE = (
    ("erbij/", own.words, "words"),
    ("klopt-niet/", own.wrong, "wrong"),
    ("antwoord/", own.respond, "respond"),
    ("gesprek-klopt-niet/", own.dispute, "dispute"),
    ("gesprek-klopt/", own.agree, "agree"),
    ("praten/", own.ask, "ask"),
    ("gesprek/agenda/", own_read.calendar, "calendar"),
    ("gesprek/brief/", own_read.letter, "letter"),
    ("alles/", own_read.everything, "everything"),
    ("ja-of-nee/", own.answer, "answer"),
    ("gesprek-vragen/", own.talk, "talk"),
    ("iemand-houdt-vast/", own.offer, "offer"),
    ("naast-mij/", own.relation, "relation"),
    ("wie-mag-dit-lezen/", own.readers, "readers"),
    ("mag-dit-lezen/", permitting.permit, "permit"),
    ("wie-mag-dit-lezen/terug/", own.withdraw, "withdraw"),
    ("wie-heeft-dit-gezien/", own.seen, "seen"),
    ("de-wet/", law.own_law, "law"),
    ("de-wet/stopt/", law.stop_own, "stop-law"),
    ("de-wet/gemeente/", law.say_own, "say-law"),
    ("iemand-anders/", own.another, "another"),
    ("terugkijken/", own.lookback, "lookback"),
    ("terugkijken/terug/", own.unlook, "unlook"),
    ("klaar/", own.close, "close"),
    ("mag-hier-staan/", own.consent, "consent"),
    ("toch-weer-open/", own.reopen, "reopen"),
    ("hier-vind-je-mij/", own.reach, "reach"),
    ("foto/", own.picture, "picture"),
    ("foto/weg/", own.unpicture, "unpicture"),
)
# Each page about one's own need has two doors: a card, and a log-in.
CARD_DOOR, OWN_DOOR = "kaart/<str:code>/", "<slug:coop>/vragen/<str:code>/mijn/"
TELLING = [
    path("<slug:coop>/vertel/", telling.tell, name="tell"),
    path("<slug:coop>/verteld/", telling.told, name="told"),
    path("<slug:coop>/verteld/klaar/", telling.done, name="told-done"),
    path("kaart/", card.card, name="card"),
    path("kaart/klaar/", card.leave, name="card-leave"),
    path(CARD_DOOR, own.page, name="card-need"),
    path(OWN_DOOR, own.page, name="own"),
    *(path(CARD_DOOR + there, view, name=f"card-{name}") for there, view, name in MINE),
    *(path(OWN_DOOR + there, view, name=f"own-{name}") for there, view, name in MINE),
]

# ---- holding -------------------------------------------------------------------------------------
ONE = "<slug:coop>/vragen/<str:code>/"
urlpatterns = [
    *TELLING,
    path("<slug:coop>/vragen/", holding.needs, name="needs"),
    path("<slug:coop>/vragen/tegelijk/<str:origin>/", aside.burst, name="burst"),
    path("<slug:coop>/vragen/aanbod/<str:code>/", holding.answer_offer, name="answer-offer"),
    path("<slug:coop>/vragen/samen/<str:code>/", holding.answer_relation, name="answer-relation"),
    path("<slug:coop>/vragen/samen/<str:code>/zegt-ja/", holding.note_yes, name="note-yes"),
    path("<slug:coop>/vragen/samen/<str:code>/klaar/", holding.end_relation, name="end-relation"),
    path("<slug:coop>/stopregels/<str:code>/inroepen/", stopping.invoke, name="invoke"),
    path("<slug:coop>/ingeroepen/<str:code>/", stopping.stop, name="stop"),
    path("<slug:coop>/ingeroepen/<str:code>/verteld/", stopping.told, name="stop-told"),
    path("<slug:coop>/ingeroepen/<str:code>/einde/", stopping.lift, name="lift"),
    path(ONE, holding.need, name="need"),
    path(ONE + "overdragen/", holding.hand_over, name="hand-over"),
    path(ONE + "overdragen/ja-van-de-mens/", holding.person_said, name="person-said"),
    path(ONE + "overdragen/verteld/", holding.told_person, name="told-person"),
    path(ONE + "overdragen/terug/", holding.take_back, name="take-back"),
    path(ONE + "rustig/", holding.quiet, name="quiet"),
    path(ONE + "weer-samen/", holding.wake, name="wake"),
    path(ONE + "kwijt/", holding.lose, name="lose"),
    path(ONE + "gevonden/", holding.find, name="find"),
    path(ONE + "doorgestuurd/", holding.sent, name="sent"),
    path(ONE + "weggevallen/", holding.fell, name="fell"),
    path(ONE + "erbij-verteld/", holding.words, name="words"),
    path(ONE + "met-wie-samen/", holding.beside, name="beside"),
    path(ONE + "de-wet/", law.law, name="law"),
    path(ONE + "de-wet/stopt/", law.stop, name="stop-law"),
    path(ONE + "de-wet/gemeente/", law.say, name="say-law"),
    path(ONE + "mag-lezen/", permitting.ask_to_read, name="ask-to-read"),
    path(ONE + "verteld/", holding.person_knows, name="person-knows"),
    path(ONE + "ja/", holding.person_agrees, name="person-agrees"),
    path(ONE + "einde/", holding.close_for, name="close-for"),
    path(ONE + "opzij/", holding.put_aside, name="put-aside"),
    path(ONE + "opzij/meekijken/", aside.look_at_aside, name="look-at-aside"),
    path(ONE + "opzij/terug/", aside.restore, name="restore"),
    path(ONE + "samenvoegen/", holding.join, name="join"),
    path(ONE + "kaartje/", holding.new_card, name="new-card"),
    path(ONE + "bestand/", holding.add_file, name="add-file"),
]
