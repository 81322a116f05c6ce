"""A work that is read, joined with what the base says of it.

The base's norms and fines stay, and get the place and words of their provisions; what was read is added only at
provisions where the base has nothing of that sort, so nothing is judged twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from ontology.document import Document, Finding, Source, Span, Unit, Work
from ontology.law import Law
from ontology.norm import Cap, Measure, Multiplier, Norm, Period, Sanction
from ontology.text import Text

Rule = TypeVar("Rule", Norm, Sanction)


def merged(base: Law | None, read: Law, document: Document) -> Law:
    """The law that the graph keeps."""
    if base is None:
        return read
    units = {unit.eid: unit for unit in document.root.walk()}
    located = _Located(document.text, units, _work(base.work, document.work))
    norms = (*map(located.norm, base.norms), *map(located.norm, _new_norms(base, read)))
    sanctions = (*map(located.sanction, base.sanctions), *map(located.sanction, _new_sanctions(base, read)))
    rules: tuple[Norm | Sanction, ...] = (*norms, *sanctions)
    rests = {fact for rule in rules for fact in _facts(rule)}
    return Law(
        work=located.work,
        in_force=Period(
            base.in_force.start or read.in_force.start, base.in_force.end or read.in_force.end
        ),
        norms=norms,
        sanctions=sanctions,
        link=base.link or read.link,
        title=Text(base.title.vi or read.title.vi, base.title.en or read.title.en),
        said=tuple({fact.id: fact for fact in (*base.said, *read.said) if fact.id in rests}.values()),
        findings=tuple(map(located.finding, _findings(base, read))),
        events=tuple(replace(event, source=located.source(event.source)) for event in read.events),
    )  # fmt: skip


def _work(base: Work, read: Work) -> Work:
    return replace(read, issuer=read.issuer or base.issuer, date=read.date or base.date, title=read.title or base.title)


def _new_norms(base: Law, read: Law) -> list[Norm]:
    taken = {norm.sources[0].eid for norm in base.norms}
    return _renamed([norm for norm in read.norms if norm.sources[0].eid not in taken], base)


def _new_sanctions(base: Law, read: Law) -> list[Sanction]:
    """Fines at provisions where neither the provision, nor one above or below it, has a fine in the base."""
    taken = {sanction.sources[0].eid for sanction in base.sanctions}
    above = {part for eid in taken for part in _ancestors(eid)}
    free = [
        sanction
        for sanction in read.sanctions
        if (eid := sanction.sources[0].eid) not in above and not taken.intersection(_ancestors(eid))
    ]
    return _renamed(free, base)


def _ancestors(eid: str) -> Iterator[str]:
    """The eId and those of the provisions that hold it."""
    steps = eid.split("__")
    return ("__".join(steps[:n]) for n in range(1, len(steps) + 1))


def _renamed(rules: list[Rule], base: Law) -> list[Rule]:
    """Ids that the base has already get an ending of their own."""
    rules_of_base: tuple[Norm | Sanction, ...] = (*base.norms, *base.sanctions)
    taken = {rule.id for rule in rules_of_base}
    return [replace(rule, id=f"{rule.id}~read") if rule.id in taken else rule for rule in rules]


def _findings(base: Law, read: Law) -> list[Finding]:
    """Those of the base, and those of the reading that the base does not have at that place."""
    known = {(f.code, f.source.eid) for f in base.findings if f.source}
    return [*base.findings, *(f for f in read.findings if not f.source or (f.code, f.source.eid) not in known)]


def _facts(rule: Norm | Sanction) -> frozenset[str]:
    if isinstance(rule, Norm):
        return rule.when.facts()
    clauses: tuple[Multiplier | Cap | Measure, ...] = (*rule.multipliers, *rule.caps, *rule.measures)
    return rule.when.facts().union(*(clause.when.facts() for clause in clauses))


@dataclass(frozen=True, slots=True)
class _Located:
    """Puts the document's place and words to sources that have none, and one name to the work."""

    text: str
    units: Mapping[str, Unit]
    work: Work

    def norm(self, norm: Norm) -> Norm:
        return replace(norm, sources=tuple(map(self.source, norm.sources)))

    def sanction(self, sanction: Sanction) -> Sanction:
        return replace(
            sanction,
            sources=tuple(map(self.source, sanction.sources)),
            multipliers=tuple(replace(m, source=self.source(m.source)) for m in sanction.multipliers),
            caps=tuple(replace(c, source=self.source(c.source)) for c in sanction.caps),
            measures=tuple(replace(m, source=self.source(m.source)) for m in sanction.measures),
        )

    def finding(self, finding: Finding) -> Finding:
        return replace(finding, source=self.source(finding.source)) if finding.source else finding

    def source(self, source: Source) -> Source:
        if source.work.iri != self.work.iri:
            return source
        named = replace(source, work=self.work)
        span = None if source.span else self.span(source.eid)
        return replace(named, span=span, quote=span.of(self.text)) if span else named

    def span(self, eid: str) -> Span | None:
        """The provision's place, without the white space around its words."""
        unit = self.units.get(eid)
        if unit is None:
            return None
        words = unit.span.of(self.text)
        start = unit.span.start + len(words) - len(words.lstrip())
        return Span(start, start + len(words.strip()))
