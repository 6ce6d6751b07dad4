"""What everybody may send to every address, with nothing filled in but what names a thing.

Whoever may look at the page of a form is heard: it is done, or a sentence says what is missing or why
not. Whoever may not look may not send. That is the rule; what it does not say stands here.
"""

from tests.web.addresses import CARD, ELSE, IN, LIKE, ON, PAGES, WHO

HEARD = "is heard"
DONE = ON  # it was done, and leads on
NO = 409  # they may, and a sentence says why not now
HERE = (
    "idris", "amina", "fenna", "sjaan", "joris", "tess", "ruben", "gerrit", "noor", "tine", "hanna",
)  # fmt: skip
EVERYBODY = (*HERE, "visitor", "card", "outsider")

# Only looked at: nobody sends anything there.
LOOKED_AT = {
    "agenda:agenda",
    "agenda:ics",
    "agenda:posting",
    "agenda:posting-ics",
    "agenda:share",
    "belonging:circle",
    "belonging:circles",
    "belonging:seat",
    "belonging:seats",
    "decisions:blank-paper",
    "decisions:demand",
    "decisions:meeting",
    "decisions:meetings",
    "decisions:minutes",
    "decisions:packet",
    "decisions:packet-file",
    "decisions:proposal",
    "decisions:proposals",
    "decisions:version",
    "decisions:voices",
    "decisions:vote",
    "decisions:vote-file",
    "decisions:vote-receipts",
    "decisions:weighing",
    "learning:wrong",
    "matters:stop-rule",
    "matters:stop-rules",
    "mine:card-page",
    "mine:card-take",
    "mine:page",
    "mine:take",
    "post:phone-list",
    "promises:late",
    "promises:mine",
    "promises:one-by-one",
    "promises:promise",
    "promises:promised-and-done",
    "relations:stop",
    "web:terms",
    "web:words",
}
# The same; but the door comes first.
LOOKED_AT_INSIDE = {
    "decisions:papers",
    "belonging:members",
    "belonging:succession",
    "belonging:given-back",
    "learning:complaint",
    "reflections:judgement",
    "conversations:conversation",
    "conversations:ics",
    "conversations:letter",
}

# Only sent to: who is heard there, and what they hear. For the others it is not here.
SENT: dict[str, dict[str, int | str]] = {
    "mine:stay": {"tess": DONE},
    "relations:told-done": dict.fromkeys(EVERYBODY, DONE),
    "relations:card-leave": dict.fromkeys(EVERYBODY, CARD),
    "relations:card-consent": {"card": NO},
    "relations:card-reopen": {"card": NO},
    "relations:stop-told": {"amina": NO, "fenna": NO},
    "relations:lift": {"amina": NO, "fenna": NO},
    "relations:own-consent": {"idris": NO},
    "relations:own-reopen": {"idris": NO},
    "relations:answer-offer": {"sjaan": DONE},
    "relations:answer-relation": {"idris": DONE, "ruben": DONE},
    "relations:end-relation": {"idris": DONE, "amina": DONE, "ruben": DONE},
    "relations:person-said": {"amina": DONE},
    "relations:take-back": {"amina": DONE},
    "relations:wake": {"amina": NO},
    "relations:person-knows": {"amina": NO},
    "relations:person-agrees": {"amina": NO},
    "relations:restore": {"amina": NO, "sjaan": NO},
    "decisions:lead": {"sjaan": DONE},
    "decisions:open-next": {"idris": DONE},
    "decisions:stop-round": {"idris": NO},
    "decisions:carry-out": {"idris": NO},
    "decisions:close-vote": dict.fromkeys(HERE, DONE),
    "decisions:take-voice-back": {"sjaan": NO},
    "decisions:take-paper-back": {"idris": NO, "sjaan": NO},
    "decisions:join-demand": {"idris": NO},
    "decisions:leave-demand": {"idris": NO},
    "decisions:withdraw-demand": {"idris": NO},
    "decisions:take-off-agenda": {"fenna": NO},
    "decisions:move-up": {"fenna": NO},
    "decisions:convene": {"fenna": NO},
    "decisions:approve-minutes": {"fenna": NO},
    "belonging:go-out": {"sjaan": DONE},
    "belonging:talk-about-circle": {"sjaan": DONE},
    "belonging:told-end": {"fenna": DONE},
    "belonging:begin-expulsion": {"fenna": NO},
    "belonging:let-stay": {"fenna": NO},
    "belonging:take-seat": {"sjaan": NO},
    "belonging:call-off": {"fenna": DONE, "sjaan": DONE},
    "reflections:pinches": {"amina": NO},
    "reflections:withdraw_look_back": {"amina": DONE},
    "conversations:moment": {"amina": DONE, "sjaan": DONE, "ruben": NO},
    "conversations:confirm": {"amina": NO, "ruben": NO},
    "promises:take-back": {"tess": DONE},
    "promises:take-over": {"amina": NO, "fenna": NO, "ruben": NO, "noor": NO},
    "promises:still-stands": {"amina": DONE},
    "promises:say-passed": {"amina": DONE},
    "promises:confirm": {"ruben": DONE},
    "promises:deny": {"ruben": NO},
    "promises:release": {"ruben": DONE},
    "learning:step-aside": {"amina": DONE, "fenna": DONE},
    "learning:concerned-told": {"amina": DONE, "fenna": DONE},
    "matters:remove-file": {"amina": DONE, "sjaan": NO, "ruben": DONE},
    "members:stand-in": {"amina": DONE},
    "members:come-back": {"sjaan": DONE},
    "members:answer-duty": {"sjaan": DONE},
    "members:keep-days": {"gerrit": DONE},
    "web:revoke": {"amina": DONE, "fenna": DONE, "sjaan": DONE, "gerrit": DONE},
    "web:take-back-seen": {"amina": DONE, "fenna": DONE, "sjaan": DONE, "gerrit": DONE},
    "web:invitation-passkey": dict.fromkeys(EVERYBODY, DONE),
    "web:letters": dict.fromkeys(EVERYBODY, DONE),
    "web:my_letters": dict.fromkeys(HERE, DONE),
}
SENT["belonging:sit-in-circle"] = dict.fromkeys(HERE, NO) | dict.fromkeys(
    ("idris", "amina", "fenna", "tess"), DONE
)
SENT["end_device"] = SENT["end_other_devices"] = dict.fromkeys((*HERE, "outsider"), DONE)

# They ask which one, by a code that only their page knows: test_foreign_fields.py sends it.
OF_OWN_PAGE = (
    "agree", "answer", "offer", "permit", "relation", "say-law", "stop-law", "talk", "unlook", "unpicture", "withdraw",
)  # fmt: skip
BY_CODE = {f"relations:{door}-{name}" for door in ("own", "card") for name in OF_OWN_PAGE} | {
    "belonging:accept",
    "decisions:put-in-box",
    "decisions:step-back",
    "decisions:take-off",
    "decisions:take-out-of-box",
    "mine:card-stay",
    "post:called",
    "relations:note-yes",
    "relations:say-law",
    "relations:stop-law",
}

# What stands in the body, where nothing can be said without it.
YES = {"answer": "yes"}
BODY = {
    "decisions:open-next": {"sort": "picture"},
    "members:answer-duty": YES,
    "members:stand-in": YES,
    "relations:answer-offer": YES,
    "relations:answer-relation": YES,
}

# Who may look and is not heard, or is told so in another way.
OTHERWISE = {
    "mfa_index": 405,  # only looked at, after signing in
    "mfa_view_recovery_codes": 405,
    "web:letting-in": 405,  # only looked at; for the others it is not here first
    "belonging:question": 404,  # only the seat answers; anybody here may read
    "openid_connect_login": 404,  # without a provider in the settings
}

# They show what they always show: nothing is filled in there, or only a button or a search counts, or
# the page says in its own words who it is for.
SHOWS = {
    "belonging:ask-known",
    "belonging:asked",
    "belonging:talk-known",
    "agenda:post-notice",
    "agenda:post-on",
    "belonging:ask-stand-in",
    "belonging:dispute-expulsion",
    "belonging:dispute-talk",
    "belonging:end",
    "belonging:expulsion",
    "belonging:forget",
    "belonging:join-known",
    "belonging:joining",
    "belonging:member",
    "belonging:mine",
    "belonging:object",
    "belonging:object-expulsion",
    "belonging:stay",
    "belonging:why",
    "belonging:withdraw",
    "belonging:wrong",
    "decisions:choose",
    "learning:tell",
    "learning:told",
    "matters:file",
    "members:duty",
    "mfa_add_webauthn",
    "promises:answer-offer",
    "promises:answer-taker",
    "relations:ask-to-read",
    "relations:card-close",
    "relations:card-everything",
    "relations:card-need",
    "relations:card-readers",
    "relations:card-seen",
    "relations:need",
    "relations:needs",
    "relations:own",
    "relations:own-close",
    "relations:own-everything",
    "relations:own-readers",
    "relations:own-seen",
    "web:accessibility",
    "web:front",
    "web:healthz",
    "web:home",
    "web:invitation",
    "web:invited",
    "web:privacy",
    "web:robots",
    "web:security",
    "web:today",
    "web:way-back",
    "web:who_has_seen",
}


def seen(name):
    """What everybody gets when they look."""
    _code, *answers = PAGES[name]
    said = dict(zip(WHO, answers, strict=True))
    return said | {who: ELSE.get(who, {}).get(name, said[like]) for who, like in LIKE.items()}


def answers_to_sent(name):
    """What everybody gets when they send something."""
    looks = seen(name)
    if name in LOOKED_AT:
        return dict.fromkeys(looks, 405)
    if name in LOOKED_AT_INSIDE:
        kept_out = {"outsider": 404} if looks["outsider"] == 404 else {}
        return {who: IN if said == IN else kept_out.get(who, 405) for who, said in looks.items()}
    if name in SENT or name in BY_CODE:
        return only_for(name, looks, SENT.get(name, {}))
    return {who: _heard(name, said) for who, said in looks.items()}


def only_for(name, looks, heard):
    """They are heard; whoever came by another door is led to it, and for the others it is not here."""
    if ":card-" in name:
        return dict.fromkeys(looks, CARD) | {"card": 404} | heard
    return dict.fromkeys(looks, 404) | {"visitor": IN, "card": IN} | heard


def _heard(name, said):
    if name == "mfa_view_recovery_codes" and said == 404:  # nobody has any yet; and none is sent
        return 405
    return OTHERWISE.get(name, HEARD) if said in {200, ON} else said
