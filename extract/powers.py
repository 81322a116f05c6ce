"""Which office may impose which fine: the clauses of a decree on powers, with the provisions that they give to each office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.amounts import TOPIC
from extract.breaches import Book
from extract.multipliers import factor_of, multiplied_subject
from extract.words import Words
from ontology.authority import Authority
from ontology.clauses import covers
from ontology.document import Source, Span, Unit

ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Given:
    """Provisions named in a stretch of text: those given, and those left out again."""

    targets: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()


def authorities(of: Book) -> tuple[Authority, ...]:
    """The offices of a document with their ceilings, in reading order."""
    articles = [a for a in of.document.units("article") if _on_powers(a, of)]
    found = [authority for article in articles for unit in article.walk() for authority in _of_unit(unit, of)]
    if not found:
        return ()
    given = [pair for article in articles for pair in _assigned(article, of)]
    times = next((t for article in articles or () for t in _for_organisations(article, of)), None) or _anywhere(of)
    return tuple(_with(authority, given, times) for authority in found)


def _on_powers(article: Unit, of: Book) -> bool:
    title = of.page.of(article.heading).lower() if article.heading else ""
    return bool(of.vi.pattern(TOPIC, "power_heading").search(title))


def _of_unit(unit: Unit, of: Book) -> Iterator[Authority]:
    w = of.bodies.of(unit)
    found = of.vi.pattern(TOPIC, "power").match(w.lower)
    if not found or of.vi.pattern(TOPIC, "no_title").match(w.lower):
        return
    title = w.part(*found.span("title")).text
    rest = w.part(found.start("rest"), len(w.text))
    children = [(child, of.bodies.of(child, whole=True)) for child in unit.children]
    own = _given(rest, of)
    warning = any(
        of.vi.pattern(TOPIC, "power_warning").search(words.lower) for words in (rest, *(c for _, c in children))
    )
    measures = tuple(_source(child, c, of) for child, c in children if not _fines(c, of) and not _warns(c, of))
    base = Authority(
        title, _source(unit, w, of), warning=warning, measures=measures, targets=own.targets, excluding=own.excluding
    )
    fines = [a for place, words in ((unit, rest), *children) for a in _ceilings(base, place, words, of)]
    yield from fines or ([base] if warning or measures or own.targets else [])


def _warns(w: Words, of: Book) -> bool:
    return bool(of.vi.pattern(TOPIC, "power_warning").search(w.lower))


def _fines(w: Words, of: Book) -> bool:
    return bool(of.vi.pattern(TOPIC, "power_fined").search(w.lower))


def _ceilings(base: Authority, unit: Unit, w: Words, of: Book) -> Iterator[Authority]:
    """One for each amount in these words; an amount for organisations belongs to the one before it."""
    if not _fines(w, of):
        return
    found = list(of.vi.pattern(TOPIC, "power_fine").finditer(w.lower))
    made: list[Authority] = []
    for n, amount in enumerate(found):
        end = found[n + 1].start() if n + 1 < len(found) else len(w.text)
        after = w.part(amount.end(), end)
        whom = of.vi.pattern(TOPIC, "power_whom").match(w.lower[amount.end() : end])
        code = of.vi.cues[TOPIC]["whom"][whom["who"]] if whom else ""
        if code == ORGANISATION and made and made[-1].organisation is None:
            made[-1] = replace(made[-1], organisation=_dong(amount, of))
            continue
        given = _given(after, of)
        concerns = after.text if not whom and of.vi.pattern(TOPIC, "power_for").match(after.lower) else ""
        if not given.targets:
            given = Given(base.targets, base.excluding)
        source = _source(unit, w, of)
        one = replace(base, source=source, ceiling=_dong(amount, of), concerns=concerns)
        made.append(replace(one, targets=given.targets, excluding=given.excluding))
    yield from made


def _dong(found: re.Match[str], of: Book) -> int:
    scale = of.vi.cues[TOPIC]["scales"].get(found["sb"] or "", 1)
    number = found["b"].replace(",", ".") if found["sb"] else re.sub(r"\D", "", found["b"])
    return int(Decimal(number) * int(scale))


def _given(w: Words, of: Book) -> Given:
    but = of.vi.pattern(TOPIC, "power_excepted").search(w.lower)
    cut = but.start() if but else len(w.text)
    kept = of.expanded(of.named(w.span(0, cut)))
    left = of.expanded(of.named(w.span(cut))) if but else ()
    return Given(tuple(e for e in kept if of.fined(e)), tuple(e for e in left if of.fined(e)))


def _assigned(article: Unit, of: Book) -> Iterator[tuple[tuple[str, ...], Given]]:
    """The articles whose offices a clause gives provisions to, and these provisions."""
    for unit in article.walk():
        w = of.bodies.of(unit)
        where = of.vi.pattern(TOPIC, "power_given").search(w.lower)
        if where:
            given = _given(w.part(0, where.start()), of)
            if given.targets:
                yield of.named(w.span(*where.span("where"))), given


def _for_organisations(article: Unit, of: Book) -> Iterator[tuple[str, Decimal]]:
    """The subject and the factor of a clause on powers that multiplies the ceilings."""
    for unit in article.walk():
        w = of.bodies.of(unit)
        if of.vi.pattern(TOPIC, "not_fines").search(w.lower):
            yield from _multiplied(w.lower, of)


def _anywhere(of: Book) -> tuple[str, Decimal] | None:
    every = (t for article in of.document.units("article") for t in _for_organisations(article, of))
    return next(every, None)


def _multiplied(text: str, of: Book) -> Iterator[tuple[str, Decimal]]:
    for sentence in of.vi.pattern(TOPIC, "sentence").finditer(text):
        found = of.vi.pattern(TOPIC, "multiply").search(sentence[0])
        if found and of.vi.pattern(TOPIC, "not_fines").search(sentence[0]):
            subject = multiplied_subject(sentence[0], found, of)
            if subject:
                yield subject, factor_of(found["factor"], of)


def _with(
    authority: Authority, given: Iterable[tuple[tuple[str, ...], Given]], times: tuple[str, Decimal] | None
) -> Authority:
    """The office with what other clauses say of it."""
    if not authority.targets:
        for where, provisions in given:
            if any(covers(eid, authority.source.eid) for eid in where):
                authority = replace(authority, targets=provisions.targets, excluding=provisions.excluding)
    if authority.ceiling is None or authority.organisation is not None or times is None:
        return authority
    subject, factor = times
    other = int(authority.ceiling * factor)
    if subject == ORGANISATION:
        return replace(authority, organisation=other)
    return replace(authority, organisation=authority.ceiling, ceiling=other)


def _source(unit: Unit, w: Words, of: Book) -> Source:
    span: Span = w.part(0, len(w.text)).span()
    return Source(of.document.work, unit.eid, span, span.of(of.document.text), "power")
