"""What `docs/asvs.csv` says of the code as a whole, read in the code itself."""

import ast
import logging
import re
import tomllib
from functools import cache

import pytest

from tests.texts import ROOT, SOURCE
from tests.tools.book import chapter, table
from tussenruimte import settings as house  # noqa: TID251 - as they are outside the tests
from tussenruimte.members.actions import make_card
from tussenruimte.members.models import Card

FILES = sorted(SOURCE.rglob("*.py"))
SCRIPTS = sorted((ROOT / "frontend" / "js").glob("*.js"))
KINDS = {".html", ".mo", ".po", ".py", ".svg", ".txt", ".typ"}
# What can start another program, and the two places that may: the press, and PostgreSQL's own tools.
STARTS = re.compile(
    r"^(subprocess|pty|os\.(system|popen|exec\w+|spawn\w+|posix_spawn\w*|fork\w*))\b"
)
MAY_START = {"kit/pdf.py", "cli/carrying/snapshot.py"}
# What makes a program of a text, or an object of whatever kind of bytes.
MAKES = {"eval", "exec", "compile", "__import__"}
UNPACKS = {"code", "marshal", "pickle", "runpy", "shelve"}
NEAR_MEMORY = {"_ctypes", "cffi", "ctypes", "mmap"}
# What speaks with another machine. Of the two that are named only the mistakes: Django carries the mail,
# allauth asks the other house.
SPEAKS = {
    "aiohttp", "asyncio", "ftplib", "http.client", "httpx", "imaplib", "poplib", "requests", "smtplib",
    "socket", "socketserver", "ssl", "urllib.request", "urllib3", "websockets", "xmlrpc",
}  # fmt: skip
MISTAKES = {
    "requests.RequestException", "smtplib", "smtplib.SMTPException", "smtplib.SMTPRecipientsRefused",
}  # fmt: skip
# Each piece of cryptography in use, and how the list of it says so.
CRYPTOGRAPHY = {
    "AESGCM": "AES-256-GCM",
    "Fernet": "Fernet",
    "HKDF": "HKDF-SHA-256",
    "X25519PrivateKey": "X25519",
    "X25519PublicKey": "X25519",
    "SHA256": "SHA-256",
    "hashlib.sha256": "SHA-256",
    "hmac.new": "HMAC-SHA-256",
    "make_password": "scrypt",
    "signing.dumps": "HMAC-SHA-256",
    "signing.loads": "HMAC-SHA-256",
}
# Words of the same libraries that hide, sign and hash nothing.
BESIDE = {
    "Encoding", "InvalidTag", "InvalidToken", "NoEncryption", "PrivateFormat", "PublicFormat",
    "UnsupportedAlgorithm", "check_password", "hmac.compare_digest", "load_pem_private_key",
    "load_pem_public_key", "signing.BadSignature",
}  # fmt: skip
LIBRARIES = ("cryptography.", "django.contrib.auth.hashers.", "django.utils.crypto.")


def place(path):
    return path.relative_to(SOURCE).as_posix()


def nodes(path):
    return ast.walk(ast.parse(path.read_text()))


@cache
def imported(path):
    """The full name of everything that is brought in."""
    found = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.update(f"{node.module}.{name.name}" for name in node.names)
    return found


def dotted(node):
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def comes_from(names, modules):
    """Those of these names that are one of the modules, or stand in one."""
    return {name for name in names if any(f"{name}.".startswith(f"{one}.") for one in modules)}


# ---- what people type is nobody's order ------------------------------------------------------------


def test_only_two_places_start_a_program_and_neither_asks_a_shell():
    starts = [(path, node) for path in FILES for node in nodes(path) if STARTS.match(dotted(node))]
    assert {place(path) for path, _node in starts} == MAY_START
    for _path, node in starts:
        assert dotted(node) == "subprocess.run"
        assert isinstance(node.args[0], ast.List)  # words apart, not one line
        assert "shell" not in {word.arg for word in node.keywords}


def test_nothing_is_brought_in_that_runs_what_it_reads():
    assert {place(path) for path in FILES if comes_from(imported(path), UNPACKS)} == set()
    assert {
        place(path) for path in FILES if comes_from(imported(path), {"subprocess"})
    } == MAY_START


def test_no_text_becomes_a_program():
    assert [place(path) for path in FILES for node in nodes(path) if dotted(node) in MAKES] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_makes_no_program_no_html_and_no_object_of_what_comes_in(path):
    text = path.read_text()
    for word in (
        "eval(",
        "Function(",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
    ):
        assert word not in text
    for word in (
        "__proto__",
        "prototype",
        "Object.assign",
        "Object.setPrototypeOf",
        "structuredClone",
    ):
        assert word not in text
    assert not re.search(r"\bset(Timeout|Interval)\(\s*[\"'`]", text)
    assert not re.search(r"{\s*\.\.\.|,\s*\.\.\.\w+\s*}", text)  # nothing is spread into an object


def test_nothing_of_ours_touches_memory_itself():
    assert {path.suffix for path in SOURCE.rglob("*") if path.is_file()} - {".pyc"} <= KINDS
    assert {place(path) for path in FILES if comes_from(imported(path), NEAR_MEMORY)} == set()


def test_every_line_has_its_types_checked():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]
    assert told["strict"] is True
    assert set(told["files"]) == {"src", "tools"}
    loosened = {word for one in told["overrides"] for word in one} - {"module"}
    assert loosened == {"follow_untyped_imports", "ignore_missing_imports"}
    assert '("types", ("mypy",))' in (ROOT / "tools" / "suite.py").read_text()


# ---- what is written down is so --------------------------------------------------------------------


def cryptography():
    """Everything that hides, signs or hashes, and where."""
    for path in FILES:
        for name in imported(path):
            if name.startswith(LIBRARIES):
                yield name.rpartition(".")[2]
            elif comes_from([name], {"hashlib", "hmac"}) and "." in name:
                yield name
        for node in nodes(path):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                name = f"{node.value.id}.{node.attr}"
                if node.value.id in {"hashlib", "hmac", "signing"}:
                    yield name


def test_all_cryptography_is_of_tried_libraries_and_stands_in_the_list():
    used = set(cryptography()) - BESIDE
    assert used == set(CRYPTOGRAPHY), "a new one: is it approved, and does the list name it?"
    listed = chapter(ROOT / "docs" / "security-model.md", "What is encrypted, signed and hashed")
    assert {words for words in CRYPTOGRAPHY.values() if words not in listed} == set()


def test_nothing_else_hides_signs_or_hashes():
    others = {"Crypto", "Cryptodome", "bcrypt", "jwt", "md5", "nacl", "random.SystemRandom", "rsa"}
    assert {place(path) for path in FILES if comes_from(imported(path), others)} == set()


def test_chance_that_can_be_guessed_makes_only_what_was_made_up():
    guessable = {"random", "uuid.uuid1", "numpy.random"}
    where = {place(path) for path in FILES if comes_from(imported(path), guessable)}
    assert {path.rpartition("/")[0] for path in where} == {"cli/seed", "cli/demo"}
    calls = {dotted(node) for path in FILES for node in nodes(path)}
    assert "uuid.uuid1" not in calls
    assert {"secrets.randbelow", "secrets.choice", "secrets.token_hex"} <= calls


def test_an_own_word_is_kept_as_a_slow_hash(settings, idris, at):
    settings.PASSWORD_HASHERS = house.PASSWORD_HASHERS
    assert [name.rpartition(".")[2] for name in house.PASSWORD_HASHERS] == ["ScryptPasswordHasher"]
    card, _code = make_card(idris, "reiger", by=idris, at=at)
    assert Card.objects.get(pk=card.pk).word.startswith("scrypt$")


def test_the_house_speaks_with_whom_it_says_and_nobody_else():
    names = {name for path in FILES for name in comes_from(imported(path), SPEAKS)}
    assert names <= MISTAKES
    told = chapter(ROOT / "docs" / "settings.md", "With whom it speaks")
    for name in ("DATABASE_URL", "EMAIL_URL", "TUSSENRUIMTE_OIDC_ISSUER"):
        assert f"`{name}`" in told


def test_lines_of_the_log_go_to_one_place_and_that_is_written_down():
    told = house.LOGGING
    assert {one["class"] for one in told["handlers"].values()} == {"logging.StreamHandler"}
    assert "stream" not in told["handlers"]["console"]  # so it is standard error
    assert {name for one in told["loggers"].values() for name in one.get("handlers", [])} == set()
    kinds = {name for name in dir(logging) if name.endswith("Handler")} | {"logging.handlers"}
    assert {
        place(path) for path in FILES if {i.rpartition(".")[2] for i in imported(path)} & kinds
    } == set()
    rows = table(chapter(ROOT / "docs" / "operations.md", "What is logged, and where"))
    assert all(len(row) == 5 and all(row) for row in rows)
    assert [row[0] for row in rows if "standard error" in row[1]]


def test_within_how_long_a_weak_spot_of_others_is_mended_is_written_down():
    told = chapter(ROOT / "SECURITY.md", "Packages of others")
    severe, other = map(int, re.findall(r"within (\d+) days", told))
    assert severe < other <= 30
