"""Titles: what stands after the label of a division, an article or an annex, over one line or several."""

from __future__ import annotations

import re

from extract.lines import TOPIC
from extract.marks import Mark
from ontology.pack import Language

LONGEST = 600
"""Characters of the longest title that is believed."""

TITLED = frozenset({"part", "chapter", "section", "subsection", "article", "annex"})
BROKEN = ("-", "/")
"""What a number ends with where the line breaks within it."""

_LINE = re.compile(r"[^\n]*")


def heading(text: str, mark: Mark, stop: int, vi: Language) -> tuple[int, int] | None:
    """Where the title of the unit lies in the text for matching, if it has one; `stop` is where the next unit begins."""
    if mark.kind not in TITLED:
        return None
    start, end = _line(text, mark.body)
    end = min(end, stop)
    if start >= end:
        found = _next_line(text, end)
        if found is None or found[0] >= stop or not _may_be_title(text, mark, found, stop):
            return None
        start, end = found
    elif mark.kind == "article" and _is_sentence(text[start:end]):
        return None
    while (further := _next_line(text, end)) and further[0] < stop and further[1] - start <= LONGEST:
        if not _goes_on(text, mark, (start, end), further, stop, vi):
            break
        end = further[1]
    end = min(end, stop)
    return (start, end) if end - start <= LONGEST * 2 else None


def _line(text: str, at: int) -> tuple[int, int]:
    found = _LINE.match(text, at)
    line = found[0] if found else ""
    return at + len(line) - len(line.lstrip()), at + len(line.rstrip())


def _next_line(text: str, end: int) -> tuple[int, int] | None:
    """The next line with something in it; at most two line breaks further on."""
    newline = text.find("\n", end)
    for _ in range(3):
        if newline < 0:
            return None
        start, stop = _line(text, newline + 1)
        if start < stop:
            return start, stop
        newline = text.find("\n", stop)
    return None


def _is_sentence(line: str) -> bool:
    return line.endswith((".", ";", "./.")) or len(line) > LONGEST


def _may_be_title(text: str, mark: Mark, found: tuple[int, int], stop: int) -> bool:
    """Whether the line under a bare label is its title: short, no sentence, and followed by something more."""
    line = text[found[0] : found[1]]
    if mark.kind != "article":
        return not _is_sentence(line)
    after = _next_line(text, found[1])
    return len(line) < 200 and line[-1] not in ".;:,…" and line[0].isupper() and after is not None and after[0] <= stop


def _goes_on(text: str, mark: Mark, so_far: tuple[int, int], further: tuple[int, int], stop: int, vi: Language) -> bool:
    """Whether the next line still belongs to the title."""
    title, line = text[so_far[0] : so_far[1]], text[further[0] : further[1]]
    if mark.kind != "article":
        return line.isupper() or (not title.isupper() and line[:1].islower())
    if title.endswith((".", ";", ":")):
        return False
    if title.endswith(BROKEN) or line[0].islower() or vi.pattern(TOPIC, "unfinished").search(title[-60:]):
        return True
    return _cites_on(line, vi) or _was_wrapped(text, so_far, further, stop)


def _cites_on(line: str, vi: Language) -> bool:
    """Whether the line opens with a citation that the title's last words call for, or with a stray stop."""
    return line[0] in ",;)" or bool(vi.pattern(TOPIC, "citation_opens").match(line))


def _was_wrapped(text: str, so_far: tuple[int, int], further: tuple[int, int], stop: int) -> bool:
    """Whether a capital letter only begins the next line because the line above was full (60 to 100 characters)."""
    above = text[text.rfind("\n", 0, so_far[1]) + 1 : so_far[1]].strip()
    line = text[further[0] : further[1]]
    after = _next_line(text, further[1])
    room = len(above) + 1 + len(line.split(maxsplit=1)[0])
    full = 60 <= len(above) <= 100 and room > 76
    short = len(line) < 60 and line[-1] not in ".;:,"
    return full and short and after is not None and (after[0] >= stop or text[after[0]].isupper())
