"""Supplementary sanctions and remedial measures, and the provisions whose fines they go with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.amounts import TOPIC
from extract.breaches import Book
from extract.conditions import Known, joined, known, opaque, read, without_exceptions
from extract.groups import merged
from extract.tiers import is_measure
from extract.words import Words
from ontology.clauses import covers
from ontology.condition import ALWAYS, AnyOf, Condition, Is, both
from ontology.document import Source, Span, Unit
from ontology.fact import Fact
from ontology.norm import Clause, Measure
from ontology.text import Text


@dataclass(frozen=True, slots=True)
class Printed:
    """A measure as printed: its words, the fines it goes with, when; what it excepts, and the fines that this leaves out."""

    eid: str
    kind: str
    words: Words
    targets: tuple[str, ...]
    when: Condition = ALWAYS
    facts: tuple[Fact, ...] = ()
    excepted: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()


def measures(of: Book) -> tuple[Printed, ...]:
    """The measures of a document, in reading order."""
    found = [item for article in of.document.units("article") if of.fined(article.eid) for item in _in(article, of)]
    cases = {eid: case for _, eid, _, w, _ in found if (case := _case(w, of).when) != ALWAYS}
    printed = [_printed(*item, cases, of) for item in found]
    own = {p.eid: p.targets for p in printed if not any(covers(target, p.eid) for target in p.targets)}
    return tuple(replace(p, excluding=tuple(t for eid in p.excepted for t in own.get(eid, ()))) for p in printed)


def clause(printed: Printed, of: Book) -> Clause:
    """The clause that joins a measure to its fines."""
    span = printed.words.span()
    source = Source(of.document.work, printed.eid, span, span.of(of.document.text), "measure")
    measure = Measure(printed.kind, Text(printed.words.text), printed.when, source)
    return Clause(printed.targets, printed.excluding, measure=measure)


Item = tuple[Unit, str, str, Words, tuple[str, ...]]


def _in(article: Unit, of: Book) -> Iterator[Item]:
    """The article, the measure's place, kind and words, and the fines that its title names."""
    for unit in article.walk():
        w = of.bodies.of(unit)
        kind = is_measure(w, of.vi)
        title = of.vi.pattern(TOPIC, "title_end").match(w.lower) if kind else None
        if not title:
            continue
        named = _fined(of.named(w.span(*title.span("for"))), unit, of) if title["for"] else ()
        if unit.children:
            yield from ((article, child.eid, kind, _whole(child, of), named) for child in unit.children)
        elif title.end() < len(w.text):
            yield article, unit.eid, kind, w.part(title.end(), len(w.text)), named


def _whole(unit: Unit, of: Book) -> Words:
    w = of.bodies.of(unit, whole=True)
    return w.part(0, len(w.text))


def _printed(
    article: Unit, eid: str, kind: str, w: Words, titled: tuple[str, ...], cases: dict[str, Condition], of: Book
) -> Printed:
    _, taken = without_exceptions(w, of.lex)
    excepted = tuple(e for a, b in taken for e in of.named(w.span(a, _returns(w, a, b, of))))
    named = _without_whole([e for e in of.named(w.span()) if e not in excepted], bool(taken))
    unit = of.units.get(eid)
    targets = _fined(named, unit, of) or titled or (article.eid,)
    stated = _when(w, cases, of)
    return Printed(eid, kind, w, targets, stated.when, stated.facts, excepted)


def _returns(w: Words, start: int, end: int, of: Book) -> int:
    """Where, within an exception, the clause comes back to the breaches that it is for."""
    found = of.vi.pattern(TOPIC, "returns").search(w.lower, start, end)
    return found.start() if found else end


def _without_whole(named: list[str], excepting: bool) -> list[str]:
    """Behind brackets that leave something out, the article is named only to say where the clauses before them are."""
    return [e for e in named if not (excepting and any(e != other and covers(e, other) for other in named))]


def _fined(named: tuple[str, ...] | list[str], unit: Unit | None, of: Book) -> tuple[str, ...]:
    """Those of the provisions that hold fines and are not the measures' own."""
    own = unit.eid if unit else "-"
    return tuple(e for e in named if of.fined(e) and (covers(e, own) or not covers(own, e)))


def _when(w: Words, cases: dict[str, Condition], of: Book) -> Known:
    """What the measure takes out, and the case that it is for."""

    def resolve(span: Span) -> Condition | None:
        named = of.named(span)
        found = [cases[eid] for eid in named if eid in cases]
        if named and len(found) == len(named):
            return AnyOf(tuple(found)) if len(found) > 1 else found[0]
        return of.behaviour(span)

    part = read(w, of.lex, resolve)
    excepted = joined([type(part)(w.text, exceptions=part.exceptions)], of.lex)
    case = _case(w, of)
    return Known(both(case.when, excepted.when), (*case.facts, *excepted.facts))


def _case(w: Words, of: Book) -> Known:
    """The case that a measure is for, where its words name no provision."""
    text, _ = without_exceptions(w, of.lex)
    found = of.vi.pattern(TOPIC, "case").search(text.rstrip())
    if not found or of.named(w.span(*found.span("what"))):
        return Known(ALWAYS)
    words = w.part(*found.span("what"))
    part = read(words, of.lex)
    if part.leads:
        return Known(part.leads)
    if part.acts:
        return Known(both(*merged(part.groups, of.lex)))
    if not of.vi.pattern(TOPIC, "circumstance").match(words.lower):
        return Known(ALWAYS)
    return known(words.text, of.vi, of.lex.vn) if not part.rest else _opaque(words)


def _opaque(w: Words) -> Known:
    fact = opaque(w.text)
    return Known(Is(fact.id), (fact,))
