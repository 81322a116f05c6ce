"""What the reading left out: sentences that sound like rules and from which nothing was taken, and why not where it is known."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from extract.alternatives import says
from extract.clauses_of_norms import PENALTY_REACH, Page, page_of, passage_of
from extract.lines import Map
from extract.passages import own_words
from extract.reasons import TOPIC, Word, reason
from extract.sentences import Clause, clauses
from extract.tokens import TOPIC as NORMS
from ontology.document import Document, Finding, Source, Span, Unit
from ontology.law import Law
from ontology.norm import Sanction
from ontology.pack import Language

MAX_WORDS = 12
PART = "part"
LINE, TAIL = 400, 12
"""Characters of the line that opens a list that are looked at, and those at its end that show whether it was taken."""


@dataclass(frozen=True, slots=True)
class Audit:
    """How many sentences of a document sound like rules, and what became of them.

    `reasons` counts those from which nothing was taken and a rule knows why; `findings` are those where none does.
    """

    sentences: int = 0
    taken: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def audited(document: Document, law: Law, vi: Language) -> Audit:
    """The audit of a reading: of every sentence of its own articles that holds a modal word."""
    reader = _Auditor(document, page_of(document, vi), sorted(_taken(law, document)))
    left: Counter[str] = Counter()
    findings: list[Finding] = []
    sentences = 0
    for place in reader.units():
        for clause, words in reader.modal(place.unit):
            sentences += 1
            why = reader.fate(place, clause, words)
            if why is None:
                findings.append(reader.finding(place.unit, clause, words))
            elif why:
                left[why] += 1
    taken = sentences - sum(left.values()) - len(findings)
    return Audit(sentences, taken, dict(left.most_common()), tuple(findings))


@dataclass(frozen=True, slots=True)
class Place:
    """A unit, the line that opens the list it belongs to, whether that line is a norm of which the list is part, and why no
    modal word of its article states a norm, if so.
    """

    unit: Unit
    opening: str = ""
    part: bool = False
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The own words of a unit, and the way from each letter to the page."""

    text: str
    at: Map


class _Auditor:
    """Looks at the sentences of one document, beside the places that were taken."""

    def __init__(self, document: Document, page: Page, taken: list[tuple[int, int]]) -> None:
        self.document, self.page, self.vi = document, page, page.vi
        self.taken = taken

    def modal(self, unit: Unit) -> Iterator[tuple[Clause, Words]]:
        """The clauses of a unit that hold a modal word; quoted wording of other acts is none of its own."""
        start, end = self._lead(unit)
        if not self.vi.pattern(TOPIC, "modal").search(self.page.page.text, start, end):
            return
        words = Words(*own_words(unit, self.page.page, self.page.quoted, self.vi, self.page.width))
        for clause in clauses(words.text, self.vi):
            if any(self._words(words.text, clause)):
                yield clause, words

    def _words(self, text: str, clause: Clause) -> Iterator[tuple[int, int]]:
        for found in self.vi.pattern(TOPIC, "modal").finditer(text, clause.start, clause.end):
            if not self.vi.pattern(TOPIC, "no_rule").match(text, found.start()):
                before = text[max(clause.start, found.start() - 8) : found.end()]
                if not self.vi.pattern(TOPIC, "no_rule_before").search(before):
                    yield found.span()

    def _lead(self, unit: Unit) -> tuple[int, int]:
        page = self.page.page
        return page.at(unit.heading.end if unit.heading else unit.lead.start), page.at(unit.lead.end)

    def fate(self, place: Place, clause: Clause, words: Words) -> str | None:
        """What became of a sentence: empty where something was taken, else why not; None where nobody knows."""
        unit = place.unit
        if self._touched(unit.span if clause.opens and unit.children else self._span(clause, words)):
            return ""
        if place.ground or place.part:
            return place.ground or PART
        passage = passage_of(unit, self.page)
        found = [reason(Word(passage, clause, *word, place.opening)) for word in self._words(words.text, clause)]
        return found[0] if all(found) else None

    def finding(self, unit: Unit, clause: Clause, words: Words) -> Finding:
        """A sentence that nobody can account for."""
        span = self._span(clause, words)
        source = Source(self.document.work, unit.eid, span, span.of(self.document.text), "audit")
        return Finding("omission", source, " ".join(source.quote.split()[:MAX_WORDS]))

    def _span(self, clause: Clause, words: Words) -> Span:
        return self.page.page.span(words.at.back(clause.start), words.at.back(clause.end - 1) + 1)

    def _touched(self, span: Span) -> bool:
        i = bisect_left(self.taken, (span.end, 0))
        return any(end > span.start for _, end in self.taken[max(0, i - 40) : i])

    def units(self) -> Iterator[Place]:
        """The units of the act's own articles, each with the opening above it and the ground of its article."""
        for article in _articles(self.document.root):
            yield from self._below(Place(article, ground=_ground(article, self.page)))

    def _below(self, place: Place) -> Iterator[Place]:
        yield place
        unit, page = place.unit, self.page.page
        if not unit.children:
            return
        start, end = self._lead(unit)
        line = " ".join(page.text[max(start, end - LINE) : end].split())
        if line.endswith(":"):
            part = self._touched(page.span(max(start, end - TAIL), end))
            place = Place(unit, line, part, place.ground)
        for child in unit.children:
            yield from self._below(Place(child, place.opening, place.part, place.ground))


def _articles(unit: Unit) -> Iterator[Unit]:
    if unit.kind == "article":
        yield unit
    elif unit.kind != "annex":
        for child in unit.children:
            yield from _articles(child)


def _ground(article: Unit, reader: Page) -> str:
    """Why no modal word of an article states a norm, where its heading or its fines tell."""
    page, vi = reader.page, reader.vi
    heading = page.of(article.heading) if article.heading else ""
    start = page.at(article.span.start)
    body = page.text[start : min(page.at(article.span.end), start + PENALTY_REACH)]
    if vi.pattern(TOPIC, "definitions").search(heading):
        return "definitions"
    if vi.pattern(NORMS, "heading_silent").search(heading):
        return "scope"
    return "breach" if says(vi, NORMS, "penalty_article", body) else ""


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
    yield from (
        (one.source,) for group in (law.authorities, law.limitations, law.events, law.definitions) for one in group
    )
    yield from (procedure.dossier for procedure in law.procedures)


def _clauses(sanction: Sanction) -> Iterator[Source]:
    yield from (measure.source for measure in sanction.measures)
    yield from (multiplier.source for multiplier in sanction.multipliers)
    yield from (cap.source for cap in sanction.caps)
