"""Which law: number, kind, issuer, day and title, from the head of the text (and the passing formula at its end)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from extract.lines import TOPIC
from ontology.document import Work, slug
from ontology.pack import Jurisdiction, Language

_FILE = re.compile(r"(\d{1,4}(?:\.\d+)?)-(?:((?:19|20)\d{2})-)?([A-Za-z][A-Za-z-]*?\d{0,2})(?:-((?:19|20)\d{2}))?")
HEAD = 12_000
"""Characters before the first article in which a document says what it is."""


def identity(text: str, first: int, vi: Language, vn: Jurisdiction) -> Work:
    """The work that a text says it is; `first` is where its first unit begins. Empty where it does not say."""
    head = text[: min(first, HEAD)]
    top = _before_basis(head, vi)
    number = _number(top, vi)
    kind = _kind(top, number, vn)
    day = _day(top, text, vi)
    return Work(kind, number, _year(number, day), _issuer(top, text, vi), day, vn.code, _title(head, top, number, vi))


def named_by_file(work: Work, stem: str, vn: Jurisdiction) -> Work:
    """The work with the number that a file's name spells with dashes and without marks ("15-2012-QH13")."""
    found = _FILE.fullmatch(stem)
    ending = _ending(found[3], vn) if found else None
    if found is None or ending is None:
        return work
    number = "/".join(part for part in (found[1], found[2], ending[0]) if part)
    return replace(work, number=number, kind=work.kind or ending[1], year=work.year or int(found[2] or found[4] or 0))


def _ending(plain: str, vn: Jurisdiction) -> tuple[str, str] | None:
    """The ending of a number with its marks, and the instrument it tells, from its plain letters."""
    for instrument in vn.instruments.values():
        for pattern in instrument.endings:
            marked = re.sub(r"\\d[+*]|\[\\w-\]\+", "", pattern)
            if slug(plain).startswith(slug(marked)) and re.fullmatch(pattern, marked + plain[len(marked) :]):
                return marked + plain[len(marked) :], instrument.code
    return None


def day_of(found: re.Match[str]) -> date | None:
    """The day that a match names, where such a day exists."""
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _before_basis(head: str, vi: Language) -> str:
    found = vi.pattern(TOPIC, "legal_basis").search(head)
    return head[: found.start()] if found else head


def _number(top: str, vi: Language) -> str:
    found = vi.pattern(TOPIC, "head_number").search(top)
    return re.sub(r"\s", "", found["number"]) if found else ""


def _kind(top: str, number: str, vn: Jurisdiction) -> str:
    """The instrument whose number ends so; among several, the one that the head names first."""
    ending = number.rsplit("/", 1)[-1]
    fitting = [i for i in vn.instruments.values() if any(re.fullmatch(e, ending) for e in i.endings)]
    exact = [i for i in fitting if any(re.fullmatch(e, ending) for e in i.endings if "[" not in e)] or fitting
    known = exact or list(vn.instruments.values())
    lower = top.lower()
    said = [(lower.find(i.label.vi.lower()), -len(i.label.vi), i.rank, i.code) for i in known]
    named = sorted(place for place in said if place[0] >= 0)
    if named:
        return named[0][3]
    return known[0].code if exact else ""


def _day(top: str, text: str, vi: Language) -> date | None:
    for key, words in (("iso_day", top), ("day", top), ("passed", text[-4000:]), ("passed", text)):
        found = vi.pattern(TOPIC, key).search(words)
        if found and (day := day_of(found)):
            return day
    return None


def _year(number: str, day: date | None) -> int:
    found = re.search(r"/((?:19|20)\d{2})(?:/|$)", number)
    return int(found[1]) if found else day.year if day else 0


def _issuer(top: str, text: str, vi: Language) -> str:
    if found := vi.pattern(TOPIC, "issued_by").search(top):
        return found["issuer"].strip()
    found = vi.pattern(TOPIC, "state").search(top)
    if not found:
        return ""
    words = " ".join(found["issuer"].split()).strip(" -")
    at = text.lower().find(words.lower(), len(top))
    return text[at : at + len(words)] if at >= 0 else words.capitalize()


def _title(head: str, top: str, number: str, vi: Language) -> str:
    """The title as the enacting formula says it; else the line with the number; else the capitals of the head."""
    enacted = [" ".join(f["title"].split()) for f in vi.pattern(TOPIC, "enacts").finditer(head)]
    if enacted:
        return enacted[-1]
    named = vi.pattern(TOPIC, "named").search(top)
    if named and named["number"] == number:
        return " ".join(f"{named['title'].split(' ', 1)[0]} {named['words']}".split()).rstrip(".")
    lines = [line.strip() for line in top.splitlines()]
    capitals = [line for line in lines if line.isupper() and len(line) > 3]
    return " ".join(capitals[-2:]).capitalize()
