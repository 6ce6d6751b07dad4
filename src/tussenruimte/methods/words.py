"""The words that make people small or texts hard: data for `language`, no functions.

A pattern is a regular expression for whole words. `ë` and `ï` also find `e` and `i`, with a loose
mark or none; `%` is the rest of a word, if any; `~` is a space, a hyphen or neither; a space is
any gap.
"""

from enum import StrEnum


class Question(StrEnum):
    """What to ask somebody who wrote a hard word. The rooms find the sentence for it."""

    WHO = "who"  # who do you mean exactly?
    WHOSE = "whose"  # a person's situation became a thing: whose is it?
    WHAT = "what"  # what is it exactly?
    HOW = "how"  # who does what, and by when?
    COST = "cost"  # who gains by it, and who bears it?
    HELP = "help"  # who stands beside them?
    PLAIN = "plain"  # can it be said in plainer words?


_ADJECTIVES = "moeilijke|lastige|complexe|schrijnende|zware|ernstige|dit soort|deze|zulke|onze"
_WHOSE = "de eigen|eigen|hun|haar|zijn|je|jouw|uw|mijn|onze|ons|jullie|iemands"

INNOCENT = (
    "in (?:elk|ieder|geen|dat|dit|het|een|welk|zo'n|het uiterste|het ergste) geval",
    "(?:voor het|per|van geval tot) geval",
    "in (?:veel|vele|sommige|de meeste|die|deze|zulke|beide|alle|andere|enkele) gevallen",
    "in de kracht van",
    "consumentenbond",
)
"""Idioms and names in which a word means nothing of the kind."""

FORBIDDEN: dict[str, tuple[Question, str]] = {
    # The words that the product itself never uses.
    "klant": (Question.WHO, r"klant%|\w+klant(?:en|e)?"),
    "cliënt": (Question.WHO, r"(?!cliëntondersteun|cliëntenraad)cliënt%|\w+cliënt(?:en|e)?"),
    "consument": (Question.WHO, "consument%"),
    "doelgroep": (Question.WHO, "%doelgroep%"),
    "casus": (Question.WHOSE, r"casus%|\w+casus(?:sen)?|casuïstiek"),
    "geval": (
        Question.WHOSE,
        rf"geval(?:letje)?|(?:probleem|zorg|risico)geval(?:len)?|(?:{_ADJECTIVES}) gevallen",
    ),
    "product": (Question.WHAT, r"product(?:en|s|je|jes|catalogus|gericht%)?|\w+product(?:en)?"),
    "caseload": (Question.WHOSE, "case~loads?"),
    "efficiëntie": (Question.COST, "(?:in)?efficiën(?:t%|cy)"),
    "eigen kracht": (
        Question.HELP,
        r"eigen~kracht(?:en)?(?:~(?:traject|conferentie|plan)\w*)?",
    ),
    "in hun kracht zetten": (Question.HELP, rf"in (?:de )?(?:{_WHOSE}) kracht(?! van)"),
    "uitrollen": (
        Question.HOW,
        r"uitrol(?:len|t)?|uitgerold%|uit te rollen|(?:rolt|rolde|rolden|(?:w|z)(?:e|ij) rollen)(?: \w+){0,4} uit",
    ),
    "implementeren": (Question.HOW, "(?:geï|i)mplement%"),
    # The same in English.
    "customer": (Question.WHO, "customers?"),
    "consumer": (Question.WHO, "consumers?"),
    "target group": (Question.WHO, "target (?:groups?|audiences?)"),
    "case": (Question.WHOSE, "case~(?:work(?:er)?s?|managers?|management|files?)"),
    "efficiency": (Question.COST, "(?:in)?efficien(?:t|tly|cy|cies)"),
    "empower": (Question.HELP, "empower%"),
    "roll out": (Question.HOW, "(?:roll(?:s|ed|ing)?)~outs?"),
    # The jargon of the texts that the platform is made from.
    "governmentality": (Question.PLAIN, "governmentalit%"),
    "polyarchie": (Question.PLAIN, "polyarch%"),
    "relationeel contracteren": (
        Question.PLAIN,
        "relatione(?:el|le) contract%|relational contract%",
    ),
    "recursief": (Question.PLAIN, "recursi(?:ef|eve|viteit|ve|vely|vity|on)"),
    "perverse triade": (Question.PLAIN, "perverse tria(?:des?|ds?)"),
    "new public management": (Question.PLAIN, "new public management"),
    "handelingsverlegenheid": (Question.PLAIN, "handelingsverlegen%"),
    "normatieve professionaliteit": (Question.PLAIN, "normatieve professionaliteit"),
    "subsidiariteit": (Question.PLAIN, "subsidiarite%|subsidiarity"),
    "paradigma": (Question.PLAIN, "paradigma%|paradigms?"),
}
"""Words that no text of the product contains, with the question they raise in people's own texts."""

NOT_OURS: dict[str, tuple[Question, str]] = {
    # The glossary's column "Not", except everyday words (taak, dienst, systeem, contract …).
    "burger": (Question.WHO, "burgers?"),
    "stakeholder": (Question.WHO, "stakeholders?"),
    "hulpverlener": (Question.WHO, "hulpverleners?|zorgaanbieders?"),
    "casemanager": (Question.WHO, "case~managers?|zorgregisseurs?"),
    "cliëntondersteuner": (Question.WHO, "cliëntondersteun%"),
    "doorverwijzen": (
        Question.HOW,
        r"door(?:verwijz|verwez)%|doorgestuurd|verwijst(?: \w+){0,3} door",
    ),
    "afhandelen": (Question.HOW, "afhandel%|afgehandeld|afgemeld"),
    "actiepunt": (Question.HOW, "actiepunt%"),
    "escaleren": (Question.HOW, "escale(?:ren|ert)|geëscaleerd|escalatie"),
    "toeleiden": (Question.HOW, "toelei(?:den|dt|ding)|toegeleid"),
    "ombuiging": (Question.COST, "ombuiging(?:en)?|taakstelling(?:en)?|budgetneutraal"),
    "intake": (Question.PLAIN, "intakes?|intakegesprek%|contactmoment(?:en)?"),
    "uitstroom": (Question.PLAIN, "uitstro(?:om|men)|uitgestroomd|instroom|doorstroom"),
    "no-show": (Question.PLAIN, "no~shows?"),
    "KPI": (Question.PLAIN, r"kpi(?:'?s)?|indicator(?:en)?|weegfactor(?:en)?"),
    "SLA": (Question.PLAIN, r"(?-i:SLA(?:'?s)?)"),
    "ticket": (Question.PLAIN, "tickets?"),
    "zienswijze": (Question.PLAIN, "zienswijzen?"),
    "hoedanigheid": (Question.PLAIN, "hoedanighe(?:id|den)"),
    "portefeuillehouder": (Question.PLAIN, "portefeuillehouders?"),
    "bevoegdheden": (Question.PLAIN, "bevoegdhedenmatri(?:x|ces)"),
    "unanimiteit": (Question.PLAIN, "unanimiteit|unaniem|consensus"),
    "uitvraag": (Question.PLAIN, "uitvra(?:ag|gen)|aanbesteding(?:en)?"),
    "sociale kaart": (Question.PLAIN, "sociale kaart(?:en)?"),
    "maatwerk": (Question.WHAT, "maatwerk%"),
    "integraal": (Question.WHAT, "integra(?:al|le)"),
    "verantwoordingsrapportage": (Question.PLAIN, "verantwoordings(?:rapportage|formulier)%"),
    "competenties": (Question.PLAIN, "competenties?"),
    "diversiteitsmonitor": (Question.WHO, "diversiteitsmonitor%"),
}
"""Words that we have a better one for; asked about in people's own Dutch texts, never refused."""

NOT_OURS_IN_ENGLISH: dict[str, tuple[Question, str]] = {
    "client": (Question.WHO, "clients?"),
    "citizen": (Question.WHO, "citizens?"),
    "stakeholder": (Question.WHO, "stakeholders?"),
    "service user": (Question.WHO, "service~users?|end~users?"),
    "refer": (Question.HOW, "refer(?:red|s|ring) (?:on|to)"),
    "escalate": (Question.HOW, "escalat(?:e|es|ed|ing|ion)"),
    "leverage": (Question.HOW, "leverag(?:e|es|ed|ing)"),
    "intake": (Question.PLAIN, "intakes?"),
    "KPI": (Question.PLAIN, r"kpi(?:'?s)?|indicators?"),
    "deliverable": (Question.PLAIN, "deliverables?"),
}
"""The same for English texts."""

STIFF: dict[str, str] = {
    "aangaande": "aangaande",
    "alsmede": "alsmede",
    "betreffende": "betreffende|desbetreffende",
    "borgen": "borgen|geborgd|borging",
    "bovengenoemd": "bovengenoemde?|bovenstaande?|onderstaande?|voornoemde?",
    "conform": "conform",
    "derhalve": "derhalve",
    "dienen te": r"dien(?:t|en)(?: \w+){0,5} te",
    "faciliteren": "(?:ge)?facilite(?:ren|ert|erd)",
    "geschieden": "geschied(?:t|en|de)",
    "indien": "indien",
    "inzake": "inzake",
    "in het kader van": "in het kader van",
    "met betrekking tot": "met betrekking tot",
    "middels": "middels",
    "mits": "mits|tenzij",
    "naar aanleiding van": "naar aanleiding van",
    "nadere": "nadere|nader te bepalen",
    "omtrent": "omtrent",
    "pilot": "pilots?",
    "proactief": "pro-?actie(?:f|ve)",
    "reeds": "reeds",
    "te allen tijde": "te allen tijde",
    "ten aanzien van": "ten aanzien van",
    "ten behoeve van": "ten behoeve van",
    "ten gevolge van": "ten gevolge van|als gevolg van",
    "teneinde": "teneinde",
    "tevens": "tevens",
    "thans": "thans",
    "trachten": "tracht(?:en|te)?",
    "verstrekken": "verstrek(?:t|ken|king)",
    "vigerend": "vigerende?",
    "voorts": "voorts",
    "woonachtig": "woonachtig",
    "zorg dragen": r"zorg~(?:te )?dragen|draagt(?: \w+){0,3} zorg",
}
"""Stiff words of offices, for which everyday Dutch has another."""

ABBREVIATIONS = frozenset(
    {"a.u.b", "afd", "art", "bijv", "blz", "bv", "ca", "dhr", "dr", "drs", "e.d", "enz", "evt"}
    | {"excl", "gem", "incl", "ing", "ir", "jl", "m.b.t", "m.i.v", "max", "mevr", "min", "mr"}
    | {"mw", "nl", "nr", "o.a", "o.l.v", "p.m", "pag", "prof", "resp", "st", "t.a.v", "t.o.v"}
    | {"t.z.t", "tel", "vgl", "z.o.z", "zgn"}
)
"""Words after which a full stop ends no sentence."""

NO_PARTICIPLES = frozenset(
    {"algemeen", "begint", "bekend", "bereid", "bericht", "berucht", "besluit", "beleid"}
    | {"bestaat", "betekent", "bewust", "bezit", "gebeden", "gebeurtenissen", "gebied"}
    | {"gebieden", "gebit", "gebouwen", "gedachten", "gedeelten", "gedicht", "gedichten"}
    | {"geduld", "geest", "gehandicapt", "geiten", "geld", "gelegenheden", "geluid"}
    | {"geluiden", "gemeenten", "gemoed", "genot", "gerechten", "gereed", "gerust", "geschikt"}
    | {"gesprekken", "getallen", "gevallen", "gevecht", "gewend", "gewicht", "gezicht"}
    | {"gezichten", "gezinnen", "gezond", "mogelijkheden", "ongerust", "onrecht", "ontvangst"}
    | {"ontwaakt", "verliefd", "verschillend", "verstand", "verward", "verwend", "verzet"}
)
"""Words that look like a participle after 'wordt' and are none."""
