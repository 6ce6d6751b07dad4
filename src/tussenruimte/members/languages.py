"""Which languages people speak here, and how that is said to whoever speaks with them."""

from django.utils.translation import gettext as _, gettext_lazy

from tussenruimte.members.models import Person

# Each in its own words, so that whoever needs it can read it; and as we call it.
LANGUAGES = {
    "nl": ("Nederlands", gettext_lazy("Dutch")),
    "en": ("English", gettext_lazy("English")),
    "ar": ("العربية", gettext_lazy("Arabic")),
    "so": ("Soomaali", gettext_lazy("Somali")),
    "es": ("Español", gettext_lazy("Spanish")),
    "fa": ("فارسی", gettext_lazy("Persian")),
    "fr": ("Français", gettext_lazy("French")),
    "pap": ("Papiamentu", gettext_lazy("Papiamento")),
    "pl": ("Polski", gettext_lazy("Polish")),
    "ti": ("ትግርኛ", gettext_lazy("Tigrinya")),
    "tr": ("Türkçe", gettext_lazy("Turkish")),
    "uk": ("Українська", gettext_lazy("Ukrainian")),
}
OURS = "nl"


def speaks(person: Person) -> str:
    """In which language somebody likes to speak, and with which interpreter; empty when in ours."""
    names = {"name": person.first_name, "interpreter": person.read("interpreter")}
    said = []
    if person.language in LANGUAGES and person.language != OURS:
        language = str(LANGUAGES[person.language][1])
        said.append(_("%(name)s speaks %(language)s.") % {**names, "language": language})
    if names["interpreter"]:
        said.append(_("%(name)s asks for an interpreter: %(interpreter)s.") % names)
    return " ".join(said)
