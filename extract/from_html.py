"""The text of a saved web page: the part of it that holds the law, blocks as lines, tables as rows.

Which part that is shows by where the articles are: their nearest common element, widened until the document's number is in
it. Scripts, menus and forms are no text. Nothing is fetched.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from lxml import etree, html

from extract.archives import damaged
from extract.rows import row
from ontology.errors import EmptyDocument
from ontology.pack import Language

TOPIC = "structure"
_META = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w-]{3,30})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BORDER = re.compile(r"border[^:;]{0,20}:[^;]{0,40}(?:solid|double|inset|ridge|groove)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
NO_TEXT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "nav",
        "button",
        "select",
        "option",
        "textarea",
        "input",
        "svg",
        "iframe",
        "object",
    ]
)
HEADS = 2
"""Rows of the tables that set the names of the state and of the issuer side by side."""

DEPTH = 400
"""Elements within elements beyond this are not a page but an attack."""


def text_of(data: bytes, name: str, vi: Language) -> str:
    """The text of the page, one line a block. Raises DamagedFile or EmptyDocument."""
    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        root = html.document_fromstring(data.decode(_encoding(data), "replace").encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise damaged(name, "an HTML page that does not open") from error
    words = "\n".join(_lines(_law(root, vi)))
    if not words.strip():
        raise EmptyDocument(f"{name} has no text in it", "save the page with the text of the law and read that", name)
    return words + "\n"


def _encoding(data: bytes) -> str:
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if marked:
        return marked
    said = _META.search(data[:4096])
    return said[1].decode("ascii").lower() if said else "utf-8"


def _law(root: html.HtmlElement, vi: Language) -> html.HtmlElement:
    """The smallest part of the page that holds every article and the document's number; all of it, where none is found."""
    article, number = vi.pattern(TOPIC, "article"), vi.pattern(TOPIC, "head_number")
    headed = [block for block in root.iter(*BLOCKS) if article.match(_own(block))]
    if not headed:
        return root
    part = _common(headed)
    while part.getparent() is not None and not number.search("\n".join(_lines(part))[:HEAD]):
        part = part.getparent()
    return part


HEAD = 20_000


def _own(block: html.HtmlElement) -> str:
    """The words with which a block itself begins."""
    words = block.text or ""
    for child in block:
        if len(words) > len("Dieu 1000a. ") * 4 or (isinstance(child.tag, str) and child.tag in BLOCKS):
            break
        words += child.text_content() if isinstance(child.tag, str) else ""
        words += child.tail or ""
    return _SPACE.sub(" ", words).strip()


def _common(blocks: list[html.HtmlElement]) -> html.HtmlElement:
    """The nearest element around all of them."""
    common = [blocks[0], *blocks[0].iterancestors()]
    for block in blocks[1:]:
        above = {block, *block.iterancestors()}
        common = [element for element in common if element in above]
    return common[0]


def _lines(part: html.HtmlElement) -> Iterator[str]:
    line: list[str] = []
    for piece in _pieces(part, 0):
        if piece is None:
            if words := _SPACE.sub(" ", "".join(line)).strip():
                yield words
            line = []
        else:
            line.append(piece)
    if words := _SPACE.sub(" ", "".join(line)).strip():
        yield words


def _pieces(element: html.HtmlElement, depth: int) -> Iterator[str | None]:
    """Words, and None where a line ends."""
    if not isinstance(element.tag, str) or element.tag in NO_TEXT or depth > DEPTH or _is_hidden(element):
        return
    if element.tag == "table" and _is_data(element):
        yield from _rows(element)
        return
    if element.tag == "br":
        yield None
    edge = element.tag in BLOCKS
    if edge:
        yield None
    yield element.text or ""
    for child in element:
        yield from _pieces(child, depth + 1)
        yield child.tail or ""
    if edge:
        yield None


def _is_hidden(element: html.HtmlElement) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def _is_data(table: html.HtmlElement) -> bool:
    """Whether a table shows lines or is longer than the heads that only arrange the page."""
    if next(table.iter("td"), None) is not None and len(list(table.iter("tr"))) > HEADS:
        return next(table.iterdescendants("table"), None) is None
    if table.get("border", "0").strip() not in {"", "0"} or next(table.iter("th"), None) is not None:
        return next(table.iterdescendants("table"), None) is None
    styled = (e.get("style", "") for e in (table, *list(table.iter("td"))[:8]))
    return any(_BORDER.search(style) for style in styled) and next(table.iterdescendants("table"), None) is None


def _rows(table: html.HtmlElement) -> Iterator[str | None]:
    for line in table.iter("tr"):
        yield None
        yield row(" ".join(_lines(cell)) for cell in line.iterchildren("td", "th"))
        yield None
