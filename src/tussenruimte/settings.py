"""Settings, all from the environment, with defaults that suit one machine.

The names of the variables are in docs/settings.md; `./tussenruimte` sets them.
"""

import sqlite3
import sys
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

from tussenruimte.kit.postgres.address import read_address

env = Env()
PROJECT = Path(__file__).resolve().parents[2]
DATA = Path(env.str("TUSSENRUIMTE_DATA", str(PROJECT / "data")))


def _is_wal_safe(version: tuple[int, ...]) -> bool:
    """Older versions can damage a database in WAL mode (sqlite.org/wal.html, WAL-reset bug)."""
    return version >= (3, 51, 3) or version in {(3, 50, 7), (3, 44, 6)}


if not _is_wal_safe(sqlite3.sqlite_version_info):
    try:
        import pysqlite3

        if _is_wal_safe(pysqlite3.sqlite_version_info):
            sys.modules["sqlite3"] = pysqlite3
            sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
            sqlite3 = pysqlite3
    except ImportError:
        pass
SQLITE_WAL = _is_wal_safe(sqlite3.sqlite_version_info)


def _secret(name: str) -> str:
    """A key from a file in the data folder; made by `./tussenruimte setup`, never by a page."""
    file = DATA / name
    if file.exists():
        return file.read_text().strip()
    given = env.str("TUSSENRUIMTE_" + name.replace(".", "_").upper(), "")
    if given:
        return given
    raise SystemExit(f"{file} is missing. Run ./tussenruimte setup, it makes the keys.")


SECRET_KEY = _secret("secret.key")
# The key that wraps the key of every person. Kept apart from the database, backed up apart.
MASTER_KEYS = _secret("master.key").split()
FORGOTTEN_LIST = DATA / "forgotten.list"
HEADS = DATA / "heads"
MEDIA_ROOT = DATA / "files"

DEBUG = env.bool("TUSSENRUIMTE_DEBUG", False)
DEMO = env.bool("TUSSENRUIMTE_DEMO", False)
PUBLIC_URL = env.str("TUSSENRUIMTE_URL", "http://localhost:8000").rstrip("/")
_is_https = PUBLIC_URL.startswith("https://")
_host = PUBLIC_URL.split("://", 1)[1].split("/")[0].rsplit(":", 1)[0]
ALLOWED_HOSTS = env.list("TUSSENRUIMTE_HOSTS", [_host, "localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "tussenruimte.kit",
    "tussenruimte.record",
    "tussenruimte.post",
    "tussenruimte.members",
    "tussenruimte.matters",
    "tussenruimte.promises",
    "tussenruimte.conversations",
    "tussenruimte.reflections",
    "tussenruimte.relations",
    "tussenruimte.decisions",
    "tussenruimte.belonging",
    "tussenruimte.agenda",
    "tussenruimte.learning",
    "tussenruimte.web",
    "tussenruimte.cli",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tussenruimte.web.middleware.SafeHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tussenruimte.web.doorkeeper.KeepTheDoor",
    "tussenruimte.web.middleware.InTheCooperative",
    "tussenruimte.web.middleware.SayNo",
]

ROOT_URLCONF = "tussenruimte.urls"
WSGI_APPLICATION = "tussenruimte.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tussenruimte.web.context.where_we_are",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# ---- database -------------------------------------------------------------------------------
# The web runs as a role that owns nothing; migrations, backup and erasing as the owner.
DATABASE_ROLE = env.str("TUSSENRUIMTE_ROLE", "web")
_sqlite_init = ";".join(
    f"PRAGMA {pragma}"
    for pragma in (
        f"journal_mode={'WAL' if SQLITE_WAL else 'TRUNCATE'}",
        "synchronous=FULL",  # an acknowledged promise survives a power cut
        "foreign_keys=ON",
        "secure_delete=ON",  # what is erased is gone from the file
        "recursive_triggers=ON",  # otherwise INSERT OR REPLACE walks past the record's triggers
    )
)
if env.str("DATABASE_URL", ""):
    _address = read_address(env.str("DATABASE_URL"))
    _server: dict[str, Any] = {**dj_database_url.parse(_address.url)}
    _options: dict[str, Any] = {"connect_timeout": 5} | _server.get("OPTIONS", {})
    if _address.hosts:  # several servers: the one that may write
        _server |= {"HOST": _address.hosts, "PORT": _address.ports}
        _options = {"target_session_attrs": "read-write"} | _options
    # PostgreSQL plans my day for 30 ms and answers it in 1: it keeps the plan of what is asked again.
    _options |= {"server_side_binding": True, "prepare_threshold": 3}
    # Compiling a question takes PostgreSQL longer than answering any of ours.
    _words = ["jit=off"]
    if DATABASE_ROLE == "web":
        # A page that waits longer says that it cannot be had now; for the owner work may take long.
        # One change waits for two others at most (a matter, the record), and maybe for a hand first.
        _patience = env.int("TUSSENRUIMTE_PATIENCE", 20)
        _limits = {"statement": _patience, "lock": _patience / 3, "idle_in_transaction_session": 30}
        _words += [
            "role=tr_web",
            *(f"{name}_timeout={int(s * 1_000)}" for name, s in _limits.items()),
        ]
        _options |= {"prepare_threshold": 1}
        _server["PATIENCE"] = _patience + 2
    _asked = _options.get("options", "")
    _options["options"] = " ".join([*filter(None, [_asked]), *(f"-c {word}" for word in _words)])
    _server |= {"ENGINE": "tussenruimte.kit.postgres", "OPTIONS": _options}
    _server |= {"CONN_HEALTH_CHECKS": True}
    _server["CONN_MAX_AGE"] = env.int("TUSSENRUIMTE_CONN_MAX_AGE", 600)
    DATABASES = {"default": _server}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "tussenruimte.sqlite3",
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": _sqlite_init,
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- people -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["tussenruimte.web.backends.LogIn"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:home"
ACCOUNT_ADAPTER = "tussenruimte.web.adapter.DoorAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # whoever types the code from the mail has the mailbox
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_FORMS = {"request_login_code": "tussenruimte.web.forms.door.AskForCode"}
# Thirty people may share one computer, and ten of them mistype: docs/security-model.md has the numbers.
# A key is an address asked for from one network, or a person who shows a second code.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "100/15m/ip,5/15m/key",
    "login_failed": "60/5m/ip,5/5m/key",
}
# In the database, for all programs together; nothing else is kept there.
CACHES = {"default": {"BACKEND": "tussenruimte.web.counting.CountedTogether"}}
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}  # nothing to guess; this keeps the machine free
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Whoever may hold or sits in a seat shows twice that it is them: the mail, and a code of their own.
SECOND_FACTOR = env.bool("TUSSENRUIMTE_SECOND_FACTOR", True)
MFA_ADAPTER = "tussenruimte.web.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # who has the device alone is not yet the person
MFA_FORMS = {
    "activate_totp": "tussenruimte.web.forms.showing.SetUpApp",
    "add_webauthn": "tussenruimte.web.forms.showing.AddPasskey",
    "edit_webauthn": "tussenruimte.web.forms.showing.RenamePasskey",
    "login_webauthn": "tussenruimte.web.forms.showing.ComeInByPasskey",
    "authenticate_webauthn": "tussenruimte.web.forms.showing.ShowPasskey",
    "reauthenticate_webauthn": "tussenruimte.web.forms.showing.ShowPasskeyAgain",
}
MFA_TOTP_TOLERANCE = 1  # a telephone that is half a minute off
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Who looks after the machine, as the page about privacy calls them; "self" is the cooperative, empty nobody yet.
CARETAKER = env.str("TUSSENRUIMTE_CARETAKER", "self" if DEMO else "").strip()
# Another house that knows who somebody is, such as the log-in of the municipality; by default none.
OTHER_HOUSE = env.str("TUSSENRUIMTE_OIDC_NAME", "")
SOCIALACCOUNT_ADAPTER = "tussenruimte.web.other_house.OtherHouseAdapter"
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {"provider_class": "tussenruimte.web.other_house.OtherHouse", "APPS": []}
}
if OTHER_HOUSE:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "huis",
            "name": OTHER_HOUSE,
            "client_id": env.str("TUSSENRUIMTE_OIDC_CLIENT_ID"),
            "secret": env.str("TUSSENRUIMTE_OIDC_SECRET", ""),
            "settings": {
                "server_url": env.str("TUSSENRUIMTE_OIDC_ISSUER"),
                "oauth_pkce_enabled": True,
            },
        }
    ]
# Only own words of cards are hashed; log-ins have no password. Scrypt: slow in memory, not in seconds.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
SESSION_ENGINE = "tussenruimte.kit.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _is_https
# Under this name a browser takes a cookie only from this host itself, over a secure connection.
_of_this_host = "__Host-" if _is_https else ""
SESSION_COOKIE_NAME = f"{_of_this_host}sessionid"
CSRF_COOKIE_NAME = f"{_of_this_host}csrftoken"
LANGUAGE_COOKIE_NAME = f"{_of_this_host}django_language"
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# ---- words and time -----------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

# ---- files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = PROJECT / "build" / "static"
STATICFILES_DIRS = [d for d in [PROJECT / "build" / "frontend"] if d.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

# ---- letters and work ---------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
vars().update(
    {
        key: value
        for key, value in env.dj_email_url("EMAIL_URL", default="console:").items()
        if key.startswith("EMAIL_")
    }
)
# Whoever looks around reads the letters in the browser: made-up people have no mailbox.
DEMO_LETTERS = DATA / "letters"
if DEMO and not env.str("EMAIL_URL", ""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DEMO_LETTERS)
# A mail server that hangs would keep the only worker, or whoever signs in.
EMAIL_TIMEOUT: int = vars().get("EMAIL_TIMEOUT") or 30
DEFAULT_FROM_EMAIL = env.str("TUSSENRUIMTE_FROM", f"tussenruimte@{_host}")
# The clock notes here that it lives. Where it runs on another machine, its sign is not looked for.
CLOCK_BEAT = DATA / "clock.beat"
CLOCK_EXPECTED = env.bool("TUSSENRUIMTE_CLOCK", True)

# ---- safety -----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"


def _alone(headers: Any, _path: str, _url: str) -> None:
    """A file of the house that somebody opens by itself runs nothing and stands in nobody's frame."""
    headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
    )


WHITENOISE_ADD_HEADERS_FUNCTION = _alone
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _is_https
SECURE_SSL_REDIRECT = False  # the proxy in front does that
if env.bool("TUSSENRUIMTE_BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
# Where somebody reports a weak spot: an e-mail address or the address of a page.
SECURITY_CONTACT = env.str("TUSSENRUIMTE_SECURITY_CONTACT", f"mailto:{DEFAULT_FROM_EMAIL}")
# Where somebody writes for whom a page does not work.
ACCESSIBILITY_CONTACT = env.str("TUSSENRUIMTE_ACCESSIBILITY_CONTACT", DEFAULT_FROM_EMAIL)

# Logs carry codes and addresses of pages, never texts about people. Who came in is always logged.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "codes": {"()": "tussenruimte.kit.logbook.CodesOnly", "shows_everything": DEBUG}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "codes"}},
    "root": {"handlers": ["console"], "level": env.str("TUSSENRUIMTE_LOG", "WARNING")},
    "loggers": {"tussenruimte.door": {"level": "INFO"}},
}
SILENCED_SYSTEM_CHECKS = ["security.W008", "security.W021"]
