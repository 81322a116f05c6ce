"""Every citation, amount, number, deadline and date of the shipped base, held against the statute texts.

`python -m api.factcheck` reads the texts from `NORMGRAPH_SHARED`, or from `../shared`; a law whose text is not there is named.
A figure stands where the text of the cited provision, or the opening words of a provision above it, prints it.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import assert_never

import click

from extract.deadlines import deadlines
from extract.from_text import text_of
from extract.quantities import money, number
from extract.structure import document
from ontology.condition import Compare, Condition, Quantity, atoms
from ontology.document import Document, Source, Unit
from ontology.errors import NormGraphError
from ontology.norm import Deadline, Law, Norm, Sanction
from ontology.pack import Jurisdiction, Language
from ontology.text import Text
from packs.vi import LANGUAGE
from packs.vn import jurisdiction

KINDS = ("citation", "amount", "number", "deadline", "date", "quote")
HEAD = 4000
"""Characters at the head of a file among which a document names its own number."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something the base says that a text can confirm: of a kind, at the provisions where it should stand."""

    kind: str
    at: tuple[str, ...]
    value: str | int | Decimal | Quantity | Deadline | date


@dataclass(frozen=True, slots=True)
class Checked:
    """A law with its claims and those that do not stand; `path` is None where no text was found."""

    law: Law
    path: Path | None
    claims: tuple[Claim, ...] = ()
    wrong: tuple[Claim, ...] = ()


def claims(law: Law) -> tuple[Claim, ...]:
    """All that a law of the base claims, each once, in reading order."""
    return tuple(dict.fromkeys(_claims(law)))


def checked(law: Law, read: Document, vi: Language, vn: Jurisdiction) -> tuple[Claim, ...]:
    """The claims of the law that do not stand in its text."""
    printed = Printed(read, vi, vn)
    return tuple(claim for claim in claims(law) if not printed.stands(claim))


def check(laws: Iterable[Law], corpus: Path, vi: Language, vn: Jurisdiction) -> tuple[Checked, ...]:
    """Each law held against the text of the same kind and number in the folder, where there is one."""
    paths = sorted(corpus.glob("*.txt"))
    return tuple(_checked(law, paths, vi, vn) for law in laws)


def _checked(law: Law, paths: Sequence[Path], vi: Language, vn: Jurisdiction) -> Checked:
    for path in paths:
        read = _document(path, law, vi, vn)
        if read:
            return Checked(law, path, claims(law), checked(law, read, vi, vn))
    return Checked(law, None)


def _document(path: Path, law: Law, vi: Language, vn: Jurisdiction) -> Document | None:
    """The document of this file, if it is the law's."""
    data = path.read_bytes()
    if law.work.number not in _flat(data[:HEAD].decode("utf-8", "ignore")):
        return None
    try:
        read = document(text_of(data, path.name), vi, vn)
    except NormGraphError:
        return None
    return read if (read.work.kind, read.work.number) == (law.work.kind, law.work.number) else None


def _claims(law: Law) -> Iterator[Claim]:
    for day in (law.work.date, law.in_force.start, law.in_force.end):
        if day:
            yield Claim("date", ("",), day)
    for norm in law.norms:
        yield from _of_norm(norm)
    for sanction in law.sanctions:
        yield from _of_sanction(sanction)
    for finding in law.findings:
        if finding.source:
            yield from _cited((finding.source,))
            yield Claim("quote", (finding.source.eid,), finding.text)


def _of_norm(norm: Norm) -> Iterator[Claim]:
    yield from _cited(norm.sources)
    yield from _numbers(norm.sources, norm.when, norm.summary)
    at = tuple(source.eid for source in norm.sources)
    for deadline in norm.deadline:
        yield Claim("deadline", at, deadline)


def _of_sanction(sanction: Sanction) -> Iterator[Claim]:
    yield from _cited(sanction.sources)
    at = tuple(source.eid for source in sanction.sources)
    for amount in (sanction.minimum, sanction.maximum):
        if amount:
            yield Claim("amount", at, amount)
    yield from _numbers(sanction.sources, sanction.when, sanction.summary)
    for multiplier in sanction.multipliers:
        yield from _cited((multiplier.source,))
        yield Claim("number", (multiplier.source.eid,), multiplier.factor)
        yield from _numbers((multiplier.source,), multiplier.when, multiplier.reason)
    for cap in sanction.caps:
        yield from _cited((cap.source,))
        yield Claim("amount", (cap.source.eid,), cap.amount)
    for measure in sanction.measures:
        yield from _cited((measure.source,))
        yield from _numbers((measure.source,), measure.when, measure.text)


def _cited(sources: Iterable[Source]) -> Iterator[Claim]:
    for source in sources:
        yield Claim("citation", (source.eid,), source.eid)


def _numbers(sources: Iterable[Source], when: Condition, said: Text) -> Iterator[Claim]:
    """The figures of a condition and of the summary beside it."""
    at = tuple(source.eid for source in sources)
    for atom in atoms(when):
        match atom:
            case Compare(value=Quantity() as value):
                yield Claim("number", at, value)
            case Compare(value=date() as day):
                yield Claim("date", at, day)
    for words, comma in ((said.vi, ","), (said.en, ".")):
        for found in re.findall(rf"(?<![\w/-])\d+(?:[{comma}]\d+)?(?![\w/-])", words):
            yield Claim("number", at, Decimal(found.replace(",", ".")))


class Printed:
    """What a document prints, provision by provision."""

    def __init__(self, read: Document, vi: Language, vn: Jurisdiction) -> None:
        self.read, self.vi, self.vn = read, vi, vn

    def stands(self, claim: Claim) -> bool:
        """Whether the text bears the claim out at one of its provisions."""
        if claim.kind == "citation":
            return str(claim.value) in self.places
        words = "\n".join(self.words(eid) for eid in claim.at)
        match claim.value:
            case str(quote):
                return _flat(quote) in _flat(words)
            case Quantity() as quantity:
                return quantity in set(self.quantities(words))
            case Deadline() as deadline:
                return self._limits(deadline, words)
            case date() as day:
                return day in set(_days(words))
            case int(amount):
                return amount in {found.amount for found in money(words, self.vi)}
            case Decimal() as value:
                return value in {quantity.value for quantity in self._bare(words)}
            case _:
                assert_never(claim.value)

    @cached_property
    def places(self) -> dict[str, tuple[Unit, ...]]:
        """Every unit by eId, with the units above it."""
        found: dict[str, tuple[Unit, ...]] = {}

        def visit(unit: Unit, above: tuple[Unit, ...]) -> None:
            found.setdefault(unit.eid, (*above, unit))
            for child in unit.children:
                visit(child, (*above, unit))

        visit(self.read.root, ())
        return found

    def words(self, eid: str) -> str:
        """The text of a provision after the opening words of those above it; the whole text for an empty eId."""
        if not eid:
            return unicodedata.normalize("NFC", self.read.text)
        line = self.places.get(eid, ())
        spans = [unit.lead for unit in line[1:-1]] + [unit.span for unit in line[-1:]]
        return unicodedata.normalize("NFC", "\n".join(span.of(self.read.text) for span in spans))

    def quantities(self, words: str) -> Iterator[Quantity]:
        """The numbers of a text in canonical units; one without a unit takes that of the next, if it stands close."""
        found = list(self._figures(words))
        for (value, unit, end), (_, following, start) in pairwise([*found, (Decimal(0), "", len(words) + 99)]):
            spelt = unit or (following if start - end <= 24 else "")
            yield self.vn.measured(value, spelt or "1")

    def _bare(self, words: str) -> Iterator[Quantity]:
        return (Quantity(value) for value, _, _ in self._figures(words))

    def _figures(self, words: str) -> Iterator[tuple[Decimal, str, int]]:
        pattern = re.compile(rf"(?<!\w)(?P<n>{self.vi.pattern('quantities', 'number').pattern})(?!\w*\d)")
        units = sorted((spelling for spelling in self.vn.units if spelling), key=len, reverse=True)
        after = re.compile(
            rf"\s*(?:\([^()0-9]{{1,40}}\)\s*)?({'|'.join(map(re.escape, units))})(?![\w/])", re.IGNORECASE
        )
        for found in pattern.finditer(words):
            unit = after.match(words, found.end())
            yield number(found["n"], self.vi), unit[1] if unit else "", found.end()

    def _limits(self, claim: Deadline, words: str) -> bool:
        """Whether a length of time stands in the text; limits without a number are read as the reader does."""
        units = self.vi.cues["deadlines"]["units"]
        for found in self.vi.pattern("deadlines", "length").finditer(words):
            unit = units[" ".join(found["u"].lower().split())]
            if (number(found["n"], self.vi), "working_day" if found["w"] else unit) == (claim.value, claim.unit):
                return True
        read = [limit.deadline for limit in deadlines(words, self.vi)]
        return any((limit.value, limit.unit) == (claim.value, claim.unit) for limit in read)


def _days(words: str) -> Iterator[date]:
    """The dates of a text, however their parts are joined."""
    for found in re.finditer(r"(?<!\d)(\d{1,2})\D{1,9}?(\d{1,2})\D{1,8}?(\d{4})(?!\d)", words):
        day, month, year = map(int, found.groups())
        with suppress(ValueError):
            yield date(year, month, day)


def _flat(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split())


def table(results: Iterable[Checked]) -> Iterator[str]:
    """The report, line by line: counts by kind for each law, then what does not stand."""
    yield f"{'law':<18}" + "".join(f"{kind:>12}" for kind in KINDS) + f"{'wrong':>8}"
    wrong: list[str] = []
    for result in results:
        number = result.law.work.number
        if result.path is None:
            yield f"{number:<18}  no text here; nothing was checked"
            continue
        counts = Counter(claim.kind for claim in result.claims)
        yield f"{number:<18}" + "".join(f"{counts[kind]:>12}" for kind in KINDS) + f"{len(result.wrong):>8}"
        wrong += [f"wrong: {number} {' '.join(c.at) or 'document'}: {c.kind} {shown(c)}" for c in result.wrong]
    yield from wrong


def shown(claim: Claim) -> str:
    """The value of a claim in a few words."""
    match claim.value:
        case Deadline(value, unit):
            return f"{value} {unit}"
        case value:
            return str(value)


def main() -> int:
    """Check the shipped base; 1 where something does not stand."""
    vn = jurisdiction()
    shared = Path(os.environ.get("NORMGRAPH_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    results = check(vn.base, shared / "corpus" / "documents", LANGUAGE, vn)
    for line in table(results):
        click.echo(line)
    return 1 if any(result.wrong for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
