"""The norms of a document as the judges read them, with the facts that only the law's own words describe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from extract.atoms import Place, reader
from extract.clauses_of_norms import found_norms
from extract.conditions import opaque
from extract.found import Bearer, FoundNorm, Part
from extract.tokens import TOPIC
from extract.words import plain
from ontology.condition import AnyOf, Condition, Not, both
from ontology.document import Document, Reference, Source
from ontology.fact import Concept, Fact
from ontology.norm import Act, Modality, Norm, Party, Period
from ontology.pack import Jurisdiction, Language

ANY_AUTHORITY = "authority"
SUBJECT = "subject"
ONLY = ":only"
"""How the rule ends that found “may only”."""
CONDITION, EXCEPTION = "condition_lead", "exception_lead"
"""Patterns of the words before a condition and before an exception."""


def norms(
    document: Document,
    references: tuple[Reference, ...],  # noqa: ARG001  # the steps of the pipeline share one shape
    in_force: Period,
    vi: Language,
    vn: Jurisdiction,
) -> tuple[tuple[Norm, ...], tuple[Fact, ...]]:
    """The norms that a document states, and the facts that only its words describe."""
    maker = _Maker(document, in_force, vi, vn)
    made = [norm for found in found_norms(document, vi) for norm in maker.both_readings(found)]
    return tuple(_numbered(made)), tuple(maker.said.values())


class _Maker:
    """Makes norms of one document, and collects the opaque facts on the way."""

    def __init__(self, document: Document, in_force: Period, vi: Language, vn: Jurisdiction) -> None:
        self.document = document
        self.in_force = in_force
        self.vi = vi
        self.vn = vn
        self.bearers = _by_phrase(vn.concepts(SUBJECT))
        self.said: dict[str, Fact] = {}
        self.reader = reader(vi, vn)

    def both_readings(self, found: FoundNorm) -> Iterator[Norm]:
        """The norm that was found; what may be done only in a case is also forbidden in every other."""
        norm = self.norm(found)
        yield norm
        unless = self._unless(found) if found.rule.endswith(ONLY) else None
        if unless is not None:
            name = f"{norm.id.rsplit('/', maxsplit=1)[0]}/{Modality.PROHIBITION}"
            sources = tuple(replace(source, rule=f"{found.rule}:unless") for source in norm.sources)
            yield replace(norm, id=name, modality=Modality.PROHIBITION, when=unless, sources=sources, deadline=())

    def norm(self, found: FoundNorm) -> Norm:
        """The norm that was found, with its source quoted."""
        work, text = self.document.work, self.document.text
        source = Source(work, found.unit.eid, found.span, found.span.of(text), found.rule)
        return Norm(
            id=f"{work.number}#{found.unit.eid}/{found.modality}",
            modality=found.modality,
            bearer=self._party(found.bearer),
            action=Act(words=found.action),
            sources=(source,),
            when=self._when(found),
            deadline=found.deadlines,
            in_force=self.in_force,
        )

    def _party(self, bearer: Bearer) -> Party:
        words = self._name(bearer.words)
        exact = self.bearers.get(words, "")
        if bearer.authority:
            return Party(exact or self._longest(words) or ANY_AUTHORITY, bearer.words, bearer.found)
        if not exact and words:
            self._remember(opaque(bearer.words))
        return Party(exact, bearer.words, bearer.found)

    def _name(self, words: str) -> str:
        name = plain(words)
        determiner = self.vi.pattern(TOPIC, "determiner").match(name)
        return name[determiner.end() :] if determiner and name not in self.bearers else name

    def _longest(self, words: str) -> str:
        """The authority whose name these words begin with: what follows only says where or for what."""
        longest = max((p for p in self.bearers if words.startswith(p + " ")), key=len, default="")
        return self.bearers.get(longest, "")

    def _when(self, found: FoundNorm) -> Condition:
        before, case, excepted = self._stated(found)
        return both(*before, *case, *map(Not, excepted))

    def _unless(self, found: FoundNorm) -> Condition | None:
        """When “only in this case” forbids: the case that follows the act is not there. Nothing, where none follows."""
        before, case, excepted = self._stated(found)
        return both(*before, Not(both(*case)), *map(Not, excepted)) if case else None

    def _stated(self, found: FoundNorm) -> tuple[list[Condition], list[Condition], list[Condition]]:
        """What must be the case before the act is named, what after it, and what is left out."""
        place = Place(self.document.work.number, found.unit.eid)
        whole = [part for part in found.conditions if not part.partial]
        before = [self._condition(part, place, CONDITION) for part in whole if not part.after]
        after = [self._condition(part, place, CONDITION) for part in whole if part.after]
        items = [self._condition(part, place, CONDITION) for part in found.items]
        listed = [AnyOf(tuple(items))] if found.any_item and len(items) > 1 else items
        return before, [*after, *listed], [self._condition(part, place, EXCEPTION) for part in found.exceptions]

    def _condition(self, part: Part, place: Place, lead: str) -> Condition:
        """What the pack understands completely; otherwise the law's words as a question."""
        opening = self.vi.pattern(TOPIC, lead).match(part.words)
        atom = self.reader.atom((part.words[opening.end() :] if opening else "") or part.words, place)
        if atom.asks:
            self._remember(atom.asks)
        return atom.when

    def _remember(self, fact: Fact) -> None:
        self.said.setdefault(fact.id, fact)


def _by_phrase(concepts: Mapping[str, Concept]) -> dict[str, str]:
    return {plain(phrase): code for code, concept in concepts.items() for phrase in concept.phrases}


def _numbered(made: Iterable[Norm]) -> Iterable[Norm]:
    """The norms with ids of their own: the second of a kind at one place ends in `~2`."""
    seen: Counter[str] = Counter()
    for norm in made:
        seen[norm.id] += 1
        yield norm if seen[norm.id] == 1 else replace(norm, id=f"{norm.id}~{seen[norm.id]}")
