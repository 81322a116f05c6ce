"""The automatic numbers of Word paragraphs, and whether a table has borders: both stand in other parts of the file.

ISO/IEC 29500-1 §17.9 (numbering), §17.4.38 (table borders). A label counts as text, for the reader of the page sees it.
"""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_NO_BORDER = {"nil", "none", None}
LEVELS = 9
LARGEST = 3999
"""Beyond this Word, too, prints figures."""
GENERATIONS = 12
"""Styles that may be based on one another; more is a circle."""


def val(parent: etree._Element | None, path: str) -> str | None:
    """The `val` of the element at this path below another, where there is one."""
    found = parent.find("/".join(W + step for step in path.split("/"))) if parent is not None else None
    return found.get(W + "val") if found is not None else None


class Numbers:
    """Counts the automatic numbers of one document from top to bottom."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        empty = etree.Element(W + "none")
        numbering = empty if numbering is None else numbering
        self.styles = {s.get(W + "styleId", ""): s for s in (empty if styles is None else styles).iter(W + "style")}
        self.nums = {n.get(W + "numId", ""): n for n in numbering.iterchildren(W + "num")}
        self.lists = {a.get(W + "abstractNumId", ""): a for a in numbering.iterchildren(W + "abstractNum")}
        self.counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * LEVELS)
        self.started: set[tuple[str, int]] = set()

    def label(self, paragraph: etree._Element, shown: bool) -> str:
        """The number that Word prints before a paragraph, with a space behind it; empty where there is none."""
        found = self._numbered(paragraph)
        if not found or not shown:
            return ""
        num, level = found
        kind = val(self.nums[num], "abstractNumId") or ""
        self._count(num, kind, level)
        words = self._printed(kind, level)
        return f"{words} " if words else ""

    def bordered(self, table: etree._Element) -> bool:
        """Whether a table shows lines: one without them only arranges the page."""
        style = self._ancestry(val(table, "tblPr/tblStyle"))
        borders = [b for p in (table, *style) for b in p.iterfind(f"{W}tblPr/{W}tblBorders")]
        cells = table.iterfind(f"{W}tr/{W}tc/{W}tcPr/{W}tcBorders")
        return any(line.get(W + "val") not in _NO_BORDER for some in (*borders[:1], *cells) for line in some)

    def _numbered(self, paragraph: etree._Element) -> tuple[str, int] | None:
        properties = list(paragraph.iterchildren(W + "pPr"))
        properties += [p for s in self._ancestry(val(paragraph, "pPr/pStyle")) for p in s.iterchildren(W + "pPr")]
        num = next((n for p in properties if (n := val(p, "numPr/numId")) is not None), None)
        level = next((n for p in properties if (n := val(p, "numPr/ilvl")) is not None), "0")
        if num not in self.nums or not level.isdecimal() or int(level) >= LEVELS:
            return None
        return num, int(level)

    def _ancestry(self, style: str | None) -> list[etree._Element]:
        found: list[etree._Element] = []
        while style in self.styles and len(found) < GENERATIONS:
            found.append(self.styles[style])
            style = val(found[-1], "basedOn")
        return found

    def _count(self, num: str, kind: str, level: int) -> None:
        counts = self.counts[kind]
        override = self.nums[num].find(f"{W}lvlOverride[@{W}ilvl='{level}']")
        start = val(override, "startOverride")
        if start and start.isdecimal() and (num, level) not in self.started:
            counts[level] = int(start)
        else:
            now = counts[level]
            counts[level] = self._start(kind, level) if now is None else now + 1
        self.started.add((num, level))
        counts[level + 1 :] = [None] * (LEVELS - level - 1)

    def _level(self, kind: str, level: int) -> etree._Element | None:
        found = self.lists.get(kind)
        return found.find(f"{W}lvl[@{W}ilvl='{level}']") if found is not None else None

    def _start(self, kind: str, level: int) -> int:
        start = val(self._level(kind, level), "start")
        return int(start) if start and start.isdecimal() else 1

    def _printed(self, kind: str, level: int) -> str:
        described = self._level(kind, level)
        pattern = val(described, "lvlText") or ""
        if val(described, "numFmt") == "bullet":
            return "-"
        return re.sub(r"%([1-9])", lambda found: self._number(kind, int(found[1]) - 1), pattern)

    def _number(self, kind: str, level: int) -> str:
        count = self.counts[kind][level]
        return written(
            self._start(kind, level) if count is None else count, val(self._level(kind, level), "numFmt") or ""
        )


def written(number: int, form: str) -> str:
    """A number in one of Word's forms.

    >>> [written(4, form) for form in ("decimal", "decimalZero", "lowerLetter", "upperRoman")]
    ['4', '04', 'd', 'IV']
    """
    match form:
        case _ if number > LARGEST:
            return str(number)
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter if form == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            roman = _roman(number)
            return roman if form == "lowerRoman" else roman.upper()
        case "decimalZero":
            return f"{number:02}"
        case "none":
            return ""
        case _:
            return str(number)


def _roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        words += letters * (number // value)
        number %= value
    return words
