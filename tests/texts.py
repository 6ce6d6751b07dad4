"""Finding the words of the product: what Python and the templates ask to be translated."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.template.base import Lexer, Token, TokenType

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "tussenruimte"
ROOMS = sorted(p.parent.name for p in SOURCE.glob("*/__init__.py"))
TEMPLATES = sorted(p for p in SOURCE.glob("*/templates/**/*") if p.is_file())
CATALOGUES = sorted(SOURCE.glob("*/locale/nl/LC_MESSAGES/django.po"))

SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}
IN_TAG = re.compile(r"""_\((?P<quote>["'])(?P<text>.*?)(?P=quote)\)""")
QUOTED = re.compile(r"""^(?P<quote>["'])(?P<text>.*)(?P=quote)$""", re.DOTALL)


def place(path: Path) -> str:
    """A path as one reads it in a report."""
    return path.relative_to(ROOT).as_posix()


def asked_for(room: str) -> set[str]:
    """Every English text of a room that should have a Dutch one."""
    texts: set[str] = set()
    for path in (SOURCE / room).rglob("*.py"):
        texts.update(in_python(path.read_text()))
    for path in TEMPLATES:
        if path.relative_to(SOURCE).parts[0] == room and path.suffix in {".html", ".txt"}:
            texts.update(in_template(path.read_text()))
    return texts


def in_python(source: str) -> Iterator[str]:
    """The first texts of calls to gettext and its family."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        skip = 1 if name in IN_CONTEXT else 0
        if name in SINGULAR | PLURAL | IN_CONTEXT and len(node.args) > skip:
            text = node.args[skip]
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield text.value


def in_template(source: str) -> Iterator[str]:
    """The texts of translate, blocktranslate and _("…")."""
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        if token.token_type not in {TokenType.BLOCK, TokenType.VAR}:
            continue
        words = token.split_contents()
        if words[0] in {"translate", "trans"} and (found := QUOTED.match(words[1])):
            yield found["text"]
        elif words[0] in {"blocktranslate", "blocktrans"}:
            yield _block(tokens, trimmed="trimmed" in words)
        yield from (found["text"] for found in IN_TAG.finditer(token.contents))


def _block(tokens: Iterator[Token], *, trimmed: bool) -> str:
    """The singular of a blocktranslate, as Django looks it up."""
    text, ended = "", False
    for token in tokens:
        if token.token_type is TokenType.BLOCK:
            ended = True
            if token.contents.startswith("end"):
                break
        elif not ended:
            is_name = token.token_type is TokenType.VAR
            text += f"%({token.contents})s" if is_name else token.contents.replace("%", "%%")
    return " ".join(line.strip() for line in text.splitlines()).strip() if trimmed else text
