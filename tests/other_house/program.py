"""`python -m tests.other_house.program PORT CALLBACK`: allauth's own provider, with four people."""

import sys
from wsgiref.simple_server import make_server

import django
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

CLIENT, SECRET = "tussenruimte", "a secret between two houses"
# Who has which address there, and whether that house saw that it is theirs.
PEOPLE = {
    "amina@example.org": True,
    "idris@example.org": False,
    "nieuw@example.org": True,
    "gast@example.org": False,
}


def set_up() -> None:
    """A Django of its own, in memory."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    settings.configure(
        SECRET_KEY=SECRET,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.other_house.urls",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        INSTALLED_APPS=[
            "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
            "django.contrib.messages", "allauth", "allauth.account", "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        SESSION_COOKIE_NAME="other_house",
        USE_TZ=True,
        IDP_OIDC_PRIVATE_KEY=pem,
    )  # fmt: skip
    django.setup()
    call_command("migrate", verbosity=0)


def fill(callback: str) -> None:
    """Who lives there, and who may ask about them."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - once it is set up
    from allauth.idp.oidc.models import Client  # noqa: PLC0415
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415
    from django.contrib.auth.models import User  # noqa: PLC0415

    for address, is_verified in PEOPLE.items():
        user = User.objects.create(username=address, email=address, first_name="Iemand")
        EmailAddress.objects.create(user=user, email=address, verified=is_verified, primary=True)
    Client.objects.create(
        id=CLIENT,
        name="Tussenruimte",
        secret=make_password(SECRET),
        scopes="openid\nprofile\nemail",
        redirect_uris=callback,
        skip_consent=True,
    )


def main(port: str, callback: str) -> None:
    """Answer until somebody ends it."""
    set_up()
    fill(callback)
    with make_server("127.0.0.1", int(port), get_wsgi_application()) as server:
        server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
