"""A law from our notation: one block a norm, a fine, or a clause that speaks of fines. See docs/notation.md.

A block begins at the left edge and its lines are indented; every line is a key and its value.

    fines dieu_13__khoan_2
        act   land.encroach
        when  land.kind in {agri_other} and place.kind in {commune}
        vi    "…"
        tier  diem_a 3_000_000..5_000_000 when land.area < 0.02 ha
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeAlias, TypeVar

from ontology.check_conditions import check_condition
from ontology.clauses import attach
from ontology.condition import ALWAYS, Condition, OneOf, both
from ontology.document import Finding, Source, Work
from ontology.errors import NotationError
from ontology.fact import Fact, said
from ontology.law import Law
from ontology.norm import (
    DIRECTIONS,
    RATES,
    Act,
    Cap,
    Clause,
    Deadline,
    Measure,
    Modality,
    Multiplier,
    Norm,
    Party,
    Period,
    Rate,
    Sanction,
)  # fmt: skip
from ontology.notation import parse
from ontology.pack import Jurisdiction
from ontology.powers_notation import authority, limitation
from ontology.text import Text

Rule = TypeVar("Rule", Norm, Sanction)

Reader: TypeAlias = Callable[[str, int], Condition]
"""How the condition that stands on a line is read."""

QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
HEADS = {
    *Modality, "said", "finding", "fine", "fines", "warning", *RATES, "multiply", "cap", "remedial", "supplementary",
    "authority", "limitation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A head line and its keyed lines, each with the number of its line."""

    line: int
    head: str
    rest: str
    lines: tuple[tuple[int, str, str], ...]
    read: Reader

    def all(self, key: str) -> list[str]:
        """The values of a key, in order."""
        return [value for _, k, value in self.lines if k == key]

    def one(self, key: str, default: str = "") -> str:
        """The value of a key that stands at most once."""
        return next(iter(self.all(key)), default)

    def condition(self, key: str = "when") -> Condition:
        """The condition under a key; always, where the key is absent."""
        return both(*(self.read(text, line) for line, k, text in self.lines if k == key))

    def text(self) -> Text:
        """The summary in both languages."""
        return Text(unquote(self.one("vi")), unquote(self.one("en")))


def read_law(text: str, name: str = "", vn: Jurisdiction | None = None) -> Law:
    """A law from our notation. Raises NotationError with file and line; where a jurisdiction is given, IllTyped for what that does not declare."""
    said: dict[str, Fact] = {}

    def read(condition: str, line: int) -> Condition:
        where = f"{name}:{line}" if name else f"line {line}"
        made = parse(condition, where)
        return check_condition(made, {**said, **vn.facts}, vn, where) if vn else made

    blocks = list(_blocks(text, name, read))
    said |= {fact.id: fact for fact in map(_said, (block for block in blocks if block.head == "said"))}
    if not blocks or blocks[0].head != "law":
        raise NotationError('a law begins with a line `law KIND "NUMBER" …`', "add it", f"{name}:1")
    try:
        return _law(blocks[0], blocks[1:])
    except NotationError:
        raise
    except (ValueError, KeyError, IndexError, StopIteration, ArithmeticError) as error:
        raise NotationError(f"a block does not read: {error}", "compare with docs/notation.md", name) from error


def unquote(value: str) -> str:
    """The words between double quotes; empty where there are none."""
    found = QUOTED.search(value)
    return re.sub(r"\\(.)", r"\1", found[1]) if found else ""


def _blocks(text: str, name: str, read: Reader) -> Iterator[Block]:
    head: tuple[int, str, str] | None = None
    lines: list[tuple[int, str, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, _, value = line.strip().partition(" ")
        if line[0].isspace():
            lines.append((number, key, value.strip()))
            continue
        if head:
            yield Block(*head, tuple(lines), read)
        if key not in HEADS | {"law"}:
            raise NotationError(f"unknown block `{key}`", f"use one of: {', '.join(sorted(HEADS))}", f"{name}:{number}")
        head, lines = (number, key, value.strip()), []
    if head:
        yield Block(*head, tuple(lines), read)


def _law(head: Block, blocks: list[Block]) -> Law:
    work = _work(head)
    in_force = _period(head.one("in_force"))
    tiers = [tier for block in blocks for tier in _sanctions(block, work, in_force)]
    clauses = [clause for block in blocks for clause in _clauses(block, work)]
    norms = [_norm(block, work, in_force) for block in blocks if block.head in set(Modality)]
    title = Text(*[*QUOTED.findall(head.one("title")), "", ""][:2])
    findings = tuple(_finding(block, work) for block in blocks if block.head == "finding")
    fines = attach(_numbered(tiers), clauses)
    facts = tuple(_said(block) for block in blocks if block.head == "said")
    offices = tuple(authority(block, work) for block in blocks if block.head == "authority")
    periods = tuple(limitation(block, work) for block in blocks if block.head == "limitation")
    return Law(
        work, in_force, _numbered(norms), fines, unquote(head.one("link")), title, facts, findings,
        authorities=offices, limitations=periods,
    )  # fmt: skip


def _said(block: Block) -> Fact:
    return said(block.rest.split()[0], unquote(block.rest), QUOTED.split(block.rest)[-1].strip())


def _finding(block: Block, work: Work) -> Finding:
    code, eid, _ = block.rest.split(None, 2)
    return Finding(code, Source(work, eid), unquote(block.rest))


def _work(head: Block) -> Work:
    kind = head.rest.split()[0]
    number = unquote(head.rest)
    issued = head.one("issued")
    year = int(next(part for part in re.findall(r"\d{4}", number + " " + issued)))
    day = date.fromisoformat(issued) if issued else None
    return Work(kind, number, year, unquote(head.one("issuer")), day, title=unquote(head.one("title")))


def _period(text: str) -> Period:
    start, _, end = text.partition("..")
    return Period(*(date.fromisoformat(day.strip()) if day.strip() else None for day in (start, end)))


def _norm(block: Block, work: Work, in_force: Period) -> Norm:
    modality = Modality(block.head)
    sources = tuple(Source(work, eid) for eid in block.rest.split())
    return Norm(
        id=f"{work.number}#{sources[0].eid}/{modality}",
        modality=modality,
        bearer=Party(*_concept_and_words(block.one("bearer"))),
        action=Act(*_concept_and_words(block.one("act"))),
        sources=sources,
        when=block.condition(),
        counterparty=Party(*_concept_and_words(block.one("toward"))) if block.one("toward") else None,
        object=unquote(block.one("object")),
        exception_to=tuple(block.all("exception_to")),
        deadline=tuple(_deadline(value) for value in block.all("deadline")),
        sanction=tuple(block.all("sanction")),
        in_force=_period(block.one("in_force")) if block.one("in_force") else in_force,
        summary=block.text(),
        remedies=tuple(block.all("remedies")),
        compensates=tuple(block.all("compensates")),
    )


def _concept_and_words(value: str) -> tuple[str, str]:
    return QUOTED.sub("", value).strip(), unquote(value)


def _deadline(value: str) -> Deadline:
    number, unit, *rest = QUOTED.sub("", value).split()
    direction = next((word for word in rest if word in DIRECTIONS), DIRECTIONS[0])
    since = next((word for word in rest if word not in DIRECTIONS), "")
    return Deadline(Decimal(number), unit, unquote(value), direction, since)


def _sanctions(block: Block, work: Work, in_force: Period) -> Iterator[Sanction]:
    if block.head not in {"fine", "fines", "warning", *RATES}:
        return
    force = _period(block.one("in_force")) if block.one("in_force") else in_force
    act = Act(*_concept_and_words(block.one("act")))
    if block.head == "fines":
        parent = block.rest.split()[0]
        given = both(OneOf("act", (act.concept,)) if act.concept else ALWAYS, block.condition())
        for line, tier in ((number, value) for number, key, value in block.lines if key == "tier"):
            label, amounts, condition = _tier(tier, line, block)
            eid = f"{parent}__{label}"
            yield _sanction("fine", work, (eid,), amounts, act, both(given, condition), force, block)
        return
    *eids, amounts = block.rest.split() if block.head == "fine" else [*block.rest.split(), "0..0"]
    rate = _rate(block.one("rate"), block) if block.head in RATES else None
    yield replace(
        _sanction("fine" if rate else block.head, work, tuple(eids), amounts, act, block.condition(), force, block),
        kind=block.head,
        rate=rate,
    )


def _rate(value: str, block: Block) -> Rate:
    numbers, unit = value.split()
    low, _, high = numbers.replace("_", "").partition("..")
    basis, per = (_concept_and_words(block.one(key)) for key in ("basis", "per"))
    return Rate(Decimal(low), Decimal(high), unit, basis[1], basis[0], per[1], per[0])


def _tier(value: str, line: int, block: Block) -> tuple[str, str, Condition]:
    label, amounts, *rest = value.split(None, 2)
    return label, amounts, block.read(rest[0].removeprefix("when").strip(), line) if rest else ALWAYS


def _sanction(
    kind: str, work: Work, eids: tuple[str, ...], amounts: str, act: Act, when: Condition, force: Period, block: Block
) -> Sanction:
    low, _, high = amounts.replace("_", "").partition("..")
    return Sanction(
        id=f"{work.number}#{eids[0]}", kind=kind, when=when, sources=tuple(Source(work, eid) for eid in eids), act=act,
        minimum=int(low), maximum=int(high), violates=tuple(block.all("violates")), in_force=force,
        summary=block.text(),
    )  # fmt: skip


def _clauses(block: Block, work: Work) -> Iterator[Clause]:
    if block.head not in {"multiply", "cap", "remedial", "supplementary"}:
        return
    eid, *rest = block.rest.split()
    source, when, text = Source(work, eid), block.condition(), block.text()
    targets = tuple("" if word == "all" else word for word in " ".join(block.all("of")).split())
    excluding = tuple(" ".join(block.all("except")).split())
    match block.head:
        case "multiply":
            made = Multiplier(Decimal(rest[-1]), when, text, source)
            yield Clause(targets, excluding, block.one("widens"), multiplier=made)
        case "cap":
            yield Clause(targets, excluding, cap=Cap(int(rest[-1].replace("_", "")), when, source))
        case kind:
            yield Clause(targets, excluding, measure=Measure(kind, text, when, source))


def _numbered(items: list[Rule]) -> tuple[Rule, ...]:
    """The items with ids of their own: the second at the same place ends in `~2`."""
    seen: Counter[str] = Counter()
    made = []
    for item in items:
        seen[item.id] += 1
        made.append(item if seen[item.id] == 1 else replace(item, id=f"{item.id}~{seen[item.id]}"))
    return tuple(made)
