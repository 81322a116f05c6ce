"""The tree of a law over its own text, read line by line.

Labels open units only in their order, outside quoted payloads, and where the line does not go on with a citation.
What does not fit stays text of the unit it stands in, with a finding. The leaves join to exactly the text received.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.headings import heading
from extract.identity import identity
from extract.lines import Clean, clean
from extract.marks import FIRST, INLINE, STOPS, Mark, continues, marks
from extract.quotes import Payloads, payloads
from extract.sequence import Problem, chain
from extract.tree import Stretch, begins, grow
from ontology.document import Document, Finding, Source, Work
from ontology.errors import NotALaw
from ontology.pack import Jurisdiction, Language

REACH = 700
"""Characters that a chapter's title may take before what it opens."""

FEWEST = 3
"""Articles that make an annex a regulation; forms of decisions have two."""

DIVISIONS = ("subsection", "section", "chapter", "part")
INLINE_DIVISIONS = frozenset({"chapter", "section"})
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reader:
    """What every step of the reading needs: the text for matching, its payloads, the language, the letters of points."""

    page: Clean
    quoted: Payloads
    vi: Language
    letters: str

    def candidates(self, kind: str, within: Range) -> list[Mark]:
        """The lines of a stretch that may open a unit of this kind."""
        text = self.page.text
        found = marks(kind, text, self.vi, within, self.letters)
        return [m for m in found if m.start not in self.quoted and not continues(text, m, self.vi)]

    def both(self, kind: str, within: Range) -> list[Mark]:
        """The same with those in the middle of lines, where line breaks were lost."""
        found = self.candidates(kind, within)
        lines = {mark.start for mark in found}
        more = (m for m in self.candidates(kind + INLINE, within) if m.start not in lines)
        return sorted([*found, *more], key=lambda mark: mark.start)


def document(text: str, vi: Language, vn: Jurisdiction) -> Document:
    """The document with its identity and its tree. Raises NotALaw where neither number nor article is found."""
    page = clean(text, vi)
    reader = Reader(page, payloads(page.text, vi), vi, vn.settings["structure"]["letters"])
    opened, problems = _opened(reader)
    work = identity(page.text, opened[0].start if opened else len(page.text), vi, vn)
    if not work.number and not any(mark.kind == "article" for mark in opened):
        raise NotALaw("no document number and no article was found", "read one legal document a file, as plain text")
    root = grow(text, list(_stretches(reader, opened)), vn)
    findings = (*_nameless(work), *(_finding(work, page, *problem) for problem in problems))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(work, text, root, digest, findings)


def _stretches(reader: Reader, opened: Sequence[Mark]) -> Iterator[Stretch]:
    stops = [*(mark.start for mark in opened[1:]), len(reader.page.text)]
    for mark, stop in zip(opened, stops, strict=True):
        title = heading(reader.page.text, mark, stop, reader.vi)
        yield Stretch(mark, begins(reader.page, mark), reader.page.span(*title) if title else None)


def _nameless(work: Work) -> Iterator[Finding]:
    if not work.number:
        yield Finding("identity", None, "no document number was found in the head of the text")


def _finding(work: Work, page: Clean, mark: Mark, words: str) -> Finding:
    span = page.span(mark.start, min(mark.end, mark.start + 60))
    return Finding("sequence", Source(work, "", span, span.of(page.raw), "structure"), f"{mark.kind} {words}")


def _opened(reader: Reader) -> tuple[list[Mark], list[Problem]]:
    """The lines that open units, in order, and what is out of order."""
    end = len(reader.page.text)
    closings = reader.candidates("closing", (0, end))
    articles = _believed(reader, reader.both("article", (0, end)), closings)
    main, problems = chain(articles, _restarts(articles, closings))
    last = main[-1].start if main else 0
    closing = next(([c] for c in closings if c.start > last and main), [])
    annexes = _annexes(reader, closing[0].start if closing else last, end) if main else []
    if closing and annexes and annexes[0].start < closing[0].start:
        closing = []
    tops = [*closing, *annexes]
    limit = tops[0].start if tops else end
    problems = [problem for problem in problems if problem[0].start < limit]
    opened = _inside(reader, main, (0, limit), problems)
    for top, following in pairwise([*annexes, None]):
        within = (top.end, following.start if following else end) if top else (end, end)
        inner, more = chain([a for a in articles if within[0] <= a.start < within[1]], from_one=True)
        if len(inner) >= FEWEST:
            problems += [problem for problem in more if problem[0].firm]
            opened += _inside(reader, inner, within, problems)
    return sorted([*opened, *tops], key=lambda mark: mark.start), problems


def _believed(reader: Reader, articles: Sequence[Mark], closings: Sequence[Mark]) -> list[Mark]:
    """All of them; behind a signature, where tables cite articles line by line, only those with a stop."""
    text = reader.page.text
    signed = next((c.start for c in closings if articles and c.start > articles[0].start), len(text))
    return [a for a in articles if a.start < signed or text[a.start : a.body].rstrip()[-1] in STOPS]


def _restarts(articles: Sequence[Mark], closings: Sequence[Mark]) -> list[int]:
    """Where articles begin to count anew behind a signature: in a regulation issued as an annex."""
    ones = [mark.start for mark in articles if mark.key == FIRST]
    signed = [mark.start for mark in closings if ones and mark.start > ones[0]]
    return [one for one in ones[1:] if signed and signed[0] < one][:1]


def _annexes(reader: Reader, start: int, end: int) -> list[Mark]:
    """The annexes behind the articles: each label once, in the order of the text."""
    found = reader.candidates("annex", (start, end)) + reader.candidates("annexed", (start, end))
    seen: set[str] = set()
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda m: m.start):
        name = f"{mark.kind} {mark.label.lower()}"
        if name not in seen:
            seen.add(name)
            kept.append(mark)
    return kept


def _inside(reader: Reader, articles: Sequence[Mark], within: Range, problems: list[Problem]) -> list[Mark]:
    """The articles with the divisions above and the clauses, points and items below them."""
    divisions = _divisions(reader, articles, within)
    tops = sorted([*divisions, *articles], key=lambda mark: mark.start)
    opened = list(tops)
    for top, end in zip(tops, [*(mark.start for mark in tops[1:]), within[1]], strict=False):
        if top.kind == "article":
            opened += _below(reader, top, end, problems)
    return opened


def _divisions(reader: Reader, articles: Sequence[Mark], within: Range) -> list[Mark]:
    """The sections, chapters and parts that an accepted unit follows closely, from the inside out."""
    accepted = list(articles)
    for kind in DIVISIONS:
        starts = sorted(mark.start for mark in accepted)
        found = reader.both if kind in INLINE_DIVISIONS else reader.candidates
        for mark in found(kind, within):
            i = bisect_right(starts, mark.start)
            if i < len(starts) and starts[i] - mark.end <= REACH:
                accepted.append(mark)
    return [mark for mark in accepted if mark.kind != "article"]


def _below(reader: Reader, article: Mark, end: int, problems: list[Problem]) -> Iterator[Mark]:
    """The clauses of an article and what is below them; without clauses, its points."""
    found = reader.both("clause", (article.body, end))
    clauses, wrong = chain(found, leap=3, from_one=True)
    problems += wrong
    yield from clauses
    for holder, stop in zip(clauses or [article], [*(c.start for c in clauses[1:]), end], strict=True):
        yield from _points(reader, holder, stop, problems)


def _points(reader: Reader, holder: Mark, end: int, problems: list[Problem]) -> Iterator[Mark]:
    found = reader.both("point", (holder.body, end))
    detailed = _detailed(reader, found)
    plain = [mark for mark in found if not (mark.key[1] and mark.key[0] in detailed)]
    points, wrong = chain(plain, leap=4, from_one=True)
    problems += wrong
    yield from points
    for point, stop in zip(points, [*(p.start for p in points[1:]), end], strict=False):
        items, _ = chain(reader.candidates("item", (point.end, stop)), leap=2)
        yield from items


def _detailed(reader: Reader, found: Sequence[Mark]) -> set[int]:
    """The points whose indexed labels (b1, b2) detail them: where b ends in a colon before b1; else b1 stands beside b."""
    plain: dict[int, Mark] = {}
    detailed: dict[int, bool] = {}
    for mark in found:
        letter, index, _ = mark.key
        if index == 0:
            plain[letter] = mark
        elif letter not in detailed:
            above = reader.page.text[max(0, mark.start - 40) : mark.start].rstrip()
            detailed[letter] = letter in plain and above.endswith(":")
    return {letter for letter, is_item in detailed.items() if is_item}
