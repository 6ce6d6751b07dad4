"""Made-up names and sentences. Nobody is meant; the surnames are put together from two halves."""

from random import Random


def _each(names: str) -> tuple[str, ...]:
    return tuple(names.split())


FIRST = _each(
    "Aafke Abel Adil Aisha Amira Anouk Arjen Asli Bas Berber Bilal Bram Carlijn Chaima Cor Dagmar "
    "Daan Dilan Douwe Ebru Eelco Elif Emine Evert Fadoua Femke Fenna Floor Frits Gerda Gijs Greet "
    "Guus Halima Hanna Harm Hasan Hedy Henk Hidde Ibrahim Ilse Imane Iris Jaap Jamila Janna Jelle "
    "Jitske Joost Karim Karin Klaas Koos Lale Leila Lenie Lieke Loes Lotte Maarten Malika Marit "
    "Mees Meryem Mieke Mohamed Nadia Nele Nico Nienke Noor Omar Otto Paula Piet Pim Rachid Reina "
    "Rens Rik Roos Ruud Saar Sanne Selma Sem Siham Sietske Sofie Stijn Sven Tamar Teun Tijmen Toos "
    "Truus Umut Vera Wiebe Willemijn Wout Yara Yusuf Zeynep Zita Joke Lars Naima"
)
FRONT = _each(
    "Appel Berken Biezen Brink Dijk Eiken Elzen Engel Geers Gors Haver Heide Hooi Kamper Klaver "
    "Korte Kreek Linde Loo Meer Molen Noorder Ooster Peppel Riet Rogge Schans Schelp Sloot Stege "
    "Terp Veen Vlier Voor Wal Wester Wilgen Zand Zeg Zuider"
)
BACK = _each(
    "bosch broek daal dam dorp eind gaarde horst hout huis kamp kerk kuil laan land loo man meer "
    "poort rade rode sloot stede stra veld vliet waard weg wold zicht"
)

WHO = (
    "mijn moeder",
    "mijn buurvrouw",
    "mijn zoon",
    "mijn broer",
    "mijn man",
    "mijn dochter",
    "een vriend",
)
WHAT = (
    "kan de trap niet meer op",
    "heeft niemand voor de boodschappen",
    "slaapt slecht door het lawaai",
    "begrijpt de brief van de verhuurder niet",
    "wil weer eens samen eten",
    "zoekt iemand die mee naar het ziekenhuis gaat",
    "heeft een lekkende kraan en geen gereedschap",
    "durft 's avonds de deur niet uit",
    "kan de rekening van het gas niet betalen",
    "wacht al weken op een rolstoel",
    "wil leren fietsen",
    "vergeet de medicijnen",
)
AND = (
    "Wie wil meedenken?",
    "Bellen mag, liefst na tien uur.",
    "Het duurt al lang.",
    "Ik weet niet waar ik moet beginnen.",
    "Misschien weet iemand in de straat raad.",
    "Het hoeft niet vandaag.",
)
PROMISE = (
    "belt over de trap",
    "komt langs met de ladder",
    "vraagt na bij de verhuurder",
    "brengt dinsdag eten",
    "gaat mee naar het ziekenhuis",
    "zoekt de brief op",
    "leest de rekening mee",
    "haalt de medicijnen op",
    "maakt de kraan",
    "zet het op papier",
    "vraagt de buren",
    "regelt vervoer voor woensdag",
)
OUTCOME = (
    "Het is gelukt, samen.",
    "Gebeld, we weten nu meer.",
    "Gebracht en even gebleven.",
    "Deze week lukt het niet; maandag kijken we weer.",
)
SAID = (
    "We praatten over hoe de dagen gaan en wat zwaar is.",
    "Het belangrijkste is dat iemand blijft langskomen.",
    "We kijken eerst of de buren kunnen helpen.",
    "We hebben de brief gelezen. Er is minder haast bij dan we dachten.",
)
WELL = ("De koffie met de buren.", "De tuin.", "Het zingen op donderdag.", "De kat.", "Slapen.")
PLACE = ("aan de keukentafel", "in het buurthuis", "op het bankje", "bij de huisarts", "op school")
REACH = (
    "via de buren op nummer {n}",
    "bel na tien uur, 000 {n:03d} 12 34",
    "de inloop op woensdag",
)
WORK = (
    "De soep van donderdag",
    "De klussenploeg",
    "Samen naar de markt",
    "De telefoonkring",
    "De tuin achter de flat",
    "Het taalcafé",
    "De rijdende buren",
    "Repareren op zaterdag",
)
# title, what and why, what can go wrong, who bears it
PROPOSED = (
    (
        "Op zaterdag ook open",
        "Wie werkt, kan alleen op zaterdag komen. Daarom openen we dan ook.",
        "Er zijn te weinig handen.",
        "Wie er dan staat, alleen.",
    ),
    (
        "De keuken een uur eerder",
        "Wie vroeg naar bed gaat, redt zes uur niet.",
        "Wie werkt, komt te laat.",
        "De koks, want zij beginnen eerder.",
    ),
    (
        "Een bankje bij de bushalte",
        "Wie slecht loopt, kan daar nergens zitten.",
        "Het bankje gaat stuk.",
        "De klussenploeg maakt het weer.",
    ),
    (
        "Samen een bakfiets",
        "Boodschappen dragen lukt niet iedereen.",
        "Hij staat buiten en iemand neemt hem mee.",
        "De kas, hoogstens één keer.",
    ),
)
# the same, for what all members decide
BY_ALL = (
    (
        "Eén avond per maand voor iedereen",
        "We zien elkaar te weinig. Eén avond per maand eten we samen.",
        "Er komen er te veel voor de zaal.",
        "De koks en wie opruimt.",
    ),
    (
        "De drempel bij de ingang eruit",
        "Met een rolstoel kom je nu niet binnen.",
        "De deur klemt een week.",
        "De huismeester.",
    ),
    (
        "Waar het geld van dit jaar heen gaat",
        "Er is geld over. We kiezen samen wat ermee gebeurt.",
        "Wat niet gekozen wordt, stopt.",
        "Wie eraan begonnen was.",
    ),
    (
        "Wie er in de klankbordgroep komt",
        "De gemeente wil horen wat hier speelt. Wie zegt dat namens ons?",
        "Er spreekt iemand voor zichzelf.",
        "Wie niet gehoord wordt.",
    ),
    (
        "Wie er op de pot past",
        "Twee mensen stoppen ermee. We kiezen wie hun plaats neemt.",
        "Niemand rekent het na.",
        "Iedereen die inlegt.",
    ),
)
# what it is, and what it costs
IDEAS = (
    ("Ritten naar het ziekenhuis", 900),
    ("Een nieuwe oven", 1_400),
    ("De moestuin", 600),
    ("Taalles op dinsdag", 1_100),
    ("Gereedschap om te lenen", 450),
    ("Een dag naar zee", 1_600),
    ("Warme jassen", 700),
    ("Zwemles", 1_250),
)
WANTS = (
    "Ik heb er tijd voor en ik ken de straat.",
    "Ik deed het al eens, en het ging goed.",
    "Ik luister graag.",
    "Ik wil dat het ook voor jonge mensen is.",
)
COOPERATIVE = ("Rietveen", "Lindekade", "Schelphoek", "Molenwaard", "Zandstede", "Elzenhof")


class Words:
    """Names and sentences, one after another, the same for the same seed."""

    def __init__(self, dice: Random) -> None:
        self._one = dice.choice
        self._number = dice.randrange

    def name(self) -> str:
        """A first and a last name."""
        return f"{self._one(FIRST)} {self._one(FRONT)}{self._one(BACK)}"

    def reach(self) -> str:
        """How to reach somebody."""
        return self._one(REACH).format(n=self._number(1, 200))

    def need(self) -> str:
        """What somebody needs, in their own words."""
        who = self._one(WHO)
        return f"{who.capitalize()} {self._one(WHAT)}. {self._one(AND)}"

    def promise(self, first_name: str) -> str:
        """What is promised."""
        return f"{first_name} {self._one(PROMISE)}"

    def outcome(self) -> str:
        """How it went."""
        return self._one(OUTCOME)

    def said(self) -> str:
        """What was said."""
        return self._one(SAID)

    def well(self) -> str:
        """What goes well."""
        return self._one(WELL)

    def wants(self) -> str:
        """Why somebody wants to be elected."""
        return self._one(WANTS)

    def work(self, number: int) -> str:
        """What people do together: the named ones first, then one for each street."""
        if number < len(WORK):
            return WORK[number]
        return f"{self._one(WORK)} in {self._one(FRONT)}{self._one(BACK)}"

    def place(self) -> str:
        """Where people meet."""
        return self._one(PLACE)
