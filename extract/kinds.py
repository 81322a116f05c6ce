"""What kind of file some bytes are, told by what is in them and never by the name."""

from __future__ import annotations

import codecs
import json
import re
from enum import StrEnum

_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]{1,40}:)?([\w.-]{1,60})")
_PROLOGUE = re.compile(
    rb"(?:\s{1,200}|<\?.{0,2000}?\?>|<!--.{0,4000}?-->|<!DOCTYPE[^>]{0,400}>){1,40}", re.DOTALL | re.IGNORECASE
)
_ARTICLE_CODE = re.compile(rb"^#{1,6} [^\n]{1,40} \d{1,3}\.\d{1,3}\.[^\s.]{1,6}\.", re.MULTILINE)
HEAD = 65_536


class Kind(StrEnum):
    """The kinds that can be read."""

    TEXT = "text"
    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    AKN = "akn"
    CODIFIED = "codified"
    CODIFIED_PAGE = "codified_page"
    XML = "xml"


def kind_of(data: bytes) -> Kind:
    """The kind of a file; what is none of the others is text, which its own reader may still refuse."""
    head = data[:HEAD].removeprefix(codecs.BOM_UTF8).lstrip()
    if head.startswith(b"%PDF"):
        return Kind.PDF
    if head.startswith(b"PK\x03\x04"):
        return Kind.DOCX if b"word/" in data else Kind.TEXT
    if head.startswith(b"<"):
        return _marked_up(head)
    if head.startswith(b"{") and _is_codified(head):
        return Kind.CODIFIED
    return Kind.CODIFIED_PAGE if _ARTICLE_CODE.search(head) else Kind.TEXT


def _marked_up(head: bytes) -> Kind:
    """HTML, Akoma Ntoso or some other XML, by the first element."""
    prologue = _PROLOGUE.match(head)
    root = _ROOT.match(head, prologue.end() if prologue else 0)
    name = root[1].lower() if root else b""
    if name == b"akomantoso":
        return Kind.AKN
    if head.startswith(b"<?xml") and name not in {b"html", b"body", b"div"}:
        return Kind.XML
    return Kind.HTML if name in _HTML or b"<html" in head[:4096].lower() else Kind.TEXT


_HTML = frozenset(b"html head body div p span table section article main h1 h2 h3 center font meta title".split())


def _is_codified(head: bytes) -> bool:
    """Whether the first line is a record of a codified article."""
    try:
        first = json.loads(head.split(b"\n", 1)[0]) if b"\n" in head else {}
    except ValueError:
        return b'"source_note"' in head and b'"code"' in head
    return isinstance(first, dict) and {"code", "document"} <= set(first)
