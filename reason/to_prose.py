"""Say a condition, a proof, a verdict or a witness in a human language; its words are the language's phrases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import assert_never

from ontology.answer import Judged, Proof, Verdict
from ontology.case import Case, Value
from ontology.condition import AllOf, AnyOf, Atom, Compare, Condition, Is, Not, OneOf, Quantity
from ontology.fact import Fact
from ontology.norm import Norm
from ontology.pack import Jurisdiction, Language
from reason.cite import cited

NOTHING_SAID: Mapping[str, Fact] = {}
HEADS: Mapping[type, str] = {Not: "proof.not", AllOf: "proof.all", AnyOf: "proof.any"}
SENTENCE = 2
"""How deep a condition may nest and still be one sentence."""


def to_prose(
    what: Condition | Proof,
    language: Language,
    vn: Jurisdiction,
    case: Case | None = None,
    said: Mapping[str, Fact] = NOTHING_SAID,
) -> str:
    """A condition as one sentence, or where it nests deeply as a list of them; a proof as indented lines, what was assumed in its case first.

    `said` holds the facts that only documents describe, by id.
    """
    speaker = _Speaker(language, vn, said)
    if not isinstance(what, Proof):
        return "\n".join(speaker.listed(what, 0))
    assumed = sorted(what.claim.facts() & case.assumed) if case else []
    granted = [speaker.assumption(fact, case) for fact in assumed if case]
    return "\n".join([*granted, *speaker.proof(what, 0)])


def verdict(judged: Judged, language: Language, vn: Jurisdiction, said: Mapping[str, Fact] = NOTHING_SAID) -> str:
    """A norm's verdict in words: with the exceptions that displaced it, or what is missing."""
    speaker = _Speaker(language, vn, said)
    match judged.verdict:
        case Verdict.DISPLACED:
            return language.say("verdict.displaced", by="; ".join(speaker.norm(norm) for norm in judged.by))
        case Verdict.UNKNOWN:
            return language.say("verdict.unknown", missing="; ".join(map(speaker.label, judged.missing)))
        case _:
            return language.say(f"verdict.{judged.verdict}")


def disagreement(a: Norm, b: Norm, language: Language, vn: Jurisdiction) -> str:
    """That two exceptions to one norm disagree."""
    speaker = _Speaker(language, vn, NOTHING_SAID)
    return language.say("verdict.disagree", a=speaker.norm(a), b=speaker.norm(b))


def witness(case: Case, language: Language, vn: Jurisdiction, said: Mapping[str, Fact] = NOTHING_SAID) -> str:
    """A case in one line: its day and its facts."""
    speaker = _Speaker(language, vn, said)
    facts = (
        language.say("witness.fact", fact=speaker.label(fact), value=speaker.value(fact, value))
        for fact, value in case.facts.items()
    )
    return language.say("witness.on", on=speaker.day(case.on), facts="; ".join(facts))


class _Speaker:
    """A language with the labels of a jurisdiction."""

    def __init__(self, language: Language, vn: Jurisdiction, said: Mapping[str, Fact]) -> None:
        self.language = language
        self.vn = vn
        self.said = said

    def listed(self, condition: Condition, depth: int) -> Iterator[str]:
        """The lines of a condition: a sentence, or a head and below it the parts, each with a dash."""
        bare = _bare(condition)
        start = "  " * depth + "- " if depth else ""
        if _depth(bare) <= SENTENCE:
            yield start + self.condition(bare)
            return
        yield f"{start}{self.language.say(HEADS[type(bare)])}:"
        for part in _parts(bare):
            yield from self.listed(part, depth + 1)

    def condition(self, condition: Condition) -> str:
        bare = _bare(condition)
        match bare:
            case Is() | Compare() | OneOf():
                return self.atom(bare)
            case Not(of):
                inner = _bare(of)
                told = self.condition(inner)
                return self.language.say("not", of=told if isinstance(inner, Not) else self.grouped(inner))
            case AllOf(of):
                return self.language.say("and").join(map(self.grouped, of)) or self.language.say("always")
            case AnyOf(of):
                return self.language.say("or").join(map(self.grouped, of)) or self.language.say("never")
            case _:
                assert_never(bare)

    def grouped(self, condition: Condition) -> str:
        """A part of a condition, in brackets where a reader could not tell how far it reaches."""
        told, bare = self.condition(condition), _bare(condition)
        reaching = isinstance(bare, Not) or len(_parts(bare)) > 1
        return self.language.say("group", of=told) if reaching else told

    def atom(self, atom: Atom) -> str:
        label = self.label(atom.fact)
        match atom:
            case Is():
                return self.language.say("is", fact=label)
            case OneOf(fact, codes):
                either = self.language.say("or").join(self.code(fact, code) for code in codes)
                return self.language.say("one_of", fact=label, codes=either)
            case Compare(_, op, value):
                if isinstance(value, Quantity):
                    return self.language.say(op, fact=label, value=self.quantity(value))
                return self.language.say(f"day.{op}", fact=label, value=self.day(value))
            case _:
                assert_never(atom)

    def proof(self, proof: Proof, depth: int) -> Iterator[str]:
        truth = self.language.say(f"truth.{proof.truth.name.lower()}")
        claim = self.language.say(HEADS[type(proof.claim)]) if proof.because else self.condition(proof.claim)
        yield "  " * depth + self.language.say("proof.line", claim=claim, truth=truth)
        for part in proof.because:
            yield from self.proof(part, depth + 1)

    def assumption(self, fact: str, case: Case) -> str:
        return self.language.say("proof.assumed", fact=self.label(fact), value=self.value(fact, case.facts[fact]))

    def norm(self, norm: Norm) -> str:
        return cited(norm.sources[0], self.vn)[self.language.code]

    def label(self, fact: str) -> str:
        known = self.vn.facts.get(fact) or self.said.get(fact)
        return known.label[self.language.code] if known else fact

    def code(self, fact: str, code: str) -> str:
        concept = self.vn.concepts(fact).get(code)
        return concept.label[self.language.code] if concept else code

    def value(self, fact: str, value: Value) -> str:
        match value:
            case bool():
                return self.language.say(f"value.{str(value).lower()}")
            case Quantity():
                return self.quantity(value)
            case str():
                return self.code(fact, value)
            case date():
                return self.day(value)
            case _:
                assert_never(value)

    def quantity(self, quantity: Quantity) -> str:
        number = self.number(quantity.value)
        if quantity.unit == "1":
            return number
        return f"{number} {self.language.phrases.get(f'unit.{quantity.unit}', quantity.unit)}"

    def number(self, value: Decimal) -> str:
        """A number as people write it: thousands apart, no idle zeros."""
        whole, _, rest = f"{value:,f}".partition(".")
        text, rest = whole.replace(",", self.language.say("thousand")), rest.rstrip("0")
        return text + (self.language.say("decimal") + rest if rest else "")

    def day(self, day: date) -> str:
        return self.language.say("day", day=day.day, month=day.month, year=day.year)


def _bare(condition: Condition) -> Condition:
    """The condition without joints that join nothing."""
    while isinstance(condition, AllOf | AnyOf) and len(condition.of) == 1:
        (condition,) = condition.of
    return condition


def _parts(condition: Condition) -> tuple[Condition, ...]:
    """The parts that stand side by side; a choice of codes reads as one part a code."""
    match condition:
        case Is() | Compare():
            return ()
        case Not(of):
            return (of,)
        case AllOf(of) | AnyOf(of):
            return of
        case OneOf(fact, codes):
            return tuple(OneOf(fact, (code,)) for code in codes)
        case _:
            assert_never(condition)


def _depth(condition: Condition) -> int:
    """How many joints stand in each other."""
    bare = _bare(condition)
    match bare:
        case Is() | Compare() | OneOf():
            return 0
        case Not(of):
            return _depth(of)
        case AllOf(of) | AnyOf(of):
            return 1 + max(map(_depth, of), default=0)
        case _:
            assert_never(bare)
