"""Every citation, amount, number, deadline and date of the shipped base, held against the statute texts.

`python -m api.factcheck` reads the texts from `NORMGRAPH_SHARED`, or from `../shared`; a law whose text is not there is named.
A figure stands where the text of the cited provision, or the opening words of a provision above it, prints it; where the base says
that another law changed the article, that law's provision may print it, too.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import click

from api.claims import Amended, Claim, amendments, claims
from api.printed import Printed, flat
from extract.from_text import text_of
from extract.structure import document
from ontology.document import slug
from ontology.errors import NormGraphError
from ontology.from_notation import read_law
from ontology.law import Law
from ontology.norm import Deadline
from ontology.pack import Jurisdiction, Language
from packs.vi import LANGUAGE
from packs.vn import HERE, jurisdiction

KINDS = ("citation", "amount", "number", "deadline", "date", "quote")
HEAD = 4000
"""Characters at the head of a file among which a document names its own number."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A law with its claims and those that do not stand; nothing was checked where no text was `found`."""

    law: Law
    found: bool
    claims: tuple[Claim, ...] = ()
    wrong: tuple[Claim, ...] = ()


class Texts:
    """The documents of a folder by number, read when first asked for; a text that lost its number is known by its file's name."""

    def __init__(self, folder: Path, vi: Language, vn: Jurisdiction) -> None:
        self.folder, self.vi, self.vn = folder, vi, vn
        self._read: dict[str, Printed | None] = {}

    def get(self, number: str, kind: str = "") -> Printed | None:
        """The document of this number, and of this kind where one is named."""
        if number not in self._read:
            self._read[number] = next(filter(None, (self._printed(path, number) for path in self._named(number))), None)
        found = self._read[number]
        return found if found and kind in ("", found.read.work.kind) else None

    @cached_property
    def _heads(self) -> list[tuple[Path, str]]:
        paths = sorted(self.folder.glob("*.txt"))
        return [(path, flat(path.read_bytes()[:HEAD].decode("utf-8", "ignore"))) for path in paths]

    def _named(self, number: str) -> Iterator[Path]:
        return (path for path, head in self._heads if number in head or slug(path.stem) == slug(number))

    def _printed(self, path: Path, number: str) -> Printed | None:
        try:
            read = document(text_of(path.read_bytes(), path.name), self.vi, self.vn)
        except NormGraphError:
            return None
        named = read.work.number or (number if slug(path.stem) == slug(number) else "")
        return Printed(read, self.vi, self.vn) if named == number else None


def check(laws: Mapping[Law, Amended], texts: Texts) -> tuple[Checked, ...]:
    """Each law, with what other laws changed in it, held against the texts."""
    return tuple(_checked(law, amended, texts) for law, amended in laws.items())


def _checked(law: Law, amended: Amended, texts: Texts) -> Checked:
    own = texts.get(law.work.number, law.work.kind)
    if not own:
        return Checked(law, found=False)
    made = claims(law, amended)
    return Checked(law, True, made, tuple(c for c in made if not _stands(c, law, own, texts)))


def _stands(claim: Claim, law: Law, own: Printed, texts: Texts) -> bool:
    """Whether one of the claim's places bears it out."""
    for number, eid in claim.at:
        printed = texts.get(number) if number else own
        if printed and _borne(claim, eid, number, law, printed):
            return True
    return False


def _borne(claim: Claim, eid: str, number: str, law: Law, printed: Printed) -> bool:
    if claim.kind != "citation":
        words = printed.words(eid)
        return printed.bears(claim.value, words) or _reckoned(claim, words, law, printed)
    if claim.value == eid:
        return eid in printed.places
    return bool(number) and _names(printed.words(eid), str(claim.value))


def _reckoned(claim: Claim, words: str, law: Law, printed: Printed) -> bool:
    """Whether the day is the end of a time that the provision counts from the law's own first day."""
    start, value = law.in_force.start, claim.value
    return bool(start and isinstance(value, date) and value > start and printed.runs_to(start, value, words))


def _names(words: str, eid: str) -> bool:
    """Whether an amending provision speaks of the labels of a provision that it brings in."""
    steps = eid.split("__")
    labels = [step.rpartition("_")[2] for step in (steps[0], steps[-1])]
    return all(re.search(rf"(?<!\w){label}(?!\w)", words) for label in labels)


def table(results: Iterable[Checked]) -> Iterator[str]:
    """The report, line by line: counts by kind for each law, then what does not stand."""
    yield f"{'law':<18}" + "".join(f"{kind:>12}" for kind in KINDS) + f"{'wrong':>8}"
    wrong: list[str] = []
    for result in results:
        number = result.law.work.number
        if not result.found:
            yield f"{number:<18}  no text here; nothing was checked"
            continue
        counts = Counter(claim.kind for claim in result.claims)
        yield f"{number:<18}" + "".join(f"{counts[kind]:>12}" for kind in KINDS) + f"{len(result.wrong):>8}"
        wrong += [f"wrong: {number} {_where(claim)}: {claim.kind} {_shown(claim)}" for claim in result.wrong]
    yield from wrong


def _where(claim: Claim) -> str:
    return " ".join(f"{number} {eid}".strip() for number, eid in claim.at if eid) or "document"


def _shown(claim: Claim) -> str:
    match claim.value:
        case Deadline(value, unit):
            return f"{value} {unit}"
        case value:
            return str(value)


def shipped(folder: Path) -> dict[Law, Amended]:
    """The laws of a folder of base files, with what other laws changed in them."""
    files = [(path.name, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.norms"))]
    return {read_law(text, name): amendments(text) for name, text in files}


def main(folder: Path = HERE / "base") -> int:
    """Check the shipped base; 1 where something does not stand."""
    shared = Path(os.environ.get("NORMGRAPH_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    results = check(shipped(folder), Texts(shared / "corpus" / "documents", LANGUAGE, jurisdiction()))
    for line in table(results):
        click.echo(line)
    return 1 if any(result.wrong for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
