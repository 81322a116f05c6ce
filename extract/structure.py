"""The tree of a law over its own text, read line by line.

Labels open units only in their order, outside quoted payloads, and where the line does not go on with a citation.
What does not fit stays text of the unit it stands in, with a finding. The leaves join to exactly the text received.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.annexes import annexes, forms, notes, parts, regulation
from extract.clauses import below
from extract.headings import heading
from extract.identity import identity
from extract.lines import Clean, clean
from extract.marks import FIRST, STOPS, Mark
from extract.reader import Range, Reader, reader_of
from extract.sequence import Problem, chain
from extract.tree import Stretch, begins, grow
from ontology.document import Document, Finding, Source, Work
from ontology.errors import NotALaw
from ontology.pack import Jurisdiction, Language

REACH = 700
"""Characters that a chapter's title may take before what it opens."""

DIVISIONS = ("subsection", "section", "chapter", "part")
INLINE_DIVISIONS = frozenset({"chapter", "section"})


def document(text: str, vi: Language, vn: Jurisdiction) -> Document:
    """The document with its identity and its tree. Raises NotALaw where neither number nor article is found."""
    page = clean(text, vi)
    reader = reader_of(page, vi, vn)
    opened = _opened(reader)
    work = identity(page.text, opened[0].start if opened else len(page.text), vi, vn)
    if not work.number and not any(mark.kind == "article" for mark in opened):
        raise NotALaw("no document number and no article was found", "read one legal document a file, as plain text")
    root = grow(text, list(stretches(reader, opened)), vn)
    findings = (*_nameless(work), *(_finding(work, page, *problem) for problem in reader.problems))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(work, text, root, digest, findings)


def stretches(reader: Reader, opened: Sequence[Mark]) -> Iterator[Stretch]:
    """The units' beginnings in the raw text, with their titles."""
    stops = [*(mark.start for mark in opened[1:]), len(reader.page.text)]
    for mark, stop in zip(opened, stops, strict=False):
        title = heading(reader.page.text, mark, stop, reader.vi)
        yield Stretch(mark, begins(reader.page, mark), reader.page.span(*title) if title else None)


def _nameless(work: Work) -> Iterator[Finding]:
    if not work.number:
        yield Finding("identity", None, "no document number was found in the head of the text")


def _finding(work: Work, page: Clean, mark: Mark, words: str) -> Finding:
    span = page.span(mark.start, min(mark.end, mark.start + 60))
    return Finding("sequence", Source(work, "", span, span.of(page.raw), "structure"), f"{mark.kind} {words}")


def _opened(reader: Reader) -> list[Mark]:
    """The lines that open units, in order; what is out of order is a problem."""
    noted = notes(reader, len(reader.page.text))
    end = noted[0].start if noted else len(reader.page.text)
    closings = reader.candidates("closing", (0, end))
    articles = _believed(reader, reader.both("article", (0, end)), closings)
    main, wrong = chain(articles, _restarts(articles, closings))
    last = main[-1].start if main else 0
    closing = next(([c] for c in closings if c.start > last and main), [])
    tops = _tops(reader, closing, (closing[0].start if closing else last, end)) if main else []
    limit = tops[0].start if tops else end
    again, wrong = repeated(reader.page.text, main, [problem for problem in wrong if problem[0].start < limit])
    reader.problems.extend(wrong)
    opened = inside(reader, sorted([*main, *again], key=lambda mark: mark.start), (0, limit))
    for top, following in pairwise([*tops, None]):
        if top and top.kind != "closing":
            opened += _annexed(reader, articles, (top.end, following.start if following else end))
    return sorted([*opened, *tops, *noted], key=lambda mark: mark.start)


def repeated(text: str, main: Sequence[Mark], wrong: Sequence[Problem]) -> tuple[list[Mark], list[Problem]]:
    """The articles that stand twice with the same title, and the problems, now in these words."""
    titles = {mark.key: _title(text, mark) for mark in main}
    taken = {mark.start for mark in main}
    twins = {
        mark.start: mark
        for mark, _ in wrong
        if mark.firm and mark.start not in taken and titles.get(mark.key) == _title(text, mark)
    }
    said = [(mark, f"{mark.label} stands twice" if mark.start in twins else words) for mark, words in wrong]
    ends = {mark.end for mark in (*main, *twins.values())}
    return [twin for twin in twins.values() if _above(text, twin.start) not in ends], said


def _above(text: str, start: int) -> int:
    """Where the text before a place ends, layout aside."""
    while start and text[start - 1].isspace():
        start -= 1
    return start


def _title(text: str, mark: Mark) -> str:
    return re.sub(r"\W", "", text[mark.body : mark.end])[:30].lower()


def _tops(reader: Reader, closing: list[Mark], within: Range) -> list[Mark]:
    """What stands beside the articles: the closing, unless an annex comes first, and the annexes."""
    found = annexes(reader, within)
    return found if found and closing and found[0].start < closing[0].start else [*closing, *found]


def _annexed(reader: Reader, articles: Sequence[Mark], within: Range) -> list[Mark]:
    """What an annex holds: a regulation with articles of its own, or parts and rows; and forms."""
    blank = forms(reader, within)
    inner, wrong = regulation(reader.page.text, articles, within, blank)
    first = (within[0], blank[0].start if blank else within[1])
    if not inner:
        return [*parts(reader, first), *blank]
    reader.problems.extend(problem for problem in wrong if problem[0].firm)
    return [*inside(reader, inner, first), *blank]


def _believed(reader: Reader, articles: Sequence[Mark], closings: Sequence[Mark]) -> list[Mark]:
    """All of them; behind a signature, where tables cite articles line by line, those with a stop; in annexes, a title."""
    text = reader.page.text
    signed = next((c.start for c in closings if articles and c.start > articles[0].start), len(text))
    annexed = next((a.start for a in reader.candidates("annex", (signed, len(text)))), len(text))
    return [
        a for a in articles
        if a.start < signed or (a.firm if a.start > annexed else text[a.start : a.body].rstrip()[-1] in STOPS)
    ]  # fmt: skip


def _restarts(articles: Sequence[Mark], closings: Sequence[Mark]) -> list[int]:
    """Where articles begin to count anew behind a signature: in a regulation issued as an annex."""
    ones = [mark.start for mark in articles if mark.key == FIRST]
    signed = [mark.start for mark in closings if ones and mark.start > ones[0]]
    return [one for one in ones[1:] if signed and signed[0] < one][:1]


def inside(reader: Reader, articles: Sequence[Mark], within: Range) -> list[Mark]:
    """The articles with the divisions above and the clauses, points and items below them."""
    tops = sorted([*divisions(reader, articles, within), *articles], key=lambda mark: mark.start)
    opened = list(tops)
    for top, end in zip(tops, [*(mark.start for mark in tops[1:]), within[1]], strict=False):
        if top.kind == "article":
            opened += below(reader, top, end)
    return opened


def divisions(reader: Reader, articles: Sequence[Mark], within: Range) -> list[Mark]:
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
