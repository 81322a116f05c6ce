"""Administrative procedures of a document: the papers to hand in, and the steps with who takes them and by when.

A procedure is an article that says what a dossier is made of, or whose heading names a procedure and whose norms tell its
steps, one of them within a time limit; an article with several dossiers describes as many procedures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.lines import Clean, clean
from extract.passages import after_label
from ontology.document import Document, Source, Unit
from ontology.norm import Modality, Norm
from ontology.pack import Language
from ontology.procedure import Procedure, Step

TOPIC = "procedures"
DOSSIER = "procedure:dossier"
STEPS = "procedure:steps"
ACTS = frozenset({Modality.OBLIGATION, Modality.POWER})
RECURRING = frozenset({"periodic", "per_year", "prompt"})
NO_STEP = ("list:requirements", "list:principles", "modal:mixed")
EDGES = " \n\t,;:.-+\u2022\u2013"


@dataclass(frozen=True, slots=True)
class Dossier:
    """A unit that says what a dossier is made of, and its papers."""

    unit: Unit
    papers: tuple[Source, ...]


def procedures(document: Document, norms: Iterable[Norm], vi: Language) -> tuple[Procedure, ...]:
    """The procedures that a document describes, in its order."""
    reader = _Reader(document, clean(document.text, vi), vi)
    by_article: dict[str, list[Norm]] = {}
    for norm in norms:
        by_article.setdefault(_article(norm.sources[0].eid), []).append(norm)
    found = (reader.of_article(unit, by_article.get(unit.eid, [])) for unit in _own_articles(document.root))
    return tuple(one for group in found for one in group)


def _own_articles(unit: Unit) -> Iterator[Unit]:
    if unit.kind == "article":
        yield unit
    elif unit.kind != "annex":
        for child in unit.children:
            yield from _own_articles(child)


def _article(eid: str) -> str:
    return eid.split("__", 1)[0]


class _Reader:
    """Reads the articles of one document."""

    def __init__(self, document: Document, page: Clean, vi: Language) -> None:
        self.document, self.page, self.vi = document, page, vi

    def of_article(self, article: Unit, norms: list[Norm]) -> Iterator[Procedure]:
        """The procedures of an article: one a dossier where it has several, with the steps below it; the rest is one."""
        heading = self.page.of(article.heading).strip() if article.heading else ""
        named = self.vi.pattern(TOPIC, "heading").search(heading)
        if self.vi.pattern(TOPIC, "other_heading").match(heading):
            return
        dossiers = [found for unit in article.walk() if (found := self._dossier(unit))]
        if not dossiers and not named:
            return
        whole = " ".join(heading.split())
        left = self._steps(norms, article, all_of_it=bool(named))
        if len(dossiers) > 1:
            for dossier in dossiers:
                own = [step for step in left if _below(step.source.eid, dossier.unit.eid)]
                left = [step for step in left if step not in own]
                yield Procedure(
                    self._name(dossier.unit) or whole, self._source(dossier.unit), dossier.papers, tuple(own)
                )
        papers = dossiers[0].papers if len(dossiers) == 1 else ()
        if papers or (named and any(_timed(step) for step in left)):
            yield Procedure(whole, self._source(article), papers, tuple(left))

    def _steps(self, norms: list[Norm], article: Unit, *, all_of_it: bool) -> list[Step]:
        """Who does what: every act that the article calls for where its heading names the procedure, else those with a time
        limit or below a line that opens steps.
        """
        opened = [unit.eid for unit in article.walk() if self._matches("opens_steps", unit)]
        chosen = (
            norm
            for norm in norms
            if norm.modality in ACTS and norm.bearer.words and not norm.sources[0].rule.startswith(NO_STEP)
            and (all_of_it or norm.deadline or any(_below(norm.sources[0].eid, eid) for eid in opened))
        )  # fmt: skip
        return [Step(norm.bearer.words, norm.sources[0], norm.deadline) for norm in chosen]

    def _matches(self, key: str, unit: Unit) -> bool:
        start, end = self._lead(unit)
        return unit.kind != "article" and bool(self.vi.pattern(TOPIC, key).search(self.page.text, start, end))

    def _lead(self, unit: Unit) -> tuple[int, int]:
        start = unit.heading.end if unit.heading else unit.lead.start
        return self.page.at(start), self.page.at(max(start, unit.lead.end))

    def _dossier(self, unit: Unit) -> Dossier | None:
        """The papers of a unit that lists them: its items, or the parts of its own sentence."""
        start, end = self._lead(unit)
        if "\u1ed3" not in self.page.text[start:end]:
            return None
        found = self.vi.pattern(TOPIC, "dossier").search(self.page.text, start, end)
        bare = None if found else self.vi.pattern(TOPIC, "bare_dossier").search(self.page.text[start:end])
        if found is None and (bare is None or not unit.children):
            return None
        place = found.end() if found else end
        inline = tuple(self._parts(unit, place, end))
        if found and not found["line"] and len(inline) == 1:
            return None
        papers = inline or tuple(self._paper(child, *self._own(child)) for child in unit.children)
        return Dossier(unit, papers) if papers else None

    def _parts(self, unit: Unit, start: int, end: int) -> Iterator[Source]:
        """The papers that the sentence itself lists."""
        text = self.page.text
        stop = text.find(". ", start, end)
        place, end = start, stop if stop >= 0 else end
        for cut in [*self.vi.pattern(TOPIC, "between_papers").finditer(text, start, end), None]:
            first, last = _trimmed(text, place, cut.start() if cut else end)
            place = cut.end() if cut else end
            if first < last and not self.vi.pattern(TOPIC, "after_papers").match(text, first, last):
                yield self._paper(unit, first, last)

    def _own(self, unit: Unit) -> tuple[int, int]:
        """A unit without its label, and with all below it."""
        return _trimmed(self.page.text, after_label(unit, self.page), self.page.at(unit.span.end))

    def _paper(self, unit: Unit, start: int, end: int) -> Source:
        span = self.page.span(start, end)
        return Source(self.document.work, unit.eid, span, span.of(self.document.text), DOSSIER)

    def _source(self, unit: Unit) -> Source:
        span = unit.heading or unit.lead
        return Source(self.document.work, unit.eid, span, span.of(self.document.text), STEPS)

    def _name(self, unit: Unit) -> str:
        """The words of the line that opens a dossier."""
        start, end = self._lead(unit)
        found = self.vi.pattern(TOPIC, "dossier").search(self.page.text, start, end)
        return " ".join(self.page.text[found.start() : found.end()].rstrip(" :").split()) if found else ""


def _timed(step: Step) -> bool:
    return any(limit.unit not in RECURRING for limit in step.deadlines)


def _below(eid: str, above: str) -> bool:
    return eid == above or eid.startswith(above + "__")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end
