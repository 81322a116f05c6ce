"""From bytes to a reading: every step in its order, in one place.

A step takes a reading and gives back a fuller one; none alters the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath

from extract.amendments import amendments
from extract.assemble import norms
from extract.audit import Audit, audited
from extract.codified import codified
from extract.collecting import rarely
from extract.definitions import definitions
from extract.force import force_of
from extract.from_bytes import NONE, Received, received
from extract.from_codified import Codes
from extract.identity import named_by_file
from extract.limitations import limitations
from extract.powers import authorities
from extract.procedures import procedures
from extract.references import references
from extract.resolve import dangling
from extract.sanctions import fined_book, in_book
from extract.structure import document
from extract.succession import meant
from extract.tables import tables
from ontology.document import Document, Finding, Reference, Work
from ontology.errors import NotALaw
from ontology.fact import Fact
from ontology.law import Law
from ontology.pack import Jurisdiction, Language
from ontology.table import Table
from ontology.text import Text


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one document: its tree, its law with everything to look at, its citations, tables, editor's links and audit."""

    document: Document
    law: Law
    references: tuple[Reference, ...] = ()
    tables: tuple[Table, ...] = ()
    links: tuple[Reference, ...] = ()
    audit: Audit = Audit()


Step = Callable[[Reading, Language, Jurisdiction], Reading]


def read(data: bytes, name: str, vi: Language, vn: Jurisdiction) -> Reading:
    """The one law of a file. Raises an InputError where it cannot be read, or holds several."""
    found = list(islice(received(data, name, vi, vn), 2))
    if len(found) > 1:
        raise NotALaw(f"{name} holds more than one document", "read them all, or give one a file", name)
    return read_one(found[0], vi, vn)


def read_all(data: bytes, name: str, vi: Language, vn: Jurisdiction, known: Codes = NONE) -> Iterator[Reading]:
    """Every law of a file, one after the other. Raises an InputError where one cannot be read at all.

    `known` are codified articles of files read together with this one, by their codes.
    """
    return (read_one(one, vi, vn) for one in received(data, name, vi, vn, known))


def read_one(one: Received, vi: Language, vn: Jurisdiction) -> Reading:
    """The law of a text."""
    with rarely():
        return _read(one, vi, vn)


def _read(one: Received, vi: Language, vn: Jurisdiction) -> Reading:
    found = _named(_told(document(one.text, vi, vn), one.work), one.name, vn)
    reading = Reading(found, Law(found.work, title=Text(found.work.title), findings=found.findings))
    for step in STEPS:
        reading = step(reading, vi, vn)
    return _edited(reading, one.codes, vi, vn)


def _edited(reading: Reading, codes: Codes, vi: Language, vn: Jurisdiction) -> Reading:
    """With what the codifier's lines tell, which are no law; so no other step sees them."""
    told = codified(reading.document, codes, vi, vn)
    law = replace(reading.law, events=(*reading.law.events, *told.events))
    return replace(_with(reading, law, told.findings), links=told.links)


def _told(found: Document, told: Work | None) -> Document:
    """The document, with what its file's metadata say where its text is silent."""
    if told is None or found.work.number:
        return found
    work = replace(told, issuer=found.work.issuer, title=found.work.title or told.title)
    return replace(found, work=work, findings=tuple(f for f in found.findings if f.code != "identity"))


def _named(found: Document, name: str, vn: Jurisdiction) -> Document:
    """The document with the number that its file's name gives, where its text has none."""
    if found.work.number:
        return found
    work = named_by_file(found.work, PurePath(name).stem, vn)
    taken = Finding("identity", None, f"the number {work.number} was taken from the file's name {name}")
    return replace(found, work=work, findings=(*found.findings, taken)) if work.number else found


def force(reading: Reading, vi: Language, vn: Jurisdiction) -> Reading:
    """With the period that the text gives itself, and what takes effect or lapses on another day."""
    found = force_of(reading.document, vi, vn)
    law = replace(reading.law, in_force=found.period, events=(*reading.law.events, *found.events))
    return _with(reading, law, found.findings)


def amend(reading: Reading, vi: Language, vn: Jurisdiction) -> Reading:
    """With what it orders for other acts, and what of that cannot be told."""
    events, findings = amendments(reading.document, vi, vn)
    return _with(reading, replace(reading.law, events=(*reading.law.events, *events)), findings)


def cite(reading: Reading, vi: Language, vn: Jurisdiction) -> Reading:
    """With its citations and the acts that they mean; those of provisions that are not there are findings."""
    cited = meant(references(reading.document, vi, vn), reading.document, reading.law.in_force.start, vi, vn)
    return replace(_with(reading, reading.law, tuple(dangling(cited))), references=cited)


def define(reading: Reading, vi: Language, vn: Jurisdiction) -> Reading:  # noqa: ARG001  # the steps share one shape
    """With the terms that it defines, and where it uses them."""
    found, findings = definitions(reading.document, vi)
    return _with(reading, replace(reading.law, definitions=found), findings)


def rule(reading: Reading, vi: Language, vn: Jurisdiction) -> Reading:
    """With its norms."""
    law = reading.law
    made, said = norms(reading.document, reading.references, law.in_force, vi, vn)
    return replace(reading, law=replace(law, norms=made, said=_once(law.said, said)))


def sanction(reading: Reading, vi: Language, vn: Jurisdiction) -> Reading:
    """With its fines and what other clauses say of them, who may impose them, and until when."""
    law, of = reading.law, fined_book(reading.document, reading.references, vi, vn)
    if of is None:
        return reading
    made, said, findings = in_book(of, law.in_force)
    found = replace(law, sanctions=made, authorities=authorities(of), limitations=limitations(of))
    return _with(reading, replace(found, said=_once(law.said, said)), findings)


def proceed(reading: Reading, vi: Language, vn: Jurisdiction) -> Reading:  # noqa: ARG001  # the steps share one shape
    """With the procedures that its dossiers and norms describe."""
    law = reading.law
    return replace(reading, law=replace(law, procedures=procedures(reading.document, law.norms, vi)))


def tabulate(reading: Reading, vi: Language, vn: Jurisdiction) -> Reading:  # noqa: ARG001  # the steps share one shape
    """With its tables."""
    return replace(reading, tables=tables(reading.document, vi))


def audit(reading: Reading, vi: Language, vn: Jurisdiction) -> Reading:  # noqa: ARG001  # the steps share one shape
    """With the audit: what sounds like a rule and gave none, and why."""
    told = audited(reading.document, reading.law, vi)
    return replace(_with(reading, reading.law, told.findings), audit=told)


STEPS: tuple[Step, ...] = (force, cite, define, amend, rule, sanction, proceed, tabulate, audit)
"""The order is the order of needs: fines need citations, rules need the period, the audit needs all."""


def _with(reading: Reading, law: Law, findings: tuple[Finding, ...]) -> Reading:
    return replace(reading, law=replace(law, findings=law.findings + findings))


def _once(*groups: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(dict.fromkeys(fact for group in groups for fact in group))
