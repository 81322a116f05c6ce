"""What became of the sentences that sound like rules: in numbers, and as lines for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from api.wire import JSON
from api.words import Words
from ontology.document import Finding


class Audited(Protocol):
    """What became of the sentences of a document that sound like rules."""

    @property
    def sentences(self) -> int:
        """Those that sound like rules."""

    @property
    def taken(self) -> int:
        """Those of which something was taken."""

    @property
    def reasons(self) -> Mapping[str, int]:
        """Those of which nothing was, by reason."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those of which nobody knows why."""


def audit(told: Audited) -> JSON:
    """The audit of a reading, in numbers."""
    return {
        "sentences": told.sentences, "taken": told.taken, "reasons": dict(told.reasons),
        "unexplained": len(told.findings),
    }  # fmt: skip


def audit_lines(told: Iterable[JSON], words: Words) -> Iterator[str]:
    """What became of the sentences that sound like rules, over all documents."""
    told = list(told)
    sentences, taken, unexplained = (sum(one[key] for one in told) for key in ("sentences", "taken", "unexplained"))
    reasons: Counter[str] = Counter()
    for one in told:
        reasons.update(one["reasons"])
    yield words("audit.sentences", count=sentences)
    yield f"  {words('audit.taken', count=taken)}"
    yield f"  {words('audit.explained', count=sum(reasons.values()))}"
    yield from (f"    {words(f'audit.{name}')}: {count}" for name, count in reasons.most_common())
    yield f"  {words('audit.unexplained', count=unexplained)}"
