"""How long a breach may be punished: the limitation periods that a document lays down, and for which provisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.amounts import TOPIC
from extract.breaches import Book
from extract.words import Words
from ontology.authority import Limitation
from ontology.document import Source, Unit


def limitations(of: Book) -> tuple[Limitation, ...]:
    """The periods in reading order; one for the whole act leaves out what others are laid down for."""
    found = [one for article in of.document.units("article") for unit in article.walk() for one in _of_unit(unit, of)]
    special = tuple(dict.fromkeys(e for one in found for e in one.targets))
    return tuple(
        one if one.targets else replace(one, excluding=tuple(dict.fromkeys((*one.excluding, *special))))
        for one in found
    )


def _of_unit(unit: Unit, of: Book) -> Iterator[Limitation]:
    w = of.bodies.of(unit)
    cue = of.vi.pattern(TOPIC, "limitation_cue").search(w.lower)
    if not cue or "\u201c" in w.text[: cue.start()]:
        return
    found = list(of.vi.pattern(TOPIC, "limitation").finditer(w.lower, cue.end()))
    start = 0
    for n, period in enumerate(found):
        last = n == len(found) - 1
        before, after = w.part(start, period.start()), w.part(period.end(), len(w.text)) if last else None
        yield _limitation(unit, w, period, before, after, of)
        start = period.end()


def _limitation(
    unit: Unit, w: Words, period: re.Match[str], before: Words, after: Words | None, of: Book
) -> Limitation:
    open_ = w.text.rstrip().endswith(":") and after is not None
    below = of.named(unit.span) if open_ else ()
    listed = tuple(e for e in below if e not in of.named(w.span()))
    but = of.vi.pattern(TOPIC, "power_excepted").search(after.lower) if after else None
    behind = of.expanded((*(of.named(after.span()) if after and after.text else ()), *listed))
    targets = of.expanded(of.named(before.span())) if before.text else ()
    excluding = tuple(e for e in behind if of.fined(e)) if but else ()
    if not but and not targets:
        targets = behind
    field = of.vi.pattern(TOPIC, "limitation_field").search(before.lower)
    span = w.part(0, len(w.text)).span()
    return Limitation(
        int(period["n"]),
        of.vi.cues[TOPIC]["limitation_units"][period["unit"]],
        Source(of.document.work, unit.eid, span, span.of(of.document.text), "limitation"),
        tuple(e for e in targets if of.fined(e)),
        excluding,
        before.part(*field.span("what")).text if field else "",
    )
