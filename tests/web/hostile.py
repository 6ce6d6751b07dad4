"""What people with bad intentions send, and every name under which this house takes something in."""

import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

SOURCE = Path(__file__).parents[2] / "src" / "tussenruimte"
RAW = ("<script>alert(666)", "onerror=alert(666)>")

PAYLOADS = {
    "script": '"><script>alert(666)</script><img src=x onerror=alert(666)>',
    "address": "javascript:alert(666)//https://kwaad.example",
    "nul": "a\x00b",
    "control": "\x1b[31m\u202eomgekeerd\ufeff\r\nBcc: iemand@kwaad.example",
    "long": "lang " * 30_000,
    "sql": "'; DROP TABLE promises_promise; --",
    "number": "9" * 40,
    "negative": "-1",
    "other digits": "١٢٣",
    "last day": "9999-12-31",
    "first day": "0001-01-01",
    "no day": "2026-02-30T25:61",
    "odd number": "NaN",
    "list": "[1, {'a': 2}]",
    "way up": "../../../../etc/passwd",
}

_ASKED = re.compile(
    r"""(?:GET|POST)(?:\.get|\.getlist|\[)\W*["']([\w-]+)["']|["']([\w-]+)["'] in request\.(?:GET|POST)"""
)
_SHOWN = re.compile(r"""\bname="([\w-]+)\"""")
_FIELD = re.compile(r"^    (\w+) = (?:forms\.|\w*Field\()", re.MULTILINE)


def names():
    """Every name of a field in a template, a form or a view."""
    found = set()
    for file in SOURCE.rglob("*.html"):
        found.update(_SHOWN.findall(file.read_text()))
    for file in SOURCE.rglob("*.py"):
        text = file.read_text()
        found.update(name for pair in _ASKED.findall(text) for name in pair if name)
        if "forms" in file.as_posix():
            found.update(_FIELD.findall(text))
    return sorted(found - {"csrfmiddlewaretoken", "viewport", "robots"})


class Forms(HTMLParser):
    """The forms that send something, with what stands in their fields."""

    def __init__(self, page, here):
        super().__init__()
        self.here, self.found, self._select, self._text = here, [], "", ""
        self.feed(page)

    def handle_starttag(self, tag, given):
        attrs = dict(given)
        name = attrs.get("name")
        if tag == "form":
            there = attrs.get("action") or self.here
            self.found.append((there, {}, set()) if attrs.get("method") == "post" else None)
        if not self.found or self.found[-1] is None or "form" in attrs:
            return
        _there, fields, free = self.found[-1]
        if tag == "option" and self._select and attrs.get("value"):
            fields[self._select] = fields[self._select] or attrs["value"]
        if not name or name == "csrfmiddlewaretoken" or "disabled" in attrs:
            return
        if tag in {"select", "textarea"}:
            fields[name], self._select = ("Iets", "") if tag == "textarea" else ("", name)
            free.add(name)
        elif tag == "button":
            fields.setdefault(name, attrs.get("value", ""))
        elif tag == "input":
            self._input(fields, free, name, attrs)

    def _input(self, fields, free, name, attrs):
        kind = attrs.get("type", "text")
        plain = {
            "date": "2026-11-18",
            "time": "10:00",
            "number": "1",
            "email": "i@example.org",
            "tel": "0123 45 67 89",
        }
        if kind in {"radio", "checkbox"}:
            fields.setdefault(name, attrs.get("value", "on"))
        elif kind == "file":
            fields[name] = None
        else:
            fields[name] = attrs.get("value") or plain.get(kind, "Iets")
        free.add(name)

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = ""

    def sent(self):
        """Where each goes, what is in it, and which of its fields somebody can fill in."""
        return [form for form in self.found if form]


def zip_bomb():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", bytes(20_000_000))
        packed.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    return held.getvalue()


def picture_bomb():
    held = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(held, "PNG")
    return held.getvalue()


def scan():
    """A PDF with a script that runs when it is opened, and one on its page."""
    written, held = PdfWriter(), io.BytesIO()
    page = written.add_blank_page(9, 9)
    run = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(666)")}
    held_by = DictionaryObject({NameObject(name): value for name, value in run.items()})
    written.root_object[NameObject("/OpenAction")] = held_by
    page[NameObject("/AA")] = TextStringObject("app.alert(666)")
    written.write(held)
    return held.getvalue()


PDF = scan()
FILES = {
    "macro.docm": zip_bomb(),
    "bomb.png": picture_bomb(),
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(666)'/>",
    "page.html": b"<script>alert(666)</script>",
    "two.jpg": b"\xff\xd8\xff\xe0<script>alert(666)</script>",
    "loop.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\ntrailer<</Root 1 0 R>>",
    "empty.jpg": b"",
    "large.jpg": b"\xff\xd8" + bytes(10_000_001),
    "../../up.jpg": b"no picture",
}


def file_of(name, data=None):
    """An upload as a browser sends it."""
    return SimpleUploadedFile(name, FILES[name] if data is None else data, "image/jpeg")
