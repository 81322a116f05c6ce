"""The whole corpus read once: what was found, what is reported for a person to look at, and what the audit says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.places import SHARED
from extract.pipeline import read
from kg.pool import in_order
from ontology.errors import NormGraphError
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

JOBS = 2


@dataclass(frozen=True, slots=True)
class Whole:
    """Sums over documents: things found, findings by code, modal sentences by what became of them."""

    found: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    audit: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    refused: tuple[str, ...] = ()


def whole() -> Whole:
    """The faithful documents of the corpus, each through the whole reader, on two processes."""
    folder = SHARED / "corpus" / "documents"
    files = [str(path) for path in sorted(folder.rglob("*")) if path.is_file() and "unverified" not in path.parts]
    total = Whole()
    refused = []
    for one in in_order(summed, files, JOBS, (__name__,)):
        refused += one.refused
        for name in ("found", "findings", "audit", "reasons"):
            getattr(total, name).update(getattr(one, name))
    return Whole(total.found, total.findings, total.audit, total.reasons, tuple(refused))


def summed(file: str) -> Whole:
    """The sums of one document."""
    path = Path(file)
    try:
        one = read(path.read_bytes(), path.name, VI, jurisdiction())
    except NormGraphError as error:
        return Whole(refused=(f"{path.name}: {error.what}",))
    law, audit = one.law, one.audit
    found = {
        "documents": 1, "characters": len(one.document.text), "units": sum(1 for _ in one.document.root.walk()),
        "citations": len(one.references), "norms": len(law.norms), "fine tiers": len(law.sanctions), "events": len(law.events),
        "definitions": len(law.definitions), "procedures": len(law.procedures), "tables": len(one.tables),
        "offices with powers": len(law.authorities), "limitation periods": len(law.limitations),
    }  # fmt: skip
    sentences = {"modal sentences": audit.sentences, "taken": audit.taken, "left, reason known": sum(audit.reasons.values()),
                 "left, no reason known": len(audit.findings)}  # fmt: skip
    findings = Counter(finding.code for finding in law.findings)
    return Whole(Counter(found), findings, Counter(sentences), Counter(audit.reasons))


def section(total: Whole) -> Iterator[str]:
    """The lines of the page."""
    sentences = total.audit["modal sentences"] or 1
    yield "| what | number |\n|---|---:|"
    yield from (f"| {name} | {number:,} |" for name, number in total.found.items())
    yield f"\nRefused: {'; '.join(total.refused) or 'none'}.\n"
    yield "| sentences with a modal word, in the acts' own articles | number | share |\n|---|---:|---:|"
    yield from (f"| {name} | {number:,} | {number / sentences:.1%} |" for name, number in total.audit.items())
    yield "\nReasons for which a modal sentence gives no norm:\n"
    yield ", ".join(f"{name} {number:,}" for name, number in total.reasons.most_common()) + ".\n"
    yield "Findings that a person should look at, by kind:\n"
    yield ", ".join(f"{name} {number:,}" for name, number in total.findings.most_common()) + "."
