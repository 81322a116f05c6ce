"""The law as a tree over its own text. Nothing here alters the text: a unit is a span of it.

Identity follows ELI (Council conclusions 2012/C 325/02): one IRI a work, and below it one for every provision,
whose last step is the Akoma Ntoso eId (OASIS akn-nc 1.0 §5).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

BASE = "https://normgraph.org/"
RELATED = "related"
"""The kind of references that are an editor's links beside the text: no citations."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points in the document's text as received."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Work:
    """Which law: kind, number, year, issuer, day. The number alone is no key (04/2007/QH12 is a Law and a Resolution)."""

    kind: str
    number: str
    year: int
    issuer: str = ""
    date: date | None = None
    country: str = "vn"
    title: str = ""

    @property
    def iri(self) -> str:
        """The ELI-shaped IRI of the work."""
        return f"{BASE}eli/{self.country}/{self.kind}/{self.year}/{slug(self.number)}"

    @property
    def frbr(self) -> str:
        """The Akoma Ntoso FRBR work URI.

        >>> Work("decree", "1/2030/XX", 2030, date=date(2030, 1, 2)).frbr
        '/akn/vn/act/decree/2030-01-02/1-2030-xx'
        """
        day = self.date.isoformat() if self.date else str(self.year)
        return f"/akn/{self.country}/act/{self.kind}/{day}/{slug(self.number)}"

    def provision(self, eid: str) -> str:
        """The IRI of a provision of this work; of the work itself where `eid` is empty."""
        return f"{self.iri}/{eid}" if eid else self.iri


def slug(number: str) -> str:
    """A document number as a path step: lower case, letters without marks, `-` for everything else.

    >>> slug("08/2024/TT-BTNMT")
    '08-2024-tt-btnmt'
    """
    stroked = number.lower().translate({0x111: "d", 0xF0: "d"})
    plain = "".join(c for c in unicodedata.normalize("NFD", stroked) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def step(words: str) -> str:
    """Words as one step of an IRI's path: letters and digits of any script stay, everything else is percent-encoded."""
    return "".join(c if c.isalnum() or c in "-_.~/" else quote(c, safe="") for c in words)


def fact_name(fact: str) -> str:
    """The IRI of a question.

    >>> fact_name("land.area")
    'https://normgraph.org/fact/land.area'
    """
    return f"{BASE}fact/{step(fact)}"


@dataclass(frozen=True, slots=True)
class Unit:
    """A node of the tree: `kind` is article, clause, point … (the pack names them), `eid` its place in the document.

    `span` covers the whole unit; `lead` its own text before the first child, label included; `heading` the title's span.
    """

    kind: str
    label: str
    eid: str
    span: Span
    lead: Span
    heading: Span | None = None
    children: tuple[Unit, ...] = ()

    def walk(self) -> Iterator[Unit]:
        """The unit and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Source:
    """Where it says so. `quote == text[span]`; in the shipped base, where no text is held, the citation alone."""

    work: Work
    eid: str
    span: Span | None = None
    quote: str = ""
    rule: str = ""

    @property
    def iri(self) -> str:
        """The provision's IRI."""
        return self.work.provision(self.eid)


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of another provision or document.

    `number` names a work, or is empty for this very document; `name` holds a law's name where no number is given;
    `kind` is internal, external, vague, or RELATED; `resolved` tells
    whether the target was found in the same document. `means` is the number of the act that the words mean on the day of
    the citing one, and `why` how that is known.
    """

    source: Source
    kind: str
    number: str
    name: str
    eid: str
    resolved: bool | None = None
    means: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at: a code of the taxonomy, where, and what, in plain words."""

    code: str
    source: Source | None
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A work's text as received, and the tree over it. The leaves join to exactly the text."""

    work: Work
    text: str
    root: Unit
    sha256: str = ""
    findings: tuple[Finding, ...] = field(default=())

    def units(self, *kinds: str) -> Iterator[Unit]:
        """The units of these kinds, or all, in reading order."""
        return (u for u in self.root.walk() if not kinds or u.kind in kinds)

    def unit(self, eid: str) -> Unit | None:
        """The unit with this eId."""
        return next((u for u in self.root.walk() if u.eid == eid), None)
