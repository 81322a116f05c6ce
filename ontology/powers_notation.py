"""Offices that may fine, and limitation periods, to our notation and back. See docs/notation.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from ontology.authority import Authority, Limitation
from ontology.document import Source, Work


class Keyed(Protocol):
    """What is needed of a block: what stands behind its head, and the value of a key."""

    @property
    def rest(self) -> str: ...  # noqa: D102
    def one(self, key: str, default: str = "") -> str: ...  # noqa: D102


def authority(block: Keyed, work: Work) -> Authority:
    """An office from its block."""
    eid, *amounts = block.rest.split()
    return Authority(
        title=_unquoted(block.one("office")),
        source=Source(work, eid),
        ceiling=_number(amounts[0]) if amounts else None,
        organisation=_number(block.one("organisation")) if block.one("organisation") else None,
        warning=block.one("may") == "warn",
        concerns=_unquoted(block.one("concerns")),
        measures=tuple(Source(work, measure) for measure in block.one("measures").split()),
        targets=tuple(block.one("of").split()),
        excluding=tuple(block.one("except").split()),
    )


def limitation(block: Keyed, work: Work) -> Limitation:
    """A limitation period from its block."""
    eid, value, unit = block.rest.split()
    targets, excluding = (tuple(block.one(key).split()) for key in ("of", "except"))
    return Limitation(int(value), unit, Source(work, eid), targets, excluding, _unquoted(block.one("concerns")))


def lines_of(one: Authority | Limitation) -> Iterator[tuple[str, str]]:
    """The lines of a block as keys and values; the first is its head."""
    match one:
        case Authority():
            yield "authority", " ".join([one.source.eid, *([str(one.ceiling)] if one.ceiling is not None else [])])
            yield "organisation", "" if one.organisation is None else str(one.organisation)
            yield "office", _quoted(one.title)
            yield "may", "warn" if one.warning else ""
            yield "measures", " ".join(source.eid for source in one.measures)
        case Limitation():
            yield "limitation", f"{one.source.eid} {one.value} {one.unit}"
    yield "concerns", _quoted(one.concerns) if one.concerns else ""
    yield "of", " ".join(one.targets)
    yield "except", " ".join(one.excluding)


def _number(words: str) -> int:
    return int(words.replace("_", ""))


def _quoted(words: str) -> str:
    flat = " ".join(words.split())
    return '"' + flat.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _unquoted(words: str) -> str:
    return re.sub(r"\\(.)", r"\1", words.strip().removeprefix('"').removesuffix('"'))
