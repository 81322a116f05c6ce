"""Fine tiers as the law prints them: the amount, and the stretches of text, from clause to point, that say for what.

A tier's words may stand on several levels: the behaviour in the clause and bounds with amounts in its points, the amount in the
clause and behaviours in its points, or all in one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extract.amounts import TOPIC, WARNING, Amount, Head, heads
from extract.lines import Clean
from extract.words import Words, words
from ontology.document import Document, Span, Unit
from ontology.pack import Language


@dataclass(frozen=True, slots=True)
class Tier:
    """One behaviour with its amount, as printed: `levels` from the outermost to its own words."""

    eid: str
    amount: Amount
    levels: tuple[Words, ...]
    heading: str

    @property
    def own(self) -> Words:
        """The tier's own words."""
        return self.levels[-1]


@dataclass(frozen=True, slots=True)
class Above:
    """What the units above have said: words, an amount that waits for behaviours, or behaviours that wait for amounts."""

    heading: str
    levels: tuple[Words, ...] = ()
    amount: Amount | None = None
    opened: bool = False


def tiers(document: Document, bodies: Bodies) -> Iterator[Tier]:
    """The tiers of a document, in reading order."""
    page, vi = bodies.page, bodies.vi
    for article in document.units("article"):
        heading = article.heading.of(document.text) if article.heading else ""
        title = page.of(article.heading).lower() if article.heading else ""
        if not vi.pattern(TOPIC, "authority").match(title):
            yield from _walk(article, Above(" ".join(heading.split())), bodies)


@dataclass(frozen=True, slots=True)
class Bodies:
    """The own words of a document's units, each read once."""

    page: Clean
    vi: Language
    known: dict[tuple[int, int], Words] = field(default_factory=dict)

    def of(self, unit: Unit, whole: bool = False) -> Words:
        """A unit's own words, without label and title; with all below it where `whole` is set."""
        end = unit.span.end if whole else unit.lead.end
        if (unit.span.start, end) not in self.known:
            self.known[unit.span.start, end] = self._read(unit, end)
        return self.known[unit.span.start, end]

    def _read(self, unit: Unit, end: int) -> Words:
        if unit.heading:
            return words(self.page, Span(unit.heading.end, end))
        made = words(self.page, Span(unit.lead.start, end))
        found = self.vi.pattern(TOPIC, "label").match(made.text)
        cut = found.end() if found else 0
        return Words(made.text[cut:], made.at[cut:], self.page)


def is_measure(w: Words, vi: Language) -> str:
    """Which kind of measure the words open; empty for none."""
    kinds = ("supplementary", "remedial")
    return next((kind for kind in kinds if vi.pattern(TOPIC, kind).match(w.lower)), "")


def _walk(unit: Unit, above: Above, bodies: Bodies) -> Iterator[Tier]:
    w, vi = bodies.of(unit), bodies.vi
    if is_measure(w, vi) or vi.pattern(TOPIC, "powers").search(w.lower):
        return
    found = heads(w, vi, bare=above.opened)
    if found:
        yield from _with_amounts(unit, w, found, above, bodies)
    elif above.amount:
        yield Tier(unit.eid, above.amount, (*above.levels, _trimmed(bodies.of(unit, whole=True))), above.heading)
    else:
        opened = above.opened or bool(vi.pattern(TOPIC, "opens").search(w.lower))
        yield from _below(unit, replace(above, levels=_added(above.levels, w), opened=opened), bodies)


def _below(unit: Unit, above: Above, bodies: Bodies) -> Iterator[Tier]:
    for child in unit.children:
        yield from _walk(child, above, bodies)


def _with_amounts(unit: Unit, w: Words, found: list[Head], above: Above, bodies: Bodies) -> Iterator[Tier]:
    vi = bodies.vi
    ends = [h.start for h in found[1:]] + [len(w.text)]
    starts = [0] + [h.end for h in found[:-1]]
    for i, (head, start, end) in enumerate(zip(found, starts, ends, strict=True)):
        last = i == len(found) - 1
        said = _behaviour(w, head, start, end, vi)
        who = (_toward(head.amount.who, vi),) if head.amount.who else ()
        levels = (*above.levels, *who)
        if last and unit.children and vi.pattern(TOPIC, "listing").search(w.text):
            amount = replace(head.amount, who=None)
            yield from _below(unit, Above(above.heading, _added(levels, said), amount), bodies)
        elif said.text or (levels and head.amount.kind != WARNING):
            own = _trimmed(_rest(unit, head, bodies)) if last and unit.children else said
            yield Tier(unit.eid, head.amount, (*levels, own) if own.text else levels, above.heading)


def _behaviour(w: Words, head: Head, start: int, end: int, vi: Language) -> Words:
    """The words after the amount that say for what; else those before it."""
    after = w.part(head.end, end)
    if after.text and (vi.pattern(TOPIC, "toward").match(w.lower[head.end : end]) or head.start == start):
        return _toward(after, vi)
    cut = vi.pattern(TOPIC, "before").search(w.lower, start, head.start)
    return _toward(w.part(start, cut.start() if cut else head.start), vi)


def _rest(unit: Unit, head: Head, bodies: Bodies) -> Words:
    every = bodies.of(unit, whole=True)
    return _toward(every.part(head.end, len(every.text)), bodies.vi)


def _toward(w: Words, vi: Language) -> Words:
    found = vi.pattern(TOPIC, "toward").match(w.lower)
    return w.part(found.end(), len(w.text)) if found else w


def _trimmed(w: Words) -> Words:
    return w.part(0, len(w.text))


def _added(levels: tuple[Words, ...], w: Words) -> tuple[Words, ...]:
    return (*levels, _trimmed(w)) if w.text.strip(" .:;,") else levels
