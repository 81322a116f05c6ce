"""The terms that a document defines for itself, within which part of it they hold, and where it uses them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from extract.glossary import TOPIC, Named, Range, glossary
from extract.pages import Page, page_of
from extract.short_names import initials, inline, short_names
from extract.uses import uses
from ontology.definition import Definition
from ontology.document import Document, Finding, Source, Unit
from ontology.pack import Language

MAX_DEFINITIONS = 5_000
"""Ten times what the richest law defines."""
WORDS = 12
"""Words of a clause that a finding repeats."""


def definitions(document: Document, vi: Language) -> tuple[tuple[Definition, ...], tuple[Finding, ...]]:
    """The definitions in the order of the text.

    Findings: `definition_twice` where a term has two meanings in one scope, `definition_unread` where a clause that
    should define something gave nothing.
    """
    page = page_of(document, vi)
    explained = glossary(page, vi)
    named = _once(_all(page, explained.found, vi))[:MAX_DEFINITIONS]
    found = tuple(_written(page, named, vi))
    return found, (*_unread(page, explained.empty), *_twice(found))


def _all(page: Page, explained: tuple[Named, ...], vi: Language) -> Iterator[Named]:
    yield from explained
    yield from short_names(page, explained, vi)
    yield from initials(page, vi)
    yield from inline(page, explained, vi)


def _once(found: Iterable[Named]) -> list[Named]:
    """In the order of the text; of two that take the same words, the first found."""
    places: dict[Range, Named] = {}
    for named in found:
        places.setdefault(named.at, named)
    return sorted(places.values(), key=lambda named: (named.at[0], -named.at[1]))


def _written(page: Page, named: Sequence[Named], vi: Language) -> Iterator[Definition]:
    wanted = {one.scope for one in named if one.scope}
    ranges = {unit.eid: _range(page, unit) for unit in page.document.root.walk() if unit.eid in wanted}
    scopes = [ranges.get(one.scope, (0, len(page.flat))) if one.scope else (0, len(page.flat)) for one in named]
    for one, used in zip(named, uses(page, named, scopes, vi), strict=True):
        source = page.source(*one.at, one.rule)
        yield Definition(one.term, source, page.source(*one.meaning, one.rule), one.scope, one.short, used)


def _range(page: Page, unit: Unit) -> Range:
    return page.clean.at(unit.span.start), page.clean.at(unit.span.end)


def _unread(page: Page, empty: Iterable[Unit]) -> Iterator[Finding]:
    for unit in empty:
        span = unit.lead
        words = " ".join(span.of(page.document.text).split()[:WORDS])
        source = Source(page.document.work, unit.eid, span, span.of(page.document.text), TOPIC)
        yield Finding("definition_unread", source, words)


def _twice(found: Sequence[Definition]) -> Iterator[Finding]:
    """Where a term is given a second meaning; an abbreviation of more or fewer words of the same is none."""
    known: defaultdict[tuple[str, str, bool], list[str]] = defaultdict(list)
    for one in found:
        meaning = " ".join(one.meaning.quote.lower().split())
        others = known[one.term[:1].lower() + one.term[1:], one.scope, one.short]
        if others and not any(meaning in other or other in meaning for other in others):
            yield Finding("definition_twice", one.source, one.term)
        others.append(meaning)
