"""What each tier is for: its levels read as one condition, with the provisions that they point to."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from extract.amounts import TOPIC
from extract.conditions import Known, Part, joined, read, with_words, without_exceptions
from extract.lines import Clean, clean
from extract.mentions import Lexicon, lexicon
from extract.tiers import Bodies, Tier, is_measure, tiers
from extract.words import Words
from ontology.clauses import covers, lineage
from ontology.condition import ALWAYS, AnyOf, Condition, both
from ontology.document import Document, Reference, Span, Unit
from ontology.pack import Jurisdiction, Language

GROUPS = frozenset({"part", "chapter", "section", "subsection"})
"""Units that hold articles; an article's eId does not begin with theirs."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A tier with the condition that its words state; `inherits` are the provisions whose behaviours it takes over."""

    tier: Tier
    known: Known
    inherits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A sanction decree as it is read: its tiers, its references by place, and the packs."""

    document: Document
    page: Clean
    bodies: Bodies
    tiers: tuple[Tier, ...]
    starts: tuple[int, ...]
    references: tuple[Reference, ...]
    lex: Lexicon
    above: frozenset[str]
    units: dict[str, Unit]
    parts: dict[int, Part] = field(default_factory=dict)
    asking: set[str] = field(default_factory=set)

    @property
    def vi(self) -> Language:
        """The language."""
        return self.lex.vi

    def named(self, span: Span) -> tuple[str, ...]:
        """The provisions of this document that are named in a span, in reading order."""
        first = bisect_left(self.starts, span.start)
        last = bisect_left(self.starts, span.end)
        found = (r for r in self.references[first:last] if not r.number and not r.name and r.eid)
        return tuple(dict.fromkeys(r.eid for r in found))

    def expanded(self, eids: Iterable[str]) -> tuple[str, ...]:
        """The provisions, with the articles of a chapter or section for the chapter or section."""
        found = ((eid, self.units.get(eid)) for eid in eids)
        return tuple(dict.fromkeys(
            e for eid, unit in found
            for e in ([u.eid for u in unit.walk() if u.kind == "article"] if unit and unit.kind in GROUPS else [eid])
        ))  # fmt: skip

    @property
    def own(self) -> frozenset[str]:
        """The provisions that tiers stand in themselves."""
        return frozenset(tier.eid for tier in self.tiers)

    def fined(self, eid: str) -> bool:
        """Whether a tier stands in this provision."""
        return eid in self.above

    def part(self, w: Words, tier: Tier) -> Part:
        """One level of a tier, read once."""
        key = w.at[0] if w.at else -1
        if key not in self.parts:
            about = " ".join((tier.heading, *(level.text for level in tier.levels))).lower()
            self.parts[key] = read(w, self.lex, self.behaviour, about)
        return self.parts[key]

    def behaviour(self, span: Span) -> Condition | None:
        """The behaviours of the provisions named in a span, without their tiers; None where one has none."""
        return self.either(self.named(span))

    def either(self, eids: Iterable[str]) -> Condition | None:
        """The behaviours of these provisions, any of them; None where one has none."""
        found = [self._of(eid) for eid in eids]
        if not found or None in found:
            return None
        parts = dict.fromkeys(p for c in found if c for p in (c.of if isinstance(c, AnyOf) else (c,)))
        return next(iter(parts)) if len(parts) == 1 else AnyOf(tuple(parts))

    def _of(self, eid: str) -> Condition | None:
        if eid in self.asking:  # two provisions that except each other
            return None
        self.asking.add(eid)
        try:
            found = [self.stated(t, bounds=False).when for t in self.tiers if covers(eid, t.eid)]
        finally:
            self.asking.discard(eid)
        kept = tuple(dict.fromkeys(c for c in found if c != ALWAYS))
        return AnyOf(kept) if len(kept) > 1 else next(iter(kept), None)

    def stated(self, tier: Tier, bounds: bool = True) -> Known:
        """The condition that a tier's words state."""
        levels = (*tier.levels, *((tier.amount.who,) if tier.amount.who else ()))
        return joined([self.part(w, tier) for w in levels if w.text], self.lex, bounds)

    def inherited(self, tier: Tier) -> tuple[str, ...]:
        """The provisions whose behaviours a tier takes over."""
        return tuple(dict.fromkeys(eid for w in tier.levels for eid in self._inherited(w) if eid != tier.eid))

    def _inherited(self, w: Words) -> Iterator[str]:
        text, _ = without_exceptions(w, self.lex)
        for found in self.vi.pattern(TOPIC, "inherits").finditer(text):
            yield from (eid for eid in self.named(w.span(*found.span("what"))) if self.fined(eid))


def book(document: Document, references: Iterable[Reference], vi: Language, vn: Jurisdiction) -> Book:
    """The document, ready to be asked for its sanctions."""
    page = clean(document.text, vi)
    placed = sorted((r for r in references if r.source.span), key=_start)
    bodies = Bodies(page, vi)
    found = tuple(tiers(document, bodies))
    above = frozenset(eid for tier in found for eid in lineage(tier.eid))
    units = {unit.eid: unit for unit in document.root.walk()}
    return Book(document, page, bodies, found, tuple(map(_start, placed)), tuple(placed), lexicon(vi, vn), above, units)


def _start(reference: Reference) -> int:
    return reference.source.span.start if reference.source.span else 0


def breaches(of: Book) -> tuple[Breach, ...]:
    """Every tier with its condition. Tiers that no known fact tells apart are told apart by the law's own words."""
    found = [_breach(of, tier) for tier in of.tiers]
    same = Counter(b.known.when for b in found)
    return tuple(
        replace(b, known=with_words(b.known, b.tier.own.text)) if same[b.known.when] > 1 and b.tier.own.text else b
        for b in found
    )


def _breach(of: Book, tier: Tier) -> Breach:
    known, inherits = of.stated(tier), of.inherited(tier)
    taken_over = of.either(inherits) if inherits else None
    if taken_over:
        known = replace(known, when=both(taken_over, known.when))
    return Breach(tier, known, inherits)


def clauses_of(of: Book) -> Iterator[tuple[Unit, Unit, Words]]:
    """Every unit with words of its own that is neither a measure nor below one, with its article."""
    for article in of.document.units("article"):
        yield from ((article, unit, w) for unit, w in _unmeasured(article, of))


def _unmeasured(unit: Unit, of: Book) -> Iterator[tuple[Unit, Words]]:
    w = of.bodies.of(unit)
    if is_measure(w, of.vi):
        return
    yield unit, w
    for child in unit.children:
        yield from _unmeasured(child, of)
