"""When a law is in force by its own words: the commencement clause, the parts with a day of their own, an end if it names one.

What other documents do to it later (amend, repeal, bring forward) is not in its text and not told here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from extract.identity import day_of
from extract.lines import Clean, clean
from extract.parts_in_force import Parts
from extract.quotes import Payloads, payloads
from ontology.document import Document, Finding, Source, Unit
from ontology.event import Event, Op
from ontology.norm import Period
from ontology.pack import Jurisdiction, Language

TOPIC = "force"
WORDS = 60
"""Words of a clause that a finding repeats."""


@dataclass(frozen=True, slots=True)
class Commencement:
    """The clause found: its unit, the match, and the first day where it can be told."""

    unit: Unit
    found: re.Match[str]
    start: date | None


@dataclass(frozen=True, slots=True)
class Force:
    """The period of the whole, the days of its parts as events, and what needs a person."""

    period: Period
    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reader:
    document: Document
    page: Clean
    flat: str
    quoted: Payloads
    vi: Language

    def range(self, unit: Unit) -> tuple[int, int]:
        return self.page.at(unit.span.start), self.page.at(unit.span.end)

    def found(self, key: str, unit: Unit) -> Iterator[re.Match[str]]:
        matches = self.vi.pattern(TOPIC, key).finditer(self.flat, *self.range(unit))
        return (match for match in matches if match.start() not in self.quoted)

    def source(self, unit: Unit, start: int, end: int) -> Source:
        span = self.page.span(start, end)
        inner = next((u for u in reversed(list(unit.walk())) if span.start in _places(u)), unit)
        return Source(self.document.work, inner.eid, span, span.of(self.document.text), TOPIC)


def in_force(document: Document, vi: Language, vn: Jurisdiction) -> tuple[Period, tuple[Finding, ...]]:
    """The period that the text itself gives, and findings: `partial_force` for parts of their own, `no_force` for none."""
    found = force_of(document, vi, vn)
    return found.period, found.findings


def force_of(document: Document, vi: Language, vn: Jurisdiction) -> Force:
    """The period that the text itself gives, with the days of its parts."""
    page = clean(document.text, vi)
    reader = _Reader(document, page, page.text.replace("\n", " "), payloads(page.text, vi), vi)
    own = _commencement(reader)
    if own is None:
        start = _codified(reader)
        missing = Finding("no_force", None, "the text does not say from which day it is in force")
        return Force(Period(start), findings=() if start else (missing,))
    findings = tuple(_exceptions(reader, own))
    period = Period(own.start or _codified(reader), _end(reader, own))
    if period.start is None:
        source = reader.source(own.unit, *own.found.span())
        findings = (Finding("no_force", source, "the day it takes effect is not a date"), *findings)
    return Force(period, tuple(_days(reader, own, period, vn)), findings)


def _days(reader: _Reader, own: Commencement, period: Period, vn: Jurisdiction) -> Iterator[Event]:
    """The day of the whole, and those of parts, as events."""
    parts = Parts(reader.document, reader.page, reader.flat, reader.vi, vn)
    left_out = _left_out(reader, own)
    if own.start:
        source = reader.source(own.unit, *own.found.span())
        named = parts.named(*left_out) if left_out else ()
        yield Event(Op.COMMENCE, source, on=own.start, until=period.end, except_for=named)
    for match in _partial_clauses(reader, own):
        source = reader.source(own.unit, *match.span("words"))
        for eid in parts.named(*match.span("words")):
            yield parts.event(eid, source, match["words"])


def _places(unit: Unit) -> range:
    return range(unit.lead.start, unit.lead.end)


def _commencement(reader: _Reader) -> Commencement | None:
    """The commencement clause: in an article about force if there is one, the last otherwise."""
    articles = [unit for unit in reader.document.units("article") if "__" not in unit.eid]
    titled = [unit for unit in articles if _is_about_force(reader, unit)]
    for unit in [*titled, *reversed(articles)]:
        if found := _in_unit(reader, unit):
            return found
    return _in_unit(reader, reader.document.root) if not articles else None


def _is_about_force(reader: _Reader, unit: Unit) -> bool:
    title = reader.page.of(unit.heading) if unit.heading else ""
    return bool(reader.vi.pattern(TOPIC, "title").search(title))


def _in_unit(reader: _Reader, unit: Unit) -> Commencement | None:
    found = [match for key in ("own_day", "own_after", "own_signed") for match in reader.found(key, unit)]
    for match in sorted(found, key=lambda m: m.start()):
        return Commencement(unit, match, _first_day(match, reader.document.work.date))
    return None


def _first_day(match: re.Match[str], signed: date | None) -> date | None:
    groups = match.groupdict()
    if groups.get("year"):
        return day_of(match)
    if not groups.get("event"):
        return None
    return signed + timedelta(days=int(groups.get("days") or 0)) if signed else None


def _end(reader: _Reader, own: Commencement) -> date | None:
    """The first day no longer in force, where the same sentence names a last one."""
    found = reader.vi.pattern(TOPIC, "until").match(own.found["rest"].lstrip(" ,") or "")
    last = day_of(found) if found else None
    return last + timedelta(days=1) if last else None


def _exceptions(reader: _Reader, own: Commencement) -> Iterator[Finding]:
    """What the clause leaves out, and what the same article puts into force on another day."""
    if left_out := _left_out(reader, own):
        yield _partial(reader, own.unit, *left_out)
    for match in _partial_clauses(reader, own):
        yield _partial(reader, own.unit, *match.span("words"))


def _left_out(reader: _Reader, own: Commencement) -> tuple[int, int] | None:
    """Where the clause says what it leaves out."""
    found = reader.vi.pattern(TOPIC, "except").search(own.found["rest"])
    return (own.found.start("rest") + found.start("words"), own.found.end()) if found else None


def _partial_clauses(reader: _Reader, own: Commencement) -> Iterator[re.Match[str]]:
    """What the same article says of the days of parts."""
    for match in reader.found("partial", own.unit):
        if not own.found.start() <= match.start() < own.found.end():
            yield match


def _partial(reader: _Reader, unit: Unit, start: int, end: int) -> Finding:
    words = " ".join(reader.flat[start:end].split()[:WORDS])
    return Finding("partial_force", reader.source(unit, start, end), words)


def _codified(reader: _Reader) -> date | None:
    found = reader.vi.pattern(TOPIC, "codified").search(reader.flat[:4000])
    return day_of(found) if found else None
