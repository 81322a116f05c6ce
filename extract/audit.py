"""What the reading left out: sentences that sound like rules and from which nothing was taken."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from extract.lines import Clean, clean
from ontology.document import Document, Finding, Source, Span, Unit
from ontology.law import Law
from ontology.norm import Sanction
from ontology.pack import Language

TOPIC = "audit"
MAX_WORDS = 12
BODY = ("article", "clause", "point", "item")


def omissions(document: Document, law: Law, vi: Language) -> Iterator[Finding]:
    """A finding `omission` for every sentence of the articles with a modal word that no norm or fine covers."""
    page = clean(document.text, vi)
    taken = sorted(_taken(law, document))
    for unit in _own_articles(document, page, vi):
        for span, words in _sentences(page, unit, vi):
            whole = unit.span if words.rstrip().endswith(":") and unit.children else span
            if not _touched(whole, taken):
                source = Source(document.work, unit.eid, span, span.of(document.text), "audit")
                yield Finding("omission", source, " ".join(words.split()[:MAX_WORDS]))


def _taken(law: Law, document: Document) -> Iterator[tuple[int, int]]:
    units = {unit.eid: unit for unit in document.root.walk()}
    for source in (s for group in _sources(law) for s in group):
        if source.span:
            yield source.span.start, source.span.end
    for eid in {source.eid for sanction in law.sanctions for source in _clauses(sanction)}:
        if unit := units.get(eid):
            yield unit.span.start, unit.span.end


def _sources(law: Law) -> Iterator[tuple[Source, ...]]:
    yield from (norm.sources for norm in law.norms)
    yield from (sanction.sources for sanction in law.sanctions)


def _clauses(sanction: Sanction) -> Iterator[Source]:
    yield from (measure.source for measure in sanction.measures)
    yield from (multiplier.source for multiplier in sanction.multipliers)
    yield from (cap.source for cap in sanction.caps)


def _own_articles(document: Document, page: Clean, vi: Language) -> Iterator[Unit]:
    first = _first_word(document)
    for article in document.units("article"):
        title = page.of(article.heading) if article.heading else ""
        if article.eid.startswith(first) and not vi.pattern(TOPIC, "definitions").search(title):
            yield from (unit for unit in article.walk() if unit.kind in BODY)


def _first_word(document: Document) -> str:
    """The eId prefix of articles that are the act's own, not those of an annex."""
    return next((unit.eid.rsplit("_", 1)[0] for unit in document.units("article")), "")


def _sentences(page: Clean, unit: Unit, vi: Language) -> Iterator[tuple[Span, str]]:
    start = page.at(unit.heading.end) if unit.heading else page.at(unit.lead.start)
    for found in vi.pattern(TOPIC, "sentence").finditer(page.text, start, page.at(unit.lead.end)):
        words = vi.pattern(TOPIC, "no_rule").sub("", found[0])
        if vi.pattern(TOPIC, "modal").search(words):
            yield page.span(*found.span()), found[0]


def _touched(span: Span, taken: list[tuple[int, int]]) -> bool:
    i = bisect_left(taken, (span.end, 0))
    return any(end > span.start for _, end in taken[max(0, i - 40) : i])
