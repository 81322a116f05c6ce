"""A law in our notation; `read_law(show_law(law))` gives the same facts (spans and quotes stay with the document)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import TypeAlias

from ontology.authority import Authority, Limitation
from ontology.condition import ALWAYS, Condition
from ontology.law import Law
from ontology.norm import Act, Cap, Deadline, Measure, Multiplier, Norm, Party, Period, Rate, Sanction
from ontology.notation import show
from ontology.powers_notation import lines_of
from ontology.text import Text

Clause: TypeAlias = Multiplier | Cap | Measure


def show_law(law: Law) -> str:
    """The whole law, block by block. Clauses are listed with the fines that they touch, one by one."""
    blocks = [_head(law), *map(_norm, law.norms), *map(_sanction, law.sanctions), *_clauses(law.sanctions)]
    blocks += [*map(_powers, law.authorities), *map(_powers, law.limitations)]
    blocks += [f"said {fact.id} {quote(fact.question.vi)} {fact.unit}".rstrip() for fact in law.said]
    blocks += [f"finding {f.code} {f.source.eid} {quote(f.text)}" for f in law.findings if f.source]
    return "\n\n".join(blocks) + "\n"


def quote(words: str) -> str:
    """Words between double quotes, on one line."""
    flat = re.sub(r"\s+", " ", words)
    return '"' + flat.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _head(law: Law) -> str:
    work = law.work
    lines = [f"law {work.kind} {quote(work.number)}"]
    lines += _line("issuer", quote(work.issuer) if work.issuer else "")
    lines += _line("issued", work.date.isoformat() if work.date else "")
    lines += _line("in_force", _period(law.in_force))
    lines += _line("title", f"{quote(law.title.vi)} {quote(law.title.en)}" if law.title.vi else "")
    lines += _line("link", quote(law.link) if law.link else "")
    return "\n".join(lines)


def _norm(norm: Norm) -> str:
    lines = [f"{norm.modality} {' '.join(s.eid for s in norm.sources)}"]
    lines += _line("bearer", _named(norm.bearer)) + _line("act", _named(norm.action))
    lines += _line("toward", _named(norm.counterparty) if norm.counterparty else "")
    lines += _line("object", quote(norm.object) if norm.object else "") + _when(norm.when)
    named = (
        ("exception_to", norm.exception_to), ("remedies", norm.remedies), ("compensates", norm.compensates),
        ("sanction", norm.sanction),
    )  # fmt: skip
    for key, values in named:
        lines += [line for value in values for line in _line(key, value)]
    lines += [line for deadline in norm.deadline for line in _line("deadline", _deadline(deadline))]
    return "\n".join([*lines, *_line("in_force", _period(norm.in_force)), *_text(norm.summary)])


def _sanction(sanction: Sanction) -> str:
    eids = " ".join(s.eid for s in sanction.sources)
    amounts = f" {sanction.minimum}..{sanction.maximum}" if sanction.kind == "fine" else ""
    lines = [f"{sanction.kind} {eids}{amounts}", *_line("act", _named(sanction.act)), *_when(sanction.when)]
    lines += _rate(sanction.rate) if sanction.rate else []
    lines += [line for value in sanction.violates for line in _line("violates", value)]
    return "\n".join([*lines, *_line("in_force", _period(sanction.in_force)), *_text(sanction.summary)])


def _powers(one: Authority | Limitation) -> str:
    (head, rest), *lines = lines_of(one)
    return "\n".join([f"{head} {rest}", *(line for key, value in lines for line in _line(key, value))])


def _rate(rate: Rate) -> list[str]:
    numbers = f"{_number(rate.low)}..{_number(rate.high)} {rate.unit}"
    basis, per = (
        f"{fact} {quote(words)}".strip() if words else fact
        for fact, words in ((rate.basis_fact, rate.basis), (rate.per_fact, rate.per))
    )
    return [*_line("rate", numbers), *_line("basis", basis), *_line("per", per)]


def _clauses(sanctions: tuple[Sanction, ...]) -> Iterator[str]:
    touched: dict[Clause, list[str]] = defaultdict(list)
    before: dict[Clause, list[Clause]] = {}
    for sanction in sanctions:
        for earlier, clause in _in_turn(sanction):
            touched[clause].append(sanction.sources[0].eid)
            before.setdefault(clause, []).extend([earlier] if earlier else [])
    for clause in _ordered(before):
        of = _line("of", " ".join(dict.fromkeys(touched[clause])))
        yield "\n".join([_clause_head(clause), *of, *_clause_lines(clause)])


def _in_turn(sanction: Sanction) -> Iterator[tuple[Clause | None, Clause]]:
    """Every clause of a fine with the one of its kind before it."""
    kinds: tuple[tuple[Clause, ...], ...] = (sanction.multipliers, sanction.caps, sanction.measures)
    for clauses in kinds:
        yield from zip((None, *clauses), clauses, strict=False)


def _ordered(before: dict[Clause, list[Clause]]) -> Iterable[Clause]:
    """The clauses so that each fine meets its own in the order it has them; as they came where that cannot be."""
    try:
        return tuple(TopologicalSorter(before).static_order())
    except CycleError:
        return tuple(before)


def _clause_head(clause: Clause) -> str:
    match clause:
        case Multiplier():
            return f"multiply {clause.source.eid} by {_number(clause.factor)}"
        case Cap():
            return f"cap {clause.source.eid} {clause.amount}"
        case Measure():
            return f"{clause.kind} {clause.source.eid}"


def _clause_lines(clause: Clause) -> list[str]:
    match clause:
        case Multiplier():
            return [*_when(clause.when), *_text(clause.reason)]
        case Measure():
            return [*_when(clause.when), *_text(clause.text)]
        case Cap():
            return _when(clause.when)


def _deadline(deadline: Deadline) -> str:
    since = [deadline.since] if deadline.since else []
    said = [quote(deadline.after)] if deadline.after else []
    return " ".join([_number(deadline.value), deadline.unit, deadline.direction, *since, *said])


def _number(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _named(named: Party | Act) -> str:
    return " ".join(part for part in (named.concept, quote(named.words) if named.words else "") if part)


def _when(condition: Condition) -> list[str]:
    return [] if condition == ALWAYS else _line("when", show(condition))


def _period(period: Period) -> str:
    start, end = (day.isoformat() if day else "" for day in (period.start, period.end))
    return f"{start}..{end}" if start or end else ""


def _text(text: Text) -> list[str]:
    return _line("vi", quote(text.vi) if text.vi else "") + _line("en", quote(text.en) if text.en else "")


def _line(key: str, value: str) -> list[str]:
    return [f"    {key:<12} {value}"] if value else []
